"""What the index holds, kept up to date with folders of files."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from filelock import FileLock

from corpus import (
    EXTENSIONS,
    NEIGHBOURS,
    Convention,
    ConventionError,
    FileReader,
    corrections_path,
    dates_in,
    document_id,
    fold,
    has_optical_reader,
    is_proper_name,
    parse_file,
)
from index.analysis import analyse
from index.exclusions import without_excluded
from index.links import identifiers
from index.manifest import Entry, Manifest, read_manifest
from index.passages import Passage, passages_of
from index.store import PassageStore

_REFERENCE_MAX_CHARACTERS = 3_000  # of the front of a text: its title, its parties, its preamble


@dataclass(slots=True)
class Report:
    """What an update did, by convention id; `refused` holds one message a file."""

    indexed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


Stage = Literal["lecture", "indexation", "engagements"]
Progress = Callable[[str, Stage, int, int], None]  # convention id, stage, pages, passages or files done, in all


class Holdings:
    """The conventions held: their passages in a store, their entries in a manifest beside it.

    Args:
        folder: where the manifest lives.
        folders: where the conventions are; a path may also be one file.
        fingerprint: the embedding model's.
    """

    def __init__(self, folder: Path, folders: Sequence[Path], store: PassageStore, reader: FileReader, fingerprint: str) -> None:
        self._folder = folder
        self._manifest_path = folder / "manifest.json"
        self._store = store
        self._reader = reader
        self._fingerprint = fingerprint
        self.folders = tuple(folders)
        self.manifest = read_manifest(self._manifest_path) or Manifest(fingerprint)

    def add(self, paths: Sequence[Path]) -> None:
        """Has these files or folders indexed by the next update and the following ones, until they no longer exist."""
        self.manifest.added = list(dict.fromkeys([*self.manifest.added, *(str(path.resolve()) for path in paths)]))
        self._folder.mkdir(parents=True, exist_ok=True)
        self.manifest.write(self._manifest_path)

    def update(self, rebuild: bool, progress: Progress) -> Report:
        """Indexes what is new or changed, takes out what is gone.

        Raises:
            IndexMismatch: the index was built with another model or splitter, and `rebuild` was not asked for.
        """
        if not rebuild:
            self.manifest.check(self._fingerprint)
            if self._is_current():
                return Report(unchanged=list(self.manifest.entries), refused=self.refused)
        with self.lock():
            self.manifest = read_manifest(self._manifest_path) or Manifest(self._fingerprint)
            if rebuild:
                self._store.clear()
                self.manifest = Manifest(self._fingerprint, added=self.manifest.added)
            return self._bring_up_to_date(progress)

    def lock(self) -> FileLock:
        """Held by the one process that writes the index."""
        return FileLock(self._folder / "lock")

    @property
    def refused(self) -> list[str]:
        """Why each file that was left aside was."""
        return [entry.refusal for entry in self.manifest.refused.values()]

    def _is_current(self) -> bool:
        if self.manifest.refused and not self.manifest.had_optical_reader and has_optical_reader():
            return False  # a picture that was refused can be read now
        known = {e.path: e.stamp for e in (*self.manifest.entries.values(), *self.manifest.refused.values())}
        return known == {str(p): _stamp(p) for p in self._files()}

    def _bring_up_to_date(self, progress: Progress) -> Report:
        report = Report()
        had, self.manifest.had_optical_reader = self.manifest.had_optical_reader, has_optical_reader()
        rereads = self.manifest.had_optical_reader and not had
        files = list(self._files())
        paths = {str(path) for path in files}
        for id_ in [id_ for id_, entry in self.manifest.entries.items() if entry.path not in paths]:
            self._store.remove(id_)
            del self.manifest.entries[id_]
            report.removed.append(id_)
        self.manifest.refused = {path: e for path, e in self.manifest.refused.items() if path in paths and not rereads}
        for path in files:
            self._index_file(path, report, progress)
            self.manifest.write(self._manifest_path)
        return report

    def _index_file(self, path: Path, report: Report, progress: Progress) -> None:
        id_ = document_id(path)
        known = self.manifest.entries.get(id_)
        refused = self.manifest.refused.get(str(path))
        stamp = _stamp(path)
        if known and known.path == str(path) and known.stamp == stamp:
            report.unchanged.append(id_)
            return
        if refused and refused.stamp == stamp:
            report.refused.append(refused.refusal)
            return
        sha256 = _sha256(path)
        if known and known.path == str(path) and known.sha256 == sha256:
            self.manifest.entries[id_] = _restamped(known, stamp)
            report.unchanged.append(id_)
            return
        try:
            self._check_is_new(path, id_, sha256)
            convention = parse_file(path, self._reader, lambda done, total: progress(id_, "lecture", done, total))
        except ConventionError as error:
            if known and known.path == str(path):
                self._store.remove(id_)
                del self.manifest.entries[id_]
            self.manifest.refused[str(path)] = Entry(str(path), stamp, sha256, "", (), 0, refusal=str(error))
            report.refused.append(str(error))
            return
        self.manifest.refused.pop(str(path), None)
        self.manifest.entries.pop(convention.id, None)
        passages = list(passages_of(convention))
        self._store.remove(convention.id)
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            progress(convention.id, "indexation", done, len(passages))

        progress(convention.id, "indexation", 0, len(passages))
        self._store.add(passages, advance)
        self.manifest.entries[convention.id] = _entry(path, stamp, sha256, convention, passages)
        report.indexed.append(convention.id)

    def _check_is_new(self, path: Path, id_: str, sha256: str) -> None:
        """Raises ConventionError when another file has this name, or this very content."""
        known = self.manifest.entries.get(id_)
        if known and known.path != str(path) and Path(known.path).exists():
            raise ConventionError(
                f"{path.name} : « {id_} » est déjà le nom de {known.path}. Renommez l'un des deux fichiers, ou gardez-en un seul."
            )
        twin = next((e for e in self.manifest.entries.values() if e.sha256 == sha256 and e.path != str(path)), None)
        if twin and Path(twin.path).exists():
            raise ConventionError(
                f"{path.name} : copie exacte de {Path(twin.path).name}, déjà consultable. Retirez l'un des deux."
            )

    def _files(self) -> Iterator[Path]:
        """Every document of the folders, once, in order: those that can be read, and those that users would think can be."""
        found: dict[Path, None] = {}
        for folder in (*self.folders, *map(Path, self.manifest.added)):
            if folder.is_file():
                found[folder.resolve()] = None
            elif folder.is_dir():
                found.update(dict.fromkeys(sorted(p.resolve() for p in folder.iterdir() if _is_document(p))))
        yield from found


def _entry(path: Path, stamp: tuple[int, int], sha256: str, convention: Convention, passages: Sequence[Passage]) -> Entry:
    parties = tuple(tuple(n for n in (p.name, p.short_name, *p.aliases) if n) for p in convention.parties)
    names = tuple(name for party in parties for name in party)
    proper = " ".join(filter(is_proper_name, names))  # a role, "le bailleur", names no convention
    subject = set(analyse(without_excluded(f"{convention.title} ; {proper} ; {re.sub(r'[_-]', ' ', convention.id)}")))
    reference = ""
    if convention.reference:
        sections = [convention.document.quote(s.span) for s in convention.sections if s.kind != "signatures"]
        reference = " ".join([convention.document.quote(convention.reference), *sections])[:_REFERENCE_MAX_CHARACTERS]
    return Entry(
        str(path), stamp, sha256, convention.title, names, len(passages), tuple(sorted(subject)),
        articles=len(convention.counted_articles),
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


def _parts(path: Path) -> list[Path]:
    """A file, and what a person corrected of it."""
    corrections = corrections_path(path)
    return [path, corrections] if corrections.exists() else [path]


def _stamp(path: Path) -> tuple[int, int]:
    stats = [part.stat() for part in _parts(path)]
    return max(stat.st_mtime_ns for stat in stats), sum(stat.st_size for stat in stats)


def _sha256(path: Path) -> str:
    return hashlib.sha256(b"".join(part.read_bytes() for part in _parts(path))).hexdigest()


def _restamped(entry: Entry, stamp: tuple[int, int]) -> Entry:
    return replace(entry, stamp=stamp)
