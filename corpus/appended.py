"""What stands after the signatures: annexes, those that are called otherwise, and those that are merely named.

"RÈGLEMENT INTÉRIEUR" above an "Article 1" of its own is an annex without the word; so is "ATTESTATION DE STAGE" when an article speaks
of "une attestation de stage dont le modèle figure en annexe".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.candidates import FINITE_VERB, Heading, as_title, follows_blank, line_of, unwrapped
from corpus.lines import Line

SIGNED = re.compile(
    r"\W*fait(?:e)?\b\s*(?:,|a\b|en\b|le\b|et\b|pour\b|\W*$).*|\W*a\s*[.…_]{3,}.*\ble\b.*|signatures?(?: des parties)?\W*$|\W*lu et approuve\W*$"
)
_APPENDED = re.compile(
    r"\W*(?:reglement|charte|cahier des (?:charges|clauses)|statuts|protocole|conditions generales|document)\b"
)
FIELD = re.compile(r":\s*(?:$|\{\{|\.{3}|…|_{3})")
_NAME_MAX_CHARACTERS = 40  # a longer title does not serve as a number
_TITLE_MAX_CHARACTERS = 80
_ANNEX_WORD = re.compile(r"\bannex\w*")
_SHORT = 3  # characters: "de", "des"
_NEAR_BEFORE, _NEAR_AFTER = 9, 10  # words between an annex's name and the word "annexe"


def signed_at(lines: Sequence[Line], first: int, last: int) -> int:
    """The line of the signatures among those from `first` on, before `last`; `last` when there is none."""
    return next((i for i in range(first, last) if SIGNED.fullmatch(lines[i].folded)), last)


def with_appended(found: list[Heading], lines: Sequence[Line], width: int) -> list[Heading]:
    """Makes an annex of the rules that follow the signatures under a title of their own: "RÈGLEMENT INTÉRIEUR" / "Article 1"."""
    result: list[Heading] = []
    for heading in found:
        restarts = heading.kind == "article" and heading.number == "1" and any(h.kind == "article" for h in result)
        if restarts and result[-1].kind not in ("annexe", "division"):
            result += appended_title(result[-1].last_line + 1, heading.first_line, lines, width)
        result.append(heading)
    return result


def without_annex_list(found: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Leaves out the annexes that are only named, one below the other or right above the signatures: "Annexe 1 : plan"."""
    listed: set[int] = set()
    for heading, following in pairwise([*found, None]):
        if heading is None or heading.kind != "annexe":
            continue
        below = next((i for i in range(heading.last_line + 1, len(lines)) if lines[i].text and not lines[i].mark), None)
        if below is not None and SIGNED.fullmatch(lines[below].folded):
            listed.add(heading.first_line)
        if following and following.kind == "annexe" and following.first_line == below:
            listed |= {heading.first_line, following.first_line}
    return [h for h in found if h.first_line not in listed]


def appended_title(first: int, last: int, lines: Sequence[Line], width: int) -> list[Heading]:
    """The title, after the signatures, of what opens at the line `last`: an annex without the word."""
    signed = signed_at(lines, first, last)
    for index in range(last - 1, signed, -1):
        line = lines[index]
        is_title = line.text.isupper() and len(line.text) >= 8 and follows_blank(lines, index)
        if _APPENDED.match(line.folded) or is_title:
            whole = unwrapped(lines, index, width)
            title = as_title(whole.text)
            number = title.lower() if len(title) <= _NAME_MAX_CHARACTERS else "annexe"
            return [Heading("annexe", number, title, -1, index, line_of(whole.end, lines, index), whole.end, line.start)]
    return []


def announced(found: Sequence[Heading], lines: Sequence[Line]) -> Iterator[Heading]:
    """The titles, after the signatures, of what the text above them says to be annexed: "Attestation … dont le modèle figure en
    annexe", "Fiches à annexer : Information importante"."""
    last_article = max((h.last_line for h in found if h.kind == "article"), default=len(lines))
    signed = signed_at(lines, last_article, len(lines))
    if any(h.kind == "annexe" and h.first_line > signed for h in found):
        return
    sentences = [words for words in map(_words, _paragraphs(lines[:signed])) if any(map(_ANNEX_WORD.match, words))]
    for index in range(signed + 1, len(lines)):
        if _may_be_title(lines, index) and any(_names(_words(lines[index].folded), words) for words in sentences):
            line = lines[index]
            yield Heading("annexe", "annexe", as_title(line.text), -1, index, index, line.end, line.start)


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    paragraph: list[str] = []
    for line in [*lines, None]:
        if line and line.text:
            paragraph.append(line.folded)
        elif paragraph:
            yield " ".join(paragraph)
            paragraph = []


def _words(folded: str) -> list[str]:
    return re.findall(r"\w+", folded)


def _may_be_title(lines: Sequence[Line], index: int) -> bool:
    """A line that stands alone, in capitals at its beginning, above something else than the fields of a form."""
    line = lines[index]
    if not line.text or line.mark or len(line.text) > _TITLE_MAX_CHARACTERS or not follows_blank(lines, index):
        return False
    below = next((other for other in lines[index + 1 :] if other.text and not other.mark), None)
    return (
        below is not None
        and line.text[0].isupper()
        and not line.ends_sentence
        and not line.text.endswith((",", ";", ":"))
        and not FIELD.search(line.text)
        and not FIELD.search(below.text)
        and not FINITE_VERB.search(line.folded)
    )


def _names(title: Sequence[str], sentence: Sequence[str]) -> bool:
    """Whether a sentence that speaks of an annex names a title: in its words, and the first of them near to the word "annexe"."""
    telling = next((word for word in title if len(word) > _SHORT), "")
    if sum(len(word) > _SHORT for word in title) < 2 or f" {' '.join(title)} " not in f" {' '.join(sentence)} ":
        return False
    annexed = [at for at, word in enumerate(sentence) if _ANNEX_WORD.match(word)]
    return any(
        -_NEAR_BEFORE <= at - here <= _NEAR_AFTER for here in annexed for at, word in enumerate(sentence) if word == telling
    )
