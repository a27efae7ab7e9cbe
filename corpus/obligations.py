"""What each party owes, may do, or must not do, as the clauses say it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.debtors import EVERYONE, Debtors, debtor_of_headings, deontics, is_pronoun
from corpus.fold import fold
from corpus.infinitive import infinitive
from corpus.parties import without_article
from corpus.sentences import sentences
from corpus.syntax import (
    agent_of,
    agent_within,
    has_subject,
    is_conditional,
    is_passive,
    main_verbs,
    noun_phrases,
    parsed,
    subject_of,
    verb_at,
)
from corpus.types import Article, Clause, Convention, Modality, Obligation, Span
from corpus.values import amount_in, condition_in, deadline_in

if TYPE_CHECKING:
    from corpus.syntax import Doc, Token

VERSION = "1"
# Semicolons and blank lines part a sentence; so does a capital that begins another whose full stop the scan lost
_PIECE_END = re.compile(
    r";\s+|\n\s*\n|(?<=\w)\s+(?=(?:La|Le|Les|L['’]) ?[A-ZÀ-Ý][^.;:,]{1,40}\s(?:s['’]engage|doit|doivent|devra|devront)\b)"
)
_IN_SECTIONS = ("preambule",)
_INFINITIVE = re.compile(
    r"(?:[-–•*]\s*)?(?:(?:a|de|d'|&)\s*)?(?:ne pas |n'|s'|se |le/la |l'|la |les |le )?[a-z]+(?:er|ir|re|oir)\b"
)
_ITEM = re.compile(r"^\s*(?:[-–—•*▪◦]|\(?[a-z0-9]{1,2}[°).]|[ivx]+\))\s*", re.IGNORECASE)
_LABEL = re.compile(r"^[A-ZÀ-Ý][^:.,;]{2,50} : (?=\S)")
_ASIDE = re.compile(r"\([^()]*\)|<[^<>]+>|\{[%{].*?[%}]\}")
_SEGMENT = re.compile(r",\s?(?=(?:l[ae]s? |l'|chacun|chaque |ce(?:tte)? dernie))", re.IGNORECASE)
_BETWEEN = re.compile(r", | et(?: par)? | ainsi que | ou(?: par|,)? ")
_BY_WHOM = re.compile(
    r"[^,.;:]{0,120}?\bpar (?P<qui>(?:la |le |les |l'|un |une |chaque |chacun)[^.;:()]{2,80}?)(?= dans | pour | au plus| avant | lorsque | en cas| selon | sur |, |[.;:(]|$)"
)
_FUTURE = re.compile(
    r"(?P<qui>(?:la |le |les |l')[^,.;:]{2,60}?) (?:ne |n'|se |s'|en |y )?(?P<verbe>[a-z]{2,}r(?:a|ont))\b"
)  # "procedera a", of a scan
_PASSIVE_BEFORE = re.compile(r"\b(?:est|sont|sera|seront)\s+(?:\w+ment\s+)?$")
_AGENT = re.compile(r"\s?\bpar (?:la |le |les |l['’])\S+(?: [A-ZÀ-Ý]\S*)*")
_OWES = re.compile(r"tenu|charg|autoris|responsab|soumis|habilit|libre|astreint|contraint")
_CLAUSE_START = re.compile(r"[,;:(]|\bque\b|\bqui\b|\bdont\b")
_SUBJECT_WORDS = 14
_ONE_OF_THEM = re.compile(r"\bl?'?une? (?:ou l'autre )?des (?:deux |trois )?(?:parties|signataires)")
_IN_CONDITION = re.compile(
    r"(?:^|[,;:(] ?|\bet |\bou )(?:si|s'|lorsqu[e']|quand|des (?:lors )?qu[e']|dans (?:le cas|l'hypothese) ou|a moins qu[e']|tant qu[e']|jusqu'a ce qu[e']|apres qu[e'])\b[^,;:]*$"
)
_MAY_BIND_NOBODY = re.compile(r"doi|devr|s'engage|est obligatoirement|sont obligatoirement")
_ANNOUNCED_WORDS = 4  # "doit assurer :", "s'engage également à :"
_LABEL_TOKENS = 3  # "L'hébergement." is the label of an item, not a duty
_PRINCIPAL_SHARE = 0.15
_TO_WHOM = re.compile(
    r"\b(?:a|au|aux|aupres d[eu]s?|envers|a l'egard d[eu]s?|a la disposition d[eu]s?|au profit d[eu]s?)\s+(?P<qui>(?:la |le |les |l')?[^,.;:()]{3,50})"
)


@dataclass(frozen=True, slots=True)
class _Trigger:
    """Where a sentence binds: characters of its reading."""

    modality: Modality
    start: int
    end: int
    debtor: str = ""  # when the pattern itself says who
    verb: str = ""  # when nothing but a verb binds: "facilitera", or the participle of "seront restitués par"


@dataclass(frozen=True, slots=True)
class _LeadIn:
    """What a list inherits: "La DINSIC s'engage :"."""

    modality: Modality
    trigger: str
    phrases: tuple[str, ...]


_Statement = tuple[_Trigger, list[str]]  # what binds, and the noun phrases of those whom it binds


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence, or a part of one that stands by itself, and where it stands: articles from the top, number or section, clause."""

    path: tuple[Article, ...]
    name: str
    clause: Clause
    span: Span

    @property
    def is_first(self) -> bool:
        return self.span.start == self.clause.span.start


