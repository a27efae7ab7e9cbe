"""The pages: the conversation with the source beside it, and the help."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import version
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import gradio as gr

from assistant.chain import Assistant
from assistant.question import QUESTION_MAX_CHARACTERS
from assistant.service import Service, telling
from assistant.ui.arrivals import arrivals_html
from assistant.ui.clauses import clauses_html
from assistant.ui.collection import collection_html
from assistant.ui.conversation import TURNS_MAX, turn_of
from assistant.ui.obligations import obligations_html
from assistant.ui.rendering import answer_markdown, inert
from index import ConventionIndex, Stage

TITLE = "Conventions"
_HERE = Path(__file__).parent
_SECONDS_BETWEEN_LINES = 0.03  # the answer is there at once; a line at a time lets the eye follow
_SECONDS_OF_LINES = 1.0
_EXAMPLES = 3
_BEGIN = "(text, ...others) => (window.conversations.begin(text), [text, ...others])"
_CLEAR = (
    """() => (window.conversations.fresh(), ["", [], [], '<p role="status" aria-live="polite">Nouvelle conversation.</p>'])"""
)
_KEEP = "(turns, messages, chosen) => { window.conversations.keep(turns, messages, chosen); return []; }"
_STAGES: dict[Stage, str] = {
    "lecture": "Lecture, page par page, de",
    "indexation": "Indexation des clauses de",
    "engagements": "Relevé des engagements de",
}

_SOURCE_PANEL = """
<section id="source" aria-label="Texte de la convention">
  <div class="bar">
    <label for="shown-convention">Convention affichée</label>
    <select id="shown-convention"></select>
  </div>
  <div class="cited" hidden>
    <p class="where"></p>
    <p class="tools"><button type="button" class="copy">Copier la citation</button> <button type="button" class="link">Copier le lien</button></p>
    <details class="readings" hidden><summary>Texte du scan et lecture corrigée</summary>
      <div><section><h3>Texte du scan, le seul qui se cite</h3><p class="scanned"></p></section><section><h3>Lecture corrigée, pour l’œil</h3><p class="mended"></p></section></div>
    </details>
  </div>
  <div class="body"><p class="empty">Cliquez sur un numéro, par exemple [1], pour lire la clause à sa place dans le texte.</p></div>
  <p class="announcement" role="status" aria-live="polite"></p>
</section>
"""

_PAST = """
<section id="past" aria-label="Conversations passées" hidden>
  <details><summary id="past-count">Conversations passées</summary><ul id="past-list"></ul></details>
  <p id="past-status" role="status" aria-live="polite"></p>
</section>
"""
_PARTY = '<p class="party"><label for="party">Chercher dans les conventions d’une partie</label> <select id="party"><option value="">Toutes</option></select></p>'
_AFTER = """
<div id="after">
  <p class="tools"><button type="button" data-after="link">Copier le lien de la réponse</button> <button type="button" data-after="docx">Exporter en Word</button>
    <button type="button" data-after="md">Exporter en Markdown</button></p>
  <p class="tools">Cette réponse est-elle juste ? <button type="button" data-after="yes">Oui</button> <button type="button" data-after="no">Non</button></p>
  <p id="opinion-reason" hidden><label for="opinion-text">Ce qui ne va pas (facultatif, gardé sur ce poste)</label> <textarea id="opinion-text" rows="2" maxlength="2000"></textarea>
    <button type="button" data-after="send">Envoyer l’avis</button></p>
  <p id="after-status" role="status" aria-live="polite"></p>
