"""The words that questions are asked with, and those that stand for one another: `vocabulaire.toml`."""

import tomllib
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

from index.analysis import analyse

_DATA = Path(__file__).parent / "vocabulaire.toml"


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, list[str]]:
    """The file: "question" (words that a question is asked with), "groupes" (words that stand for one another), "sigles" (each
    before what it is short for), "locutions" (idiom: words of an agreement)."""
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def synonyms() -> dict[str, frozenset[str]]:
    """By analysed term, every term of its groups, itself included."""
    groups = [frozenset(analyse(line)) for line in vocabulary()["groupes"]]
    return {term: frozenset().union(*(g for g in groups if term in g)) for group in groups for term in group}


@lru_cache(maxsize=1)
def acronyms() -> Mapping[str, tuple[frozenset[str], ...]]:
    """By analysed acronym, the terms of each thing that it is short for: "ARS" is analysed as "AR" is."""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for short, _, long in (line.partition(" ") for line in vocabulary()["sigles"]):
        for term in analyse(short)[:1]:
            found[term] = (*found.get(term, ()), frozenset(analyse(long)))
    return found


@lru_cache(maxsize=1)
def _idioms() -> list[tuple[frozenset[str], frozenset[str]]]:
    """What several terms say together: themselves, and the terms that an agreement says it with."""
    pairs = [line.split(" : ") for line in vocabulary()["locutions"]]
    said = [(frozenset(analyse(idiom)), frozenset(analyse(words))) for idiom, words in pairs]
    return said + [(long, frozenset({short})) for short, all_long in acronyms().items() for long in all_long]


def said_otherwise(terms: Collection[str]) -> dict[str, frozenset[str]]:
    """By term, what stands for it because of the terms beside it, or because it is an acronym.

    >>> said_otherwise(["rendr", "cle"])["cle"] >= {"depart"}, said_otherwise(["rendr"])
    (True, {})
    """
    present = set(terms)
    found: dict[str, frozenset[str]] = {}
    short_for = [(frozenset({short}), long) for short, all_long in acronyms().items() for long in all_long]
    for idiom, words in short_for + _idioms():
        if idiom and idiom <= present:
            found |= {term: found.get(term, frozenset()) | words for term in idiom}
    return found
