"""From hits to evidence: what each clause has to say for itself, and how likely it is to answer."""

import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path

from assistant.aspects import aspects_of
from assistant.expected import EXACT_VALUES, VALUES, holds
from assistant.frame import content
from assistant.question import Question
from corpus import SECTION_NAMES, Convention, Span, accounts_in, fold, sentences_of
from index import ConventionIndex, Hit, Passage, Word, analyse

# How much a term of the question counts where it is found. The sentence itself is worth most.
_IN_SENTENCE, _IN_HEADING, _IN_CLAUSE = 1.0, 0.9, 0.75
_BY_SYNONYM = 0.7
_PARTY_BLOCK_COVERAGE = 0.9
_ENOUGH_TERMS = 3  # a long question tells a story: its rarest words count as much as all of them
_ASKS_WHO_OR_WHERE = frozenset(
    analyse("représenter représentant président directeur qualité adresse siège siéger domicilié situé")
)
_TERMS_BESIDE = 2  # what else such a question may ask
_ASKS_OF_SIGNATURE = frozenset(analyse("signer signature signé conclure"))
_PLAIN_HEADING_TERMS = 3  # "Prise d'effet et durée de la convention" says what its article is about; a longer heading says less
# Cosines of the embedded model: of another subject 0.2, of the clause that answers 0.5
_SIMILARITY_FLOOR, _SIMILARITY_RANGE = 0.2, 0.4
_BRIEF_WORDS = 6  # "Fait à …", "Durée :": short texts are near to everything
_BLANK = re.compile(r"\$\{|\{\{|\.{4,}|…{2,}|_{4,}")  # a field of a model, to be filled in

_REMEMBERED = 10_000  # analysed texts: clauses, sentences, headings; they come back from question to question
_WEIGHTS = Path(__file__).parent / "weights.toml"


