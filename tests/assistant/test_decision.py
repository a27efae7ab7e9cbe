"""Whether anything answers, and which clauses do."""

from dataclasses import fields

import pytest

from assistant import Assistant
from assistant.decision import Confidence, answers, confidence, sufficient
from assistant.evidence import Signs, logistic, weights


def test_every_sign_has_its_fitted_weight() -> None:
    assert set(weights()["clause"]) == {"intercept"} | {field.name for field in fields(Signs)}
    assert set(weights()["answer"]) == {"intercept"} | {field.name for field in fields(Confidence)}
    assert set(weights()["limits"]) == {"answer", "near", "beside", "read"}
    assert set(weights()["reading"]) == {"intercept", "weighed", "reading"}


def test_the_logistic_is_between_0_and_1_and_grows_with_what_speaks_for_a_clause() -> None:
    low, high = (logistic({"intercept": -1.0, "coverage": 3.0}, {"coverage": value}) for value in (0.0, 1.0))
    assert 0 < low < 0.5 < high < 1


@pytest.mark.parametrize(
    ("asked", "silent"),
    [
        ("Quel est le préavis pour dénoncer la convention Grand Est ?", "Quelle est la recette de la tarte aux pommes ?"),
        ("Qui conserve le code source ?", "Comment réinitialiser mon mot de passe ?"),
    ],
)
def test_what_the_text_answers_is_surer_than_what_it_does_not(asked: str, silent: str, assistant: Assistant) -> None:
    sure, unsure = (answers(*assistant.weighed(text), assistant.index) for text in (asked, silent))
    assert sure > weights()["limits"]["answer"] > unsure


def test_words_that_the_convention_never_uses_speak_against_it(assistant: Assistant) -> None:
    question, evidence = assistant.weighed("Que prévoit la convention Grand Est sur le wifi des internautes ?")
    assert confidence(question, evidence, assistant.index).unheard == 1.0


def test_nothing_is_sufficient_among_nothing(assistant: Assistant) -> None:
    question, _ = assistant.weighed("Quel est le préavis ?")
    assert sufficient(question, [], assistant.index) == []


def test_the_place_of_signature_is_told_by_the_end_of_the_text_alone(assistant: Assistant) -> None:
    answer = assistant.ask("Où la convention Grand Est a-t-elle été signée ?")
    assert [c.article for c in answer.citations] == ["signatures"]
