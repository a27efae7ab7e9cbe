"""The facts of a convention: dates, duration, notice, sums, accounts, legal bases, each with the words that say it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.accounts import accounts_in
from corpus.dates import dates_in, is_of_a_law
from corpus.fold import fold
from corpus.parties import display_name
from corpus.sentences import sentences
from corpus.types import Convention, Fact, FactKind, Span

VERSION = "5"

_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "un",
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "treize",
            "quatorze",
            "quinze",
            "seize",
            "dix-sept",
            "dix-huit",
            "dix-neuf",
            "vingt",
        ]
    )
} | {
    "une": 1,
    "vingt-quatre": 24,
    "trente": 30,
    "trente-six": 36,
    "quarante-huit": 48,
    "soixante": 60,
    "quatre-vingt-dix": 90,
    "cent": 100,
}
_NUMBER = "(?:" + "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True)) + r"|\d+)"
_UNITS = {"jour": "D", "semaine": "W", "mois": "M", "an": "Y", "annee": "Y"}  # ISO 8601 durations
DURATION = re.compile(rf"\b(?P<number>{_NUMBER})(?:\s*\(\s*(?:{_NUMBER})\s*\))?\s+(?P<unit>jours?|semaines?|mois|ans?|annees?)\b")
_AMOUNT = re.compile(
    r"(?<![\d,.])(?P<number>\d{1,3}(?:[\s.]\d{3})+|\d+)(?P<cents>,\d{1,2})?\s*(?P<unit>€|euros?\b|k€|m€|millions?\s+d'euros)"
)
_SHARE = re.compile(r"(?P<number>\d+(?:,\d+)?)\s*(?:%|p\.\s?100|pour\s+cent)")
_PAID_WHEN = re.compile(r"\b(?:avance|acompte|solde|versement|verse|echeance|premier|second|reste)\b")
_EFFECT = re.compile(
    r"(?:(?:prend(?:ra|ront)?|prennent)\s+effet|entre(?:ra|nt)?\s+en\s+vigueur|est\s+effective)\s+(?P<when>[^.;]{3,160}?)(?=\.(?!\d)|;|,?\s+et\s+(?:expire|prend)|$)"
)
# "La résiliation prend effet", "le bail expire": of what the agreement is about, not of itself
_OF_ANOTHER_ACT = re.compile(r"\b(?:resiliation|denonciation|bail|conge|revision|modification|loyer|redevance)s?\b[^.;]{0,60}$")
_END = re.compile(
    r"(?:(?:expire(?:ra)?|prend(?:ra)?\s+fin|s'acheve(?:ra)?|arrive(?:ra)?\s+a\s+(?:son\s+)?(?:terme|echeance))\s+|(?:conclue?|valable|valide|court|etablie?)\s+(?=jusqu))(?P<when>[^.;]{3,140}?)(?=\.(?!\d)|;|$)"
)
_DURATION_OF = re.compile(
    rf"(?:pour\s+une\s+(?:duree|periode)|duree\s+(?:de\s+la\s+(?:presente\s+)?convention\s+)?(?:est\s+)?(?:fixee\s+a|de)|valable|validite)[^.;]{{0,40}}?{DURATION.pattern}"
)
_RENEWAL = re.compile(r"\b(?:tacite\s+reconduction|reconduct\w+|reconduite?s?|renouvel\w+|proroge\w*|prorogation)\b")
_NOTICE = re.compile(
    rf"preavis[^.;]{{0,60}}?(?P<after>{_NUMBER}(?:\s*\(\s*{_NUMBER}\s*\))?\s+(?:jours?|semaines?|mois|ans?|annees?)\b)"
    rf"|(?P<before>{_NUMBER}(?:\s*\(\s*{_NUMBER}\s*\))?\s+(?:jours?|semaines?|mois|ans?|annees?)\b)\s+(?:au\s+moins\s+)?(?:avant|a\s+l'avance)"
)
_ENDING = re.compile(r"\b(?:resili\w+|denonc\w+)\b")
_COURT = re.compile(r"\b(?:tribunal|tribunaux|juridictions?|cour)\b[^.;]{0,100}?(?=\.(?!\d)|;|,|$)")
_DISPUTE = re.compile(r"\b(?:litige|differend|contestation|contentieux)s?\b")
# The rest of the name of a code or a law, up to what is no part of it
_TAIL = r"(?:(?!\s(?:entre|pour|afin|et\s+(?:aux?|de\s+l|notamment|a|d)|ainsi|qui|dont|par|sont|est|relati\w+\s+a\s+la\s+presente|dans|sous|portant|precite\w*|susvise\w*|ou)\b)[^.;,():»\"]){0,90}"
_CODES = sorted((Path(__file__).parent / "data" / "codes.txt").read_text(encoding="utf-8").splitlines(), key=len, reverse=True)
_CODE = "(?:" + "|".join(re.escape(fold(name)).replace(r"\ ", r"\s+") for name in _CODES) + ")"
_LAW = re.compile(
    r"\barticles?\s+\*?[lrdac]?\s?\.?\s?\*?\d+(?:[-\s.]\d+)*(?:\s*(?:,|et|a)\s+\*?[lrda]\s?\.?\s?\d+(?:-\d+)*)*\s+(?:et\s+suivants\s+)?(?:de\s+la\s+|du\s+|de\s+l'|des\s+)"
    rf"(?:{_CODE}|(?:code|loi|ordonnance|decret)\b{_TAIL})"
    r"|\b(?:loi|ordonnance|decret|arrete|deliberation|decision|directive|reglement)\b[^.;,():]{0,50}?n\s?[°o]\s?[\w./-]+(?:\s+(?:de\s+[^.;,():]{3,90}\s+)?(?:du|en\s+date\s+du)\s+\d{1,2}(?:er)?\s+[a-z]+\.?\s+\d{4})?"
    rf"|\b{_CODE}\b|\bcode\s+(?:general\s+)?(?:de\s+la|de\s+l'|du|des)\b{_TAIL}"
)
_BUDGET = re.compile(
    r"\b(?:fonds\s+de\s+concours|programme|titre|chapitre|compte|action|bop|centre\s+de\s+couts?|domaine\s+fonctionnel|imputation)\s+(?:n\s?°\s?)?(?P<code>\d[\d.-]*\d)(?=\s|[,.;)])(?:\s+[«\"“][^»\"”]{3,90}[»\"”])?"
)
_COMMITTEE = re.compile(
    r"\b(?:comite|commission|conseil|instance)\s+(?:de\s+|d')?(?:pilotage|suivi|technique|coordination|concertation|evaluation|strategique|deliberation)\b[^.;:]{0,60}"
)
_OFTEN = re.compile(
    r"\b(?:au\s+moins\s+)?(?:une|deux|trois|quatre|\d+)\s+fois(?:\s+par\s+\w+)?|\bchaque\s+(?:an|annee|mois|semaine|trimestre|semestre)\b|\bannuel\w*|\bmensuel\w*|\btrimestriel\w*|\bsemestriel\w*"
)
_SCRIBBLE = re.compile(r"\ble\s*:?\s*(?P<date>[,.'\s\d\\/_-]*\d[,.'\s\d\\/_|-]{4,}\d)")


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence of a clause: where it is, and its folded characters, one for one."""

    article: str
    label: str
    span: Span
    folded: str


