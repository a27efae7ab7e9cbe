"""The likeliest clauses are read again, each together with the question, by the cross-encoder."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence import Evidence, best_first, log_odds, logistic, weights
from assistant.question import Question
from index import ConventionIndex

READ = 6  # clauses at most, some 12 ms each
READ_OF_SEVERAL = 12  # all of them, where several clauses answer: a list, a comparison
_SEVERAL = ("obligations", "comparison")
_AT_ONCE = 2
_EVEN = 0.0  # log-odds
_SURE = 2.0  # log-odds, with which no other clause is read


def to_read(question: Question) -> int:
    """How many of the likeliest clauses are read with a question, of all the conventions that it is asked of."""
    return READ_OF_SEVERAL if question.kind in _SEVERAL else READ


def read(question: Question, evidence: Sequence[Evidence], index: ConventionIndex, most: int) -> list[Evidence]:
    """The evidence, best first, in the light of how it reads.

    Clauses are read two at a time, until one surely answers, or `most` are read, where several answer all at once; the
    others read as the least of them, and no better than even. What answers by what it is (a block of signatures) reads no worse than even.
    """
    at_once = most if question.kind in _SEVERAL else _AT_ONCE
    readings: list[float] = []
    while len(readings) < min(most, len(evidence)) and max(readings, default=_EVEN) <= _SURE:
        more = evidence[len(readings) : min(most, len(readings) + at_once)]
        read_as = index.read(question.read_as, [piece.passage for piece in more])
        readings += [max(log, _EVEN) if piece.signs.block else log for piece, log in zip(more, read_as, strict=True)]
    unread = min(*readings, _EVEN) if readings else _EVEN
    readings += [unread] * (len(evidence) - len(readings))
    return best_first(
        replace(piece, score=in_light_of(piece.score, reading, weights()["reading"]), reading=reading)
        for piece, reading in zip(evidence, readings, strict=True)
    )


def in_light_of(score: float, reading: float, weights: dict[str, float]) -> float:
    """The score of a clause, from what it says for itself and how it reads."""
    return logistic(weights, {"weighed": log_odds(score), "reading": reading})
