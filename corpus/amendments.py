"""An avenant: the convention that it names, and what it does to which of its articles."""

import re
from collections.abc import Iterator

from corpus.fold import fold
from corpus.types import Amendment, Article, Document, Effect, Span

_AMENDMENT_TITLE = re.compile(r"[\W_]*(?:(?:projet|modele) d['e] ?)?avenant\b")
_NUMBER = r"\d{1,3}(?:\s?er\b)?(?:\s?\.\s?\d{1,2})*(?:\s?(?:bis|ter|quater|quinquies)\b)?"
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
    ("modifié", re.compile(r"\b(?:modifi|rectifi|prorog|proroge|prolong)\w*")),
)
_QUOTED = re.compile(r"«[^»]*»?|“[^”]*”?|\"[^\"]*\"")
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


def amendments_of(document: Document, articles: tuple[Article, ...]) -> tuple[Amendment, ...]:
    """What each article of an avenant does to its parent's: one amendment an article of the parent, in the order of the text.

    An amendment runs from the sentence that announces it to the next one, or to the end of the avenant's own article.
    """
    found: dict[str, Amendment] = {}
    for article in (a for top in articles for a in top.walk()):
        announced = (
            [(number, effect, article.clauses[0].span.start) for number, effect in _announced(article.heading)]
            if article.clauses
            else []
        )
        for clause in article.clauses:
            announced += [(number, effect, clause.span.start) for number, effect in _announced(document.quote(clause.span))]
        starts = sorted({start for _, _, start in announced})
        last = article.clauses[-1].span.end if article.clauses else article.span.end
        for number, effect, start in announced:
            after = next((clause for clause in starts if clause > start), None)
            ends = [c.span.end for c in article.clauses if after is None or c.span.end <= after]
            span = document.span(start, max([e for e in ends if e > start], default=last))
            if number not in found:
                found[number] = Amendment(number, effect, span)
    return tuple(found.values())


def _announced(text: str) -> Iterator[tuple[str, Effect]]:
    """The articles that a heading or a clause says it changes; what it quotes says nothing."""
    plain = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    for sentence in _sentences(plain):
        folded = fold(sentence)
        effect = next((effect for effect, pattern in _EFFECTS if pattern.search(folded)), None)
        if effect is None:
            continue
        new = list(_NEW_ARTICLE.finditer(folded)) if effect in ("inséré", "complété") else []
        if new:
            yield from ((number, "inséré") for found in new for number in _numbers(found["numbers"]))
        else:
            yield from ((number, effect) for found in _TARGET.finditer(folded) for number in _numbers(found["numbers"]))


def _sentences(text: str) -> Iterator[str]:
    at = 0
    for end in _SENTENCE_END.finditer(text):
        yield text[at : end.start()]
        at = end.end()
    yield text[at:]


def _numbers(text: str) -> list[str]:
    """ "3, 5 et 7" → 3, 5, 7; "4 a 6" → 4, 5, 6; "1er" → 1; "4bis" → "4 bis"."""
    numbers = [_as_number(found[0]) for found in re.finditer(_NUMBER, text)]
    if re.search(r"\d\s+a\s+\d", text) and len(numbers) == 2 and all(n.isdigit() for n in numbers):
        return [str(n) for n in range(int(numbers[0]), int(numbers[1]) + 1)]
    return numbers


def _as_number(raw: str) -> str:
    number = re.sub(r"\s?er\b", "", raw.strip())
    number = re.sub(r"\s?\.\s?", ".", number)
    return re.sub(r"(?<=\d)\s?(?=bis|ter|qua|qui)", " ", number)
