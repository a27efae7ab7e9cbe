"""From a question to the clauses that may answer it: found, weighed by their signs, the likeliest read again beside it."""

from collections.abc import Collection, Mapping, Sequence

from assistant.evidence import Evidence, best_first, likelier, weigh
from assistant.question import Question
from assistant.reading import read, to_read
from assistant.scope import FEW_CONVENTIONS, compared, searched
from index import WEIGHTS_BEFORE_READING, ConventionIndex

RETRIEVED = 40  # passages weighed
MOST_CONVENTIONS_READ, SOUGHT_IN_ALL = 60, 600  # when all are asked about: 20 ms each; the clauses by which they are chosen
_FOLLOWED_UP = 2.0  # log-odds that a clause gains for standing in the article that answered the question before


def retrieve(
    question: Question, likeness: Mapping[str, float], index: ConventionIndex, before: Collection[tuple[str, ...]] = ()
) -> tuple[Evidence, ...]:
    """What may answer, best first.

    Args:
        likeness: how much each convention is what the question is about, from 0 to 1.
        before: the articles, after the id of their convention, that answered the question before: they are likelier to.
    """
    if question.kind in ("help", "quote") or question.unknown:
        return ()
    if question.kind == "comparison":
        scopes = [[id_] for id_ in compared(question, likeness, index)]
    elif is_of_many(question, likeness):
        scopes = [[id_] for id_ in _nearest(question, likeness, index)]
    else:
        avenants = [avenant for id_ in question.conventions for avenant in index.avenants(id_)]
        scopes = [[*searched(question, likeness), *avenants]]
    most = max(1, to_read(question) // max(1, len(scopes)))
    return tuple(best_first(e for scope in scopes for e in weighed(question, scope, likeness, index, most, before)))


def weighed(
    question: Question,
    scope: Sequence[str],
    likeness: Mapping[str, float],
    index: ConventionIndex,
    most: int,
    before: Collection[tuple[str, ...]] = (),
) -> list[Evidence]:
    """The clauses of some conventions that may answer, the likest first; the first `most` of them were read."""
    hits = index.search(question.matter, RETRIEVED, scope, question.whole, WEIGHTS_BEFORE_READING)
    pieces = [
        likelier(piece, _FOLLOWED_UP) if (piece.convention, *piece.passage.path) in before else piece
        for piece in weigh(question, hits, index, likeness)
    ]
    return read(question, best_first(pieces), index, most)


def is_of_many(question: Question, likeness: Mapping[str, float]) -> bool:
    """Whether each of many conventions is asked for its own answer."""
    return question.of_all and len(likeness) > FEW_CONVENTIONS


def _nearest(question: Question, among: Collection[str], index: ConventionIndex) -> list[str]:
    """The conventions that are read one by one: all of them, those of the nearest clauses when they are too many."""
    if len(among) <= MOST_CONVENTIONS_READ:
        return list(among)
    hits = index.search(question.matter, SOUGHT_IN_ALL, list(among), question.whole, WEIGHTS_BEFORE_READING)
    return list(dict.fromkeys(hit.passage.span.document_id for hit in hits))[:MOST_CONVENTIONS_READ]
