"""What a refusal says: what is missing, what was searched, and what may be read instead."""

from collections.abc import Mapping, Sequence

from assistant.answer import foreign
from assistant.blanks import asks_for_a_sum, is_left_blank, tells
from assistant.compose import Draft, article_phrase, refusal, source_of
from assistant.decision import sufficient, worth_reading
from assistant.engagements import bound_parties
from assistant.evidence import Evidence
from assistant.question import Question
from assistant.retrieval import weighed
from assistant.scope import searched
from corpus import Convention
from index import ConventionIndex

READ_ELSEWHERE = 4  # clauses of other conventions, when the one asked about is silent
_TITLES_TOLD = 6


def unanswered(question: Question, evidence: Sequence[Evidence], likeness: Mapping[str, float], index: ConventionIndex) -> Draft:
    """No clause answers: in the convention asked about, and then what others say, or in those that were searched."""
    among = searched(question, likeness)
    if len(among) != 1:
        text = f"Aucune clause trouvée ne répond à cette question. Conventions consultées : {titles(index, among)}."
        return refusal(question.kind, text, worth_reading(evidence), index)
    convention = index.convention(among[0])
    count = len(convention.counted_articles)
    read = f" ({count} article{'s' if count > 1 else ''} consulté{'s' if count > 1 else ''})" if count else ""
    text = f"{foreign(convention.title)} : aucune clause trouvée ne répond à cette question{read}."
    others = [id_ for id_ in index.entries if id_ != convention.id] if question.conventions else []
    elsewhere = weighed(question, others, dict.fromkeys(others, 1.0), index, READ_ELSEWHERE) if others else []
    return refusal(question.kind, text, [*worth_reading(evidence), *sufficient(question, elsewhere, index)], index)


def left_blank(question: Question, found: Sequence[Evidence], index: ConventionIndex) -> Draft | None:
    """The clause that answers, or another that its article adds, leaves to be filled in the value that is asked for; None when it is told."""
    best, convention = found[0], index.convention(found[0].convention)
    blank = best if _is_left_blank(question, best, convention) else None
    is_told = best.has_expected_value and not asks_for_a_sum(question.expected, question.matter)
    if blank is None and (is_told or tells(question.expected, question.matter, convention.document.quote(best.span))):
        return None
    of_its_article = (piece for piece in found if piece.convention == convention.id and piece.passage.path == best.passage.path)
    blank = blank or next((piece for piece in of_its_article if _is_left_blank(question, piece, convention)), None)
    if blank is None:
        return None
    source = source_of(blank.passage, convention)
    where = f"{foreign(convention.title)}, {article_phrase(source.article, source.heading)}"
    return refusal(question.kind, f"{where} : le texte laisse en blanc la valeur demandée.", [blank], index)


def _is_left_blank(question: Question, piece: Evidence, convention: Convention) -> bool:
    return is_left_blank(question.expected, question.matter, question.focus, convention.document.quote(piece.span))


def not_at_hand(question: Question, index: ConventionIndex) -> Draft:
    """No convention is with the body, or is the text, that the question names."""
    text = f"Aucune convention avec «\u00a0{foreign(question.unknown)}\u00a0» n'est dans le fonds. Conventions consultables : {titles(index)}."
    return refusal(question.kind, text, (), index)


def nothing_indexed(question: Question, index: ConventionIndex) -> Draft:
    return refusal(question.kind, "Aucune convention n'est indexée. Ajoutez des fichiers, puis : conventions index", (), index)


def owes_nothing(
    body: str, question: Question, evidence: Sequence[Evidence], scope: Sequence[str], index: ConventionIndex
) -> Draft:
    """What is said of a body that no clause binds: so, and whom the conventions do bind."""
    bound = dict.fromkeys(name for id_ in scope for name in bound_parties(index.convention(id_), index.obligations(id_)))
    others = f" Sont tenus d'obligations : {', '.join(map(foreign, bound))}." if bound else ""
    text = f"Aucune obligation de «\u00a0{foreign(body)}\u00a0» n'a été trouvée dans : {titles(index, scope)}.{others}"
    return refusal(question.kind, text, worth_reading(evidence), index)


def titles(index: ConventionIndex, ids: Sequence[str] = ()) -> str:
    """How some conventions are called, all of them when none is given: the first six, and how many more there are."""
    called = [index.entries[id_].title for id_ in ids or index.entries]
    more = f" ; et {len(called) - _TITLES_TOLD} autres" if len(called) > _TITLES_TOLD else ""
    return " ; ".join(map(foreign, called[:_TITLES_TOLD])) + more
