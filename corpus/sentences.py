"""The sentences of a clause."""

import re
from collections.abc import Iterator

from corpus.types import Document, Span

# A full stop ends a sentence when a capital follows; not after "M.", "art.", "n.", "L.", nor inside a number
_END = re.compile(r"(?<!\bM)(?<!\bMM)(?<!\bart)(?<!\bArt)(?<!\bn)(?<![\s'’][A-Z])[.!?…][»\"”]?\s+(?=[A-ZÀ-Ý«\"“])")
_NUMBER = re.compile(r"[\W\d_]*(?:[IVXLC]{1,5}|[A-Za-z])?[\W\d_]*(?:bis|ter|quater)?[\W\d_]*")  # "23.", "IV.2.", "« 5 bis."


def sentences(document: Document, span: Span) -> Iterator[Span]:
    """The sentences of a span, in order, without the white space between them; the number of a paragraph belongs to its first one."""
    text = document.quote(span)
    start = 0
    for end in [*(found.end() for found in _END.finditer(text)), len(text)]:
        if end < len(text) and _NUMBER.fullmatch(text, start, end):
            continue
        sentence = text[start:end].rstrip()
        if sentence:
            yield document.span(span.start + start, span.start + start + len(sentence))
        start = end
