"""A number that a question takes for granted is corrected by the text's, or left alone."""

import pytest

from assistant import Assistant
from assistant.premise import corrected

CLAUSE = (
    "La commune verse 12 000 euros, en deux fois, et prévient dans un délai de trois (3) mois ; elle reçoit 40 % des recettes."
)


@pytest.mark.parametrize(
    ("question", "stated", "given"),
    [
        ("La commune verse 15 000 € ?", "15 000 €", "12 000 euros"),
        ("Pourquoi le délai est-il de six mois ?", "six mois", "trois (3) mois"),
        ("Le délai est bien de 2 mois ?", "2 mois", "trois (3) mois"),
        ("La commune touche 30 % ?", "30 %", "40 %"),
        ("Doit-elle payer en quatre fois ?", "quatre fois", "deux fois"),
    ],
)
def test_what_the_text_gives_instead_is_told(question: str, stated: str, given: str) -> None:
    assert corrected(question, CLAUSE) == (stated, given)


@pytest.mark.parametrize(
    "question",
    [
        "Le délai est-il de trois mois ?",  # it is
        "La commune verse 12 000 € ?",
        "Nous avons deux mois de retard, que risquons-nous ?",  # not what is confirmed
        "Combien de mois faut-il prévenir ?",
        "Le délai est-il de dix jours ?",  # counted otherwise
        "La commune verse-t-elle 15 000 € en quatre fois ?",  # two numbers
    ],
)
def test_nothing_is_corrected_otherwise(question: str) -> None:
    assert corrected(question, CLAUSE) is None


def test_several_numbers_of_the_same_thing_correct_nothing() -> None:
    assert corrected("Le délai est-il de six mois ?", "un délai de trois mois, ramené à un mois") is None


def test_the_correction_comes_before_the_quote(assistant: Assistant) -> None:
    answer = assistant.ask("Pourquoi la collectivité doit-elle identifier dix projets ?")
    assert answer.text.startswith("Le texte ne dit pas dix projets mais **6 projets** :")
    cited = answer.citations[0].span
    assert "identifier 6 projets" in assistant.index.convention(cited.document_id).document.quote(cited)
    right = assistant.ask("Vous confirmez que le préavis est de trois mois dans la convention Grand Est ?")
    assert right.text.startswith("**Trois mois.**")
