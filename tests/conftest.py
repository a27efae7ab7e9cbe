"""Real parts, made once a session: the conventions that ship, the embedded model, an index in Chroma and tantivy."""

import shutil
from pathlib import Path

import pytest

from assistant import Assistant
from corpus import Convention, parse_file
from index import EMBEDDED, ConventionIndex, Reranker, SentenceEmbeddings, load_embeddings, load_reranker

ROOT = Path(__file__).parent.parent
CONVENTIONS = ROOT / "corpus" / "conventions"
GRAND_EST, HAUTS_DE_FRANCE = "dinsic-grand-est-2019", "dinum-hauts-de-france-2019"


@pytest.fixture(scope="session")
def models() -> Path:
    """Where the embedded model is repacked: the application's own folder, so that it is made once a machine."""
    return ROOT / "var" / "models"


@pytest.fixture(scope="session")
def embeddings(models: Path) -> SentenceEmbeddings:
    return load_embeddings(EMBEDDED, models, print)


@pytest.fixture(scope="session")
def reranker(models: Path) -> Reranker | None:
    return load_reranker(EMBEDDED, models, print)


@pytest.fixture(scope="session")
def index(embeddings: SentenceEmbeddings, reranker: Reranker, tmp_path_factory: pytest.TempPathFactory) -> ConventionIndex:
    index = ConventionIndex(tmp_path_factory.mktemp("index"), [CONVENTIONS], lambda: embeddings, reranker=reranker)
    index.update()
    return index


@pytest.fixture(scope="session")
def assistant(index: ConventionIndex) -> Assistant:
    return Assistant(index)


@pytest.fixture(scope="session")
def grand_est() -> Convention:
    return parse_file(CONVENTIONS / f"{GRAND_EST}.txt")


@pytest.fixture(scope="session")
def hauts_de_france() -> Convention:
    return parse_file(CONVENTIONS / f"{HAUTS_DE_FRANCE}.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of the user's own, with the two conventions in it."""
    copy = tmp_path / "conventions"
    shutil.copytree(CONVENTIONS, copy)
    return copy
