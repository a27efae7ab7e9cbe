"""The facts that a question asks for: "elle court sur combien d'années ?" asks for a duration."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from corpus import FactKind, fold

_DATA = Path(__file__).parent / "aspects.toml"


def aspects_of(matter: str) -> tuple[FactKind, ...]:
    """The kinds of facts that what is asked names, in its own words.

    >>> aspects_of("La convention repart toute seule, ou il faut re-signer ?"), aspects_of("Qui nettoie les vitres ?")
    (('renewal',), ())
    """
    folded = fold(matter)
    return tuple(kind for kind, pattern in _patterns().items() if pattern.search(folded))


@lru_cache(maxsize=1)
def _patterns() -> dict[FactKind, re.Pattern[str]]:
    content: dict[FactKind, list[str]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))  # type: ignore[assignment]
    return {kind: re.compile("|".join(patterns)) for kind, patterns in content.items()}
