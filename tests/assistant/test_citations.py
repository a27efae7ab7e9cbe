"""A quote is in its source, letter for letter, or it is rejected."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Citation, RejectedCitation, Source, verify
from corpus import Convention, parse_file
from tests.conftest import CONVENTIONS, GRAND_EST, HAUTS_DE_FRANCE

TEXTS = {id_: parse_file(CONVENTIONS / f"{id_}.txt") for id_ in (GRAND_EST, HAUTS_DE_FRANCE)}
CLAUSES = [(c, clause) for c in TEXTS.values() for article in c.walk() for clause in article.clauses]


def source(convention: Convention, clause: object) -> Source:
    return Source(convention.document, clause.span, clause.label, "1", "")  # type: ignore[attr-defined]


@pytest.mark.parametrize(("convention", "clause"), CLAUSES, ids=[f"{c.id} {k.label}" for c, k in CLAUSES])
def test_every_clause_verifies_as_itself(convention: Convention, clause: object) -> None:
    found = verify(1, convention.document.quote(clause.span), source(convention, clause))  # type: ignore[attr-defined]
    assert isinstance(found, Citation) and found.span == clause.span  # type: ignore[attr-defined]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(CLAUSES), st.data())
def test_changing_one_letter_or_digit_of_a_true_quote_makes_it_rejected(
    where: tuple[Convention, object], data: st.DataObject
) -> None:
    convention, clause = where
    quote = convention.document.quote(clause.span)  # type: ignore[attr-defined]
    at = data.draw(st.sampled_from([i for i, c in enumerate(quote) if c.isalnum()]))
    other = data.draw(st.sampled_from([c for c in string.ascii_letters + string.digits + "éèà" if c != quote[at]]))
    assert isinstance(verify(1, quote[:at] + other + quote[at + 1 :], source(convention, clause)), RejectedCitation)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(CLAUSES), st.data())
def test_white_space_and_apostrophes_are_folded_and_nothing_else(where: tuple[Convention, object], data: st.DataObject) -> None:
    convention, clause = where
    quote = convention.document.quote(clause.span)  # type: ignore[attr-defined]
    space = data.draw(st.sampled_from(["\u00a0", "\u202f", "\n", "  "]))
    said = quote.replace("'", "’").replace(" ", space)
    found = verify(1, said, source(convention, clause))
    assert isinstance(found, Citation)
    assert convention.document.quote(found.span) == quote


@pytest.mark.parametrize(
    "quote",
    [
        "",
        " … ",
        "préavis de deux mois",
        "La convention peut être dénoncée … préavis de trois mois",
        "LA CONVENTION PEUT ÊTRE DÉNONCÉE",
        "La convention peut etre dénoncée",
    ],
    ids=["empty", "no word", "another number", "joined by an ellipsis", "another case", "a missing accent"],
)
def test_what_is_not_in_the_clause_is_rejected_and_kept_as_said(quote: str) -> None:
    convention = TEXTS[GRAND_EST]
    article = convention.article("5")
    assert article is not None
    found = verify(1, quote, source(convention, article.clauses[0]))
    assert isinstance(found, RejectedCitation) and found.quote == quote


def test_a_quote_of_another_clause_is_rejected_here() -> None:
    convention = TEXTS[GRAND_EST]
    five, six = convention.article("5"), convention.article("6")
    assert five is not None and six is not None
    words = convention.document.quote(six.clauses[0].span)
    assert isinstance(verify(1, words, source(convention, five.clauses[0])), RejectedCitation)


def test_a_citation_cannot_be_made_by_hand() -> None:
    with pytest.raises(TypeError, match="verify"):
        Citation(1, TEXTS[GRAND_EST].document.span(0, 5), "Article 1", "1", "")
