"""What is taught: questions about conventions, with the clauses that answer and those that are merely near.

Invented conventions come first: `training/conventions/` are the texts, `training/questions.jsonl` the questions as people type them, with
the words that answer, none when the text leaves it open. Those of split "learn" are learnt; the others tell what was gained on
conventions never seen. Then real texts, which are not in the project: `models.jsonl` asks of official models and conventions,
`agreements.jsonl` of collective agreements; their folders are given. `manners.jsonl` asks some of these questions again in another manner:
as a lawyer does, in a note, for a confirmation (of a false premise half the time), in a message, in plain words. `judged.jsonl` tells of clauses that read as answers whether they
are (null: in part), `off_subject.txt` asks what no convention answers.
"""

import argparse
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant import Assistant
from assistant.evaluation.grade import Gold, one_line, read_gold
from assistant.evidence import weigh
from index import WEIGHTS_BEFORE_READING, ConventionIndex, Passage, load_embeddings, passages_of

FOLDER = Path(__file__).parent
FOUND, KEPT = 30, 20  # clauses searched in the convention of a question; kept, the likest first
REHEARSED = 0.15  # of what was learnt before, again beside what is new
SAID_AGAIN = 3  # likest clauses of an agreement that are not taken as wrong: it says much the same of each kind of staff


@dataclass(frozen=True)
class Lesson:
    """A question, whole and without what names the convention; the clauses that answer, if any do, and others of the same
    convention, the likest first; the words that answer, on one line."""

    wordings: tuple[str, str]
    right: tuple[str, ...]
    others: tuple[str, ...]
    is_held: bool
    words: tuple[str, ...] = ()


def real_texts(description: str | None) -> list[Path]:
    """The folders of the models and of the agreements that the command line names, if it does."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="MODELS AGREEMENTS")
    folders: list[Path] = parser.parse_args().folders
    if len(folders) not in (0, 2):
        parser.error("two folders, or none")
    return folders


def lessons(model: Path, models: Path | None = None, agreements: Path | None = None) -> tuple[list[Lesson], list[Lesson]]:
    """Those to learn, and those to measure with; the clauses are found with the embedding model of the folder `model`. With the
    folders of the real texts, both are about them; some of what was learnt before is learnt again."""
    invented = list(_lessons(FOLDER / "questions.jsonl", FOLDER / "conventions", model))
    taught, held = [lesson for lesson in invented if not lesson.is_held], [lesson for lesson in invented if lesson.is_held]
    if models is None or agreements is None:
        return taught, held
    of_agreements = _lessons(FOLDER / "agreements.jsonl", agreements, model)
    real = [
        *_lessons(FOLDER / "models.jsonl", models, model),
        *(replace(one, others=one.others[SAID_AGAIN:]) for one in of_agreements),
    ]
    new = [lesson for lesson in real if not lesson.is_held]
    return new + random.sample(taught, int(REHEARSED * len(new))), [lesson for lesson in real if lesson.is_held]


def off_subject(taught: Sequence[Lesson]) -> list[Lesson]:
    """Questions of another subject altogether, each beside clauses taken at random."""
    clauses = [clause for lesson in taught for clause in lesson.others]
    asked = (FOLDER / "off_subject.txt").read_text(encoding="utf-8").splitlines()
    return [Lesson((question, question), (), tuple(random.sample(clauses, KEPT)), False) for question in asked]


def _judged() -> dict[tuple[str, int], bool | None]:
    """Whether a clause answers, by the question and where the clause begins."""
    lines = (FOLDER / "judged.jsonl").read_text(encoding="utf-8").splitlines()
    return {(row["question"], row["start"]): row["answers"] for row in map(json.loads, lines)}


def _in_other_manners() -> dict[str, list[str]]:
    """The questions that ask the same as another, by its id."""
    said: dict[str, list[str]] = defaultdict(list)
    for line in (FOLDER / "manners.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        said[row["id"]].append(row["question"])
    return said


def _golds(questions: Path) -> Iterator[Gold]:
    """Each question, then the same in other manners."""
    others = _in_other_manners()
    for gold in read_gold(questions):
        yield gold
        yield from (replace(gold, turns=(question,)) for question in others.get(gold.id, ()))


def _lessons(questions: Path, conventions: Path, model: Path) -> Iterator[Lesson]:
    judged = _judged()
    with tempfile.TemporaryDirectory() as scratch:
        index = ConventionIndex(Path(scratch), [conventions], lambda: load_embeddings(str(model), model.parent, print))
        index.update()
        assistant = Assistant(index)
        for gold in _golds(questions):
            home = gold.id.split("/")[0]
            question = assistant.understood(*gold.turns)
            hits = index.search(question.matter, FOUND, [home], question.text, WEIGHTS_BEFORE_READING)
            found = [piece.passage for piece in weigh(question, hits, index, {home: 1.0})[:KEPT]]
            right = [passage for passage in found if _answers(passage, gold, index)]
            if not right and not gold.is_refused:  # not found, and so all the more to be learnt
                right = [passage for passage in passages_of(index.convention(home)) if _answers(passage, gold, index)][:1]
            verdicts = {passage.id: judged.get((gold.id, passage.span.start), False) for passage in found}
            right += [passage for passage in found if verdicts[passage.id] and passage not in right]
            said = {passage.reading for passage in right}
            others = tuple(
                passage.context for passage in found if passage.reading not in said and verdicts[passage.id] is not None
            )
            if others and (right or gold.is_refused):
                yield Lesson(
                    (question.text, question.matter),
                    tuple(passage.context for passage in right),
                    others,
                    gold.split != "learn",
                    tuple(map(one_line, gold.quotes)),
                )


def _answers(passage: Passage, gold: Gold, index: ConventionIndex) -> bool:
    clause = one_line(index.convention(passage.span.document_id).document.quote(passage.span))
    return any(one_line(words) in clause for words in gold.quotes)


def batches(taught: Sequence[Lesson], size: int, epochs: int) -> list[list[Lesson]]:
    """Every lesson once an epoch, in an order of chance."""
    stream = [lesson for _ in range(epochs) for lesson in random.sample(list(taught), len(taught))]
    return [stream[at : at + size] for at in range(0, len(stream) - size + 1, size)]
