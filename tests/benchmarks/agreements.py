"""Article retrieval on real agreements, beside the baselines, and the weights of the search by how they measure there.

    python -m tests.benchmarks.agreements ARTICLES.jsonl QUESTIONS.jsonl [--sweep]

ARTICLES has an article a line (`idcc` the agreement, `id`, `path`, `number`, `heading`, `text`); QUESTIONS a `question`, its `idcc`
and the `gold` ids of the articles that answer. Each question is asked of its own agreement. The index is kept in `var/agreements`.
"""

import argparse
import itertools
import json
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.cli import bring_up_to_date
from assistant.evaluation.baselines import CHUNK_CHARACTERS, OVERLAP_CHARACTERS
from assistant.evaluation.metrics import Range, ndcg_at, recall_at, reciprocal_rank
from assistant.settings import Settings
from index import ConventionIndex, in_memory, load_embeddings

FOLDER = Path("var/agreements")
RANKED = 60
GRID = {"dense": (1.0,), "article": (0.3, 0.6, 1.0), "clause": (0.0, 0.2, 0.5, 0.8)}

Places = dict[str, list[tuple[int, int, str]]]  # by agreement: where each article stands, and its id


def written(articles: Iterable[dict[str, Any]], folder: Path) -> Places:
    """Writes each agreement as one text, its titles above its articles."""
    folder.mkdir(parents=True, exist_ok=True)
    agreements: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for article in articles:
        agreements[f"idcc-{article['idcc']}"].append(article)
    places: Places = {}
    for id_, own in agreements.items():
        text, above = f"CONVENTION COLLECTIVE {id_.removeprefix('idcc-')}\n\n", []
        places[id_] = []
        for article in own:
            for depth, title in enumerate(article["path"][1:]):
                if above[depth : depth + 1] != [title]:
                    text += f"{title}\n\n"
                    above = [*above[:depth], title]
            start = len(text)
            if article["number"]:
                heading = f" : {article['heading']}" if article["heading"] else ""
                text += f"Article {article['number']}{heading}\n\n"
            text += f"{article['text'].strip()}\n\n"
            places[id_].append((start, len(text), article["id"]))
        path = folder / f"{id_}.txt"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    return places


def measured(rank: Callable[[str, str], list[Range]], questions: list[dict[str, Any]], places: Places) -> dict[str, float]:
    figures = defaultdict(list)
    for question in questions:
        id_ = f"idcc-{question['idcc']}"
        middles = [(start + end) // 2 for _, start, end in rank(question["question"], id_)]
        found = [next((a for start, end, a in places[id_] if start <= at < end), "") for at in middles]
        ranking = list(dict.fromkeys(a for a in found if a))
        figures["ndcg@10"].append(ndcg_at(10, ranking, question["gold"]))
        figures["mrr"].append(reciprocal_rank(ranking, question["gold"]))
        for k in (1, 5, 10):
            figures[f"recall@{k}"].append(recall_at(k, ranking, question["gold"]))
    return {name: round(statistics.fmean(values), 3) for name, values in figures.items()}


def splitter_chain(index: ConventionIndex) -> Callable[[str, str], list[Range]]:
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS, add_start_index=True)
    stores = {}
    for id_ in index.entries:
        chunks = splitter.create_documents([index.convention(id_).document.text])
        stores[id_] = in_memory([c.page_content for c in chunks], [c.metadata for c in chunks], index.embeddings)

    def rank(question: str, id_: str) -> list[Range]:
        found = stores[id_].similarity_search(question, k=RANKED)
        return [(id_, c.metadata["start_index"], c.metadata["start_index"] + len(c.page_content)) for c in found]

    return rank


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("articles", type=Path)
    arguments.add_argument("questions", type=Path)
    arguments.add_argument("--sweep", action="store_true")
    asked = arguments.parse_args()
    articles, questions = (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for path in (asked.articles, asked.questions)
    )
    places = written(articles, FOLDER / "texts")
    settings = Settings()
    embeddings = load_embeddings(settings.embedding_model, settings.data_dir / "models", print)
    index = ConventionIndex(FOLDER / "index", [FOLDER / "texts"], lambda: embeddings)
    bring_up_to_date(index)

    def searched(weights: dict[str, float]) -> Callable[[str, str], list[Range]]:
        def rank(question: str, id_: str) -> list[Range]:
            hits = index.search(question, RANKED, [id_], weights=weights)
            return [(id_, hit.passage.span.start, hit.passage.span.end) for hit in hits if hit.score > 0]

        return rank

    def ours(question: str, id_: str) -> list[Range]:
        return [(id_, hit.passage.span.start, hit.passage.span.end) for hit in index.search(question, RANKED, [id_])]

    print("conventions", measured(ours, questions, places), flush=True)
    for name in ("dense", "article", "clause"):
        alone = {level: float(level == name) for level in GRID}
        print(f"{name} seul", measured(searched(alone), questions, places), flush=True)
    if asked.sweep:
        for values in itertools.product(*GRID.values()):
            weights = dict(zip(GRID, values, strict=True))
            print(weights, measured(searched(weights), questions, places), flush=True)
    print("LangChain 1000/200", measured(splitter_chain(index), questions, places), flush=True)


if __name__ == "__main__":
    main()
