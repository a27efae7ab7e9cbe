"""What is typed in haste is read as it would be written; what is written well is left as it is."""

import pytest

from assistant import Assistant
from assistant.typed import written
from index import Spellings

SPELLINGS = Spellings({"préavis": 3, "avenant": 4, "gardien": 2, "Vauxmarand": 3, "aide": 5, "DINUM": 6, "fourrière": 4})

TYPED = [
    ("cb de preavi pr resilier la conv ?", "combien de préavis pour résilier la convention ?"),
    ("ca sert a koi lavenant", "ça sert a quoi l'avenant"),
    ("ki paye laide et dapres quel art 4", "qui paye l'aide et d'après quel article 4"),
    ("c koi les obligations du gardien", "c'est quoi les obligations du gardien"),
    ("donne moi l article 12", "donne moi l'article 12"),
    ("ou siege la dinum", "où siège la DINUM"),
    ("la conv est signee ou ?", "la convention est signée où ?"),
    ("il faut til prevenir", "il faut-il prévenir"),
    ("paye t elle les frais", "paye-t-elle les frais"),
    ("on peu resilier", "on peut résilier"),
    ("la comune de vauxmarrand", "la commune de Vauxmarand"),
    ("QUEL PREAVI POUR LA DINUM", "quel préavis pour la DINUM"),
    ("tarif fouriere specifik", "tarif fourrière spécifique"),
    ("jai un probleme", "j'ai un problème"),
    ("pouvez vs nous aider", "pouvez vous nous aider"),
]


@pytest.mark.parametrize(("typed", "meant"), TYPED)
def test_what_is_typed_in_haste_is_read_as_it_would_be_written(typed: str, meant: str) -> None:
    assert written(typed, SPELLINGS) == meant


LEFT = [
    "Quel est le préavis de la convention ?",
    "Légalement, la redevance ou le loyer est-il dû ?",
    "L'annexe c et l'annexe d",
    "La CB et le RIB de M. Vauxmarin",  # capitals are an acronym's; a name is tolerated elsewhere, never replaced
    "Le pop-corn et le petit-lait",
    "On a acheté un livre et une laine davantage",
    "Un appart pacsé, le resto, la sécu",
    "Cela coûte 4 000 € à la commune de Lyon (art. 6).",
]


@pytest.mark.parametrize("question", LEFT)
def test_what_is_written_well_is_left_as_it_is(question: str) -> None:
    assert written(question, SPELLINGS) == question


def test_a_hurried_question_gets_the_answer_of_the_same_written_well(assistant: Assistant) -> None:
    typed = assistant.ask("cb de preavi pr denoncer la conv grand est")
    well = assistant.ask("Quel préavis pour dénoncer la convention Grand Est ?")
    assert typed.status == "grounded"
    assert typed.citations[0].span == well.citations[0].span


def test_a_refusal_says_how_the_question_was_read_when_words_were_changed(assistant: Assistant) -> None:
    read = assistant.ask("kel est le montant de la prime de demenagement").text
    assert "«\u00a0quel est le montant de la prime de déménagement\u00a0»" in read
    accented = assistant.ask("quel est le montant de la prime de demenagement").text
    assert "lue ainsi" not in accented  # accents are no news
