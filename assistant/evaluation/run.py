"""One run over questions whose answers are known: what is found, beside the baselines, and what is answered."""

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from assistant.chain import Assistant
from assistant.evaluation.baselines import Ranker, rankers
from assistant.evaluation.grade import Gold, Graded, article_at, gold_articles, gold_ranges, grade
from assistant.evaluation.metrics import (
    Range,
    ndcg_at,
    percentile,
    precision_recall,
    recall_at,
    reciprocal_rank,
    span_precision_recall,
)
from index import ConventionIndex

Json = dict[str, Any]
MS = 1000


def evaluate(assistant: Assistant, golds: Sequence[Gold], progress: Callable[[str], None] = lambda _: None) -> Json:
    """The figures by name: "retrieval" has those of each system, "answers" ours. Shares are in [0, 1], times in milliseconds."""
    findable = [gold for gold in golds if gold.kind not in ("quote", "comparison") and gold_ranges(gold, assistant.index)]
    retrieval = {}
    for name, ranker in rankers(assistant):
        progress(name)
        retrieval[name] = retrieved(ranker, findable, assistant.index)
    progress("réponses")
    return {"questions": len(golds), "retrieval": retrieval, "answers": answered(assistant, golds)}


def retrieved(ranker: Ranker, golds: Sequence[Gold], index: ConventionIndex) -> Json:
    """Figures on articles, on the words that answer, and on the characters of the first range."""
    figures: dict[str, list[float]] = defaultdict(list)
    for gold in golds:
        started = time.perf_counter()
        ranges = ranker(gold.turns)
        figures["ms"].append((time.perf_counter() - started) * MS)
        ranking = list(dict.fromkeys(article_at(id_, (start + end) // 2, index) for id_, start, end in ranges))
        wanted, due = gold_articles(gold, index), gold_ranges(gold, index)
        for k in (1, 5, 10):
            figures[f"recall@{k}"].append(recall_at(k, ranking, wanted))
        figures["ndcg@10"].append(ndcg_at(10, ranking, wanted))
        figures["mrr"].append(reciprocal_rank(ranking, wanted))
        for k in (1, 5):
            figures[f"words@{k}"].append(float(_hold(ranges[:k], due)))
        precision, recall = span_precision_recall(ranges[:1], due)
        figures["span_precision"].append(precision)
        figures["span_recall"].append(recall)
    times = figures.pop("ms", [0.0])
    return {
        "questions": len(golds),
        **{name: round(statistics.fmean(values), 3) for name, values in figures.items()},
        "ms_median": round(statistics.median(times), 1),
    }


def _hold(ranges: Sequence[Range], due: Sequence[Range]) -> bool:
    """Whether one of the ranges holds words that answer, whole."""
    return any(id_ == other and start <= s and e <= end for id_, start, end in ranges for other, s, e in due)


def answered(assistant: Assistant, golds: Sequence[Gold]) -> Json:
    """Figures on whole answers; `wrong` lists the questions that went wrong."""
    graded, times = [], []
    for gold in golds:
        started = time.perf_counter()
        answer = assistant.ask(*gold.turns)
        times.append((time.perf_counter() - started) * MS)
        graded.append(grade(gold, answer, assistant.index))
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for g in graded:
        by_kind["refused" if g.gold.is_refused else g.gold.kind].append(g.is_right)
    precision, recall = precision_recall([(g.gold.is_refused, g.answer.status == "refused") for g in graded])
    spans = [_spans(g, assistant.index) for g in graded if not g.gold.is_refused and g.gold.quotes]
    return {
        "accuracy": round(statistics.fmean(g.is_right for g in graded), 3),
        "by_kind": {kind: f"{sum(right)}/{len(right)}" for kind, right in by_kind.items()},
        "refusal_precision": _rounded(precision),
        "refusal_recall": _rounded(recall),
        "span_precision": round(statistics.fmean(p for p, _ in spans), 3) if spans else None,
        "span_recall": round(statistics.fmean(r for _, r in spans), 3) if spans else None,
        "forged_quotes": sum(g.forged for g in graded),
        "wrong_convention": sum(g.cites_another_convention for g in graded),
        "ms_median": round(statistics.median(times), 1),
        "ms_p95": round(percentile(times, 0.95), 1),
        "wrong": [g.gold.id for g in graded if not g.is_right],
    }


def _spans(graded: Graded, index: ConventionIndex) -> tuple[float, float]:
    given = [(c.span.document_id, c.span.start, c.span.end) for c in graded.answer.citations]
    return span_precision_recall(given, gold_ranges(graded.gold, index))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
