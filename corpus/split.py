"""A text becomes sections, articles, clauses and what belongs to no convention; together they tile it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.appended import SIGNED
from corpus.candidates import unwrapped
from corpus.headings import headings
from corpus.lines import Line, Paragraph, lines_of, paragraphs, wrap_width
from corpus.party_blocks import OPENS_PARTIES, RETURNS_TO_PARTIES, party_blocks
from corpus.types import Article, Clause, Document, Section, SectionKind, Span, Unclassified

VERSION = "14"  # raise it when the same text would split otherwise: the index then says that it must be rebuilt

SECTION_NAMES: dict[SectionKind, str] = {
    "parties": "Parties", "visas": "Visas", "preambule": "Préambule", "signatures": "Signatures",
}  # fmt: skip

_AGREEMENT = r"(?:c ?o ?n ?v ?e ?n ?t ?i ?o ?n|avenant|contrat|accord|protocole|charte|pacte|marche|bail|traite|entente|cahier des charges|reglement(?! \())"
_TITLE = re.compile(
    rf"(?:[#*\s]|\{{%[^%]*%\}})*(?:projet d[e'] ?|modele d[e'] ?)?{_AGREEMENT}(?:[- ]?(?:type|cadre))?\b.{{0,250}}"
)
_MAY_BE_A_BODY = re.compile(r"[#*\s]*entente\b")  # "ENTENTE INTERDÉPARTEMENTALE", above "PROTOCOLE DE COOPÉRATION"
_VISA = re.compile(r"\W*(?:\[[^\]]*\]\s*)?(?:vu\b|considerant\b)")
_PREAMBLE = re.compile(
    r"\W*(?:preambule|expose(?: des motifs| prealable)?\W*$|contexte\W*$|il (?:est|a ete) (?:prealablement |tout d'abord )?(?:convenu|conclu|expose|rappele|arrete)"
    r"|(?:les parties )?(?:sont|ont|est) convenu|etant prealablement|ceci (?:etant )?expose|apres avoir)"
)
# "Entre le préfet de... et le maire de..., il est convenu ce qui suit :"
_PARTIES_END = re.compile(r".*\b(?:convenu|arrete|expose)\b.{0,20}\bce qui suit\W*")
# What opens a page of another file: a memorandum, a letter, a bill; or the header fields of one.
_FOREIGN_TITLE = re.compile(
    r"\W*(?:memorandum|memo|telecopie|fax|bordereau(?: d'envoi)?|facture|note de service|courrier|courriel)\W*"
)
_FOREIGN_FIELD = re.compile(r"(?:to|from|subject|cc|de|a|objet|destinataire|expediteur)\s*:\s*\S.*")


@dataclass(frozen=True, slots=True)
class Structure:
    """What `split` finds. `sections`, top-level `articles` and `unclassified` tile the text."""

    title_span: Span | None
    sections: tuple[Section, ...]
    articles: tuple[Article, ...]
    unclassified: tuple[Unclassified, ...]
    page_marks: tuple[Span, ...]


def split(document: Document) -> Structure:
    """Splits any convention. A text without an article has sections only."""
    return _Splitter(document).structure()


class _Splitter:
    """Holds the lines of one document while its structure is read off."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.limit = len(document.text) if document.margins_start is None else document.margins_start
        self.lines = lines_of(document.text[: self.limit], may_have_margins=document.margins_start is None)
        self.width = wrap_width(self.lines, is_printed=document.margins_start is not None and bool(document.page_starts))
        self.headings = headings(self.lines, self.width)
        self._line_starts = [line.start for line in self.lines]

    def structure(self) -> Structure:
        signed, foreign = self._ending()
        front_end = min([signed, *(self._line_offset(h.first_line) for h in self.headings[:1])])
        title, sections, unclassified = self._front(0, front_end)
        cut = next((i for i, h in enumerate(self.headings) if self._line_offset(h.first_line) >= signed), len(self.headings))
        articles = self._articles(0, cut, signed) + self._articles(cut, len(self.headings), foreign)
        articles = _numbered_by_path(articles)
        if signed < foreign:
            end = min([foreign, *(a.span.start for a in articles if a.span.start >= signed)])
            sections += (self._section("signatures", signed, end),)
        if foreign < self.limit:
            unclassified += (Unclassified(self._span(foreign, self.limit), "page étrangère à la convention"),)
        if self.limit < len(self.document.text):
            unclassified += (Unclassified(self._span(self.limit, len(self.document.text)), "marges des pages"),)
        marks = tuple(self._span(line.start, line.end) for line in self.lines if line.text and line.mark)
        return Structure(title, sections, articles, unclassified, marks)

    # --- what stands before the first article

    def _front(self, start: int, end: int) -> tuple[Span | None, tuple[Section, ...], tuple[Unclassified, ...]]:
        """Masthead, title, parties, visas, preamble: a walk through the lines, each of which may change the state."""
        lines = [line for line in self._between(start, end) if line.text]
        first_cue = next((line for line in lines if OPENS_PARTIES.fullmatch(line.folded) or _VISA.match(line.folded)), None)
        above = [line for line in lines if not first_cue or line.start <= first_cue.start]
        titles = [line for line in above if _TITLE.fullmatch(line.folded) and not _PREAMBLE.match(line.folded)]
        title = next((line for line in titles if not _MAY_BE_A_BODY.match(line.folded)), titles[0] if titles else None)
        state: SectionKind = "parties" if any(OPENS_PARTIES.fullmatch(line.folded) for line in lines) else "preambule"
        tiles: list[tuple[int, SectionKind | None]] = [(start, state)]
        if title and title is not lines[0]:
            tiles = [(start, None), (self._line_offset(self._index(title)), state)]
        reasons = {start: "en-tête étranger à la convention"}
        previous: Line | None = None
        for line in lines:
            if title and line.start <= title.start:
                continue
            kind: SectionKind | None = None
            if not line.mark:
                kind = state = self._state_after(state, line, previous)
                previous = line
            at = self._line_offset(self._index(line))
            if kind != tiles[-1][1] or (kind is None and reasons.get(tiles[-1][0]) != line.mark):
                tiles.append((at, kind))
                reasons[at] = line.mark
        sections, unclassified = [], []
        for (tile_start, kind), tile_end in zip(tiles, [*(t[0] for t in tiles[1:]), end], strict=True):
            if tile_start == tile_end:
                continue
            if kind is None:
                unclassified.append(Unclassified(self._span(tile_start, tile_end), reasons[tile_start]))
            else:
                sections.append(self._section(kind, tile_start, tile_end))
        title_span = self._span(title.start, unwrapped(self.lines, self._index(title), self.width).end) if title else None
        return title_span, tuple(sections), tuple(unclassified)

    def _state_after(self, state: SectionKind, line: Line, previous: Line | None) -> SectionKind:
        if _PREAMBLE.match(line.folded):
            return "preambule"
        if _VISA.match(line.folded) and line.text[0].isupper() | (line.text[0] in "[-"):
            return "visas"
        if state == "parties" and previous and _PARTIES_END.fullmatch(previous.folded):
            return "preambule"
        if state != "parties" and RETURNS_TO_PARTIES.fullmatch(line.folded):
            return "parties"
        if state == "visas" and previous and self._opens_text_after_visas(line, previous):
            return "preambule"
        return state

    def _opens_text_after_visas(self, line: Line, previous: Line) -> bool:
        separated = any(not between.text for between in self.lines[self._index(previous) : self._index(line)])
        return separated and previous.ends_sentence and not line.text[0].islower() and not line.marker

    # --- articles

    def _articles(self, first: int, last: int, limit: int) -> tuple[Article, ...]:
        """The articles of headings `[first, last)`, up to the offset `limit`; each takes in the deeper ones below it."""
        found = []
        at = first
        while at < last:
            depth = self.headings[at].depth
            after = next((i for i in range(at + 1, last) if self.headings[i].depth <= depth), last)
            end = self._line_offset(self.headings[after].first_line) if after < last else limit
            found.append(self._article(at, after, end))
            at = after
        return tuple(found)

    def _article(self, at: int, after: int, end: int) -> Article:
        heading = self.headings[at]
        children = self._articles(at + 1, after, end)
        own_end = children[0].span.start if children else end
        head = self._span(self.lines[heading.first_line].start, heading.end)
        is_named = heading.kind in ("division", "annexe", "named", "titled", "appended")
        name = heading.number if is_named else f"article {heading.number}"
        clauses = self._clauses(heading.end, own_end, name[:1].upper() + name[1:])
        span = self._span(self._line_offset(heading.first_line), end)
        return Article(heading.number, heading.title, span, head, children, clauses)

    # --- what stands after the last article

    def _ending(self) -> tuple[int, int]:
        """Where the signatures begin, and where what is foreign to the convention begins; the text's end when nothing does."""
        annexe = next((h.first_line for h in self.headings if h.kind in ("annexe", "appended")), len(self.lines))
        last = [h.last_line for h in self.headings if h.first_line < annexe]
        signed = next((i for i in range(last[-1] + 1 if last else 0, annexe) if SIGNED.fullmatch(self.lines[i].folded)), None)
        if signed is None:
            return self.limit, self.limit
        last_opened = max(
            [signed, *(h.last_line for h in self.headings)]
        )  # an annex after a stray page is still the convention's
        foreign = next((i for i in range(last_opened, len(self.lines)) if self._opens_foreign_page(i)), None)
        return self._line_offset(signed), self._line_offset(foreign) if foreign is not None else self.limit

    def _opens_foreign_page(self, index: int) -> bool:
        line = self.lines[index]
        if not line.text:
            return False
        following = [other.folded for other in self.lines[index + 1 :] if other.text][:3]
        fields = sum(bool(_FOREIGN_FIELD.fullmatch(f)) for f in following)
        return bool(_FOREIGN_TITLE.fullmatch(line.folded)) or (line.text.isupper() and fields >= 2)

    # --- clauses

    def _section(self, kind: SectionKind, start: int, end: int) -> Section:
        name = SECTION_NAMES[kind]
        if kind == "parties":
            blocks = party_blocks(self.document, self._between(start, end))
            clauses = tuple(Clause(f"Parties, bloc {n}", span) for n, span in enumerate(blocks, 1))
        else:
            clauses = self._clauses(start, end, name)
        return Section(kind, self._span(start, end), clauses)

    def _clauses(self, start: int, end: int, name: str) -> tuple[Clause, ...]:
        """Alinéas and list items of `[start, end)`, in order; an item carries the span of its lead-in."""
        clauses: list[Clause] = []
        lead_in: Paragraph | None = None
        alinea = item = 0
        for paragraph in self._paragraphs(start, end):
            if paragraph.marker and (lead_in or item):
                item += 1
                span = self._span(paragraph.start, paragraph.end)
                clauses.append(Clause(f"{name}, alinéa {max(alinea, 1)}, point {item}", span, self._lead_in(lead_in)))
                continue
            alinea, item = alinea + 1, 0
            lead_in = paragraph if paragraph.is_lead_in else None
            clauses.append(Clause(f"{name}, alinéa {alinea}", self._span(paragraph.start, paragraph.end)))
        return tuple(clauses)

    def _lead_in(self, paragraph: Paragraph | None) -> Span | None:
        return self._span(paragraph.start, paragraph.end) if paragraph else None

    def _paragraphs(self, start: int, end: int) -> Iterator[Paragraph]:
        return paragraphs(self._between(start, end), self.width)

    def _between(self, start: int, end: int) -> list[Line]:
        """The lines of `[start, end)`; the first is cut where `start` falls inside it."""
        first = max(0, bisect_left(self._line_starts, start + 1) - 1)
        last = bisect_left(self._line_starts, end)
        lines = list(self.lines[first:last])
        if lines and lines[0].start < start:
            cut = lines[0]
            rest = self.document.text[start : cut.end] if start < cut.end else ""
            body = rest.lstrip(" \t.:;-–—)*_|")
            lines[0] = lines_of(body)[0] if body else lines[0]
            offset = cut.end - len(body)
            lines[0] = Line(offset, cut.end, body, lines[0].folded, False) if body else Line(start, start, "", "", False)
        return lines

    def _index(self, line: Line) -> int:
        return bisect_left(self._line_starts, line.start)

    def _line_offset(self, index: int) -> int:
        """The offset at which a line begins, its indent included: tiles meet there."""
        start = self.lines[index].start
        return self.document.text.rfind("\n", 0, start) + 1

    def _span(self, start: int, end: int) -> Span:
        return self.document.span(start, end)


