"""Which conventions a question is about: those that it names, or those that its words are likest to."""

import re
from collections.abc import Mapping, Sequence

from assistant.aspects import aspects_of
from assistant.frame import content, kind_of_text, sides, text_named
from assistant.question import Question
from index import ConventionIndex, excluded, references, without_excluded

FEW_CONVENTIONS = 4  # as many may each answer beside the others
# Of the conventions searched, when there are many and none is named by its parties; and when the question names a text
MIN_LIKENESS, MIN_LIKENESS_FRAMED = 0.85, 0.92
MIN_LIKENESS_OF_TEXT = 0.9  # of those whose articles are given, or duties listed
MAX_CONVENTIONS_COMPARED = 4
_SURELY_APART = 0.1  # how much likelier each half of a question makes its own convention, where it may be no comparison
_CODE = re.compile(r"x\d+(?:x\d+)+")  # an article of a code, as `index.references` writes it
_EXCLUDED = 0.7  # what a text keeps of its likeness when it is called what the question says that it is not
_LIKELY = 0.7  # of the best likeness, that of a text which a word of what names one may tell from the others
_UNNAMED = 0.2  # what of its likeness a text loses that is called by none of those words
# What a text keeps of its likeness when its title calls it one of these, and the question another
_OF_ANOTHER_KIND = {"avenant": 0.5, "contrat": 0.8, "convention": 0.8}


def likeness_of(question: Question, index: ConventionIndex) -> Mapping[str, float]:
    """1 for each convention named; when none is, what the words of the question say, if there are many to tell apart."""
    if question.conventions or question.of_all or len(index.entries) <= FEW_CONVENTIONS:
        return dict.fromkeys(question.conventions or index.entries, 1.0)
    said = f"{question.frame} {question.beside} {question.whole}"
    return _alike(index, said, question.frame, (question.matter, question.whole))


def is_of_any(question: Question, index: ConventionIndex) -> bool:
    """Whether a question asks what every agreement says, its duration, its court, and nothing tells of which of many: "quel tribunal
    est compétent ?"."""
    if question.kind != "answer" or question.conventions or len(index.entries) <= FEW_CONVENTIONS:
        return False
    if not aspects_of(question.matter) or text_named(question.frame) or references(question.text) or question.before:
        return False
    if not all(map(index.knows, question.terms)):  # "résiliation de ma box"
        return False
    said = {variant for word in index.words(content(question.whole)) for variant in word.variants}
    return not any(said & set(entry.subject) for entry in index.entries.values())


def _alike(index: ConventionIndex, question: str, frame: str, phrasings: Sequence[str] = ()) -> Mapping[str, float]:
    """How much each convention is what is asked about: less when its title calls it otherwise than the frame does."""
    unwanted = excluded(frame)
    for aside in frame.split(" ; ") if unwanted else ():
        question, *phrasings = (said.replace(aside, without_excluded(aside)) for said in (question, *phrasings))
    alike = index.likeness(question, without_excluded(frame), phrasings)
    kind = kind_of_text(frame)
    of_kind = {
        id_: like
        * _kept(kind, kind_of_text(index.entries[id_].title))
        * (_EXCLUDED if unwanted & set(index.entries[id_].subject) else 1.0)
        for id_, like in alike.items()
    }
    named = _by_name(of_kind, frame, index)
    best = max(named.values(), default=1.0)
    return {id_: like / best for id_, like in named.items()}


def _by_name(alike: Mapping[str, float], frame: str, index: ConventionIndex) -> dict[str, float]:
    """Less for a text whose name lacks words of the frame, by their rarity, that are in the name of a likely one: "la convention
    intercommunale"."""
    rarity = {word.term: rarity for word, rarity in index.rated(content(frame))}
    names = {id_: frozenset(index.entries[id_].subject) for id_ in alike}
    least = _LIKELY * max(alike.values(), default=1.0)
    telling = rarity.keys() & {term for id_, like in alike.items() if like >= least for term in names[id_]}
    total = sum(rarity.values()) or 1.0
    return {
        id_: like * (1 - _UNNAMED * sum(rarity[term] for term in telling - names[id_]) / total) for id_, like in alike.items()
    }