@dataclass(slots=True)
class _State:
    """What a piece inherits from those before it: the last debtors, for pronouns; the list that is open; the lead-ins read."""

    last: list[str] = field(default_factory=list)
    open: _LeadIn | None = None
    lead_ins: dict[Span, _LeadIn | None] = field(default_factory=dict)
    opened_by: Span | None = None
    announced: set[Span] = field(default_factory=set)  # sentences that only announce a list, whose items say it
    piece: _Piece | None = None

    def enter(self, piece: _Piece) -> None:
        if self.piece is not None and piece.path != self.piece.path:
            self.last, self.open = [], None
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
        self._names = [without_article(n) for p in convention.parties for n in (p.name, p.short_name, *p.aliases) if " " in n]

    def obligations(self) -> Iterator[Obligation]:
        pieces = list(self._pieces())
        texts = [self._read(piece.span) for piece in pieces]
        docs = parsed([_bare(text) for text in texts], self._names)
        announcing = {piece.clause.lead_in.end for piece in pieces if piece.clause.lead_in}
        told: list[Obligation] = []
        state = _State()
        for piece, text, doc in zip(pieces, texts, docs, strict=True):
            state.enter(piece)
            found = self._of_piece(piece, doc, state)
            if piece.span.end in announcing and found and not doc.text[found[-1][0].end :].strip(" :à&"):
                found = found[:-1]  # its items say it
            told += self._told(found, doc.text, text, piece, state)
        return self._joined([duty for duty in told if duty.span not in state.announced])

    def _of_piece(self, piece: _Piece, doc: Doc, state: _State) -> list[_Statement]:
        """The statements of a piece: its own, those of the list that it is an item of, or those of its article's heading."""
        found = list(self._of_sentence(doc, state.last)) or list(self._of_segments(doc, state.last))
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
            return [(_Trigger(heirs_of.modality, 0, 0), list(heirs_of.phrases))]
        debtor = debtor_of_headings(reversed(piece.path))
        if not found and piece.is_first and _INFINITIVE.match(fold(doc.text)) and debtor and not self._says(piece.clause.lead_in):
            return [(_Trigger("obligation", 0, 0), [debtor])]
        if piece.name in _IN_SECTIONS:
            found = [(trigger, phrases) for trigger, phrases in found if trigger.end > trigger.start]
        return [(trigger, phrases or ([debtor] if debtor else [])) for trigger, phrases in found]

    # --- what is read

    def _pieces(self) -> Iterator[_Piece]:
        for section in self._convention.sections:
            if section.kind in _IN_SECTIONS:
                for clause in section.clauses:
                    yield from (_Piece((), section.kind, clause, span) for span in self._sentences(clause))
        for top in self._convention.articles:
            yield from self._of_article(top, ())

    def _of_article(self, article: Article, above: tuple[Article, ...]) -> Iterator[_Piece]:
        path = (*above, article)
        for clause in article.clauses:
            yield from (_Piece(path, article.number, clause, span) for span in self._sentences(clause))
        for child in article.children:
            yield from self._of_article(child, path)

    def _sentences(self, clause: Clause) -> Iterator[Span]:
        document = self._convention.document
        for sentence in sentences(document, clause.span):
            text = document.quote(sentence)
            start = 0
            for end in [*(found.end() for found in _PIECE_END.finditer(text)), len(text)]:
                if text[start:end].strip():
                    left = start + len(text[start:end]) - len(text[start:end].lstrip())
                    yield document.span(sentence.start + left, sentence.start + start + len(text[start:end].rstrip()))
                start = end

    def _read(self, span: Span) -> str:
        return " ".join(_ITEM.sub("", self._convention.reading.of(span.start, span.end)).replace("’", "'").split())

    def _lead_in(self, span: Span, state: _State) -> _LeadIn | None:
        """The last duty that the lead-in of a list announces without saying it; what it is itself an item of, when it says nothing."""
        if span not in state.lead_ins:
            [doc] = parsed([_bare(self._read(span))], self._names)
            found = [(t, phrases) for t, phrases in self._of_sentence(doc, state.last) if t.end > t.start and phrases]
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
        return lead_in is not None and has_subject(next(iter(parsed([self._read(lead_in)], self._names))))

    # --- what binds

    def _of_sentence(self, doc: Doc, last: Sequence[str]) -> Iterator[_Statement]:
        """Each trigger of a sentence, with the noun phrases of its debtors."""
        taken: set[int] = set()
        before: Sequence[str] = last
        for trigger in _explicit(doc.text):
            verb = verb_at(doc, trigger.start, trigger.end)
            if (verb is not None and is_conditional(verb)) or _IN_CONDITION.search(fold(doc.text[: trigger.start])):
                continue
            taken |= {t.i for t in doc if trigger.start <= t.idx < trigger.end}
            if verb is not None:
                taken |= {verb.i} | {c.i for c in verb.children if c.dep_ == "xcomp"}
            phrases = (
                self._named_in(trigger.debtor)
                if trigger.debtor
                else self._who(
                    verb, before, may_be_unsaid=True, owes=_OWES.search(fold(doc.text[trigger.start : trigger.end])) is not None
                )
                if verb is not None
                else []
            )
            phrases = phrases or self._beside(doc, verb, trigger, before)
            if phrases or _MAY_BIND_NOBODY.match(fold(doc.text), trigger.start):
                yield trigger, phrases
            before = phrases or before
        for verb in main_verbs(doc):
            if (
                verb.i in taken
                or fold(verb.text) in _states()
                or any(h.i in taken for h in verb.ancestors if verb.dep_ == "conj")
            ):
                continue
            if _IN_CONDITION.search(fold(doc.text[: verb.idx])):
                continue
            phrases = self._who(verb, last, may_be_unsaid=verb.i <= 1)
            if phrases:
                yield _Trigger("obligation", verb.idx, verb.idx, verb=verb.text), phrases

    def _of_segments(self, doc: Doc, last: Sequence[str]) -> Iterator[_Statement]:
        """The same, of a sentence that was too long to be parsed well: of what follows each of its commas."""
        for comma in _SEGMENT.finditer(doc.text):
            [segment] = parsed([doc.text[comma.end() :]], self._names)
            for trigger, phrases in self._of_sentence(segment, last):
                if phrases and fold(segment.text).startswith(fold(phrases[0])):
                    start, end = trigger.start + comma.end(), trigger.end + comma.end()
                    yield replace(trigger, start=start, end=end), phrases
                    return
        plain = _FUTURE.match(fold(doc.text))
        if plain and self._debtors.is_actor(who := doc.text[: plain.end("qui")]) and plain["verbe"] not in _states():
            yield _Trigger("obligation", plain.start("verbe"), plain.start("verbe"), verb=plain["verbe"]), self._named_in(who)

    def _who(self, verb: Token, last: Sequence[str], may_be_unsaid: bool, owes: bool = False) -> list[str]:
        """The noun phrases of those whom the verb binds: its agent when it is passive, else its subject, if it can owe anything.
        `owes`: what binds is a participle that says so of its subject ("est tenu de")."""
        agent = agent_of(verb) if is_passive(verb) and not owes else None
        if is_passive(verb) and agent is None and not owes:
            return []
        head = agent if agent is not None else subject_of(verb)
        if head is None:
            return self._meant(verb, last) if may_be_unsaid else []
        phrases = noun_phrases(head)
        if is_pronoun(phrases[0]):
            return self._meant(head, last)
        actors = [phrase for phrase in phrases if self._debtors.is_actor(phrase)]
        if not actors and may_be_unsaid and (within := agent_within(head)) is not None:
            actors = [phrase for phrase in noun_phrases(within) if self._debtors.is_actor(phrase)]
        return actors

    def _beside(self, doc: Doc, verb: Token | None, trigger: _Trigger, last: Sequence[str]) -> list[str]:
        """What syntax missed: the agent that the words after a passive name; else the actor, or the pronoun, just before what binds."""
        after = _BY_WHOM.match(fold(doc.text[trigger.end :]))
        passive = verb is not None and is_passive(verb)
        if after and passive:
            named = [
                phrase
                for phrase in self._named_in(doc.text[trigger.end :][after.start("qui") : after.end("qui")])
                if self._debtors.is_actor(phrase)
            ]
            if named:
                return named
        before = _CLAUSE_START.split(doc.text[: trigger.start])[-1].strip()
        if is_pronoun(before):
            return list(last)
        is_subject = 0 < len(before.split()) <= _SUBJECT_WORDS and self._debtors.is_actor(before)
        return (
            [phrase for phrase in self._named_in(before) if self._debtors.is_actor(phrase)] if is_subject and not passive else []
        )

    def _meant(self, pronoun: Token, last: Sequence[str]) -> list[str]:
        """Whom a pronoun, or a subject that is not said again, stands for: the one actor that is a subject before it in the
        sentence, else that of the sentence before."""
        actors = self._actors_before(pronoun, "nsubj") or self._actors_before(pronoun, "obl:agent")
        if not actors:
            return [EVERYONE] if _ONE_OF_THEM.search(fold(pronoun.doc[: pronoun.i].text)) else list(last)
        return (
            actors[0] if len({tuple(phrases) for phrases in actors}) == 1 else [pronoun.text] if is_pronoun(pronoun.text) else []
        )

    def _actors_before(self, token: Token, role: str) -> list[list[str]]:
        heads = [t for t in token.doc[: token.i] if t.dep_.startswith(role) and t.pos_ != "PRON"]
        return [phrases for phrases in map(noun_phrases, heads) if self._debtors.is_actor(phrases[0])]

    def _named_in(self, list_of_names: str) -> list[str]:
        """The noun phrases of "l'accueillant familial, le remplaçant et la personne accueillie"."""
        phrases = [phrase.strip() for phrase in _BETWEEN.split(list_of_names) if phrase.strip()]
        return [phrase for phrase in phrases if self._debtors.is_actor(phrase)] or phrases[:1]

    # --- what is told

    def _told(self, found: Sequence[_Statement], bare: str, text: str, piece: _Piece, state: _State) -> Iterator[Obligation]:
        told: set[tuple[str, str]] = set()
        for trigger, phrases in found:
            parties = {who: phrase for phrase in phrases for who in self._debtors.named([phrase])}
            if EVERYONE in parties:
                parties = {EVERYONE: parties[EVERYONE]}
            for party, as_written in parties.items() or [("", "")]:
                if (party, trigger.modality) in told:
                    continue
                told.add((party, trigger.modality))
                action = _action(bare, trigger)
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
                    trigger=bare[trigger.start : trigger.end] or (inherited.trigger if inherited else ""),
                    span=piece.span,
                )

    def _joined(self, told: Sequence[Obligation]) -> Iterator[Obligation]:
        """Together, what binds every party at once: "les parties"."""
        everyone = self._debtors.parties or _principals(told)
        by_place: dict[tuple[Span, Modality], list[Obligation]] = {}
        for duty in told:
            by_place.setdefault((duty.span, duty.modality), []).append(duty)
        for duties in by_place.values():
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


