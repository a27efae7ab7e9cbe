"""The page where files are added: what was understood of each, to be confirmed or corrected, and what was added before."""

import html
from collections.abc import Iterator

from assistant.arrivals import Arrival
from assistant.ui.rendering import doubts_html
from corpus import EXTENSIONS, Convention
from index import article_name

_STEPS = {"waiting": "En attente de lecture", "reading": "Lecture", "indexing": "Indexation", "ready": "Consultable"}
_START_WORDS = 12  # of what was left aside


def arrivals_html() -> str:
    """The page, which `arrivals.js` fills."""
    accepted = ",".join(EXTENSIONS)
    return (
        "<h1>Ajouter</h1><p>Rien n’est cherché dans un fichier avant que vous n’ayez confirmé ce qui en a été compris.</p>"
        '<div id="drop" class="drop"><p>Déposez ici des fichiers ou un dossier, ou choisissez-les.</p>'
        f'<p class="tools"><span class="choose"><input id="add-files" type="file" multiple accept="{accepted}"><label for="add-files">Choisir des fichiers</label></span> '
        '<span class="choose"><input id="add-folder" type="file" multiple webkitdirectory><label for="add-folder">Choisir un dossier</label></span></p>'
        f"<p>Formats : {', '.join(EXTENSIONS)}.</p></div>"
        '<p role="status" aria-live="polite" id="add-status"></p><div id="arrivals"></div><div id="added"></div>'
    )


def arrival_html(arrival: Arrival, place: int) -> str:
    """One file on its way; `place` tells its fields from those of the others."""
    name = html.escape(arrival.name)
    if arrival.step == "understood" and arrival.convention:
        body = "".join(_understood(arrival, arrival.convention, place))
    elif arrival.step == "refused":
        body = f'<p class="refusal">{html.escape(arrival.refusal)}</p>{_buttons(("discard", "Retirer de la liste"))}'
    else:
        far = f" : {arrival.done} sur {arrival.total}" if arrival.total and arrival.step != "ready" else ""
        bar = f'<progress max="{arrival.total or 1}" value="{arrival.done}" aria-label="Avancement de {name}"></progress>'
        body = f"<p>{_STEPS[arrival.step]}{far}. {'' if arrival.step == 'ready' else bar}</p>"
        body += _buttons(("discard", "Retirer de la liste")) if arrival.step == "ready" else ""
    return f"<h2>{name}</h2>{body}"


def _understood(arrival: Arrival, convention: Convention, place: int) -> Iterator[str]:
    if arrival.replaces:
        yield "<p><strong>Un fichier de ce nom est déjà consultable : confirmer le remplace.</strong></p>"
    yield f'<p><label for="title-{place}">Titre</label> <input id="title-{place}" class="title" value="{html.escape(convention.title)}"></p>'
    for n, party in enumerate(convention.parties):
        yield (
            f'<p><label for="party-{place}-{n}">Nom court de « {html.escape(party.name)} »</label> '
            f'<input id="party-{place}-{n}" class="short-name" data-party="{html.escape(party.name)}" value="{html.escape(party.short_name)}"></p>'
        )
    if not convention.parties:
        yield "<p>Aucune partie reconnue.</p>"
    articles = list(convention.walk())
    names = "".join(f"<li>{html.escape(' – '.join(filter(None, (article_name(a), a.heading))))}</li>" for a in articles)
    yield f"<details><summary>{len(articles)} article{'s' if len(articles) > 1 else ''}</summary><ul>{names}</ul></details>"
    aside = "".join(
        f"<li>{html.escape(u.reason)} : « {html.escape(' '.join(convention.document.quote(u.span).split()[:_START_WORDS]))}… »</li>"
        for u in convention.unclassified
        if convention.document.quote(u.span).strip()
    )
    yield f"<details><summary>Laissé de côté</summary><ul>{aside}</ul></details>" if aside else ""
    yield doubts_html(convention.doubts)
    yield _buttons(("confirm", "Confirmer"), ("discard", "Écarter"))


def added_html(names: list[str]) -> str:
    """What was added before, with the means to take it out."""
    items = "".join(
        f'<li>{html.escape(name)} <button type="button" data-arrival="remove" data-name="{html.escape(name)}" aria-label="Supprimer {html.escape(name)}">Supprimer</button></li>'
        for name in names
    )
    return f"<h2>Fichiers ajoutés</h2><ul>{items}</ul>" if items else ""


def _buttons(*buttons: tuple[str, str]) -> str:
    made = " ".join(
        f'<button type="button" class="{"primary" if action == "confirm" else ""}" data-arrival="{action}">{text}</button>'
        for action, text in buttons
    )
    return f'<p class="tools">{made}</p>'
