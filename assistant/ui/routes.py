"""What the scripts of the pages fetch, beside Gradio: sources, citations, clauses, exports."""

import html
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, get_args

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field

from assistant.across import parties_by_convention
from assistant.arrivals import Arrivals
from assistant.chain import Assistant
from assistant.exports import as_calendar, as_csv, as_xlsx, duties_of
from assistant.ui.arrivals import added_html, arrival_html
from assistant.ui.citation import cited
from assistant.ui.clauses import found_html, part_html, parts_of
from assistant.ui.collection import beside_html
from assistant.ui.conversation import Conversation, Format, Opinion, as_docx, as_markdown, keep_opinion
from assistant.ui.obligations import chosen, export_name
from assistant.ui.rendering import source_html
from corpus import ConventionError, Corrections

Script = Literal["source", "obligations", "clauses", "collection", "conversations", "arrivals", "parties", "french"]
SCRIPTS = get_args(Script)
_HERE = Path(__file__).parent
_MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_GONE = "Ce passage n'existe plus : le fichier a changé ou a été retiré. Rechargez la page."


class Corrected(BaseModel):
    """What a person corrected of a file before confirming it."""

    title: str = Field(default="", max_length=300)
    short_names: dict[str, str] = {}


def routes(assistant: Assistant, arrivals: Arrivals, data_dir: Path) -> APIRouter:
    """The routes over the index of `assistant`; what people say of answers goes to `data_dir`."""
    router = APIRouter()
    index = assistant.index

    @router.get("/sources")
    def sources() -> JSONResponse:
        return JSONResponse([{"id": id_, "title": entry.title} for id_, entry in index.entries.items()])

    @router.get("/sources/{id_}")
    def source(id_: str) -> HTMLResponse:
        return _page(lambda: source_html(index.convention(id_)))

    @router.get("/citations/{id_}")
    def citation(id_: str, start: int, end: int) -> JSONResponse:
        try:
            found = cited(index, id_, start, end, date.today())
        except (ConventionError, ValueError):
            return JSONResponse({"where": _GONE}, status_code=404)
        return JSONResponse(
            {"where": found.where, "quote": found.quote, "pasted": found.pasted, "scanned": found.scanned, "mended": found.mended}
        )

    @router.get("/clauses/{id_}")
    def parts(id_: str) -> JSONResponse:
        try:
            return JSONResponse(parts_of(index.convention(id_)))
        except ConventionError:
            return JSONResponse([], status_code=404)

    @router.get("/clauses/{id_}/{number:path}")
    def part(id_: str, number: str) -> HTMLResponse:
        return _page(lambda: part_html(index, id_, number))

    @router.get("/found")
    def found(words: str) -> JSONResponse:
        count, body = found_html(index, words)
        return JSONResponse({"count": count, "html": body})

    @router.get("/parties")
    def parties() -> JSONResponse:
        return JSONResponse(parties_by_convention(index))

    @router.get("/beside")
    def beside(one: str, other: str) -> HTMLResponse:
        return _page(lambda: beside_html(index, one, other))

    @router.get("/exports/obligations.{kind}")
    def exported(
        request: Request, kind: Literal["csv", "xlsx"], party: str = "", convention: str = "", modality: str = "", words: str = ""
    ) -> Response:
        duties = chosen(duties_of(index, list(index.entries)), party, convention, modality, words)
        body = as_xlsx(duties, str(request.base_url)) if kind == "xlsx" else as_csv(duties).encode("utf-8-sig")
        headers = {"content-disposition": export_name(convention, party, kind)}
        return Response(body, media_type=_MEDIA_TYPES[kind], headers=headers)

    @router.get("/exports/conventions.ics")
    def calendar() -> Response:
        return Response(as_calendar(index, list(index.entries)), media_type="text/calendar")

    @router.post("/exports/conversation.{kind}")
    def conversation(kind: Format, conversation: Conversation) -> Response:
        today = date.today()
        body = as_docx(conversation, today) if kind == "docx" else as_markdown(conversation, today).encode()
        return Response(body, media_type=_MEDIA_TYPES[kind])

    @router.post("/opinions")
    def opinion(opinion: Opinion) -> Response:
        keep_opinion(opinion, data_dir, datetime.now(UTC))
        return Response(status_code=204)

    @router.get("/arrivals")
    def on_their_way() -> JSONResponse:
        cards = [{"name": a.name, "step": a.step, "html": arrival_html(a, place)} for place, a in enumerate(arrivals.arrivals)]
        return JSONResponse({"arrivals": cards, "added": added_html(arrivals.kept)})

    # PUT and DELETE, which no page of another site can send here without being allowed to
    @router.put("/arrivals/{name}")
    async def arrive(name: str, request: Request) -> Response:
        content = [chunk async for chunk in request.stream()]
        return await run_in_threadpool(_done, lambda: arrivals.receive(name, content))

    @router.put("/arrivals/{name}/confirmed")
    def confirmed(name: str, corrected: Corrected) -> Response:
        return _done(lambda: arrivals.confirm(name, Corrections(corrected.title, corrected.short_names)))

    @router.delete("/arrivals/{name}")
    def discarded(name: str) -> Response:
        return _done(lambda: arrivals.discard(name))

    @router.delete("/added/{name}")
    def removed(name: str) -> Response:
        return _done(lambda: arrivals.remove(name))

    @router.get("/{name}.js")
    def script(name: Script) -> FileResponse:
        return FileResponse(_HERE / f"{name}.js", media_type="text/javascript")

    return router


def _done(act: Callable[[], None]) -> Response:
    """An empty answer, or what a person can do about what went wrong."""
    try:
        act()
    except ConventionError as error:
        return JSONResponse({"detail": str(error)}, status_code=422)
    return Response(status_code=204)


def _page(render: Callable[[], str]) -> HTMLResponse:
    """What `render` gives, or why it cannot."""
    try:
        return HTMLResponse(render())
    except ConventionError as error:
        return HTMLResponse(f'<p class="empty">{html.escape(str(error))}</p>', status_code=404)
    except KeyError:
        return HTMLResponse(f'<p class="empty">{html.escape(_GONE)}</p>', status_code=404)
