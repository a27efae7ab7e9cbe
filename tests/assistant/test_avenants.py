"""An answer about an article that an avenant changed cites both, and says which words are in force."""

from pathlib import Path

import pytest

from assistant import Assistant
from index import ConventionIndex, Reranker, SentenceEmbeddings
from tests.index.test_files import CHANGE, NANTES, convention


@pytest.fixture
def amended(tmp_path: Path, embeddings: SentenceEmbeddings, reranker: Reranker) -> Assistant:
    folder = tmp_path / "conventions"
    folder.mkdir()
    (folder / "nantes.txt").write_text(convention(NANTES, "3 mars 2021"), encoding="utf-8")
    avenant = convention(NANTES, "12 juin 2023", "AVENANT N° 1").replace("La convention fixe les règles.", CHANGE)
    (folder / "avenant.txt").write_text(
        avenant.replace("Elle est conclue pour trois ans.", "Le reste est inchangé."), encoding="utf-8"
    )
    index = ConventionIndex(tmp_path / "index", [folder], lambda: embeddings, reranker=reranker)
    index.update()
    return Assistant(index)


@pytest.mark.parametrize(
    "question",
    ["Quelle est la durée de la convention avec l'association Les Petits Pas ?", "Pour combien d'années est-elle conclue ?"],
)
def test_both_texts_are_cited_and_the_one_in_force_is_named(question: str, amended: Assistant) -> None:
    answer = amended.ask(question)
    assert [c.span.document_id for c in answer.citations] == ["nantes", "avenant"]
    assert (
        "L'article 3 a été modifié par : Avenant n° 1, Ville de Nantes – association Les Petits Pas, signé le 12 juin 2023."
        in answer.text
    )
    assert "C'est la rédaction de l'avenant qui est en vigueur" in answer.text
    assert "trois ans" not in answer.text.split("\n")[0]


def test_the_exact_text_of_an_amended_article_comes_with_its_change(amended: Assistant) -> None:
    answer = amended.ask("Donne l'article 3 de la convention Ville de Nantes – association Les Petits Pas.")
    assert [c.span.document_id for c in answer.citations] == ["nantes", "avenant"]


def test_an_article_that_no_avenant_changed_is_answered_alone(amended: Assistant) -> None:
    answer = amended.ask("Donne l'article 1 de la convention Ville de Nantes – association Les Petits Pas.")
    assert [c.span.document_id for c in answer.citations] == ["nantes"]


def test_among_many_texts_the_one_of_the_kind_named_is_meant(tmp_path: Path, embeddings: SentenceEmbeddings) -> None:
    folder = tmp_path / "conventions"
    folder.mkdir()
    body = "\n\nArticle 1 : Durée\n\nLe stage dure six mois et l'étudiant signe le présent acte avec son tuteur.\n\nArticle 2 : Lieu\n\nÀ la mairie.\n"
    for name, title in (
        ("stage", "CONVENTION DE STAGE"), ("stage_2", "AVENANT À LA CONVENTION DE STAGE"), ("stage_3", "CONTRAT DE STAGE"),
        ("piscine", "CONVENTION DE PISCINE"), ("crèche", "CONVENTION DE CRÈCHE"),
    ):  # fmt: skip
        (folder / f"{name}.txt").write_text(title + body, encoding="utf-8")
    index = ConventionIndex(tmp_path / "index", [folder], lambda: embeddings)
    index.update()
    for question, meant in (
        ("Avenant de stage : combien de mois dure-t-il pour l'étudiant ?", "stage_2"),
        ("Contrat de stage : combien de mois dure-t-il pour l'étudiant ?", "stage_3"),
        ("Convention de stage : combien de mois dure-t-elle pour l'étudiant ?", "stage"),
    ):
        _, evidence = Assistant(index).weighed(question)
        assert {piece.convention for piece in evidence} == {meant}
