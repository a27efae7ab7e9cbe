"""From a question to clauses and to conventions: dense and lexical scorings of three levels of the text, blended."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import SECTION_NAMES, Convention
from index.analysis import analyse
from index.exclusions import without_excluded
from index.expansion import Word, expand
from index.fusion import blend
from index.lexical import Level, LexicalIndex, Text
from index.passages import Passage
from index.references import references
from index.spellings import Spellings, uses_of
from index.store import PassageStore
from index.vocabulary import acronyms

DEPTH = 200  # passages taken from each scoring before fusion
_WORDED = 20  # the best by their words, whose meaning is measured whatever the dense search found
WEIGHTS = {"dense": 1.0, "article": 1.0, "clause": 0.2}
# Of a search for what is then weighed word by word, and read: meaning finds what shares no word with the question
WEIGHTS_BEFORE_READING = {"dense": 1.0, "article": 0.15, "clause": 0.15}
LEVELS = {
    "clause": Level({"body": 1.0}),
    "article": Level({"body": 1.0, "heading": 0.6}),  # a word of the heading is one of the article's few, and counts by that
    "convention": Level({"name": 1.0, "front": 0.3, "headings": 0.3, "body": 0.5}, tie=0.3, phrase=0.5),
}
_FORM = "-6"  # of what is indexed of a convention: to be raised when `_whole`, `references` or `uses_of` change
REFERENCE_WEIGHT = 4.0  # "R. 353-190", "annexe III" tell a convention better than any word
FRAME_WEIGHT = 2.0  # what names the convention ("dans la convention de stage"), beside what is asked of it
NEARNESS_WEIGHT = 0.5  # of the clause of a convention that is nearest in meaning, beside all that names the convention
_FRONT_MAX_CHARACTERS = 3_000
_OPENING_CHARACTERS, _OPENING_MAX_CHARACTERS = 400, 1_000  # to the end of the line
_EVERY_CONVENTION = 10_000


@dataclass(frozen=True, slots=True)
class Hit:
    """`rank` from 1; `score` the blended score; `similarity` the cosine, the lowest of the ranking when it is not in it;
    `sources` the scorings that hold it."""

    passage: Passage
    score: float
    rank: int
    sources: tuple[str, ...]
    similarity: float


class Search:
    """The passages of a store, and three lexical indexes built from it."""

    def __init__(self, store: PassageStore, folder: Path) -> None:
        self._store = store
        self._levels = {name: LexicalIndex(folder / name, level) for name, level in LEVELS.items()}
        self._passages: dict[str, Passage] = {}
        self._uses = folder / "words.json"
        self._spellings: Spellings | None = None

    def is_built_from(self, generation: str) -> bool:
        """Whether the lexical indexes match this state of the passages."""
        return all(level.generation == generation + _FORM for level in self._levels.values())

    def build(self, conventions: Iterable[Convention], generation: str) -> None:
        """Builds the lexical indexes anew."""
        conventions = list(conventions)
        self._uses.parent.mkdir(parents=True, exist_ok=True)
        uses = uses_of(text for convention in conventions for text in (convention.title, convention.reading.text))
        self._uses.write_text(json.dumps(uses, ensure_ascii=False), encoding="utf-8")
        clauses = (Text(p.id, p.span.document_id, {"body": p.reading}) for p in self._store.passages())
        texts = {"clause": clauses, "article": _articles(self._store.passages()), "convention": map(_whole, conventions)}
        for name, level in self._levels.items():
            level.build(texts[name], generation + _FORM)

    def forget(self) -> None:
        """Drops what was kept in memory: the passages, or the indexes of another process's making, changed."""
        self._passages, self._spellings = {}, None
        for level in self._levels.values():
            level.forget()

    @property
    def spellings(self) -> Spellings:
        """How the conventions write their words."""
        if self._spellings is None:
            uses = json.loads(self._uses.read_text(encoding="utf-8")) if self._uses.exists() else {}
            self._spellings = Spellings(uses)
        return self._spellings

    def words(self, terms: Iterable[str]) -> list[Word]:
        """The words to look for: slips mended, synonyms beside them."""
        return expand(terms, self._levels["clause"].terms)

    def hits(
        self, question: str, k: int, conventions: Sequence[str], whole: str = "", weights: Mapping[str, float] = WEIGHTS
    ) -> list[Hit]:
        """The `k` best passages among `conventions` (all when empty); `whole` is what the question was taken from, if anything:
        its meaning counts as much; `weights` what each scoring counts."""
        depth, words = max(DEPTH, k), self.words(analyse(question))
        clause = dict(self._levels["clause"].best(words, depth, conventions))
        phrasings = [text for text in dict.fromkeys((question, whole)) if text]
        dense = dict(self._store.nearest(phrasings, depth, conventions, list(clause)[:_WORDED]))
        passages = {id_: self._by_id()[id_] for id_ in [*dense, *(id_ for id_ in clause if id_ not in dense)]}
        of_articles = dict(self._levels["article"].best(words, depth, conventions))
        article = {id_: of_articles[key] for id_, p in passages.items() if (key := _article_key(p)) in of_articles}
        scorings = {"dense": dense, "article": article, "clause": clause}
        lowest = min(dense.values(), default=0.0)
        return [
            Hit(passages[id_], score, rank, tuple(n for n, s in scorings.items() if id_ in s), dense.get(id_, lowest))
            for rank, (id_, score) in enumerate(blend(scorings, weights)[:k], 1)
        ]

    def likeness(self, question: str, frame: str, phrasings: Sequence[str] = ()) -> dict[str, float]:
        """How much each convention is what the question is about, from what it is called, headed and made of, and from its clause
        that is nearest in meaning to the `phrasings`: the best is 1. `frame` is the part of the question that names a convention, if any does."""
        framed = set(analyse(frame))
        level = self._levels["convention"]
        words = [
            replace(word, weight=FRAME_WEIGHT) if word.term in framed else word for word in expand(analyse(question), level.terms)
        ]
        words = [replace(word, variants={word.term: 1.0}) if word.term in level.terms else word for word in words]
        words += [Word(reference, REFERENCE_WEIGHT, {reference: 1.0}) for reference in references(question)]
        scores = dict(level.best(words, _EVERY_CONVENTION))
        best = max(scores.values(), default=0.0)
        called = {id_: score / best for id_, score in scores.items()} if best > 0 else {}
        near = dict(blend({"near": self._nearest_clauses(phrasings)}, {"near": NEARNESS_WEIGHT}))
        blended = {id_: called.get(id_, 0.0) + near.get(id_, 0.0) for id_ in called.keys() | near.keys()}
        best = max(blended.values(), default=0.0)
        return {id_: score / best for id_, score in blended.items()} if best > 0 else {}

    def _nearest_clauses(self, phrasings: Sequence[str]) -> dict[str, float]:
        """The similarity of the nearest clause of each convention that has one among the nearest of all."""
        nearest: dict[str, float] = {}
        for id_, similarity in self._store.nearest(phrasings, DEPTH, ()) if phrasings else ():
            nearest.setdefault(self._by_id()[id_].span.document_id, similarity)
        return nearest

    def cosines(self, passages: Sequence[Passage]) -> list[list[float]]:
        """(n, n): how near in meaning these passages are to one another, from -1 to 1."""
        vectors = self._store.vectors([passage.id for passage in passages])
        matrix: list[list[float]] = (vectors @ vectors.T).tolist()
        return matrix

    def knows(self, term: str) -> bool:
        """Whether any convention holds an analysed term, what it is short for, or a reference, in its text or its name."""
        known = self._levels["convention"].terms
        return term in known or any(long <= known.keys() for long in acronyms().get(term, ()))

    def frequency(self, term: str) -> int:
        """How many passages hold an analysed term."""
        return self._levels["clause"].terms.get(term, 0)

    def rarity(self, term: str, passages: int) -> float:
        """BM25's inverse document frequency of a term among that many passages; the highest when none has it."""
        count = self.frequency(term)
        return math.log(1 + (passages - count + 0.5) / (count + 0.5))

    def _by_id(self) -> Mapping[str, Passage]:
        if not self._passages:
            self._passages = {p.id: p for p in self._store.passages()}
        return self._passages


