"""Conventions as they were parsed, kept in files beside the index: reading one back takes a hundredth of the time."""

import hashlib
import pickle
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path

import corpus
from corpus import Convention


class ParsedStore:
    """A folder of files, one a convention, written and read by this program alone.

    Each is of one content of its file (`sha256`) and of one state of the parser: what does not match is parsed again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, tuple[str, Convention]] = {}

    def of(self, id_: str, sha256: str, parse: Callable[[], Convention]) -> Convention:
        """The convention of that id: what is kept, when it is of this very content; else what `parse` gives."""
        if self._read.get(id_, ("", None))[0] != sha256:
            self._read[id_] = (sha256, self._kept(id_, sha256) or self._parsed(id_, sha256, parse))
        return self._read[id_][1]

    def keep_only(self, ids: Collection[str]) -> None:
        """Drops every other convention."""
        for path in self._folder.glob("*.pickle"):
            if path.stem not in ids:
                self._read.pop(path.stem, None)
                path.unlink()

    def _kept(self, id_: str, sha256: str) -> Convention | None:
        try:
            key, convention = pickle.loads(self._path(id_).read_bytes())
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError):
            return None  # none yet, or of another version
        return convention if key == (sha256, parser_version()) else None

    def _parsed(self, id_: str, sha256: str, parse: Callable[[], Convention]) -> Convention:
        convention = parse()
        self._folder.mkdir(parents=True, exist_ok=True)
        scratch = self._path(id_).with_suffix(".tmp")
        scratch.write_bytes(pickle.dumps(((sha256, parser_version()), convention)))
        scratch.replace(self._path(id_))
        return convention

    def _path(self, id_: str) -> Path:
        return self._folder / f"{id_}.pickle"


@lru_cache(maxsize=1)
def parser_version() -> str:
    """Changes with the code and the data of `corpus`, from which a convention is parsed."""
    digest = hashlib.sha256()
    root = Path(corpus.__file__).parent
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".toml", ".txt") and p.parent.name != "conventions"):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]
