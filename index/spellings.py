"""How words are written, and which of them a typed word stands for: without its accents, its apostrophe, or with a slip."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus import fold, frequencies
from index.vocabulary import vocabulary

WORD = re.compile(r"[^\W\d_]+")
_ELIDED = re.compile(r"(?P<before>l|d|qu|j|m|t|s|n|c|jusqu|lorsqu|puisqu)(?P<after>[aeiouyh][a-z]+)")
_OFTEN_ELIDED, _ELIDED_BEFORE_NOUNS = frozenset(("l", "d", "qu")), frozenset(("l", "d"))
# What is not heard at the end of a word, and what sounds alike, the longest first
_SOUNDS = (
    ("eau", "o"), ("au", "o"), ("ph", "f"), ("qu", "k"), ("ce", "se"), ("ci", "si"), ("c", "k"), ("y", "i"), ("mp", "np"), ("mb", "nb"),
    ("en", "an"), ("em", "an"), ("am", "an"), ("ai", "e"), ("ei", "e"), ("h", ""),
)  # fmt: skip
_UNHEARD = re.compile(r"(?:ees?|es?|[stxd]|ts|ds|ez|er)$")
_MIN_LETTERS = 4  # of a word that may be a slip for one that the texts use; one more for another
_SHORT_WORD_USES = 10_000  # of a shorter word after an apostrophe: "jai", "quil", never "sup"
_FAR_MORE = 5  # times: "aide" beside "laide"
_LONG = 9  # letters: a word of which two may be wrong
_HEARD_SLIPS = 3  # letters that may differ between words that sound the same
_MIN_USES = 2  # in the texts, of a word that the lexicon lacks: once may be a slip of theirs
# What a word must gain to stand for another: a letter wrong costs 1
_SOUNDS_SAME, _UNUSED, _OTHER_INITIAL, _APOSTROPHE, _RARE_APOSTROPHE, _UNUSED_AFTER_IT = 0.3, 0.8, 0.3, 0.2, 0.4, 0.2


@dataclass(frozen=True, slots=True)
class _Words:
    """Words by their folded form: how each is written and how often it is met; the same forms by length and by sound."""

    written: Mapping[str, tuple[str, int]]
    by_length: Mapping[int, list[str]]
    by_sound: Mapping[str, list[str]]


def uses_of(texts: Iterable[str]) -> dict[str, int]:
    """How often each word is met in these texts, as it is written there."""
    return Counter(word for text in texts for word in WORD.findall(text))


class Spellings:
    """How the texts at hand and the lexicon write words. `uses` are how often the texts use each, as they write it."""

    def __init__(self, uses: Mapping[str, int]) -> None:
        self._used = _gathered([*_everyday().items(), *uses.items()])

    def as_written(self, word: str) -> str:
        """The word as the texts or the lexicon write it, when they do but for its accents; else empty.

        >>> words = Spellings({"DINUM": 3})
        >>> words.as_written("dinum"), words.as_written("delai"), words.as_written("acueil")
        ('DINUM', 'délai', '')
        """
        lowered, folded = word.lower().replace("œ", "oe"), fold(word).replace("œ", "oe")
        if lowered in frequencies() or lowered in _everyday():
            return word
        if self._is_met(folded):
            return self._written(folded)
        return word if folded[-1] in "sxe" and self._is_met(folded[:-1]) else ""

    def meant(self, word: str) -> str:
        """What an unknown word stands for: one that is a slip away, or that sounds the same, or that lacks its apostrophe; itself when
        there is none.

        >>> words = Spellings({"accueil": 2})
        >>> words.meant("acueil"), words.meant("laccueil"), words.meant("lacueil"), words.meant("prévaence")
        ('accueil', "l'accueil", "l'accueil", 'prévaence')
        """
        folded = fold(word)
        found = [(cost, form, "") for cost, form in (*self._slips(folded), *self._heard(folded, self._used, 0.0))]
        found += [(cost, form, "") for cost, form in self._heard(folded, _lexicon(), _UNUSED)]
        if elided := _ELIDED.fullmatch(folded):
            before, after = elided["before"], elided["after"]
            lost = _APOSTROPHE if before in _OFTEN_ELIDED else _RARE_APOSTROPHE
            if self._is_met(after) and (len(after) >= _MIN_LETTERS or frequencies().get(after, 0) >= _SHORT_WORD_USES):
                found.append((lost + _UNUSED_AFTER_IT * (after not in self._used.written), after, before + "'"))
            slips = self._slips(after) if before in _OFTEN_ELIDED else ()
            found += [(cost + lost, form, before + "'") for cost, form in (*slips, *self._heard(after, self._used, 0.0))]
        if not found:
            return word
        _, form, before = min(found, key=lambda one: (one[0], self._seldom(one[1])))
        return before + self._written(form)

    def lacks_apostrophe(self, word: str) -> str:
        """The same with its apostrophe, when the texts never say the word but say what would follow it, which is far more usual
        ("laide": "l'aide"); else empty."""
        elided = _ELIDED.fullmatch(word)  # never "légalement"
        if not elided or elided["before"] not in _ELIDED_BEFORE_NOUNS or fold(word) in self._used.written:
            return ""
        after = elided["after"]
        usual, rarely = _lexicon().written.get(after, ("", 0))[1], _lexicon().written.get(fold(word), ("", 0))[1]
        is_meant = after in self._used.written and len(after) >= _MIN_LETTERS and usual >= _FAR_MORE * rarely
        return f"{elided['before']}'{self._written(after)}" if is_meant else ""

    def _heard(self, folded: str, words: _Words, cost: float) -> Iterator[tuple[float, str]]:
        """The words that sound the same, and at what cost."""
        if len(folded) < _MIN_LETTERS + bool(cost):
            return
        for form in words.by_sound.get(_sound(folded), ()):
            slips = OSA.distance(folded, form)
            if slips <= min(_HEARD_SLIPS, len(folded) // 2):
                yield cost + _SOUNDS_SAME * slips + _OTHER_INITIAL * (form[0] != folded[0]), form

    def _slips(self, folded: str) -> Iterator[tuple[float, str]]:
        """The words of the texts that are a slip away, two in a long word; those of the lexicon with two letters exchanged."""
        if len(folded) <= _MIN_LETTERS:
            return
        most = 2 if len(folded) >= _LONG else 1
        for length in range(len(folded) - most, len(folded) + most + 1):
            near = process.extract(
                folded, self._used.by_length.get(length, ()), scorer=OSA.distance, score_cutoff=most, limit=None
            )
            for form, slips, _ in near:
                if form[0] == folded[0] or slips == 1:
                    yield slips + _OTHER_INITIAL * (form[0] != folded[0]), form
        exchanged = (folded[:i] + folded[i + 1] + folded[i] + folded[i + 2 :] for i in range(1, len(folded) - 1))
        yield from ((1 + _UNUSED, form) for form in exchanged if form in _lexicon().written)

    def _written(self, folded: str) -> str:
        """As the texts write it in small letters, else as the lexicon does, else as the texts do: "gré" for their "GRÉ"."""
        used, usual = self._used.written.get(folded), _lexicon().written.get(folded)
        return used[0] if used and (used[0].islower() or not usual) else (usual or ("",))[0]

    def _is_met(self, folded: str) -> bool:
        return folded in self._used.written or folded in _lexicon().written

    def _seldom(self, folded: str) -> tuple[int, int]:
        """The less a word is met, in the texts then elsewhere, the higher."""
        return -self._used.written.get(folded, ("", 0))[1], -_lexicon().written.get(folded, ("", 0))[1]


def _gathered(uses: Iterable[tuple[str, int]]) -> _Words:
    """Of words that differ by their case or their accents, the one in small letters, then the one in capitals least, then the most used."""
    written: dict[str, tuple[str, int]] = {}
    for word, count in uses:
        folded = fold(word).replace("œ", "oe")
        if folded not in written or _preferred(word, count) > _preferred(*written[folded]):
            written[folded] = (word, count)
    met = [
        form
        for form, (word, count) in written.items()
        if len(form) >= _MIN_LETTERS and (count >= _MIN_USES or word.lower() in frequencies())
    ]
    by_length: dict[int, list[str]] = {}
    by_sound: dict[str, list[str]] = {}
    for form in met:
        by_length.setdefault(len(form), []).append(form)
        by_sound.setdefault(_sound(form), []).append(form)
    return _Words(written, by_length, by_sound)


def _preferred(word: str, count: int) -> tuple[bool, bool, bool, int]:
    """ "exécute" before "exécuté" for "execute"."""
    return word.islower(), not word.isupper(), word.endswith("e"), count


@lru_cache(maxsize=1)
def _lexicon() -> _Words:
    return _gathered(frequencies().items())


@lru_cache(maxsize=1)
def _everyday() -> Mapping[str, int]:
    """The words of the vocabulary, however seldom books write them; those that are no French are known, and stand for no other."""
    usual = set(WORD.findall(vocabulary()["courants"][0]))
    words = {word.lower() for lines in vocabulary().values() for line in lines for word in WORD.findall(line)}
    return {word: _MIN_USES if word in usual or word in frequencies() else 0 for word in words}


@lru_cache(maxsize=1 << 18)
def _sound(folded: str) -> str:
    """
    >>> _sound("licensie") == _sound("licencié".replace("é", "e")), _sound("kel") == _sound("quel")
    (True, True)
    """
    heard = _UNHEARD.sub("", folded)
    for letters, sound in _SOUNDS:
        heard = heard.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", heard)