def _principals(told: Sequence[Obligation]) -> frozenset[str]:
    """Whom a text that names no party mostly binds."""
    counts = Counter(duty.party.lower() for duty in told if duty.party not in ("", EVERYONE))
    return frozenset(name for name, count in counts.items() if count >= _PRINCIPAL_SHARE * counts.total())


def _open(text: str, found: Sequence[_Statement]) -> _LeadIn | None:
    """What a sentence that ends on a colon leaves open: "L'accueillant familial doit assurer :"."""
    explicit = [(trigger, phrases) for trigger, phrases in found if trigger.end > trigger.start and phrases]
    if not text.endswith(":") or not explicit or len(text[explicit[-1][0].end :].split()) > _ANNOUNCED_WORDS:
        return None
    trigger, phrases = explicit[-1]
    return _LeadIn(trigger.modality, text[trigger.start : trigger.end], tuple(phrases))


def _action(text: str, trigger: _Trigger) -> str:
    """What is to be done, from its infinitive on where the text or the verb gives one."""
    said = text[trigger.end :] if trigger.end > trigger.start else text
    if trigger.verb:
        whole = infinitive(trigger.verb)
        passive = _PASSIVE_BEFORE.search(text[: trigger.start])
        after = text[trigger.start + len(trigger.verb) :].strip()
        if whole and passive:
            said = f"{whole} {_lowered(text[: passive.start()].strip())} {_AGENT.sub('', after, count=1)}"
        elif whole:
            said = f"{whole} {after}"
    return re.sub(r"^(?:(?:à|de|a|&)\s+|d')", "", said.strip(" ,:")).rstrip(" .;,")


def _lowered(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:]


def _bare(text: str) -> str:
    """A sentence without its label ("Attestation de stage :") and its asides, which lead a parser astray."""
    without = " ".join(_ASIDE.sub(" ", _LABEL.sub("", text)).split())
    return without or text


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[Modality, re.Pattern[str]]]:
    kinds: tuple[Modality, ...] = ("interdiction", "obligation", "permission")
    return [(kind, re.compile(rf"(?<![\w'-]){row['motif']}")) for kind in kinds for row in deontics()[kind]]


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    return frozenset(deontics()["etats"]["mots"].split())  # type: ignore[call-overload]


def _explicit(text: str) -> list[_Trigger]:
    """What binds, forbids or permits in so many words, in order, without overlaps."""
    folded = fold(text)
    kept: list[_Trigger] = []
    for modality, pattern in _patterns():
        for found in pattern.finditer(folded):
            if any(found.start() < other.end and found.end() > other.start for other in kept):
                continue
            who = found.groupdict().get("qui")
            debtor = text[found.start("qui") : found.end("qui")] if who else ""
            kept.append(_Trigger(modality, found.start(), found.end(), debtor))
    return sorted(kept, key=lambda trigger: trigger.start)
