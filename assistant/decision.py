"""From evidence to what is said: whether anything answers, and which clauses do."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from assistant.evidence import EXACT_VALUES, Evidence, coverage_of, logistic, weights
from assistant.frame import content
from assistant.question import Question
from corpus import SECTION_NAMES
from index import ConventionIndex, Word, analyse

_SURE_READING = 4.0
MAX_QUOTES, MAX_QUOTES_OF_LIST, MAX_CONVENTIONS = 3, 8, 4  # quotes of one convention; conventions in one answer


@dataclass(frozen=True, slots=True)
class Confidence:
    """What speaks for an answer, each around 0 to 1.

    coverage, similarity, lacks_value: of the best clause (see `evidence.Signs`). unheard: share of the question's terms, by their
    rarity, that the convention of the best clause never uses, nor a synonym of them. stranger: share of the terms which name the
    text that this convention never uses. focus: share of what is asked for by "quel" ("quel dépôt de garantie") that the best clause or
    its headings hold. block, fact: as in `evidence.Signs`, of the best clause. lead: how far it
    stands before the second of another article. reading: how it reads beside the question, 1 for log-odds of 4.
    """

    coverage: float
    similarity: float
    lacks_value: float
    unheard: float
    stranger: float
    focus: float
    block: float
    fact: float
    lead: float
    reading: float


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
        lacks_value=best.signs.lacks_value,
        unheard=_missing(question.terms, held, index),
        stranger=_missing(content(question.frame), held, index),
        focus=coverage_of(_rated(question.focus, index), set(analyse(f"{' '.join(best.passage.path)} {best.passage.reading}"))),
        block=best.signs.block,
        fact=best.signs.fact,
        lead=best.score - others[0].score if others else 1.0,
        reading=best.reading / _SURE_READING,
    )


def _missing(terms: Iterable[str], held: frozenset[str], index: ConventionIndex) -> float:
    words = _rated(terms, index)
    total = sum(rarity for _, rarity in words)
    return sum(rarity for word, rarity in words if not held & word.variants.keys()) / total if total else 0.0


def _rated(terms: Iterable[str], index: ConventionIndex) -> list[tuple[Word, float]]:
    return [(word, index.rarity(word.term)) for word in index.words(terms)]


def answers(question: Question, evidence: Sequence[Evidence], index: ConventionIndex) -> float:
    """How likely it is that the first piece of evidence answers, between 0 and 1."""
    return logistic(weights()["answer"], asdict(confidence(question, evidence, index))) if evidence else 0.0


def sufficient(question: Question, evidence: Sequence[Evidence], index: ConventionIndex) -> list[Evidence]:
    """The evidence that answers, best first; empty when nothing does.

    Where a value was asked for and the best clause holds one, those that hold none are left out; so is what stands beside a block
    that answers by what it is, an item whose lead-in answers better, and a lead-in of which several items answer.
    """
    limits: Mapping[str, float] = weights()["limits"]
    if answers(question, evidence, index) < limits["answer"]:
        return []
    good = [e for e in evidence if e.score >= limits["near"] * evidence[0].score]
    if question.expected in EXACT_VALUES and good[0].has_expected_value:
        good = [e for e in good if e.has_expected_value]
    if any(e.signs.block for e in good):
        good = [e for e in good if e.signs.block]
    left_to_items = [span for span, items in Counter(e.passage.lead_in for e in good).items() if items > 1]
    good = [e for e in good if e.passage.span not in left_to_items]
    return [e for i, e in enumerate(good) if not any(e.passage.lead_in == better.passage.span for better in good[:i])]


def comparable(
    question: Question, by_convention: Mapping[str, Sequence[Evidence]], index: ConventionIndex
) -> dict[str, list[Evidence]]:
    """What each convention answers, nothing when it is silent; all are silent when none surely answers."""
    limits = weights()["limits"]
    chances = {id_: answers(question, evidence, index) for id_, evidence in by_convention.items()}
    if max(chances.values(), default=0.0) < limits["answer"]:
        return {}
    return {
        id_: _of_best_article(evidence, limits["near"]) if chances[id_] >= limits["beside"] else []
        for id_, evidence in by_convention.items()
    }


def _of_best_article(evidence: Sequence[Evidence], nearness: float) -> list[Evidence]:
    """The best clause, and at most one other of its article that is nearly as good."""
    best = evidence[0]
    return [e for e in evidence if e.passage.path == best.passage.path and e.score >= nearness * best.score][:2]


def worth_reading(evidence: Iterable[Evidence]) -> list[Evidence]:
    """What a refusal may offer: clauses of articles that have something to do with the question."""
    least = weights()["limits"]["read"]
    return [e for e in evidence if e.score >= least and e.passage.article not in SECTION_NAMES]


def worth_quoting(question: Question, found: Sequence[Evidence]) -> list[Evidence]:
    """Of each convention: its best clause, what its article adds, and one clause of another article at most; more for a list."""
    is_list = question.kind == "obligations"
    kept: list[Evidence] = []
    for piece in found:
        mine = [e for e in kept if e.convention == piece.convention]
        strays = [e for e in (*mine, piece) if e.passage.article != (mine or [piece])[0].passage.article]
        if len(mine) == (MAX_QUOTES_OF_LIST if is_list else MAX_QUOTES) or (len(strays) > 1 and not is_list):
            continue
        if len({e.convention for e in kept} | {piece.convention}) <= MAX_CONVENTIONS:
            kept.append(piece)
    return kept
