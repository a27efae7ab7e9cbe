"""A PDF becomes pages of printed lines: from its characters where it has some, from its picture where it is a scan."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.errors import NoOpticalReader
from corpus.extract.kinds import under_password
from corpus.extract.layout import Piece, Row, lines_of_page, split_at_gaps
from corpus.extract.scan import MAX_PIXELS, RESOLUTION_DPI, ScannedPage, check_pages, read_picture, without_reader
from corpus.marks import is_mark

_MIN_CHARACTERS = 25  # a page with fewer letters that holds a picture is a scan
_MIN_CHARACTERS_ON_PICTURE = 200  # more are wanted when the picture is the page: a service wrote a few words on the scan
_COVERED_SHARE = 0.6
_MAX_UNREADABLE_SHARE = 0.2  # a font without a table of characters gives private or undefined ones: the page is read as a picture
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st", 0xAD: None}
_BULLETS = re.compile(r"^[\ue000-\uf8ff](?=\s|$)")  # the signs of Word's Symbol and Wingdings fonts: "\uf0b7 une réunion"
_HYPHENS = {2, 0xFFFE}  # how PDFium gives the hyphen at the end of a cut word
_UNREADABLE = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0b\x0e-\x1f]")


def read_pdf(path: Path, max_pages: int, progress: Callable[[int, int], None]) -> list[ScannedPage]:
    """The lines of each page, in reading order; a page without a confidence was not a scan.

    Raises:
        EncryptedFile, TooManyPages, NoOpticalReader: each message names the remedy.
        pdfium.PdfiumError: the file is corrupt.
    """
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise under_password(path) from error
        raise
    check_pages(path, len(document), max_pages)
    pages = list(_pages(document, progress))
    if pages and all(page.is_unread or not page.lines for page in pages) and any(page.is_unread for page in pages):
        raise NoOpticalReader(without_reader(path))
    return pages


def _pages(document: pdfium.PdfDocument, progress: Callable[[int, int], None]) -> Iterator[ScannedPage]:
    """Scans are read as many at a time as there are processors: Tesseract runs beside us, PDFium takes one caller only."""
    at_once = os.cpu_count() or 1
    with ThreadPoolExecutor(at_once) as readers:
        for first in range(0, len(document), at_once):
            batch: list[ScannedPage | Future[ScannedPage]] = []
            for number in range(first, min(first + at_once, len(document))):
                page = document[number]
                rows = list(_rows(page))
                if _is_scan(page, rows):
                    scale = min(RESOLUTION_DPI / 72, (MAX_PIXELS / (page.get_width() * page.get_height())) ** 0.5)
                    picture = page.render(scale=scale, grayscale=True).to_pil()
                    batch.append(readers.submit(read_picture, picture))
                else:
                    batch.append(ScannedPage(lines_of_page(rows)))
            for number, page in enumerate(batch, first + 1):
                yield page.result() if isinstance(page, Future) else page
                progress(number, len(document))


def _is_scan(page: Any, rows: Sequence[Row]) -> bool:
    """A picture with hardly a letter on it but a stamp's, or characters that a faulty font does not name."""
    text = "".join(piece.text for row in rows for piece in row if not is_mark(piece.text))
    if len(_UNREADABLE.findall(text)) > _MAX_UNREADABLE_SHARE * len(text):
        return True
    pictures = [o.get_bounds() for o in page.get_objects(max_depth=3) if o.type == pdfium_c.FPDF_PAGEOBJ_IMAGE]
    covered = max(((right - left) * (top - bottom) for left, bottom, right, top in pictures), default=0.0)
    is_covered = covered >= _COVERED_SHARE * page.get_width() * page.get_height()
    return bool(pictures) and sum(c.isalnum() for c in text) < (_MIN_CHARACTERS_ON_PICTURE if is_covered else _MIN_CHARACTERS)


def _rows(page: Any) -> Iterator[Row]:
    """The printed lines, in the order of the file; PDFium ends each with a line break of its own."""
    textpage = page.get_textpage()
    height = page.get_height()
    pieces: list[Piece] = []
    characters: list[str] = []
    box: list[float] = []

    def end_piece() -> None:
        text = _BULLETS.sub("•", " ".join("".join(characters).split()))
        if text and box:
            pieces.append(Piece(text, box[0], height - box[3], box[2], height - box[1]))
        characters.clear()
        box.clear()

    for index in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13):
            end_piece()
            if pieces:
                yield split_at_gaps(sorted(pieces, key=lambda p: p.left))
                pieces = []
            continue
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
        is_drawn = right > left and not pdfium_c.FPDFText_IsGenerated(textpage, index)
        if is_drawn:
            size = max(top - bottom, 1.0)
            if box and (left - box[2] > size or left < box[0] - size):
                end_piece()
            if code != 32:
                box[:] = (
                    [min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)]
                    if box
                    else [left, bottom, right, top]
                )
        characters.append("-" if code in _HYPHENS else chr(code).translate(_LIGATURES) if code else "")
    end_piece()
    if pieces:
        yield split_at_gaps(sorted(pieces, key=lambda p: p.left))
