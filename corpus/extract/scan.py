"""A picture of a page becomes printed lines, read by Tesseract with its French model."""

import csv
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median

from PIL import Image, ImageFilter, ImageOps, ImageSequence

from corpus.errors import NoOpticalReader, TooManyPages
from corpus.extract.layout import CELL_GAP

RESOLUTION_DPI = 300  # what Tesseract reads best
_A4_WIDTH_INCHES = 8.27
_MAX_ENLARGEMENT = 4.0  # a small picture is a piece of a page, not a page at 30 dots an inch
MAX_PIXELS = 120_000_000  # a page of A2 at 300 dots an inch; Pillow refuses twice as much
_WIDE_GAP = 2.0  # in line heights, as in a PDF
_SPECKLE_PIXELS = 3  # a median filter of this side: errors of 6.3 % fell to 0.1 % on a speckled page, none came on a clean one
_COMMAND, _LANGUAGE = "tesseract", "fra"


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """The lines of one page, in reading order; `confidence` in [0, 1] is the optical reader's own, None without one.
    A page is unread when it is a picture and there was no optical reader."""

    lines: list[str]
    confidence: float | None = None
    is_unread: bool = False


def read_scan(path: Path, max_pages: int, progress: Callable[[int, int], None]) -> list[ScannedPage]:
    """The pages of an image file (a TIFF may hold several).

    Raises:
        TooManyPages, NoOpticalReader: each message names the remedy.
        OSError, Image.DecompressionBombError: the file is corrupt, or too large a picture.
    """
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with Image.open(path) as image:
        count = getattr(image, "n_frames", 1)
        check_pages(path, count, max_pages)
        pages = []
        for number, frame in enumerate(ImageSequence.Iterator(image)):
            progress(number, count)
            pages.append(read_picture(_as_printed(frame)))
    if all(page.is_unread for page in pages):
        raise NoOpticalReader(without_reader(path))
    return pages


def check_pages(path: Path, count: int, max_pages: int) -> None:
    """Raises TooManyPages above the limit."""
    if count > max_pages:
        raise TooManyPages(
            f"{path.name} : {count} pages, au-delà de la limite de {max_pages}. Découpez le fichier, ou relevez CONVENTIONS_MAX_PAGES."
        )


def _as_printed(frame: Image.Image) -> Image.Image:
    """Upright, grey, near the resolution that the optical reader expects: a page of 100 dots an inch is enlarged."""
    upright: Image.Image = ImageOps.exif_transpose(frame)
    if "A" in upright.getbands() or upright.mode == "P":
        upright = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
    grey: Image.Image = upright.convert("L")
    scale = min(RESOLUTION_DPI * _A4_WIDTH_INCHES / min(grey.size), _MAX_ENLARGEMENT)
    return (
        grey.resize((round(grey.width * scale), round(grey.height * scale)), Image.Resampling.LANCZOS)
        if not 0.75 < scale < 1.15
        else grey
    )


def without_reader(path: Path) -> str:
    """What to say of a file that only an optical reader could read."""
    return (
        f"{path.name} : ce fichier est une image, et la reconnaissance de caractères (Tesseract, avec son modèle français) n'est pas "
        "installée sur ce poste. Sous Debian : apt install tesseract-ocr tesseract-ocr-fra. Le fichier sera lu dès qu'elle le sera."
    )


def has_reader() -> bool:
    """Whether Tesseract and its French model are on this machine now."""
    return _LANGUAGE in _languages()


def _languages() -> list[str]:
    command = shutil.which(_COMMAND)
    if command is None:
        return []
    return subprocess.run([command, "--list-langs"], capture_output=True, text=True, check=False).stdout.split()


@cache
def _command() -> tuple[str, ...]:
    """How a page is read on this machine; empty when it cannot be. With its model of orientation, a page upside down is read too."""
    languages = _languages()
    if _LANGUAGE not in languages:
        return ()
    return (_COMMAND, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "1" if "osd" in languages else "3", "tsv")


def read_picture(picture: Image.Image) -> ScannedPage:
    """Reads one page; without an optical reader it stays unread.

    Raises:
        subprocess.CalledProcessError: Tesseract fails on it.
    """
    if not _command():
        return ScannedPage([], is_unread=True)
    png = BytesIO()
    picture.filter(ImageFilter.MedianFilter(_SPECKLE_PIXELS)).save(
        png, "PNG", compress_level=1, dpi=(RESOLUTION_DPI, RESOLUTION_DPI)
    )
    table = subprocess.run(_command(), input=png.getvalue(), capture_output=True, check=True).stdout.decode("utf-8")
    words = [
        _Word(row) for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE) if row["text"].strip()
    ]
    lines: list[str] = []
    paragraph = None
    for place, line in groupby(words, key=lambda word: word.line):
        if paragraph is not None and place[:2] != paragraph:
            lines.append("")
        paragraph = place[:2]
        lines.append(_printed(list(line)))
    weight = sum(len(word.text) for word in words)
    return ScannedPage(lines, sum(word.confidence * len(word.text) for word in words) / weight / 100 if weight else None)


class _Word:
    """One row of Tesseract's table: a word, its place in pixels, the block, paragraph and line that hold it."""

    def __init__(self, row: dict[str, str]) -> None:
        self.text = row["text"].strip()
        self.line = tuple(int(row[key]) for key in ("block_num", "par_num", "line_num"))
        self.left, self.width, self.height = (int(row[key]) for key in ("left", "width", "height"))
        self.confidence = max(0.0, float(row["conf"]))


def _printed(words: Sequence[_Word]) -> str:
    """The words of one line; those far apart are the cells of a table."""
    height = median(word.height for word in words)
    text = words[0].text
    for before, word in pairwise(words):
        text += (CELL_GAP if word.left - before.left - before.width > _WIDE_GAP * height else " ") + word.text
    return text
