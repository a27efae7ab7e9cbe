"""The cross-encoder, embedded or of the user's own, tells how likely each clause is to answer."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from index import ConventionIndex, ModelNotFound, Reranker, SentenceEmbeddings, load_reranker
from tests.conftest import CONVENTIONS

QUESTION = "Combien de temps à l'avance faut-il prévenir pour mettre fin à la convention ?"
ANSWERS = (
    "Article 9 : Résiliation\nChaque partie peut résilier la convention par lettre recommandée, avec un préavis de deux mois."
)
SILENT = "Article 4 : Communication\nLes parties mentionnent leur partenariat sur leurs supports de communication."


class Longest:
    """Stands for a CrossEncoder: its score is the passage's length."""

    def predict(self, inputs: Sequence[tuple[str, str]], **_: Any) -> list[float]:
        return [float(len(text)) for _, text in inputs]


def test_the_embedded_one_tells_what_answers_from_what_is_near(reranker: Reranker) -> None:
    answers, silent = reranker.read(QUESTION, [ANSWERS, SILENT])
    assert answers > 0 > silent


def test_scores_come_in_the_order_of_the_texts(reranker: Reranker) -> None:
    texts = [SILENT, ANSWERS, SILENT * 3, "Objet", ANSWERS, SILENT]
    scores = reranker.read(QUESTION, texts)
    assert len(scores) == len(texts)
    assert {position for position, _ in sorted(enumerate(scores), key=lambda item: -item[1])[:2]} == {1, 4}


def test_a_clause_longer_than_the_model_reads_is_cut(reranker: Reranker) -> None:
    (score,) = reranker.read(QUESTION, [ANSWERS + " Les parties se rencontrent." * 300])
    assert -8 <= score <= 8


def test_what_a_users_own_model_says_is_kept_within_bounds() -> None:
    assert Reranker(Longest()).read("?", ["", "abc", "a" * 50]) == [0.0, 3.0, 8.0]


def test_an_index_without_one_finds_every_passage_alike(
    tmp_path: Path, embeddings: SentenceEmbeddings, index: ConventionIndex
) -> None:
    passages = [hit.passage for hit in index.search("préavis", 3)]
    plain = ConventionIndex(tmp_path / "plain", [CONVENTIONS], lambda: embeddings)
    assert plain.read(QUESTION, passages) == [0.0, 0.0, 0.0]
    assert len(set(index.read(QUESTION, passages))) == 3
    assert index.read(QUESTION, []) == []


def test_no_name_means_no_reranker_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    assert load_reranker("", tmp_path, print) is None
    (tmp_path / "vide").mkdir()
    with pytest.raises(ModelNotFound, match="CONVENTIONS_RERANKER_MODEL"):
        load_reranker(str(tmp_path / "vide"), tmp_path, print)
