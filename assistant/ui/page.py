"""The pages: the conversation with the source beside it, and the help."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import gradio as gr

from assistant.chain import Assistant
from assistant.question import QUESTION_MAX_CHARACTERS
from assistant.ui.clauses import clauses_html
from assistant.ui.obligations import obligations_html
from assistant.ui.rendering import answer_markdown, collection_html, inert
from index import ConventionIndex, Stage

TITLE = "Conventions"
_HERE = Path(__file__).parent
_SECONDS_BETWEEN_LINES = 0.03  # the answer is there at once; a line at a time lets the eye follow
_EXAMPLES = 3
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

Message = dict[str, str]


def build_page(assistant: Assistant) -> gr.Blocks:
    """The Blocks, not yet served."""
    page: gr.Blocks
    with gr.Blocks(title=TITLE, fill_width=True, analytics_enabled=False) as page:
        _navigation()
        gr.HTML(f'<h1>{TITLE}</h1><p class="lede">La réponse, la clause citée mot à mot, sa place dans le texte.</p>')
        turns = gr.State([])
        with gr.Row(equal_height=False, elem_id="side-by-side"):
            with gr.Column(scale=5, min_width=320):
                chat = gr.Chatbot(
                    label="Conversation", height="46vh", buttons=[], elem_id="conversation", show_label=False, feedback_options=None,
                    latex_delimiters=[], autoscroll=False, placeholder="Posez une question sur les conventions.", group_consecutive_messages=False, layout="panel",
                )  # fmt: skip
                status = gr.HTML(_status(""), elem_id="status")
                question = gr.Textbox(
                    label="Votre question", placeholder="Par exemple : quel est le préavis pour dénoncer la convention ?", lines=1,
                    max_length=QUESTION_MAX_CHARACTERS + 1, autofocus=True, elem_id="question",
                )  # fmt: skip
                with gr.Row():
                    send = gr.Button("Envoyer", variant="primary", elem_id="send")
                    clear = gr.Button("Nouvelle conversation", elem_id="clear")
                examples = [gr.Button(text, size="sm", elem_classes="example") for text in assistant.examples[:_EXAMPLES]]
                chosen = gr.CheckboxGroup(
                    _choices(assistant), label="Chercher seulement dans (toutes si rien n'est coché)", elem_id="chosen"
                )
            with gr.Column(scale=6, min_width=320):
                gr.HTML(_SOURCE_PANEL, elem_id="source-panel")

        def reply(text: str, shown: list[Message], asked: list[str], conventions: list[str]) -> Iterator[tuple[Any, ...]]:
            yield from _reply(assistant, text, shown, asked, conventions)

        outputs = [question, chat, turns, status]
        inputs = [question, chat, turns, chosen]
        gr.on([question.submit, send.click], reply, inputs, outputs, api_name="ask", show_progress="hidden")
        for button in examples:
            button.click(reply, [button, chat, turns, chosen], outputs, api_visibility="private", show_progress="hidden")
        clear.click(
            lambda: ("", [], [], _status("Nouvelle conversation.")),
            None,
            outputs,
            api_visibility="private",
            show_progress="hidden",
        )
        page.load(
            lambda: gr.CheckboxGroup(choices=_choices(assistant)), None, chosen, api_visibility="private", show_progress="hidden"
        )
    for name, address, place, render in (
        ("Engagements", "/engagements", "duties", obligations_html),
        ("Clauses", "/clauses", "clauses", clauses_html),
        ("Conventions", "/conventions", "collection", collection_html),
    ):
        with page.route(name, address):
            _navigation()
            news = gr.HTML(_status(""), elem_id="reading-status")
            body = gr.HTML("", elem_id=place)
            page.load(partial(_listed, assistant, render), None, [news, body], api_visibility="private", show_progress="hidden")
    with page.route("Aide", "/aide"):
        _navigation()
        gr.Markdown((_HERE / "aide.md").read_text(encoding="utf-8"), elem_id="help")
    return page


def _navigation() -> None:
    """The links between the pages, in each of them."""
    gr.Navbar(main_page_name="Questions", value=[])  # type: ignore[attr-defined]


def _reply(
    assistant: Assistant, text: str, shown: list[Message], asked: list[str], conventions: list[str]
) -> Iterator[tuple[Any, ...]]:
    """The answer, line by line: (question box, messages, turns, status)."""
    for news in bring_up_to_date(assistant.index):
        yield gr.skip(), gr.skip(), gr.skip(), _status(news)
    known = [id_ for id_ in conventions if id_ in assistant.index.entries]
    answer = assistant.ask(*asked, text, conventions=known)
    if text.strip():
        shown = [*shown, {"role": "user", "content": inert(text[:QUESTION_MAX_CHARACTERS])}]
    lines = answer_markdown(answer, assistant.index).split("\n")
    for count in range(1, len(lines) + 1):
        if count < len(lines) and not lines[count - 1].strip():
            continue
        content = "\n".join(lines[:count])
        yield "", [*shown, {"role": "assistant", "content": content}], gr.skip(), _status("Réponse en cours…")
        time.sleep(_SECONDS_BETWEEN_LINES)
    count = len(answer.citations)
    done = f"Réponse prête, {count} citation{'s' if count > 1 else ''}." if count else "Réponse prête, sans citation."
    yield "", gr.skip(), [*asked, text] if text.strip() else asked, _status(done)


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
