"""French words and how often they are met: 139,905 forms (pyspellchecker's list, MIT), and `data/mots.txt`."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from spellchecker import SpellChecker

_ADDED = Path(__file__).parent / "data" / "mots.txt"  # administrative words that the list lacks


@lru_cache(maxsize=1)
def frequencies() -> Mapping[str, int]:
    """Occurrences of each word, in small letters, in the list's source."""
    words: dict[str, int] = dict(SpellChecker(language="fr", distance=1).word_frequency.dictionary)
    words.update(dict.fromkeys(_ADDED.read_text(encoding="utf-8").split(), 50))
    return words


def frequency(word: str) -> int:
    """Occurrences of `word` in the list's source, 0 when unknown; case does not count, `œ` and `oe` are one.

    >>> frequency("Après") > 0, frequency("aprés")
    (True, 0)
    """
    return frequencies().get(word.lower().replace("œ", "oe"), 0)
