"""The page of conventions: a card for each, with its life as a line and its facts; who is a party to what; two of them side by side."""

import html
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.across import Likeness, parties_by_convention, side_by_side
from assistant.exports import dates_to_come
from assistant.ui.rendering import doubts_html, source_address
from assistant.wording import FACTS, day, spoken
from corpus import Fact, FactKind
from index import ConventionIndex

_LIFE: tuple[FactKind, ...] = ("signed_on", "effective_from", "payments", "notice", "ends_on")
_LIKENESS: dict[Likeness, str] = {  # what was not found may yet be said in other words
    "identique": "identique", "différent": "différent", "prévu par une seule": "relevé dans une seule", "non prévu": "rien de relevé",
}  # fmt: skip
_WORDS_MAX = 160  # of a fact that is a whole sentence


def collection_html(index: ConventionIndex) -> str:
    """What was understood of each file, what to check, and what was left aside."""
    cards = "".join(_card(id_, index) for id_ in index.entries)
    refused = "".join(f"<li>{html.escape(message)}</li>" for message in index.refused)
    left_aside = f"<h2>Laissés de côté</h2><ul>{refused}</ul>" if refused else ""
    count = len(index.entries)
    return (
        f"<h1>Conventions</h1><p>{count} consultable{'s' if count > 1 else ''}.</p>{left_aside}<div>{cards}</div>"
        f"{_parties(index) if count else ''}{_chooser(index) if count > 1 else ''}"
    )


def _card(id_: str, index: ConventionIndex) -> str:
    entry = index.entries[id_]
    parties = " ; ".join(party[0] for party in entry.parties) or "aucune reconnue"
    facts = [f"Fichier : {Path(entry.path).name}", f"Parties : {parties}", f"Articles : {entry.articles}"]
    if id_ in index.parents:
        facts.append(f"Avenant à : {index.entries[index.parents[id_]].title}")
    facts += [f"Avenant : {index.entries[avenant].title}" for avenant in index.avenants(id_)]
    items = "".join(f"<li>{html.escape(fact)}</li>" for fact in facts)
    return (
        f'<section class="card" id="card-{html.escape(id_)}"><h2>{html.escape(entry.title)}</h2><ul>{items}</ul>{doubts_html(entry.doubts)}'
        f"{_timeline(id_, index)}{_sheet(id_, index)}</section>"
    )


def _timeline(id_: str, index: ConventionIndex) -> str:
    """The life of a convention, from its signature to its end: what it says of each moment, and where."""
    facts = index.facts(id_)
    moments = [(FACTS[kind], [_fact(fact, index) for fact in facts if fact.kind == kind]) for kind in _LIFE]
    moments[-1:-1] = [(name, [f"{day(when)}, calculé"]) for name, when, fact in dates_to_come(facts) if fact.kind == "notice"]
    items = "".join(f"<li><strong>{html.escape(name)}</strong>{'<br>'.join(said)}</li>" for name, said in moments if said)
    return f'<ol class="timeline" aria-label="De la signature à la fin">{items}</ol>' if items else ""


def _sheet(id_: str, index: ConventionIndex) -> str:
    """The facts of a convention, by kind, each a link to its words."""
    rows = ""
    for kind, name in FACTS.items():
        facts = [fact for fact in index.facts(id_) if fact.kind == kind]
        rows += f'<tr><th scope="row">{name}</th><td>{_list(facts, index)}</td></tr>' if facts else ""
    return f'<details><summary>Fiche : dates, montants, comptes, bases légales…</summary><table class="sheet"><tbody>{rows}</tbody></table></details>'


def _parties(index: ConventionIndex) -> str:
    """Who is a party to what."""
    rows = "".join(
        f'<tr><th scope="row">{html.escape(party)}</th><td><ul>{"".join(_titles(ids, index))}</ul></td></tr>'
        for party, ids in parties_by_convention(index).items()
    )
    return f'<h2>Qui est partie à quoi</h2><table class="sheet"><tbody>{rows}</tbody></table>'


def _titles(ids: Sequence[str], index: ConventionIndex) -> Iterator[str]:
    for id_ in ids:
        yield f"<li>{html.escape(index.entries[id_].title)}</li>"


def _chooser(index: ConventionIndex) -> str:
    selects = ""
    for n, side in enumerate(("one", "other")):
        options = "".join(
            f'<option value="{html.escape(id_)}"{" selected" if i == n else ""}>{html.escape(entry.title)}</option>'
            for i, (id_, entry) in enumerate(index.entries.items())
        )
        label = "Comparer" if n == 0 else "avec"
        selects += f'<p><label for="beside-{side}">{label}</label><select id="beside-{side}">{options}</select></p>'
    return f'<h2>Deux conventions côte à côte</h2><div class="controls">{selects}</div><div id="beside" aria-live="polite"></div>'


def beside_html(index: ConventionIndex, one: str, other: str) -> str:
    """What two conventions say of each subject, and whether it is the same.

    Raises:
        UnknownConvention: one of the ids is not in the index.
    """
    heads = "".join(
        f'<th scope="col">{html.escape(index.entries[id_].title)}</th>' for id_ in (one, other) if index.convention(id_)
    )
    rows = "".join(
        f'<tr><th scope="row">{subject.name}<br><span class="likeness">{_LIKENESS[subject.likeness]}</span></th>'
        f"<td>{_list(subject.facts[one], index)}</td><td>{_list(subject.facts[other], index)}</td></tr>"
        for subject in side_by_side(index, list(dict.fromkeys([one, other])))
        if subject.likeness != "non prévu"
    )
    return f'<table class="sheet"><thead><tr><th scope="col">Sujet</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _list(facts: Sequence[Fact], index: ConventionIndex) -> str:
    return f"<ul>{''.join(f'<li>{_fact(fact, index)}</li>' for fact in facts)}</ul>" if facts else "rien de relevé"


def _fact(fact: Fact, index: ConventionIndex) -> str:
    as_written = " ".join(index.convention(fact.span.document_id).document.quote(fact.span).split())
    words = spoken(fact) or as_written
    words = words if len(words) <= _WORDS_MAX else words[:_WORDS_MAX].rsplit(" ", 1)[0] + "…"
    doubt = f" — à vérifier : {fact.uncertain}" if fact.uncertain else ""
    place = html.escape(f"./{source_address(fact.span)}")
    return f'{html.escape(words)} (<a href="{place}">{html.escape(fact.label)}</a>){html.escape(doubt)}'
