"""Answers and conventions as Markdown and HTML in which a document's words can never act as markup."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from urllib.parse import quote

from assistant.answer import Answer
from assistant.citations import Citation
from assistant.ui.citation import where_is, where_within
from corpus import SECTION_NAMES, Article, Convention, Section, Span, Unclassified
from index import ConventionIndex, article_name


def inert(text: str) -> str:
    """`text` with every sign that Markdown or HTML could read as a character reference: shown exactly, never interpreted."""
    return "".join(c if c.isalnum() or c in " \n" else f"&#{ord(c)};" for c in text)


def answer_markdown(answer: Answer, index: ConventionIndex) -> str:
    """The answer with its marks as links to the source, then the list of its sources."""
    by_number = {citation.n: citation for citation in answer.citations}

    def link(found: re.Match[str]) -> str:
        citation = by_number.get(int(found[1]))
        return _link(citation, inert(f"[{citation.n}]")) if citation else found[0]

    body = re.sub(r"\[(\d+)\]", link, answer.rendered(inert))
    sources = _listed("**Sources**", answer.citations, index, lambda c, where: f"{_link(c, inert(f'[{c.n}]'))} {where}")
    to_read = _listed(
        "**À lire** (les clauses les plus proches)",
        answer.suggestions,
        index,
        lambda c, where: f"{_link(c, where)} : {_shortened(c, index)}",
    )
    return body + sources + to_read


def source_address(span: Span) -> str:
    """The fragment that opens a span in the source panel: `#source=<convention>:<start>-<end>`."""
    return f"#source={quote(span.document_id, safe='')}:{span.start}-{span.end}"


def _link(citation: Citation, text: str) -> str:
    """`text` is inert already."""
    return f'<a class="citation" href="{html.escape(source_address(citation.span))}">{text}</a>'


def _listed(heading: str, citations: Sequence[Citation], index: ConventionIndex, line: Callable[[Citation, str], str]) -> str:
    """A line a citation and its place, below a heading that names the convention when it is the same for all; empty without citations."""
    ids = {citation.span.document_id for citation in citations}
    where = where_within if len(ids) == 1 else where_is
    of = f" : {inert(index.convention(*ids).title)}" if len(ids) == 1 else ""
    lines = "".join(f"\n- {line(c, inert(where(c.span, index, c.label)))}" for c in citations)
    return f"\n\n{heading}{of}\n{lines}" if lines else ""


def _shortened(citation: Citation, index: ConventionIndex, limit: int = 220) -> str:
    words = " ".join(index.convention(citation.span.document_id).document.quote(citation.span).split())
    cut = words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0]
    return f"«\u00a0{inert(cut)}\u00a0»" + ("" if cut == words else " (début de la clause)")


def source_html(convention: Convention) -> str:
    """The whole text of a convention with its outline. Every piece of text carries its offset in `data-start`, in code points."""
    title = html.escape(convention.title)
    return (
        f'<nav class="outline" aria-label="Plan de la convention"><ol>{"".join(_outline(convention))}</ol></nav>'
        f'<article class="document" tabindex="0" lang="fr" aria-label="{title}"><h2>{title}</h2>{doubts_html(convention.doubts)}'
        f"{''.join(_tiles(convention))}</article>"
    )


def doubts_html(doubts: tuple[str, ...]) -> str:
    items = "".join(f"<li>{html.escape(doubt)}</li>" for doubt in doubts)
    return f'<div class="doubts"><p>À vérifier</p><ul>{items}</ul></div>' if doubts else ""


Tile = Section | Article | Unclassified


def _outline(convention: Convention) -> Iterator[str]:
    tiles: list[Section | Article] = [*convention.sections, *convention.articles]
    for tile in sorted(tiles, key=lambda tile: tile.span.start):
        if isinstance(tile, Section):
            yield _outline_entry(tile.span, SECTION_NAMES[tile.kind], 0)
            continue
        for article in tile.walk():
            name = f"{article_name(article)} – {article.heading}" if article.heading else article_name(article)
            yield _outline_entry(article.heading_span, name, 0 if article is tile else 1)


def _outline_entry(span: Span, name: str, depth: int) -> str:
    return (
        f'<li class="depth-{depth}"><a class="citation" href="{html.escape(source_address(span))}">{html.escape(name)}</a></li>'
    )


def _tiles(convention: Convention) -> Iterator[str]:
    tiles: list[Tile] = [*convention.sections, *convention.articles, *convention.unclassified]
    for tile in sorted(tiles, key=lambda tile: tile.span.start):
        if isinstance(tile, Unclassified):
            reason = html.escape(f"Hors de la convention : {tile.reason}")
            yield f'<div class="unclassified"><p class="reason">{reason}</p>{_text(convention, tile.span.start, tile.span.end)}</div>'
        elif isinstance(tile, Article):
            yield f"<section>{''.join(_article(convention, tile))}</section>"
        else:
            yield f"<section>{_text(convention, tile.span.start, tile.span.end)}</section>"


def _article(convention: Convention, top: Article) -> Iterator[str]:
    """The text of an article, its headings and its children's set off, every character of it once."""
    at = top.span.start
    for article in top.walk():
        heading = article.heading_span
        yield _text(convention, at, heading.start)
        yield f'<h3 class="heading">{_text(convention, heading.start, heading.end)}</h3>'
        at = heading.end
    yield _text(convention, at, top.span.end)


def _text(convention: Convention, start: int, end: int) -> str:
    """The characters of `[start, end)`, with a mark where a page begins."""
    document = convention.document
    flowing = _flowing(convention)
    cuts = [start, *(at for at in document.page_starts if start < at < end), end]
    parts = []
    for left, right in pairwise(cuts):
        if left in document.page_starts and left > 0:
            parts.append(f'<span class="page">Page {document.page(left)}</span>')
        words = html.escape(flowing[left:right])
        parts.append(f'<span class="text" data-start="{left}">{words}</span>' if words else "")
    return "".join(parts)


@lru_cache(maxsize=8)
def _flowing(convention: Convention) -> str:
    """The text of a document in pages, of the same length, without the line ends that the paper's width put inside a clause."""
    text = convention.document.text
    if not convention.document.page_starts:
        return text
    clauses = [c for a in convention.walk() for c in a.clauses]
    clauses += [c for section in convention.sections if section.kind in ("visas", "preambule") for c in section.clauses]
    for span in (clause.span for clause in clauses):
        text = text[: span.start] + re.sub(r"(?<![\n\f])\n(?![\n\f])", " ", text[span.start : span.end]) + text[span.end :]
    return text
