"""How values are said in French: dates, durations, sums, kinds of facts."""

import re
from datetime import date

from corpus import Fact, FactKind, Modality

MODALITIES: dict[Modality, str] = {"obligation": "doit", "interdiction": "ne doit pas", "permission": "peut"}
UNNAMED = "non précisé"  # who owes what the text gives to nobody
FACTS: dict[FactKind, str] = {
    "parties": "Parties",
    "signed_on": "Signature",
    "effective_from": "Prise d'effet",
    "ends_on": "Fin",
    "duration": "Durée",
    "renewal": "Renouvellement",
    "notice": "Préavis",
    "termination": "Résiliation",
    "amounts": "Montants",
    "payments": "Paiements",
    "accounts": "Comptes",
    "budget_lines": "Lignes budgétaires",
    "legal_bases": "Bases légales",
    "jurisdiction": "Juridiction",
    "committees": "Comités",
    "annexes": "Annexes",
}
_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_UNITS = {"D": ("jour", "jours"), "W": ("semaine", "semaines"), "M": ("mois", "mois"), "Y": ("an", "ans")}
_DATE, _DURATION, _SUM = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"P(\d+)([DWMY])"), re.compile(r"(\d+)(\.\d+)? EUR")


def spoken(fact: Fact) -> str:
    """The value of a fact, as a person says it."""
    return said(fact.value)


def said(value: str) -> str:
    """
    >>> said("2019-06-01"), said("P3M"), said("200000 EUR"), said("80 %")
    ('1er juin 2019', '3 mois', '200\\xa0000\\xa0€', '80 %')
    """
    if _DATE.fullmatch(value):
        return day(date.fromisoformat(value))
    if found := _DURATION.fullmatch(value):
        count = int(found[1])
        return f"{count} {_UNITS[found[2]][count > 1]}"
    if found := _SUM.fullmatch(value):
        return f"{int(found[1]):,}".replace(",", "\u00a0") + (found[2] or "").replace(".", ",") + "\u00a0€"
    return value


def day(value: date) -> str:
    """
    >>> day(date(2019, 6, 15))
    '15 juin 2019'
    """
    return f"{'1er' if value.day == 1 else value.day} {_MONTHS[value.month - 1]} {value.year}"
