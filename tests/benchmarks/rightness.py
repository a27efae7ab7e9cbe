"""How many answers are right, on any questions whose answers are known.

    python -m tests.benchmarks.rightness QUESTIONS.jsonl[:SPLIT] FOLDER [QUESTIONS.jsonl[:SPLIT] FOLDER …] [limit=VALUE …]

Only the questions of SPLIT are asked, when it is given; those of split "given" are asked of the one convention that their id names.
Prints a line a set: right answers, precision and recall of the refusals, median and 95th percentile of the times in milliseconds.
`limit=VALUE` tries another limit than that of `assistant/weights.toml`, as "answer=0.34".
"""

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from assistant import Assistant
from assistant.cli import bring_up_to_date
from assistant.evaluation.grade import grade, read_gold
from assistant.evaluation.metrics import percentile, precision_recall
from assistant.evidence import weights
from assistant.settings import Settings
from index import ConventionIndex, load_embeddings, load_reranker

GIVEN = "given"
MS = 1000


def assistant_of(folder: Path) -> Assistant:
    settings = Settings(corpus=str(folder))
    models = settings.data_dir / "models"
    embeddings = load_embeddings(settings.embedding_model, models, print)
    home = settings.data_dir / "rightness" / "-".join(folder.resolve().parts[-2:])
    index = ConventionIndex(home, [folder], lambda: embeddings, reranker=load_reranker(settings.reranker_model, models, print))
    bring_up_to_date(index)
    assistant = Assistant(index)
    assistant.warm()
    return assistant


def measured(questions: Path, split: str, assistant: Assistant) -> str:
    graded, times = [], []
    for gold in read_gold(questions):
        if split and gold.split != split:
            continue
        asked_of = [gold.id.split("/")[0]] if gold.split == GIVEN else []
        started = time.perf_counter()
        answer = assistant.ask(*gold.turns, conventions=asked_of)
        times.append((time.perf_counter() - started) * MS)
        graded.append(grade(gold, answer, assistant.index))
    precision, recall = precision_recall([(g.gold.is_refused, g.answer.status == "refused") for g in graded])
    right = sum(g.is_right for g in graded)
    refusals = ", ".join(f"{name} {value:.2f}" for name, value in (("justes", precision), ("dus", recall)) if value is not None)
    return (
        f"{questions.name} {split} : {right}/{len(graded)} ; refus {refusals} ; fausses citations {sum(g.forged for g in graded)} ; "
        f"{statistics.median(times):.0f} ms, p95 {percentile(times, 0.95):.0f} ms"
    )


def main(arguments: Sequence[str]) -> None:
    limits = dict(argument.split("=") for argument in arguments if "=" in argument)
    weights()["limits"].update({name: float(value) for name, value in limits.items()})
    sets = [argument for argument in arguments if "=" not in argument]
    assistants: dict[str, Assistant] = {}
    for questions, folder in zip(sets[::2], sets[1::2], strict=True):
        path, _, split = questions.partition(":")
        assistants[folder] = assistants.get(folder) or assistant_of(Path(folder))
        print(measured(Path(path), split, assistants[folder]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
