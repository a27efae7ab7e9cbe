"""The type of answer that a question expects, and whether a text holds one."""

import re
from collections.abc import Mapping
from typing import Literal

from corpus import fold

Expected = Literal[
    "amount",
    "date",
    "duration",
    "frequency",
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

_UNIT_OF_TIME = r"(?:jours?|journees?|mois|ans?|annees?|semaines?|heures?|minutes?|trimestres?|semestres?|saisons?)"
_OF_MONEY = r"\s+d(?:e\s+|es\s+|u\s+|')(?:la |l'|le )?(?:loyers?|redevances?|salaires?|traitements?|remunerations?|gratifications?|charges|cotisations?|indemnites?|frais|cautions?|cautionnement|garantie|depot)\b"
_MONEY = r"(?:d'euros|argent|coute\w*|vers\w+|pai\w+|pay\w+|touche\w*|financ\w+|rembours\w+|factur\w+|reclam\w+|gagn\w+|indemnis\w+|depens\w+|doi[st]|doivent|devr\w+)"
_HOW_MANY = r"\bcombien\b(?! d[e'](?! ?(?:argent|euros|subventions?|sous)\b))"  # "combien paie la Ville", not "combien de jours"
_ASKED: tuple[tuple[Expected, re.Pattern[str]], ...] = (
    ("reference", re.compile(r"\b(?:quel(?:le)?s?|sur quel|de quel) (?:article|loi|code|decret|texte|fondement|base legale|reglement)")),
    ("account", re.compile(r"\b(?:quel\w*|c'est quoi|donne\w*) .{0,25}\b(?:iban|rib|bic|coordonnees bancaires)\b|^\W*(?:l'|le )?(?:iban|rib|bic)\b|\bnumero de compte\b")),
    ("hour", re.compile(r"\bquelle heure\b|\bquel(?:le)?s? (?:sont les )?(?:horaires?|heures? d'ouverture)\b")),
    ("name", re.compile(r"\bcomment (?:s'appelle(?:nt)?|se nomment?)\b|\b(?:quels? (?:est|sont)|c'est quoi|^\W*donne[rz]?(?:[- ]moi)?) les? noms?\b|\bs'appelle(?:nt)? comment\b")),
    ("measure", re.compile(r"\bcombien de (?:m2|m²|metres?|km|kilometres?|hectares?|kg|tonnes?|litres?)|(?<!sur )\bquel(?:le)?s? (?:est (?:la |le )?)?(?:surface|superficie|taille|distance|(?<!a quelle )hauteur|longueur|largeur|profondeur|poids|vitesse|puissance|temperature|tonnage)\b")),
    ("percentage", re.compile(r"\bquel(?:le)?s? (?:est (?:le |la )?|sont les )?(?:taux|pourcentages?|%|quotite|proportion)|\bcombien (?:de %|en %|pour ?cent)|^\W*(?:le )?(?:taux|pourcentage) (?:de |du |des |d')")),
    ("frequency", re.compile(r"\btou(?:s|tes) les combien\b|\bquelle (?:est la )?(?:frequence|periodicite|regularite)\b|\bcombien de fois (?:par|dans|se|chaque|l')")),
    ("duration", re.compile(rf"\b(?:combien de temps|quelle duree|quel(?:le)?s? (?:est (?:la |le )?|sont les )?(?:duree|delais?|preavis|periode|laps de temps)|sous combien|combien d(?:e |'){_UNIT_OF_TIME}\b(?!{_OF_MONEY})|duree (?:de |d'|du |maximale|minimale))\b|^\W*(?:le )?(?:preavis|delai|duree)\b|\b(?:preavis|delai|duree) ?\?|\bcombien\b.{{0,12}}\bpreavis|\b(?:preavis|delai|duree)\b.{{0,15}}\bcombien|\b(?:dur|attend)\w+ combien\b|\bcombien ca dure")),
    ("date", re.compile(r"^\W*quand\b(?![^?]*,)|(?:[,;:] ?|\b(?:c'est|depuis|jusqu'a|et|pour|de) )quand\b(?! meme)|\bquand ?\?|\b(?:a quelle date|quelle (?:est la )?date|quel jour|quelle (?:est l')?echeance|dates? (?:de|d'|limite)|avant quelle date)\b")),
    ("amount", re.compile(rf"\bquels? (?:est |sont )?(?:les? |l')?(?:montants?|couts?|prix|budgets?|tarifs?|loyers?|supplements?|surcouts?|plafonds?(?! de (?:la )?duree))\b|\ba quelle hauteur|\bquelles? (?:est |sont )?(?:la |les |l')?(?:sommes?|subventions?|redevances?|indemnites?|cotisations?|gratifications?|participations? financieres?|amendes?|penalites?|primes?|cautions?|franchises?)\b|{_HOW_MANY}.{{0,60}}\b{_MONEY}\b|\b{_MONEY} combien\b|\b(?:combien ca coute|c'est combien)\b|\bc'est quoi (?:les? |l'|la )?(?:montants?|couts?|prix|budgets?|tarifs?|loyers?|sommes?|subventions?)\b|\ba combien s'eleve|^\W*(?:le )?(?:montant|prix|tarif|cout)\b|\bcombien de mois{_OF_MONEY}")),
    ("count", re.compile(r"\b(?:combien|quel nombre)\b")),
    ("place", re.compile(r"^\W*ou\b|\bquelle (?:est l')?adresse\b|\badresse d[eu']|\bquel(?:le)? (?:est )?(?:le |la )?(?:siege|ville|commune|lieu|endroit)\b|\bou est (?:le |son |situe)")),
    ("person", re.compile(r"\b(?:(?<!ce )qui|quel(?:le)? (?:tribunal|comptable|service|directeur|president|autorite|instance|organe|personne|partie(?! d)|interlocuteur|destinataire))\b")),
)  # fmt: skip

_NUMERAL = r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille)"
NUMBER_WORD = rf"(?:{_NUMERAL}(?:(?:[- ]et)?[- ]{_NUMERAL})*)"
_NUMBER = rf"\[?(?:\d+|{NUMBER_WORD})\]?\s*(?:\([^)]*\)\s*)?"
_MONTH = r"(?:janvier|janv|jan|fevrier|fev|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|octobre|oct|novembre|nov|decembre|dec)"
_WEEKDAY = r"(?:lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?)"
_DAY = rf"\b\d{{1,2}}(?:er)?\s*(?:[/.-]\s*\d{{1,2}}\s*[/.-]\s*\d{{2,4}}|{_MONTH}\b\.?\s*(?:\d{{4}})?)"
_CURRENCY = r"(?:€|k€|m€|(?:millions? d')?(?:euros?|francs?)\b)"
_EACH = r"(?:chaque|par|tou(?:s|tes) les)"
# What says each type, in a folded text
VALUES: Mapping[Expected, re.Pattern[str]] = {
    "amount": re.compile(rf"\b\d[\d .]*(?:,\d+)?\]?\s*{_CURRENCY}|\b{NUMBER_WORD}\]?\s+{_CURRENCY}|\d+(?:,\d+)?\s*(?:%|p\. ?100)|\b{_NUMBER}(?:mois|fois){_OF_MONEY}|\b{_NUMBER}fois\s+(?:les? |la |l'|cet?t?e? )\w+|\bgratuit\w*|\ba titre gracieux"),
    "percentage": re.compile(rf"(?:\d+(?:[,.]\d+)?|\b{NUMBER_WORD})\s*(?:%|p\. ?100|pour ?cent\b)"),
    "duration": re.compile(rf"\b{_NUMBER}(?:(?:premi|derni|procha)\w+ )?(?:{_UNIT_OF_TIME})\b(?:\s+(?:francs|ouvres|ouvrables|calendaires))?(?!{_OF_MONEY})|\b(?:sans limitation de duree|duree (?:indeterminee|illimitee))\b"),
    "frequency": re.compile(rf"\b(?:{_NUMBER}|une )fois\s+(?:par\s+\w+|l'an|{_EACH}\s+\w+)|\b{_EACH}\s+(?:{_NUMBER})?{_UNIT_OF_TIME}\b"),
    "date": re.compile(rf"{_DAY}|\ba compter d[eu]\b|\bjusqu'(?:au|a la)\b"),
    "hour": re.compile(rf"\b\d{{1,2}}\s?(?:h\b|heures?\b|:\d\d)(?:\s?\d\d)?|\b{NUMBER_WORD} heures?\b(?: (?:et demie|du (?:matin|soir)))*|\b(?:midi|minuit)\b"),
    "count": re.compile(rf"(?<!article )(?<!articles )(?<![lrd]\. )(?<![lrd]\.)(?<![-\d])\b(?:\d+|(?!une?\b){NUMBER_WORD})\b(?!-\d)|\bun (?:seul|exemplaire)\b|\bune (?:seule|fois)\b"),
    "measure": re.compile(rf"\b(?:\d+(?:[.,]\d+)?|{NUMBER_WORD})\s*(?:m2|m²|m\b|metres?|km\b|kilometres?|ha\b|hectares?|kg|tonnes?|t\b|litres?|°|degres|kw|kva|kilowatts?|cm|centimetres?|places|pieces|pages|minutes)"),
    "account": re.compile(r"\b(?:[a-z]{2}\d{2}(?:\s?[a-z0-9]{2,4}){3,8}|\d{5}\s+\d{5}\s+\w{11}\s+\d{2}|rib|iban|bic|comptes? bancaires?|coordonnees bancaires)\b"),
    "place": re.compile(r"\b\d{5}\b|\bfait a [a-z]|\b(?:sise?|situee?|siege)\b"),
    "reference": re.compile(r"\b(?:articles? [lrda]?\.? ?\*?\d|loi (?:n|du)|code d|ordonnance|decret|directive|arrete du)"),
    "person": re.compile(r"\b(?:monsieur|madame|m\.|mme|president|presidente|directeur|directrice|maire|prefet|tribunal|represente|par l|la |le )"),
}  # fmt: skip
# "superficie du parvis", "caution gymnase montant": first or last in a note
_NAMED_IN_NOTES: Mapping[Expected, str] = {
    "name": "noms?|identite",
    "measure": "superficie|surface|longueur|largeur|hauteur|distance|taille|poids",
    "percentage": "taux|pourcentage|%",
    "frequency": "frequence|periodicite",
    "duration": "durees?|delais?|preavis",
    "date": "dates?|echeances?|annee",
    "hour": "horaires?|heures d'ouverture",
    "amount": "montants?|prix|tarifs?|couts?|penalites?|redevances?|loyers?",
    "count": "nombre",
    "place": "adresse|lieu|siege",
}
_NOTED = tuple(
    (type_, re.compile(rf"^\W*(?:l'|l[ae]s? )?(?:{words})\b|\b(?:{words})\W*$")) for type_, words in _NAMED_IN_NOTES.items()
)
# "le préavis est bien de six mois ?", "pourquoi la garde coûte-t-elle 8 € ?": what is confirmed or corrected states a value of that type
_SO = r"\b(?:est|sont|serai(?:t|ent)|sera|etait|c'est|bien|dur\w+|vers\w+|pai\w+|pay\w+|cout\w+|touch\w+|factur\w+|rembours\w+|compt\w+|fixee?s?|limitee?s?|s'elev\w+|mont\w+|dispos\w+)(?:[- ](?:t[- ])?(?:il|elle|on)s?)? (?:(?:bien|pas|que|de|d'|a|au|en|sous|pour|plafonnee?s?|fixee?s?|seulement|moins|plus|maximum|jusqu'a) ?){0,4}"
_TO_ITS_END = r"(?! (?:de retard|plus tard|apres|avant))[^,;:?]{0,45}\W*$"
_STATED: tuple[tuple[Expected, re.Pattern[str]], ...] = (
    ("percentage", re.compile(rf"{_SO}(?:\d+(?:[,.]\d+)?|{NUMBER_WORD}) ?(?:%|pour ?cent\b){_TO_ITS_END}")),
    ("amount", re.compile(rf"{_SO}(?:\d[\d .]*(?:,\d+)?|{NUMBER_WORD}) ?{_CURRENCY}{_TO_ITS_END}")),
    ("duration", re.compile(rf"{_SO}(?:\d+|{NUMBER_WORD}) (?:{_UNIT_OF_TIME})\b(?! par ){_TO_ITS_END}")),
    ("date", re.compile(rf"{_SO}(?:le )?{_DAY}{_TO_ITS_END}")),
)  # fmt: skip
_INTERROGATIVE = re.compile(r"\b(?:combien|quel\w*|quand|comment|qui|quoi|lequel|laquelle)\b")
_COUNT_STATED = re.compile(rf"(?:{_SO}|\b\w{{2,}}(?:er|ir|re) (?:les |ses |des )?)(?:\d+|{NUMBER_WORD}) [a-z]\w+{_TO_ITS_END}")
_FRACTION = r"\b(?:la moitie|(?:un|le|deux|trois|du|au) (?:tiers|quarts?|cinquiemes?|sixiemes?|dixiemes?|vingtiemes?)|double\w*|par (?:moitie|tiers|quarts?))\b"
# What answers without a value that could be shown alone: a half, "dans l'heure", "sans frais"
_TOLD_WITHOUT_VALUE: Mapping[Expected, re.Pattern[str]] = {
    "amount": re.compile(rf"{_FRACTION}|\b(?:au prix|au tarif|meme (?:tarif|prix)|sans (?:frais|indemnite|contrepartie)|a (?:la charge|ses frais)|aux frais d|jamais facture\w*|(?:aucune?|ni|pas (?:lieu a|d[e'])) ?(?:remuneration|factur\w+|indemnit\w+|frais|redevance|participation|contrepartie|loyer|fermage))\b|(?:\.{{2,}}|…|_{{2,}}|\)) ?{_CURRENCY}|\b(?:montants?|tarifs?|prix|loyers?|redevances?|plafonds?|indemnites?|sommes?)\b.{{0,60}}\b(?:est|sont|sera|etant) (?:celui|celle|fixee?s?|egale?s?|determinee?s?|definie?s?|ramenee?s?|calculee?s?|portee?s?)\b"),
    "percentage": re.compile(rf"{_FRACTION}|\b(?:sans interets?|taux legal|{_NUMBER}points?|\w+ sur \w+)\b"),
    "duration": re.compile(rf"\b(?:dans (?:l'heure|la (?:journee|semaine|demi-journee|nuit)|le mois|l'annee|le jour)|sans (?:delai|preavis)|immediatement|aussitot|le jour meme|plus brefs delais|pendant (?:toute )?(?:sa|la) duree|(?:annuel|biennal|triennal|quinquennal)\w*|jusqu'(?:au (?:dernier|terme|\d)|a (?:l'issue|la fin|l'achevement|son|leur)\b)|tant que|a tout moment|(?:jour|annee|nuit|semestre)s? (?:ouvre |civile )?suivant\w*|s'acheve|prend fin|expire|aussi longtemps|dans le delai|sans condition de duree|demi-journee)\b|\bdu {_DAY}.{{0,30}} au\b"),
    "frequency": re.compile(r"\b(?:annuel|semestriel|trimestriel|bimestriel|mensuel|hebdomadaire|quotidien|triennal|periodique|regulier)|\bune fois\b"),
    # Beside a day of the calendar, what tells when: "au plus tard", "lors de", "dans les trois mois"
    "date": re.compile(
        rf"\b(?:des\b|lors d(?:e|es|u|')\b|lorsqu|chaque\b|tou(?:s|tes) les\b|au plus tard|avant\b|apres\b|pendant\b|a l'(?:issue|expiration|echeance|arrivee)|au (?:moment|terme|cours|printemps|depart)|en (?:ete|automne|hiver)\b|prealable|concomit|d'avance|sans delai|immediatement|aussitot|annuel|a la (?:signature|fin|sortie|rentree|reception)|depuis\b|a partir d|au-dela d|dates?\b|jusqu'a|(?:premier|dernier|meme|\w+ieme) jour|le jour\b|jour ouvre|dans (?:l'annee|le mois|la (?:semaine|journee))|(?:en|de|d'|fin|et|,) ?{_MONTH}\b|{_WEEKDAY}\b|le \d{{1,2}} d[ue]|{_NUMBER}{_UNIT_OF_TIME}\b|(?:mois|annee|trimestre|semestre) (?:civile? )?suivant)"
    ),
    "hour": re.compile(r"\bminutes? (?:avant|plus t)|\bdemi-heure"),
    "count": re.compile(rf"{_FRACTION}|\b(?:\w+ieme|premier|premiere|second|seconde|aucune?|zero|nul|chacun|{_EACH} (?:semaine|mois|an|annee|trimestre|semestre|jour)|annuel\w*|plus d'une?)\b"),
    "measure": re.compile(rf"{_FRACTION}|\bformat a\d\b|\bmetres? carres?\b|\bm2\b"),
}  # fmt: skip
_PROPER_NAME = re.compile(
    r"(?:\bM\.|\b(?:Mme|Mlle|Monsieur|Madame|Me|Dr|Maître|docteur))\s+[A-ZÀ-Ý]|[«“\"]\s*[A-ZÀ-Ý0-9]|\b[A-ZÀ-Ý][\w-]+ (?:de |du |des |d')?[A-ZÀ-Ý][\w-]+"
)
# Types of which a text that holds none hardly answers; "person" matches too easily, and a place is told in any words ("au siège", "en annexe")
EXACT_VALUES: frozenset[Expected] = frozenset(
    {"amount", "percentage", "duration", "frequency", "date", "hour", "count", "measure", "name", "account"}
)


