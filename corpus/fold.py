"""Length-preserving folding, so that a match in the folded text has the offsets of the text itself."""

import unicodedata
from functools import lru_cache

_PUNCTUATION = {"’": "'", "‘": "'", "´": "'", "`": "'", "\u00a0": " ", "\u202f": " ", "\t": " ", "–": "-", "—": "-", "‑": "-"}


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    lowered = character.lower()
    base = unicodedata.normalize("NFD", lowered)[0] if len(lowered) == 1 else character
    return base if len(base) == 1 else character


def fold(text: str) -> str:
    """Lower case, no accents, plain apostrophes, hyphens and spaces; one character for one character.

    >>> fold("L’État — À")
    "l'etat - a"
    """
    return "".join(map(_fold_character, text))
