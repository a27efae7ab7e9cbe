"""Answers that are computed, with every operand cited."""

import pytest

from assistant import Assistant
from assistant.reckoning import reckoned
from tests.conftest import GRAND_EST, HAUTS_DE_FRANCE


def test_a_notice_given_on_a_day_ends_on_another(assistant: Assistant) -> None:
    answer = assistant.ask("Si je dénonce la convention Grand Est le 15 mars 2019, quand est-ce effectif ?")
    assert (answer.kind, answer.status) == ("facts", "grounded")
    assert answer.text.startswith("**Le 15 juin 2019.**")
    assert "15 mars 2019 + 3 mois = 15 juin 2019" in answer.text
    assert [c.article for c in answer.citations] == ["5"]


def test_a_notice_that_the_text_does_not_give_is_not_reckoned_with(assistant: Assistant) -> None:
    answer = assistant.ask("Si je dénonce la convention Hauts-de-France le 15 mars 2019, quand est-ce effectif ?")
    assert "Calcul" not in answer.text


def test_a_share_is_worth_its_part_of_the_amount(assistant: Assistant) -> None:
    answer = assistant.ask("Combien représente l'avance versée par les Hauts-de-France ?")
    assert answer.text.startswith("**32\u00a0000\u00a0€.**")
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    ("day", "says"), [("1er septembre 2019", "**29 jours.**"), ("1er octobre 2019", "**Le terme est passé depuis 1 jour.**")]
)
def test_what_is_left_is_counted_from_the_day_that_is_shown(day: str, says: str, assistant: Assistant) -> None:
    answer = assistant.ask(f"Au {day}, combien de jours reste-t-il avant la fin de la convention Grand Est ?")
    assert answer.text.startswith(says)


def test_another_question_is_not_reckoned(assistant: Assistant) -> None:
    from datetime import date

    question, _ = assistant.weighed("Quel est le préavis pour dénoncer la convention avec le Grand Est ?")
    assert reckoned(question, [GRAND_EST, HAUTS_DE_FRANCE], assistant.index, date(2020, 1, 1)) is None


def test_the_sheet_of_a_convention_quotes_each_fact(assistant: Assistant) -> None:
    answer = assistant.ask("Donne la fiche de la convention Hauts-de-France")
    assert answer.kind == "facts"
    assert "Signature : illisible" in answer.text and "à vérifier" in answer.text
    assert len(answer.citations) >= 8


@pytest.mark.parametrize(
    ("question", "is_reckoned"),
    [
        ("Combien de temps reste-t-il ?", True),
        ("Dans combien de jours expire la convention Grand Est ?", True),
        ("Dans combien de temps finit le partenariat ?", True),
        ("Combien de jours de congés me reste-t-il ?", False),
        ("Dans combien de jours expire mon badge ?", False),
        ("Combien de temps avant la fin du mois ?", False),
        ("Combien de temps me reste-t-il pour rendre ma note ?", False),
    ],
)
def test_what_is_left_is_reckoned_of_the_convention_alone(question: str, is_reckoned: bool, assistant: Assistant) -> None:
    answer = assistant.ask("Quel est le préavis de la convention Grand Est ?", question)
    assert ("Calcul :" in answer.text) is is_reckoned
