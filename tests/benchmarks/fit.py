"""Fits the weights of the decisions, which clause answers, as it is weighed then as it reads, whether any does, and which clauses say
what is owed on a subject, on questions whose answers are known.

    python -m tests.benchmarks.fit QUESTIONS.jsonl FOLDER [QUESTIONS.jsonl FOLDER …]

QUESTIONS is what `conventions evaluate` takes; a line whose `split` is "hold" or "learn" is left out. One whose `split` is "check" is
asked of the one convention that its id names, and tells only what reading is worth: its questions were written to be hard to tell
apart, not as people ask; "given" is asked likewise, and counts for all. Besides the questions that have no answer, each one that has
an answer is asked a second time of the same texts without the articles that answer: what is left must be refused.
Writes `assistant/weights.toml`, and prints what cross-validation (questions left out by tenths) says of them.
"""

import sys
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant import Assistant
from assistant.cli import bring_up_to_date
from assistant.decision import Confidence, confidence
from assistant.engagements import DutySigns
from assistant.evaluation.grade import Gold, one_line, read_gold
from assistant.evidence import Evidence, Signs, log_odds, logistic
from assistant.question import Question
from assistant.reading import READ, in_light_of
from assistant.settings import Settings
from index import ConventionIndex, Passage, analyse, load_embeddings, load_reranker

WEIGHTS = Path("assistant/weights.toml")
TENTHS = 10
READING_ONLY, GIVEN = "check", "given"
CLAUSE_STRENGTH, ANSWER_STRENGTH = 0.3, 1.0  # inverse of the regularisation: few questions, many clauses
Weights = dict[str, float]
ASKED_AS_SUCH = 4.0  # a question that people ask without an answer, beside one whose articles were taken away


@dataclass
class Case:
    """A question, what was weighed for it, and which pieces answer."""

    gold: Gold
    question: Question
    evidence: tuple[Evidence, ...]
    right: tuple[bool, ...]
    index: ConventionIndex
    duties: tuple[tuple[Passage, DutySigns], ...]


def cases(pairs: Sequence[tuple[Path, Path]]) -> list[Case]:
    found = []
    for questions, folder in pairs:
        settings = Settings(corpus=str(folder))
        models = settings.data_dir / "models"
        embeddings = load_embeddings(settings.embedding_model, models, print)
        reranker = load_reranker(settings.reranker_model, models, print)
        home = settings.data_dir / "fit" / "-".join(folder.resolve().parts[-2:])
        index = ConventionIndex(home, [folder], lambda kept=embeddings: kept, reranker=reranker)
        bring_up_to_date(index)
        assistant = Assistant(index)
        for gold in read_gold(questions):
            if gold.split in ("hold", "learn") or gold.kind in ("quote", "comparison"):
                continue
            asked_of = [gold.id.split("/")[0]] if gold.split in (READING_ONLY, GIVEN) else []
            question, evidence = assistant.weighed(*gold.turns, conventions=asked_of)
            if evidence:
                right = tuple(bool(said_by(e.passage, gold, index)) for e in evidence)
                duties = assistant.duties_weighed(*gold.turns, conventions=asked_of) if gold.kind == "obligations" else []
                found.append(Case(gold, question, evidence, right, index, tuple(duties)))
    return found


def said_by(passage: Passage, gold: Gold, index: ConventionIndex) -> set[str]:
    """Of the words that must be cited, those that a clause says."""
    id_ = passage.span.document_id
    quote = one_line(index.convention(id_).document.quote(passage.span))
    return {words for words in gold.quotes if id_ in {home for home, _ in gold.places} and one_line(words) in quote}


