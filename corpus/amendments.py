"""An avenant: the convention that it names, and what it does to which of its articles."""

import re
from collections.abc import Iterator

from corpus.fold import fold
from corpus.types import Amendment, Article, Document, Effect, Section, Span

_AMENDMENT_TITLE = re.compile(r"[\W_]*(?:(?:projet|modele) d['e] ?)?avenant\b")
_NUMBER = r"\d{1,3}(?:\s?er\b)?(?:\s?\.\s?\d{1,2}|-\d{1,2})*(?:\s?(?:bis|ter|quater|quinquies)\b)?"
# "L'article 3", "les articles 3 et 5.2", "aux articles 4, 5 et 6"; not "l'article 3 du code", "l'article 2 du présent avenant"
_TARGET = re.compile(
    rf"\barticles?\s+(?P<numbers>{_NUMBER}(?:(?:\s*,\s*|\s+et\s+|\s+a\s+){_NUMBER})*)\b"
    r"(?!\s*(?:du|de la|de l'|des)\s*(?:present|code|loi|decret|ordonnance|arrete|reglement|directive|constitution))"
)
_NEW_ARTICLE = re.compile(rf"\b(?:un|des)\s+(?:nouve\w+\s+)?articles?\s+(?P<numbers>{_NUMBER}(?:(?:\s*,\s*|\s+et\s+){_NUMBER})*)")
_EFFECTS: tuple[tuple[Effect, re.Pattern[str]], ...] = (
    ("inséré", re.compile(r"\b(?:inser|cree\b|creation)\w*")),
    ("supprimé", re.compile(r"\b(?:supprim|abrog|suppression)\w*")),
    ("remplacé", re.compile(r"\b(?:remplac|substitu)\w*")),
    ("complété", re.compile(r"\b(?:complet|ajout)\w*")),
    ("remplacé", re.compile(r"\b(?:redige\w* (?:ainsi|comme suit)|ainsi redige|nouvelle redaction)\w*")),
    (
        "modifié",
        re.compile(
            r"\b(?:(?:modifi|rectifi|prorog|prolong|reformul|ramene|major|minor|actualis|augment|reconduit)\w*|reduite?s?\b|desormais\b|derogation\b"
            r"|(?:re)?portee?s? (?:a\b|au\b|de\b|du\b)|fixee?s? (?:a|au|desormais)\b)"
        ),
    ),
)
_UNCHANGED = re.compile(r"\b(?:inchange|demeure|restent)\w*")
_ANNOUNCES_ONLY = re.compile(r"\b(?:pour (?:objet|but)|vise a)\b")  # "Le présent avenant a pour objet de modifier l'article 5"
_QUOTED = re.compile(r"«[^»]*»?|“[^”]*”?|\"[^\"]*\"")
_EACH_ARTICLE = re.compile(r"\bet (?=l'article|les articles)")  # "L'article 14 est abrogé et l'article 15 devient…"
_SENTENCE_END = re.compile(r"[;:]\s|\.\s+(?=[A-ZÀ-Ý])|\n\s*\n")
_REFERENCE_MAX_CHARACTERS = 400


def is_amendment(title: str) -> bool:
    """
    >>> is_amendment("AVENANT N° 2 à la convention du 3 mars 2021"), is_amendment("Convention, avenants compris")
    (True, False)
    """
    return bool(_AMENDMENT_TITLE.match(fold(title)))


def reference_of(document: Document, title: Span) -> Span:
    """Where an avenant names what it amends: its title and the lines that follow it, up to the parties."""
    text = document.text[title.start : title.start + _REFERENCE_MAX_CHARACTERS]
    ends = re.search(r"\n\s*(?:entre|vu|les soussignes|article|preambule)\b", fold(text))
    return document.span(title.start, title.start + (len(text[: ends.start()].rstrip()) if ends else len(text.rstrip())))


def amendments_of(document: Document, articles: tuple[Article, ...], sections: tuple[Section, ...]) -> tuple[Amendment, ...]:
    """What each article of an avenant (or its text, when it has none) does to its parent's: one amendment an article of the
    parent, in the order of the text.

    An amendment runs from the sentence that announces it to the next one, or to the end of the avenant's own article.
    """
    parts = [(a.heading, a.clauses) for top in articles for a in top.walk()]
    parts += [("", section.clauses) for section in sections if section.kind != "signatures"]
    found: dict[str, tuple[bool, Amendment]] = {}
    for heading, clauses in parts:
        if not clauses:
            continue
        announced = [(*change, clauses[0].span.start) for change in _announced(heading)]
        for clause in clauses:
            announced += [(*change, clause.span.start) for change in _announced(document.quote(clause.span))]
        starts = sorted({start for *_, start in announced})
        for number, effect, is_sure, start in announced:
            after = next((clause for clause in starts if clause > start), None)
            ends = [c.span.end for c in clauses if c.span.end > start and (after is None or c.span.end <= after)]
            amendment = Amendment(number, effect, document.span(start, max(ends)))
            if number not in found or (is_sure and not found[number][0]):
                found[number] = (is_sure, amendment)
    return tuple(sorted((amendment for _, amendment in found.values()), key=lambda a: a.span.start))


def _announced(text: str) -> Iterator[tuple[str, Effect, bool]]:
    """The articles that a heading or a clause says it changes, and whether it does so there; what it quotes says nothing."""
    plain = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    for sentence in _sentences(plain):
        folded = fold(sentence)
        if _UNCHANGED.search(folded):
            continue
        pending: list[str] = []
        for part in _EACH_ARTICLE.split(folded):
            pending += [number for found in _TARGET.finditer(part) for number in _numbers(found["numbers"])]
            effect = next((effect for effect, pattern in _EFFECTS if pattern.search(part)), None)
            if effect is None:
                continue
            new = list(_NEW_ARTICLE.finditer(part)) if effect in ("inséré", "complété") else []
            if new:
                pending, effect = [number for found in new for number in _numbers(found["numbers"])], "inséré"
            yield from ((number, effect, not _ANNOUNCES_ONLY.search(folded)) for number in pending)
            pending = []


def _sentences(text: str) -> Iterator[str]:
    at = 0
    for end in _SENTENCE_END.finditer(text):
        yield text[at : end.start()]
        at = end.end()
    yield text[at:]


def _numbers(text: str) -> list[str]:
    """ "3, 5 et 7" → 3, 5, 7; "7, 8 et 10 a 12" → 7, 8, 10, 11, 12; "1er" → 1; "4bis" → "4 bis"."""
    numbers: list[str] = []
    for found in re.finditer(rf"({_NUMBER})(?:\s+a\s+({_NUMBER}))?", text):
        first, last = _as_number(found[1]), _as_number(found[2] or found[1])
        is_range = first.isdigit() and last.isdigit()
        numbers += [str(n) for n in range(int(first), int(last) + 1)] if is_range else dict.fromkeys((first, last))
    return numbers


def _as_number(raw: str) -> str:
    number = re.sub(r"\s?er\b", "", raw.strip())
    number = re.sub(r"\s?\.\s?", ".", number)
    return re.sub(r"(?<=\d)\s?(?=bis|ter|qua|qui)", " ", number)
