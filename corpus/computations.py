"""What follows from the facts of a convention: when a notice ends, what a share is worth, what is left before the term."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dateutil.relativedelta import relativedelta

END_OF_MONTH_RULE = "de quantième à quantième ; le dernier jour du mois quand ce quantième n'existe pas"
_DURATION = re.compile(r"P(?P<count>\d+)(?P<unit>[DWMY])")
_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}


def after(start: date, duration: str) -> date:
    """The day that comes a duration (ISO 8601, one unit) after another; the last of its month when that has no such day.

    >>> after(date(2019, 3, 15), "P3M"), after(date(2020, 11, 30), "P3M")
    (datetime.date(2019, 6, 15), datetime.date(2021, 2, 28))

    Raises:
        ValueError: the duration is none.
    """
    later: date = start + _delta(duration)
    return later


def before(end: date, duration: str) -> date:
    """The day that comes a duration before another: the last on which a notice can be given.

    >>> before(date(2019, 9, 30), "P6M")
    datetime.date(2019, 3, 30)
    """
    earlier: date = end - _delta(duration)
    return earlier


def _delta(duration: str) -> relativedelta:
    found = _DURATION.fullmatch(duration)
    if found is None:
        raise ValueError(f"{duration!r} is not a duration such as P3M, P15D or P1Y")
    return relativedelta(**{_UNITS[found["unit"]]: int(found["count"])})


def share(percent: str, amount: str) -> str:
    """What a share ("80 %") of an amount ("40000 EUR") is worth, to the cent.

    >>> share("80 %", "40000 EUR"), share("33.33 %", "100 EUR")
    ('32000 EUR', '33.33 EUR')
    """
    worth = Decimal(amount.removesuffix(" EUR")) * Decimal(percent.removesuffix(" %")) / 100
    cents = worth.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{cents if cents % 1 else int(cents)} EUR"


def days_left(end: date, as_of: date) -> int:
    """Days before a term, from the day `as_of`; negative once it is past.

    >>> days_left(date(2019, 9, 30), as_of=date(2019, 9, 1))
    29
    """
    return (end - as_of).days
