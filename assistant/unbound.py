"""A body of which a question asks the duties, and that the conventions bind to nothing: "à quoi s'engagent les pompiers ?"."""

import re
from collections.abc import Sequence

from assistant.debtor import asks_of_everyone, debtor_asked_about, subjects_asked
from assistant.frame import content
from assistant.question import Question
from corpus import Debtors, fold
from index import ConventionIndex, analyse

# Bodies and trades that are called so and not otherwise: where none of them is bound, no other name is meant
_CALLED_SO = frozenset(
    analyse(
        "commune mairie ville maire département région préfet préfecture CAF caisse médecin notaire police gendarmerie gendarme pompier"
        " sapeur rectorat tribunal juge parquet procureur communauté agglomération métropole mission labo huissier avocat"
    )
)
_CHAMBER = re.compile(r"chambres? (?:de |d'|des )")  # of agriculture, not the room


def bound_by_nothing(question: Question, conventions: Sequence[str], index: ConventionIndex) -> str:
    """The body, as the question calls it, whose duties are asked for where the conventions bind nobody called so; empty when they do,
    or when it may be another name of one whom they bind, and a subject is asked about."""
    if debtor_asked_about(question, conventions, index) or asks_of_everyone(question):
        return ""
    asked = subjects_asked(question)
    body = next((phrase for _, phrases in asked for phrase in phrases[:1] if _is_body(phrase)), "")
    named = {term for id_ in conventions for term in index.entries[id_].subject}
    said_of_body = analyse(" ".join([body, *(cue for cue, _ in asked)]))
    beside = set(content(question.text)) - named - set(said_of_body)
    return body if body and (_is_called_so(body) or not beside) else ""


def _is_body(phrase: str) -> bool:
    return Debtors(()).is_actor(phrase) or _CHAMBER.match(fold(phrase)) is not None


def _is_called_so(body: str) -> bool:
    """Whether a body is mostly called by its own name: an acronym, a public body, a trade."""
    return body.split()[0].isupper() or bool(_CALLED_SO & set(analyse(body)[:1])) or _CHAMBER.match(fold(body)) is not None
