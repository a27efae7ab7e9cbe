"""Times whole answers, warm, on the questions of `tests/questions.jsonl`: `make bench`."""

import json
import statistics
import tempfile
from pathlib import Path

from assistant import Assistant
from index import EMBEDDED, ConventionIndex, load_embeddings, load_reranker
from tests.conftest import CONVENTIONS, ROOT

ROUNDS = 5


def main() -> None:
    """Prints the median and the 95th percentile, in milliseconds."""
    rows = [json.loads(line) for line in (ROOT / "tests" / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        models = ROOT / "var" / "models"
        embeddings, reranker = load_embeddings(EMBEDDED, models, print), load_reranker(EMBEDDED, models, print)
        index = ConventionIndex(Path(folder), [CONVENTIONS], lambda: embeddings, reranker=reranker)
        index.update()
        assistant = Assistant(index)
        turns = [row.get("turns") or [row["question"]] for row in rows]
        for asked in turns:
            assistant.ask(*asked)
        times = sorted(assistant.ask(*asked).timings_ms["total"] for _ in range(ROUNDS) for asked in turns)
    print(
        f"{len(times)} réponses : médiane {statistics.median(times):.1f} ms, 95e centile {times[int(0.95 * (len(times) - 1))]:.1f} ms"
    )


if __name__ == "__main__":
    main()
