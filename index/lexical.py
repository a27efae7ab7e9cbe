"""BM25 in tantivy, over one level of the texts: whole conventions, articles or clauses."""

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import tantivy

from index.analysis import analyse, analyser
from index.expansion import Word

_ANALYSER = "french"
_WRITER_BYTES = 64_000_000
_TERMS, _GENERATION = "terms.json", "generation"


@dataclass(frozen=True, slots=True)
class Level:
    """How a level is scored. `fields` say what a word is worth where it stands. A word found in several fields counts where it
    is worth most, and a `tie` of what it is worth in the others. Two words that follow one another as in the question add
    `phrase` times their worth."""

    fields: Mapping[str, float]
    tie: float = 1.0
    phrase: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """What is indexed: `fields` are those of the level."""

    id: str
    convention: str
    fields: Mapping[str, str]


class LexicalIndex:
    """BM25 over the fields of a level. `generation` names the state of the texts that it was built from."""

    def __init__(self, folder: Path, level: Level) -> None:
        self._folder = folder
        self._level = level
        self._index: tantivy.Index | None = None
        self._terms: dict[str, int] = {}

    @property
    def generation(self) -> str:
        mark = self._folder / _GENERATION
        return mark.read_text() if mark.exists() else ""

    @property
    def terms(self) -> dict[str, int]:
        """How many texts hold each analysed term, in any field."""
        if not self._terms and (self._folder / _TERMS).exists():
            self._terms = json.loads((self._folder / _TERMS).read_text(encoding="utf-8"))
        return self._terms

    def forget(self) -> None:
        """Has the files read again."""
        self._index, self._terms = None, {}

    def build(self, texts: Iterable[Text], generation: str) -> None:
        """Builds the index anew; the mark that makes it valid is written last."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        index = self._opened(tantivy.Index(self._schema(), path=str(self._folder)))
        writer = index.writer(_WRITER_BYTES, 1)
        counts: Counter[str] = Counter()
        for text in texts:
            writer.add_document(tantivy.Document(id=text.id, convention=text.convention, **text.fields))
            counts.update({term for field in text.fields.values() for term in analyse(field)})
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        (self._folder / _TERMS).write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")
        (self._folder / _GENERATION).write_text(generation)
        self._index, self._terms = index, {}

    def best(self, words: Sequence[Word], k: int, conventions: Sequence[str] = ()) -> list[tuple[str, float]]:
        """The ids of the `k` best texts among `conventions` (all of them when empty), with their BM25 scores, best first."""
        index = self._opened_index()
        should = [self._worth(index.schema, [{v: w * word.weight for v, w in word.variants.items()}]) for word in words]
        if self._level.phrase:
            should += [self._phrase(index.schema, a, b) for a, b in pairwise(words)]
        if not should:
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in should])
        if conventions:
            among = tantivy.Query.term_set_query(index.schema, "convention", list(conventions))
            must = tantivy.Occur.Must
            query = tantivy.Query.boolean_query([(must, query), (must, tantivy.Query.const_score_query(among, 0.0))])
        searcher = index.searcher()
        hits = searcher.search(query, limit=k).hits
        return [(searcher.doc(address)["id"][0], float(score)) for score, address in hits]

    def _worth(self, schema: tantivy.Schema, variants: Sequence[Mapping[str, float]]) -> tantivy.Query:
        """The best of a word's variants in each field, then the fields together."""
        return self._together(
            {
                field: tantivy.Query.disjunction_max_query(
                    [
                        tantivy.Query.boost_query(tantivy.Query.term_query(schema, field, term), boost * weight)
                        for words in variants
                        for term, weight in words.items()
                    ]
                )
                for field, boost in self._level.fields.items()
            }
        )

    def _phrase(self, schema: tantivy.Schema, first: Word, second: Word) -> tantivy.Query:
        weight = self._level.phrase * max(first.weight, second.weight)
        return self._together(
            {
                field: tantivy.Query.boost_query(
                    tantivy.Query.phrase_query(schema, field, [first.term, second.term]), boost * weight
                )
                for field, boost in self._level.fields.items()
            }
        )

    def _together(self, by_field: Mapping[str, tantivy.Query]) -> tantivy.Query:
        return tantivy.Query.disjunction_max_query(list(by_field.values()), self._level.tie)

    def _schema(self) -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("convention", stored=False, tokenizer_name="raw")
        for field in self._level.fields:
            builder.add_text_field(field, stored=False, tokenizer_name=_ANALYSER)
        return builder.build()

    def _opened_index(self) -> tantivy.Index:
        if self._index is None:
            self._index = self._opened(tantivy.Index.open(str(self._folder)))
        return self._index

    @staticmethod
    def _opened(index: tantivy.Index) -> tantivy.Index:
        index.register_tokenizer(_ANALYSER, analyser())
        return index
