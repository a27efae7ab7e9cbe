"""Several scorings become one: the convex combination of scores brought to the same scale, which keeps how far the first stands
ahead where ranks forget it (Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", TOIS 2023)."""

from collections import defaultdict
from collections.abc import Mapping


def blend(scorings: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]) -> list[tuple[str, float]]:
    """Fuses scores by id, best first. In each scoring the best counts 1, the last 0, what it does not hold 0.

    Ties keep the order of first appearance.

    >>> blend({"dense": {"a": 0.9, "b": 0.8, "c": 0.7}, "lexical": {"b": 12.0, "d": 3.0}}, {"dense": 1.0, "lexical": 0.6})
    [('b', 1.1), ('a', 1.0), ('c', 0.0), ('d', 0.0)]
    """
    fused: dict[str, float] = defaultdict(float)
    for name, scores in scorings.items():
        last, best = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
        for id_, score in scores.items():
            fused[id_] += weights[name] * ((score - last) / (best - last) if best > last else 1.0)
    return [(id_, round(score, 6)) for id_, score in sorted(fused.items(), key=lambda item: -item[1])]