def fit_clause(some: Sequence[Case]) -> Weights:
    """The signs of the clauses that answer, against those of the clauses weighed beside them."""
    answered = [case for case in some if any(case.right)]
    rows = [list(asdict(piece.signs).values()) for case in answered for piece in case.evidence]
    right = [is_answer for case in answered for is_answer in case.right]
    model = LogisticRegression(C=CLAUSE_STRENGTH, class_weight="balanced", max_iter=5000).fit(rows, right)
    return {"intercept": float(model.intercept_[0]), **named(Signs, model.coef_[0])}


def fit_reading(some: Sequence[Case], clause: Weights) -> Weights:
    """What a clause is worth as it was weighed, and as it reads, among those that were read."""
    answered = [case for case in some if any(case.right)]
    rows, right = [], []
    for case in answered:
        order = sorted(zip(case.evidence, case.right, strict=True), key=lambda item: -weighed(item[0], clause))[:READ]
        rows += [[log_odds(weighed(piece, clause)), piece.reading] for piece, _ in order]
        right += [is_answer for _, is_answer in order]
    model = LogisticRegression(C=CLAUSE_STRENGTH, class_weight="balanced", max_iter=5000).fit(rows, right)
    return {"intercept": float(model.intercept_[0]), "weighed": float(model.coef_[0][0]), "reading": float(model.coef_[0][1])}


def weighed(piece: Evidence, clause: Weights) -> float:
    return logistic(clause, asdict(piece.signs))


def ranked(case: Case, clause: Weights, reading: Weights) -> list[tuple[float, bool, Evidence]]:
    scored = [
        (in_light_of(weighed(piece, clause), piece.reading, reading), is_answer, piece)
        for piece, is_answer in zip(case.evidence, case.right, strict=True)
    ]
    return sorted(scored, key=lambda item: -item[0])


def confidences(case: Case, clause: Weights, reading: Weights) -> list[tuple[Confidence, bool]]:
    """What speaks for the first clause, and whether the question has an answer; then the same without the articles that answer."""
    order = ranked(case, clause, reading)
    found = []
    pieces = [replace(piece, score=score) for score, _, piece in order]
    if case.gold.is_refused:
        return [(confidence(case.question, pieces, case.index), False)]
    if any(is_answer for _, is_answer, _ in order[:3]):
        found.append((confidence(case.question, pieces, case.index), True))
    answering = set(case.gold.places)
    words = {one_line(quote) for quote in case.gold.quotes}
    left = [
        p
        for p in pieces
        if (p.convention, p.passage.article) not in answering and not any(w in one_line(p.passage.reading) for w in words)
    ]
    if left:
        convention = case.index.convention(left[0].convention)
        kept = [a for a in convention.walk() if (convention.id, a.number) not in answering and not a.children]
        text = " ".join(convention.document.quote(part.span) for part in (*kept, *convention.sections))
        held = frozenset(analyse(text)) | frozenset(case.index.entries[convention.id].subject)
        found.append((confidence(case.question, left, case.index, held), False))
    return found


def fit_answer(some: Sequence[Case], clause: Weights, reading: Weights) -> Weights:
    pairs = [(*pair, case.gold.is_refused) for case in some for pair in confidences(case, clause, reading)]
    rows, answered = [list(asdict(c).values()) for c, _, _ in pairs], [has for _, has, _ in pairs]
    worth = [ASKED_AS_SUCH if as_such else 1.0 for _, _, as_such in pairs]
    model = LogisticRegression(C=ANSWER_STRENGTH, class_weight="balanced", max_iter=5000).fit(rows, answered, worth)
    return {"intercept": float(model.intercept_[0]), **named(Confidence, model.coef_[0])}


def fit_duty(some: Sequence[Case]) -> Weights:
    """The signs of the clauses that say what is owed, against those of all the others of their conventions."""
    clauses = [
        (signs, said_by(passage, case.gold, case.index)) for case in some for passage, signs in case.duties if case.gold.quotes
    ]
    rows, right = [list(asdict(signs).values()) for signs, _ in clauses], [bool(said) for _, said in clauses]
    model = LogisticRegression(C=ANSWER_STRENGTH, max_iter=5000).fit(rows, right)
    return {"intercept": float(model.intercept_[0]), **named(DutySigns, model.coef_[0])}


