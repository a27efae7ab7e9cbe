"""The obligations that a question asks for: whose, in which convention, on what."""

import re
from collections.abc import Collection, Sequence

from assistant.compose import WHOLE_CLAUSE_MAX_CHARACTERS
from assistant.evidence import Evidence
from assistant.frame import content
from assistant.question import Question
from corpus import EVERYONE, Convention, Debtors, Obligation, Span, binds, fold
from index import ConventionIndex, Passage, analyse, passages_of

_ASKS_FOR_DUTIES = re.compile(
    r"\b(?:doi(?:t|vent)|s'engage\w*|promet\w*|obligations?|engagements?|incomb\w+|pesent?|revien(?:t|nent))\b"
)
_IS_OWED_BY = re.compile(r"obligation|engagement|incomb|pese|revien")  # "ce qui incombe au bailleur"
_TOWARDS = re.compile(
    r"\b(?:aux?|a l[a']|envers l\w*|vis a vis (?:d[eu]s?|de l[a']?)|aupres (?:d[eu]s?|de l[a']?)|chez l\w*|avec l\w*)\W*$"
)

_AS_GOOD = 0.75  # of the best score: an article that binds the party asked about comes before one that binds others
MAX_ABOUT = 12  # engagements on one subject
MAX_WITH_REST, _REST = 9, 2  # clauses, with those that only stand in the same article; their rank

Engagement = tuple[Passage, Span]  # a clause, and the sentence of it that binds


def debtor_asked_about(question: Question, conventions: Sequence[str], index: ConventionIndex) -> str:
    """Of those whom the conventions bind, the one that the question names nearest to what asks for duties ("que doit faire le
    gestionnaire face à un résident"), not where it names a text ("dans la convention Grand Est"): empty when it names none."""
    folded = fold(question.text).replace("-", " ")
    for aside in filter(None, question.frame.split(" ; ")):
        folded = folded.replace(fold(aside).replace("-", " "), " ")
    cue = _ASKS_FOR_DUTIES.search(folded)
    if question.party and (cue is None or question.party in folded):
        return question.party
    names = {
        (call, name)
        for id_ in conventions
        for name, calls in Debtors(index.convention(id_).parties).calls().items()
        for call in calls
    }
    names |= {(fold(o.party), o.party) for id_ in conventions for o in index.obligations(id_) if o.party and o.party != EVERYONE}
    named = [(at, name) for call, name in names if (at := re.search(rf"\b{re.escape(call)}", folded))]
    if cue is not None and not _IS_OWED_BY.match(cue[0]):
        named = [(at, name) for at, name in named if not _TOWARDS.search(folded[: at.start()])]
    if not named or cue is None:
        return ""
    return min(named, key=lambda found: (_gap(cue, found[0]), -len(found[0][0]), found[1]))[1]


def _gap(one: re.Match[str], other: re.Match[str]) -> int:
    return max(one.start() - other.end(), other.start() - one.end(), 0)


def topic(question: Question, party: str, conventions: Sequence[str], index: ConventionIndex) -> list[str]:
    """What is asked of the party's duties in particular: the terms of the question that do not name the party, however a
    convention calls it."""
    calls = [Debtors(index.convention(id_).parties).calls().get(party, frozenset()) for id_ in conventions]
    cue = _ASKS_FOR_DUTIES.search(fold(question.text))
    own = set(analyse(" ".join([party, cue[0] if cue else "", *(call for of_one in calls for call in of_one)])))
    return [term for term in content(question.matter) if term in question.terms and term not in own]


def engagements(
    convention: Convention, obligations: Sequence[Obligation], party: str
) -> tuple[list[Engagement], list[Engagement]]:
    """The sentences that bind `party`, by any of its names, and those that bind all the parties; permissions are none. Without a
    party: those that bind anyone."""
    passages = list(passages_of(convention))
    own: list[Engagement] = []
    joint: list[Engagement] = []
    for duty in obligations:
        passage = next((p for p in passages if p.span.contains(duty.span)), None)
        if passage is None or duty.modality == "permission":
            continue
        is_own = not party or (duty.party != EVERYONE and binds(duty, party, convention))
        group = own if is_own else joint if duty.party == EVERYONE else None
        if group is not None and (passage, duty.span) not in group:
            group.append((passage, duty.span))
    return own, joint


def of_parties(convention: Convention, obligations: Sequence[Obligation]) -> list[Engagement]:
    """The sentences that bind a party of the convention in particular, whichever it is."""
    parties = Debtors(convention.parties).calls()
    return engagements(convention, [duty for duty in obligations if duty.party in parties], "")[0]


def about(
    found: Sequence[Engagement],
    of_each: Sequence[Engagement],
    evidence: Sequence[Evidence],
    convention: Convention,
    nearness: float,
) -> list[Engagement]:
    """What a convention binds a party to on the subject that the evidence answers: the clauses that are nearly as good as the best of
    all, the lists that they belong to or announce, then the engagements found in the best one's article, and the rest of it
    when all is a short list; in the order of the text. A clause that binds another party alone (`of_each` are the engagements of each)
    is none, and an article that binds the party comes before one hardly better that does not. A short clause is whole."""
    of_others = {passage.path for passage, _ in of_each} - {passage.path for passage, _ in found}
    binds_others = {passage.span for passage, _ in of_each} - {passage.span for passage, _ in found}
    near = [e for e in evidence if e.convention == convention.id and e.score >= nearness * evidence[0].score]
    if not near:
        return []
    beside_best = [e for e in near if e.score >= _AS_GOOD * near[0].score and e.passage.path not in of_others]
    home = (beside_best or near)[0].passage.path
    best = {piece.passage.span for piece in near}
    lists = {piece.passage.lead_in for piece in near if piece.passage.lead_in}
    beside = {passage.span for passage, _ in found if passage.path == home}
    sentences = {piece.passage.id: piece.span for piece in reversed(near)} | {
        passage.id: span for passage, span in reversed(found)
    }

    def rank(passage: Passage) -> int | None:
        if passage.span in binds_others and (home not in of_others or passage.path != home):
            return None
        if passage.span in best or (passage.lead_in and _announced(passage.lead_in, best, lists)):
            return 0
        if passage.span in beside or (passage.lead_in and _announced(passage.lead_in, beside, ())):
            return 1
        return _REST if passage.path == home else None

    ranked = [
        (place, number, passage) for number, passage in enumerate(passages_of(convention)) if (place := rank(passage)) is not None
    ]
    is_short = len(ranked) <= MAX_WITH_REST
    first = sorted((item for item in ranked if item[0] < _REST or is_short), key=lambda item: item[:2])[:MAX_ABOUT]
    kept = sorted(first, key=lambda item: item[1])
    spans = [(passage, sentences.get(passage.id, passage.span)) for _, _, passage in kept]
    return [(p, p.span if p.span.end - p.span.start <= WHOLE_CLAUSE_MAX_CHARACTERS else span) for p, span in spans]


def _announced(lead_in: Span, chosen: Collection[Span], lists: Collection[Span]) -> bool:
    """Whether a list is announced by a clause that is chosen, or one of its items is."""
    return lead_in in lists or any(span.contains(lead_in) for span in chosen)
