"""The web server: Gradio mounted on FastAPI, with the sources, in French, closed to the outside."""

import os
import socket
import sys
import threading
import warnings
import webbrowser
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from assistant.arrivals import Arrivals
from assistant.chain import Assistant
from assistant.errors import AssistantError
from assistant.ui.routes import SCRIPTS, routes

_HERE = Path(__file__).parent
_HEAD = '<meta name="viewport" content="width=device-width, initial-scale=1">' + "".join(
    f'<script defer src="{name}.js"></script>' for name in SCRIPTS
)
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


def build_app(assistant: Assistant, data_dir: Path, is_confirmed_at_once: bool = False, style: Path | None = None) -> FastAPI:
    """The whole application, ready to be served; `data_dir` takes the files that people add and what they say of answers; `style` is a
    style sheet of the site's own, for its type and its marks."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported: no outside look-up
    import gradio as gr

    from assistant.ui.page import build_page

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(InFrench)

    arrivals = Arrivals(assistant.index, data_dir / "waiting", data_dir / "conventions", is_confirmed_at_once)
    app.include_router(routes(assistant, arrivals, data_dir))

    font = gr.themes.Font("system-ui")
    theme = gr.themes.Base(
        font=[font, "sans-serif"], font_mono=["ui-monospace", "monospace"], primary_hue="indigo", neutral_hue="slate"
    )
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="SSR mode is not supported")  # said even when it was not asked for
        served: FastAPI = gr.mount_gradio_app(
            app, build_page(assistant), path="/", footer_links=[], run_history=False, show_error=True, ssr_mode=False, theme=theme,
            css_paths=[_HERE / "app.css", *([style] if style else [])], head=_HEAD, pwa=False,
        )  # fmt: skip
    return served


def serve(
    assistant: Assistant, data_dir: Path, host: str, port: int, is_confirmed_at_once: bool = False, style: Path | None = None
) -> None:
    """Serves until interrupted; see `build_app`.

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
                f"Impossible d'écouter sur {host}:{port} ({error.strerror}). Choisissez un autre port : conventions serve --port {port + 1}"
            ) from error
    app = build_app(assistant, data_dir, is_confirmed_at_once, style)
    assistant.warm()
    print(f"Conventions est prêt : http://{host}:{port}  (Ctrl+C pour arrêter)", flush=True)  # noqa: T201
    if _has_a_screen():
        threading.Timer(1.0, webbrowser.open, [f"http://{host}:{port}"]).start()
    uvicorn.run(app, host=host, port=port, log_level="warning")


def _has_a_screen() -> bool:
    """Whether a person at this machine's own screen started the server: only then does a browser open by itself."""
    return sys.stdout.isatty() and (
        sys.platform in ("darwin", "win32") or any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY"))
    )
