"""Amounts, deadlines and conditions, as a sentence says them."""

import re

from corpus.fold import fold

_NUMBER = r"(?:\d+|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|quarante[ -]huit|soixante|cent)"
_UNIT = r"(?:jours?|mois|ans?|annees?|semaines?|heures?)(?: (?:francs|ouvres|ouvrables|calendaires))?"
_AMOUNT = re.compile(r"\d[\d  .]*(?:,\d+)?\s*(?:€|euros?\b)(?:\s?(?:ht|ttc))?|\d+(?:,\d+)?\s*(?:%|p\. ?100|pour cent)")
_DEADLINE = re.compile(
    rf"(?:au plus tard|avant|jusqu'au|jusqu'a|a compter d[eu]|des (?=(?:la |le |l'|sa |leur )?(?:signature|reception|notification|mise|achevement|publication|entree|debut)\b))\s?(?:le |la |l')?[^,.;:()]{{3,80}}"
    rf"|(?:dans|sous|pendant)\s+(?:un |le |les |la )?(?:delai (?:maximum |minimum |maximal )?(?:de |d')|meilleurs delais)\s?(?:{_NUMBER} ?(?:\([^)]*\))? ?{_UNIT})?[^,.;:()]{{0,60}}"
    rf"|(?:sous|dans l[ae]s?|dans un|dans une) {_NUMBER}? ?{_UNIT}[^,.;:()]{{0,50}}|{_NUMBER} {_UNIT} (?:avant|apres) [^,.;:()]{{3,60}}"
    rf"|(?:chaque|tous les|toutes les|une fois par|deux fois par|au moins \w+ fois par) (?:{_NUMBER} )?(?:an|annee|mois|semaine|trimestre|semestre|jours?)s?\b[^,.;:()]{{0,30}}|immediatement|sans delai|annuellement|mensuellement|trimestriellement|regulierement"
)
_CONDITION = re.compile(
    r"(?<![\w'])(?:si (?!possible)|s'il|lorsque |lorsqu'|en cas d[e'u]|dans le cas ou |dans l'hypothese ou |sous reserve d[e'u]s? ?|a condition (?:que|de|d')|a defaut|des lors que |sauf )[^.;:]{3,200}?(?=,|[.;:]|$)"
)


def amount_in(text: str) -> str:
    """The first sum or share, as written; empty when there is none.

    >>> amount_in("un unique versement de 200 000 € dès signature")
    '200 000 €'
    """
    return _first(_AMOUNT, text)


def deadline_in(text: str) -> str:
    """By when, or how often, as written.

    >>> deadline_in("Il envoie le bilan au plus tard le 15 mai de chaque année.")
    'au plus tard le 15 mai de chaque année'
    """
    return _first(_DEADLINE, text)


def condition_in(text: str) -> str:
    """On what condition, as written.

    >>> condition_in("En cas de retard, la DINUM en avise la Région.")
    'En cas de retard'
    """
    return _first(_CONDITION, text)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(fold(text))
    return text[found.start() : found.end()].strip() if found else ""
