"""Files that a person adds: read at once, shown for confirmation, then moved among the conventions and indexed."""

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from assistant.errors import AssistantError
from corpus import (
    EXTENSIONS,
    Convention,
    ConventionError,
    Corrections,
    FileReader,
    corrections_path,
    keep_corrections,
    parse_file,
)
from index import ConventionIndex

Step = Literal["waiting", "reading", "understood", "refused", "indexing", "ready"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file: where it stands, how far (`done` of `total` pages or clauses), what was understood, or why it was refused."""

    name: str
    step: Step
    done: int = 0
    total: int = 0
    convention: Convention | None = None
    replaces: bool = False
    refusal: str = ""


class Arrivals:
    """Files on their way into an index.

    Args:
        waiting: the folder where files stay until they are confirmed; nothing in it is searched.
        kept: the folder where confirmed files go, which the index holds.
        is_confirmed_at_once: whether confirmation is switched off.
    """

    def __init__(self, index: ConventionIndex, waiting: Path, kept: Path, is_confirmed_at_once: bool = False) -> None:
        self._index = index
        self._waiting, self._kept = waiting, kept
        self._is_confirmed_at_once = is_confirmed_at_once
        self._reader: FileReader = replace(index.reader, texts=None)
        self._found: dict[str, Arrival] = {}
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="arrivals")  # one file at a time: reading takes a core

    @property
    def arrivals(self) -> list[Arrival]:
        """Every file on its way, those that an earlier run left waiting among them."""
        for path in sorted(self._waiting.iterdir()) if self._waiting.is_dir() else ():
            if path.suffix.lower() in EXTENSIONS and path.name not in self._found:
                self._begin(path)
        with self._lock:
            return list(self._found.values())

    @property
    def kept(self) -> list[str]:
        """The names of the files that were added and are searched."""
        return (
            sorted(path.name for path in self._kept.iterdir() if path.suffix.lower() in EXTENSIONS) if self._kept.is_dir() else []
        )

    def receive(self, name: str, content: Iterable[bytes]) -> None:
        """Takes a file in and begins to read it.

        Raises:
            AssistantError: the name or the size is not accepted; the message says what to do.
        """
        path = self._waiting / checked(name)
        most = self._reader.limits.max_file_megabytes * 1_000_000
        self._waiting.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.partial")
        size = 0
        with partial.open("wb") as file:
            for chunk in content:
                size += len(chunk)
                if size > most:
                    break
                file.write(chunk)
        if size > most:
            partial.unlink()
            raise AssistantError(
                f"{name} : plus de {most // 1_000_000} Mo. Découpez le fichier, ou relevez CONVENTIONS_MAX_FILE_MEGABYTES."
            )
        partial.replace(path)
        self._begin(path)

    def confirm(self, name: str, corrections: Corrections) -> None:
        """Has a file that was understood indexed, with what a person corrected of it.

        Raises:
            AssistantError: no file of that name awaits confirmation.
        """
        self._expect(name, "understood")
        self._set(name, step="indexing")
        self._worker.submit(self._index_file, name, corrections)

    def discard(self, name: str) -> None:
        """Drops a file that is not indexed yet.

        Raises:
            AssistantError: it is not there, or is being indexed.
        """
        self._expect(name, "understood", "refused", "ready")
        (self._waiting / checked(name)).unlink(missing_ok=True)
        with self._lock:
            self._found.pop(name, None)

    def remove(self, name: str) -> None:
        """Takes a file that was added out of the conventions, and deletes it.

        Raises:
            AssistantError: no such file was added.
        """
        path = self._kept / checked(name)
        if not path.is_file():
            raise AssistantError(f"{name} : ce fichier n'a pas été ajouté ici. Rechargez la page.")
        corrections_path(path).unlink(missing_ok=True)
        path.unlink()
        with self._lock:
            self._found.pop(name, None)
        self._index.update()

    # --- one file after the other, apart from those who ask

    def _begin(self, path: Path) -> None:
        with self._lock:
            self._found[path.name] = Arrival(path.name, "waiting", replaces=(self._kept / path.name).exists())
        self._worker.submit(self._read, path)

    def _read(self, path: Path) -> None:
        try:
            convention = parse_file(
                path, self._reader, lambda done, total: self._set(path.name, step="reading", done=done, total=total)
            )
        except (ConventionError, OSError) as error:
            path.unlink(missing_ok=True)
            self._set(path.name, step="refused", refusal=str(error))
            return
        self._set(path.name, step="understood", convention=convention)
        if self._is_confirmed_at_once:
            self._index_file(path.name, Corrections())

    def _index_file(self, name: str, corrections: Corrections) -> None:
        path = self._kept / name
        self._kept.mkdir(parents=True, exist_ok=True)
        keep_corrections(path, corrections)
        (self._waiting / name).replace(path)
        if self._kept.resolve() not in [folder.resolve() for folder in self._index.folders]:
            self._index.add([self._kept])
        report = self._index.update(progress=lambda _, __, done, total: self._set(name, step="indexing", done=done, total=total))
        refusal = next((message for message in report.refused if message.startswith(name)), "")
        self._set(name, step="refused" if refusal else "ready", refusal=refusal)

    def _set(self, name: str, **changes: object) -> None:
        with self._lock:
            if name in self._found:
                self._found[name] = replace(self._found[name], **changes)  # type: ignore[arg-type]

    def _expect(self, name: str, *steps: Step) -> None:
        with self._lock:
            arrival = self._found.get(name)
        if arrival is None or arrival.step not in steps:
            raise AssistantError(f"{name} : ce fichier n'attend plus. Rechargez la page.")


def checked(name: str) -> str:
    """A file's own name, which stays in its folder.

    Raises:
        AssistantError: it has no name, or no format that is read.
    """
    bare = name.replace("\\", "/").rsplit("/", 1)[-1].strip()
    if not bare or bare.startswith(".") or not bare.isprintable() or len(bare.encode()) > 200:
        raise AssistantError("Ce nom de fichier n'est pas accepté. Renommez le fichier, puis ajoutez-le de nouveau.")
    if Path(bare).suffix.lower() not in EXTENSIONS:
        raise AssistantError(f"{bare} : ce format n'est pas lu. Formats : {', '.join(sorted(EXTENSIONS))}.")
    return bare
