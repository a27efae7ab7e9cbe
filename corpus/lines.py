"""The lines of a text, and how they make paragraphs: hard wraps, indents, list markers, page marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.fold import fold
from corpus.marks import CONTENTS, MARGIN, contents_lines, margin_lines, mark_of

# "- identifier", "– évaluer", "• une", "a) le", "b. le", "1° Sécurité", "2. La"; a scan's bullets: "e une réunion", "¢ une formation"
_MARKER = re.compile(
    r"(?:[-*•·▪◦●○■□➢➔→✓❖]+|\d{1,2}\s?°|\d{1,2}\)|\d{1,2}\.(?=\s)|[a-z]\s?\)|[a-h]\.(?=\s)|[ivx]{1,4}\s?\)|[a-z]°)\s*(?=\S)|[e¢o]\s+(?=[a-z])"
)
_SENTENCE_END = re.compile(r"(?:[;:!?…]|(?<![.\s][A-Z])\.)[\s\"”»)]*$")  # "T.V.A." ends none
_CELLS = " | "  # between the cells of a table: each row stands for itself
_HARD_WRAP_MAX_WIDTH = 130
FULL_LINE_SHARE = 0.75  # a line that fills this share of the width was cut by the width, not by its author


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its surrounding white space; `[start, end)` are its offsets in the text.

    `mark` says what it is when it belongs to no clause ("marque de page", "table des matières"); empty otherwise.
    """

    start: int
    end: int
    text: str
    folded: str
    is_indented: bool
    mark: str = ""

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


def lines_of(text: str, may_have_margins: bool = True) -> tuple[Line, ...]:
    """Every line of `text`, blank ones included, in order. Where a form feed begins each page, running heads are marks too,
    unless they were already taken out."""
    raws = text.split("\n")
    marks = dict.fromkeys(contents_lines(raws), CONTENTS)
    if may_have_margins and "\f" in text:
        marks |= dict.fromkeys(_margins(raws), MARGIN)
    lines, offset = [], 0
    for index, raw in enumerate(raws):
        stripped = raw.strip()
        start = offset + (len(raw) - len(raw.lstrip())) if stripped else offset
        mark = marks.get(index, "") or mark_of(stripped)
        lines.append(Line(start, start + len(stripped), stripped, fold(stripped), bool(stripped) and raw[0].isspace(), mark))
        offset += len(raw) + 1
    return tuple(lines)


def _margins(raws: Sequence[str]) -> Iterator[int]:
    """The running heads of a text whose pages each begin on a form feed."""
    firsts = [0, *(index for index, raw in enumerate(raws) if index and "\f" in raw)]
    pages = [raws[first:last] for first, last in zip(firsts, [*firsts[1:], len(raws)], strict=True)]
    return (firsts[page] + index for page, index in margin_lines(pages))


def wrap_width(lines: Sequence[Line], is_printed: bool = False) -> int:
    """The width at which the text was hard-wrapped, in characters; 0 when each paragraph stands on one line.

    A printed page always was, however many of its lines are the short ones of a form or a table.
    """
    widths = sorted(len(line.text) for line in lines if line.text)
    if not widths:
        return 0
    width = widths[int(0.95 * (len(widths) - 1))]
    full = sum(w >= FULL_LINE_SHARE * width for w in widths)
    return width if 40 <= width <= _HARD_WRAP_MAX_WIDTH and (is_printed or full >= 0.3 * len(widths)) else 0


def paragraphs(lines: Sequence[Line], width: int) -> Iterator[Paragraph]:
    """Groups lines into paragraphs; blank lines and page marks separate them, unless the sentence plainly goes on.

    `width` is the text's `wrap_width`. A scan often puts a blank line, or a page mark, in the middle of a sentence.
    """
    group: list[Line] = []
    was_separated = False
    for line in lines:
        if not line.text or line.mark:
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
    if _CELLS in previous.text or _CELLS in line.text:
        return not line.text[0].islower()
    goes_on = not previous.ends_sentence and (
        line.text[0].islower() or (bool(width) and len(previous.text) >= FULL_LINE_SHARE * width)
    )
    if was_separated:
        return not goes_on
    if not width:
        return not goes_on
    is_full = len(previous.text) >= FULL_LINE_SHARE * width
    return previous.ends_sentence and (line.is_indented or (not is_full and not line.text[0].islower()))


def _paragraph(group: Sequence[Line]) -> Paragraph:
    marker = group[0].marker
    return Paragraph(group[0].start, group[-1].end, "\n".join(line.text for line in group), marker)
