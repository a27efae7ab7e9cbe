"""The parts of a convention that may bind somebody: sentences, or what stands by itself in one, in order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.sentences import sentences
from corpus.syntax import is_sentence
from corpus.types import Article, Clause, Convention, Span

IN_SECTIONS = ("preambule",)  # the sections that may bind, where they do so in so many words
# Semicolons and blank lines part a sentence; so does a capital that begins another whose full stop the scan lost
_PIECE_END = re.compile(
    r";\s+|\n\s*\n|(?<=\w)\s+(?=(?:La|Le|Les|L['’]) ?[A-ZÀ-Ý][^.;:,]{1,40}\s(?:s['’]engage|doit|doivent|devra|devront)\b)"
)
_ITEM = re.compile(r"^\s*(?:[-–—•*▪◦]|\(?[a-z0-9]{1,2}[°).]|[ivx]+\))\s*", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?![^:]*\b(?:doit|doivent|devra|devront|s'engage\w*|peut|peuvent|est|sont|sera|seront)\b)[A-ZÀ-Ý][^:.,;]{2,50} : (?=\S)"
)
_ASIDE = re.compile(
    r"\([^()]*\)|<[^<>]+>|\{[%{].*?[%}]\}|\bde\s?(?:\.{3,}|…)(?=[ ,;)])(?!\s?(?:euros|€|francs|F\b|%|p\. 100|mois|ans\b|jours))"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a part of one that stands by itself, and where it stands: articles from the top, number or section, clause."""

    path: tuple[Article, ...]
    name: str
    clause: Clause
    span: Span

    @property
    def is_first(self) -> bool:
        return self.span.start == self.clause.span.start


def pieces_of(convention: Convention) -> Iterator[Piece]:
    """Every piece of the preamble and of the articles, in the order of the text."""
    for section in convention.sections:
        if section.kind in IN_SECTIONS:
            for clause in section.clauses:
                yield from (Piece((), section.kind, clause, span) for span in _sentences(convention, clause))
    for top in convention.articles:
        yield from _of_article(convention, top, ())


def _of_article(convention: Convention, article: Article, above: tuple[Article, ...]) -> Iterator[Piece]:
    path = (*above, article)
    for clause in article.clauses:
        yield from (Piece(path, article.number, clause, span) for span in _sentences(convention, clause))
    for child in article.children:
        yield from _of_article(convention, child, path)


def _sentences(convention: Convention, clause: Clause) -> Iterator[Span]:
    document = convention.document
    for sentence in sentences(document, clause.span):
        text = document.quote(sentence)
        start = 0
        for end in [*(found.end() for found in _PIECE_END.finditer(text)), len(text)]:
            if text[start:end].strip():
                left = start + len(text[start:end]) - len(text[start:end].lstrip())
                yield document.span(sentence.start + left, sentence.start + start + len(text[start:end].rstrip()))
            start = end


def read(convention: Convention, span: Span) -> str:
    """How a span reads, on one line, without the mark of a list item."""
    return " ".join(_ITEM.sub("", convention.reading.of(span.start, span.end)).replace("’", "'").split())


def bare(text: str) -> str:
    """A sentence without its label ("Attestation de stage :") and its asides, which lead a parser astray. What says something itself
    ("Il remet son rapport avant le 1er juin : comptes, délais.") is no label."""
    label = _LABEL.match(text)
    said = text[label.end() :] if label and not is_sentence(label[0].rstrip(" :")) else text
    return " ".join(_ASIDE.sub(" ", said).split()) or text
