"""The core values. Every offset is a half-open range of code points into `Document.text`."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from corpus.numerals import in_other_numerals

SectionKind = Literal["parties", "visas", "preambule", "signatures"]
_FIRST = re.compile(r"(?:1\s?er|premier)\b")
_WRITTEN_FIRST = re.compile(rf"\W*art\w*\W{{0,5}}{_FIRST.pattern}")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in the text of one document.

    Raises:
        ValueError: when the range is negative or reversed.
    """

    document_id: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) of {self.document_id} is not a range")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        return self.document_id == other.document_id and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text exactly as read: UTF-8, newlines as `\\n`, nothing else changed.

    `page_starts` holds the offset of each page's first character; empty when the format has no pages. What stood in the
    margins of a PDF's pages (running heads, page numbers, stamps) comes after `margins_start`. `confidences`, one a page, are
    the optical reader's own, in [0, 1], None where the page was not a scan; `unread_pages` are pictures that nothing read.
    """

    id: str
    title: str
    text: str
    page_starts: tuple[int, ...]
    source: Path
    margins_start: int | None = None
    confidences: tuple[float | None, ...] = ()
    unread_pages: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Span:
        return Span(self.id, start, end)

    def quote(self, span: Span) -> str:
        """The characters of `span`. The only way to a quote.

        Raises:
            ValueError: when the span belongs to another document or passes the end of the text.
        """
        if span.document_id != self.id or span.end > len(self.text):
            raise ValueError(f"{span} is not in {self.id} ({len(self.text)} characters)")
        return self.text[span.start : span.end]

    def page(self, offset: int) -> int | None:
        """The page, from 1, that holds `offset`; None when the document has no pages."""
        return bisect_right(self.page_starts, offset) or None


@dataclass(frozen=True, slots=True)
class Piece:
    """`Reading.text[reading_start:reading_end]` stands for `Document.text[start:end]`; same lengths when verbatim."""

    start: int
    end: int
    reading_start: int
    reading_end: int
    is_verbatim: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A mended text for search and for the eye, never for a quote. `pieces` tile both texts, in order."""

    text: str
    pieces: tuple[Piece, ...]

    def to_document(self, start: int, end: int) -> tuple[int, int]:
        """The smallest range of the document that holds what the reading's non-empty `[start, end)` stands for."""
        index = bisect_right(self.pieces, start, key=lambda p: p.reading_start) - 1
        first = self.pieces[index]
        last = self.pieces[bisect_right(self.pieces, end - 1, key=lambda p: p.reading_start) - 1]
        return (
            first.start + (start - first.reading_start if first.is_verbatim else 0),
            last.start + (end - last.reading_start) if last.is_verbatim else last.end,
        )

    def of(self, start: int, end: int) -> str:
        """How the document's non-empty `[start, end)` reads, without the white space around it."""
        left, right = self.to_reading(start, end)
        return self.text[left:right].strip()

    def to_reading(self, start: int, end: int) -> tuple[int, int]:
        """The smallest range of the reading that stands for the document's non-empty `[start, end)`."""
        first = self.pieces[bisect_right(self.pieces, start, key=lambda p: p.start) - 1]
        last = self.pieces[bisect_right(self.pieces, end - 1, key=lambda p: p.start) - 1]
        return (
            first.reading_start + (start - first.start if first.is_verbatim else 0),
            last.reading_start + (end - last.start) if last.is_verbatim else last.reading_end,
        )


@dataclass(frozen=True, slots=True)
class Clause:
    """The citable unit: an alinéa, or a list item with the lead-in that gives it its meaning."""

    label: str
    span: Span
    lead_in: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A numbered (or titled) division. `span` covers its heading, its clauses and its children.

    `number` is what a reader calls it ("4", "4.2", "annexe 1"); where a number repeats in the document, its path
    tells them apart ("titre 2 / 1").
    """

    number: str
    heading: str
    span: Span
    heading_span: Span
    children: tuple["Article", ...]
    clauses: tuple[Clause, ...]

    def walk(self) -> Iterator["Article"]:
        """This article, then every descendant, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def counted(self) -> Iterator["Article"]:
        """What a reader counts as articles: a title or a chapter stands for those it holds; an article, or an annex, for its parts."""
        holds_articles = any(not child.number.startswith(f"{self.number}.") for child in self.children)
        if self.number.startswith("annexe") or not holds_articles:
            yield self
            return
        for child in self.children:
            yield from child.counted()


