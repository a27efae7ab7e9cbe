"""A question in English is read in a rough French; one in French is left as it is."""

import pytest

from assistant import Assistant
from assistant.english import in_french, is_english

READ = [
    ("What is the notice period of the Grand Est agreement?", "quel est le délai de préavis de le convention Grand Est?"),
    ("How much does the landlord have to pay?", "combien le bailleur doit payer?"),
    ("What must the municipal police do?", "que doit faire le police municipale?"),
    ("Who signs the landlord's annual report?", "qui signe le rapport annuel de bailleur?"),
    (
        "Give me article 10 of the type I agreement (annex I D. 353-90)",
        "donne article 10 de le convention de type I (annexe I D. 353-90)",
    ),
    ("can the tenant return the keys", "peut le locataire restituer le clés"),  # a verb after the subject
    ("the return of the keys", "le restitution de le clés"),  # a noun after "the"
]


@pytest.mark.parametrize(("english", "french"), READ)
def test_a_question_in_english_is_read_in_french(english: str, french: str) -> None:
    assert in_french(english) == french


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le préavis ?",
        "cb de preavi pr la conv",
        "Le planning du club-house, le week-end ?",
        "Un job, un test, un parking : qui paie ?",
        "BIC",
        "Article 12",
    ],
)
def test_a_question_in_french_is_left_as_it_is(question: str) -> None:
    assert not is_english(question)
    assert in_french(question) == question


def test_a_question_in_english_is_answered_by_the_clause(assistant: Assistant) -> None:
    english = assistant.ask("How much notice must be given to terminate the Grand Est agreement?")
    french = assistant.ask("Quel préavis pour dénoncer la convention Grand Est ?")
    assert english.citations[0].span == french.citations[0].span
    assert [c.article for c in assistant.ask("Show me article 6 of the Hauts-de-France agreement").citations] == ["6"]
