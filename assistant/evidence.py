"""From hits to evidence: which sentences of which clauses answer, how sure, and which do not."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from assistant.question import Expected, Question
from assistant.vocabulary import synonyms
from corpus import SECTION_NAMES, Convention, Span, fold
from index import ConventionIndex, Hit, Passage, analyse

# How much a term of the question counts where it is found. The sentence itself is worth most.
_IN_SENTENCE, _IN_HEADING, _IN_CLAUSE, _BY_SYNONYM = 1.0, 0.9, 0.75, 0.7
_TYPO_MIN_CHARACTERS = 6
_PARTY_BLOCK_COVERAGE = 0.9
_ENOUGH_TERMS = 3  # a long question tells a story: its rarest words count as much as all of them

# What is added to the coverage of the question's terms, each part between 0 and 1.
COVERAGE_WEIGHT, SIMILARITY_WEIGHT, TYPE_WEIGHT, RANK_WEIGHT = 0.55, 0.2, 0.15, 0.1
AFFINITY_WEIGHT = 0.2  # for a clause of the convention that the question seems to be about
_SIMILARITY_FLOOR, _SIMILARITY_RANGE = 0.79, 0.09  # cosines of multilingual-e5-small: unrelated 0.79, same sentence 0.9
MIN_SCORE = 0.42  # below, nothing answers
MIN_SCORE_TO_READ = 0.3  # below, a refusal does not offer it
MIN_COVERAGE, MIN_COVERAGE_WITHOUT_VALUE = 0.3, 0.46  # a question about a sum may share few words with the clause that holds it
NEAR_BEST, NEAR_BEST_WITH_VALUE = 0.86, 0.76  # a clause this near to the best one's score is quoted with it

MAX_QUOTES, MAX_CONVENTIONS = 3, 4  # quotes of one convention; conventions in one answer

_NUMBER_WORD = (
    r"(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|soixante|cent)"
)
_MONTH = r"(?:janvier|janv|jan|fevrier|fev|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|octobre|oct|novembre|nov|decembre|dec)"
VALUES: Mapping[Expected, re.Pattern[str]] = {
    "amount": re.compile(r"\b\d[\d .]*(?:,\d+)?\s*(?:€|euros?\b|k€|m€|millions? d'euros)|\d+(?:,\d+)?\s*%"),
    "percentage": re.compile(r"\d+(?:[,.]\d+)?\s*(?:%|p\. ?100|pour cent)"),
    "duration": re.compile(rf"\b(?:\d+|{_NUMBER_WORD})\s*(?:\([^)]*\)\s*)?(?:jours?|mois|ans?|annees?|semaines?|heures?)\b(?:\s+(?:francs|ouvres|ouvrables|calendaires))?"),
    "date": re.compile(rf"\b\d{{1,2}}(?:er)?\s*(?:[/.-]\s*\d{{1,2}}\s*[/.-]\s*\d{{2,4}}|{_MONTH}\.?\s*(?:\d{{4}})?)"),
    "count": re.compile(rf"\b(?:\d+|{_NUMBER_WORD})\b"),
    "account": re.compile(r"\b(?:[a-z]{2}\d{2}(?:\s?[a-z0-9]{2,4}){3,8}|\d{5}\s+\d{5}\s+\w{11}\s+\d{2}|rib|iban|bic)\b"),
    "place": re.compile(r"\b\d{5}\b|\bfait a [a-z]"),
    "person": re.compile(r"\b(?:monsieur|madame|m\.|mme|president|presidente|directeur|directrice|maire|prefet|tribunal|represente|par l|la |le )"),
}  # fmt: skip

_CLEARLY_MORE_COVERAGE = 0.2
_VALUES_OFTEN_BLANK = frozenset({"amount", "percentage", "duration"})  # models of conventions leave them to be filled in
_EXACT_VALUES = frozenset(
    {"amount", "percentage", "duration", "date", "account", "place"}
)  # "count" and "person" match too easily

# A full stop ends a sentence when a capital follows; not after "M.", "art.", "n.", "L.", nor inside a number
_SENTENCE_END = re.compile(r"(?<!\bM)(?<!\bMM)(?<!\bart)(?<!\bArt)(?<!\bn)(?<![\s'’][A-Z])[.!?…][»\"”]?\s+(?=[A-ZÀ-Ý«\"“])")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence (or a whole list item) that may answer. `coverage` is the share of the question's terms that it holds,
    by their rarity; `score` adds nearness in meaning and the expected type of answer, all between 0 and 1."""

    passage: Passage
    span: Span
    coverage: float
    score: float
    has_expected_value: bool

    @property
    def convention(self) -> str:
        return self.span.document_id


def weigh(question: Question, hits: Sequence[Hit], index: ConventionIndex) -> list[Evidence]:
    """The best sentence of each hit, best first."""
    weights = {term: index.rarity(term) for term in question.terms}
    affinity = {} if question.conventions else index.affinity(question.terms)
    found = []
    for hit in hits:
        if _is_formula(hit.passage):
            continue
        convention = index.convention(hit.passage.span.document_id)
        sought = _beside(weights, index.entries[convention.id].subject)
        pieces = _of_hit(question, hit, convention, sought, affinity.get(convention.id, 0.0))
        found.append(max(pieces, key=lambda e: (e.score, -e.span.start)))
    return sorted(found, key=lambda e: -e.score)


def _beside(weights: Mapping[str, float], subject: Iterable[str]) -> dict[str, float]:
    """The terms that are sought in the clauses of a convention: those that only name the convention are not, if others remain."""
    rest = {term: weight for term, weight in weights.items() if term not in subject}
    return rest or dict(weights)


