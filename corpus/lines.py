"""The lines of a text, and how they make paragraphs: hard wraps, indents, list markers, page marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.fold import fold

# "- identifier", "– évaluer", "• une", "a) le", "1° Sécurité"; a scan's bullets: "e une réunion", "¢ une formation"
_MARKER = re.compile(r"(?:[-*•·▪◦●○■□➢➔→✓❖]+|\d{1,2}\s?°|\d{1,2}\)|[a-z]\s?\)|[ivx]{1,4}\s?\)|[a-z]°)\s*(?=\S)|[e¢o]\s+(?=[a-z])")
# "Page 1 — Annexe de la délibération", "page 2 sur 9", "- 4 -", "3/12"
_PAGE_MARK = re.compile(r"\W{0,3}(?:page\s*\d{1,4}\b.{0,80}|-\s*\d{1,4}\s*-|(\d{1,3})\s*/\s*(\d{1,3}))\W{0,3}")
_SENTENCE_END = re.compile(r"[.;:!?…][\s\"”»)]*$")
_HARD_WRAP_MAX_WIDTH = 130
_FULL_LINE_SHARE = 0.75  # a line that fills this share of the width was cut by the width, not by its author


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its surrounding white space; `[start, end)` are its offsets in the text."""

    start: int
    end: int
    text: str
    folded: str
    is_indented: bool

    @property
    def is_page_mark(self) -> bool:
        found = _PAGE_MARK.fullmatch(self.folded)
        return found is not None and (found[1] is None or int(found[1]) <= int(found[2]))

    @property
    def marker(self) -> str:
        """The list marker that opens the line, with its spaces; empty when there is none."""
        found = _MARKER.match(self.folded)
        return self.text[: found.end()] if found else ""

    @property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Consecutive lines that belong together. `marker` opens it when it is a list item."""

    start: int
    end: int
    text: str
    marker: str

    @property
    def is_lead_in(self) -> bool:
        """It announces what follows: "La Région s'engage à :"."""
        return self.text.rstrip().endswith(":")


def lines_of(text: str) -> tuple[Line, ...]:
    """Every line of `text`, blank ones included, in order."""
    lines, offset = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        start = offset + (len(raw) - len(raw.lstrip())) if stripped else offset
        lines.append(Line(start, start + len(stripped), stripped, fold(stripped), bool(stripped) and raw[0].isspace()))
        offset += len(raw) + 1
    return tuple(lines)


def wrap_width(lines: Sequence[Line]) -> int:
    """The width at which the text was hard-wrapped, in characters; 0 when each paragraph stands on one line."""
    widths = sorted(len(line.text) for line in lines if line.text)
    if not widths:
        return 0
    width = widths[int(0.95 * (len(widths) - 1))]
    full = sum(w >= _FULL_LINE_SHARE * width for w in widths)
    return width if 40 <= width <= _HARD_WRAP_MAX_WIDTH and full >= 0.3 * len(widths) else 0


def paragraphs(lines: Sequence[Line], width: int) -> Iterator[Paragraph]:
    """Groups lines into paragraphs; blank lines and page marks separate them, unless the sentence plainly goes on.

    `width` is the text's `wrap_width`. A scan often puts a blank line, or a page mark, in the middle of a sentence.
    """
    group: list[Line] = []
    was_separated = False
    for line in lines:
        if not line.text or line.is_page_mark:
            was_separated = bool(group)
            continue
        if group and _begins_paragraph(line, group[-1], width, was_separated):
            yield _paragraph(group)
            group = []
        group.append(line)
        was_separated = False
    if group:
        yield _paragraph(group)


def _begins_paragraph(line: Line, previous: Line, width: int, was_separated: bool) -> bool:
    if line.marker:
        return True
    goes_on = not previous.ends_sentence and (
        line.text[0].islower() or (bool(width) and len(previous.text) >= _FULL_LINE_SHARE * width)
    )
    if was_separated:
        return not goes_on
    if not width:
        return not goes_on
    is_full = len(previous.text) >= _FULL_LINE_SHARE * width
    return previous.ends_sentence and (line.is_indented or (not is_full and not line.text[0].islower()))


def _paragraph(group: Sequence[Line]) -> Paragraph:
    marker = group[0].marker
    return Paragraph(group[0].start, group[-1].end, "\n".join(line.text for line in group), marker)
