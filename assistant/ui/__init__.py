"""The Gradio views, and the server that carries them."""

from assistant.ui.server import build_app, serve

__all__ = ["build_app", "serve"]
