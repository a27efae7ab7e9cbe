"""BM25 over the passages, in tantivy. Built from the passage store, and thrown away when it does not match it."""

import re
import shutil
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import tantivy

from index.passages import Passage

_ANALYSER = "french"
_FIELDS = {"body": 1.0, "heading": 1.5, "title": 0.4}  # a word of the heading says more about the article than one of its text
_WORD = re.compile(r"\w+")
_WRITER_BYTES = 64_000_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("convention", stored=False, tokenizer_name="raw")
    for field in _FIELDS:
        builder.add_text_field(field, stored=False, tokenizer_name=_ANALYSER)
    return builder.build()


@lru_cache(maxsize=1)
def _analyser() -> tantivy.TextAnalyzer:
    """Lower case, French stop words, French stemmer, no accents, in that order: the stemmer needs the accents."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stopword("french"))
        .filter(tantivy.Filter.stemmer("french"))
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )


def analyse(text: str) -> list[str]:
    """The terms of a text, in order: French stems without accents, stop words left out.

    >>> analyse("Les pénalités de retard")
    ['penal', 'retard']
    """
    terms: list[str] = _analyser().analyze(text)
    return terms


class LexicalIndex:
    """BM25 over body, heading and title. `generation` names the state of the store that it was built from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: tantivy.Index | None = None

    @property
    def generation(self) -> str:
        mark = self._folder / "generation"
        return mark.read_text() if mark.exists() else ""

    def build(self, passages: Iterable[Passage], generation: str) -> None:
        """Builds the index anew; the mark that makes it valid is written last."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        index = self._opened(tantivy.Index(_schema(), path=str(self._folder)))
        writer = index.writer(_WRITER_BYTES, 1)
        for passage in passages:
            writer.add_document(
                tantivy.Document(
                    id=passage.id, convention=passage.span.document_id,
                    body=passage.reading, heading=" ".join(passage.path), title=passage.title,
                )
            )  # fmt: skip
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        (self._folder / "generation").write_text(generation)
        self._index = index

    def document_frequency(self, term: str) -> int:
        """How many passages hold an analysed term in their text or headings."""
        searcher = self._opened_index().searcher()
        return max(searcher.doc_freq(field, term) for field in ("body", "heading"))

    def best(self, question: str, k: int, conventions: Sequence[str]) -> list[tuple[str, float]]:
        """The ids of the `k` best passages among `conventions` (all of them when empty), with their BM25 scores."""
        words = " ".join(word.lower() for word in _WORD.findall(question))
        if not words:
            return []
        index = self._opened_index()
        query = index.parse_query(words, list(_FIELDS), field_boosts=_FIELDS)
        if conventions:
            among = tantivy.Query.term_set_query(index.schema, "convention", list(conventions))
            must = tantivy.Occur.Must
            query = tantivy.Query.boolean_query([(must, query), (must, tantivy.Query.const_score_query(among, 0.0))])
        searcher = index.searcher()
        hits = searcher.search(query, limit=k).hits
        return [(searcher.doc(address)["id"][0], float(score)) for score, address in hits]

    def _opened_index(self) -> tantivy.Index:
        if self._index is None:
            self._index = self._opened(tantivy.Index.open(str(self._folder)))
        return self._index

    @staticmethod
    def _opened(index: tantivy.Index) -> tantivy.Index:
        index.register_tokenizer(_ANALYSER, _analyser())
        return index
