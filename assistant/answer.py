"""What an answer is. A refusal is an answer too."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.citations import Citation, RejectedCitation

Kind = Literal["answer", "quote", "obligations", "comparison", "facts", "help"]
Status = Literal["grounded", "partial", "refused"]


@dataclass(frozen=True, slots=True)
class Answer:
    """`markup` is our own Markdown around the words of documents, which stand between marks (see `foreign`);
    `suggestions` are the nearest clauses of a refusal, "à lire"."""

    kind: Kind
    status: Status
    markup: str
    citations: tuple[Citation, ...] = ()
    rejected: tuple[RejectedCitation, ...] = ()
    suggestions: tuple[Citation, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Markdown in French, with `[n]` marks; the words of documents as they are."""
        return self.rendered(str)

    def rendered(self, escape: Callable[[str], str]) -> str:
        """The Markdown, the words of documents and users passed through `escape`."""
        return _FOREIGN.sub(lambda found: escape(found[1]), self.markup)

    def timed(self, **timings_ms: float) -> "Answer":
        return replace(self, timings_ms=self.timings_ms | timings_ms)


_BEGIN, _END = "\ue000", "\ue001"  # private use: no text of a convention has them
_FOREIGN = re.compile(f"{_BEGIN}(.*?){_END}", re.DOTALL)


def foreign(text: str) -> str:
    """Marks words that are not ours (a document's, a user's), so that a view can keep them from being read as markup."""
    return f"{_BEGIN}{text.replace(_BEGIN, '').replace(_END, '')}{_END}"
