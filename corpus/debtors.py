"""Who a clause means by its subject: "la Région", "elle", "l'accueillant familial et la personne accueillie"."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from corpus.fold import fold
from corpus.parties import without_article
from corpus.types import Article, Convention, Obligation, Party

EVERYONE = "les parties"
_DATA = Path(__file__).parent / "data" / "deontique.toml"
_EVERYONE = re.compile(
    r"(?:(?:l'une (?:ou|et) l'autre|chacune?|l'ensemble|toutes?) )?(?:des |de |les |toutes les )?(?:deux |trois |quatre |\d )?"
    r"(?:co-?)?(?:parties|signataires|contractants|partenaires)\b(?! de la police).*|(?:chaque|toute) (?:partie|signataire|partenaire)\b.*|l'une (?:ou|et) l'autre.*"
)
_WHEN_NAMED = ("service", "services")  # "les services de l'État" act, "ces produits et services" do not
_EDGES = re.compile(r"^[\s,;.]+|[\s,;.]+$|[\s,]+(?:ou|et)[\s,]*$")
_POSSESSIVE = re.compile(r"^(?:son|sa|ses|leurs?|un|une|des|chaque|toute?|ledit|ladite|cet|cette|ces?) ", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:ils?|elles?|celles?-ci|ceux-ci|celui-ci|ce dernier|cette derniere|ces dernieres?|ces derniers|leur|lui)"
)
# "Le Président de la Région", "le Directeur de la DINSIC": who acts for a party
_OFFICE = re.compile(
    r"(?:president|directeur|directrice|maire|prefet|ministre|representants?|responsables?)(?: general[e]?| executif)?\s(?:de la |de l'|du |des |d'|de )(?P<qui>.+)"
)
_OFFICER = re.compile(
    r"(?:president|directeur|directrice|representants?|responsables?|chefs?|agents?|services|personnels?|membres?)(?: general[e]?| executif)?"
    r" (?:de la |de l'|du |des |d'|de )(?P<qui>.+)"
)
_DUTIES_OF = re.compile(
    r"(?:obligations?|engagements?|devoirs?|charges|responsabilites?|missions?|role|contributions?)(?: \w+ments?| \w+elles?| \w+ales?| generales?| particulieres?| reciproques?)?"
    r" (?:de la |de l'|du |des |d'|de )(?P<qui>[^,.;:()]{3,80})"
)


@lru_cache(maxsize=1)
def deontics() -> dict[str, list[dict[str, str]]]:
    """`data/deontique.toml`: what binds, forbids and permits; who acts; what merely describes."""
    content: dict[str, list[dict[str, str]]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return content


@lru_cache(maxsize=1)
def _actors() -> frozenset[str]:
    return frozenset(deontics()["acteurs"]["mots"].split())  # type: ignore[call-overload]


class Debtors:
    """The parties of one convention, by every name that its clauses give them."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self._names = {_short(party): _calls(party, parties) for party in parties}

    @property
    def parties(self) -> frozenset[str]:
        """Their short names."""
        return frozenset(self._names)

    def calls(self) -> dict[str, frozenset[str]]:
        """By short name, every way in which the clauses call a party, folded, hyphens as spaces: "région grand est", "région"."""
        return dict(self._names)

    def named(self, phrases: Iterable[str]) -> list[str]:
        """Who the noun phrases mean: parties by their short names, "les parties" for all of them, others as they are written."""
        found = list(dict.fromkeys(self._one(phrase) for phrase in phrases if phrase.strip()))
        if EVERYONE in found or (len(found) > 1 and len(self._names) > 1 and set(found) >= set(self._names)):
            return [EVERYONE]
        return found

    def _one(self, phrase: str) -> str:
        phrase = _EDGES.sub("", " ".join(phrase.split()))
        if _EVERYONE.fullmatch(fold(phrase)):
            return EVERYONE
        phrase = _POSSESSIVE.sub("", phrase)
        bare = _called(phrase)
        office = _OFFICE.match(bare)
        for short, calls in self._names.items():
            if office and any(re.match(rf"{re.escape(call)}\b", office["qui"]) for call in calls if len(call) > 3):
                return short
            if bare in calls or any(
                re.match(rf"{re.escape(call)}\b(?! (?:de|du|des|d')\b)", bare) for call in calls if len(call) > 3
            ):
                return short
        of_its_words = [short for short, calls in self._names.items() if any(_shortens(bare, call) for call in calls)]
        return of_its_words[0] if len(of_its_words) == 1 else without_article(" ".join(phrase.split()))

    def names_one(self, phrase: str) -> bool:
        """Whether a noun phrase is a name of one party, as the clauses have it: "Golf", not "Golf et de l'ASA"."""
        return any(_called(phrase) in calls for calls in self._names.values())

    def is_actor(self, phrase: str) -> bool:
        """Whether a noun phrase may owe something: a party, or one of the bodies and people that agreements know."""
        folded = fold(phrase).replace("-", " ")
        words = re.findall(r"[a-z]+", fold(without_article(_POSSESSIVE.sub("", phrase))))
        head = words[0] if words else ""
        if len(words) == 1 and head in _WHEN_NAMED:
            return False
        singular = {head, head.removesuffix("s"), head.removesuffix("es"), head.removesuffix("e"), head.removesuffix("x")}
        return (
            bool(singular & _actors())
            or _EVERYONE.fullmatch(folded) is not None
            or self._one(phrase) in self._names
            or without_article(phrase).split(" ")[0].isupper()
        )


