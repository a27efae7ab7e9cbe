"""What questions ask, as a table of real ones."""

import pytest

from assistant import Assistant
from assistant.errors import BadQuestion
from assistant.question import check, understand
from tests.conftest import GRAND_EST, HAUTS_DE_FRANCE

GE, HDF = (GRAND_EST,), (HAUTS_DE_FRANCE,)
BOTH = GE + HDF
TABLE = [
    ("Quel est le préavis pour dénoncer la convention avec le Grand Est ?", "answer", "duration", GE, ()),
    ("quel est le plafond pour les hauts de france", "answer", "amount", HDF, ()),
    ("Quand la convention Grand Est a-t-elle été signée ?", "answer", "date", GE, ()),
    ("Que deviennent les crédits non utilisés ?", "answer", "text", (), ()),
    ("Cite l'article 5 de la convention Grand Est.", "quote", "text", GE, ("5",)),
    ("Donne-moi le texte exact de l'article 4.5 de la convention Grand Est", "quote", "text", GE, ("4.5",)),
    ("À quoi s'engage la Région Grand Est ?", "obligations", "text", GE, ()),
    ("Quelles sont les obligations de la DINUM envers les Hauts-de-France ?", "obligations", "text", HDF, ()),
    ("Compare les conditions de résiliation des deux conventions.", "comparison", "text", (), ()),
    ("Quelles différences entre le Grand Est et les Hauts-de-France sur la durée ?", "comparison", "text", BOTH, ()),
    ("Que sais-tu faire ?", "help", "text", (), ()),
    ("Bonjour !", "help", "text", (), ()),
    ("Que doit faire la DINSIC ?", "obligations", "text", BOTH, ()),
    ("Quel est l'IBAN ?", "answer", "account", (), ()),
]


@pytest.mark.parametrize(("text", "kind", "expected", "conventions", "articles"), TABLE, ids=[row[0] for row in TABLE])
def test_questions_are_understood(
    text: str, kind: str, expected: str, conventions: tuple[str, ...], articles: tuple[str, ...], assistant: Assistant
) -> None:
    question = understand(text, assistant.catalogue, assistant.index.knows)
    assert (question.kind, question.expected, question.conventions, question.articles) == (kind, expected, conventions, articles)


def test_a_body_that_no_convention_names_is_seen(assistant: Assistant) -> None:
    question = understand("Quel est le montant versé par la Région Bretagne ?", assistant.catalogue, assistant.index.knows)
    assert question.unknown == "Région Bretagne"


def test_a_follow_up_inherits_what_it_leaves_unsaid(assistant: Assistant) -> None:
    before = "Comment la convention Grand Est peut-elle être résiliée ?"
    question = understand("Et pour les Hauts-de-France ?", assistant.catalogue, assistant.index.knows, [before])
    assert question.conventions == HDF
    assert "resili" in question.terms


@pytest.mark.parametrize("text", ["", "   ", "?!", "12 34", "a" * 2001, None, 12, ["x"]], ids=repr)
def test_what_is_no_question_says_so(text: object) -> None:
    with pytest.raises(BadQuestion):
        check(text)  # type: ignore[arg-type]
