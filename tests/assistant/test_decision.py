"""Whether anything answers, and which clauses do."""

from dataclasses import fields, replace

import pytest

from assistant import Assistant
from assistant.decision import Confidence, answers, comparable, confidence, sufficient, worth_quoting
from assistant.engagements import DutySigns
from assistant.evidence import Signs, log_odds, logistic, weights
from tests.conftest import GRAND_EST, HAUTS_DE_FRANCE


def test_every_sign_has_its_fitted_weight() -> None:
    assert set(weights()["clause"]) == {"intercept"} | {field.name for field in fields(Signs)}
    assert set(weights()["answer"]) == {"intercept"} | {field.name for field in fields(Confidence)}
    assert set(weights()["duty"]) == {"intercept"} | {field.name for field in fields(DutySigns)}
    assert set(weights()["limits"]) == {"answer", "near", "again", "beside", "read", "duty"}
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


def test_what_shares_neither_words_nor_meaning_hardly_answers_unless_it_surely_reads_so(assistant: Assistant) -> None:
    question, evidence = assistant.weighed("Quel est le préavis pour dénoncer la convention Grand Est ?")
    best = replace(evidence[0], signs=replace(evidence[0].signs, coverage=0.0, similarity=0.0))
    chances = [answers(question, [replace(best, reading=reading), *evidence[1:]], assistant.index) for reading in (0.5, 2.0)]
    assert chances[0] < weights()["limits"]["answer"] < chances[1]


def test_duties_are_asked_by_who_owes_them_and_need_share_no_other_word(assistant: Assistant) -> None:
    asked, evidence = assistant.weighed("Quels sont les devoirs de la DINUM ?", conventions=[HAUTS_DE_FRANCE])
    best = replace(evidence[0], reading=0.5, score=0.8, signs=replace(evidence[0].signs, coverage=0.0, similarity=0.0))
    as_fact, as_duties = (answers(replace(asked, kind=kind), [best], assistant.index) for kind in ("answer", "obligations"))
    assert as_fact < weights()["limits"]["answer"]
    assert as_duties > as_fact


