"""From evidence to what is said: whether anything answers, and which clauses do."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from assistant.evidence import Evidence, best_first, coverage_of, log_odds, logistic, weights
from assistant.expected import EXACT_VALUES, VALUES
from assistant.frame import content, text_named
from assistant.question import Question
from assistant.scope import FEW_CONVENTIONS
from corpus import SECTION_NAMES, duration, fold, sentences_of
from index import ConventionIndex, analyse, references

_SURE_READING = 4.0
# Coverage and similarity, of which no clause that rightly answered a question of the benchmark had less; the chance left to one that has
_SHARED_WORDS, _SHARED_MEANING, _HARDLY = 0.1, 0.3, 0.01
_SURELY = 1.0  # log-odds of what reads as an answer though it shares neither
_NEARLY = -0.5  # log-odds of what nearly reads as an answer
_ALIGNED_AMONG = 5  # clauses of each convention, the likest, among which those that are compared are chosen
_ALIKE = 3.0  # log-odds that two clauses gain when they mean the same
_ALIKE_ANSWERS = 1.5  # and that they answer, when both are the best of their conventions
_UNLIKE = 0.3  # the cosine of two clauses that have nothing to do with one another
MAX_QUOTES, MAX_QUOTES_OF_LIST, MAX_CONVENTIONS = 3, 8, 4  # quotes of one convention; conventions in one answer


Alikeness = Callable[[Evidence, Evidence], float]


@dataclass(frozen=True, slots=True)
class Confidence:
    """What speaks for an answer, each around 0 to 1.

    coverage, similarity, value, lacks_value: of the best clause (see `evidence.Signs`). unheard: share of the question's terms, by their
    rarity, that the convention of the best clause never uses, nor a synonym of them. stranger: how far this convention is from
    the text that is meant (see `_stranger`). focus: share of what is asked for by "quel" ("quel dépôt de garantie") that the best clause or
    its headings hold. block, fact: as in `evidence.Signs`, of the best clause. lead: how far it
    stands before the second of another article. reading: how it reads beside the question, 1 for log-odds of 4; best_reading: the same of
    the clause that reads best.
    """

    coverage: float
    similarity: float
    value: float
    lacks_value: float
    unheard: float
    stranger: float
    focus: float
    block: float
    fact: float
    lead: float
    reading: float
    best_reading: float


def confidence(
    question: Question, evidence: Sequence[Evidence], index: ConventionIndex, held: frozenset[str] | None = None
) -> Confidence:
    """What speaks for the first piece of evidence; `held` are the terms of its convention, when they are not all its text's."""
    best = evidence[0]
    held = index.terms(best.convention) if held is None else held
    others = [e for e in evidence if e.passage.path != best.passage.path or e.convention != best.convention]
    return Confidence(
        coverage=best.signs.coverage,
        similarity=best.signs.similarity,
        value=best.signs.value,
        lacks_value=best.signs.lacks_value,
        unheard=_missing(question.terms, held, index),
        stranger=_stranger(question, best.convention, index),
        focus=coverage_of(index.rated(question.focus), set(analyse(f"{' '.join(best.passage.path)} {best.passage.reading}"))),
        block=best.signs.block,
        fact=best.signs.fact,
        lead=best.score - others[0].score if others else 1.0,
        reading=best.reading / _SURE_READING,
        best_reading=max(e.reading for e in evidence) / _SURE_READING,
    )


def _stranger(question: Question, id_: str, index: ConventionIndex) -> float:
    """Share of the terms which tell what text is meant ("la convention de prêt de la salle") that a convention is not called by, unless
    it is surely meant. Where nothing tells which of many is, 1 when the question says no word of its name: "combien de congés me
    reste-t-il ?"."""
    if question.conventions or question.of_all:
        return 0.0
    if question.frame or references(question.text):
        return _missing(content(text_named(question.frame)), index.called(id_), index)
    name = frozenset(index.entries[id_].subject)
    is_told = any(name & word.variants.keys() for word in index.words(content(question.whole)))
    return float(len(index.entries) > FEW_CONVENTIONS and not is_told)


def _missing(terms: Iterable[str], held: frozenset[str], index: ConventionIndex) -> float:
    words = index.rated(terms)
    total = sum(rarity for _, rarity in words)
    return sum(rarity for word, rarity in words if not held & word.variants.keys()) / total if total else 0.0


