"""The clauses in which a party commits itself, found by who comes before the verb that binds."""

import re
from collections.abc import Iterable, Iterator

from assistant.evidence import sentences
from corpus import SECTION_NAMES, Convention, Span, fold, without_article
from index import Passage

# "s'engage à", "doit", "est tenue de", "procédera", "prend en charge": in the text or in the lead-in of a list
_BINDING = re.compile(
    r"\b(?:s'engage(?:nt|ra|ront)?|doi(?:t|vent)|devra(?:ient|it|ont)?|(?:est|sont|sera|seront) (?:tenue?s?|chargee?s?|responsables?)|a (?:la charge|l'obligation)"
    r"|s'interdi(?:t|sent)|prend(?:ra)? en charge|veille(?:ra)?|assure(?:ra)?|apporte(?:ra)?|fourni(?:t|ra)|facilitera|procedera|versera|mettra|remettra)\b"
)
_EVERYONE = re.compile(
    r"\b(?:les (?:deux |trois )?(?:parties|signataires|partenaires|cocontractants)|chacune? des parties|elles|ils)\b"
)
_PASSIVE_AGENT = re.compile(
    r"\b(?:sera|seront|est|sont)\b.{0,80}\bpar (?P<agent>(?:la |le |les |l').{2,60}?)(?=\s(?:sur|au|aux|dans|pour|en|selon|apres|avant|a)\s|[.,;:]|$)"
)


Engagement = tuple[Passage, Span]  # a clause, and the sentence of it that binds


def engagements(convention: Convention, passages: Iterable[Passage], party: str) -> tuple[list[Engagement], list[Engagement]]:
    """The sentences that bind `party` (a folded key of its name), and those that bind all the parties."""
    names = _names(convention, party)
    own: list[Engagement] = []
    joint: list[Engagement] = []
    for passage in passages:
        if passage.article in SECTION_NAMES:
            continue
        lead_in = fold(convention.reading.of(passage.lead_in.start, passage.lead_in.end)) if passage.lead_in else ""
        for span in sentences(convention, passage):
            said = lead_in if _BINDING.search(lead_in) else fold(convention.reading.of(span.start, span.end))
            subjects = list(_subjects(said))
            if any(_EVERYONE.search(subject) for subject in subjects):
                joint.append((passage, span))
            elif any(_stands_in(name, subject) for name in names for subject in subjects):
                own.append((passage, span))
    return own, joint


def _subjects(folded: str) -> Iterator[str]:
    """What stands before each binding verb, from the start of its sentence; and the agents of passives."""
    for sentence in re.split(r"(?<=[.;:])\s+", folded):
        found = _BINDING.search(sentence)
        if found:
            yield sentence[: found.start()].split(",")[0]
        passive = _PASSIVE_AGENT.search(sentence)
        if passive:
            yield passive["agent"]


def _names(convention: Convention, party: str) -> list[str]:
    """Every way this convention calls the party: its names that hold the key, and "la Région" for "la Région X"."""
    for candidate in convention.parties:
        names = [n for n in (candidate.name, candidate.short_name, *candidate.aliases) if n]
        folded = [fold(without_article(n)).replace("-", " ") for n in names]
        if any(party in name for name in folded):
            heads = [name.split(" ")[0] for name in folded if len(name.split(" ")) > 1]
            others = [fold(without_article(o.short_name or o.name)) for o in convention.parties if o is not candidate]
            return [*folded, *(h for h in heads if len(h) > 3 and not any(o.startswith(h) for o in others))]
    return [party] if party else []


def _stands_in(name: str, subject: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", subject.replace("-", " ")) is not None
