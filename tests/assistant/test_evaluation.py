"""The figures are what they say, on cases made by hand, and an evaluation runs from end to end."""

import json
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.errors import BadBatch
from assistant.evaluation import evaluate, grade, plot, read_gold, table
from assistant.evaluation.grade import Gold, gold_articles, gold_ranges
from assistant.evaluation.metrics import (
    ndcg_at,
    percentile,
    precision_recall,
    recall_at,
    reciprocal_rank,
    span_precision_recall,
)
from tests.conftest import GRAND_EST, HAUTS_DE_FRANCE, ROOT

PREAVIS = Gold(
    "p",
    ("Quel est le préavis pour dénoncer la convention Grand Est ?",),
    "answer",
    False,
    ((GRAND_EST, "5"),),
    ("préavis de trois mois",),
)


def test_ndcg_is_1_for_the_ideal_order_and_falls_with_rank() -> None:
    assert ndcg_at(10, ["a", "b", "x"], {"a", "b"}) == 1.0
    assert ndcg_at(10, ["a", "x", "b"], {"a", "b"}) < 1.0
    assert ndcg_at(10, ["x"] * 10 + ["a"], {"a"}) == 0.0
    assert ndcg_at(2, ["a", "b"], {"a", "b", "c"}) == 1.0  # the ideal order has but two places


def test_recall_and_reciprocal_rank() -> None:
    assert recall_at(1, ["x", "a"], {"a"}) == 0.0
    assert recall_at(5, ["x", "a"], {"a", "b"}) == 0.5
    assert reciprocal_rank([], {"a"}) == 0.0


def test_characters_count_once_and_in_their_own_document() -> None:
    assert span_precision_recall([("a", 0, 4), ("a", 2, 6)], [("a", 0, 3)]) == (0.5, 1.0)
    assert span_precision_recall([("b", 0, 4)], [("a", 0, 4)]) == (0.0, 0.0)
    assert span_precision_recall([], [("a", 0, 4)]) == (0.0, 0.0)


def test_precision_of_what_was_never_done_is_not_a_number() -> None:
    assert precision_recall([(True, False)]) == (None, 0.0)
    assert precision_recall([(False, True)]) == (0.0, None)


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([5.0], 0.95) == 5.0
    assert percentile([float(n) for n in range(1, 101)], 0.95) == 95.0


def test_a_right_answer_cites_the_words_and_stays_at_home(assistant: Assistant) -> None:
    answer = assistant.ask(*PREAVIS.turns)
    assert grade(PREAVIS, answer, assistant.index).is_right
    elsewhere = Gold("p", PREAVIS.turns, "answer", False, ((HAUTS_DE_FRANCE, "5"),), PREAVIS.quotes)
    assert not grade(elsewhere, answer, assistant.index).is_right
    assert grade(elsewhere, answer, assistant.index).cites_another_convention
    assert not grade(Gold("p", PREAVIS.turns, "answer", True), answer, assistant.index).is_right


def test_the_words_are_found_whatever_the_line_breaks(assistant: Assistant) -> None:
    (where,) = gold_ranges(PREAVIS, assistant.index)
    text = assistant.index.convention(GRAND_EST).document.text
    assert " ".join(text[where[1] : where[2]].split()) == "préavis de trois mois"
    assert len(gold_articles(PREAVIS, assistant.index)) == 1


def test_an_evaluation_compares_four_ways_of_finding(assistant: Assistant, tmp_path: Path) -> None:
    golds = read_gold(ROOT / "tests" / "questions.jsonl")[:4]
    report = evaluate(assistant, golds)
    assert list(report["retrieval"]) == ["conventions", "LangChain 1000/200", "BM25 seul", "dense seul"]
    assert all(0 <= figures["ndcg@10"] <= 1 for figures in report["retrieval"].values())
    assert report["answers"]["forged_quotes"] == 0
    assert json.loads(json.dumps(report)) == report
    assert table(report).renderables
    plot(report, tmp_path / "figures.png")
    assert (tmp_path / "figures.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("line", ["{", "[]", '{"question": "Quoi ?"}', '{"status": "refused", "kind": "answer"}'])
def test_a_line_that_is_no_question_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(BadBatch, match="ligne 1"):
        read_gold(path)
