"""What an answer says beside its quotes."""

import pytest

from assistant import Assistant
from assistant.answer import foreign
from assistant.compose import article_phrase
from assistant.expected import VALUES
from assistant.question import Expected
from assistant.ui.rendering import answer_markdown, inert, source_html
from corpus import Convention, fold
from tests.conftest import GRAND_EST, HAUTS_DE_FRANCE


def test_the_value_comes_first_when_the_quote_holds_one(assistant: Assistant) -> None:
    answer = assistant.ask("Quel est le préavis pour dénoncer la convention avec le Grand Est ?")
    assert answer.text.startswith("**Trois mois.**")
    assert (answer.citations[0].article, answer.citations[0].label) == ("5", "Article 5, alinéa 1")


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("Jusqu'à quand court la convention Grand Est ?", "**30/09/2019.**"),  # of "jusqu'au 30/09/2019", the day alone
        ("Combien de fois le comité de suivi doit-il se réunir ?", "**Au moins deux fois.**"),  # in the second clause quoted
    ],
)
def test_the_value_is_told_once_and_is_a_value(question: str, lead: str, assistant: Assistant) -> None:
    assert assistant.ask(question).text.startswith(lead)


def test_a_clause_of_one_convention_never_answers_for_another(assistant: Assistant) -> None:
    answer = assistant.ask("Que prévoit la convention Hauts-de-France sur la confidentialité ?")
    assert (answer.status, answer.citations) == ("refused", ())
    assert "8 articles consultés" in answer.text
    assert answer.suggestions[0].span.document_id == GRAND_EST


def test_a_refusal_offers_what_is_near_and_nothing_to_a_question_on_something_else(assistant: Assistant) -> None:
    near = assistant.ask("Quels intérêts sont dus si le versement du Grand Est arrive en retard ?")
    assert near.status == "refused"
    assert near.suggestions[0].span.document_id == GRAND_EST  # the convention asked about, before what another says
    for far in ("Quelle est la recette de la tarte aux pommes ?", "Que dit la convention Hauts-de-France sur le RGPD ?"):
        answer = assistant.ask(far)
        assert (answer.status, answer.suggestions) == ("refused", ())


def test_without_a_name_each_convention_answers_in_its_own(assistant: Assistant) -> None:
    answer = assistant.ask("Que deviennent les crédits non utilisés ?")
    assert {c.span.document_id for c in answer.citations} == {GRAND_EST, HAUTS_DE_FRANCE}


def test_a_choice_of_conventions_limits_the_answer(assistant: Assistant) -> None:
    answer = assistant.ask("Que deviennent les crédits non utilisés ?", conventions=[HAUTS_DE_FRANCE])
    assert {c.span.document_id for c in answer.citations} == {HAUTS_DE_FRANCE}


def test_a_list_of_which_several_items_answer_is_quoted_whole(assistant: Assistant) -> None:
    answer = assistant.ask("Quelles sont les étapes du programme de pré-incubation ?")
    first = answer.citations[0]
    quote = assistant.index.convention(first.span.document_id).document.quote(first.span)
    assert quote.startswith("Les étapes du programme") and quote.endswith("viables a passer en incubation.")
    assert first.label == "Article 1, alinéa 4"


@pytest.mark.parametrize(
    ("question", "expected", "value"),
    [
        (
            "Quel est l'IBAN du compte sur lequel verser les crédits Hauts-de-France ?",
            "account",
            "FR48 3000 1004 68C5 9800 0000 076",
        ),
        ("Quand la convention Grand Est a-t-elle été signée ?", "date", "23 JAN. 2019"),
    ],
)
def test_an_account_or_a_date_is_answered_by_clauses_that_hold_one(
    question: str, expected: Expected, value: str, assistant: Assistant
) -> None:
    citations = assistant.ask(question).citations
    quotes = [assistant.index.convention(c.span.document_id).document.quote(c.span) for c in citations]
    assert value in quotes[0]
    assert all(VALUES[expected].search(fold(quote)) for quote in quotes)


def test_an_article_that_does_not_exist_lists_those_that_do(assistant: Assistant) -> None:
    answer = assistant.ask("Donne l'article 11 de la convention Hauts-de-France.")
    assert answer.status == "refused"
    assert "compte 8 articles" in answer.text and "1, 2, 3, 4, 5, 6, 7, 8" in answer.text


def test_a_body_out_of_the_collection_is_named_and_the_collection_listed(assistant: Assistant) -> None:
    answer = assistant.ask("Quel est le montant versé par la Région Bretagne ?")
    assert answer.status == "refused"
    assert "Bretagne" in answer.text and "Convention DINUM – Région Hauts-de-France" in answer.text


def test_a_greeting_is_answered_without_citation_or_refusal(assistant: Assistant) -> None:
    answer = assistant.ask("Bonjour !")
    assert (answer.kind, answer.status, answer.citations) == ("help", "grounded", ())
    assert answer.text.count("\n- ") == 3


def test_a_comparison_has_a_cited_cell_for_each_convention(assistant: Assistant) -> None:
    answer = assistant.ask("Compare les conditions de résiliation des deux conventions.")
    assert "dans un délai d’un mois." in answer.text  # in the scan, a blank line cuts the sentence
    assert answer.kind == "comparison" and answer.text.startswith("| Convention")
    assert {c.span.document_id for c in answer.citations} == {GRAND_EST, HAUTS_DE_FRANCE}


@pytest.mark.parametrize(
    "question", ["", "?", "x" * 2001, None, 3.5], ids=["empty", "no word", "too long", "nothing", "a number"]
)
def test_what_is_no_question_gets_a_clear_answer(question: object, assistant: Assistant) -> None:
    answer = assistant.ask(question)
    assert answer.status == "refused"
    assert "question" in answer.text


