"""What a person corrects of a file: its title, what its parties are called. Kept beside it, in `<file>.corrections.json`."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from corpus.types import Convention

_SUFFIX = ".corrections.json"


@dataclass(frozen=True, slots=True)
class Corrections:
    """`title` is empty when the one understood is right; `short_names` are by the party's name."""

    title: str = ""
    short_names: Mapping[str, str] = field(default_factory=dict)


def corrections_path(path: Path) -> Path:
    return path.with_name(path.name + _SUFFIX)


def corrections_of(path: Path) -> Corrections:
    """Those of a file; none when there are none, or when they cannot be read."""
    try:
        kept = json.loads(corrections_path(path).read_text(encoding="utf-8"))
        return Corrections(str(kept.get("title", "")), {str(k): str(v) for k, v in kept.get("short_names", {}).items()})
    except (OSError, ValueError, AttributeError):
        return Corrections()


def keep_corrections(path: Path, corrections: Corrections) -> None:
    """Writes those of a file; removes them when nothing is corrected."""
    if corrections == Corrections():
        corrections_path(path).unlink(missing_ok=True)
    else:
        corrections_path(path).write_text(json.dumps(asdict(corrections), ensure_ascii=False), encoding="utf-8")


def corrected(convention: Convention, corrections: Corrections) -> Convention:
    """The convention with its title and its parties' short names as a person gave them."""
    document = replace(convention.document, title=corrections.title or convention.title)
    parties = tuple(replace(p, short_name=corrections.short_names.get(p.name, p.short_name)) for p in convention.parties)
    return replace(convention, document=document, parties=parties)
