"""The obligations that a question asks for: whose, in which convention, on what."""

import re
from collections.abc import Sequence

from assistant.compose import WHOLE_CLAUSE_MAX_CHARACTERS
from assistant.evidence import Evidence
from assistant.frame import content
from assistant.question import Question
from corpus import EVERYONE, Convention, Debtors, Obligation, Span, binds, fold
from index import ConventionIndex, Passage, analyse, passages_of

_ASKS_FOR_DUTIES = re.compile(
    r"\b(?:doi(?:t|vent)|s'engage\w*|promet\w*|obligations?|engagements?|incomb\w+|pesent?|revien(?:t|nent))\b"
)

MAX_ABOUT = 12  # engagements on one subject

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
    """The sentences that bind `party`, by any of its names, and those that bind all the parties; permissions are none."""
    passages = list(passages_of(convention))
    own: list[Engagement] = []
    joint: list[Engagement] = []
    for duty in obligations:
        passage = next((p for p in passages if p.span.contains(duty.span)), None)
        if passage is None or duty.modality == "permission":
            continue
        group = joint if duty.party == EVERYONE else own if binds(duty, party, convention) else None
        if group is not None and (passage, duty.span) not in group:
            group.append((passage, duty.span))
    return own, joint


def about(found: Sequence[Engagement], evidence: Sequence[Evidence], nearness: float) -> list[Engagement]:
    """Of a party's engagements, those on the subject that the evidence answers: all that the article of its best clause holds, and
    the clauses of other articles that are nearly as good; none when the evidence holds none of them. A short clause is whole."""
    own = {passage.id for passage, _ in found}
    good = [piece for piece in evidence if piece.passage.id in own]
    if not good:
        return []
    best = good[0].passage.path
    near = {piece.passage.id for piece in good if piece.score >= nearness * good[0].score}
    kept = [(passage, span) for passage, span in found if passage.path == best or passage.id in near]
    whole = [(p, p.span if p.span.end - p.span.start <= WHOLE_CLAUSE_MAX_CHARACTERS else span) for p, span in kept]
    return list(dict.fromkeys(whole))[:MAX_ABOUT]
