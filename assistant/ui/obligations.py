"""The page of obligations: a plain table that native controls filter, each line a click from its clause."""

import html
from collections.abc import Iterable
from urllib.parse import quote

from assistant.exports import Duty, duties_of
from assistant.ui.rendering import source_address
from assistant.wording import MODALITIES, UNNAMED
from corpus import EVERYONE, fold
from index import ConventionIndex


def obligations_html(index: ConventionIndex) -> str:
    """Every obligation of the index; what `obligations.js` filters by stands in each row's `data-` attributes."""
    duties = duties_of(index, list(index.entries))
    parties = sorted({duty.obligation.party for duty in duties}, key=lambda party: (party != EVERYONE, not party, fold(party)))
    controls = "".join(
        (
            _select("party", "Qui", [(party, party or UNNAMED) for party in parties], "Toutes les parties"),
            _select("convention", "Convention", [(id_, e.title) for id_, e in index.entries.items()], "Toutes les conventions"),
            _select("modality", "Modalité", [*MODALITIES.items()], "Doit, ne doit pas, peut"),
            '<p><label for="duty-words">Mots</label><input id="duty-words" type="search" autocomplete="off"></p>',
        )
    )
    files = "".join(
        f'<a class="export" data-format="{kind}" href="exports/obligations.{kind}" download>{name}</a>'
        for kind, name in (("xlsx", "Excel"), ("csv", "CSV"))
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Qui", "Engagement", "Texte exact", "Où"))
    return (
        f'<h1>Obligations</h1><div class="controls">{controls}</div>'
        f'<p role="status" aria-live="polite" id="duty-count">{len(duties)} obligations.</p><p class="exports">Exporter ce qui est affiché : {files} Dates de toutes les conventions : <a href="exports/conventions.ics" download>Agenda (.ics)</a></p>'
        f'<table id="duty-table"><thead><tr>{heads}</tr></thead><tbody>{"".join(map(_row, duties))}</tbody></table>'
    )


def _select(name: str, label: str, choices: Iterable[tuple[str, str]], everything: str) -> str:
    options = "".join(f'<option value="{html.escape(value or UNNAMED)}">{html.escape(text)}</option>' for value, text in choices)
    return (
        f'<p><label for="duty-{name}">{label}</label>'
        f'<select id="duty-{name}"><option value="">{everything}</option>{options}</select></p>'
    )


def _row(duty: Duty) -> str:
    o = duty.obligation
    terms = [("à", o.beneficiary), ("montant", o.amount), ("délai", o.deadline), ("condition", o.condition)]
    details = "".join(f"<li>{name} : {html.escape(value)}</li>" for name, value in terms if value)
    party = o.party or UNNAMED
    place = html.escape(f"./{source_address(o.span)}")
    return (
        f'<tr data-party="{html.escape(party)}" data-convention="{html.escape(duty.convention)}" data-modality="{o.modality}" data-words="{html.escape(_words(duty))}">'
        f'<th scope="row">{html.escape(party)}<br><span class="modality">{MODALITIES[o.modality]}</span></th>'
        f"<td>{html.escape(o.action)}{f'<ul>{details}</ul>' if details else ''}</td>"
        f'<td><q lang="fr">{html.escape(" ".join(duty.quote.split()))}</q></td>'
        f'<td><a href="{place}">{html.escape(duty.title)}, {html.escape(o.label)}</a></td></tr>'
    )


def _words(duty: Duty) -> str:
    return fold(f"{duty.obligation.party or UNNAMED} {duty.obligation.action} {duty.quote}")


def chosen(duties: Iterable[Duty], party: str, convention: str, modality: str, words: str) -> list[Duty]:
    """The obligations that the page shows under these filters: an empty one leaves nothing out."""
    asked = fold(words).split()
    return [
        duty
        for duty in duties
        if party in ("", duty.obligation.party or UNNAMED)
        and convention in ("", duty.convention)
        and modality in ("", duty.obligation.modality)
        and all(word in _words(duty) for word in asked)
    ]


def export_name(convention: str, party: str, kind: str) -> str:
    """The name of an exported file, as a `Content-Disposition` header takes it (RFC 5987).

    >>> export_name("", "Région", "csv")
    "attachment; filename*=UTF-8''obligations-R%C3%A9gion.csv"
    """
    name = "-".join(part for part in ("obligations", party, convention) if part)
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}.{kind}"
