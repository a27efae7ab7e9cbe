"""The index as the rest of the program sees it: kept up to date with folders of files, asked for hits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from corpus import Amendment, Convention, Fact, FileReader, Obligation, parse_file
from index.analysis import analyse
from index.embedding import SentenceEmbeddings
from index.errors import UnknownConvention
from index.expansion import Word
from index.holdings import Holdings, Progress, Report
from index.links import parents
from index.manifest import Entry
from index.parsed import ParsedStore
from index.passages import Passage
from index.reranker import Reranker
from index.search import WEIGHTS, Hit, Search, called
from index.spellings import Spellings
from index.store import PassageStore
from index.values import ValueStore


class ConventionIndex:
    """Conventions in folders, searchable.

    Args:
        folder: where the index lives.
        folders: where the conventions are; a path may also be one file.
        load_embeddings: called once, when a vector is first needed.
        reader: how files are read, and where the texts extracted from them are kept.
        reranker: reads a question and passages together, if given.
    """

    def __init__(
        self,
        folder: Path,
        folders: Sequence[Path],
        load_embeddings: Callable[[], SentenceEmbeddings],
        reader: FileReader | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self.embeddings = embeddings = load_embeddings()
        store = PassageStore(folder / "chroma", embeddings)
        self._reader = reader or FileReader(texts=folder / "texts")
        self._holdings = Holdings(folder, folders, store, self._reader, embeddings.fingerprint)
        self._values = ValueStore(folder / "values")
        self._search = Search(store, folder / "lexical")
        self._reranker = reranker
        self._parsed = ParsedStore(folder / "parsed")
        self._terms: dict[tuple[str, str], tuple[str, frozenset[str]]] = {}
        self._parents: tuple[str, dict[str, str]] = ("", {})

    # --- keeping up to date

    @property
    def folders(self) -> tuple[Path, ...]:
        return self._holdings.folders

    @property
    def reader(self) -> FileReader:
        """How files are read."""
        return self._reader

    def add(self, paths: Sequence[Path]) -> None:
        """Has these files or folders indexed by this update and the following ones, until they no longer exist."""
        self._holdings.add(paths)

    def update(self, rebuild: bool = False, progress: Progress = lambda *_: None) -> Report:
        """Indexes what is new or changed, takes out what is gone. With nothing to do, it only looks at the files' stamps.

        Raises:
            IndexMismatch: the index was built with another model or splitter, and `rebuild` was not asked for.
        """
        before = self.generation
        report = self._holdings.update(rebuild, progress)
        if self.generation != before:
            self._search.forget()
        if not self._search.is_built_from(self.generation):
            with self._holdings.lock():
                self._search.build(map(self.convention, self.entries), self.generation)
        if self.generation != before:
            self._values.keep_only(self.entries)
            self._parsed.keep_only(self.entries)
        for id_ in [id_ for id_, entry in self.entries.items() if not self._values.holds(id_, entry.sha256)]:
            progress(id_, "engagements", 0, 1)
            self._values.of(self.convention(id_), self.entries[id_].sha256)
            progress(id_, "engagements", 1, 1)
        return report

    # --- what it holds

    @property
    def generation(self) -> str:
        """Changes whenever what the index holds does."""
        return self._holdings.manifest.generation

    @property
    def entries(self) -> dict[str, Entry]:
        """The conventions, by id."""
        return dict(self._holdings.manifest.entries)

    @property
    def refused(self) -> list[str]:
        """Why each file that was left aside was."""
        return self._holdings.refused

    def convention(self, id_: str) -> Convention:
        """The convention of that id, parsed from its file when it is first asked for.

        Raises:
            UnknownConvention: no such id; the message lists those that exist.
        """
        entry = self._holdings.manifest.entries.get(id_)
        if entry is None:
            known = ", ".join(sorted(self._holdings.manifest.entries)) or "aucune"
            raise UnknownConvention(f"Aucune convention « {id_} ». Conventions consultables : {known}.")
        return self._parsed.of(id_, entry.sha256, lambda: parse_file(Path(entry.path), self._reader))

    def obligations(self, id_: str) -> tuple[Obligation, ...]:
        """What each party of a convention owes, may do and must not do, in the order of its text.

        Raises:
            UnknownConvention: no such id.
        """
        return self._values.of(self.convention(id_), self.entries[id_].sha256).obligations

    def facts(self, id_: str) -> tuple[Fact, ...]:
        """The dates, sums and other facts of a convention, by kind.

        Raises:
            UnknownConvention: no such id.
        """
        return self._values.of(self.convention(id_), self.entries[id_].sha256).facts

    @property
    def parents(self) -> dict[str, str]:
        """The convention that each avenant amends, by id; an avenant whose parent is not held, or cannot be told, is left out."""
        if self._parents[0] != self._holdings.manifest.generation:
            self._parents = (self._holdings.manifest.generation, parents(self._holdings.manifest.entries))
        return self._parents[1]

    def avenants(self, id_: str) -> list[str]:
        """The avenants of a convention, the oldest first; those without a legible date come last."""
        own = [avenant for avenant, parent in self.parents.items() if parent == id_]
        return sorted(own, key=lambda avenant: (self._holdings.manifest.entries[avenant].signed_on or "9999", avenant))

    def amendments(self, id_: str, article: str) -> list[tuple[Convention, Amendment]]:
        """What the avenants of a convention do to one of its articles, the oldest first."""
        found = [(avenant, a) for avenant in map(self.convention, self.avenants(id_)) for a in avenant.amendments]
        return [(avenant, amendment) for avenant, amendment in found if amendment.article == article]

    # --- asking

    def search(
        self, question: str, k: int = 10, conventions: Sequence[str] = (), whole: str = "", weights: Mapping[str, float] = WEIGHTS
    ) -> list[Hit]:
        """The `k` best passages for a question, among `conventions` (all when empty): dense and lexical scores, blended. `whole` is
        the question it was taken from, when it is a part of one; `weights` what each scoring counts.

        Raises:
            UnknownConvention: an id that the index does not hold.
        """
        for id_ in conventions:
            if id_ not in self.entries:
                self.convention(id_)
        return self._search.hits(question, k, conventions, whole, weights) if question.strip() and self.entries else []

    def read(self, question: str, passages: Sequence[Passage]) -> list[float]:
        """(n,): the log-odds that each passage answers, as the cross-encoder reads it; 0 for all when there is none."""
        if self._reranker is None or not passages:
            return [0.0] * len(passages)
        return self._reranker.read(question, [passage.context for passage in passages])

    def likeness(self, question: str, frame: str = "", phrasings: Sequence[str] = ()) -> dict[str, float]:
        """How much each convention is what a question is about: the best is 1. `frame` is the part that names a convention; `phrasings`
        are what is asked, put in one or several ways, if their meaning is to count."""
        return self._search.likeness(question, frame, phrasings) if self.entries else {}

    def cosines(self, passages: Sequence[Passage]) -> list[list[float]]:
        """(n, n): how near in meaning these passages are to one another, from -1 to 1."""
        return self._search.cosines(passages)

    @property
    def spellings(self) -> Spellings:
        """How the conventions write their words."""
        return self._search.spellings

    def words(self, terms: Iterable[str]) -> list[Word]:
        """The words that analysed terms look for: slips mended, synonyms beside them."""
        return self._search.words(terms)

    def rarity(self, term: str) -> float:
        """How much an analysed term tells passages apart: BM25's inverse document frequency; the highest when no passage has it."""
        return self._search.rarity(term, sum(entry.passages for entry in self.entries.values()))

    def rated(self, terms: Iterable[str]) -> list[tuple[Word, float]]:
        """The same words, each with its rarity."""
        return [(word, self.rarity(word.term)) for word in self.words(terms)]

    def terms(self, id_: str) -> frozenset[str]:
        """Every analysed term of a convention's text and name."""
        return self._analysed(id_, "text", lambda convention: convention.reading.text) | frozenset(self.entries[id_].subject)

    def called(self, id_: str) -> frozenset[str]:
        """The analysed terms of what a convention is called by."""
        return self._analysed(id_, "name", called)

    def _analysed(self, id_: str, what: str, text_of: Callable[[Convention], str]) -> frozenset[str]:
        """The terms of a text of a convention, kept as long as its file is the same."""
        sha256 = self.entries[id_].sha256
        if self._terms.get((id_, what), ("",))[0] != sha256:
            self._terms[id_, what] = (sha256, frozenset(analyse(text_of(self.convention(id_)))))
        return self._terms[id_, what][1]

    def knows(self, term: str) -> bool:
        """Whether any convention holds an analysed term, or a reference (see `index.references`), in its text or its name."""
        return self._search.knows(term)
