"""A number that a question takes for granted, where the text gives another: "Pourquoi identifier dix projets ?", they are six."""

import re

from assistant.expected import NUMBER_WORD, is_stated
from corpus import fold, number
from index import analyse

_COUNTED = re.compile(rf"\b(?P<number>\d[\d .]*\d|\d|{NUMBER_WORD})\s*(?:\([^)]*\)\s*)?(?P<what>€|%|[a-z][\w-]{{2,}})")


def corrected(question: str, said: str) -> tuple[str, str] | None:
    """What a question counts and what some words of the text count instead, of the same thing, each as it is written; None when it states no number or several, or the words
    give it as well, or none or several others.

    >>> corrected("Pourquoi la collectivité doit-elle identifier dix projets ?", "identifier 6 projets répondant à des problèmes")
    ('dix projets', '6 projets')
    >>> corrected("Le préavis est-il de trois mois ?", "un préavis de trois mois") is None
    True
    """
    folded = fold(question)
    stated = list(_COUNTED.finditer(folded))
    if len(stated) != 1 or not is_stated(folded):
        return None
    what, asked = _kind(stated[0]["what"]), number(stated[0]["number"])
    given = {number(found["number"]): found for found in _COUNTED.finditer(fold(said)) if _kind(found["what"]) == what}
    if asked is None or asked in given or None in given or len(given) != 1:
        return None
    (instead,) = given.values()
    return question[slice(*stated[0].span())], said[slice(*instead.span())]


def _kind(what: str) -> str:
    """
    >>> _kind("euros") == _kind("€"), _kind("projets") == _kind("projet")
    (True, True)
    """
    return "€" if what.startswith("euro") else next(iter(analyse(what)), what)
