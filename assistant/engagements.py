"""The obligations of a convention that a question asks for: those of a party, on a subject."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from assistant.compose import WHOLE_CLAUSE_MAX_CHARACTERS
from assistant.evidence import Evidence, is_brief
from corpus import EVERYONE, Convention, Debtors, Obligation, Span, binds, display_name
from index import Passage, passages_of

LIKEST = 10  # clauses, which tell which articles are on a subject
MAX_ABOUT = 16  # engagements on one subject
_BIND_NOBODY = ("parties", "visas", "preambule", "signatures")
_NEARLY_AS_GOOD = 0.1  # of the best score: a list says more than an answer
_REST = 2  # the rank of what only stands in the same article
_ARTICLES, _AS_MUCH = 2, 0.6  # that say most of a subject: the second one, if it says that share of what the first does

Engagement = tuple[Passage, Span]  # a clause, and the sentence of it that binds


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


def bound_parties(convention: Convention, obligations: Sequence[Obligation]) -> list[str]:
    """The parties that a convention binds in particular, as a title calls them, in the order in which it presents them."""
    bound = {duty.party for duty in obligations}
    return [display_name(party) for party in convention.parties if bound & Debtors([party]).parties]


def about(
    found: Sequence[Engagement],
    of_each: Sequence[Engagement],
    evidence: Sequence[Evidence],
    convention: Convention,
    nearness: float,
) -> list[Engagement]:
    """What a convention binds a party to on the subject that the evidence answers: its likest clauses, the lists that they belong to
    or announce, then the engagements of the articles that say most of the subject, and the rest of these when all is a short
    list; in the order of the text. A clause that binds another party alone (`of_each` are the engagements of each) is none, unless one of
    these articles binds others only. Nothing when its best clause is far behind the best of all. A short clause is whole."""
    here = [e for e in evidence if e.convention == convention.id]
    likest = [e for e in here if e.passage.article not in _BIND_NOBODY] or here  # a text without articles is all preamble
    likest = likest[:LIKEST]
    if not likest or likest[0].score < nearness * evidence[0].score:
        return []
    binding = {passage.span for passage, _ in found}
    binds_others = {passage.span for passage, _ in of_each} - binding
    of_party = {passage.path for passage, _ in found}
    homes = _on_subject(likest)
    near = [
        e
        for e in likest
        if e.score >= _NEARLY_AS_GOOD * likest[0].score and (e.passage.path in homes or e.passage.span in binding)
    ]
    best = {piece.passage.span for piece in near}
    lists = {piece.passage.lead_in for piece in near if piece.passage.lead_in}
    beside = {passage.span for passage, _ in found if passage.path in homes}
    sentences: dict[str, set[Span]] = defaultdict(set)
    for passage, span in [*((piece.passage, piece.span) for piece in near), *found]:
        sentences[passage.id].add(span)

    def rank(passage: Passage) -> int | None:
        if passage.span in binds_others and (passage.path not in homes or passage.path in of_party):
            return None
        if passage.span in best or (passage.lead_in and _announced(passage.lead_in, best, lists)):
            return 0
        if passage.span in beside or (passage.lead_in and _announced(passage.lead_in, beside, ())):
            return 1
        is_label = passage.lead_in is None and is_brief(passage)  # "Durée du bail." stands above what it names, and binds nobody
        return _REST if passage.path in homes and not is_label else None

    ranked = [
        (place, passage, span)
        for passage in passages_of(convention)
        if (place := rank(passage)) is not None
        for span in _quoted(passage, sentences[passage.id])
    ]
    is_short = len(ranked) <= MAX_ABOUT
    listed = [item for item in ranked if item[0] < _REST or is_short]
    first = sorted(listed, key=lambda item: (item[0], item[2].start))[:MAX_ABOUT]
    return sorted(((passage, span) for _, passage, span in first), key=lambda kept: kept[1].start)


def _quoted(passage: Passage, sentences: Collection[Span]) -> list[Span]:
    """The whole of a short clause, or of one of which no sentence is known to bind; else these sentences, none inside another."""
    if passage.span.end - passage.span.start <= WHOLE_CLAUSE_MAX_CHARACTERS or not sentences:
        return [passage.span]
    return [span for span in sentences if not any(other != span and other.contains(span) for other in sentences)]


def _on_subject(likest: Sequence[Evidence]) -> list[tuple[str, ...]]:
    """The headings of the articles that say most of a subject, by the scores of their clauses."""
    said: dict[tuple[str, ...], float] = defaultdict(float)
    for piece in likest:
        said[piece.passage.path] += piece.score
    most = sorted(said, key=lambda path: -said[path])[:_ARTICLES]
    return [path for path in most if said[path] >= _AS_MUCH * said[most[0]]]


def _announced(lead_in: Span, chosen: Collection[Span], lists: Collection[Span]) -> bool:
    """Whether a list is announced by a clause that is chosen, or one of its items is."""
    return lead_in in lists or any(span.contains(lead_in) for span in chosen)
