"""The obligations of a convention that a question asks for: those of a party, on a subject."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from assistant.answer import foreign
from assistant.evidence import Evidence, is_brief, log_odds, logistic, weights
from corpus import EVERYONE, Convention, Debtors, Obligation, Span, binds, display_name, fold, without_article
from index import ConventionIndex, Passage, passages_of

LIKEST = 10  # clauses, which tell which articles are on a subject
MAX_ABOUT = 16  # clauses on one subject, besides the lists that they belong to
_BIND_NOBODY = ("parties", "visas", "preambule", "signatures")
_FAR = -6.0  # log-odds: no clause is farther behind than that
_UNREAD = -3.0  # log-odds of what was not even weighed

Engagement = tuple[Passage, Span]  # a clause, and the sentence of it that binds


class Owed(NamedTuple):
    """What a convention binds somebody to, and what the list of it is called."""

    title: str
    convention: Convention
    engagements: list[Engagement]


def owed_by(party: str, conventions: Sequence[str], index: ConventionIndex) -> list[Owed]:
    """What each convention binds a party to, then, where it does, what it binds it to with the others; without a party, what binds anyone."""
    found = []
    for id_ in conventions:
        convention = index.convention(id_)
        own, joint = engagements(convention, index.obligations(id_), party)
        title = foreign(convention.title)
        if own:
            found.append(
                Owed(f"{title} — {foreign(_called(convention, party, index))} :" if party else f"{title} :", convention, own)
            )
        if own and joint:
            found.append(Owed(f"{title} — avec les autres parties :", convention, joint))
    return found


def owed_by_each(conventions: Sequence[str], index: ConventionIndex) -> list[Owed]:
    """What each convention binds each of its parties to, then all of them together."""
    found = []
    for id_ in conventions:
        of_each = [
            owed
            for name in bound_parties(index.convention(id_), index.obligations(id_))
            for owed in owed_by(fold(without_article(name)).replace("-", " "), [id_], index)
        ]
        found += [
            owed for number, owed in enumerate(of_each) if owed.title not in {other.title for other in of_each[number + 1 :]}
        ]
    return found


def once_each(owed: Sequence[Owed]) -> list[Owed]:
    """The same, one list a convention, called as its first."""
    by_convention: dict[str, Owed] = {}
    for one in owed:
        before = by_convention.get(one.convention.id)
        by_convention[one.convention.id] = before._replace(engagements=before.engagements + one.engagements) if before else one
    return list(by_convention.values())


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


@dataclass(frozen=True, slots=True)
class DutySigns:
    """What speaks for a clause as one of those that answer a question about duties.

    behind: log-odds behind the best clause of its convention, -6 at most. reading: log-odds that it answers (see
    `assistant.reading`). The others are around 0 to 1. weighed: it is among the clauses weighed. binds: it binds whom the question asks
    about, anyone when it asks about nobody. share: what its article says of the subject, beside the one that says most.
    best_article: it is of the article of the best clause. brief: a label, no item. front: it is of no article. coverage: as in
    `evidence.Signs`.
    """

    behind: float
    reading: float
    weighed: float
    binds: float
    share: float
    best_article: float
    brief: float
    front: float
    coverage: float


def duty_signs(owed: Owed, evidence: Sequence[Evidence]) -> list[tuple[Passage, DutySigns]]:
    """Every clause of a convention, in the order of the text, with its signs; none when no evidence is of this convention."""
    here = [piece for piece in evidence if piece.convention == owed.convention.id]
    if not here:
        return []
    best = here[0]
    binding = {passage.span for passage, _ in owed.engagements}
    weighed = {piece.passage.span: piece for piece in here}
    said: Mapping[tuple[str, ...], float] = _said_by_article(here[:LIKEST])
    signs = []
    for passage in passages_of(owed.convention):
        piece = weighed.get(passage.span)
        behind = log_odds(piece.score) - log_odds(best.score) if piece else _FAR
        one = DutySigns(
            behind=max(_FAR, behind),
            reading=piece.reading if piece else _UNREAD,
            weighed=float(piece is not None),
            binds=float(passage.span in binding),
            share=said.get(passage.path, 0.0) / max(said.values()),
            best_article=float(passage.path == best.passage.path),
            brief=float(passage.lead_in is None and is_brief(passage)),
            front=float(passage.article in _BIND_NOBODY),
            coverage=piece.signs.coverage if piece else 0.0,
        )
        signs.append((passage, one))
    return signs


def about(owed: Sequence[Owed], evidence: Sequence[Evidence], index: ConventionIndex) -> list[Owed]:
    """Of what is owed, what is on the subject that the evidence answers, once in each convention; nothing of one whose best clause is
    far behind the best of all."""
    on_it = []
    for of_one in once_each(owed):
        best = next((piece for piece in evidence if piece.convention == of_one.convention.id), None)
        if best is not None and best.score >= weights()["limits"]["near"] * evidence[0].score:
            of_each = of_parties(of_one.convention, index.obligations(of_one.convention.id))
            kept = likely(of_one, of_each, evidence)
            on_it += [of_one._replace(engagements=kept)] if kept else []
    return on_it


def likely(owed: Owed, of_each: Sequence[Engagement], evidence: Sequence[Evidence]) -> list[Engagement]:
    """The clauses of a convention that likely answer (see `DutySigns`), and the lists that they belong to or announce, in the order
    of the text. A clause that binds another party alone (`of_each` are the engagements of each) is none, unless the article of the best
    clause binds others only."""
    here = [piece for piece in evidence if piece.convention == owed.convention.id]
    binding = {passage.span for passage, _ in owed.engagements}
    binds_others = {passage.span for passage, _ in of_each} - binding
    of_others = {here[0].passage.path} - {passage.path for passage, _ in owed.engagements}
    chances = {
        passage: logistic(weights()["duty"], asdict(signs))
        for passage, signs in duty_signs(owed, evidence)
        if passage.span not in binds_others or passage.path in of_others
    }
    best = sorted(chances, key=lambda passage: -chances[passage])[:MAX_ABOUT]
    chosen = {passage.span for passage in best if chances[passage] >= weights()["limits"]["duty"]}
    lists = {passage.lead_in for passage in best if passage.span in chosen and passage.lead_in}
    return [
        (passage, passage.span)
        for passage in chances
        if passage.span in chosen or (passage.lead_in and _announced(passage.lead_in, chosen, lists))
    ]


def _said_by_article(likest: Sequence[Evidence]) -> dict[tuple[str, ...], float]:
    """How much the articles of some clauses, by their headings, say of a subject."""
    said: dict[tuple[str, ...], float] = defaultdict(float)
    for piece in likest:
        said[piece.passage.path] += piece.score
    return said


def _announced(lead_in: Span, chosen: Collection[Span], lists: Collection[Span]) -> bool:
    """Whether a list is announced by a clause that is chosen, or one of its items is."""
    return lead_in in lists or any(span.contains(lead_in) for span in chosen)


def _called(convention: Convention, party: str, index: ConventionIndex) -> str:
    """How a title calls whom a question names: as a party, else as the clauses that bind it do: "DRAC", not "drac"."""
    names = [
        p for p in convention.parties if any(party in fold(without_article(n)).replace("-", " ") for n in (p.name, p.short_name))
    ]
    if names:
        return display_name(names[0])
    return next((o.party for o in index.obligations(convention.id) if fold(o.party) == fold(party)), party)
