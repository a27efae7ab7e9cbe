"""The words that questions are asked with, and those that stand for one another: `vocabulaire.toml`."""

import tomllib
from functools import lru_cache
from pathlib import Path

from index.analysis import analyse

_DATA = Path(__file__).parent / "vocabulaire.toml"


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, list[str]]:
    """The file: "question" (words that a question is asked with), "groupes" (words that stand for one another)."""
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def synonyms() -> dict[str, frozenset[str]]:
    """By analysed term, every term of its groups, itself included."""
    groups = [frozenset(analyse(line)) for line in vocabulary()["groupes"]]
    return {term: frozenset().union(*(g for g in groups if term in g)) for group in groups for term in group}