def test_the_words_of_documents_and_users_never_act_as_markup(assistant: Assistant) -> None:
    answer = assistant.ask("Que dit la convention avec la Ville de <img src=x onerror=alert(1)> ?")
    assert "<img" not in answer_markdown(answer, assistant.index)
    assert inert("<b>*x*</b>![a](http://b)") == "".join(c if c.isalnum() else f"&#{ord(c)};" for c in "<b>*x*</b>![a](http://b)")


def test_the_words_of_users_never_act_as_signs_of_the_model(assistant: Assistant) -> None:
    answer = assistant.ask("Quel est le préavis </s> pour dénoncer la convention Grand Est ?")
    assert (answer.status, answer.citations[0].article) == ("grounded", "5")


def test_each_mark_links_to_the_span_of_its_quote(assistant: Assistant) -> None:
    answer = assistant.ask("Quel tribunal est compétent en cas de litige ?")
    (citation,) = answer.citations
    assert f'href="#source={GRAND_EST}:{citation.span.start}-{citation.span.end}"' in answer_markdown(answer, assistant.index)


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Quel est le BIC pour les Hauts-de-France ?", True),
        ("Quel est l'IBAN pour les Hauts-de-France ?", True),
        ("Quel est l'IBAN pour le Grand Est ?", False),
        ("Quel est l'IBAN du prestataire de formation, pour les Hauts-de-France ?", False),
    ],
)
def test_an_account_asked_for_and_nothing_else_is_told_by_the_clause_that_holds_it(
    question: str, answers: bool, assistant: Assistant
) -> None:
    _, evidence = assistant.weighed(question)
    assert any(piece.signs.block for piece in evidence) == answers


@pytest.mark.parametrize(
    ("question", "is_above"),
    [
        ("Quelles sont les obligations de la Région Grand Est ?", True),
        ("Compare les conditions de résiliation des deux conventions.", False),
    ],
)
def test_the_sources_name_their_convention_once_when_it_is_the_same_for_all(
    question: str, is_above: bool, assistant: Assistant
) -> None:
    answer = assistant.ask(question)
    heading, *lines = answer_markdown(answer, assistant.index).partition("**Sources**")[2].splitlines()
    titles = [inert(entry.title) for entry in assistant.index.entries.values()]
    named = [any(title in line for title in titles) for line in (heading, *filter(None, lines))]
    assert named == [is_above] + [not is_above] * len(answer.citations)


@pytest.mark.parametrize("name", ["grand_est", "hauts_de_france"])
def test_the_source_shows_every_character_of_the_file_once(name: str, request: pytest.FixtureRequest) -> None:
    import html
    import re

    convention: Convention = request.getfixturevalue(name)
    pieces = re.findall(r'<span class="text" data-start="(\d+)">(.*?)</span>', source_html(convention), re.DOTALL)
    at = 0
    for start, words in pieces:
        assert int(start) == at
        at += len(html.unescape(words))
    assert "".join(html.unescape(words) for _, words in pieces) == convention.document.text


def test_a_party_is_known_by_its_short_name_accents_and_all(assistant: Assistant) -> None:
    answer = assistant.ask("À quoi s'engage la collectivité ?")
    assert answer.text.startswith("Convention DINUM – Région Hauts-de-France — collectivité :")
    assert "libérer les intrapreneurs" in answer.text and "La DINUM s’engage" not in answer.text


def test_one_whom_no_clause_binds_owes_nothing(assistant: Assistant) -> None:
    answer = assistant.ask("Que doit faire le notaire d'après la convention Grand Est ?")
    assert answer.status == "refused"


def test_who_owes_is_told_from_the_name_of_the_convention(assistant: Assistant) -> None:
    told = [assistant.ask(f"À quoi s'engage {who} dans la convention Grand Est ?") for who in ("la Région", "la DINSIC")]
    assert [answer.text.split("\n")[0] for answer in told] == [
        "Convention Région Grand Est – DINSIC — Région Grand Est :",
        "Convention Région Grand Est – DINSIC — DINSIC :",
    ]


def test_a_convention_that_says_nothing_of_it_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("Qui est compétent en cas de litige ?")
    assert "Rien trouvé dans : Convention DINUM – Région Hauts-de-France." in answer.text


def test_a_comparison_is_not_bound_by_the_question_before(assistant: Assistant) -> None:
    answer = assistant.ask("Quel est le préavis de la convention Grand Est ?", "Compare les conditions de résiliation.")
    assert {citation.span.document_id for citation in answer.citations} == {GRAND_EST, HAUTS_DE_FRANCE}


def test_the_signatures_never_stand_beside_the_article_that_answers(assistant: Assistant) -> None:
    answer = assistant.ask("Quelle avance est versée à la signature ?")
    assert answer.citations
    assert "signatures" not in {citation.article for citation in answer.citations}


def test_the_code_of_a_heading_is_not_said() -> None:
    said = foreign("à l'avenant n° …")
    assert article_phrase("annexe", "à l'avenant {% for one in all %}n° {{ one }}{% endfor %}") == f"annexe ({said})"
    assert article_phrase("5", "") == "article 5"


def test_a_quality_that_is_not_a_party_s_is_not_looked_for_where_the_parties_are_presented(assistant: Assistant) -> None:
    asked = "À quelle autorité est dévolue la qualité de comptable assignataire dans la convention Grand Est ?"
    assert [citation.article for citation in assistant.ask(asked).citations] == ["4.3"]
    assert "parties" in {citation.article for citation in assistant.ask("Qui représente la Région Grand Est ?").citations}
