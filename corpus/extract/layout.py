"""Printed lines, wherever they stand on their page, become one text in the order in which a person reads them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.fold import fold
from corpus.marks import is_mark, margin_lines

CELL_GAP = "   "  # what stands for a wide gap inside a line: after a number, between two signature blocks
CELL_BAR = " | "  # and between the cells of a table
_WIDE_GAP = 2.0  # in line heights: wider than any gap of justified text
_PARAGRAPH_GAP = 1.3  # a step between lines that is this many times the usual one is a blank line
_NUMBERED = re.compile(r"\W*(?:article|art\b|titre|chapitre|section|annexe|[ivx]+\b|\d+(?:\.\d+)*\.?\s{3})")
_MIN_COLUMN_LINES = 6
_MIN_COLUMN_CHARACTERS = 25  # on average; shorter pieces side by side are the cells of a table


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters printed side by side without a wide gap. In points from the top left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


Row = tuple[Piece, ...]  # the pieces of one printed line, from left to right


@dataclass(frozen=True, slots=True)
class Layout:
    """`text[:margins_start]` is the pages' own matter, page by page; what follows stood in their margins."""

    text: str
    page_starts: tuple[int, ...]
    margins_start: int


def split_at_gaps(pieces: Sequence[Piece]) -> Row:
    """Joins what stands close together in one printed line; what is left apart is told apart by a wide gap."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and piece.left - joined[-1].right < _WIDE_GAP * max(piece.height, joined[-1].height):
            before = joined.pop()
            piece = Piece(
                f"{before.text} {piece.text}",
                before.left,
                min(before.top, piece.top),
                piece.right,
                max(before.bottom, piece.bottom),
            )
        joined.append(piece)
    return tuple(joined)


def lines_of_page(rows: Sequence[Row]) -> list[str]:
    """The lines of one page, in reading order, with blank lines where paragraphs stand apart.

    `rows` come in the order of the file, which is kept where pieces stand side by side: it goes cell by cell in a table
    and column by column in a two-column page, as a person would.
    """
    rows = [row for row in rows if row]
    if not rows:
        return []
    columns = _columns(rows)
    ordered = columns if columns else rows if _stand_side_by_side(rows) else sorted(rows, key=lambda row: row[0].top)
    step = _usual_step(ordered)
    lines: list[str] = []
    for before, row in pairwise([None, *ordered]):
        if before and row and step and row[0].top - before[0].top > _PARAGRAPH_GAP * step:
            lines.append("")
        lines.append(CELL_GAP.join(piece.text for piece in row or ()))
    return lines


def _stand_side_by_side(rows: Sequence[Row]) -> bool:
    """Whether two rows of the file share a height on the page without sharing a place: columns, or the cells of a table."""
    for row, other in pairwise(rows):
        if other[0].bottom < row[0].bottom and (other[0].left > row[-1].right or other[-1].right < row[0].left):
            return True
    return False


def _columns(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page whose file goes across two columns, put column by column; empty when there are none."""
    cut = [row for row in rows if len(row) == 2]
    if len(cut) < _MIN_COLUMN_LINES:
        return []
    gutter_left, gutter_right = max(row[0].right for row in cut), min(row[1].left for row in cut)
    characters = [len(piece.text) for row in cut for piece in row]
    if gutter_left >= gutter_right or sum(characters) / len(characters) < _MIN_COLUMN_CHARACTERS:
        return []
    first, last = min(row[0].top for row in cut), max(row[0].top for row in cut)
    above = [row for row in rows if row[0].top < first]
    foot = _below_columns(sorted((row for row in rows if row[0].top > last), key=lambda row: row[0].top), last, _usual_step(cut))
    between = [row for row in rows if first <= row[0].top < foot]
    if any(len(row) == 1 and row[0].left < gutter_left and row[0].right > gutter_right for row in between):
        return []
    left = [(piece,) for row in between for piece in row if piece.right <= gutter_left]
    right = [(piece,) for row in between for piece in row if piece.left >= gutter_right]
    return [*above, *left, *right, *(row for row in rows if row[0].top >= foot)]


def _below_columns(rows: Sequence[Row], last: float, step: float) -> float:
    """Where the columns are over: one of them may be longer than the other, without a gap."""
    for row in rows:
        if row[0].top - last > 2 * step:
            return row[0].top
        last = row[0].top
    return float("inf")


def _usual_step(rows: Sequence[Row]) -> float:
    """The distance between two lines of one paragraph, in points: the lower half of the steps, so that gaps do not count."""
    steps = sorted(b[0].top - a[0].top for a, b in pairwise(rows) if 0 < b[0].top - a[0].top < 5 * max(a[0].height, 1))
    return median(steps[: (len(steps) + 1) // 2]) if steps else 0.0


def laid_out(pages: Sequence[Sequence[str]]) -> Layout:
    """One text: the pages' own lines, then those of their margins, which would cut a sentence that goes on overleaf.

    The margins are running heads, page numbers, and the stamps that prefectures and their services print on a page.
    """
    in_margin = margin_lines(pages)
    body: list[str] = []
    margins: list[str] = []
    starts: list[int] = []
    at = 0
    for number, page in enumerate(pages):
        kept: list[str] = []
        for index, line in enumerate(page):
            own = [cell for cell in line.split(CELL_GAP) if not is_mark(cell)]
            if (number, index) in in_margin or not own:
                if line.strip():
                    margins.append(line.strip())
            else:
                margins += [cell.strip() for cell in line.split(CELL_GAP) if cell.strip() and is_mark(cell)]
                kept.append(CELL_GAP.join(own).rstrip())
        starts.append(at)
        text = "\n".join(_with_cells(_trimmed(kept))) + "\n"
        text = text if number == len(pages) - 1 else text + "\f"
        body.append(text)
        at += len(text)
    return Layout("".join(body) + "".join(f"\n{line}" for line in dict.fromkeys(margins)), tuple(starts), at)


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[0]:
        lines = lines[1:]
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def _with_cells(lines: list[str]) -> list[str]:
    """Puts a bar between the cells of a table: two rows or more that are cut by wide gaps, and are no headings."""
    cut = [CELL_GAP in line and not _NUMBERED.match(fold(line)) for line in lines]
    rows = [is_cut and any(cut[max(0, i - 2) : i] + cut[i + 1 : i + 3]) for i, is_cut in enumerate(cut)]
    return [line.replace(CELL_GAP, CELL_BAR) if is_row else line for line, is_row in zip(lines, rows, strict=True)]
