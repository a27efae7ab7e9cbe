"""Roman numerals, as articles and lists are numbered with them."""

import re

_ROMAN = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def in_roman(value: int) -> str:
    """
    >>> in_roman(4), in_roman(28)
    ('IV', 'XXVIII')
    """
    numeral = ""
    for worth, letters in _ROMAN:
        numeral += letters * (value // worth)
        value %= worth
    return numeral


def roman_value(numeral: str) -> int:
    """The value of a small numeral, below forty.

    >>> roman_value("iv"), roman_value("xii")
    (4, 12)
    """
    values = [{"i": 1, "v": 5, "x": 10}.get(c, 0) for c in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def in_other_numerals(number: str) -> str:
    """The number of an article, small letters, with its first numeral written the other way; empty when it has none.

    >>> in_other_numerals("4"), in_other_numerals("iii.2"), in_other_numerals("annexe 1")
    ('iv', '3.2', '')
    """
    first, mark, rest = re.fullmatch(r"([^. ]*)([. ]?)(.*)", number).groups()  # type: ignore[union-attr]
    if first.isdigit() and 0 < int(first) < 40:
        return f"{in_roman(int(first)).lower()}{mark}{rest}"
    if re.fullmatch(r"[ivx]+", first) and in_roman(roman_value(first)).lower() == first:
        return f"{roman_value(first)}{mark}{rest}"
    return ""