def facts_of(convention: Convention) -> tuple[Fact, ...]:
    """The facts of a convention, by kind, in the order of its text; each span is where the text says it."""
    places = list(_places(convention))
    found = [fact for kind, find in _FINDERS for fact in _distinct(find(convention, places))]
    return tuple(found)


def duration(text: str) -> str:
    """The first duration of a text, ISO 8601; empty when there is none.

    >>> duration("un préavis de trois mois"), duration("dans un délai de 15 jours"), duration("sans délai")
    ('P3M', 'P15D', '')
    """
    found = DURATION.search(fold(text))
    return _iso(found["number"], found["unit"]) if found else ""


def number(written: str) -> int | None:
    """A folded number in figures or in a word; None when it is neither.

    >>> number("250 000"), number("trente-six"), number("beaucoup")
    (250000, 36, None)
    """
    figures = re.sub(r"[ .]", "", written)
    return int(figures) if figures.isdigit() else _NUMBERS.get(written.replace(" ", "-"))


def _iso(number: str, unit: str) -> str:
    count = int(number) if number.isdigit() else _NUMBERS[number]
    return f"P{count}{_UNITS[unit if unit == 'mois' else unit.removesuffix('s')]}"


def _places(convention: Convention) -> Iterator[_Place]:
    document = convention.document
    for section in convention.sections:
        for clause in section.clauses:
            yield _Place(section.kind, clause.label, clause.span, _folded(document.quote(clause.span)))
    for article in convention.walk():
        for clause in article.clauses:
            for sentence in sentences(document, clause.span):
                yield _Place(article.number, clause.label, sentence, _folded(document.quote(sentence)))