def compared(question: Question, likeness: Mapping[str, float], index: ConventionIndex) -> list[str]:
    """The conventions named, or the few there are; else the two that the halves of the question tell apart best."""
    if question.conventions or len(likeness) <= FEW_CONVENTIONS:
        return likest(likeness, MIN_LIKENESS)[:MAX_CONVENTIONS_COMPARED]
    return told_apart(question, likeness, index) or likest(likeness, 0.0)[:2]


def is_comparison(question: Question, likeness: Mapping[str, float], index: ConventionIndex) -> bool:
    """Whether a question that may compare does: each of its halves means a convention of its own."""
    if not question.may_compare and len(_named_by_number(question.text, index)) < 2:
        return False
    return bool(told_apart(question, likeness, index, _SURELY_APART))


def _named_by_number(text: str, index: ConventionIndex) -> set[frozenset[str]]:
    """The conventions that each article of a code in a text names, where it names one: "annexe III R. 353-32", "annexe II R. 353-90"."""
    codes = {reference for reference in references(text) if _CODE.fullmatch(reference)}
    if len(codes) < 2:
        return set()
    called = {id_: set(references(f"{entry.title} {id_}")) for id_, entry in index.entries.items()}
    named = (frozenset(id_ for id_, own in called.items() if code in own) for code in codes)
    return {ids for ids in named if ids}


def told_apart(question: Question, likeness: Mapping[str, float], index: ConventionIndex, least: float = 0.0) -> list[str]:
    """The two conventions, among many, that the halves of the question tell apart best, each half naming its own and telling it by
    `least` at least, when some is asked for; none when the halves mean the same one."""
    if question.conventions or len(likeness) <= FEW_CONVENTIONS:
        return []
    best, pair = 0.0, []
    for halves in sides(question.text):
        one, other = (_alike(index, half, half) for half in halves)
        told = {id_: one.get(id_, 0.0) - other.get(id_, 0.0) for id_ in likeness}
        as_first = {id_: told[id_] + one.get(id_, 0.0) + likeness[id_] for id_ in likeness}
        as_second = {id_: other.get(id_, 0.0) - told[id_] + likeness[id_] for id_ in likeness}
        first, second = (max(side, key=side.__getitem__) for side in (as_first, as_second))
        worth = as_first[first] + as_second[second]
        if first == second or worth <= best or min(told[first], -told[second]) < least:
            continue
        if not least or (_names(halves[0], first, second, index) and _names(halves[1], second, first, index)):
            best, pair = worth, [first, second]
    return pair


def _names(half: str, id_: str, other: str, index: ConventionIndex) -> bool:
    """Whether a half says a word by which one convention is called and the other is not."""
    own, others = (index.called(each) | set(references(f"{index.entries[each].title} {each}")) for each in (id_, other))
    said = {variant for word in index.words(content(half)) for variant in (word.term, *word.variants)} | set(references(half))
    return bool(said & (own - others))


def searched(question: Question, likeness: Mapping[str, float]) -> list[str]:
    """The conventions in which a clause is looked for, the likest first."""
    return likest(likeness, MIN_LIKENESS_FRAMED if question.frame else MIN_LIKENESS)


def _kept(named: str, called: str) -> float:
    """What of its likeness a text called "avenant" keeps when a "convention" is named.

    >>> _kept("convention", "convention"), _kept("convention", "avenant"), _kept("", "avenant")
    (1.0, 0.5, 1.0)
    """
    if named == called or not {named, called} <= _OF_ANOTHER_KIND.keys():
        return 1.0
    return min(_OF_ANOTHER_KIND[named], _OF_ANOTHER_KIND[called])


def likest(likeness: Mapping[str, float], least: float) -> list[str]:
    """The conventions that the question is about, the likest first."""
    return sorted((id_ for id_, like in likeness.items() if like >= least), key=lambda id_: -likeness[id_])