def sufficient(question: Question, evidence: Iterable[Evidence]) -> list[Evidence]:
    """The evidence that answers; empty when nothing does.

    Where a value was asked for and some clause holds one, those that hold none are left out, unless they hold clearly more of
    what was asked and the value is of a kind that models leave blank; so are the blocks of other
    parties than the one asked about, and an item whose lead-in answers better.
    """
    good = [
        e
        for e in evidence
        if e.score >= MIN_SCORE and e.coverage >= (MIN_COVERAGE if e.has_expected_value else MIN_COVERAGE_WITHOUT_VALUE)
    ]
    if question.expected in _EXACT_VALUES:
        with_value = max((e.coverage for e in good if e.has_expected_value), default=0.0)
        may_lack = question.expected in _VALUES_OFTEN_BLANK
        good = [
            e
            for e in good
            if e.has_expected_value or not with_value or (may_lack and e.coverage > with_value + _CLEARLY_MORE_COVERAGE)
        ]
    if any(_is_block_of(question, e.passage) for e in good):
        good = [e for e in good if e.passage.article != "parties" or _is_block_of(question, e.passage)]
    nearness = NEAR_BEST_WITH_VALUE if question.expected in _EXACT_VALUES else NEAR_BEST
    near = [e for e in good if e.score >= nearness * good[0].score]
    return [e for i, e in enumerate(near) if not any(e.passage.lead_in == better.passage.span for better in near[:i])]


def worth_reading(evidence: Iterable[Evidence]) -> list[Evidence]:
    """What a refusal may offer: clauses of articles that have something to do with the question."""
    return [e for e in evidence if e.score >= MIN_SCORE_TO_READ and e.passage.article not in SECTION_NAMES]


def worth_quoting(found: Sequence[Evidence]) -> list[Evidence]:
    """Of each convention: its best clause, what its article adds, and one clause of another article at most."""
    kept: list[Evidence] = []
    for piece in found:
        mine = [e for e in kept if e.convention == piece.convention]
        if len(mine) == MAX_QUOTES or (
            any(e.passage.article != mine[0].passage.article for e in mine) and piece.passage.article != mine[0].passage.article
        ):
            continue
        if len({e.convention for e in kept} | {piece.convention}) <= MAX_CONVENTIONS:
            kept.append(piece)
    return kept


def _of_hit(
    question: Question, hit: Hit, convention: Convention, weights: Mapping[str, float], affinity: float
) -> Iterator[Evidence]:
    passage = hit.passage
    heading = set(analyse(" ".join(passage.path)))
    clause = set(analyse(passage.reading))
    lead_in = set(analyse(convention.reading.of(passage.lead_in.start, passage.lead_in.end))) if passage.lead_in else set()
    similarity = min(1.0, max(0.0, (hit.similarity - _SIMILARITY_FLOOR) / _SIMILARITY_RANGE))
    for span in sentences(convention, passage):
        text = convention.reading.of(span.start, span.end)
        places = ((set(analyse(text)), _IN_SENTENCE), (heading | lead_in, _IN_HEADING), (clause, _IN_CLAUSE))
        coverage = _coverage(weights, places)
        if _is_block_of(question, passage):
            coverage = max(coverage, _PARTY_BLOCK_COVERAGE)
        pattern = VALUES.get(question.expected)
        has_value = bool(pattern and pattern.search(fold(text)))
        score = (
            COVERAGE_WEIGHT * coverage + SIMILARITY_WEIGHT * similarity + TYPE_WEIGHT * (has_value or pattern is None) + RANK_WEIGHT / hit.rank + AFFINITY_WEIGHT * affinity
        )  # fmt: skip
        yield Evidence(passage, span, coverage, score, has_value)


def sentences(convention: Convention, passage: Passage) -> Iterator[Span]:
    """The sentences of a clause; a list item, or the block of a party, line by line, is taken whole."""
    text = convention.document.quote(passage.span)
    if passage.lead_in or passage.article in ("parties", "signatures"):
        yield passage.span
        return
    start = 0
    for end in [*(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]:
        sentence = text[start:end].rstrip()
        if sentence:
            yield convention.document.span(passage.span.start + start, passage.span.start + start + len(sentence))
        start = end


def _is_block_of(question: Question, passage: Passage) -> bool:
    """The block that presents the party asked about answers where it is and who represents it, whatever its words."""
    asked = set(question.terms) & (synonyms()["represent"] | synonyms()["adress"])
    return bool(
        asked and question.party and passage.article == "parties" and question.party in fold(passage.reading).replace("-", " ")
    )


def _coverage(weights: Mapping[str, float], places: Sequence[tuple[set[str], float]]) -> float:
    total = sum(weights.values())
    rarest = sum(sorted(weights.values())[-_ENOUGH_TERMS:])
    covered = sum(weight * _presence(term, places) for term, weight in weights.items())
    return min(1.0, covered / ((total + rarest) / 2)) if total else 0.0


def _presence(term: str, places: Sequence[tuple[set[str], float]]) -> float:
    """How well `term` is present: in the sentence, the heading or the clause; as itself, misspelt, or by a synonym."""
    best = 0.0
    alike = synonyms().get(term, frozenset())
    for words, worth in places:
        if term in words or _misspelt(term, words):
            best = max(best, worth)
        elif alike & words:
            best = max(best, worth * _BY_SYNONYM)
    return best


def _misspelt(term: str, words: set[str]) -> bool:
    if len(term) < _TYPO_MIN_CHARACTERS:
        return False
    return any(
        abs(len(w) - len(term)) <= 1 and w[0] == term[0] and DamerauLevenshtein.distance(term, w, score_cutoff=1) <= 1
        for w in words
    )


def _is_formula(passage: Passage) -> bool:
    """ "Il est convenu ce qui suit :", a title: nothing that answers."""
    return len(passage.reading.split()) <= 8 and passage.article in ("preambule", "parties")