</div>
"""

Message = dict[str, str]
Turns = list[dict[str, Any]]


def build_page(assistant: Assistant) -> gr.Blocks:
    """The Blocks, not yet served."""
    page: gr.Blocks
    with gr.Blocks(title=TITLE, fill_width=True, analytics_enabled=False) as page:
        _navigation()
        gr.HTML(f'<h1>{TITLE}</h1><p class="lede">La réponse, la clause citée mot à mot, sa place dans le texte.</p>')
        turns = gr.JSON([], visible="hidden")
        kept = gr.JSON({}, visible="hidden")
        with gr.Row(equal_height=False, elem_id="side-by-side"):
            with gr.Column(scale=5, min_width=320):
                chat = gr.Chatbot(
                    label="Conversation", height="56vh", buttons=[], elem_id="conversation", show_label=False, feedback_options=None,
                    latex_delimiters=[], autoscroll=False, placeholder="Posez une question sur les conventions.", group_consecutive_messages=False, layout="panel",
                )  # fmt: skip
                status = gr.HTML(_status(""), elem_id="status")
                question = gr.Textbox(
                    label="Votre question", placeholder="Par exemple : quel est le préavis pour dénoncer la convention ?", lines=1,
                    max_length=QUESTION_MAX_CHARACTERS + 1, elem_id="question",
                )  # fmt: skip
                with gr.Row():
                    send = gr.Button("Envoyer", variant="primary", elem_id="send")
                    stop = gr.Button("Arrêter", elem_id="stop")
                    again = gr.Button("Reprendre", elem_id="again")
                    clear = gr.Button("Nouvelle conversation", elem_id="clear")
                gr.HTML(_AFTER)
                examples = [gr.Button(text, size="sm", elem_classes="example") for text in assistant.examples[:_EXAMPLES]]
                gr.HTML(_PARTY)
                chosen = gr.CheckboxGroup(
                    _choices(assistant), label="Chercher seulement dans (toutes si rien n'est coché)", elem_id="chosen"
                )
                gr.HTML(_PAST)
                open_kept = gr.Button("Ouvrir", elem_id="open-kept")
            with gr.Column(scale=6, min_width=320):
                gr.HTML(_SOURCE_PANEL, elem_id="source-panel")

        def reply(text: str, shown: list[Message], before: Turns, conventions: list[str]) -> Iterator[tuple[Any, ...]]:
            yield from _reply(assistant, text, shown, before, conventions)

        def restore(state: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
            yield from _restored(assistant, state)

        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        outputs = [question, chat, turns, status]
        asking = [
            gr.on([question.submit, send.click], reply, [question, chat, turns, chosen], outputs, js=_BEGIN, **private),
            *(b.click(reply, [b, chat, turns, chosen], outputs, js=_BEGIN, **private) for b in examples),
        ]
        for asked in asking:
            asked.then(None, [turns, chat, chosen], None, js=_KEEP, **private)
        stopped = stop.click(None, None, None, cancels=asking, **private).then(_stopped, [chat, turns], [chat, status], **private)
        stopped.then(None, [turns, chat, chosen], None, js=_KEEP, **private)
        again.click(_again, [chat, turns], [question, chat, turns, status], **private).then(
            None, [turns, chat, chosen], None, js=_KEEP, **private
        )
        clear.click(None, None, outputs, js=_CLEAR, **private)
        for function in Service(assistant).functions:
            gr.api(telling(function, gr.Error), api_name=function.__name__)  # type: ignore[attr-defined]
        for event in (page.load, open_kept.click):
            event(restore, kept, [*outputs, chosen], js="() => [window.conversations.restore()]", **private).then(
                None, [turns, chat, chosen], None, js=_KEEP, **private
            )
    for name, address, place, render in (
        ("Obligations", "/obligations", "duties", obligations_html),
        ("Clauses", "/clauses", "clauses", clauses_html),
        ("Conventions", "/conventions", "collection", collection_html),
    ):
        with page.route(name, address):
            _navigation()
            news = gr.HTML(_status(""), elem_id="reading-status")
            body = gr.HTML("", elem_id=place)
            page.load(partial(_listed, assistant, render), None, [news, body], api_visibility="private", show_progress="hidden")
    with page.route("Ajouter", "/ajouter"):
        _navigation()
        gr.HTML(arrivals_html(), elem_id="adding")
    with page.route("Aide", "/aide"):
        _navigation()
        gr.Markdown((_HERE / "aide.md").read_text(encoding="utf-8"), elem_id="help")
        about = gr.HTML("", elem_id="about")
        page.load(lambda: _about(assistant.index), None, about, **private)
    return page


def _about(index: ConventionIndex) -> str:
    """The version, and what the index holds."""
    clauses = sum(entry.passages for entry in index.entries.values())
    return (
        f"<h2>Cette installation</h2><p>Conventions, version {version('conventions')}. {len(index.entries)} conventions consultables, {clauses} clauses. "
        f"{len(index.refused)} fichiers laissés de côté.</p>"
    )


def _navigation() -> None:
    """The links between the pages, in each of them."""
    gr.Navbar(main_page_name="Questions", value=[])  # type: ignore[attr-defined]


def _reply(
    assistant: Assistant, text: str, shown: list[Message], before: Turns, conventions: list[str]
) -> Iterator[tuple[Any, ...]]:
    """The answer, line by line: (question box, messages, turns, status)."""
    for news in bring_up_to_date(assistant.index):
        yield gr.skip(), gr.skip(), gr.skip(), _status(news)
    known = [id_ for id_ in conventions if id_ in assistant.index.entries]
    answer = assistant.ask(*(turn["question"] for turn in before), text, conventions=known)
    if text.strip():
        shown = [*shown, {"role": "user", "content": inert(text[:QUESTION_MAX_CHARACTERS])}]
    lines = answer_markdown(answer, assistant.index).split("\n")
    begun = [*before, turn_of(text, answer, assistant.index).model_copy(update={"text": "", "quotes": []}).model_dump()]
    yield "", shown, begun if text.strip() else before, _status("Réponse en cours…")
    for count in range(1, len(lines) + 1):
        if count < len(lines) and not lines[count - 1].strip():
            continue
        content = "\n".join(lines[:count])
        yield gr.skip(), [*shown, {"role": "assistant", "content": content}], gr.skip(), gr.skip()
        time.sleep(min(_SECONDS_BETWEEN_LINES, _SECONDS_OF_LINES / len(lines)))
    count = len(answer.citations)
    done = f"Réponse prête, {count} citation{'s' if count > 1 else ''}." if count else "Réponse prête, sans citation."
    ended = [*before, turn_of(text, answer, assistant.index).model_dump()] if text.strip() else before
    yield gr.skip(), gr.skip(), ended, _status(done)


def _again(shown: list[Message], before: Turns) -> tuple[Any, ...]:
    """The last question back in its box, to be changed or asked again; it and its answer leave the conversation."""
    asked = [at for at, message in enumerate(shown) if message["role"] == "user"]
    if not asked or not before:
        return gr.skip(), gr.skip(), gr.skip(), _status("Aucune question à reprendre.")
    return before[-1]["question"], shown[: asked[-1]], before[:-1], _status("Modifiez la question, puis envoyez-la.")


def _stopped(shown: list[Message], turns: Turns) -> tuple[Any, ...]:
    """The answer that a person stopped, which says so: (messages, status)."""
    if not turns or turns[-1]["text"]:  # nothing of it was shown yet
        return gr.skip(), _status("Réponse interrompue.")
    return [*shown, {"role": "assistant", "content": "*Réponse interrompue.*"}], _status("Réponse interrompue.")


def _restored(assistant: Assistant, state: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """A conversation that the browser kept, or the one that a link asks for: (question box, messages, turns, status, choices)."""
    chosen = [id_ for id_ in state.get("conventions") or [] if id_ in assistant.index.entries]
    opened = bool(state.get("turns"))
    listed = _choices(assistant)
    choices = gr.CheckboxGroup(listed, value=chosen) if opened or chosen else gr.CheckboxGroup(listed)
    asked = (state.get("ask") or [])[:TURNS_MAX]
    if not asked:
        pending = state.get("pending") or gr.skip()
        said = (
            "La question interrompue est de nouveau dans sa case."
            if state.get("pending")
            else "Conversation reprise."
            if opened
            else ""
        )
        status = _status(said)
        yield pending, state["messages"] if opened else gr.skip(), state["turns"] if opened else gr.skip(), status, choices
        return
    shown: list[Message] = []
    before: Turns = []
    for text in asked:
        for step in _reply(assistant, text, shown, before, chosen):
            _, messages, turns, status = step
            shown = messages if isinstance(messages, list) else shown
            before = turns if isinstance(turns, list) else before
        yield "", shown, before, status, choices


def _listed(assistant: Assistant, render: Callable[[ConventionIndex], str]) -> Iterator[tuple[Any, ...]]:
    """A page made of the whole index: (status, page), again at each piece of news from the reading of new files."""
    yield _status("Recherche de nouveaux fichiers…"), render(assistant.index)
    changed = False
    for news in bring_up_to_date(assistant.index):
        changed = True
        yield _status(news), gr.skip()
    yield _status("La liste est à jour."), render(assistant.index) if changed else gr.skip()


def bring_up_to_date(index: ConventionIndex) -> Iterator[str]:
    """Indexes what is new in the folders, saying how far it has come; nothing to say when there is nothing new.

    Raises:
        IndexMismatch: the index must be rebuilt.
    """
    news: SimpleQueue[str | None] = SimpleQueue()

    def update() -> None:
        try:
            index.update(progress=lambda id_, stage, done, total: news.put(f"{_STAGES[stage]} {id_} : {done} sur {total}"))
        finally:
            news.put(None)

    with ThreadPoolExecutor(1) as worker:
        done = worker.submit(update)
        while (said := news.get()) is not None:
            yield said
        done.result()


def _choices(assistant: Assistant) -> list[tuple[str, str]]:
    return [(entry.title, id_) for id_, entry in assistant.index.entries.items()]


def _status(text: str) -> str:
    return f'<p role="status" aria-live="polite">{text}</p>'