def _folded(text: str) -> str:
    """Folded, one character for one, with the capital I that a scan takes for an l: "I'administration"."""
    return re.sub(r"(?<![a-z])i'(?=[a-z])", "l'", fold(text))


def _fact(kind: FactKind, value: str, place: _Place, start: int, end: int, uncertain: str = "") -> Fact:
    return Fact(
        kind,
        value,
        place.article,
        place.label,
        Span(place.span.document_id, place.span.start + start, place.span.start + end),
        uncertain,
    )


def _read(convention: Convention, place: _Place, start: int, end: int) -> str:
    return " ".join(convention.reading.of(place.span.start + start, place.span.start + end).split())


def _parties(convention: Convention, _: list[_Place]) -> Iterator[Fact]:
    for party in convention.parties:
        represented = f", représenté par {', '.join(party.representatives)}" if party.representatives else ""
        role = f" ({party.role})" if party.role and represented else ""
        yield Fact("parties", f"{display_name(party)}{represented}{role}", "parties", "Parties", party.span)


def _signed(_: Convention, places: list[_Place]) -> Iterator[Fact]:
    for place in places:
        if place.article != "signatures":
            continue
        dates = [found for found in dates_in(place.folded) if not is_of_a_law(place.folded[: found[1]])]
        yield from (_fact("signed_on", found.isoformat(), place, start, end) for found, start, end in dates)
        for found in () if dates else _SCRIBBLE.finditer(place.folded):
            yield _fact(
                "signed_on",
                "",
                place,
                found.start("date"),
                found.end("date"),
                "la date n'est pas lisible dans le scan : vérifiez sur l'original",
            )


def _when(kind: FactKind, pattern: re.Pattern[str]) -> "Callable[[Convention, list[_Place]], Iterator[Fact]]":
    def find(convention: Convention, places: list[_Place]) -> Iterator[Fact]:
        for place in places:
            if place.article in ("parties", "visas"):
                continue
            for found in pattern.finditer(place.folded):
                if _OF_ANOTHER_ACT.search(place.folded[: found.start()]):
                    continue
                date = next((day.isoformat() for day, _, _ in dates_in(found["when"])), "")
                said = _read(convention, place, found.start("when"), found.end("when"))
                yield _fact(kind, date or said, place, found.start("when"), found.end("when"))

    return find


def _durations(_: Convention, places: list[_Place]) -> Iterator[Fact]:
    for place in places:
        if (found := _DURATION_OF.search(place.folded)) and "convention" in place.folded:
            yield _fact("duration", _iso(found["number"], found["unit"]), place, found.start("number"), found.end("unit"))


def _sentences_with(kind: FactKind, pattern: re.Pattern[str]) -> "Callable[[Convention, list[_Place]], Iterator[Fact]]":
    def find(convention: Convention, places: list[_Place]) -> Iterator[Fact]:
        for place in places:
            if place.article not in ("parties", "visas", "signatures") and pattern.search(place.folded):
                yield _fact(kind, _read(convention, place, 0, len(place.folded)), place, 0, len(place.folded))

    return find


