"""The optional cross-encoder reorders what was found, and changes nothing else."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from index import ConventionIndex, ModelNotFound, Reranker, SentenceEmbeddings, load_reranker
from tests.conftest import CONVENTIONS


class LongestFirst:
    """Stands for a CrossEncoder: its score is the passage's length."""

    def predict(self, pairs: Sequence[tuple[str, str]], **_: Any) -> list[float]:
        return [float(len(text)) for _, text in pairs]


def test_the_first_passages_take_the_order_of_the_cross_encoder(
    tmp_path: Path, embeddings: SentenceEmbeddings, index: ConventionIndex
) -> None:
    reordered = ConventionIndex(tmp_path, [CONVENTIONS], lambda: embeddings, reranker=Reranker(LongestFirst()))  # type: ignore[arg-type]
    reordered.update()
    plain, mine = index.search("préavis", 20), reordered.search("préavis", 20)
    assert {hit.passage.id for hit in mine} == {hit.passage.id for hit in plain}
    lengths = [len(hit.passage.context) for hit in mine]
    assert lengths == sorted(lengths, reverse=True)
    assert [hit.score for hit in mine] == [hit.score for hit in plain]
    assert reordered.search("", 5) == []


def test_no_name_means_no_reranker_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    assert load_reranker("") is None
    (tmp_path / "vide").mkdir()
    with pytest.raises(ModelNotFound, match="CONVENTIONS_RERANKER_MODEL"):
        load_reranker(str(tmp_path / "vide"))
