"""The Reading: the text as it was meant, for search and for the eye. Joins lines, mends what a scan broke.

A word is mended only when the French lexicon does not know it and a known confusion of optical readers turns it into
one that it knows; what is a word already, and every number, stays. The map of offsets goes both ways.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from corpus.lexicon import frequency
from corpus.templates import CODE, without_code
from corpus.types import Piece, Reading, Span

_LETTER = r"[^\W\d_]"
_ACCENT = r"[\u0300-\u036f]"  # written after its letter, in a text that was not composed
_VOWEL = r"[aeiouyhàâéèêëîïôûùœAEIOUYHÀÂÉÈÊ]"
_WORD = re.compile(rf"(?:{_LETTER}{_ACCENT}?|(?<={_LETTER})&(?={_LETTER})|&(?={_LETTER}{{2}}))+")

_APOSTROPHES = re.compile(r"[’‘´`]['’‘´`]?|'(?=[’'])")
# "I'article", "|'article" → "l'article"; the letter I is never elided in French
_ELIDED_CAPITAL_I = re.compile(rf"(?<![\w'’])[I|](?=['’]{_LETTER})")
# "|a réalisation", "[a Région" → "la"
_BAR_FOR_L = re.compile(r"(?<![\w\[|])[|\[](?=(?:a|e|es|eur|eurs)\s+[^\W\d_])(?![^\n]{0,60}[\]|])")
# "selon 'approche", "de 'une" → "l'approche": an elision that lost its letter (no closing quotation mark in the line)
_LOST_L = re.compile(rf"(?<=\s)(?=['’]({_VOWEL}{_LETTER}+))(?!['’][^\n'’]*\w['’](?:\W|$))")
# "intrapreneur{e)" → "(e)"
_BRACE = re.compile(rf"(?<={_LETTER})\{{(?={_LETTER}{{1,3}}[)}}])|(?<={_LETTER}[({{]{_LETTER})\}}")
# "28™ phase", "3*me", "5*™": the raised letters of an ordinal
_ORDINAL = re.compile(r"(?<!\d)(\d{1,2}?)(8)?([*°\"“]{0,2})(?:™|(?<=[*°\"“8])me\b)")
_ORDINAL_WINDOW = 250
_ADDRESS = re.compile(r"[@/_.]\w|\w[@/_]|\w\.\w")  # "beta.gouv.fr", "{{ nom_commune }}" are not French words

_ACCENTS = {
    "e": "éèêë", "a": "àâ", "o": "ô", "u": "ùû", "i": "îï", "c": "ç", "&": "êàèé",
    "é": "èêe", "è": "e", "ê": "ée", "ë": "êée", "à": "a", "â": "a", "ä": "àâa", "ô": "o", "ö": "ôo", "ù": "u", "û": "u", "ü": "ûu", "î": "i", "ï": "iî",
    "ñ": "n",
}  # fmt: skip
_SHAPES = {
    "g": ("q", "ç"), "q": ("g",), "d": ("ô",), "ce": ("œ",), "oe": ("œ",), "rn": ("m",), "m": ("rn",), "cl": ("d",),
    "l": ("i",), "i": ("l",), "vv": ("w",), "li": ("h",), "f": ("t",), "t": ("f",),
}  # fmt: skip
_MIN_WORD_CHARACTERS = 4
_MIN_CUT_WORD_CHARACTERS = 7
_MIN_FREQUENCY_OF_A_NAME = 100  # a capitalised unknown word is often a name: mend it only into a common word

Edit = tuple[int, int, str]


def read_as_meant(text: str, joined: Iterable[Span], dropped: Iterable[Span]) -> Reading:
    """The reading of `text`: lines joined inside the `joined` spans, `dropped` spans (page marks) and code left out."""
    edits = [*_joins(text, joined), *((s.start, s.end, "") for s in dropped), *without_code(text), *_mends(text)]
    return _apply(text, edits)


def _apply(text: str, edits: Iterable[Edit]) -> Reading:
    """Builds the reading from edits; of two that overlap the first in the text, then the longest, wins."""
    pieces: list[Piece] = []
    parts: list[str] = []
    at = out = 0
    for start, end, replacement in sorted(edits, key=lambda e: (e[0], -e[1])):
        if start < at or text[start:end] == replacement:
            continue
        if start > at:
            pieces.append(Piece(at, start, out, out + start - at, True))
            parts.append(text[at:start])
            out += start - at
        pieces.append(Piece(start, end, out, out + len(replacement), False))
        parts.append(replacement)
        out += len(replacement)
        at = end
    if at < len(text) or not pieces:
        pieces.append(Piece(at, len(text), out, out + len(text) - at, True))
        parts.append(text[at:])
    return Reading("".join(parts), tuple(pieces))


def _joins(text: str, spans: Iterable[Span]) -> Iterator[Edit]:
    for span in spans:
        for found in re.finditer(r"\s*\n\s*", text[span.start : span.end]):
            start, end = span.start + found.start(), span.start + found.end()
            hyphen = re.search(rf"({_LETTER}+)-$", text[span.start : start])
            after = re.match(rf"{_LETTER}+", text[end : span.end])
            if hyphen and after:
                whole = hyphen[1] + after[0]
                if frequency(whole) and text[end].islower():  # "conven-" + "tion"; but "pré-" + "incubation" keeps its hyphen
                    yield start - 1, end, ""
                else:
                    yield start, end, ""
            else:
                yield start, end, " "


def _mends(text: str) -> Iterator[Edit]:
    for found in _ELIDED_CAPITAL_I.finditer(text):
        following = text[found.end() + 1 : found.end() + 3]
        yield found.start(), found.end(), "L" if len(following) == 2 and following.isupper() else "l"
    for found in _BAR_FOR_L.finditer(text):
        yield found.start(), found.end(), "l"
    for found in _LOST_L.finditer(text):
        if frequency(found[1]):
            yield found.start(), found.end() + 1, "l'"
    for found in _APOSTROPHES.finditer(text):
        yield found.start(), found.end(), "'"
    for found in _BRACE.finditer(text):
        yield found.start(), found.end(), "(" if found[0] == "{" else ")"
    yield from _ordinals(text)
    words = list(_WORD.finditer(text))
    cut = {before.start(): after for before, after in pairwise(words) if _is_cut_word(text, before, after)}
    tails = {after.start() for after in cut.values()}
    templates = [(found.start(), found.end()) for found in CODE.finditer(text)]
    for found in words:
        if found.start() in cut:
            yield found.end(), cut[found.start()].start(), ""
        if found.start() in cut or found.start() in tails:
            continue
        if _ADDRESS.search(text, found.start() - 1, found.end() + 2) or any(a < found.start() < b for a, b in templates):
            continue
        word = unicodedata.normalize("NFC", found[0])
        mended = _mend_word(word) or (word if word != found[0] else None)
        if mended:
            yield found.start(), found.end(), mended


def _is_cut_word(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """ "convent ion", "numér ique", "CONVE NTION": two pieces, one at least no word, that make a common one together."""
    first, last = before[0], after[0]
    if text[before.end() : after.start()] != " " or not (last.islower() or (first.isupper() and last.isupper())):
        return False
    if len(first) < 2 or len(last) < 2 or len(first + last) < _MIN_CUT_WORD_CHARACTERS or (frequency(first) and frequency(last)):
        return False
    if _ADDRESS.search(text, before.start() - 1, after.end() + 2):
        return False
    return frequency(first + last) >= _MIN_FREQUENCY_OF_A_NAME


def _ordinals(text: str) -> Iterator[Edit]:
    """ "3*me" → "3ème". The 8 of "28™" is the è of "2ème" when the ordinals around it count 1, 3; it stays otherwise."""
    found = list(_ORDINAL.finditer(text))
    plain = {(f.start(), int(f[1])) for f in found if not f[2]}
    for f in found:
        number = int(f[1])
        near = {n for at, n in plain if abs(at - f.start()) <= _ORDINAL_WINDOW}
        digits = f[1] if not f[2] or {number - 1, number + 1} & near else f[1] + f[2]
        yield f.start(), f.end(), f"{digits}ème"


def _mend_word(word: str) -> str | None:
    """The word that an optical reader most likely saw; None when `word` is a word, or nothing fits."""
    lower = word.lower()
    if len(lower) < _MIN_WORD_CHARACTERS or frequency(lower):
        return None
    candidates = {c: frequency(c) for c in _respelled(lower, [c.isupper() for c in word])}
    if word[0] in "IFT" and len(word) > _MIN_WORD_CHARACTERS:  # "Iadministration", "IFensemble": l' read as a capital
        rest = word[1:].removeprefix("F")
        if rest.islower() and re.match(_VOWEL, rest) and frequency(rest):
            return f"l'{rest}"
    # "procèdera" is how "procédera" is written since 1990
    known = sorted(((n, c) for c, n in candidates.items() if n and c != lower.replace("è", "é")), reverse=True)
    if not known or (word[0].isupper() and known[0][0] < _MIN_FREQUENCY_OF_A_NAME):
        return None
    if len(known) > 1 and known[0][0] < 5 * known[1][0]:
        return None
    return _in_case_of(word, known[0][1])


def _respelled(lower: str, capitals: list[bool]) -> set[str]:
    """Every word one confusion away, or two when both are accents; a capital often goes without its accent, rightly."""
    once: set[str] = set()
    accented = {lower[:i] + b + lower[i + 1 :] for i, a in enumerate(lower) if not capitals[i] for b in _ACCENTS.get(a, "")}
    for wrong, rights in _SHAPES.items() if len(lower) > _MIN_WORD_CHARACTERS else ():
        for found in re.finditer(re.escape(wrong), lower):
            once.update(lower[: found.start()] + right + lower[found.end() :] for right in rights)
    once |= accented
    if any(frequency(c) for c in once):
        return once
    return once | {
        c[:i] + b + c[i + 1 :] for c in accented for i, a in enumerate(c) if not capitals[i] for b in _ACCENTS.get(a, "")
    }


def _in_case_of(model: str, word: str) -> str:
    if model.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if model[0].isupper() else word
