"""What a question says of the convention it is about, apart from what it asks of it.

"Convention de stage : qui paie le train ?", "Qui paie le train (convention de stage) ?" and "D'après la convention de stage, qui
paie le train ?" are about the *convention de stage*, and ask *qui paie le train*.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import fold
from index import analyse, references, vocabulary

_TEXT = r"(?:conventions?|contrats?|accords?|avenants?|modeles?|annexes?|protocoles?|chartes?)"
_BEFORE = r"(?:(?:dans|selon|d'apres|par|de|pour|avec|au titre de|en vertu de|au|aux|a)\s+)?(?:(?:la|le|les|une?|nos|notre|votre|cette|ce|un)\s+|l'\s?|d'\s?)*(?:(?:ancien(?:ne)?s?|nouve(?:au|l|lle)s?|presente?s?)\s+)?"
_VERB = r"(?:dit|disent|prevoi\w+|impos\w+|oblig\w+|fix\w+|exig\w+|laiss\w+|peu(?:t|vent)|doi(?:t|vent)|dur\w+|est|sont|a-t|ont|suit|joue|court|repos\w+|nous|me|on|il|elle|qui|que|quel\w*|faut|permet\w*|interdi\w+|autoris\w+|compte|contient|vise|tient|tiennent|reste\w*|continue\w*|expire|commence\w*|pren(?:d|nent)|parce|puisque|car|afin|alors|se|ne|[sn]'\w+)"
# "le contrat deux mois après", "d'après le contrat quand un petit est malade"; not "la convention de trois ans"
_WHEN = r"(?:apres|pendant|depuis|lorsque|quand(?= \w)|si|(?<!\bde )\w+ (?:jours?|semaines?|mois|ans?|annees?))"
# "d'après la convention de stage de l'université": to the next stop, to the verb whose subject it is, or to when that is
_NAMED_TEXT = re.compile(
    rf"(?<![\w'])\b{_BEFORE}{_TEXT}\b(?:[^,?;:!.()]|\.(?=\s?\d))*?(?=[,?;:!()]|\.(?!\s?\d)|\s(?:{_VERB}|{_WHEN})\b|$)"
)
_NO_VERB = re.compile(r"(?<=\w[ -])Est\b")  # "la convention Grand Est"
# "un accord oral", "par un avenant", "d'accord", "avec l'accord du bailleur": any text, or none, not the one that is asked about
_ANY_TEXT = re.compile(
    rf"d'accord$|(?:avec|sans) (?:l'|son |notre |votre |leur )accord\b|(?:\w+ )?une? {_TEXT}\b(?! (?:de|du|des|entre|avec|type|cadre|pour|annexe|d')\b| d'|-)"
)
NAMES_A_TEXT = re.compile(rf"\b{_TEXT}\b")
# "convention de prêt", "contrat signé avec le garage"; not "le contrat d'origine"
_WHAT_TEXT = re.compile(
    r"\b(?:conventions?|contrats?|accords?|partenariats?|protocoles?|chartes?)\s+(?:(?:signe|conclu|passe)e?s?\s)?"
    r"(?P<what>(?:collective\b|d'(?!origine)|(?:de|du|des|avec|entre|sur|pour)\s)[^,;:?!.()]*)"
)
_ASIDE = re.compile(r"\(([^()]*)\)")
_TOPIC = re.compile(r"^(?P<topic>[^:?]{3,100}?)\s*:\s(?=\S)")
_ASKS = re.compile(
    r"\W*(?:(?:et|mais|alors) )?(?:[aàd]\W)?(?:quel|qui|que|quoi|comment|combien|ou|quand|pourquoi|est-ce|peut|compar|cite[rz]?(?:-moi)? (?:l'|l[ae]s? |art)|donne|recopie|liste|texte|sors|rappelle|explique)"
)
_ASKS_WITHIN = re.compile(r"\b(?:combien|quand|comment|pourquoi)\b")  # "la convention repart pour combien d'années"
_BETWEEN = re.compile(
    r"\s(?=(?:contre|versus|vs|face|par rapport|et|ou|alors que|tandis que|sinon|celui|celles?|ceux)\s)|\squ['’](?=(?:à|au|en|chez|dans|avec|sous)\s)|(?:[,;?…]|(?<=\w\w)\.)\s+(?=\S)|\s[;:/=]\s"
)
_MIN_TERMS_LEFT = 3  # a question that says less without the text it names is left whole


@dataclass(frozen=True, slots=True)
class Framed:
    """`frame` names the text, empty when nothing does; `matter` is what is asked, the whole question when that cannot be told."""

    frame: str
    matter: str


# What is asked with, not about: these words need not be in a clause that answers.
ASKING = frozenset(term for word in vocabulary()["question"][0].split() for term in (word, *analyse(word)))


def content(text: str) -> list[str]:
    """The analysed terms of a text that a clause which answers may hold, each once."""
    return list(dict.fromkeys(t for t in analyse(text) if t not in ASKING and len(t) > 1))


def framed(question: str) -> Framed:
    """Parts a question.

    >>> framed("Convention de stage : l'université paie le train du tuteur ?")
    Framed(frame='Convention de stage', matter="l'université paie le train du tuteur ?")
    >>> framed("Quel délai pour prévenir le préfet, d'après la convention de police ?").frame
    "d'après la convention de police"
    """
    frames = [aside.strip() for aside in _ASIDE.findall(question) if content(aside)]
    matter = _ASIDE.sub(" ", question)
    topic = _TOPIC.match(matter)
    if topic and not _ASKS.match(fold(topic["topic"])) and content(matter[topic.end() :]):
        frames.append(topic["topic"].strip())
        matter = matter[topic.end() :]
    spans = [
        found.span()
        for found in _NAMED_TEXT.finditer(fold(_NO_VERB.sub("E_t", matter)))
        if not _ANY_TEXT.match(found[0].strip()) and not _ASKS_WITHIN.search(found[0])
    ]
    named = [matter[start:end].strip() for start, end in spans]
    rest = matter
    for start, end in reversed(spans):
        rest = f"{rest[:start]} {rest[end:]}"
    if named and len(content(rest)) >= _MIN_TERMS_LEFT:
        matter = rest
    frames += named
    if topic and named and not content(rest):  # "Caution du locataire : annexe I contre annexe III"
        return Framed(" ; ".join(frames), topic["topic"].strip())
    matter = " ".join(matter.split())
    return Framed(" ; ".join(frames), matter if content(matter) else question)


def beside_name(aside: str) -> str:
    """What an aside says beside the text that it names: what follows its name, the whole when it names none.

    >>> beside_name("Annexe III R353-127, bail signé la deuxième année de la convention"), beside_name("Caution")
    ('bail signé la deuxième année de la convention', 'Caution')
    >>> beside_name("Accueil familial, ancien contrat type, annexe 3-8")
    ''
    """
    pieces = [piece.strip() for piece in re.split(r"\s*,\s", aside)]
    first = next((number for number, piece in enumerate(pieces) if NAMES_A_TEXT.search(fold(piece))), -1)
    return ", ".join(piece for piece in pieces[first + 1 :] if not _NAMED_TEXT.match(fold(piece)))


def kind_of_text(name: str) -> str:
    """What a text is called, or is named as: "avenant", "convention", "contrat"… ; empty when it is not told.

    >>> kind_of_text("Avenant n° 2 à la convention de stage"), kind_of_text("dans nos conventions et avenants")
    ('avenant', 'convention')
    """
    found = NAMES_A_TEXT.search(fold(name))
    return found[0].rstrip("s") if found else ""


def text_named(frame: str) -> str:
    """What tells which text is meant, from what names one; empty when it is named by its number alone.

    >>> text_named("d'après la convention de prêt de la salle des fêtes"), text_named("Convention collective de l'animation")
    ('de prêt de la salle des fêtes', "collective de l'animation")
    >>> text_named("Annexe III R353-127"), text_named("la convention")
    ('', '')
    """
    if references(frame):
        return ""
    return " ".join(
        aside[found.start("what") : found.end("what")].strip()
        for aside in frame.split(" ; ")
        if (found := _WHAT_TEXT.search(fold(aside)))
    )


def sides(question: str) -> list[tuple[str, str]]:
    """Every way to part a comparison in two; what stands before a colon belongs to both halves, and what stands in brackets to both
    or to its own.

    >>> sides("Le préavis dans l'annexe I et dans l'annexe III (R. 353-32) ?")
    [("Le préavis dans l'annexe I", "et dans l'annexe III (R. 353-32) ?"), ("R. 353-32 Le préavis dans l'annexe I", "R. 353-32 et dans l'annexe III ?")]
    """
    asides = _ASIDE.findall(question)
    return _parted(question) + (_parted(" ".join(_ASIDE.sub(" ", question).split()), asides) if asides else [])


def _parted(said: str, common: Sequence[str] = ()) -> list[tuple[str, str]]:
    topic = _TOPIC.match(said)
    if topic:
        common, said = [topic["topic"], *common], said[topic.end() :]
    both = " ".join(common)
    return [(f"{both} {said[: at.start()]}".strip(), f"{both} {said[at.end() :]}".strip()) for at in _BETWEEN.finditer(said)]
