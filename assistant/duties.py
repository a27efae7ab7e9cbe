"""What an answer about duties lists: all that is owed, by each party or by one, or what is owed on a subject."""

from collections.abc import Mapping, Sequence

from assistant.compose import Draft, listing
from assistant.debtor import asks_of_everyone, debtor_asked_about, topic
from assistant.decision import answers
from assistant.duties_asked import duties_cue
from assistant.engagements import DutySigns, Owed, about, duty_signs, once_each, owed_by, owed_by_each
from assistant.evidence import Evidence, weights
from assistant.question import Question
from assistant.refusals import owes_nothing, unanswered
from assistant.scope import FEW_CONVENTIONS, MIN_LIKENESS_OF_TEXT, likest
from assistant.unbound import bound_by_nothing
from corpus import fold
from index import ConventionIndex, Passage


def all_duties(question: Question, likeness: Mapping[str, float], index: ConventionIndex) -> Draft | None:
    """All that a party, or each, owes, where no subject is asked about: nothing need be searched for it. None when another thing is asked."""
    scope = likest(likeness, MIN_LIKENESS_OF_TEXT)
    party = debtor_asked_about(question, scope, index)
    if topic(question, party, scope, index):
        return None
    owed = owed_by(party, scope, index) if party else []
    if asks_of_everyone(question) and len(scope) <= FEW_CONVENTIONS:
        owed = owed_by_each(scope, index) or owed or owed_by("", scope, index)
    return listing("obligations", owed) if owed else None


def duties(
    question: Question, evidence: Sequence[Evidence], likeness: Mapping[str, float], index: ConventionIndex
) -> Draft | None:
    """What is owed on a subject, or that nothing is; None when no duty is found, though a clause answers."""
    scope = likest(likeness, MIN_LIKENESS_OF_TEXT)
    owed = owed_by(debtor_asked_about(question, scope, index), scope, index)
    if body := bound_by_nothing(question, scope, index):
        return owes_nothing(body, question, evidence, scope, index)
    if answers(question, evidence, index) < weights()["limits"]["answer"]:
        return unanswered(question, evidence, likeness, index)
    for some in (owed, owed_by("", scope, index)):  # of the party named; of anyone, when it has none there
        if on_it := about(some, evidence, index):
            return listing("obligations", on_it)
    return None


def duties_compared(question: Question, conventions: Sequence[str], index: ConventionIndex) -> list[Owed]:
    """All the duties of the party asked about, or of each, in the conventions compared; none when others are asked for."""
    if not duties_cue(fold(question.matter)):
        return []
    party = debtor_asked_about(question, conventions, index)
    if topic(question, party, conventions, index):
        return []
    owed = owed_by(party, conventions, index) if party else []
    return owed if {one.convention.id for one in owed} == set(conventions) else owed_by_each(conventions, index)


def duties_weighed(
    question: Question, evidence: Sequence[Evidence], likeness: Mapping[str, float], index: ConventionIndex
) -> list[tuple[Passage, DutySigns]]:
    """Every clause of the texts of which a question asks the duties on a subject, and what speaks for it as one of them; none when it
    asks for none."""
    scope = likest(likeness, MIN_LIKENESS_OF_TEXT)
    party = debtor_asked_about(question, scope, index)
    if question.kind != "obligations" or (party and not topic(question, party, scope, index)):
        return []
    owed = owed_by(party, scope, index) or owed_by("", scope, index)
    return [of_clause for of_one in once_each(owed) for of_clause in duty_signs(of_one, evidence)]
