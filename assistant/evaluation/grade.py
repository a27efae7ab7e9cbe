"""Questions whose answers are known, and whether an answer is right."""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.errors import BadBatch
from assistant.evaluation.metrics import Range
from corpus import Document, fold
from index import ConventionIndex


@dataclass(frozen=True, slots=True)
class Gold:
    """A question and its answer. `quotes` are words that must be cited, from one of `places` (convention, article or None for
    anywhere in it); one of them is enough when `any_of`. `split` tells what a question may be used for ("fit", "hold")."""

    id: str
    turns: tuple[str, ...]
    kind: str
    is_refused: bool
    places: tuple[tuple[str, str | None], ...] = ()
    quotes: tuple[str, ...] = ()
    any_of: bool = False
    split: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """`is_right` is what a user would say: every quote is cited and at least half of the citations stand where the answer is."""

    gold: Gold
    answer: Answer
    is_right: bool
    cites_another_convention: bool
    forged: int


def read_gold(path: Path) -> list[Gold]:
    """One JSON object a line: `question` or `turns`, `status`, `kind`, and unless refused `refs` and `quotes`.

    Raises:
        BadBatch: a line is not such an object; the message says which.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row: dict[str, Any] = json.loads(line)
            found.append(
                Gold(
                    str(row.get("id", number)), tuple(row.get("turns") or [row["question"]]), row["kind"], row["status"] == "refused",
                    tuple((ref["convention"], ref["article"]) for ref in row.get("refs", ())), tuple(row.get("quotes", ())),
                    (row.get("note") or "").startswith("any-of"), row.get("split", ""),
                )
            )  # fmt: skip
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise BadBatch(f"{path}, ligne {number} : ce n'est pas une question et sa réponse ({error}).") from error
    return found


def grade(gold: Gold, answer: Answer, index: ConventionIndex) -> Graded:
    """Compares an answer with what it should be."""
    quotes = [index.convention(c.span.document_id).document.quote(c.span) for c in answer.citations]
    forged = sum(
        quote not in _source(index.convention(c.span.document_id).document)
        for quote, c in zip(quotes, answer.citations, strict=True)
    )
    if gold.is_refused:
        return Graded(gold, answer, answer.status == "refused", False, forged)
    cited = [any(one_line(words) in one_line(quote) for quote in quotes) for words in gold.quotes]
    at_home = [
        any(
            c.span.document_id == id_ and (gold.kind == "obligations" or same_article(article, c.article))
            for id_, article in gold.places
        )
        for c in answer.citations
    ]
    enough = (any(cited) if gold.any_of else all(cited)) if gold.quotes else any(at_home)
    is_right = answer.status != "refused" and enough and sum(at_home) * 2 >= len(at_home) > 0
    strays = any(c.span.document_id not in {id_ for id_, _ in gold.places} for c in answer.citations)
    return Graded(gold, answer, is_right, strays, forged)


def gold_ranges(gold: Gold, index: ConventionIndex) -> list[Range]:
    """Where the words that must be cited stand, in each convention that is an answer and holds them."""
    found = []
    for id_ in dict.fromkeys(id_ for id_, _ in gold.places if id_ in index.entries):
        text = index.convention(id_).document.text
        for words in gold.quotes:
            pattern = r"\s+".join(re.escape(part).replace("'", "['’]") for part in words.replace("’", "'").split())
            found += [(id_, match.start(), match.end()) for match in re.finditer(pattern, text)]
    return found


def gold_articles(gold: Gold, index: ConventionIndex) -> set[str]:
    """The articles that hold the words, as `article_at` names them."""
    return {article_at(id_, (start + end) // 2, index) for id_, start, end in gold_ranges(gold, index)}


def article_at(id_: str, at: int, index: ConventionIndex) -> str:
    """A name for the article, or the section, at an offset: the innermost one."""
    convention = index.convention(id_)
    inside = [a.span for a in convention.walk() if a.span.start <= at < a.span.end]
    inside += [s.span for s in convention.sections if s.span.start <= at < s.span.end]
    return f"{id_}:{max(span.start for span in inside)}" if inside else f"{id_}:-"


def same_article(wanted: str | None, cited: str | None) -> bool:
    """ "4" is cited by "4" and by "annexe" for "annexe 1"; None stands for anywhere.

    >>> same_article("4", "4"), same_article("annexe", "annexe 1"), same_article("4", "14")
    (True, True, False)
    """
    if wanted is None or cited is None:
        return True
    one, other = _bare(wanted), _bare(cited)
    return other == one or other.startswith(one + " ")


def one_line(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("’", "'").replace("‘", "'")
    return re.sub(r"\s+", " ", text).strip()


def _bare(number: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(number)))


def _source(document: Document) -> str:
    """The file's own text, read again; of a file that is not plain text, what was extracted from it."""
    return _text(document.source) if document.source.suffix == ".txt" else document.text


@lru_cache(maxsize=64)
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")