@dataclass(frozen=True, slots=True)
class Signs:
    """What a clause has to say for itself, each around 0 to 1.

    coverage: share of the question's terms that the sentence holds, by their rarity. similarity: nearness in meaning. found: the
    score of the search.
    value: it holds a value of the type expected, or its lead-in does; lacks_value: such a value was expected and neither does.
    likeness: how much its convention is what the question is about. brief: it says too little to be near to anything.
    fact: it says a fact of the kind that is asked for, a duration, a notice, a jurisdiction (see `assistant.aspects`).
    blank: it is a field to be filled in. front: it stands before the articles; signatures: after them. length: 1 for a hundred
    words, 0.5 for ten. block: it answers by what it is (see `is_block_of`).
    """

    coverage: float
    similarity: float
    found: float
    value: float
    lacks_value: float
    likeness: float
    brief: float
    blank: float
    front: float
    signatures: float
    length: float
    block: float
    fact: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence (or a whole list item) that may answer. `score`, between 0 and 1, orders the clauses of one question; `reading` is
    the log-odds that the clause answers, as the cross-encoder reads it, if it does (see `assistant.reading`)."""

    passage: Passage
    span: Span
    signs: Signs
    score: float
    reading: float = 0.0

    @property
    def convention(self) -> str:
        return self.span.document_id

    @property
    def has_expected_value(self) -> bool:
        return self.signs.value > 0


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """The fitted weights, by decision then by sign: see `tests/benchmarks/fit.py`, which writes them."""
    return tomllib.loads(_WEIGHTS.read_text(encoding="utf-8"))


def logistic(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    """
    >>> logistic({"intercept": 0.0, "coverage": 2.0}, {"coverage": 0.0})
    0.5
    """
    return 1 / (1 + math.exp(-weights["intercept"] - sum(weights[name] * value for name, value in values.items())))


def log_odds(chance: float) -> float:
    """
    >>> log_odds(0.5)
    0.0
    """
    return math.log(chance / (1 - chance))


def weigh(question: Question, hits: Sequence[Hit], index: ConventionIndex, likeness: Mapping[str, float]) -> list[Evidence]:
    """The best sentence of each hit, best first; what answers by what it is comes before the rest."""
    words = index.rated(question.terms)
    asked = aspects_of(question.matter)
    found = []
    for hit in hits:
        if _is_formula(hit.passage):
            continue
        convention = index.convention(hit.passage.span.document_id)
        sought = _beside(words, index.entries[convention.id].subject)
        facts = index.facts(convention.id) if asked else ()
        pieces = _of_hit(
            question, hit, convention, sought, likeness.get(convention.id, 0.0), [f.span for f in facts if f.kind in asked]
        )
        found.append(max(pieces, key=lambda e: (e.score, -e.span.start)))
    return best_first(found)


def best_first(evidence: Iterable[Evidence]) -> list[Evidence]:
    return sorted(evidence, key=lambda e: (-e.signs.block, -e.score))


def likelier(piece: Evidence, by: float) -> Evidence:
    """The same piece with `by` more log-odds that it answers."""
    return replace(piece, score=logistic({"intercept": log_odds(piece.score) + by}, {}))


def _beside(words: Sequence[tuple[Word, float]], subject: Iterable[str]) -> list[tuple[Word, float]]:
    """The words that are sought in the clauses of a convention: those that only name the convention are not, if others remain."""
    return [(word, rarity) for word, rarity in words if word.term not in subject] or list(words)


def _of_hit(
    question: Question,
    hit: Hit,
    convention: Convention,
    words: Sequence[tuple[Word, float]],
    likeness: float,
    facts: Sequence[Span],
) -> Iterator[Evidence]:
    passage = hit.passage
    heading = terms_of(" ".join(passage.path))
    clause = terms_of(passage.reading)
    lead_in = convention.reading.of(passage.lead_in.start, passage.lead_in.end) if passage.lead_in else ""
    is_block = is_block_of(question, passage)
    for span in sentences(convention, passage):
        text = convention.reading.of(span.start, span.end)
        places = ((terms_of(text), _IN_SENTENCE), (heading | terms_of(lead_in), _IN_HEADING), (clause, _IN_CLAUSE))
        coverage = max(_coverage(words, places), _PARTY_BLOCK_COVERAGE if is_block else 0.0)
        has_value = holds(question.expected, f"{lead_in} {text}")
        signs = Signs(
            coverage=coverage,
            similarity=(hit.similarity - _SIMILARITY_FLOOR) / _SIMILARITY_RANGE,
            found=hit.score,
            value=float(has_value),
            lacks_value=float(question.expected in EXACT_VALUES and not has_value),
            likeness=likeness,
            brief=float(is_brief(passage) and not is_block),
            blank=float(bool(_BLANK.search(passage.reading))),
            front=float(passage.article in SECTION_NAMES and passage.article != "signatures" and not is_block),
            signatures=float(passage.article == "signatures" and not is_block),
            length=math.log10(max(1, len(text.split()))) / 2,
            block=float(is_block),
            fact=float(any(fact.start < span.end and span.start < fact.end for fact in facts)),
        )
        yield Evidence(passage, span, signs, logistic(weights()["clause"], asdict(signs)))


@lru_cache(maxsize=_REMEMBERED)
def terms_of(text: str) -> frozenset[str]:
    return frozenset(analyse(text))


def sentences(convention: Convention, passage: Passage) -> Iterator[Span]:
    """The sentences of a clause; a list item, or the block of a party, line by line, is taken whole."""
    if passage.lead_in or passage.article in ("parties", "signatures"):
        yield passage.span
    else:
        yield from sentences_of(convention.document, passage.span)


def is_brief(passage: Passage) -> bool:
    """ "Fait à …", "Durée :": too short to say what it is near to."""
    return len(passage.reading.split()) < _BRIEF_WORDS


def is_block_of(question: Question, passage: Passage) -> bool:
    """Whether a passage answers by what it is, whatever its words: the article headed by just what is asked ("Objet de la
    convention"); the IBAN, the BIC or the RIB, where nothing else is asked; the block that presents the party asked about, of where it is and
    who represents it; the end of the text, of where and when it was signed."""
    terms = set(question.terms)
    heading = content(passage.heading)
    if terms and terms <= set(heading) and len(heading) <= _PLAIN_HEADING_TERMS:
        return True
    if terms and question.expected == "account":
        return terms <= {account.value.split()[0].lower() for account in accounts_in(fold(passage.reading))}
    if passage.article == "signatures" and question.expected in ("date", "place", "person"):
        asks = terms <= _ASKS_OF_SIGNATURE if question.expected == "person" else terms & _ASKS_OF_SIGNATURE
        return bool(terms and asks) and VALUES[question.expected].search(fold(passage.reading)) is not None
    asked = terms & _ASKS_WHO_OR_WHERE
    if len(terms - asked) > _TERMS_BESIDE:  # "à qui est dévolue la qualité de comptable assignataire ?"
        return False
    return bool(
        asked and question.party and passage.article == "parties" and question.party in fold(passage.reading).replace("-", " ")
    )


def _coverage(words: Sequence[tuple[Word, float]], places: Sequence[tuple[Set[str], float]]) -> float:
    total = sum(rarity for _, rarity in words)
    rarest = sum(sorted(rarity for _, rarity in words)[-_ENOUGH_TERMS:])
    covered = sum(rarity * _presence(word, places) for word, rarity in words)
    return min(1.0, covered / ((total + rarest) / 2)) if total else 0.0


def coverage_of(words: Sequence[tuple[Word, float]], held: Set[str]) -> float:
    """The share of the words, by their rarity, that a set of terms holds, as themselves or by a synonym; 1 when there are none."""
    return _coverage(words, [(held, 1.0)]) if words else 1.0


def _presence(word: Word, places: Sequence[tuple[Set[str], float]]) -> float:
    """How well a word is present: in the sentence, the heading or the clause; as itself, misspelt, or by a synonym."""
    best = 0.0
    for held, worth in places:
        if word.term in held:
            best = max(best, worth)
        elif any(variant in held for variant in word.variants):
            best = max(best, worth * _BY_SYNONYM)
    return best


def _is_formula(passage: Passage) -> bool:
    """ "Il est convenu ce qui suit :", a title: nothing that answers."""
    return len(passage.reading.split()) <= 8 and passage.article in ("preambule", "parties")
