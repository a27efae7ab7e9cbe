"""Questions that a computation answers, every operand of which is a cited fact: when a notice ends, what a share is worth."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from assistant.answer import foreign
from assistant.citations import Source
from assistant.compose import Draft
from assistant.frame import NAMES_A_TEXT
from assistant.question import Question
from assistant.wording import day, said
from corpus import END_OF_MONTH_RULE, Convention, Fact, FactKind, after, dates_in, days_left, fold, sentences_of, share
from index import ConventionIndex, analyse

_NOTICE = re.compile(r"\b(?:denonc\w*|resili\w*|romp\w*|mett\w* fin|mets fin|preavis|quitt\w*)\b")
_WHEN = re.compile(r"\b(?:quand|quelle date|effecti\w*|prend\w* effet|prendra\w* effet|jusqu'a)\b")
_TODAY = re.compile(r"\b(?:aujourd'hui|maintenant|ce jour)\b")
_PAYMENT = re.compile(r"\b(?P<what>avance|acompte|solde)\b")
_HOW_MUCH = re.compile(r"\b(?:combien|montant|somme|en euros|represente)\b")
_LEFT = re.compile(
    r"\b(?:combien (?:de )?(?:jours?|mois|temps)(?! d(?:e |'))|dans combien)\b.*\b(?:rest\w*|avant la fin|fini\w*|expir\w*)\b"
)
_OF_ITS_TERM = frozenset(analyse("jours temps reste avant fin terme échéance finir expirer partenariat"))


def reckoned(question: Question, scope: Sequence[str], index: ConventionIndex, today: date) -> Draft | None:
    """The answer that a computation gives, None when the question asks for none, or an operand is missing or uncertain."""
    folded = fold(question.text)
    draft = Draft("facts")
    # never "combien de jours de congés me reste-t-il ?"
    is_of_the_text = NAMES_A_TEXT.search(folded) is not None or _OF_ITS_TERM.issuperset(question.terms)
    asks_what_is_left = is_of_the_text and _LEFT.search(folded) is not None
    for id_ in scope:
        facts, convention = index.facts(id_), index.convention(id_)
        for paragraph in _paragraphs(folded, asks_what_is_left, facts, convention, draft, today):
            draft.paragraphs.append(paragraph)
    return draft if draft.claims else None


def _paragraphs(
    folded: str, asks_what_is_left: bool, facts: Sequence[Fact], convention: Convention, draft: Draft, today: date
) -> Iterator[str]:
    dates = [found for found, _, _ in dates_in(folded)] or ([today] if _TODAY.search(folded) else [])
    notices = _sure(facts, "notice")
    if dates and len(notices) == 1 and _NOTICE.search(folded) and _WHEN.search(folded):
        start, end = dates[0], after(dates[0], notices[0].value)
        lasts = said(notices[0].value)
        yield (
            f"**{_the(end)}.** {foreign(convention.title)} : préavis de {lasts}, {_cited(draft, notices[0], convention)}\n\n"
            f"Calcul : {day(start)} + {lasts} = {day(end)} ({END_OF_MONTH_RULE})."
        )
    asked = _PAYMENT.search(folded)
    amounts = _sure(facts, "amounts")
    if asked and _HOW_MUCH.search(folded) and len(amounts) == 1:
        for payment in _sure(facts, "payments"):
            if payment.value.endswith("%") and asked["what"] in fold(convention.document.quote(payment.span)):
                worth = share(payment.value, amounts[0].value)
                yield (
                    f"**{said(worth)}.** {foreign(convention.title)} : {_cited(draft, payment, convention)} ; {_cited(draft, amounts[0], convention)}\n\n"
                    f"Calcul : {said(payment.value)} de {said(amounts[0].value)} = {said(worth)}."
                )
    ends = [fact for fact in _sure(facts, "ends_on") if re.fullmatch(r"\d{4}-\d\d-\d\d", fact.value)]
    if asks_what_is_left and len(ends) == 1:
        as_of, end = (dates or [today])[0], date.fromisoformat(ends[0].value)
        left = days_left(end, as_of)
        result = f"{left} jour{'s' * (left > 1)}" if left >= 0 else f"Le terme est passé depuis {-left} jour{'s' * (left < -1)}"
        yield (
            f"**{result}.** {foreign(convention.title)} : {_cited(draft, ends[0], convention)}\n\n"
            f"Calcul : du {day(as_of)} au {day(end)}."
        )


def sheet(scope: Sequence[str], index: ConventionIndex, names: Mapping[FactKind, str]) -> Draft:
    """What a convention says in values, kind by kind, each with its clause."""
    draft = Draft("facts")
    for id_ in scope:
        convention = index.convention(id_)
        lines = []
        for kind, name in names.items():
            for fact in index.facts(id_):
                if fact.kind == kind and kind not in ("parties", "legal_bases", "termination", "renewal"):
                    doubt = f" — à vérifier : {fact.uncertain}" if fact.uncertain else ""
                    value = foreign(said(fact.value)) if fact.value else "illisible"
                    lines.append(f"- {name} : {value} — {_cited(draft, fact, convention)}{doubt}")
        if lines:
            draft.paragraphs.append(f"{foreign(convention.title)} :\n\n" + "\n".join(lines))
    return draft


def _sure(facts: Sequence[Fact], kind: str) -> list[Fact]:
    return [fact for fact in facts if fact.kind == kind and fact.value and not fact.uncertain]


def _the(value: date) -> str:
    return f"Le {day(value)}"


def _cited(draft: Draft, fact: Fact, convention: Convention) -> str:
    """The sentence that states the fact, cited."""
    place = next((a for a in reversed(list(convention.walk())) if a.span.contains(fact.span)), None)
    clauses = [c for a in convention.walk() for c in a.clauses] + [c for s in convention.sections for c in s.clauses]
    clause = next((c for c in clauses if c.span.contains(fact.span)), None)
    source = Source(
        convention.document, clause.span if clause else fact.span, fact.label, fact.article, place.heading if place else ""
    )
    return draft.cite(source, _sentence_around(fact, convention, source))


def _sentence_around(fact: Fact, convention: Convention, source: Source) -> str:
    around = next((s for s in sentences_of(convention.document, source.span) if s.contains(fact.span)), source.span)
    return convention.document.quote(around if len(around) <= 600 else fact.span)
