"""A place in a convention, as a person cites it: its name, its exact words, and how they read where a scan has spoilt them."""

import html
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from assistant.wording import day
from corpus import Convention, Span, fold
from index import ConventionIndex, article_name, passages_of


@dataclass(frozen=True, slots=True)
class Cited:
    """`where` names the place; `quote` is the source's own characters; `pasted` is what is copied; `scanned` and `mended` are HTML, the
    words that differ marked, both empty where the reading is the text."""

    where: str
    quote: str
    pasted: str
    scanned: str
    mended: str


def cited(index: ConventionIndex, id_: str, start: int, end: int, today: date) -> Cited:
    """The place `[start, end)` of a convention, in code points of its text.

    Raises:
        UnknownConvention: no such id.
        ValueError: the range is empty, or outside the text.
    """
    convention = index.convention(id_)
    document = convention.document
    if not 0 <= start < end <= len(document.text):
        raise ValueError(f"{start}-{end} is not in {id_}")
    span = document.span(start, end)
    where = where_is(span, index)
    quote = document.quote(span)
    scanned, mended = _side_by_side(quote, convention.reading.of(start, end))
    return Cited(where, quote, f"«\u00a0{quote}\u00a0» ({where} ; relevé le {day(today)})", scanned, mended)


def where_is(span: Span, index: ConventionIndex, label: str = "") -> str:
    """A place in words: convention, clause (its `label`, when it is known), page where there are pages."""
    return f"{index.convention(span.document_id).title}, {where_within(span, index, label)}"


def where_within(span: Span, index: ConventionIndex, label: str = "") -> str:
    """The same within its convention: clause, page."""
    convention = index.convention(span.document_id)
    page = convention.document.page(span.start)
    return (label or label_of(convention, span)) + (f", p.\u00a0{page}" if page else "")


def label_of(convention: Convention, span: Span) -> str:
    """The clause that holds a span; the article, when the span holds several clauses or a heading."""
    held = [p for p in passages_of(convention) if p.span.start < span.end and span.start < p.span.end]
    if len({p.label for p in held}) == 1:
        return held[0].label
    articles = [a for a in convention.walk() if a.span.start <= span.start < a.span.end]
    return article_name(articles[-1]) if articles else held[0].label.split(",")[0] if held else "texte"


def _side_by_side(quote: str, reading: str) -> tuple[str, str]:
    scanned, mended = quote.split(), reading.split()
    if fold(" ".join(scanned)) == fold(" ".join(mended)):
        return "", ""
    left: list[str] = []
    right: list[str] = []
    for tag, i, j, k, m in SequenceMatcher(None, scanned, mended, autojunk=False).get_opcodes():
        for words, into in ((scanned[i:j], left), (mended[k:m], right)):
            text = html.escape(" ".join(words))
            into += [text if tag == "equal" else f"<b>{text}</b>"] if text else []
    return " ".join(left), " ".join(right)
