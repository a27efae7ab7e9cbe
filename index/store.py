"""The passages and their vectors, in a persistent Chroma collection. The only module that knows Chroma."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import chromadb
import numpy as np
from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore

from corpus import Span
from index.passages import Passage

_COLLECTION = "passages"
_BATCH_PASSAGES = 128
_READ_PASSAGES = 2000


class PassageStore:
    """Passages by convention, found by the nearness of their vectors (cosine)."""

    def __init__(self, folder: Path, embeddings: Embeddings) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        self._embeddings = embeddings
        self._open()

    def _open(self) -> None:
        self._chroma = Chroma(
            collection_name=_COLLECTION,
            client=self._client,
            embedding_function=self._embeddings,
            collection_configuration={"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 400}},
        )

    def add(self, passages: Sequence[Passage], progress: Callable[[int], None]) -> None:
        """Embeds and stores passages; `progress` is told how many more are in."""
        for at in range(0, len(passages), _BATCH_PASSAGES):
            batch = passages[at : at + _BATCH_PASSAGES]
            self._chroma.add_texts([p.context for p in batch], [_to_metadata(p) for p in batch], [p.id for p in batch])
            progress(len(batch))

    def remove(self, convention_id: str) -> None:
        """Takes out every passage of a convention; none is no error."""
        ids = self._chroma.get(where={"convention": convention_id}, include=[])["ids"]
        if ids:
            self._chroma.delete(ids)

    def clear(self) -> None:
        """Takes out everything."""
        self._client.delete_collection(_COLLECTION)
        self._open()

    def passages(self) -> Iterator[Passage]:
        """Every passage, for the index that is built from them."""
        at = 0
        while metadatas := self._chroma.get(limit=_READ_PASSAGES, offset=at, include=["metadatas"])["metadatas"]:
            yield from map(_from_metadata, metadatas)
            at += len(metadatas)

    def nearest(
        self, phrasings: Sequence[str], k: int, conventions: Sequence[str], also: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """The ids of the `k` passages nearest to a question, put in one or several ways, among `conventions` (all of them when
        empty), with the mean of their cosine similarities to each phrasing; and those of `also` that are as near, which Chroma's
        approximate search may miss among hundreds that say nearly the same. What else it keeps of them takes ten times as long to
        fetch."""
        where: Any = {"convention": {"$in": list(conventions)}} if conventions else None
        mean = np.mean([self._embeddings.embed_query(text) for text in phrasings], axis=0)
        length = float(np.linalg.norm(mean))  # less than 1 when the phrasings differ: Chroma measures with the unit vector
        collection = self._client.get_collection(_COLLECTION, embedding_function=None)
        found: Any = collection.query(query_embeddings=[mean / length], n_results=k, where=where, include=["distances"])
        near = {id_: (1.0 - distance) * length for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)}
        missed = [id_ for id_ in also if id_ not in near] if len(near) == k else []
        for id_, similarity in zip(missed, self.vectors(missed) @ mean if missed else (), strict=True):
            if similarity >= min(near.values()):
                near[id_] = float(similarity)
        return sorted(near.items(), key=lambda item: -item[1])

    def vectors(self, ids: Sequence[str]) -> Any:
        """(n, dimension): the vectors of these passages, in their order, each of length 1."""
        found: Any = self._client.get_collection(_COLLECTION, embedding_function=None).get(list(ids), include=["embeddings"])
        by_id = dict(zip(found["ids"], found["embeddings"], strict=True))
        return np.array([by_id[id_] for id_ in ids])


def in_memory(texts: Sequence[str], metadatas: list[dict[str, Any]], embeddings: Embeddings) -> VectorStore:
    """A plain LangChain store of texts, kept nowhere: what the index is compared with."""
    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    return Chroma.from_texts(list(texts), embeddings, metadatas, client=client, collection_name=f"texts-{uuid4()}")


def _to_metadata(passage: Passage) -> dict[str, Any]:
    lead_in = passage.lead_in
    return {
        "convention": passage.span.document_id, "start": passage.span.start, "end": passage.span.end,
        "lead_in_start": lead_in.start if lead_in else -1, "lead_in_end": lead_in.end if lead_in else -1,
        "article": passage.article, "heading": passage.heading, "label": passage.label,
        "path": "\n".join(passage.path), "title": passage.title, "reading": passage.reading,
    }  # fmt: skip


def _from_metadata(m: dict[str, Any]) -> Passage:
    span = Span(m["convention"], m["start"], m["end"])
    lead_in = Span(m["convention"], m["lead_in_start"], m["lead_in_end"]) if m["lead_in_start"] >= 0 else None
    id_ = f"{span.document_id}:{span.start}-{span.end}"
    return Passage(
        id_, span, lead_in, m["article"], m["heading"], m["label"], tuple(m["path"].split("\n")), m["title"], m["reading"]
    )
