"""What a comparison shows: the duties of each text, or a table with a row an aspect and a column a convention."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.aspects import enumerated
from assistant.compose import Draft, comparison, listing
from assistant.decision import comparable
from assistant.duties import duties_compared
from assistant.evidence import Evidence
from assistant.frame import content
from assistant.question import Question
from assistant.retrieval import weighed
from assistant.scope import compared
from assistant.wording import FACTS
from index import ConventionIndex

# What is compared of whole texts, when nothing else is asked for
_OF_WHOLE_TEXTS = ("Objet", "Durée", "Montant", "Préavis", "Résiliation", "Juridiction compétente")


def beside_one_another(
    question: Question, evidence: Sequence[Evidence], likeness: Mapping[str, float], index: ConventionIndex
) -> Draft | None:
    """What the conventions compared say, beside one another; None when none answers."""
    conventions = compared(question, likeness, index)
    if owed := duties_compared(question, conventions, index):
        return listing("comparison", owed)
    rows = [row for row in _rows(question, evidence, likeness, conventions, index) if any(row[1].values())]
    return comparison(question, rows, index) if rows else None


def _rows(
    question: Question,
    evidence: Sequence[Evidence],
    likeness: Mapping[str, float],
    conventions: Sequence[str],
    index: ConventionIndex,
) -> list[tuple[str, dict[str, list[Evidence]]]]:
    """What each convention says of each aspect compared ("la durée et le préavis"), or of the question as it stands."""
    named = {term for id_ in conventions for term in index.entries[id_].subject}
    aspects = [FACTS[kind] for kind in enumerated(question.matter)] if set(question.terms) - named else list(_OF_WHOLE_TEXTS)
    rows = []
    for aspect in aspects if len(aspects) > 1 else [""]:
        asked = replace(question, text=aspect, matter=aspect, terms=tuple(content(aspect)), focus=()) if aspect else question
        found = {
            id_: weighed(asked, [id_], likeness, index, 1) if aspect else [e for e in evidence if e.convention == id_]
            for id_ in conventions
        }
        rows.append((aspect, comparable(asked, found, index)))
    return rows
