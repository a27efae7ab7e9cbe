"""Dates as conventions write them."""

import re
from collections.abc import Iterator
from datetime import date

from corpus.fold import fold

_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_WRITTEN = re.compile(
    r"\b(?P<day>\d{1,2})\s?(?:er)?\s+(?P<month>janv?|fevr?|mars|avr|mai|juin|juil|aout|sept?|oct|nov|dec)[a-z]*\.?\s+(?P<year>(?:19|20)\d{2})\b"
)
_NUMERIC = re.compile(r"\b(?P<day>\d{1,2})\s?[/.\-]\s?(?P<month>\d{1,2})\s?[/.\-]\s?(?P<year>(?:19|20)\d{2})\b")

_OF_A_LAW = re.compile(r"\b(?:loi|decret|arrete|ordonnance|code|deliberation|circulaire)\b[^.;)]{0,80}$")


def is_of_a_law(before: str) -> bool:
    """Whether a date that these folded words lead to is that of a law, not of what is agreed.

    >>> is_of_a_law("la loi n° 2014-40 du "), is_of_a_law("elle est conclue jusqu'au ")
    (True, False)
    """
    return _OF_A_LAW.search(before) is not None


def dates_in(text: str) -> Iterator[tuple[date, int, int]]:
    """Every date of the text with its place, in order. What is not a day of the calendar is no date.

    >>> [found.isoformat() for found, _, _ in dates_in("Fait le 23 JAN. 2019, modifié le 1er mars 2020 et le 31/02/2021")]
    ['2019-01-23', '2020-03-01']
    """
    folded = fold(text)
    for found in sorted((*_WRITTEN.finditer(folded), *_NUMERIC.finditer(folded)), key=re.Match.start):
        month = found["month"]
        number = (
            int(month)
            if month.isdigit()
            else next(
                n
                for n, name in enumerate(_MONTHS, 1)
                if month.startswith(name[:3]) and (name[:3] != "jui" or month.startswith(name))
            )
        )
        try:
            yield date(int(found["year"]), number, int(found["day"])), found.start(), found.end()
        except ValueError:
            continue
