"""The process that reads one file: `python -m corpus.extract REQUEST`, a JSON object; answers in JSON lines on its output.

Each line is `{"page": n, "pages": m}` while it reads, then one `{"extracted": …}` or `{"error": …, "message": …}`. Any other
end (a crash, an exception of a library on a corrupt file) is for the parent to tell.
"""

import json
import re
import sys
import zipfile
from pathlib import Path

from corpus.errors import DocumentError, TooMuchUnpacked
from corpus.extract.kinds import Kind
from corpus.extract.layout import Layout, laid_out
from corpus.extract.limits import Limits
from corpus.extract.scan import ScannedPage

_HALF = re.compile("[\ud800-\udfff]")  # PDFium gives what lies beyond the basic plane as two halves: same length, no character


def main(request: str) -> None:
    asked = json.loads(request)
    limits = Limits(**asked["limits"])
    _limit_memory(limits)
    try:
        answer: dict[str, object] = {"extracted": _extract(Path(asked["path"]), asked["kind"], limits)}
    except DocumentError as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    _say(answer)


def _extract(path: Path, kind: Kind, limits: Limits) -> dict[str, object]:
    if kind in ("pdf", "picture"):
        pages = _pages(path, kind, limits)
        layout = laid_out([page.lines for page in pages])
        confidences = [page.confidence for page in pages]
        unread = [number for number, page in enumerate(pages, 1) if page.is_unread]
        return _answer(layout, confidences, unread)
    if kind == "html":
        from corpus.extract.html import read_html

        blocks = read_html(path)
    else:
        _check_unpacked(path, limits)
        if kind == "word":
            from corpus.extract.word import read_word

            blocks = read_word(path)
        else:
            from corpus.extract.opendocument import read_opendocument

            blocks = read_opendocument(path)
    text = "\n\n".join(block.replace("\r", "") for block in blocks) + "\n"
    return _answer(Layout(text, (), len(text)), [], [])


def _pages(path: Path, kind: Kind, limits: Limits) -> list[ScannedPage]:
    def progress(page: int, pages: int) -> None:
        _say({"page": page, "pages": pages})

    if kind == "pdf":
        from corpus.extract.pdf import read_pdf

        return read_pdf(path, limits.max_pages, progress)
    from corpus.extract.scan import read_scan

    return read_scan(path, limits.max_pages, progress)


def _answer(layout: Layout, confidences: list[float | None], unread: list[int]) -> dict[str, object]:
    text = _HALF.sub("\ufffd", layout.text)
    return {
        "text": text, "page_starts": layout.page_starts, "margins_start": layout.margins_start, "confidences": confidences,
        "unread_pages": unread,
    }  # fmt: skip


def _check_unpacked(path: Path, limits: Limits) -> None:
    """Word and OpenDocument files are archives: a small one may unpack into gigabytes."""
    with zipfile.ZipFile(path) as archive:
        megabytes = sum(member.file_size for member in archive.infolist()) / 1e6
    if megabytes > limits.max_unpacked_megabytes:
        raise TooMuchUnpacked(
            f"{path.name} : le fichier se déploie en {megabytes:.0f} Mo, au-delà de la limite de {limits.max_unpacked_megabytes} Mo. "
            "Il n'a pas été ouvert : vérifiez d'où il vient."
        )


def _limit_memory(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit stays
        return
    size = limits.max_memory_megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _say(value: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
