"""What a user would otherwise write, and each half of the search alone: rankings of ranges of the texts."""

from collections.abc import Callable, Iterator, Mapping

from langchain_core.vectorstores import VectorStore
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.chain import Assistant
from assistant.evaluation.metrics import Range
from index import ConventionIndex, in_memory

CHUNK_CHARACTERS, OVERLAP_CHARACTERS = 1000, 200
RANKED = 40

Ranker = Callable[[tuple[str, ...]], list[Range]]  # the turns of a conversation in, ranges out, best first


def rankers(assistant: Assistant) -> Iterator[tuple[str, Ranker]]:
    """Each way of finding, by its name."""
    index = assistant.index
    yield "conventions", lambda turns: _ranges_of_evidence(assistant, turns)
    yield "LangChain 1000/200", _splitter_chain(index)
    yield "BM25 seul", _alone(index, {"dense": 0.0, "article": 0.0, "clause": 1.0})
    yield "dense seul", _alone(index, {"dense": 1.0, "article": 0.0, "clause": 0.0})


def _ranges_of_evidence(assistant: Assistant, turns: tuple[str, ...]) -> list[Range]:
    _, evidence = assistant.weighed(*turns)
    return [(e.convention, e.passage.span.start, e.passage.span.end) for e in evidence]


def _alone(index: ConventionIndex, weights: Mapping[str, float]) -> Ranker:
    def rank(turns: tuple[str, ...]) -> list[Range]:
        hits = index.search(" ".join(turns), RANKED, weights=weights)
        spans = [hit.passage.span for hit in hits if hit.score > 0]
        return [(span.document_id, span.start, span.end) for span in spans]

    return rank


def _splitter_chain(index: ConventionIndex) -> Ranker:
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS, add_start_index=True)
    texts = {id_: index.convention(id_).document.text for id_ in index.entries}
    chunks = splitter.create_documents(list(texts.values()), [{"convention": id_} for id_ in texts])
    store: VectorStore = in_memory([c.page_content for c in chunks], [c.metadata for c in chunks], index.embeddings)

    def rank(turns: tuple[str, ...]) -> list[Range]:
        found = store.similarity_search(" ".join(turns), k=RANKED)
        return [
            (c.metadata["convention"], c.metadata["start_index"], c.metadata["start_index"] + len(c.page_content)) for c in found
        ]

    return rank
