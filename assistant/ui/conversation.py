"""A conversation outside its page: as the browser keeps it, and as a file that a person pastes into a note."""

import io
import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field

from assistant.answer import Answer
from assistant.question import QUESTION_MAX_CHARACTERS
from assistant.ui.citation import where_is
from assistant.ui.rendering import source_address
from assistant.wording import day
from corpus import Span
from index import ConventionIndex

TURNS_MAX = 200
_TEXT_MAX_CHARACTERS = 200_000
_MARK = re.compile(r"[*_`>#]|<br>|&nbsp;")


class Quote(BaseModel):
    """A quote as it was shown: its number, its place in words, the address of its place, the source's own characters."""

    n: int
    where: str = Field(max_length=1_000)
    place: str = Field(max_length=1_000)
    quote: str = Field(max_length=_TEXT_MAX_CHARACTERS)


class Turn(BaseModel):
    """A question and its answer, in Markdown; no text when the answer was stopped."""

    question: str = Field(max_length=QUESTION_MAX_CHARACTERS + 1)
    text: str = Field(default="", max_length=_TEXT_MAX_CHARACTERS)
    quotes: list[Quote] = []


class Conversation(BaseModel):
    turns: list[Turn] = Field(min_length=1, max_length=TURNS_MAX)


class Opinion(BaseModel):
    """What a person says of an answer."""

    question: str = Field(max_length=QUESTION_MAX_CHARACTERS + 1)
    answer: str = Field(default="", max_length=_TEXT_MAX_CHARACTERS)
    useful: bool
    reason: str = Field(default="", max_length=2_000)


def turn_of(question: str, answer: Answer, index: ConventionIndex) -> Turn:
    """What is kept of an answer."""
    quotes = [
        Quote(n=c.n, where=where_is(c.span, index), place=source_address(c.span), quote=_words(c.span, index))
        for c in answer.citations
    ]
    return Turn(question=question[:QUESTION_MAX_CHARACTERS], text=answer.text, quotes=quotes)


def _words(span: Span, index: ConventionIndex) -> str:
    return index.convention(span.document_id).document.quote(span)


def as_markdown(conversation: Conversation, today: date) -> str:
    """The questions as headings, the answers as they were shown, each quote with its place below."""
    parts = [f"# Questions sur les conventions\n\nRelevé du {day(today)}."]
    for turn in conversation.turns:
        sources = "\n".join(f"- [{quote.n}] {quote.where}" for quote in turn.quotes)
        parts.append(
            f"## {' '.join(turn.question.split())}\n\n{turn.text or 'Réponse interrompue.'}"
            + (f"\n\n{sources}" if sources else "")
        )
    return "\n\n".join(parts) + "\n"


def as_docx(conversation: Conversation, today: date) -> bytes:
    """The same for Word: headings, paragraphs, quotes in the style of quotes, places as notes below each answer."""
    from docx import Document as WordDocument

    word = WordDocument()
    word.core_properties.title = "Questions sur les conventions"
    word.core_properties.language = "fr-FR"
    word.add_heading("Questions sur les conventions", 0)
    word.add_paragraph(f"Relevé du {day(today)}.")
    for turn in conversation.turns:
        word.add_heading(_printable(" ".join(turn.question.split())), 1)
        for style, text in _paragraphs(turn.text or "Réponse interrompue."):
            word.add_paragraph(_printable(text), style)
        for quote in turn.quotes:
            word.add_paragraph(_printable(f"[{quote.n}] {quote.where}"), "List Bullet")
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _paragraphs(markdown: str) -> Iterable[tuple[str, str]]:
    """(style, text) of each paragraph of our own Markdown: quotes, items, rows of a table, plain text."""
    for block in re.split(r"\n\s*\n|\n(?=\s*- |\|)", markdown):
        text = block.strip()
        if not text or re.fullmatch(r">|[|\s:-]+", text):
            continue
        if text.startswith(">"):
            yield "Quote", re.sub(r"^>\s?", "", text, flags=re.MULTILINE).strip()
        elif text.startswith("- "):
            yield "List Bullet", text[2:]
        else:
            yield "Normal", _MARK.sub("", text)


def _printable(text: str) -> str:
    """Without the characters that XML refuses."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", " ", text)


def keep_opinion(opinion: Opinion, folder: Path, now: datetime) -> None:
    """Adds a line to `opinions.jsonl`, which stays on this machine."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "opinions.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"at": now.isoformat(timespec="seconds"), **opinion.model_dump()}, ensure_ascii=False) + "\n")


Format = Literal["md", "docx"]
