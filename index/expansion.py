"""From the words of a question to the words looked for: slips mended, synonyms beside them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from index.vocabulary import said_otherwise, synonyms

_MISSPELT_MIN_CHARACTERS = 5  # of a stem: "prevai" for "preavi"
SLIP_WEIGHT, SYNONYM_WEIGHT = 0.9, 0.25  # what a mended word, or a synonym, counts beside the word itself


@dataclass(frozen=True, slots=True)
class Word:
    """A term of the question, how much it counts there, and what may stand for it: each variant with its worth, itself first."""

    term: str
    weight: float = 1.0
    variants: Mapping[str, float] = field(default_factory=dict)


def expand(terms: Iterable[str], known: Collection[str]) -> list[Word]:
    """The words of analysed terms, in order, each once; `known` are the terms that the texts hold."""
    distinct = list(dict.fromkeys(terms))
    otherwise = said_otherwise(distinct)
    return [Word(term, variants=_variants(term, known, otherwise.get(term, frozenset()))) for term in distinct]


def _variants(term: str, known: Collection[str], otherwise: frozenset[str]) -> dict[str, float]:
    meant = mended(term, known)
    others = dict.fromkeys(synonyms().get(meant, frozenset()) | otherwise, SYNONYM_WEIGHT)
    return {**others, meant: SLIP_WEIGHT, term: 1.0}


def mended(term: str, known: Collection[str]) -> str:
    """The known term that a misspelt one means: one letter away, with the same beginning; itself when there is none.

    >>> mended("preavi", ["preav", "delai"]), mended("visa", ["avis"])
    ('preav', 'visa')
    """
    if len(term) < _MISSPELT_MIN_CHARACTERS or term in known or not term.isalpha():
        return term
    alike = [other for other in known if other[:1] == term[:1] and len(other) >= _MISSPELT_MIN_CHARACTERS]
    found = process.extractOne(term, alike, scorer=DamerauLevenshtein.distance, score_cutoff=1)
    return found[0] if found else term
