"""What is indexed: one passage a clause, several when it is long, with the context that a reader of the page would have."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import SECTION_NAMES, Article, Clause, Convention, Span, fold, sentences_of

_LONG = 600  # characters: what the models read of a clause beside its headings and a question
# A sentence that says what the one before means, or when it does not hold
_LEANS = re.compile(
    r"\W*(?:toutefois|cependant|neanmoins|sauf|par (?:exception|derogation)|en revanche|a defaut|dans ce(?:s|tte)? (?:cas|hypothese)|il |ils |elle |elles |celui-ci|celle-ci|ceux-ci|celles-ci|ce dernier|cette derniere|ces derni)"
)
_TAKEN_WHOLE = ("parties", "signatures")  # who a party is, who signs: blocks of lines, no sentences
_LEAD_IN_MIN_WORDS = 9  # "La DINSIC s'engage :" says nothing without its items; "Le comité se réunit deux fois afin de :" does


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause, or a part of a long one, as it is searched and cited.

    `article` is an article's number, or a section's kind; `path` the headings above the clause, outermost first;
    `reading` the clause's mended text, its lead-in before it.
    """

    id: str
    span: Span
    lead_in: Span | None
    article: str
    heading: str
    label: str
    path: tuple[str, ...]
    title: str
    reading: str

    @property
    def context(self) -> str:
        """The text that is embedded: the convention's title would make all its clauses alike."""
        return f"{' — '.join(self.path)}\n{self.reading}"


def passages_of(convention: Convention) -> Iterator[Passage]:
    """Every clause of the sections and articles, in the order of the text; a short lead-in goes with its items only."""
    for section in convention.sections:
        name = SECTION_NAMES[section.kind]
        yield from _passages(convention, section.clauses, section.kind, name, (name,))
    for article in convention.articles:
        yield from _article_passages(convention, article, ())


def _article_passages(convention: Convention, article: Article, above: tuple[str, ...]) -> Iterator[Passage]:
    path = (*above, f"{article_name(article)} : {article.heading}" if article.heading else article_name(article))
    yield from _passages(convention, article.clauses, article.number, article.heading, path)
    for child in article.children:
        yield from _article_passages(convention, child, path)


def article_name(article: Article) -> str:
    """ "Article 4.2", "Annexe 1"."""
    return f"Article {article.number}" if article.number[0].isdigit() else article.number[0].upper() + article.number[1:]


def _passages(
    convention: Convention, clauses: tuple[Clause, ...], article: str, heading: str, path: tuple[str, ...]
) -> Iterator[Passage]:
    lead_ins = {clause.lead_in for clause in clauses}
    for clause in clauses:
        is_lead_in = clause.span in lead_ins
        if is_lead_in and len(convention.reading.of(clause.span.start, clause.span.end).split()) < _LEAD_IN_MIN_WORDS:
            continue
        is_whole = is_lead_in or article in _TAKEN_WHOLE
        for span in [clause.span] if is_whole else _parts(convention, clause.span):
            reading = convention.reading.of(span.start, span.end)
            if clause.lead_in:
                reading = f"{convention.reading.of(clause.lead_in.start, clause.lead_in.end)} {reading}"
            if any(c.isalnum() for c in reading):
                id_ = f"{convention.id}:{span.start}-{span.end}"
                yield Passage(id_, span, clause.lead_in, article, heading, clause.label, path, convention.title, reading)


def _parts(convention: Convention, clause: Span) -> Iterator[Span]:
    """A clause; when it is long, its parts of much the same length, each of whole sentences. What leans on the sentence before stays
    with it, if there is room."""
    document, parts = convention.document, math.ceil(len(clause) / _LONG)
    part, start, end = 0, clause.start, clause.start
    for sentence in sentences_of(document, clause):
        here = (sentence.start + sentence.end - 2 * clause.start) * parts // (2 * len(clause))
        leans = sentence.end - start <= _LONG and _LEANS.match(fold(document.quote(sentence)))
        if here > part and end > start and not leans:
            yield document.span(start, end)
            part, start = here, sentence.start
        end = sentence.end
    yield document.span(start, end)
