"""The only maker of citations: a quote is in the source, character for character, or it is rejected.

Quotes are compared under one declared fold: NFC, one kind of apostrophe, one kind of space, runs of white space as one.
Letters and digits are never folded, nothing is repaired. A verified quote is shown as `document.quote(span)`.
"""

import unicodedata
from dataclasses import dataclass, field

from corpus import Document, Span

_APOSTROPHES = frozenset("’‘ʼ＇")
_VERIFIED = object()


@dataclass(frozen=True, slots=True)
class Citation:
    """A verified quote. `lead_in` is the span of the words that introduce a list item.

    Raises:
        TypeError: when built otherwise than by `verify`.
    """

    n: int
    span: Span
    label: str
    article: str
    heading: str
    lead_in: Span | None = None
    proof: object = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.proof is not _VERIFIED:
            raise TypeError("a Citation is made by assistant.citations.verify alone")


@dataclass(frozen=True, slots=True)
class RejectedCitation:
    """A quote that is not in its source, and why it was rejected."""

    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a quote is claimed to stand: a clause (or a whole article) of one document."""

    document: Document
    span: Span
    label: str
    article: str
    heading: str
    lead_in: Span | None = None


def verify(n: int, quote: str, source: Source) -> Citation | RejectedCitation:
    """Looks for `quote` inside the cited passage; its span there makes the citation.

    >>> from pathlib import Path
    >>> text = Document("c", "C", "Un préavis de\\u00a0trois mois.", (), Path("c.txt"))
    >>> source = Source(text, text.span(0, 25), "Article 5", "5", "")
    >>> verify(1, "préavis de trois mois", source).span
    Span(document_id='c', start=3, end=24)
    >>> verify(1, "préavis de deux mois", source)
    RejectedCitation(quote='préavis de deux mois', reason='Ces mots ne sont pas dans Article 5.')
    """
    wanted, _ = _folded(quote)
    wanted = wanted.strip(" ")
    if not any(c.isalnum() for c in wanted):
        return RejectedCitation(quote, "La citation ne contient aucun mot.")
    text, offsets = _folded(source.document.quote(source.span))
    at = text.find(wanted)
    if at < 0:
        return RejectedCitation(quote, f"Ces mots ne sont pas dans {source.label}.")
    start, end = offsets[at][0], offsets[at + len(wanted) - 1][1]
    span = source.document.span(source.span.start + start, source.span.start + end)
    return Citation(n, span, source.label, source.article, source.heading, source.lead_in, _VERIFIED)


def _folded(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The folded text, and for each of its characters the range of `text` that it stands for."""
    characters: list[str] = []
    offsets: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for character in unicodedata.normalize("NFC", text[at:end]):
            if character.isspace():
                if characters and characters[-1] == " ":
                    offsets[-1] = (offsets[-1][0], end)
                    continue
                character = " "
            characters.append("'" if character in _APOSTROPHES else character)
            offsets.append((at, end))
        at = end
    return "".join(characters), offsets
