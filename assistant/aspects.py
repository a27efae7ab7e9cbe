"""The facts that a question asks for: "elle court sur combien d'années ?" asks for a duration."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from corpus import FactKind, fold

_BETWEEN = re.compile(r",|;|\bet\b")
_DATA = Path(__file__).parent / "aspects.toml"


def aspects_of(matter: str) -> tuple[FactKind, ...]:
    """The kinds of facts that what is asked names, in its own words.

    >>> aspects_of("La convention repart toute seule, ou il faut re-signer ?"), aspects_of("Qui nettoie les vitres ?")
    (('renewal',), ())
    """
    folded = fold(matter)
    return tuple(kind for kind, pattern in _patterns().items() if pattern.search(folded))


def enumerated(matter: str) -> tuple[FactKind, ...]:
    """The kinds that what is asked lists, one after the other.

    >>> enumerated("Compare la durée, le préavis et le tribunal compétent"), enumerated("Compare le préavis de résiliation")
    (('duration', 'notice', 'jurisdiction'), ('notice',))
    """
    listed = (aspects_of(part)[:1] for part in _BETWEEN.split(matter))
    return tuple(dict.fromkeys(kind for kinds in listed for kind in kinds))


@lru_cache(maxsize=1)
def _patterns() -> dict[FactKind, re.Pattern[str]]:
    content: dict[FactKind, list[str]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))  # type: ignore[assignment]
    return {kind: re.compile("|".join(patterns)) for kind, patterns in content.items()}
