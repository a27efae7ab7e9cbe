"""The index as the rest of the program sees it: kept up to date with folders of files, asked for hits."""

import hashlib
import math
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from filelock import FileLock

from corpus import (
    EXTENSIONS,
    NEIGHBOURS,
    SECTION_NAMES,
    Amendment,
    Convention,
    ConventionError,
    FileReader,
    dates_in,
    document_id,
    fold,
    has_optical_reader,
    parse_file,
)
from index.embedding import SentenceEmbeddings
from index.errors import UnknownConvention
from index.fusion import fuse
from index.lexical import LexicalIndex, analyse
from index.links import identifiers, parents
from index.manifest import Entry, Manifest, read_manifest
from index.passages import Passage, passages_of
from index.store import PassageStore

DEPTH = 50  # passages taken from each ranking before fusion
FEW_CONVENTIONS = 4
_REFERENCE_MAX_CHARACTERS = 3_000  # of the front of a text: its title, its parties, its preamble
_HEADING_AFFINITY = 0.35  # what a word of a heading tells of a convention, beside a word of its title


@dataclass(frozen=True, slots=True)
class Hit:
    """`rank` from 1; `score` the fused score; `similarity` the cosine, `bm25` the lexical score, 0 when not in that ranking."""

    passage: Passage
    score: float
    rank: int
    sources: tuple[str, ...]
    similarity: float
    bm25: float


@dataclass(slots=True)
class Report:
    """What an update did, by convention id; `refused` holds one message a file."""

    indexed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


Stage = Literal["lecture", "indexation"]
Progress = Callable[[str, Stage, int, int], None]  # convention id, stage, pages or passages done, in all


