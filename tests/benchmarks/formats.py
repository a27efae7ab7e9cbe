"""Compares readers of files by the articles that their texts give.

    python -m tests.benchmarks.formats TRUTH FOLDER...

TRUTH holds texts; each FOLDER the same, by their stems, in another format. Prints, for each folder and each library at hand, how
many articles have their number and title right, the seconds a page (or a file) and the peak memory. Libraries that are not
installed are left out; ours is what `corpus.extract` does. The files are made by LibreOffice, for example:

    soffice --headless --infilter="Text (encoded):UTF8" --convert-to odt --outdir odt conventions/*.txt
"""

import json
import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

from corpus import Convention, ConventionError, Document, Limits, parse_file, understand
from corpus.extract.kinds import KIND_OF_EXTENSION
from tests.benchmarks.scans import plain

# Each prints {"text": …, "pages": n} for the file that it is given.
_PRINT = "import sys, json\nprint(json.dumps({'text': text, 'pages': pages}))"
_LIBRARIES = {
    "kreuzberg": (
        "import sys\nfrom kreuzberg import *\nscan = len(sys.argv) > 2\n"
        "config = ExtractionConfig(force_ocr=scan, ocr=OcrConfig(backend='tesseract', language='fra') if scan else None)\n"
        "text = extract_file_sync(sys.argv[1], config=config).content\npages = 0\n",
        (".docx", ".odt", ".pdf", "scan"),
    ),
    "pypdfium2": (
        "import sys, pypdfium2\nd = pypdfium2.PdfDocument(sys.argv[1])\npages = len(d)\n"
        "text = '\\f'.join(p.get_textpage().get_text_range().replace('\\r', '') for p in d)\n",
        (".pdf",),
    ),
    "pdfplumber": (
        "import sys, pdfplumber\nd = pdfplumber.open(sys.argv[1])\npages = len(d.pages)\n"
        "text = '\\f'.join(p.extract_text() or '' for p in d.pages)\n",
        (".pdf",),
    ),
    "docx": (
        "import sys, docx\ntext = '\\n\\n'.join(p.text for p in docx.Document(sys.argv[1]).paragraphs)\npages = 0\n",
        (".docx",),
    ),
    "odf": (
        "import sys\nfrom odf import opendocument, text as t, teletype\n"
        "text = '\\n\\n'.join(teletype.extractText(p) for p in opendocument.load(sys.argv[1]).getElementsByType(t.P))\npages = 0\n",
        (".odt",),
    ),
}  # fmt: skip


def articles(convention: Convention | None) -> list[tuple[str, str]]:
    return [(a.number, plain(a.heading).casefold()) for a in convention.walk()] if convention else []


def read_by(library: str, path: Path, is_scan: bool) -> tuple[Convention | None, int, float, float]:
    """What the library's text gives: the convention, the pages, the seconds and the megabytes of a process of its own."""
    if library == "ours":
        request = {"path": str(path.resolve()), "kind": KIND_OF_EXTENSION[path.suffix], "limits": asdict(Limits())}
        command = [sys.executable, "-m", "corpus.extract", json.dumps(request)]
    else:
        command = [sys.executable, "-c", _LIBRARIES[library][0] + _PRINT, str(path), *(["scan"] if is_scan else [])]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"}
    )
    peak = 0
    with process, open(f"/proc/{process.pid}/status") as status:  # noqa: PTH123  Linux's own account: the child's, since its start
        assert process.stdout is not None
        reader = threading.Thread(target=lambda: outputs.append(process.stdout.read()))  # type: ignore[union-attr]
        outputs: list[str] = []
        reader.start()
        while reader.is_alive():
            status.seek(0)
            found = re.search(r"VmHWM:\s*(\d+)", status.read())
            peak = max(peak, int(found[1])) if found else peak
            reader.join(0.01)
    seconds = time.perf_counter() - started
    try:
        said = json.loads(outputs[0].splitlines()[-1])
        said = said.get("extracted", said)
        starts = tuple(said.get("page_starts", ()))
        document = Document(path.stem, path.stem, said["text"], starts, path, said.get("margins_start"))
        return understand(document), len(starts) or said.get("pages", 0), seconds, peak / 1024
    except (ConventionError, IndexError, KeyError, json.JSONDecodeError):
        return None, 0, seconds, peak / 1024


def main(truth: Path, folders: list[Path]) -> None:
    print(f"{'dossier':28} {'bibliothèque':12} articles justes      s/page   Mo (pic)")
    for folder in folders:
        files = [f for f in sorted(folder.iterdir()) if (truth / f"{f.stem}.txt").exists()]
        is_scan = "scan" in folder.name
        kind = "scan" if is_scan else files[0].suffix
        libraries = ["ours", *(n for n, (_, kinds) in _LIBRARIES.items() if kind in kinds and find_spec(n))]
        pages_of: dict[str, int] = {}
        for library in libraries:
            right = expected = 0
            total = peak = 0.0
            for file in files:
                wanted = articles(parse_file(truth / f"{file.stem}.txt"))
                found, pages, seconds, megabytes = read_by(library, file, is_scan)
                pages_of[file.stem] = pages_of.get(file.stem) or pages or 1
                got = articles(found)
                right += sum(article in got and got.remove(article) is None for article in wanted)
                expected += len(wanted)
                total += seconds
                peak = max(peak, megabytes)
            a_page = total / sum(pages_of.values())
            print(
                f"{folder.name:28} {library:12} {right:5}/{expected:<5} {right / expected:6.1%}  {a_page:8.3f}  {peak:8.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(argument) for argument in sys.argv[2:]])