def answers(question: Question, evidence: Sequence[Evidence], index: ConventionIndex) -> float:
    """How likely it is that the first piece of evidence answers, between 0 and 1; hardly where it shares neither words nor meaning with
    the question, and does not surely read as an answer. Duties are asked with the name of who owes them, which is no word of theirs."""
    if not evidence:
        return 0.0
    if question.kind != "obligations" and _is_of_another_subject(evidence[0]):
        return _HARDLY
    return logistic(weights()["answer"], asdict(confidence(question, evidence, index)))


def _is_of_another_subject(piece: Evidence) -> bool:
    """Whether a clause shares neither words nor meaning with the question, and does not surely read as an answer."""
    shares_nothing = piece.signs.coverage < _SHARED_WORDS and piece.signs.similarity < _SHARED_MEANING
    return shares_nothing and piece.reading < _SURELY


def sufficient(question: Question, evidence: Sequence[Evidence], index: ConventionIndex) -> list[Evidence]:
    """The evidence that answers, best first; empty when nothing does.

    Where a value was asked for and the best clause holds one, those that hold none are left out, and one that says the same value
    is good sooner; where several things are asked for, a list answers whole. Left out as well is what stands beside a block that answers by what it is, an item whose lead-in answers better, and
    a lead-in of which several items answer.
    """
    limits: Mapping[str, float] = weights()["limits"]
    if answers(question, evidence, index) < limits["answer"]:
        return []
    best = evidence[0]
    said, in_list = _figures(question, best, index), best.passage.lead_in if question.asks_for_several else None

    def is_good(piece: Evidence) -> bool:
        if piece.score >= limits["near"] * best.score or (in_list and piece.passage.lead_in == in_list):
            return True
        says_again = piece.convention == best.convention and said & _figures(question, piece, index)
        return bool(says_again) and piece.score >= limits["again"] * best.score

    good = [piece for piece in evidence if is_good(piece)]
    if question.expected in EXACT_VALUES and good[0].has_expected_value:
        good = [e for e in good if e.has_expected_value]
    if any(e.signs.block for e in good):
        good = [e for e in good if e.signs.block]
    left_to_items = [span for span, items in Counter(e.passage.lead_in for e in good).items() if items > 1]
    good = [e for e in good if e.passage.span not in left_to_items]
    return [e for i, e in enumerate(good) if not any(e.passage.lead_in == better.passage.span for better in good[:i])]


def one_of_each(question: Question, evidence: Sequence[Evidence], index: ConventionIndex) -> list[Evidence]:
    """The clause by which each convention answers, where one does, the best first; with the duration that the question states, if it
    states one ("un préavis de trois mois")."""
    stated = duration(question.text)
    told = []
    for id_ in dict.fromkeys(piece.convention for piece in evidence):
        found = sufficient(question, [piece for piece in evidence if piece.convention == id_], index)
        told += [piece for piece in found if not stated or _states(piece, stated, index)][:1]
    return best_first(told)


def _states(piece: Evidence, stated: str, index: ConventionIndex) -> bool:
    document = index.convention(piece.convention).document
    return any(duration(document.quote(span)) == stated for span in sentences_of(document, piece.passage.span))


def _figures(question: Question, piece: Evidence, index: ConventionIndex) -> set[str]:
    """The figures of the values asked for that a piece says: "40 000 €" and "40 000 euros" are the same."""
    if question.expected not in EXACT_VALUES or question.expected not in VALUES:
        return set()
    text = fold(index.convention(piece.convention).reading.of(piece.span.start, piece.span.end))
    figures = (re.sub(r"\D", "", found[0]) for found in VALUES[question.expected].finditer(text))
    return {figure for figure in figures if figure}


