"""What is typed in haste, as it would be written: "cb de preavi pr resilier la conv" is "combien de préavis pour résilier la convention".

Pure and deterministic: how words are written is given (see `index.spellings`).
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from corpus import fold
from index import Spellings

_DATA = Path(__file__).parent / "typed.toml"
_MIN_LETTERS = 3  # of a word that may lack an accent
_SHOUTED = 0.8  # share of capitals of a question typed in them
_WORD = re.compile(r"[^\W\d_]+(?:'(?=\w))?")
_ARTICLES = re.compile(r"(?:la|une|sa|ma|cette|le|un|les|des)\W+$")
_VOWEL = "aeiouyhàâéèêëîïôù"
# Before the words are read one by one, then after: what stands for an apostrophe, "c'est", a hyphen
_FIRST = (
    (re.compile(rf"\b(l|d|j|m|t|s|n|qu|jusqu|aujourd) (?=(?!(?:et|ou|à|est|y|en)\b)[{_VOWEL}]\w)"), r"\1'"),
    (re.compile(r"\b(c|n|s|qu|l) (?=(?:est|etait|était)\b)|\b(n|qu|l) (?=(?:a|ont)\b)|\b(n|s|j|m|t|l) (?=(?:y|en)\b)"), r"\1\2\3'"),
    (re.compile(r"(?<!annexe )(?<!article )(?<!type )(?<!lot )(?<!option )(?<!lettre )\bc (?!et\b|ou\b)(?=\w)"), "c'est "),
    (re.compile(r"\bvs(?= \w+ez\b)|(?<=ez )vs\b"), "vous"),
    (re.compile(r"\bjusqua\b"), "jusqu'à"),
    (re.compile(r"\bcom[ '-]?com\b"), "communauté de communes"),
    (re.compile(r"\bart(?= \d)"), "article"),
)  # fmt: skip
_LAST = (
    (re.compile(r"\b(qu'|)est[ -]ce (?=qu)"), r"\1est-ce "),
    (re.compile(r"\bquest-?ce\b"), "qu'est-ce"),
    (re.compile(r"(?<=[td]) ?\bt[' ]?(ils?|elles?|on)\b"), r"-\1"),
    (re.compile(r"(?<=[ae]) t[' ]?(ils?|elles?|on)\b"), r"-t-\1"),
    (re.compile(r"\bpeu (?=\w+(?:er|ir|re)\b)"), "peut "),
    (re.compile(r"^(\W*(?:bonjour\W+)?)ou (?!bien\b)"), r"\1où "),
    (re.compile(r"\bou(?=\W*$)"), "où"),
)  # fmt: skip


def written(text: str, spellings: Spellings) -> str:
    """The question as its writer would have written it with more time. Words that the texts or the lexicon have are left as they are.

    >>> written("cb de preavi pr resilier la conv ?", Spellings({"préavis": 2}))
    'combien de préavis pour résilier la convention ?'
    """
    letters = [character for character in text if character.isalpha()]
    is_shouted = sum(map(str.isupper, letters)) > _SHOUTED * len(letters) and len(text.split()) > 2
    text = (text.lower() if is_shouted else text).replace("’", "'")
    for pattern, meant in _FIRST:
        text = pattern.sub(meant, text)
    text = _WORD.sub(lambda found: _word(found, spellings, is_shouted), text)
    for pattern, meant in _LAST:
        text = pattern.sub(meant, text)
    return text


def _word(found: re.Match[str], spellings: Spellings, is_shouted: bool) -> str:
    word = found[0]
    if word.endswith("'"):
        return word
    is_cut = found.string[found.end() : found.end() + 1] == "."  # "art. 6", which is read as such
    if word.islower() and not is_cut and (whole := _abbreviations().get(fold(word))):
        return whole
    if len(word) < _MIN_LETTERS:
        return word
    if word.islower() and not _ARTICLES.search(found.string[: found.start()]) and (apart := spellings.lacks_apostrophe(word)):
        return apart
    known = spellings.as_written(word)
    if known:
        return known if word.islower() else word[0] + known[1:] if word.istitle() and known.lower() != word.lower() else word
    is_part = "-" in found.string[max(0, found.start() - 1) : found.start()] + found.string[found.end() : found.end() + 1]
    return spellings.meant(word) if word.islower() and not is_part else word


@lru_cache(maxsize=1)
def _abbreviations() -> Mapping[str, str]:
    words: Mapping[str, str] = tomllib.loads(_DATA.read_text(encoding="utf-8"))["words"]
    return words
