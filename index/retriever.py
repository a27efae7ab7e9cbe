"""The index as a LangChain retriever, for anyone's own chain."""

from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.convention_index import ConventionIndex
from index.search import Hit


class ConventionRetriever(BaseRetriever):
    """`invoke(question)` gives the `k` best clauses: the source's own characters, with their place in the metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: ConventionIndex
    k: int = 10
    conventions: Sequence[str] = ()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **_: Any
    ) -> list[LangChainDocument]:
        return [self._document(hit) for hit in self.index.search(query, self.k, self.conventions)]

    def _document(self, hit: Hit) -> LangChainDocument:
        passage = hit.passage
        quote = self.index.convention(passage.span.document_id).document.quote(passage.span)
        metadata = {
            "convention": passage.span.document_id, "title": passage.title, "article": passage.article, "label": passage.label,
            "start": passage.span.start, "end": passage.span.end, "score": hit.score, "rank": hit.rank, "sources": hit.sources,
        }  # fmt: skip
        return LangChainDocument(quote, id=passage.id, metadata=metadata)