def _article_key(passage: Passage) -> str:
    return "\n".join((passage.span.document_id, *passage.path))


def _articles(passages: Iterable[Passage]) -> Iterable[Text]:
    bodies: dict[str, list[str]] = {}
    firsts: dict[str, Passage] = {}
    for passage in passages:
        key = _article_key(passage)
        firsts.setdefault(key, passage)
        bodies.setdefault(key, []).append(passage.reading)
    for key, first in firsts.items():
        yield Text(key, first.span.document_id, {"body": "\n".join(bodies[key]), "heading": " ".join(first.path)})


def _whole(convention: Convention) -> Text:
    """A convention by what it is called (title, file name, parties, what opens its text), its front, its headings, and all its words."""
    reading = convention.reading
    name = without_excluded(called(convention))
    front = "\n".join(
        reading.of(s.span.start, s.span.end) for s in convention.sections if s.kind in SECTION_NAMES and s.kind != "signatures"
    )
    fields = {
        "name": _with_references(f"{name} ", f"{convention.title} ; {convention.id} ; {_opening(convention)}"),
        "front": _with_references(front[:_FRONT_MAX_CHARACTERS]),
        "headings": _with_references(" ".join(a.heading for a in convention.walk())),
        "body": _with_references(reading.text),
    }
    return Text(convention.id, convention.id, fields)


def called(convention: Convention) -> str:
    """All that a convention is called by: its title, its file's name, its parties, what opens its text."""
    names = [n for p in convention.parties for n in (p.name, p.short_name, *p.aliases) if n]
    return " ; ".join([convention.title, convention.id.replace("_", " ").replace("-", " "), *names, _opening(convention)])


def _opening(convention: Convention) -> str:
    """What a text first says of itself: "Annexe II à l'article D. 353-90. Convention type conclue entre l'État et…"."""
    text = convention.document.text
    first = convention.articles[0].span.start if convention.articles else _OPENING_MAX_CHARACTERS
    line = text.find("\n", _OPENING_CHARACTERS, _OPENING_MAX_CHARACTERS)
    return convention.reading.of(0, max(1, min(first, line if line > 0 else _OPENING_MAX_CHARACTERS, len(text))))


def _with_references(text: str, of: str = "") -> str:
    return " ".join([text, *references(of or text)])