def binds(obligation: Obligation, party: str, convention: Convention) -> bool:
    """Whether an obligation is of the party that a person calls so: by the name that the clause gives it, or by any that the
    convention does, whatever the case, the accents, the article. What binds all the parties is of none in particular."""
    wanted, owed_by = _called(party), _called(obligation.party)
    if not owed_by or not wanted or obligation.party == EVERYONE:
        return False
    if re.search(rf"\b{re.escape(wanted)}\b", owed_by):
        return True
    names = [[_called(n) for n in (p.name, p.short_name, *p.aliases) if n] for p in convention.parties]
    return any(owed_by in own and any(re.search(rf"\b{re.escape(wanted)}\b", name) for name in own) for own in names)


def _called(name: str) -> str:
    return fold(without_article(name)).replace("-", " ").strip()


def is_pronoun(phrase: str) -> bool:
    return _PRONOUN.fullmatch(fold(phrase)) is not None


def body_of(name: str) -> str:
    """The body, folded, that an officer acts for: "responsable de la police municipale" → "police municipale"; empty for others."""
    found = _OFFICER.fullmatch(fold(name))
    return found["qui"] if found else ""


def debtor_of_headings(articles: Iterable[Article]) -> str:
    """The one whose duties the nearest heading announces ("Engagements de l'administration utilisatrice"), empty when none does."""
    for article in articles:
        found = _DUTIES_OF.search(fold(article.heading))
        if found:
            return article.heading[found.start("qui") : found.end("qui")].strip()
    return ""


def _shortens(phrase: str, name: str) -> bool:
    """ "société d'économie mixte" is "société anonyme d'économie mixte de Lyon", with fewer of its words."""
    words, of_name = re.findall(r"\w+", phrase), re.findall(r"\w+", name)
    return 1 < len(words) < len(of_name) and words[0] == of_name[0] and set(words) <= set(of_name)


def _short(party: Party) -> str:
    return without_article(party.short_name or party.name)


def _calls(party: Party, parties: Sequence[Party]) -> frozenset[str]:
    """Its names, folded, and "region" for "région Grand Est" when no other party is one."""
    names = [_called(n) for n in (party.name, party.short_name, *party.aliases) if n]
    heads = {name.split(" ")[0] for name in names if " " in name}
    others = {
        fold(without_article(n)).split(" ")[0] for p in parties if p is not party for n in (p.name, p.short_name, *p.aliases) if n
    }
    return frozenset(names) | {head for head in heads - others if len(head) > 3}
