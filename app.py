"""Builds the Gradio app over the indexed conventions and serves it."""

from assistant.cli import main

if __name__ == "__main__":
    main(["serve"])
