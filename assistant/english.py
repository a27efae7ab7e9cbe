"""A question asked in English, in a rough French: word for word, by the glossary of `english.toml`, in the order of French."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus import frequencies

_DATA = Path(__file__).parent / "english.toml"
_MIN_ENGLISH_WORDS = 2
_TOKEN = re.compile(r"[A-Z]{1,2}\.? ?\d[\w.-]*\w|'s\b|\w+(?:[-.](?=\w)\w+)*(?:'(?!s\b)\w+)?|[^\w\s]|\s+")
_MOST_WORDS = 5  # of a phrase
_USUAL = 500  # uses of a French word in the lexicon's source
_COUNTED = re.compile(r"\b(?:annex|annexe|appendix|article|type|part)\s+$", re.I)  # "annex I"
_BEFORE_NOUN = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "these",
        "that",
        "our",
        "my",
        "its",
        "his",
        "her",
        "their",
        "your",
        "no",
        "any",
        "each",
        "every",
        "per",
        "of",
        "which",
        "what",
        "some",
        "'s",
    ]
)
_BEFORE_VERB = frozenset(["must", "does", "do", "did", "can", "could", "should", "will", "would", "may", "has", "have", "to"])


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or a phrase in French; `kind` is "noun", "adjective", "name" (kept as it is), "'s" or nothing that matters to its place."""

    french: str
    kind: str = ""


def in_french(question: str) -> str:
    """The question, or what it says in a rough French when it is asked in English.

    >>> in_french("What is the notice period of the Grand Est agreement?")
    'quel est le délai de préavis de le convention Grand Est?'
    >>> in_french("Quel est le préavis ?")
    'Quel est le préavis ?'
    """
    if not is_english(question):
        return question
    text = question.replace("’", "'")
    for english, french in _glossary().turns:
        text = english.sub(french, text)
    return _ordered(list(_read(_TOKEN.findall(text))))


def is_english(question: str) -> bool:
    """Whether more words of a question are English only than French only."""
    words = re.findall(r"[^\W\d_]+", question.lower())
    french = {word for word in words if frequencies().get(word, 0) >= _USUAL}
    english = {word for word in words if word in _glossary().words}
    return len(english - french) >= _MIN_ENGLISH_WORDS and len(english - french) > len(french - english)


def _read(tokens: list[str]) -> Iterator[_Word]:
    """The words of a question, the longest phrase first; what the glossary lacks is kept as it is, a name when it has a capital."""
    glossary, at, before, is_asked = _glossary(), 0, "", False
    while at < len(tokens):
        for end in range(min(len(tokens), at + 2 * _MOST_WORDS), at, -1):
            said = "".join(tokens[at:end]).lower()
            if said == "i" and _COUNTED.search("".join(tokens[:at])):
                continue
            known = glossary.nouns.get(said) if before in _BEFORE_NOUN or (before in glossary.nouns and not is_asked) else None
            known = known or glossary.words.get(said) or (_inflected(said) if end == at + 1 else None)
            if known:
                yield known
                at, before, is_asked = end, said, is_asked or said in _BEFORE_VERB
                break
        else:
            token = tokens[at]
            at += 1
            if token.isspace():
                continue
            before = token.lower()
            is_asked = is_asked and token not in ".,;:?"
            yield _Word(token, "'s" if before == "'s" else "name" if token[0].isupper() else "")


def _inflected(word: str) -> _Word | None:
    """A plural, or a form in -ed or -ing, of a word of the glossary."""
    endings = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""))
    stems = (word.removesuffix(end) + put for end, put in endings if word.endswith(end) and len(word) > len(end) + 2)
    return next((known for stem in stems if (known := _glossary().words.get(stem))), None)


def _ordered(words: list[_Word]) -> str:
    """Nouns after what they qualify: "maximum notice period" is "période de préavis maximum", "the landlord's duties" "devoirs de bailleur"."""
    said: list[str] = []
    group: list[_Word] = []
    owners: list[str] = []

    def close() -> None:
        if group or owners:
            said.append(" de ".join([_group(group), *reversed(owners)] if group else [*reversed(owners)]))
        group.clear()
        owners.clear()

    for word in words:
        if word.kind in ("noun", "adjective", "name"):
            group.append(word)
        elif word.kind == "'s" and group:
            owners.append(_group(group))
            group.clear()
        else:
            close()
            said.append(word.french)
    close()
    return re.sub(r"\s+([?.,;:!)])", r"\1", " ".join(filter(None, said))).replace("( ", "(")


def _group(words: list[_Word]) -> str:
    """A noun, what qualifies it, then what it is of: the last noun leads."""
    last = max((place for place, word in enumerate(words) if word.kind == "noun"), default=-1)
    if last < 0:
        return " ".join(word.french for word in words)
    before, after = words[:last], words[last + 1 :]
    qualities = [word.french for word in before if word.kind == "adjective"]
    nouns = [word.french for word in reversed(before) if word.kind == "noun"]
    names = [word.french for word in before if word.kind == "name"]
    head = " ".join([words[last].french, *qualities, *(word.french for word in after)])
    return " ".join([*[" de ".join([head, *nouns])], *names])


@dataclass(frozen=True, slots=True)
class _Glossary:
    """By English word or phrase, in small letters: what it is in French; `nouns` are what it is as a noun."""

    words: Mapping[str, _Word]
    nouns: Mapping[str, _Word]
    turns: Sequence[tuple[re.Pattern[str], str]]


@lru_cache(maxsize=1)
def _glossary() -> _Glossary:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))

    def entries(section: str, kind: str) -> dict[str, _Word]:
        pairs = (entry.strip().partition(" ") for entry in re.split(r"[|\n]", data[section]))
        return {english: _Word(french, kind) for english, _, french in pairs}

    def phrases(section: str, kind: str) -> dict[str, _Word]:
        pairs = (line.split(" : ") for line in data[section])
        return {english: _Word(french, kind) for english, french in pairs}

    nouns = entries("nouns", "noun") | phrases("noun_phrases", "noun")
    words = (
        nouns
        | entries("adjectives", "adjective")
        | entries("words", "")
        | phrases("noun_phrases", "noun")
        | phrases("phrases", "")
    )
    return _Glossary(words, nouns, [_turn(*line.split(" : ")) for line in data["turns"]])


def _turn(english: str, french: str) -> tuple[re.Pattern[str], str]:
    before, after = map(re.escape, english.split("{}"))
    kept = r"(?P<kept>.{2,80}?)" if after else r"(?P<kept>\S)"
    return re.compile(rf"\b{before}{kept}{after}" + (r"(?!\w)" if after else ""), re.I), french.replace("{}", r"\g<kept>")
