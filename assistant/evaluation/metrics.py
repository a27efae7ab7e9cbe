"""Figures on rankings, on spans and on refusals. Pure: ids, ranges and booleans in, numbers in [0, 1] out."""

import math
from collections.abc import Collection, Iterable, Sequence

Range = tuple[str, int, int]  # a document, and a half-open range of its characters


def recall_at(k: int, ranking: Sequence[str], wanted: Collection[str]) -> float:
    """The share of what is wanted among the first `k`.

    >>> recall_at(2, ["a", "b", "c"], {"b", "c"})
    0.5
    """
    return len(set(ranking[:k]) & set(wanted)) / len(set(wanted))


def ndcg_at(k: int, ranking: Sequence[str], wanted: Collection[str]) -> float:
    """Normalised discounted cumulative gain with binary relevance (Järvelin and Kekäläinen, TOIS 2002).

    >>> ndcg_at(10, ["a"], {"a"}), round(ndcg_at(10, ["x", "a"], {"a"}), 3)
    (1.0, 0.631)
    """
    gain = sum(1 / math.log2(rank + 1) for rank, id_ in enumerate(ranking[:k], 1) if id_ in wanted)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(set(wanted))) + 1))


def reciprocal_rank(ranking: Sequence[str], wanted: Collection[str]) -> float:
    """One over the rank of the first that is wanted; 0 when none is.

    >>> reciprocal_rank(["x", "a"], {"a"}), reciprocal_rank(["x"], {"a"})
    (0.5, 0.0)
    """
    return next((1 / rank for rank, id_ in enumerate(ranking, 1) if id_ in wanted), 0.0)


def span_precision_recall(given: Iterable[Range], wanted: Iterable[Range]) -> tuple[float, float]:
    """Of the characters given, the share that was wanted; of those wanted, the share given. Characters given twice count once.

    >>> span_precision_recall([("a", 0, 10)], [("a", 5, 10), ("b", 0, 5)])
    (0.5, 0.5)
    """
    mine, due = _characters(given), _characters(wanted)
    both = len(mine & due)
    return both / len(mine) if mine else 0.0, both / len(due) if due else 0.0


def _characters(ranges: Iterable[Range]) -> set[tuple[str, int]]:
    return {(document, at) for document, start, end in ranges for at in range(start, end)}


def precision_recall(pairs: Sequence[tuple[bool, bool]]) -> tuple[float | None, float | None]:
    """Of (due, done) pairs: the share of what was done that was due, of what was due that was done; None without any.

    >>> precision_recall([(True, True), (True, False), (False, True), (False, False)])
    (0.5, 0.5)
    """
    both = sum(due and done for due, done in pairs)
    done, due = sum(done for _, done in pairs), sum(due for due, _ in pairs)
    return both / done if done else None, both / due if due else None


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of them do not exceed.

    >>> percentile([1.0, 2.0, 3.0, 40.0], 0.5), percentile([1.0, 2.0, 3.0, 40.0], 0.95)
    (2.0, 40.0)
    """
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
