"""The numbers that texts are called by: articles of codes, numbered annexes and models."""

import re

from corpus import fold

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
# "R. 353-159", "D353-90", "annexe 3-8-1", "r353_190" of a file's name: the number alone tells
_CODE = re.compile(r"(?<![a-z0-9])(?P<letter>[a-z]?)[\s.*-]{0,3}(?P<number>\d{1,4}(?:-\d{1,3}){1,3})(?![\d-])")
# "annexe III", "type 2", "phase I", "type1"
_NUMBERED = re.compile(r"(?<![a-z0-9])(?P<noun>[a-z]{3,})[\s-]?(?:n° ?)?(?P<number>\d{1,2}|[ivx]{1,4})(?!\w|[-.]\d)")


_OF_CODES = ("l", "r", "d", "a")  # loi, règlement, décret, arrêté
_TOGETHER = 25  # characters at most between "annexe III" and the article that it belongs to


def references(text: str) -> list[str]:
    """What tells one model or one annexe from another, as words that a lexical index can hold: each number, with the letter of its
    code, and an annexe with the article whose annexe it is.

    >>> references("annexe III à l'article R. 353-32")
    ['x353x32', 'r353x32', 'annexe3', 'annexe3x353x32']
    >>> references("annexe III à l'article R. 353-32") == references("cch_annexe_iii_r353_32")
    True
    >>> references("la convention de type I")
    ['type1']
    """
    folded = fold(text).replace("_", "-")
    codes = list(_CODE.finditer(folded))
    found = []
    for code in codes:
        number = code["number"].replace("-", "x")
        found += ["x" + number, *([code["letter"] + number] if code["letter"] in _OF_CODES else [])]
    for numbered in _NUMBERED.finditer(folded):
        number = _ROMAN.get(numbered["number"], numbered["number"])
        if not number.isdigit():
            continue
        called = numbered["noun"] + number
        gaps = {max(code.start() - numbered.end(), numbered.start() - code.end(), 0): code for code in codes}
        near = [gaps[min(gaps)]] if called.startswith("annexe") and gaps and min(gaps) <= _TOGETHER else []
        found += [called, *(f"{called}x{code['number'].replace('-', 'x')}" for code in near)]
    return list(dict.fromkeys(found))
