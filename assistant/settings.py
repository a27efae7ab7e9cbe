"""The settings, read once at the edges (`cli`, `app`) and passed down as values."""

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

import corpus
from index import EMBEDDED


class Settings(BaseSettings):
    """Every setting is an environment variable with the prefix `CONVENTIONS_`.

    `corpus` names folders (or files), separated as in PATH; empty means the conventions that ship and `<data_dir>/conventions`.
    """

    model_config = SettingsConfigDict(env_prefix="CONVENTIONS_", frozen=True, extra="forbid")

    corpus: str = ""
    data_dir: Path = Path("var")
    embedding_model: str = EMBEDDED
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65535)

    @property
    def folders(self) -> tuple[Path, ...]:
        if self.corpus:
            return tuple(Path(folder) for folder in self.corpus.split(os.pathsep) if folder)
        return (Path(corpus.__file__).parent / "conventions", self.data_dir / "conventions")
