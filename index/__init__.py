"""Passages are embedded and stored; a question finds them."""

from index.analysis import analyse
from index.convention_index import ConventionIndex
from index.embedding import EMBEDDED, SentenceEmbeddings, load_embeddings
from index.errors import IndexingError, IndexMismatch, ModelNotFound, UnknownConvention
from index.exclusions import excluded, without_excluded
from index.expansion import Word
from index.holdings import Progress, Report, Stage
from index.manifest import Entry
from index.passages import Passage, article_name, passages_of
from index.references import references
from index.reranker import Reranker, load_reranker
from index.retriever import ConventionRetriever
from index.search import WEIGHTS_BEFORE_READING, Hit
from index.spellings import Spellings
from index.store import in_memory
from index.vocabulary import synonyms, vocabulary

__all__ = [
    "EMBEDDED", "WEIGHTS_BEFORE_READING", "ConventionIndex", "ConventionRetriever", "Entry", "Hit", "IndexMismatch", "IndexingError", "ModelNotFound",
    "Passage", "Progress", "Report", "Reranker", "SentenceEmbeddings", "Spellings", "Stage", "UnknownConvention", "Word", "analyse", "article_name", "excluded", "in_memory",
    "load_embeddings", "load_reranker", "passages_of", "references", "synonyms", "vocabulary", "without_excluded",
]  # fmt: skip
