"""The page of clauses: an article's exact text, the same subject in the other conventions, and a search as one types."""

import html
from collections.abc import Sequence

from assistant.ui.rendering import source_address
from corpus import SECTION_NAMES, Article, Convention, Section, Span
from index import ConventionIndex, Hit, analyse, article_name

_FOUND, _WEIGHED = 12, 30
_START_MAX_CHARACTERS = 400  # of an article, to look for the like of it


def clauses_html(index: ConventionIndex) -> str:
    """The controls and the two empty places that `clauses.js` fills."""
    options = "".join(
        f'<option value="{html.escape(id_)}">{html.escape(entry.title)}</option>' for id_, entry in index.entries.items()
    )
    return (
        '<h1>Clauses</h1><div class="controls">'
        '<p><label for="clause-words">Chercher dans toutes les clauses</label><input id="clause-words" type="search" autocomplete="off"></p>'
        f'<p><label for="clause-convention">Convention</label><select id="clause-convention">{options}</select></p>'
        '<p><label for="clause-article">Article</label><select id="clause-article"></select></p></div>'
        '<p role="status" aria-live="polite" id="clause-status"></p><div id="clause-body"></div>'
    )


def parts_of(convention: Convention) -> list[tuple[str, str]]:
    """What can be chosen in a convention: (number or section's kind, name), in the order of the text."""
    return [(number, name) for number, name, _ in _parts(convention)]


def _parts(convention: Convention) -> list[tuple[str, str, Section | Article]]:
    sections = [(section.kind, SECTION_NAMES[section.kind], section) for section in convention.sections]
    articles = [
        (article.number, " – ".join(filter(None, (article_name(article), article.heading))), article)
        for article in convention.walk()
    ]
    return sorted([*sections, *articles], key=lambda part: part[2].span.start)


def part_html(index: ConventionIndex, id_: str, number: str) -> str:
    """The exact text of an article or a section, and the likest clause of each other convention.

    Raises:
        UnknownConvention: no such id.
        KeyError: the convention has no such part.
    """
    convention = index.convention(id_)
    name, part = {key: (name, part) for key, name, part in _parts(convention)}[number]
    span = _stripped(convention, part.span)
    text = convention.document.quote(span)
    reading = convention.reading.of(span.start, span.end)
    others = [other for other in index.entries if other != id_]
    subject = f"{part.heading if isinstance(part, Article) else name} {reading[:_START_MAX_CHARACTERS]}"
    like = _best_of_each(index.search(subject, _WEIGHED, others)) if others else []
    beside = "".join(
        f"<section><h3>{html.escape(index.entries[hit.passage.span.document_id].title)}</h3>{_hit(hit, index)}</section>"
        for hit in like
    )
    return (
        f'<div class="beside"><section class="chosen"><h2>{html.escape(name)}</h2>{_tools(span)}<blockquote>{html.escape(text)}</blockquote></section>'
        f'<div class="like"><h2>Le plus proche dans les autres conventions</h2>{beside or "<p>Aucune autre convention.</p>"}</div></div>'
    )


def found_html(index: ConventionIndex, words: str) -> tuple[int, str]:
    """How many clauses are found, and these clauses."""
    hits = index.search(words, _FOUND) if any(map(index.knows, analyse(words))) else []
    items = "".join(
        f"<section><h3>{html.escape(index.entries[hit.passage.span.document_id].title)}</h3>{_hit(hit, index)}</section>"
        for hit in hits
    )
    return len(hits), f'<div class="like">{items}</div>'


def _best_of_each(hits: Sequence[Hit]) -> list[Hit]:
    """The first hit of each convention."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.passage.span.document_id, hit)
    return list(best.values())


def _hit(hit: Hit, index: ConventionIndex) -> str:
    passage = hit.passage
    quote = index.convention(passage.span.document_id).document.quote(passage.span)
    heading = " — ".join(passage.path)
    return f'<p class="path">{html.escape(heading)}</p><blockquote>{html.escape(quote)}</blockquote>{_tools(passage.span)}'


def _stripped(convention: Convention, span: Span) -> Span:
    """Without the white space around it."""
    text = convention.document.quote(span)
    return convention.document.span(span.start + len(text) - len(text.lstrip()), span.end - len(text) + len(text.rstrip()))


def _tools(span: Span) -> str:
    """What one does with a quote: open it in its place, copy it."""
    place = html.escape(f"./{source_address(span)}")
    return (
        f'<p class="tools"><a href="{place}">Voir dans le texte</a> '
        f'<button type="button" class="copy" data-place="{html.escape(source_address(span))}">Copier la citation</button></p>'
    )
