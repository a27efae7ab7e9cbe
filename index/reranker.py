"""An optional cross-encoder, which reads the question and each passage together and reorders the first ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelNotFound

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Reranker:
    """Any sentence-transformers CrossEncoder that gives one score a pair."""

    def __init__(self, model: "CrossEncoder") -> None:
        self._model = model

    def order(self, question: str, texts: Sequence[str]) -> list[int]:
        """The positions of the texts, those that answer the question best first."""
        scores = [float(score) for score in self._model.predict([(question, text) for text in texts], show_progress_bar=False)]
        return sorted(range(len(texts)), key=lambda position: -scores[position])


def load_reranker(name: str) -> Reranker | None:
    """Loads a folder, or a model's name on a hub; nothing when `name` is empty.

    Raises:
        ModelNotFound: nothing by that name loads.
    """
    if not name:
        return None
    from sentence_transformers import CrossEncoder

    try:
        return Reranker(CrossEncoder(name, device="cpu", local_files_only=Path(name).is_dir()))
    except (OSError, ValueError) as error:
        raise ModelNotFound(
            f"CONVENTIONS_RERANKER_MODEL={name} : aucun CrossEncoder de sentence-transformers ne se charge sous ce nom ({error}). "
            "Donnez un dossier local, un nom de modèle accessible, ou laissez ce réglage vide."
        ) from error