def _numbered_by_path(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """Gives the articles whose number repeats in the document the path that tells them apart."""
    counts = Counter(a.number for top in articles for a in top.walk())
    seen: Counter[str] = Counter()

    def rename(article: Article, path: str) -> Article:
        number = article.number
        if counts[number] > 1 and path:
            number = f"{path} / {number}"
        seen[number] += 1
        if seen[number] > 1:  # the same number twice on the same path: "8", then "8 (2)"
            number = f"{number} ({seen[number]})"
        here = (
            f"{path} / {article.number}"
            if path and article.number.split(" ")[0] in ("titre", "chapitre", "section", "partie", "livre")
            else article.number
        )
        children = tuple(rename(child, here if _is_division(article) else path) for child in article.children)
        clauses = (
            tuple(Clause(c.label.replace(article.number, number, 1), c.span, c.lead_in) for c in article.clauses)
            if number != article.number
            else article.clauses
        )
        return Article(number, article.heading, article.span, article.heading_span, children, clauses)

    return tuple(rename(article, "") for article in articles)


def _is_division(article: Article) -> bool:
    return not re.match(r"\d", article.number)


def characters_outside(structure: Structure, length: int) -> list[tuple[int, int]]:
    """The ranges of `[0, length)` that no tile holds, or that two hold: empty when the text is tiled."""
    tiles: Sequence[Span] = sorted(
        [s.span for s in structure.sections] + [a.span for a in structure.articles] + [u.span for u in structure.unclassified]
    )
    wrong, at = [], 0
    for tile in tiles:
        if tile.start != at:
            wrong.append((min(at, tile.start), max(at, tile.start)))
        at = tile.end
    return wrong + ([(at, length)] if at != length else [])
