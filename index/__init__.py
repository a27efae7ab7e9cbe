"""Passages are embedded and stored; a question finds them."""

from index.convention_index import ConventionIndex, Hit, Progress, Report, Stage
from index.embedding import EMBEDDED, SentenceEmbeddings, load_embeddings
from index.errors import IndexingError, IndexMismatch, ModelNotFound, UnknownConvention
from index.lexical import analyse
from index.manifest import Entry
from index.passages import Passage, article_name, passages_of
from index.retriever import ConventionRetriever

__all__ = [
    "EMBEDDED", "ConventionIndex", "ConventionRetriever", "Entry", "Hit", "IndexMismatch", "IndexingError", "ModelNotFound",
    "Passage", "Progress", "Report", "SentenceEmbeddings", "Stage", "UnknownConvention", "analyse", "article_name", "load_embeddings", "passages_of",
]  # fmt: skip