def test_a_text_that_is_called_otherwise_is_a_stranger(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, evidence = assistant.weighed("Quel est le montant ?", conventions=[GRAND_EST])

    def stranger(text: str, frame: str = "", conventions: tuple[str, ...] = ()) -> float:
        question = replace(asked, text=text, frame=frame, conventions=conventions)
        return confidence(question, evidence, assistant.index).stranger

    montant = "Quel est le montant ?"
    assert stranger(montant, frame="d'après la convention de prêt de la salle des fêtes") > 0.9
    assert stranger(montant, frame="d'après la convention de partenariat avec la Région Grand Est") < 0.5
    assert stranger(montant, frame="d'après la convention de prêt de la salle des fêtes", conventions=(GRAND_EST,)) == 0.0
    assert stranger(montant) == 0.0, "of two conventions, each may be meant"
    monkeypatch.setattr("assistant.decision.FEW_CONVENTIONS", 1)
    assert stranger(montant) == 1.0
    assert stranger("Quel montant pour la région Grand Est ?") == 0.0


def test_nothing_is_sufficient_among_nothing(assistant: Assistant) -> None:
    question, _ = assistant.weighed("Quel est le préavis ?")
    assert sufficient(question, [], assistant.index) == []


def test_the_place_of_signature_is_told_by_the_end_of_the_text_alone(assistant: Assistant) -> None:
    answer = assistant.ask("Où la convention Grand Est a-t-elle été signée ?")
    assert [c.article for c in answer.citations] == ["signatures"]


def test_compared_clauses_are_those_that_are_said_alike(assistant: Assistant) -> None:
    question, found = assistant.weighed("Compare le préavis de résiliation des deux conventions.")
    found = tuple(replace(e, reading=0.0) for e in found)  # chosen by their scores alone
    mine = {id_: [replace(e, score=0.1) for e in found if e.convention == id_] for id_ in (GRAND_EST, HAUTS_DE_FRANCE)}
    best = {id_: max(found, key=lambda e: (e.convention == id_, e.score)) for id_ in mine}
    stray = next(e for e in mine[HAUTS_DE_FRANCE] if e.passage.path != best[HAUTS_DE_FRANCE].passage.path)
    evidence = {
        GRAND_EST: [replace(best[GRAND_EST], score=0.9)],
        HAUTS_DE_FRANCE: [replace(stray, score=0.55), replace(best[HAUTS_DE_FRANCE], score=0.5)],
    }
    cells = comparable(question, evidence, assistant.index)
    assert cells[HAUTS_DE_FRANCE][0].passage == best[HAUTS_DE_FRANCE].passage
    worse = [replace(stray, score=0.999), replace(best[HAUTS_DE_FRANCE], score=0.01)]
    cells = comparable(question, {**evidence, HAUTS_DE_FRANCE: worse}, assistant.index)
    told = {piece.passage for piece in cells[HAUTS_DE_FRANCE]}
    assert best[HAUTS_DE_FRANCE].passage not in told, "words alike do not make up for a clause that does not answer"


def test_a_clause_that_says_the_same_sum_again_is_quoted_sooner(assistant: Assistant) -> None:
    question, found = assistant.weighed("Quel est le plafond de remboursement dû par les Hauts-de-France ?")
    sums = [e for e in found if e.convention == HAUTS_DE_FRANCE and "40 000" in e.passage.reading]
    other = next(e for e in found if e.has_expected_value and "40 000" not in e.passage.reading)
    assert len(sums) >= 2
    between = 0.9 * (weights()["limits"]["near"] + weights()["limits"]["again"]) / 2
    evidence = [replace(sums[0], score=0.9), replace(other, score=between), replace(sums[1], score=between)]
    kept = [e.passage for e in sufficient(question, evidence, assistant.index)]
    assert sums[0].passage in kept and sums[1].passage in kept and other.passage not in kept


def test_each_of_several_conventions_says_its_best_clause_alone(assistant: Assistant) -> None:
    question, found = assistant.weighed("Le préavis est-il écrit ?")
    both = worth_quoting(question, found)
    assert [piece.convention for piece in both] == list(dict.fromkeys(piece.convention for piece in found))
    alone = [piece for piece in found if piece.convention == GRAND_EST]
    assert [piece for piece in both if piece.convention == GRAND_EST] == worth_quoting(question, alone)[:1]
    assert len(worth_quoting(question, alone)) > 1, "one that answers alone may say more"
    assert len(worth_quoting(replace(question, text="Quels cas de préavis ?"), found)) > 2


def test_the_same_words_are_quoted_once(assistant: Assistant) -> None:
    question, found = assistant.weighed("Quels cas de préavis ?", conventions=[GRAND_EST])
    again = replace(found[0], passage=replace(found[0].passage, id="again", span=replace(found[0].passage.span, start=0)))
    assert worth_quoting(question, [found[0], again, found[1]]) == [found[0], found[1]]


def test_a_clause_beside_the_first_that_reads_well_speaks_for_an_answer(assistant: Assistant) -> None:
    question, found = assistant.weighed("Quel est le préavis ?")
    silent = [replace(piece, reading=-2.0) for piece in found]
    beside = [silent[0], replace(silent[1], reading=3.0), *silent[2:]]
    assert confidence(question, beside, assistant.index).reading == confidence(question, silent, assistant.index).reading
    assert answers(question, beside, assistant.index) > answers(question, silent, assistant.index)


def test_where_several_things_are_asked_for_a_list_answers_whole(assistant: Assistant) -> None:
    question, found = assistant.weighed(
        "Quels engagements la collectivité des Hauts-de-France prend-elle pour les intrapreneurs ?"
    )
    lead_ins = [e.passage.lead_in for e in found if e.convention == HAUTS_DE_FRANCE and e.passage.lead_in]
    items = [e for e in found if e.passage.lead_in == lead_ins[0]]
    evidence = [replace(items[0], score=0.9), *(replace(e, score=0.01) for e in items[1:])]
    assert len(items) > 1
    assert len(sufficient(question, evidence, assistant.index)) == len(items)
    one = replace(question, kind="answer", text="Combien de jours pour les intrapreneurs ?")
    assert len(sufficient(one, evidence, assistant.index)) == 1


@pytest.mark.parametrize("chance", [0.01, 0.5, 0.99])
def test_log_odds_undo_the_logistic(chance: float) -> None:
    assert logistic({"intercept": log_odds(chance)}, {}) == pytest.approx(chance)
