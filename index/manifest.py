"""What the index holds, and what it was built with: one JSON file, written whole."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus import SPLITTER_VERSION
from index.errors import IndexMismatch

_UNREADABLE = "illisible"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file. `stamp` (modification time, size) spares reading it again; `sha256` tells whether it changed."""

    path: str
    stamp: tuple[int, int]
    sha256: str
    title: str
    names: tuple[str, ...]  # the parties' names, short names and aliases
    passages: int
    subject: tuple[str, ...] = ()  # the analysed terms of its title, its file name and its parties: what it is called by
    articles: int = 0
    parties: tuple[tuple[str, ...], ...] = ()  # the names of each party
    reference: str = ""  # of an avenant: where it names its parent and its parties, folded
    dates: tuple[str, ...] = ()  # the days named there, ISO 8601
    identifiers: tuple[str, ...] = ()  # the numbers by which the text is called
    signed_on: str = ""  # ISO 8601
    doubts: tuple[str, ...] = ()
    refusal: str = ""  # why the file could not be understood; such a file has no passages


@dataclass(slots=True)
class Manifest:
    """`model` is the embedding model's fingerprint. `entries` are by convention id; `added` are the paths that the user
    had indexed beside the settings' folders."""

    model: str
    splitter: str = SPLITTER_VERSION
    entries: dict[str, Entry] = field(default_factory=dict)
    refused: dict[str, Entry] = field(default_factory=dict)  # by path
    added: list[str] = field(default_factory=list)
    had_optical_reader: bool = False

    @property
    def generation(self) -> str:
        """Changes whenever the passages do."""
        state = sorted((id_, entry.sha256, entry.title) for id_, entry in self.entries.items())
        return hashlib.sha256(json.dumps([self.model, self.splitter, state]).encode()).hexdigest()[:16]

    def check(self, model: str) -> None:
        """Raises IndexMismatch when the index was built with another model or another splitter."""
        if self.model == _UNREADABLE:
            raise IndexMismatch(
                "L'index a été écrit par une autre version du programme. Reconstruisez-le : conventions index --rebuild"
            )
        for what, built, now in (("modèle", self.model, model), ("découpage", self.splitter, SPLITTER_VERSION)):
            if built != now:
                raise IndexMismatch(
                    f"L'index a été construit avec un autre {what} ({built}, maintenant {now}). "
                    "Reconstruisez-le : conventions index --rebuild"
                )

    def write(self, path: Path) -> None:
        scratch = path.with_suffix(".tmp")
        scratch.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")
        scratch.replace(path)


def read_manifest(path: Path) -> Manifest | None:
    """The manifest at `path`; None when there is none yet. One that cannot be read matches no model: the index must be rebuilt."""
    if not path.exists():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        entries, refused = ({key: _entry(e) for key, e in content[name].items()} for name in ("entries", "refused"))
        return Manifest(content["model"], content["splitter"], entries, refused, content["added"], content["had_optical_reader"])
    except (json.JSONDecodeError, KeyError, TypeError):
        return Manifest(_UNREADABLE)


def _entry(content: dict[str, Any]) -> Entry:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in content.items()}
    return Entry(**values | {"parties": tuple(tuple(names) for names in content["parties"])})
