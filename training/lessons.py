"""What is taught: questions about invented conventions, with the clauses that answer and those that are merely near.

`training/conventions/` are the conventions, `training/questions.jsonl` the questions as people type them, with the words that answer, none
when the text leaves it open. Those of split "learn" are learnt; the others tell what was gained on conventions never seen.
"""

import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant
from assistant.evaluation.grade import Gold, one_line, read_gold
from assistant.evidence import weigh
from index import ConventionIndex, Passage, load_embeddings

FOLDER = Path(__file__).parent
FOUND, WEIGHED = 20, 14  # clauses searched in the convention of a question; kept, the likest first


@dataclass(frozen=True)
class Lesson:
    """A question, whole and without what names the convention; the clauses that answer, if any do, and others of the same
    convention, the likest first."""

    wordings: tuple[str, str]
    right: tuple[str, ...]
    others: tuple[str, ...]
    is_held: bool


def lessons(model: Path) -> tuple[list[Lesson], list[Lesson]]:
    """Those to learn, and those to measure with; the clauses are found with the embedding model of that folder."""
    found = list(_lessons(FOLDER / "questions.jsonl", FOLDER / "conventions", model))
    return [lesson for lesson in found if not lesson.is_held], [lesson for lesson in found if lesson.is_held]


def _lessons(questions: Path, conventions: Path, model: Path) -> Iterator[Lesson]:
    with tempfile.TemporaryDirectory() as scratch:
        index = ConventionIndex(Path(scratch), [conventions], lambda: load_embeddings(str(model), model.parent, print))
        index.update()
        assistant = Assistant(index)
        for gold in read_gold(questions):
            home = gold.id.split("/")[0]
            question = assistant.understood(*gold.turns)
            hits = index.search(question.matter, FOUND, [home], question.text)
            found = [piece.passage for piece in weigh(question, hits, index, {home: 1.0})[:WEIGHED]]
            right = tuple(passage.context for passage in found if _answers(passage, gold, index))
            others = tuple(passage.context for passage in found if passage.context not in right)
            if others and (right or gold.is_refused):
                yield Lesson((question.text, question.matter), right, others, gold.split != "learn")


def _answers(passage: Passage, gold: Gold, index: ConventionIndex) -> bool:
    clause = one_line(index.convention(passage.span.document_id).document.quote(passage.span))
    return any(one_line(words) in clause for words in gold.quotes)


def batches(taught: Sequence[Lesson], size: int, epochs: int) -> list[list[Lesson]]:
    """Every lesson once an epoch, in an order of chance."""
    stream = [lesson for _ in range(epochs) for lesson in random.sample(list(taught), len(taught))]
    return [stream[at : at + size] for at in range(0, len(stream) - size + 1, size)]