class ConventionIndex:
    """Conventions in folders, searchable.

    Args:
        folder: where the index lives.
        folders: where the conventions are; a path may also be one file.
        load_embeddings: called once, when a vector is first needed.
        reader: how files are read, and where the texts extracted from them are kept.
    """

    def __init__(
        self,
        folder: Path,
        folders: Sequence[Path],
        load_embeddings: Callable[[], SentenceEmbeddings],
        reader: FileReader | None = None,
    ) -> None:
        self._folder = folder
        self._reader = reader or FileReader(texts=folder / "texts")
        self.folders = tuple(folders)
        self._embeddings = load_embeddings()
        self._store = PassageStore(folder / "chroma", self._embeddings)
        self._lexical = LexicalIndex(folder / "lexical")
        self._manifest = read_manifest(self._manifest_path) or Manifest(self._embeddings.fingerprint)
        self._parsed: dict[str, tuple[str, Convention]] = {}
        self._passages: dict[str, Passage] = {}
        self._parents: tuple[str, dict[str, str]] = ("", {})

    @property
    def _manifest_path(self) -> Path:
        return self._folder / "manifest.json"

    # --- keeping up to date

    def add(self, paths: Sequence[Path]) -> None:
        """Has these files or folders indexed by this update and the following ones, until they no longer exist."""
        self._manifest.added = list(dict.fromkeys([*self._manifest.added, *(str(path.resolve()) for path in paths)]))
        self._folder.mkdir(parents=True, exist_ok=True)
        self._manifest.write(self._manifest_path)

    def update(self, rebuild: bool = False, progress: Progress = lambda *_: None) -> Report:
        """Indexes what is new or changed, takes out what is gone. With nothing to do, it only looks at the files' stamps.

        Raises:
            IndexMismatch: the index was built with another model or splitter, and `rebuild` was not asked for.
        """
        if not rebuild:
            self._manifest.check(self._embeddings.fingerprint)
            if self._is_current():
                return Report(unchanged=list(self._manifest.entries), refused=self.refused)
        with FileLock(self._folder / "lock"):
            self._manifest = read_manifest(self._manifest_path) or Manifest(self._embeddings.fingerprint)
            if rebuild:
                self._store.clear()
                self._manifest = Manifest(self._embeddings.fingerprint, added=self._manifest.added)
            report = self._bring_up_to_date(progress)
            if self._lexical.generation != self._manifest.generation:
                self._lexical.build(self._store.passages(), self._manifest.generation)
        self._parsed.clear()
        self._passages.clear()
        return report

    def _is_current(self) -> bool:
        if self._manifest.refused and not self._manifest.had_optical_reader and has_optical_reader():
            return False  # a picture that was refused can be read now
        known = {e.path: e.stamp for e in (*self._manifest.entries.values(), *self._manifest.refused.values())}
        return known == {str(p): _stamp(p) for p in self._files()} and self._lexical.generation == self._manifest.generation

    def _bring_up_to_date(self, progress: Progress) -> Report:
        report = Report()
        had, self._manifest.had_optical_reader = self._manifest.had_optical_reader, has_optical_reader()
        rereads = self._manifest.had_optical_reader and not had
        files = list(self._files())
        paths = {str(path) for path in files}
        for id_ in [id_ for id_, entry in self._manifest.entries.items() if entry.path not in paths]:
            self._store.remove(id_)
            del self._manifest.entries[id_]
            report.removed.append(id_)
        self._manifest.refused = {path: e for path, e in self._manifest.refused.items() if path in paths and not rereads}
        for path in files:
            self._index_file(path, report, progress)
            self._manifest.write(self._manifest_path)
        return report

    def _index_file(self, path: Path, report: Report, progress: Progress) -> None:
        id_ = document_id(path)
        known = self._manifest.entries.get(id_)
        refused = self._manifest.refused.get(str(path))
        stamp = _stamp(path)
        if known and known.path == str(path) and known.stamp == stamp:
            report.unchanged.append(id_)
            return
        if refused and refused.stamp == stamp:
            report.refused.append(refused.refusal)
            return
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        if known and known.path == str(path) and known.sha256 == sha256:
            self._manifest.entries[id_] = _restamped(known, stamp)
            report.unchanged.append(id_)
            return
        try:
            self._check_is_new(path, id_, sha256)
            convention = parse_file(path, self._reader, lambda done, total: progress(id_, "lecture", done, total))
        except ConventionError as error:
            if known and known.path == str(path):
                self._store.remove(id_)
                del self._manifest.entries[id_]
            self._manifest.refused[str(path)] = Entry(str(path), stamp, sha256, "", (), 0, refusal=str(error))
            report.refused.append(str(error))
            return
        self._manifest.refused.pop(str(path), None)
        self._manifest.entries.pop(convention.id, None)
        passages = list(passages_of(convention))
        self._store.remove(convention.id)
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            progress(convention.id, "indexation", done, len(passages))

        progress(convention.id, "indexation", 0, len(passages))
        self._store.add(passages, advance)
        self._manifest.entries[convention.id] = _entry(path, stamp, sha256, convention, passages)
        report.indexed.append(convention.id)

    def _check_is_new(self, path: Path, id_: str, sha256: str) -> None:
        """Raises ConventionError when another file has this name, or this very content."""
        known = self._manifest.entries.get(id_)
        if known and known.path != str(path) and Path(known.path).exists():
            raise ConventionError(
                f"{path.name} : « {id_} » est déjà le nom de {known.path}. Renommez l'un des deux fichiers, ou gardez-en un seul."
            )
        twin = next((e for e in self._manifest.entries.values() if e.sha256 == sha256 and e.path != str(path)), None)
        if twin and Path(twin.path).exists():
            raise ConventionError(
                f"{path.name} : copie exacte de {Path(twin.path).name}, déjà consultable. Retirez l'un des deux."
            )

    def _files(self) -> Iterator[Path]:
        """Every document of the folders, once, in order: those that can be read, and those that users would think can be."""
        found: dict[Path, None] = {}
        for folder in (*self.folders, *map(Path, self._manifest.added)):
            if folder.is_file():
                found[folder.resolve()] = None
            elif folder.is_dir():
                found.update(dict.fromkeys(sorted(p.resolve() for p in folder.iterdir() if _is_document(p))))
        yield from found

    # --- what it holds

    @property
    def generation(self) -> str:
        """Changes whenever what the index holds does."""
        return self._manifest.generation

    @property
    def entries(self) -> dict[str, Entry]:
        """The conventions, by id."""
        return dict(self._manifest.entries)

    @property
    def refused(self) -> list[str]:
        """Why each file that was left aside was."""
        return [entry.refusal for entry in self._manifest.refused.values()]

    def convention(self, id_: str) -> Convention:
        """The convention of that id, parsed again from its file when it is first asked for.

        Raises:
            UnknownConvention: no such id; the message lists those that exist.
        """
        entry = self._manifest.entries.get(id_)
        if entry is None:
            known = ", ".join(sorted(self._manifest.entries)) or "aucune"
            raise UnknownConvention(f"Aucune convention « {id_} ». Conventions consultables : {known}.")
        if self._parsed.get(id_, ("", None))[0] != entry.sha256:
            self._parsed[id_] = (entry.sha256, parse_file(Path(entry.path), self._reader))
        return self._parsed[id_][1]

    @property
    def parents(self) -> dict[str, str]:
        """The convention that each avenant amends, by id; an avenant whose parent is not held, or cannot be told, is left out."""
        if self._parents[0] != self._manifest.generation:
            self._parents = (self._manifest.generation, parents(self._manifest.entries))
        return self._parents[1]

    def avenants(self, id_: str) -> list[str]:
        """The avenants of a convention, the oldest first; those without a legible date come last."""
        own = [avenant for avenant, parent in self.parents.items() if parent == id_]
        return sorted(own, key=lambda avenant: (self._manifest.entries[avenant].signed_on or "9999", avenant))

    def amendments(self, id_: str, article: str) -> list[tuple[Convention, Amendment]]:
        """What the avenants of a convention do to one of its articles, the oldest first."""
        found = [(avenant, a) for avenant in map(self.convention, self.avenants(id_)) for a in avenant.amendments]
        return [(avenant, amendment) for avenant, amendment in found if amendment.article == article]

    # --- asking

    def search(self, question: str, k: int = 10, conventions: Sequence[str] = ()) -> list[Hit]:
        """The `k` best passages for a question, among `conventions` (all when empty): dense and lexical, fused by rank.

        Raises:
            UnknownConvention: an id that the index does not hold.
        """
        for id_ in conventions:
            if id_ not in self._manifest.entries:
                self.convention(id_)
        if not question.strip() or not self._manifest.entries:
            return []
        depth = max(DEPTH, k)
        dense = self._store.nearest(question, depth, conventions)
        lexical = self._lexical.best(question, depth, conventions)
        passages = self._passages_by_id() if any(id_ not in {p.id for p, _ in dense} for id_, _ in lexical) else {}
        passages = passages | {p.id: p for p, _ in dense}
        similarity, bm25 = {p.id: s for p, s in dense}, dict(lexical)
        fused = fuse({"dense": [p.id for p, _ in dense], "lexical": [id_ for id_, _ in lexical]})
        return [
            Hit(passages[id_], score, rank, sources, similarity.get(id_, 0.0), bm25.get(id_, 0.0))
            for rank, (id_, score, sources) in enumerate(fused[:k], 1)
        ]

    def affinity(self, terms: Collection[str]) -> dict[str, float]:
        """How much each convention is about these analysed terms, from what it is called and headed: the best is 1. Empty when no
        convention is called by any of them, or when they are so few that each may answer beside the others."""
        entries = self._manifest.entries
        if len(entries) <= FEW_CONVENTIONS:
            return {}
        if not any(term in entry.subject for term in terms for entry in entries.values()):
            return {}
        scores = dict.fromkeys(entries, 0.0)
        for term in set(terms):
            called = [id_ for id_, entry in entries.items() if term in entry.subject]
            headed = [id_ for id_, entry in entries.items() if term in entry.headings]
            if called or headed:
                rarity = math.log(len(entries) / (len(called) + _HEADING_AFFINITY * len(headed)))
                for id_ in called:
                    scores[id_] += max(0.0, rarity)
                for id_ in headed:
                    scores[id_] += _HEADING_AFFINITY * max(0.0, rarity)
        best = max(scores.values(), default=0.0)
        return {id_: score / best for id_, score in scores.items()} if best > 0 else {}

    def rarity(self, term: str) -> float:
        """How much an analysed term tells passages apart: BM25's inverse document frequency; the highest when no passage has it."""
        count, total = self._lexical.document_frequency(term), sum(e.passages for e in self._manifest.entries.values())
        return math.log(1 + (total - count + 0.5) / (count + 0.5))

    def knows(self, term: str) -> bool:
        """Whether any passage holds this analysed term."""
        return self._lexical.document_frequency(term) > 0

    def _passages_by_id(self) -> dict[str, Passage]:
        if not self._passages:
            self._passages = {p.id: p for p in self._store.passages()}
        return self._passages


