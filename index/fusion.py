"""Several rankings become one: reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

RANK_OFFSET = 60  # the paper's k: how much the first ranks stand out


def fuse(rankings: Mapping[str, Sequence[str]]) -> list[tuple[str, float, tuple[str, ...]]]:
    """Fuses rankings of ids, best first, by name: (id, score, names of the rankings that hold it), best first.

    Ties keep the order of first appearance.

    >>> [id for id, _, _ in fuse({"dense": ["a", "b"], "lexical": ["b", "c"]})]
    ['b', 'a', 'c']
    """
    scores: dict[str, float] = defaultdict(float)
    sources: dict[str, list[str]] = defaultdict(list)
    for name, ranking in rankings.items():
        for rank, id_ in enumerate(ranking, 1):
            scores[id_] += 1.0 / (RANK_OFFSET + rank)
            sources[id_].append(name)
    return [(id_, score, tuple(sources[id_])) for id_, score in sorted(scores.items(), key=lambda item: -item[1])]
