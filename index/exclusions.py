"""What a name says that a text is not: "autres que les organismes d'HLM", "hors foyer", "(ni foyer ni seconde vie)"."""

import re

from corpus import fold
from index.analysis import analyse

_EXCLUDED = re.compile(
    r"\b(?:autres? que|hors(?! d'?oeuvre)|sauf|excepte|a l'exception d\w*|et non|(?<!est )pas|ni)\b(?! seulement\b)"
    r"(?P<what>[^,;:()]*?)(?=\s(?:pour|en application|conclu\w*|portant)\b|[,;:()]|$)"
)
_AND_NOT = re.compile(r"\b(?:ni|hors)\b")


def without_excluded(name: str) -> str:
    """A name without what it says that the text is not.

    >>> without_excluded("Convention avec les bailleurs autres que les HLM et les SEM pour l'achat")
    "Convention avec les bailleurs  pour l'achat"
    """
    kept, at = [], 0
    for found in _EXCLUDED.finditer(fold(name)):
        kept.append(name[at : found.start()])
        at = found.end()
    return "".join([*kept, name[at:]])


def excluded(name: str) -> frozenset[str]:
    """The analysed terms of what a name says that the text is not.

    >>> sorted(excluded("avenant du bailleur ; ni foyer ni seconde vie"))
    ['foi', 'second', 'vi']
    """
    said = (_AND_NOT.sub(" ", found["what"]) for found in _EXCLUDED.finditer(fold(name)))
    return frozenset(term for what in said for term in analyse(what))