def comparable(
    question: Question, by_convention: Mapping[str, Sequence[Evidence]], index: ConventionIndex
) -> dict[str, list[Evidence]]:
    """What each convention answers, nothing when it is silent; all are silent when none surely answers."""
    limits = weights()["limits"]
    alike = _alikeness([e for some in by_convention.values() for e in some[:_ALIGNED_AMONG]], index)
    aligned = _aligned({id_: evidence for id_, evidence in by_convention.items() if evidence}, alike)
    chances = {id_: answers(question, evidence, index) for id_, evidence in aligned.items()}
    best = max(aligned, key=lambda id_: chances[id_], default="")
    told = {
        id_: log_odds(chances[id_])
        + _ALIKE_ANSWERS * max((alike(evidence[0], aligned[o][0]) for o in aligned if o != id_), default=0.0)
        for id_, evidence in aligned.items()
    }
    if not best or told[best] < log_odds(limits["answer"]):
        return {}
    is_told = {id_: worth >= log_odds(limits["beside"]) for id_, worth in told.items()}
    return {id_: _of_best_article(aligned[id_], limits["near"]) if is_told.get(id_) else [] for id_ in by_convention}


def _aligned(by_convention: Mapping[str, Sequence[Evidence]], alike: Alikeness) -> dict[str, list[Evidence]]:
    """The evidence of each convention with the clause first that best answers beside those of the others: what is compared mostly
    means the same ("un préavis de huit jours donné par écrit", "un préavis d'un mois donné par écrit")."""
    if not by_convention:
        return {}
    likest = {id_: evidence[:_ALIGNED_AMONG] for id_, evidence in by_convention.items()}
    anchor = next(iter(likest))

    def worth(piece: Evidence, beside: Evidence) -> float:
        return log_odds(piece.score) + _ALIKE * alike(piece, beside)

    def chosen(beside: Evidence) -> dict[str, Evidence]:
        return {id_: beside if id_ == anchor else max(some, key=lambda e: worth(e, beside)) for id_, some in likest.items()}

    first = chosen(max(likest[anchor], key=lambda beside: sum(worth(e, beside) for e in chosen(beside).values())))
    return {id_: [first[id_], *(e for e in evidence if e != first[id_])] for id_, evidence in by_convention.items()}


def _alikeness(pieces: Sequence[Evidence], index: ConventionIndex) -> Alikeness:
    """How much two of these clauses mean the same, from 0 to 1."""
    cosines = index.cosines([piece.passage for piece in pieces]) if pieces else []
    place = {piece.passage.id: number for number, piece in enumerate(pieces)}

    def alike(one: Evidence, other: Evidence) -> float:
        cosine = cosines[place[one.passage.id]][place[other.passage.id]]
        return max(0.0, (cosine - _UNLIKE) / (1 - _UNLIKE))

    return alike


def _of_best_article(evidence: Sequence[Evidence], nearness: float) -> list[Evidence]:
    """The best clause, and at most one other of its article that is nearly as good."""
    best = evidence[0]
    return [e for e in evidence if e.passage.path == best.passage.path and e.score >= nearness * best.score][:2]


def worth_reading(evidence: Iterable[Evidence]) -> list[Evidence]:
    """What a refusal may offer: clauses of articles that say a word of the question, or mean something of it and nearly read as an
    answer."""
    least = weights()["limits"]["read"]
    likely = [
        e for e in evidence if e.score >= least and e.passage.article not in SECTION_NAMES and not _is_of_another_subject(e)
    ]
    return [e for e in likely if e.signs.coverage >= _SHARED_WORDS or e.reading >= _NEARLY]


def worth_quoting(question: Question, found: Sequence[Evidence]) -> list[Evidence]:
    """Of each convention, its best clause; of one that answers alone, also what its article adds, and one clause of another article at
    most, never of its front nor of its signatures; more for a list. The same words are quoted once."""
    is_list = question.asks_for_several
    most = MAX_QUOTES_OF_LIST if is_list else MAX_QUOTES if len({e.convention for e in found}) == 1 else 1
    kept: list[Evidence] = []
    for piece in found:
        mine = [e for e in kept if e.convention == piece.convention]
        if any(e.passage.reading.split() == piece.passage.reading.split() for e in mine):
            continue
        strays = [e for e in (*mine, piece) if e.passage.article != (mine or [piece])[0].passage.article]
        is_beside = bool(mine) and piece.passage.article != mine[0].passage.article and piece.passage.article in SECTION_NAMES
        if len(mine) == most or ((len(strays) > 1 or is_beside) and not is_list):
            continue
        if len({e.convention for e in kept} | {piece.convention}) <= MAX_CONVENTIONS:
            kept.append(piece)
    return kept
