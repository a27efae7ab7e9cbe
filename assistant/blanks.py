"""What a text leaves to be filled in: "un loyer de ............ € par mois", "{{ taux }} % des logements", "le ...... janvier 2026".

Pure and deterministic.
"""

import re
from collections.abc import Collection

from assistant.expected import NUMBER_WORD, VALUES, Expected
from assistant.frame import content
from corpus import fold
from index import analyse

# A field of a form or of a template, and the number of its note: "... (6) logements"
_FIELD = re.compile(r"(?:\$\{[^}]*\}|\{\{[^}]*\}\}|\.{3,}|…+|_{3,}|\[[\s.…_x]*\])(?:\s*\(\d{1,2}\))?")
_FILLED = "12"  # with which every type that has figures is told
_FIGURES: frozenset[Expected] = frozenset({"amount", "percentage", "duration", "date", "hour", "measure"})
_IN_MONEY = re.compile(r"€|\b(?:euros?|francs?)\b")
_SUM = re.compile(rf"(?:\d|\b{NUMBER_WORD})\]?\s*(?:€|euros?\b|francs?\b)")
_BEFORE = re.compile(r"[\w'’-]+\s*(?:de |d'|à |n°)?\s*:?\s*$")  # "la sous-préfecture de .......", "adresse : ......"
_COUNTED = re.compile(r"\s*(?:de |d')?(\w{3,})")


def is_left_blank(expected: Expected, asked: str, focus: Collection[str], sentence: str) -> bool:
    """Whether a sentence says where the value that a question asks for stands, and leaves it to be filled in.

    Args:
        expected: the type of the value; one that has no figures is known by the word that stands before it.
        asked: what is asked, of which a count counts a word.
        focus: the terms of what "quel" asks for.

    >>> is_left_blank("amount", "quel est le loyer ?", ["loi"], "Le loyer est de ......... € par mois.")
    True
    >>> is_left_blank("amount", "quel est le loyer ?", [], "Le loyer est de 300 € ; il est révisé le .........")
    False
    >>> is_left_blank("count", "combien de logements ?", [], "... (6) logements, dont 60 % à des ménages modestes")
    True
    """
    fields = list(_FIELD.finditer(sentence))
    if expected == "count":
        terms = set(content(asked))
        counted = (_COUNTED.match(sentence, field.end()) for field in fields)
        return any(terms & set(content(found[1])) for found in counted if found)
    if expected not in _FIGURES:
        before = (_BEFORE.search(sentence[: field.start()]) for field in fields)
        return any(set(focus) & set(analyse(found[0])) for found in before if found)
    return not tells(expected, asked, sentence) and any(_tells_at(expected, sentence, field) for field in fields)


def tells(expected: Expected, asked: str, sentence: str) -> bool:
    """Whether a sentence gives a value of the type, in its fields apart; a sum where a sum is asked for: "20 %" is no number of euros."""
    if expected not in VALUES:
        return False
    told = _SUM if asks_for_a_sum(expected, asked) else VALUES[expected]
    return told.search(fold(_FIELD.sub(" ", sentence))) is not None


def asks_for_a_sum(expected: Expected, asked: str) -> bool:
    """ "combien d'euros du m² ?", rather than any share or rate."""
    return expected == "amount" and _IN_MONEY.search(fold(asked)) is not None


def _tells_at(expected: Expected, sentence: str, field: re.Match[str]) -> bool:
    """Whether a figure in that field would be a value of the type."""
    filled = fold(f"{sentence[: field.start()]}{_FILLED}{sentence[field.end() :]}")
    at = field.start()
    return any(found.start() <= at < found.end() for found in VALUES[expected].finditer(filled))