def named(kind: type, values: Any) -> dict[str, float]:
    return {name: round(float(value), 3) for name, value in zip(kind.__dataclass_fields__, values, strict=True)}


def fitted(some: Sequence[Case]) -> tuple[Weights, Weights, Weights]:
    """The weights of a clause, of how it reads, and of whether it answers."""
    as_asked = [case for case in some if case.gold.split != READING_ONLY]
    clause = fit_clause(as_asked)
    reading = fit_reading(some, clause)
    return clause, reading, fit_answer(as_asked, clause, reading)


def cross_validated(all_cases: Sequence[Case]) -> None:
    ranks, said = [], []
    for tenth in range(TENTHS):
        clause, reading, answer = fitted([case for n, case in enumerate(all_cases) if n % TENTHS != tenth])
        for case in all_cases[tenth::TENTHS]:
            if case.gold.split == READING_ONLY:
                continue
            order = ranked(case, clause, reading)
            if not case.gold.is_refused:
                ranks.append(next((n for n, (_, is_answer, _) in enumerate(order, 1) if is_answer), 999))
            said += [(logistic(answer, asdict(c)), has, case.gold.is_refused) for c, has in confidences(case, clause, reading)]
    print(
        "clause that answers, rank ≤ 1, 2, 3, 5, 10:", [round(float(np.mean(np.array(ranks) <= k)), 3) for k in (1, 2, 3, 5, 10)]
    )
    print("threshold | answers kept | unanswerable refused (all; those asked as such)")
    for threshold in np.arange(0.2, 0.85, 0.05):
        kept = np.mean([p >= threshold for p, has, _ in said if has])
        refused = np.mean([p < threshold for p, has, _ in said if not has])
        as_such = np.mean([p < threshold for p, has, asked in said if not has and asked])
        print(f"{threshold:9.2f} | {kept:12.2f} | {refused:.2f} ; {as_such:.2f}")


def cross_validated_duties(all_cases: Sequence[Case]) -> None:
    """How many lists of duties are whole, without the lists that a text makes, and how long they are."""
    asked = [case for case in all_cases if case.duties and case.gold.quotes]
    print("threshold | lists that are whole | clauses in a list, of which right")
    listed = []
    for tenth in range(TENTHS):
        duty = fit_duty([case for n, case in enumerate(asked) if n % TENTHS != tenth])
        listed += [
            (case.gold, [(logistic(duty, asdict(signs)), said_by(p, case.gold, case.index)) for p, signs in case.duties])
            for case in asked[tenth::TENTHS]
        ]
    for threshold in (0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.1):
        kept = [(gold, [said for chance, said in clauses if chance >= threshold]) for gold, clauses in listed]
        whole = np.mean([set().union(*said) == set(gold.quotes) for gold, said in kept])
        right = np.mean([bool(words) for _, said in kept for words in said])
        print(f"{threshold:9.3f} | {whole:.2f} | {np.mean([len(said) for _, said in kept]):.1f}, {right:.2f}")


def main(arguments: Sequence[str]) -> None:
    pairs = [(Path(q), Path(f)) for q, f in zip(arguments[::2], arguments[1::2], strict=True)]
    known = cases(pairs)
    print(len(known), "questions;", sum(any(case.right) for case in known), "with the clause among those weighed")
    cross_validated(known)
    cross_validated_duties(known)
    clause, reading, answer = fitted(known)
    limits = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))["limits"]
    tables = {"clause": clause, "reading": reading, "answer": answer, "duty": fit_duty(known), "limits": limits}
    lines = ["# Written by tests/benchmarks/fit.py; the limits are chosen on the curve that it prints."]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{key} = {round(value, 3)}" for key, value in table.items())]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(WEIGHTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
