"""The JSON that other programs read. Keys are only ever added."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from assistant.across import Subject
from assistant.answer import Answer
from assistant.citations import Citation
from assistant.exports import Duty
from corpus import Article, Clause, Convention, Fact, FactKind, Obligation, Span, facts_of, obligations_of
from index import ConventionIndex, Hit, article_name

Json = dict[str, Any]


def answer_json(answer: Answer, index: ConventionIndex, question: object, id_: object = None) -> Json:
    return {
        "id": id_, "question": question, "kind": answer.kind, "status": answer.status, "text": answer.text,
        "citations": [citation_json(c, index) for c in answer.citations],
        "rejected": [{"quote": r.quote, "reason": r.reason} for r in answer.rejected],
        "suggestions": [citation_json(c, index) for c in answer.suggestions],
        "timings_ms": answer.timings_ms,
    }  # fmt: skip


def citation_json(citation: Citation, index: ConventionIndex) -> Json:
    convention = index.convention(citation.span.document_id)
    document, span, lead_in = convention.document, citation.span, citation.lead_in
    return {
        "n": citation.n, "convention": convention.id, "title": convention.title, "article": citation.article,
        "heading": citation.heading, "label": citation.label, "page": document.page(span.start), "start": span.start,
        "end": span.end, "quote": document.quote(span), "reading": convention.reading.of(span.start, span.end),
        "lead_in": {"start": lead_in.start, "end": lead_in.end, "quote": document.quote(lead_in)} if lead_in else None,
    }  # fmt: skip


def hit_json(hit: Hit, index: ConventionIndex) -> Json:
    passage = hit.passage
    document = index.convention(passage.span.document_id).document
    return {
        "rank": hit.rank, "score": round(hit.score, 6), "convention": document.id, "article": passage.article, "label": passage.label,
        "start": passage.span.start, "end": passage.span.end, "quote": document.quote(passage.span),
    }  # fmt: skip


def article_json(article: Article, convention: Convention) -> Json:
    """An article's exact text, without the blank lines that follow it."""
    document, start = convention.document, article.span.start
    text = document.quote(article.span).rstrip()
    return {
        "convention": convention.id, "title": convention.title, "article": article.number, "heading": article.heading,
        "label": article_name(article), "page": document.page(start), "start": start, "end": start + len(text),
        "quote": text, "reading": convention.reading.of(start, start + len(text)),
    }  # fmt: skip


def convention_json(convention: Convention) -> Json:
    document = convention.document
    return {
        "id": convention.id, "title": convention.title,
        "parties": [
            {"name": p.name, "short_name": p.short_name, "aliases": list(p.aliases), "role": p.role,
             "representatives": list(p.representatives), "address": p.address, **_range(p.span)} for p in convention.parties
        ],
        "sections": [{"kind": s.kind, **_range(s.span), "clauses": [_clause_json(c) for c in s.clauses]} for s in convention.sections],
        "articles": [_article_json(a) for a in convention.articles],
        "unclassified": [{**_range(u.span), "reason": u.reason, "text": document.quote(u.span)} for u in convention.unclassified],
        "amends": convention.document.quote(convention.reference) if convention.reference else None,
        "amendments": [{"article": a.article, "effect": a.effect, **_range(a.span)} for a in convention.amendments],
        "signed_on": convention.signed_on.isoformat() if convention.signed_on else None,
        "pages": len(document.page_starts), "doubts": list(convention.doubts), "text": document.text,
        "page_marks": [_range(span) for span in convention.page_marks],
        "facts": facts_json(facts_of(convention), convention),
        "obligations": [_obligation_json(o, convention) for o in obligations_of(convention)],
    }  # fmt: skip


def obligation_json(duty: Duty, index: ConventionIndex) -> Json:
    return _obligation_json(duty.obligation, index.convention(duty.convention))


def _obligation_json(o: Obligation, convention: Convention) -> Json:
    return {
        "party": o.party, "party_as_written": o.party_as_written, "convention": convention.id, "article": o.article, "label": o.label,
        "modality": o.modality, "action": o.action, "beneficiary": o.beneficiary, "amount": o.amount, "deadline": o.deadline,
        "condition": o.condition, "trigger": o.trigger, **_range(o.span), "quote": convention.document.quote(o.span),
    }  # fmt: skip


def facts_json(facts: Sequence[Fact], convention: Convention) -> Json:
    """By kind, every kind there; what is said once is still a list."""
    kinds: tuple[FactKind, ...] = get_args(FactKind)
    return {"title": convention.title, **{kind: [_fact_json(f, convention) for f in facts if f.kind == kind] for kind in kinds}}


def across_json(subjects: Sequence[Subject], parties: Mapping[str, Sequence[str]], index: ConventionIndex) -> Json:
    return {
        "parties": parties,
        "subjects": [
            {"kind": s.kind, "likeness": s.likeness,
             "conventions": {id_: [_fact_json(f, index.convention(id_)) for f in facts] for id_, facts in s.facts.items()}}
            for s in subjects
        ],
    }  # fmt: skip


def _fact_json(fact: Fact, convention: Convention) -> Json:
    doubt = {"uncertain": True, "why": fact.uncertain} if fact.uncertain else {}
    as_written = convention.document.quote(fact.span)
    return {
        "value": fact.value,
        "as_written": as_written,
        "article": fact.article,
        "label": fact.label,
        **_range(fact.span),
        **doubt,
    }


def _article_json(article: Article) -> Json:
    return {
        "number": article.number, "heading": article.heading, **_range(article.span),
        "children": [_article_json(child) for child in article.children], "clauses": [_clause_json(c) for c in article.clauses],
    }  # fmt: skip


def _clause_json(clause: Clause) -> Json:
    return {"label": clause.label, **_range(clause.span), "lead_in": _range(clause.lead_in) if clause.lead_in else None}


def _range(span: Span) -> Json:
    return {"start": span.start, "end": span.end}
