"""The numbers that texts are called by: articles of codes, numbered annexes and models."""

import re

from corpus import fold

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
# "R. 353-159", "D353-90", "annexe 3-8-1", "r353_190" of a file's name: the number alone tells
_CODE = re.compile(r"(?<![a-z0-9])[a-z]?[\s.*-]{0,3}(?P<number>\d{1,4}(?:-\d{1,3}){1,3})(?![\d-])")
# "annexe III", "type 2", "phase I", "type1"
_NUMBERED = re.compile(r"(?<![a-z0-9])(?P<noun>[a-z]{3,})[\s-]?(?:n° ?)?(?P<number>\d{1,2}|[ivx]{1,4})(?!\w|[-.]\d)")


def references(text: str) -> list[str]:
    """What tells one model or one annexe from another, as words that a lexical index can hold.

    >>> references("annexe III à l'article R. 353-32"), references("cch_annexe_iii_r353_32")
    (['x353x32', 'annexe3'], ['x353x32', 'annexe3'])
    >>> references("la convention de type I")
    ['type1']
    """
    folded = fold(text).replace("_", "-")
    codes = ["x" + found["number"].replace("-", "x") for found in _CODE.finditer(folded)]
    numbered = [
        found["noun"] + number
        for found in _NUMBERED.finditer(folded)
        if (number := _ROMAN.get(found["number"], found["number"])).isdigit()
    ]
    return list(dict.fromkeys(codes + numbered))
