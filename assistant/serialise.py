"""The JSON that other programs read. Keys are only ever added."""

from typing import Any

from assistant.answer import Answer
from assistant.citations import Citation
from corpus import Article, Clause, Convention, Span
from index import ConventionIndex, Hit

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
        "facts": {}, "obligations": [],
    }  # fmt: skip


def _article_json(article: Article) -> Json:
    return {
        "number": article.number, "heading": article.heading, **_range(article.span),
        "children": [_article_json(child) for child in article.children], "clauses": [_clause_json(c) for c in article.clauses],
    }  # fmt: skip


def _clause_json(clause: Clause) -> Json:
    return {"label": clause.label, **_range(clause.span), "lead_in": _range(clause.lead_in) if clause.lead_in else None}


def _range(span: Span) -> Json:
    return {"start": span.start, "end": span.end}