@dataclass(frozen=True, slots=True)
class Section:
    """What stands outside articles: the parties, the visas, the preamble, the signatures."""

    kind: SectionKind
    span: Span
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Unclassified:
    """What belongs to no convention (a stray page, a scanner's residue): kept, shown, never cited."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Party:
    """A signatory. `short_name` is the one the convention gives it ("la DINSIC"); empty when it gives none, as are the quality
    in which it is represented (`role`) and its `address`."""

    name: str
    short_name: str
    aliases: tuple[str, ...]
    role: str
    representatives: tuple[str, ...]
    span: Span
    address: str = ""

    @property
    def is_described(self) -> bool:
        """It has more than a name."""
        return bool(self.short_name or self.role or self.representatives or self.address)


Effect = Literal["modifié", "remplacé", "complété", "supprimé", "inséré"]


@dataclass(frozen=True, slots=True)
class Amendment:
    """What an avenant does to one article of its parent; `span`, in the avenant, holds the announcement and the new words."""

    article: str
    effect: Effect
    span: Span


Modality = Literal["obligation", "interdiction", "permission"]


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a party owes, may do or must not do. `span` is the sentence or list item that says it, whole.

    `party` is its short name, "les parties" for all of them, a body or person that is no party as it is written, empty when the text
    does not say who; `article` a number or a section's kind, `label` the clause's; the others are words of the reading, empty when there are none.
    """

    party: str
    party_as_written: str
    article: str
    label: str
    modality: Modality
    action: str
    beneficiary: str
    amount: str
    deadline: str
    condition: str
    trigger: str
    span: Span


FactKind = Literal[
    "parties", "signed_on", "effective_from", "ends_on", "duration", "renewal", "notice", "termination", "amounts", "payments",
    "accounts", "budget_lines", "legal_bases", "jurisdiction", "committees", "annexes",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a convention, said at `span`. `value` is normalised: a date or a duration in ISO 8601, "200000 EUR", "80 %", else
    words of the reading. `article` is a number or a section's kind; `uncertain` says, in French, why a person should check it."""

    kind: FactKind
    value: str
    article: str
    label: str
    span: Span
    uncertain: str = ""


@dataclass(frozen=True, slots=True)
class Convention:
    """A document understood. Sections, articles and unclassified spans tile its text.

    `reference` is where an avenant names the convention that it amends, None in any other text; `signed_on` the date beside the
    signatures, when it can be read; `doubts` what a person should check, in French.
    """

    document: Document
    reading: Reading
    parties: tuple[Party, ...]
    sections: tuple[Section, ...]
    articles: tuple[Article, ...]
    unclassified: tuple[Unclassified, ...]
    page_marks: tuple[Span, ...]
    reference: Span | None = None
    amendments: tuple[Amendment, ...] = ()
    signed_on: date | None = None
    doubts: tuple[str, ...] = ()

    @property
    def is_amendment(self) -> bool:
        return self.reference is not None

    @property
    def id(self) -> str:
        return self.document.id

    @property
    def title(self) -> str:
        return self.document.title

    def walk(self) -> Iterator[Article]:
        """Every article and sub-article, in the order of the text."""
        for article in self.articles:
            yield from article.walk()

    @property
    def counted_articles(self) -> list[Article]:
        """The articles as a reader counts them, those of titles and chapters included (see `Article.counted`)."""
        return [found for article in self.articles for found in article.counted()]

    def article(self, number: str) -> Article | None:
        """The article that a reader means by `number` ("5", "1er", "4.2", "IV", "annexe 1"), whatever its case; "4" is also "IV"
        where nothing is called "4"."""
        wanted = _FIRST.sub("1", " ".join(number.casefold().split()), count=1)
        by_number = {a.number.casefold(): a for a in reversed(list(self.walk()))}
        return by_number.get(wanted) or by_number.get(in_other_numerals(wanted))

    def as_written(self, number: str) -> str:
        """How the text writes an article's number: "1er" where it is so; the number of a section, and any other, as it is."""
        article = self.article(number) if number == "1" else None
        heading = self.document.text[article.span.start : article.span.end] if article else ""
        return "1er" if _WRITTEN_FIRST.match(heading.casefold()) else number
