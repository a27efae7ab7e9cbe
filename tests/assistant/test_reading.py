"""What reads well comes first, what was not read does not pass before it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.evidence import Evidence, weights
from assistant.question import Question
from assistant.reading import READ, READ_OF_SEVERAL, in_light_of, read, to_read
from index import ConventionIndex, Passage


class ReadsAs(ConventionIndex):
    """Stands for an index whose cross-encoder gives these log-odds, in the order that it is asked for them."""

    def __init__(self, readings: Sequence[float]) -> None:
        self._readings = list(readings)

    def read(self, question: str, passages: Sequence[Passage]) -> list[float]:
        given, self._readings = self._readings[: len(passages)], self._readings[len(passages) :]
        return given


@pytest.fixture
def alike(assistant: Assistant) -> tuple[Question, list[Evidence]]:
    question, evidence = assistant.weighed("Que devient le budget en fin d'année ?")
    assert len(evidence) > READ
    return question, [replace(piece, score=0.5, signs=replace(piece.signs, block=0.0)) for piece in evidence]


def test_the_clause_that_reads_well_comes_first(alike: tuple[Question, list[Evidence]]) -> None:
    ordered = read(*alike, ReadsAs([-4.0, 3.0, 5.0]), READ)
    assert [piece.reading for piece in ordered[:2]] == [3.0, -4.0]
    assert {piece.reading for piece in ordered[2:]} == {-4.0}, "nothing is read beyond the two of which one surely answers"
    assert len(ordered) == len(alike[1])


def test_reading_goes_on_while_nothing_surely_answers(alike: tuple[Question, list[Evidence]]) -> None:
    ordered = read(*alike, ReadsAs([-4.0, 1.0, -2.0, 3.0, 7.0]), READ)
    assert [piece.reading for piece in ordered[:4]] == [3.0, 1.0, -2.0, -4.0]
    assert {piece.reading for piece in read(*alike, ReadsAs([-1.0] * READ + [8.0]), READ)} == {-1.0}


def test_what_is_listed_or_compared_is_read_whole(alike: tuple[Question, list[Evidence]]) -> None:
    question, evidence = alike
    for kind in ("obligations", "comparison"):
        several = replace(question, kind=kind)
        assert to_read(several) == READ_OF_SEVERAL
        ordered = read(several, evidence, ReadsAs([3.0, -1.0, 2.0, 4.0, 9.0]), 4)
        assert [piece.reading for piece in ordered[:4]] == [4.0, 3.0, 2.0, -1.0]
    assert to_read(question) == READ


def test_what_was_not_read_is_no_better_than_even(alike: tuple[Question, list[Evidence]]) -> None:
    assert [piece.reading for piece in read(*alike, ReadsAs([4.0, 5.0]), READ)[:3]] == [5.0, 4.0, 0.0]


def test_what_answers_by_what_it_is_need_not_read_well(alike: tuple[Question, list[Evidence]]) -> None:
    question, (first, *others) = alike
    block = replace(first, signs=replace(first.signs, block=1.0))
    assert read(question, [block, *others], ReadsAs([-4.0, 3.0]), READ)[0].reading in (0.0, 3.0)
    assert min(piece.reading for piece in read(question, [block, *others], ReadsAs([-4.0, 3.0]), READ)) == 0.0


def test_without_evidence_there_is_nothing_to_read(assistant: Assistant) -> None:
    question, _ = assistant.weighed("Que devient le budget en fin d'année ?")
    assert read(question, [], assistant.index, READ) == []


@pytest.mark.parametrize("score", [0.001, 0.5, 0.999])
def test_a_better_reading_never_lowers_a_score(score: float) -> None:
    scores = [in_light_of(score, reading, weights()["reading"]) for reading in (-8.0, -1.0, 0.0, 1.0, 8.0)]
    assert scores == sorted(scores)
    assert 0 < scores[0] < scores[-1] < 1
