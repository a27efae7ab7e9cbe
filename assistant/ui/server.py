"""The web server: Gradio mounted on FastAPI, with the sources, in French, closed to the outside."""

import html
import os
import socket
import sys
import threading
import warnings
import webbrowser
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response

from assistant.chain import Assistant
from assistant.errors import AssistantError
from assistant.exports import as_calendar, as_csv, as_xlsx, duties_of
from assistant.ui.obligations import chosen, export_name
from assistant.ui.rendering import source_html
from corpus import ConventionError

_HERE = Path(__file__).parent
_HEAD = '<meta name="viewport" content="width=device-width, initial-scale=1"><script defer src="sources.js"></script><script defer src="obligations.js"></script>'
_MEDIA_TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
# Gradio follows the browser's language; this page is in French whatever the browser says.
_SPEAK_FRENCH = b"<script>for (const [k, v] of [['language', 'fr-FR'], ['languages', ['fr-FR', 'fr']]]) Object.defineProperty(navigator, k, {get: () => v});</script>"
_SECURITY_HEADERS = [
    (b"content-security-policy", b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
     b"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; form-action 'self'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]  # fmt: skip

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class InFrench:
    """ASGI middleware: serves every page as French, with security headers."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        start: Message | None = None
        body = b""

        async def relay(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *_SECURITY_HEADERS]
                if any(key == b"content-type" and value.startswith(b"text/html") for key, value in message["headers"]):
                    start = message
                    return
            elif message["type"] == "http.response.body" and start is not None:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                page = (
                    body.replace(b'<html\n\tlang="en"', b'<html lang="fr"')
                    .replace(b'lang="en"', b'lang="fr"', 1)
                    .replace(b"<head>", b"<head>" + _SPEAK_FRENCH, 1)
                )
                start["headers"] = [(k, v) for k, v in start["headers"] if k != b"content-length"] + [
                    (b"content-length", str(len(page)).encode())
                ]
                await send(start)
                message = {"type": "http.response.body", "body": page}
            await send(message)

        await self.app(scope, receive, relay if scope["type"] == "http" else send)


def build_app(assistant: Assistant) -> FastAPI:
    """The whole application, ready to be served."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported: no outside look-up
    import gradio as gr

    from assistant.ui.page import build_page

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(InFrench)

    @app.get("/sources")
    def sources() -> JSONResponse:
        return JSONResponse([{"id": id_, "title": entry.title} for id_, entry in assistant.index.entries.items()])

    @app.get("/sources/{convention_id}")
    def source(convention_id: str) -> HTMLResponse:
        try:
            return HTMLResponse(source_html(assistant.index.convention(convention_id)))
        except ConventionError as error:
            return HTMLResponse(f'<p class="empty">{html.escape(str(error))}</p>', status_code=404)

    @app.get("/sources.js")
    def script() -> FileResponse:
        return FileResponse(_HERE / "source.js", media_type="text/javascript")

    @app.get("/obligations.js")
    def filters() -> FileResponse:
        return FileResponse(_HERE / "obligations.js", media_type="text/javascript")

    @app.get("/exports/engagements.{kind}")
    def exported(
        request: Request, kind: Literal["csv", "xlsx"], party: str = "", convention: str = "", modality: str = "", words: str = ""
    ) -> Response:
        duties = chosen(duties_of(assistant.index, list(assistant.index.entries)), party, convention, modality, words)
        body = as_xlsx(duties, str(request.base_url)) if kind == "xlsx" else as_csv(duties).encode("utf-8-sig")
        headers = {"content-disposition": export_name(convention, party, kind)}
        return Response(body, media_type=_MEDIA_TYPES[kind], headers=headers)

    @app.get("/exports/conventions.ics")
    def calendar() -> Response:
        return Response(as_calendar(assistant.index, list(assistant.index.entries)), media_type="text/calendar")

    font = gr.themes.Font("system-ui")
    theme = gr.themes.Base(
        font=[font, "sans-serif"], font_mono=["ui-monospace", "monospace"], primary_hue="indigo", neutral_hue="slate"
    )
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="SSR mode is not supported")  # said even when it was not asked for
        served: FastAPI = gr.mount_gradio_app(
            app, build_page(assistant), path="/", footer_links=[], run_history=False, show_error=True, ssr_mode=False, theme=theme,
            css_paths=[_HERE / "app.css"], head=_HEAD, pwa=False,
        )  # fmt: skip
    return served


def serve(assistant: Assistant, host: str, port: int) -> None:
    """Serves until interrupted.

    Raises:
        AssistantError: the port is taken; the message says how to choose another.
    """
    import uvicorn

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AssistantError(
                f"Impossible d'écouter sur {host}:{port} ({error.strerror}). Choisissez un autre port : conventions serve --port 7861"
            ) from error
    app = build_app(assistant)
    print(f"Conventions est prêt : http://{host}:{port}  (Ctrl+C pour arrêter)", flush=True)  # noqa: T201
    if _has_a_screen():
        threading.Timer(1.0, webbrowser.open, [f"http://{host}:{port}"]).start()
    uvicorn.run(app, host=host, port=port, log_level="warning")


def _has_a_screen() -> bool:
    """Whether a person at this machine's own screen started the server: only then does a browser open by itself."""
    return sys.stdout.isatty() and (
        sys.platform in ("darwin", "win32") or any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY"))
    )