def _notices(_: Convention, places: list[_Place]) -> Iterator[Fact]:
    for place in places:
        if not re.search(r"preavis|denonc|resili|conge|non-renouvellement", place.folded):
            continue
        for found in _NOTICE.finditer(place.folded):
            said = "after" if found["after"] else "before"
            yield _fact("notice", duration(found[said]), place, found.start(said), found.end(said))


def _amounts(_: Convention, places: list[_Place]) -> Iterator[Fact]:
    for place in places:
        for found in _AMOUNT.finditer(place.folded):
            yield _fact("amounts", _euros(found), place, found.start(), found.end())


def _euros(found: re.Match[str]) -> str:
    times = {"k": 1_000, "m": 1_000_000}.get(found["unit"][0], 1)
    whole = int(re.sub(r"\D", "", found["number"])) * times
    return f"{whole}{(found['cents'] or '').replace(',', '.')} EUR"


def _payments(convention: Convention, places: list[_Place]) -> Iterator[Fact]:
    """A share or a sum, with when it is paid: "Avance de 80 % à la signature", line by line."""
    for place in places:
        start = 0
        for line in place.folded.splitlines(keepends=True):
            share = _SHARE.search(line) or _AMOUNT.search(line)
            if share and _PAID_WHEN.search(line):
                value = f"{share['number'].replace(',', '.')} %" if share.re is _SHARE else _euros(share)
                yield _fact("payments", value, place, start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
            start += len(line)


def _accounts(_: Convention, places: list[_Place]) -> Iterator[Fact]:
    for place in places:
        yield from (_fact("accounts", a.value, place, a.start, a.end, a.wrong) for a in accounts_in(place.folded))


def _spans_of(
    kind: FactKind, pattern: re.Pattern[str], where: Callable[[_Place], bool] = lambda _: True
) -> "Callable[[Convention, list[_Place]], Iterator[Fact]]":
    def find(convention: Convention, places: list[_Place]) -> Iterator[Fact]:
        for place in places:
            for found in pattern.finditer(place.folded) if where(place) else ():
                end = found.start() + len(found[0].rstrip(" ,.;:\n"))
                yield _fact(kind, _read(convention, place, found.start(), end), place, found.start(), end)

    return find


def _committees(convention: Convention, places: list[_Place]) -> Iterator[Fact]:
    for place in places:
        if (found := _COMMITTEE.search(place.folded)) and place.article not in ("parties", "visas", "signatures"):
            often = _OFTEN.search(place.folded)
            start, end = (0, len(place.folded)) if often else found.span()
            yield _fact("committees", _read(convention, place, start, end), place, start, end)


def _annexes(convention: Convention, _: list[_Place]) -> Iterator[Fact]:
    for article in convention.articles:
        if article.number.startswith("annexe"):
            yield Fact(
                "annexes",
                f"{article.number} {article.heading}".strip(),
                article.number,
                article.number.capitalize(),
                article.heading_span,
            )


_FINDERS: tuple[tuple[FactKind, Callable[[Convention, list[_Place]], Iterator[Fact]]], ...] = (
    ("parties", _parties),
    ("signed_on", _signed),
    ("effective_from", _when("effective_from", _EFFECT)),
    ("ends_on", _when("ends_on", _END)),
    ("duration", _durations),
    ("renewal", _sentences_with("renewal", _RENEWAL)),
    ("notice", _notices),
    ("termination", _sentences_with("termination", _ENDING)),
    ("amounts", _amounts),
    ("payments", _payments),
    ("accounts", _accounts),
    ("budget_lines", _spans_of("budget_lines", _BUDGET)),
    ("legal_bases", _spans_of("legal_bases", _LAW)),
    ("jurisdiction", _spans_of("jurisdiction", _COURT, lambda place: _DISPUTE.search(place.folded) is not None)),
    ("committees", _committees),
    ("annexes", _annexes),
)


def _distinct(facts: Iterator[Fact]) -> Iterator[Fact]:
    """One of each value: what is said again is said once."""
    seen: set[tuple[str, str]] = set()
    for fact in facts:
        key = (fact.value.casefold() or str(fact.span), fact.uncertain)
        if key not in seen:
            seen.add(key)
            yield fact
