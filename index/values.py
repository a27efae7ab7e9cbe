"""What each convention says in values, its obligations and its facts, worked out once and kept in a file beside the index."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus import FACTS_VERSION, OBLIGATIONS_VERSION, Convention, Fact, Obligation, Span, facts_of, obligations_of

_VERSION = f"{OBLIGATIONS_VERSION}/{FACTS_VERSION}"


@dataclass(frozen=True, slots=True)
class Values:
    """The obligations and facts of one convention, in the order of its text."""

    obligations: tuple[Obligation, ...]
    facts: tuple[Fact, ...]


class ValueStore:
    """A folder of files, one a convention: `sha256` is the content of the file that they were worked out from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, tuple[str, Values]] = {}

    def holds(self, id_: str, sha256: str) -> bool:
        return self._kept(id_, sha256) is not None

    def of(self, convention: Convention, sha256: str) -> Values:
        """The values of a convention: those that are kept, when they are of this very content."""
        kept = self._kept(convention.id, sha256)
        if kept is None:
            kept = Values(obligations_of(convention), facts_of(convention))
            self._keep(convention.id, sha256, kept)
        return kept

    def keep_only(self, ids: Collection[str]) -> None:
        """Drops the values of every other convention."""
        for path in self._folder.glob("*.json"):
            if path.stem not in ids:
                self._read.pop(path.stem, None)
                path.unlink()

    def _kept(self, id_: str, sha256: str) -> Values | None:
        if self._read.get(id_, ("", None))[0] == sha256:
            return self._read[id_][1]
        path = self._path(id_)
        if not path.exists():
            return None
        content = json.loads(path.read_text(encoding="utf-8"))
        if (content["sha256"], content["version"]) != (sha256, _VERSION):
            return None
        values = Values(
            tuple(Obligation(**_with_span(o)) for o in content["obligations"]),
            tuple(Fact(**_with_span(f)) for f in content["facts"]),
        )
        self._read[id_] = (sha256, values)
        return values

    def _keep(self, id_: str, sha256: str, values: Values) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        scratch = self._path(id_).with_suffix(".tmp")
        content = {"sha256": sha256, "version": _VERSION, **asdict(values)}
        scratch.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        scratch.replace(self._path(id_))
        self._read[id_] = (sha256, values)

    def _path(self, id_: str) -> Path:
        return self._folder / f"{id_}.json"


def _with_span(content: dict[str, Any]) -> dict[str, Any]:
    return {**content, "span": Span(**content["span"])}
