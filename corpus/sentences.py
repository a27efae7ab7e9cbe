"""The sentences of a clause."""

import re
from collections.abc import Iterator

from corpus.types import Document, Span

# A full stop ends a sentence when a capital follows; not after "M.", "art.", "n.", "L.", nor inside a number
_END = re.compile(r"(?<!\bM)(?<!\bMM)(?<!\bart)(?<!\bArt)(?<!\bn)(?<![\s'’][A-Z])[.!?…][»\"”]?\s+(?=[A-ZÀ-Ý«\"“])")


def sentences(document: Document, span: Span) -> Iterator[Span]:
    """The sentences of a span, in order, without the white space between them."""
    text = document.quote(span)
    start = 0
    for end in [*(found.end() for found in _END.finditer(text)), len(text)]:
        sentence = text[start:end].rstrip()
        if sentence:
            yield document.span(span.start + start, span.start + start + len(sentence))
        start = end
