"""The type of answer that a question expects, and whether a text holds one."""

import re
from collections.abc import Mapping
from typing import Literal

from corpus import fold

Expected = Literal[
    "amount",
    "date",
    "duration",
    "hour",
    "count",
    "measure",
    "percentage",
    "name",
    "person",
    "place",
    "account",
    "reference",
    "text",
]

_UNIT_OF_TIME = r"(?:jours?|journees?|mois|ans?|annees?|semaines?|heures?|minutes?|trimestres?|semestres?)"
_MONEY = r"(?:d'euros|coute\w*|vers\w+|pai\w+|pay\w+|touche\w*|financ\w+|rembours\w+|factur\w+)"
_ASKED: tuple[tuple[Expected, re.Pattern[str]], ...] = (
    ("reference", re.compile(r"\b(?:quel(?:le)?s?|sur quel|de quel) (?:article|loi|code|decret|texte|fondement|base legale|reglement)")),
    ("account", re.compile(r"\b(?:iban|rib|bic|coordonnees bancaires|numero de compte)\b")),
    ("hour", re.compile(r"\bquelle heure\b|\bquels? (?:sont les )?horaires?\b|\bheures? d'ouverture")),
    ("name", re.compile(r"\bcomment (?:s'appelle(?:nt)?|se nomment?)\b|\b(?:quels? (?:est|sont)|c'est quoi|donne[rz]?(?:[- ]moi)?) les? noms?\b|\bs'appelle(?:nt)? comment\b")),
    ("measure", re.compile(r"\bcombien de (?:m2|m²|metres?|km|kilometres?|hectares?|kg|tonnes?|litres?)|\bquel(?:le)?s? (?:est (?:la |le )?)?(?:surface|superficie|taille|distance|hauteur|longueur|largeur|profondeur|poids|vitesse|puissance|temperature|tonnage)\b")),
    ("percentage", re.compile(r"\bquel(?:le)?s? (?:est (?:le |la )?|sont les )?(?:taux|pourcentages?|%|quotite|proportion)|\bcombien (?:de %|en %|pour ?cent)|^\W*(?:le )?(?:taux|pourcentage) (?:de |d')")),
    ("duration", re.compile(rf"\b(?:combien de temps|quelle duree|quel(?:le)?s? (?:est (?:la |le )?|sont les )?(?:duree|delais?|preavis)|sous combien|combien d(?:e |'){_UNIT_OF_TIME}|duree (?:de |d'|du |maximale|minimale))\b|^\W*(?:le )?(?:preavis|delai|duree)\b|\b(?:preavis|delai|duree) ?\?|\bcombien\b.{{0,12}}\bpreavis|\b(?:preavis|delai|duree)\b.{{0,15}}\bcombien")),
    ("date", re.compile(r"(?:^|[,;:] ?|\b(?:c'est|depuis|jusqu'a|et|pour|de) )quand\b(?! meme)|\bquand ?\?|\b(?:a quelle date|quelle (?:est la )?date|quel jour|dates? (?:de|d'|limite)|avant quelle date)\b")),
    ("amount", re.compile(rf"\bquels? (?:est |sont )?(?:les? |l')?(?:montants?|couts?|prix|budgets?|tarifs?|loyers?|plafonds?)\b|\bquelles? (?:est |sont )?(?:la |les |l')?(?:sommes?|subventions?|redevances?|indemnites?|cotisations?|gratifications?|participations? financieres?|amendes?|penalites?|primes?|cautions?|franchises?)\b|\bcombien\b.{{0,60}}\b{_MONEY}|\b{_MONEY} combien\b|\bcombien ca coute|\ba combien s'eleve|^\W*(?:le )?(?:montant|prix|tarif|cout)\b")),
    ("count", re.compile(r"\b(?:combien|quel nombre)\b")),
    ("place", re.compile(r"^\W*ou\b|\b(?:adresse|siege|dans quelle ville|a quel endroit|quel lieu)\b")),
    ("person", re.compile(r"\b(?:(?<!ce )qui|quel (?:tribunal|comptable|service|directeur|president))\b")),
)  # fmt: skip