def expected_by(folded: str, is_note: bool = False) -> Expected:
    """The type that a folded question expects, "text" when it may be anything; a note names it first or last.

    >>> expected_by("sur combien d'annees rembourse-t-on ?"), expected_by("quel nouveau montant, et depuis quand ?")
    ('duration', 'date')
    >>> expected_by("le preavis est bien de six mois ?")  # a value that is stated is confirmed or corrected by another
    'duration'
    """
    patterns = (*_ASKED, *(_NOTED if is_note else ()), *_STATED)
    return next((type_ for type_, pattern in patterns if pattern.search(folded)), "text")


def is_stated(folded: str) -> bool:
    """Whether a folded question takes a number for granted rather than asks for it, and goes on to say nothing else.

    >>> is_stated("pourquoi doit-elle identifier dix projets ?"), is_stated("sous combien de jours repondre ?")
    (True, False)
    >>> is_stated("on a deux mois de retard, que risque-t-on ?")
    False
    """
    said = folded.replace("-", " ")
    if _INTERROGATIVE.search(said):
        return False
    return any(pattern.search(said) for pattern in (*(pattern for _, pattern in _STATED), _COUNT_STATED))


def holds(expected: Expected, text: str) -> bool:
    """Whether a text holds a value of the type: false of "text", which is no type.

    >>> holds("measure", "une chambre de 9 m2"), holds("count", "L'article 5 fixe le nombre."), holds("name", "Mme Ferrand")
    (True, False, True)
    """
    if expected == "name":
        return _PROPER_NAME.search(text) is not None
    patterns = [patterns[expected] for patterns in (VALUES, _TOLD_WITHOUT_VALUE) if expected in patterns]
    return any(pattern.search(fold(text)) for pattern in patterns)