def _entry(path: Path, stamp: tuple[int, int], sha256: str, convention: Convention, passages: Sequence[Passage]) -> Entry:
    parties = tuple(tuple(n for n in (p.name, p.short_name, *p.aliases) if n) for p in convention.parties)
    names = tuple(name for party in parties for name in party)
    subject = set(analyse(f"{convention.title} {' '.join(names)} {re.sub(r'[_-]', ' ', convention.id)}"))
    front = [p.reading for p in passages if p.article in SECTION_NAMES and p.article != "signatures"]
    headings = set(analyse(" ".join([*front, *(a.heading for a in convention.walk())]))) - subject
    reference = ""
    if convention.reference:
        sections = [convention.document.quote(s.span) for s in convention.sections if s.kind != "signatures"]
        reference = " ".join([convention.document.quote(convention.reference), *sections])[:_REFERENCE_MAX_CHARACTERS]
    return Entry(
        str(path), stamp, sha256, convention.title, names, len(passages), tuple(sorted(subject)), tuple(sorted(headings)),
        articles=len(convention.articles),
        parties=parties,
        reference=" ".join(fold(reference).split()),
        dates=tuple(found.isoformat() for found, _, _ in dates_in(reference)),
        identifiers=identifiers(reference or convention.document.text[:_REFERENCE_MAX_CHARACTERS]),
        signed_on=convention.signed_on.isoformat() if convention.signed_on else "",
        doubts=convention.doubts,
    )  # fmt: skip


def _is_document(path: Path) -> bool:
    is_temporary = path.name.startswith((".", "~$"))  # a hidden file, what Word leaves beside an open one
    return not is_temporary and path.suffix.lower() in (*EXTENSIONS, *NEIGHBOURS) and path.is_file()


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size


def _restamped(entry: Entry, stamp: tuple[int, int]) -> Entry:
    return replace(entry, stamp=stamp)
