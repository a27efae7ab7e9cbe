"""The settings, read once at the edges (`cli`, `app`) and passed down as values."""

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

import corpus
from corpus import FileReader, Limits
from index import EMBEDDED


class Settings(BaseSettings):
    """Every setting is an environment variable with the prefix `CONVENTIONS_`.

    `confirm` has a person confirm what was understood of each file added in the browser before it is searched; `style` is a style sheet added to the pages. The `max_…` bind the reading of one file (see `corpus.Limits`). `corpus` names folders (or files), separated as in PATH; empty means the conventions that ship and `<data_dir>/conventions`.
    """

    model_config = SettingsConfigDict(env_prefix="CONVENTIONS_", frozen=True, extra="forbid")

    corpus: str = ""
    data_dir: Path = Path("var")
    embedding_model: str = EMBEDDED
    reranker_model: str = EMBEDDED
    confirm: bool = True
    style: Path | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65535)
    max_file_megabytes: int = Field(default=Limits().max_file_megabytes, ge=1)
    max_unpacked_megabytes: int = Field(default=Limits().max_unpacked_megabytes, ge=1)
    max_pages: int = Field(default=Limits().max_pages, ge=1)
    max_memory_megabytes: int = Field(default=Limits().max_memory_megabytes, ge=100)
    max_seconds: int = Field(default=Limits().max_seconds, ge=1)

    @property
    def folders(self) -> tuple[Path, ...]:
        if self.corpus:
            return tuple(Path(folder) for folder in self.corpus.split(os.pathsep) if folder)
        return (Path(corpus.__file__).parent / "conventions", self.data_dir / "conventions")

    @property
    def reader(self) -> FileReader:
        limits = Limits(**{name: getattr(self, name) for name in Limits.__slots__})
        return FileReader(limits, texts=self.data_dir / "texts")
