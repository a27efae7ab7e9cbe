"""How well scans are read: texts are printed, worn, read by Tesseract, and compared with the truth.

    python -m tests.benchmarks.scans [FOLDER] [--dpi 200] [--limit N]

For each text of FOLDER (the conventions that ship by default): the articles that the scan gives, the share of characters wrong
before and after mending, and what mending did to a word that was right or to a digit. With the conventions that ship, also how
many of the project's own questions are answered from the scans by the clause that the clean text gives.
"""

import argparse
import json
import re
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from assistant import Assistant
from corpus import Convention, parse_file
from index import EMBEDDED, ConventionIndex, load_embeddings, load_reranker
from tests import documents
from tests.conftest import CONVENTIONS, ROOT

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Measure:
    """One text: articles right of how many, character errors before and after, true words and digits that mending altered."""

    name: str
    articles: int
    expected: int
    before: float
    after: float
    altered_words: int
    altered_digits: int
    seconds_a_page: float


def plain(text: str) -> str:
    """What is compared: one kind of apostrophe and of space."""
    return " ".join(re.sub("[’‘´`]", "'", text).split())


def altered(convention: Convention, true_words: set[str]) -> tuple[int, int]:
    """Words of the truth that the reading turned into others, and digits that it changed."""
    words = digits = 0
    text, reading = convention.document.text, convention.reading
    for piece in reading.pieces:
        if piece.is_verbatim:
            continue
        was, now = text[piece.start : piece.end], reading.text[piece.reading_start : piece.reading_end]
        words += any(word in true_words and word not in now for word in _WORD.findall(was))
        is_ordinal = re.search(r"[°*™]", was)  # "28™" reads "2ème": its 8 was never a digit
        digits += not is_ordinal and bool(now) and re.findall(r"\d", was) != re.findall(r"\d", now)
    return words, digits


def true_words(clean: Convention) -> set[str]:
    """The words of a text that its own reading leaves as they are (one of the conventions that ship is a scan itself)."""
    return set(_WORD.findall(clean.document.text)) & set(_WORD.findall(clean.reading.text))


def matter(convention: Convention) -> str:
    """The pages' own text: what stood in their margins is not compared."""
    return plain(convention.document.text[: convention.document.margins_start])


def read_matter(convention: Convention) -> str:
    end = convention.document.margins_start or len(convention.document.text)
    return plain(convention.reading.of(0, end))


def scanned(text: Path, folder: Path, dpi: int) -> Path:
    """The text as a worn scan."""
    paragraphs = [p for p in re.split(r"\n\s*\n", text.read_text(encoding="utf-8")) if p.strip()]
    escaped = [p.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>") for p in paragraphs]
    printed = documents.write_pdf(folder / f"{text.stem}-printed.pdf", escaped)
    path = documents.write_scan(folder / f"{text.stem}.pdf", printed, dpi, is_worn=True)
    printed.unlink()
    return path


def measure(text: Path, scan: Path) -> Measure:
    clean = parse_file(text)
    started = time.perf_counter()
    found = parse_file(scan)
    seconds = (time.perf_counter() - started) / max(1, len(found.document.page_starts))
    numbers = [a.number for a in clean.walk()]
    left = [a.number for a in found.walk()]
    right = sum(number in left and left.remove(number) is None for number in numbers)
    truth = matter(clean)
    words, digits = altered(found, true_words(clean))
    return Measure(
        text.stem, right, len(numbers), Levenshtein.distance(truth, matter(found)) / len(truth),
        Levenshtein.distance(truth, read_matter(found)) / len(truth), words, digits, seconds,
    )  # fmt: skip


def same_clause(clean: Assistant, scans: Assistant) -> tuple[int, int]:
    """The project's own questions whose first cited article is the same from the scans as from the clean texts, and how many."""
    rows = [
        json.loads(line) for line in (ROOT / "tests" / "questions.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    same = total = 0
    for row in rows:
        turns = row.get("turns") or [row["question"]]
        expected, got = ([(c.span.document_id, c.article) for c in a.ask(*turns).citations][:1] for a in (clean, scans))
        same += expected == got
        total += 1
    return same, total


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", nargs="?", type=Path, default=CONVENTIONS)
    arguments.add_argument("--dpi", type=int, default=200)
    arguments.add_argument("--limit", type=int)
    asked = arguments.parse_args()
    texts = [text for text in sorted(asked.folder.glob("*.txt")) if parse_file(text).articles][: asked.limit]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "scans"
        folder.mkdir()
        found = [measure(text, scanned(text, folder, asked.dpi)) for text in texts]
        print(f"{'texte':45} articles  erreurs  après    mots  chiffres  s/page")
        for m in found:
            print(
                f"{m.name[:45]:45} {m.articles:3}/{m.expected:<3}  {m.before:7.2%} {m.after:7.2%}  {m.altered_words:4}  {m.altered_digits:8}  {m.seconds_a_page:.2f}"
            )
        right, expected = sum(m.articles for m in found), sum(m.expected for m in found)
        print(
            f"{asked.dpi} ppp : articles {right}/{expected} = {right / expected:.1%} ; erreurs {statistics.fmean(m.before for m in found):.2%} → "
            f"{statistics.fmean(m.after for m in found):.2%} ; mots justes altérés {sum(m.altered_words for m in found)} ; chiffres altérés {sum(m.altered_digits for m in found)}"
        )
        for text in texts:  # a text that is a scan itself has words to mend: read them before calling one altered
            clean = parse_file(text)
            words, digits = altered(clean, set(_WORD.findall(clean.document.text)))
            if words or digits:
                print(f"{text.stem}, avant toute numérisation : mots réparés {words}, chiffres altérés {digits}")
        if asked.folder == CONVENTIONS:
            models = ROOT / "var" / "models"
            embeddings, reranker = load_embeddings(EMBEDDED, models, print), load_reranker(EMBEDDED, models, print)
            assistants = []
            for name, source in (("clean", CONVENTIONS), ("scanned", folder)):
                index = ConventionIndex(Path(scratch) / name, [source], lambda: embeddings, reranker=reranker)
                index.update()
                assistants.append(Assistant(index))
            same, total = same_clause(*assistants)
            print(f"questions : {same}/{total} citent en premier le même article, du texte propre et du scan")


if __name__ == "__main__":
    main()
