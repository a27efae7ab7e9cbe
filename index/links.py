"""Which convention each avenant amends: told by its number, its date, its parties and its title."""

import re
from collections.abc import Mapping

from corpus import fold, without_article
from index.manifest import Entry

_IDENTIFIER = re.compile(
    r"\b(?=[\w./-]*\d)(\w+(?:[./-]\w+)+)\b|\bn\s?°\s?(\d{2,})\b(?![./-]\w)"
)  # "2019.02504", "18-CP-1857", "n° 2043"
_SAME_NUMBER, _SAME_DATE, _SAME_PARTIES, _SAME_TITLE = 3.0, 3.0, 2.0, 2.0
_MIN_SCORE = 2.0
_MIN_LEAD = 0.25  # between the best and the next: below, the text does not say which


def identifiers(text: str) -> tuple[str, ...]:
    """The numbers by which a text may be called, folded.

    >>> identifiers("Convention n° 2019.02504 du 3 mars, lot 12")
    ('2019.02504',)
    """
    return tuple(dict.fromkeys(found[1] or found[2] for found in _IDENTIFIER.finditer(fold(text))))


def parents(entries: Mapping[str, Entry]) -> dict[str, str]:
    """The parent of each avenant, by id; an avenant whose parent cannot be told is left out."""
    found = {}
    for id_, entry in entries.items():
        if not entry.reference:
            continue
        scores = sorted(
            ((_score(entry, other), other_id) for other_id, other in entries.items() if not other.reference), reverse=True
        )
        if scores and scores[0][0] >= _MIN_SCORE and (len(scores) == 1 or scores[0][0] - scores[1][0] >= _MIN_LEAD):
            found[id_] = scores[0][1]
    return found


def _score(avenant: Entry, other: Entry) -> float:
    score = 0.0
    if set(avenant.identifiers) & set(other.identifiers):
        score += _SAME_NUMBER
    if other.signed_on and other.signed_on in avenant.dates:
        score += _SAME_DATE
    parties = [names for party in other.parties if (names := [fold(without_article(name)) for name in party])]
    if parties:
        named = sum(any(re.search(rf"\b{re.escape(name)}\b", avenant.reference) for name in names) for names in parties)
        score += _SAME_PARTIES * named / len(parties)
    own = set(other.subject)
    return score + (_SAME_TITLE * len(own & set(avenant.subject)) / len(own) if own else 0.0)
