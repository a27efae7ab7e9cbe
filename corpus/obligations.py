"""What each party owes, may do, or must not do, as the clauses say it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.debtors import EVERYONE, Debtors, body_of, debtor_of_headings
from corpus.fold import fold
from corpus.infinitive import infinitive
from corpus.parties import is_proper_name, without_article
from corpus.pieces import IN_SECTIONS, Piece, bare, pieces_of, read
from corpus.statements import Statement, Statements, Trigger, action_of
from corpus.syntax import has_subject, parsed
from corpus.types import Convention, Modality, Obligation, Span
from corpus.values import amount_in, condition_in, deadline_in

if TYPE_CHECKING:
    from corpus.syntax import Doc

VERSION = "12"
_INFINITIVE = re.compile(
    r"(?:[-–•*]\s*)?(?:(?:a|de|d'|&)\s*)?(?:ne pas |n'|s'|se |le/la |l'|la |les |le )?[a-z]+(?:er|ir|re|oir)\b"
)
_FILLS_IN = re.compile(  # a note that says how a model is filled in: "(1) Indiquer un nombre."
    r"\(\d+\)\s*(?:indiquer|preciser|rayer|cocher|completer|mentionner|biffer|supprimer|choisir|renseigner|a (?:completer|preciser|renseigner))\b"
)
_ANNOUNCED_WORDS = 4  # "doit assurer :", "s'engage également à :"
_LABEL_TOKENS = 3  # "L'hébergement." is the label of an item, not a duty
_PRINCIPAL_SHARE = 0.15
_ACT = re.compile(r"(?:(?:ne|se|en|y) |[ns]')*(?P<verb>[a-zà-ÿ]+)\b")  # "statue", "s'assure", where the subject stands above
_TO_WHOM = re.compile(
    r"\b(?:a|au|aux|aupres d[eu]s?|envers|a l'egard d[eu]s?|a la disposition d[eu]s?|au profit d[eu]s?)\s+(?P<qui>(?:la |le |les |l')?[^,.;:()]{3,50})"
)


@dataclass(frozen=True, slots=True)
class _LeadIn:
    """What a list inherits: "La DINSIC s'engage :"."""

    modality: Modality
    trigger: str
    phrases: tuple[str, ...]


@dataclass(slots=True)
class _State:
    """What a piece inherits from those before it: the last debtors, for pronouns; the list that is open; the lead-ins read."""

    last: list[str] = field(default_factory=list)
    open: _LeadIn | None = None
    lead_ins: dict[Span, _LeadIn | None] = field(default_factory=dict)
    opened_by: Span | None = None
    announced: set[Span] = field(default_factory=set)  # sentences that only announce a list, whose items say it
    piece: Piece | None = None

    def enter(self, piece: Piece, debtors: Debtors) -> None:
        if self.piece is None or piece.path != self.piece.path:
            self.open = None
            if self.piece is None or piece.path[:1] != self.piece.path[:1]:
                self.last = []  # but "9.1 Le gardien s'assure. 9.2 Il répond seul des dommages."
            debtor = debtor_of_headings(piece.path[-1:])
            self.last = [debtor] if debtor and debtors.names_one(debtor) else self.last
        self.piece = piece


def obligations_of(convention: Convention) -> tuple[Obligation, ...]:
    """Every duty, prohibition and permission of a convention, in the order of its text.

    The debtor is read from the syntax of the sentence, the lead-in of a list, or the heading of the article. A span is a whole
    sentence or list item. What has no debtor that can be told keeps an empty `party`.
    """
    return tuple(_Reader(convention).obligations())


class _Reader:
    """One convention, read once."""

    def __init__(self, convention: Convention) -> None:
        self._convention = convention
        self._debtors = Debtors(convention.parties)
        names = [n for p in convention.parties for n in (p.name, p.short_name, *p.aliases)]
        self._names = [without_article(n) for n in names if " " in n and is_proper_name(n)]
        self._statements = Statements(self._debtors, self._names)

    def obligations(self) -> Iterator[Obligation]:
        document = self._convention.document
        pieces = [piece for piece in pieces_of(self._convention) if not _FILLS_IN.match(fold(document.quote(piece.span)))]
        texts = [read(self._convention, piece.span) for piece in pieces]
        docs = parsed([bare(text) for text in texts], self._names)
        announcing = {piece.clause.lead_in.end for piece in pieces if piece.clause.lead_in}
        told: list[Obligation] = []
        state = _State()
        for piece, text, doc in zip(pieces, texts, docs, strict=True):
            state.enter(piece, self._debtors)
            found = self._of_piece(piece, doc, state)
            if piece.span.end in announcing and found and not doc.text[found[-1][0].end :].strip(" :à&"):
                found = found[:-1]  # its items say it
            told += self._told(found, doc.text, text, piece, state)
        return self._joined([duty for duty in told if duty.span not in state.announced])

    def _of_piece(self, piece: Piece, doc: Doc, state: _State) -> list[Statement]:
        """The statements of a piece: its own, those of the list that it is an item of, or those of its article's heading."""
        headed_by = self._headed_by(piece)
        found = self._statements.of(doc, [headed_by] if headed_by and not has_subject(doc) else state.last)
        if not found and headed_by and piece.is_first and (act := _ACT.match(doc.text)) and infinitive(act["verb"]):
            return [(Trigger("obligation", act.start("verb"), act.start("verb"), verb=act["verb"]), [headed_by])]
        own = [phrases for _, phrases in found if phrases]
        if own:
            state.last = own[-1]
        elif doc.text.endswith(":") and not has_subject(doc) and self._debtors.is_actor(doc.text.rstrip(" :")):
            state.last = [doc.text.rstrip(" :")]  # "Le remplaçant :"
        lead_in = self._lead_in(piece.clause.lead_in, state) if piece.clause.lead_in else None
        if piece.clause.lead_in is None and own:
            state.open, state.opened_by = _open(doc.text, found), piece.span
        heirs_of = lead_in or (state.open if not has_subject(doc) and not own else None)
        if heirs_of and not own and piece.is_first and not doc.text.endswith(":") and len(doc) > _LABEL_TOKENS:
            if heirs_of is state.open and state.opened_by:
                state.announced.add(state.opened_by)
            return [(Trigger(heirs_of.modality, 0, 0), list(heirs_of.phrases))]
        debtor = debtor_of_headings(reversed(piece.path))
        if not found and piece.is_first and _INFINITIVE.match(fold(doc.text)) and debtor and not self._says(piece.clause.lead_in):
            return [(Trigger("obligation", 0, 0), [debtor])]
        if piece.name in IN_SECTIONS:
            found = [(trigger, phrases) for trigger, phrases in found if trigger.end > trigger.start]
        return [(trigger, phrases or ([debtor] if debtor else [])) for trigger, phrases in found]

    def _headed_by(self, piece: Piece) -> str:
        """The heading of an article when it is the name of a party and nothing else: "Art. 4.1 – La DRAC : – transfère…"; else empty."""
        heading = piece.path[-1].heading if piece.path else ""
        return heading if self._debtors.names_one(heading) else ""

    def _lead_in(self, span: Span, state: _State) -> _LeadIn | None:
        """The last duty that the lead-in of a list announces without saying it; what it is itself an item of, when it says nothing."""
        if span not in state.lead_ins:
            [doc] = parsed([bare(read(self._convention, span))], self._names)
            found = [(t, phrases) for t, phrases in self._statements.of(doc, state.last) if t.end > t.start and phrases]
            said = None
            if found:
                trigger, phrases = found[-1]
                said = _LeadIn(trigger.modality, doc.text[trigger.start : trigger.end], tuple(phrases))
            elif not has_subject(doc):
                said = state.open
            state.lead_ins[span] = said
        return state.lead_ins[span]

    def _says(self, lead_in: Span | None) -> bool:
        """Whether a lead-in has a verb of its own, which its items complete."""
        return lead_in is not None and has_subject(next(iter(parsed([read(self._convention, lead_in)], self._names))))

    # --- what is told

    def _told(self, found: Sequence[Statement], said: str, text: str, piece: Piece, state: _State) -> Iterator[Obligation]:
        told: set[tuple[str, str]] = set()
        for trigger, phrases in found:
            parties = {who: phrase for phrase in phrases for who in self._debtors.named([phrase])}
            if EVERYONE in parties:
                parties = {EVERYONE: parties[EVERYONE]}
            for party, as_written in parties.items() or [("", "")]:
                if (party, trigger.modality) in told:
                    continue
                told.add((party, trigger.modality))
                action = action_of(said, trigger)
                inherited = state.lead_ins.get(piece.clause.lead_in) if piece.clause.lead_in else state.open
                yield Obligation(
                    party=party,
                    party_as_written=as_written,
                    article=piece.name,
                    label=piece.clause.label,
                    modality=trigger.modality,
                    action=action,
                    beneficiary=self._beneficiary(action, party),
                    amount=amount_in(text),
                    deadline=deadline_in(text),
                    condition=condition_in(text),
                    trigger=said[trigger.start : trigger.end] or (inherited.trigger if inherited else ""),
                    span=piece.span,
                )

    def _joined(self, told: Sequence[Obligation]) -> Iterator[Obligation]:
        """Together, what binds every party at once: "les parties"; with each body, what its officers owe."""
        told = list(_with_their_bodies(told))
        principals = _principals(told)
        everyone = self._debtors.parties if len(self._debtors.parties & principals) > 1 else principals
        by_statement: dict[tuple[Span, Modality, str], list[Obligation]] = {}
        for duty in told:
            by_statement.setdefault((duty.span, duty.modality, duty.action), []).append(duty)
        for duties in by_statement.values():
            if len(everyone) > 1 and {fold(duty.party) for duty in duties} >= {fold(name) for name in everyone}:
                yield replace(duties[0], party=EVERYONE, party_as_written=" et ".join(duty.party_as_written for duty in duties))
                duties = [duty for duty in duties if fold(duty.party) not in {fold(name) for name in everyone}]
            yield from duties

    def _beneficiary(self, action: str, party: str) -> str:
        for found in _TO_WHOM.finditer(fold(action)):
            phrase = action[found.start("qui") : found.end("qui")]
            [who] = self._debtors.named([phrase]) or [""]
            if who != party and who in self._debtors.parties:
                return who
        return ""


def _with_their_bodies(told: Sequence[Obligation]) -> Iterator[Obligation]:
    """ "le responsable de la police municipale" owes for "la police municipale", where the text binds that body too."""
    by_fold = {fold(duty.party): duty.party for duty in told if duty.party}
    for duty in told:
        yield replace(duty, party=by_fold.get(body_of(duty.party), duty.party))


def _principals(told: Sequence[Obligation]) -> frozenset[str]:
    """Whom a text mostly binds."""
    counts = Counter(duty.party for duty in told if duty.party not in ("", EVERYONE))
    return frozenset(name for name, count in counts.items() if count >= _PRINCIPAL_SHARE * counts.total())


def _open(text: str, found: Sequence[Statement]) -> _LeadIn | None:
    """What a sentence that ends on a colon leaves open: "L'accueillant familial doit assurer :"."""
    explicit = [(trigger, phrases) for trigger, phrases in found if trigger.end > trigger.start and phrases]
    if not text.endswith(":") or not explicit or len(text[explicit[-1][0].end :].split()) > _ANNOUNCED_WORDS:
        return None
    trigger, phrases = explicit[-1]
    return _LeadIn(trigger.modality, text[trigger.start : trigger.end], tuple(phrases))