NUMBER_WORD = (
    r"(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|soixante|cent)"
)
_NUMBER = rf"(?:\d+|{NUMBER_WORD})\s*(?:\([^)]*\)\s*)?"
_MONTH = r"(?:janvier|janv|jan|fevrier|fev|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|octobre|oct|novembre|nov|decembre|dec)"
_OF_MONEY = r"\s+d(?:e\s+|')(?:loyers?|redevances?|salaires?|traitements?|remunerations?|gratifications?|charges|cotisations?|indemnites?|frais)\b"
# What says each type, in a folded text
VALUES: Mapping[Expected, re.Pattern[str]] = {
    "amount": re.compile(rf"\b\d[\d .]*(?:,\d+)?\s*(?:€|euros?\b|k€|m€|millions? d'euros)|\d+(?:,\d+)?\s*%|\b{_NUMBER}mois{_OF_MONEY}|\b{_NUMBER}fois\s+(?:le |la |l')\w+|\bgratuit\w*|\ba titre gracieux"),
    "percentage": re.compile(r"\d+(?:[,.]\d+)?\s*(?:%|p\. ?100|pour cent)"),
    "duration": re.compile(rf"\b{_NUMBER}(?:jours?|mois|ans?|annees?|semaines?|heures?|minutes?)\b(?:\s+(?:francs|ouvres|ouvrables|calendaires))?(?!{_OF_MONEY})"),
    "date": re.compile(rf"\b\d{{1,2}}(?:er)?\s*(?:[/.-]\s*\d{{1,2}}\s*[/.-]\s*\d{{2,4}}|{_MONTH}\.?\s*(?:\d{{4}})?)|\ba compter d[eu]\b|\bjusqu'(?:au|a la)\b"),
    "hour": re.compile(r"\b\d{1,2}\s?(?:h\b|heures?\b|:\d\d)(?:\s?\d\d)?"),
    "count": re.compile(rf"(?<!article )(?<!articles )(?<![lrd]\. )(?<![lrd]\.)(?<![-\d])\b(?:\d+|(?!une?\b){NUMBER_WORD})\b(?!-\d)|\bun (?:seul|exemplaire)\b|\bune (?:seule|fois)\b"),
    "measure": re.compile(rf"\b(?:\d+(?:[.,]\d+)?|{NUMBER_WORD})\s*(?:m2|m²|m\b|metres?|km\b|kilometres?|ha\b|hectares?|kg|tonnes?|t\b|litres?|degres|kw|cm|places|pieces)"),
    "account": re.compile(r"\b(?:[a-z]{2}\d{2}(?:\s?[a-z0-9]{2,4}){3,8}|\d{5}\s+\d{5}\s+\w{11}\s+\d{2}|rib|iban|bic)\b"),
    "place": re.compile(r"\b\d{5}\b|\bfait a [a-z]"),
    "reference": re.compile(r"\b(?:articles? [lrda]?\.? ?\*?\d|loi (?:n|du)|code d|ordonnance|decret|directive|arrete du)"),
    "person": re.compile(r"\b(?:monsieur|madame|m\.|mme|president|presidente|directeur|directrice|maire|prefet|tribunal|represente|par l|la |le )"),
}  # fmt: skip
_PROPER_NAME = re.compile(
    r"(?:\bM\.|\b(?:Mme|Mlle|Monsieur|Madame|Me|Dr|Maître|docteur))\s+[A-ZÀ-Ý]|[«“\"]\s*[A-ZÀ-Ý0-9]|\b[A-ZÀ-Ý][\w-]+ (?:de |du |des |d')?[A-ZÀ-Ý][\w-]+"
)
# Types of which a text that holds none hardly answers; "person" matches too easily
EXACT_VALUES: frozenset[Expected] = frozenset(
    {"amount", "percentage", "duration", "date", "hour", "count", "measure", "name", "account", "place"}
)
# Beside a day of the calendar, what tells when: "au plus tard", "lors de", "dans les trois mois"
_WHEN = re.compile(
    rf"\b(?:des|lors d|chaque|tou(?:s|tes) les|au plus tard|avant|apres|pendant|a l'(?:issue|expiration|echeance)|au (?:moment|terme|cours)|prealable\w*|sans delai|immediatement|annuel\w*|a la date|{_NUMBER}{_UNIT_OF_TIME})"
)


def expected_by(folded: str) -> Expected:
    """The type that a folded question expects, "text" when it may be anything.

    >>> expected_by("sur combien d'annees rembourse-t-on ?"), expected_by("quel nouveau montant, et depuis quand ?")
    ('duration', 'date')
    """
    return next((type_ for type_, pattern in _ASKED if pattern.search(folded)), "text")


def holds(expected: Expected, text: str) -> bool:
    """Whether a text holds a value of the type: false of "text", which is no type.

    >>> holds("measure", "une chambre de 9 m2"), holds("count", "L'article 5 fixe le nombre."), holds("name", "Mme Ferrand")
    (True, False, True)
    """
    if expected == "name":
        return _PROPER_NAME.search(text) is not None
    patterns = [VALUES[expected], *([_WHEN] if expected == "date" else [])] if expected in VALUES else []
    return any(pattern.search(fold(text)) for pattern in patterns)
