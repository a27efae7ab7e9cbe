"""What binds in a sentence, and whom: from its words, its syntax, and what syntax misses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.debtors import EVERYONE, Debtors, deontics, is_pronoun
from corpus.fold import fold
from corpus.infinitive import infinitive
from corpus.syntax import (
    agent_of,
    agent_within,
    is_conditional,
    is_passive,
    main_verbs,
    noun_phrases,
    parsed,
    subject_of,
    verb_at,
)
from corpus.types import Modality

if TYPE_CHECKING:
    from corpus.syntax import Doc, Token

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
_OWN_ACT = re.compile(r"(?:sa|son|ses|leurs?) (?:decision|avis|reponse|refus|accord|choix|intention|observation)s?\b")
_DEPUTIES = re.compile(r"(?:leurs?|son|sa|ses) (?:representant|delegue|mandataire)e?s?")
_SUBJECT_WORDS = 14
_ONESELF = ("se", "s'", "s’")
_ONE_OF_THEM = re.compile(r"\bl?'?une? (?:ou l'autre )?des (?:deux |trois )?(?:parties|signataires)")
_IN_CONDITION = re.compile(
    r"(?:^|[,;:(] ?|\bet |\bou )(?:si|s'|lorsqu[e']|quand|des (?:lors )?qu[e']|dans (?:le cas|l'hypothese) ou|a moins qu[e']|tant qu[e']|jusqu'a ce qu[e']|apres qu[e'])\b[^,;:]*$"
)
_MAY_BIND_NOBODY = re.compile(r"doi|devr|s'engage|est obligatoirement|sont obligatoirement")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Where a sentence binds: characters of its reading."""

    modality: Modality
    start: int
    end: int
    debtor: str = ""  # when the pattern itself says who
    verb: str = ""  # when nothing but a verb binds: "facilitera", or the participle of "seront restitués par"


Statement = tuple[Trigger, list[str]]  # what binds, and the noun phrases of those whom it binds


class Statements:
    """Reads the sentences of one convention, whose parties are `debtors`; each of `names` is one word of them (see `syntax.parsed`)."""

    def __init__(self, debtors: Debtors, names: Sequence[str]) -> None:
        self._debtors = debtors
        self._names = names

    def of(self, doc: Doc, last: Sequence[str]) -> list[Statement]:
        """The statements of a sentence; `last` are the noun phrases that a pronoun may stand for."""
        return list(self._of_sentence(doc, last)) or list(self._of_segments(doc, last))

    def _of_sentence(self, doc: Doc, last: Sequence[str]) -> Iterator[Statement]:
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
            if trigger.debtor:
                phrases = self._named_in(trigger.debtor)
            elif verb is not None:
                owes = _OWES.search(fold(doc.text[trigger.start : trigger.end])) is not None
                phrases = self._who(verb, before, may_be_unsaid=True, owes=owes)
            else:
                phrases = []
            phrases = phrases or self._beside(doc, verb, trigger, before)
            if phrases or _MAY_BIND_NOBODY.match(fold(doc.text), trigger.start):
                yield trigger, phrases
            before = phrases or before
        for verb in main_verbs(doc):
            if verb.i in taken or _is_state(verb) or any(h.i in taken for h in verb.ancestors if verb.dep_ == "conj"):
                continue
            if _IN_CONDITION.search(fold(doc.text[: verb.idx])):
                continue
            phrases = self._who(verb, last, may_be_unsaid=verb.i <= 1)
            if phrases:
                yield Trigger("obligation", verb.idx, verb.idx, verb=verb.text), phrases

    def _of_segments(self, doc: Doc, last: Sequence[str]) -> Iterator[Statement]:
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
            yield Trigger("obligation", plain.start("verbe"), plain.start("verbe"), verb=plain["verbe"]), self._named_in(who)

    def _who(self, verb: Token, last: Sequence[str], may_be_unsaid: bool, owes: bool = False) -> list[str]:
        """The noun phrases of those whom the verb binds: its agent when it is passive, else its subject, if it can owe anything.
        `owes`: what binds is a participle that says so of its subject ("est tenu de")."""
        agent = agent_of(verb) if is_passive(verb) and not owes else None
        if is_passive(verb) and agent is None and not owes:
            act = subject_of(verb)
            return self._meant(act, last) if act is not None and _OWN_ACT.match(fold(noun_phrases(act)[0])) else []
        head = agent if agent is not None else subject_of(verb)
        if head is None:
            return self._meant(verb, last) if may_be_unsaid else []
        phrases = noun_phrases(head)
        if is_pronoun(phrases[0]):
            return self._meant(head, last)
        actors = [phrase for phrase in phrases if self._debtors.is_actor(phrase) and not _DEPUTIES.fullmatch(fold(phrase))]
        if not actors and may_be_unsaid and (within := agent_within(head)) is not None:
            actors = [phrase for phrase in noun_phrases(within) if self._debtors.is_actor(phrase)]
        return actors

    def _beside(self, doc: Doc, verb: Token | None, trigger: Trigger, last: Sequence[str]) -> list[str]:
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


def action_of(text: str, trigger: Trigger) -> str:
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
    return re.sub(r"^(?:(?:à|de|a|&)\s+|d')", "", said.strip(" ,:").replace(" ,", ",")).rstrip(" .;,")


def _lowered(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:]


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[Modality, re.Pattern[str]]]:
    kinds: tuple[Modality, ...] = ("interdiction", "obligation", "permission")
    return [(kind, re.compile(rf"(?<![\w'-]){row['motif']}")) for kind in kinds for row in deontics()[kind]]


def _is_state(verb: Token) -> bool:
    """Whether a verb says how things are, and binds nobody: "consiste", "se réunit"."""
    of_oneself = verb.i > 0 and verb.nbor(-1).lower_ in _ONESELF
    return fold(verb.text) in _states() or (of_oneself and fold(verb.text) in _states("reflechis"))


@lru_cache(maxsize=2)
def _states(which: str = "mots") -> frozenset[str]:
    return frozenset(deontics()["etats"][which].split())  # type: ignore[call-overload]


def _explicit(text: str) -> list[Trigger]:
    """What binds, forbids or permits in so many words, in order, without overlaps."""
    folded = fold(text)
    kept: list[Trigger] = []
    for modality, pattern in _patterns():
        for found in pattern.finditer(folded):
            if any(found.start() < other.end and found.end() > other.start for other in kept):
                continue
            who = found.groupdict().get("qui")
            debtor = text[found.start("qui") : found.end("qui")] if who else ""
            kept.append(Trigger(modality, found.start(), found.end(), debtor))
    return sorted(kept, key=lambda trigger: trigger.start)
