"""Which conventions a question compares."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.scope import likeness_of
from index import ConventionIndex, SentenceEmbeddings

MODELS = {
    "annexe_iii_r353_32": "ANNEXE III À L'ARTICLE R. 353-32",
    "annexe_ii_r353_90": "ANNEXE II À L'ARTICLE R. 353-90",
    "annexe_v_r353_127": "ANNEXE V À L'ARTICLE R. 353-127",
    "convention_piscine": "CONVENTION DE PISCINE",
    "convention_gymnase": "CONVENTION DE GYMNASE",
}


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory, embeddings: SentenceEmbeddings) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("models")
    for name, title in MODELS.items():
        text = f"{title}\n\nArticle 1 : Dépôt\nLe dépôt de garantie est d'un mois.\n\nArticle 2 : Durée\nLa durée est d'un an.\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    index = ConventionIndex(folder / "index", [folder], lambda: embeddings)
    index.update()
    yield Assistant(index)


@pytest.mark.parametrize(
    ("question", "is_compared"),
    [
        ("Le dépôt est-il plafonné au même niveau à l'annexe III du R353-32 qu'à l'annexe II du R353-90 ?", True),  # two numbers
        ("Dépôt de garantie : un mois à la piscine, pareil au gymnase ?", True),  # a turn of phrase
        ("Le dépôt de l'annexe III à l'article R. 353-32 est-il rendu dans l'année ?", False),
        ("Le dépôt de la piscine est-il rendu, et dans quel délai ?", False),
    ],
)
def test_two_texts_are_compared_when_each_half_of_a_question_means_its_own(
    pool: Assistant, question: str, is_compared: bool
) -> None:
    assert (pool.understood(question).kind == "comparison") is is_compared


def test_a_half_that_names_no_text_compares_nothing(tmp_path: Path, embeddings: SentenceEmbeddings) -> None:
    rules = "Les usagers respectent le règlement, le calme et les horaires affichés à l'entrée.\n" * 8
    said = {
        "CONVENTION DE STAGE": "Le stagiaire perçoit une gratification versée chaque mois.",
        "CONVENTION DE PISCINE": "Le vacataire de la mairie surveille le bassin et perçoit un salaire.",
        "CONVENTION DE GYMNASE": "Le club balaie la salle.",
        "CONVENTION DE MÉCÉNAT": "Le mécène donne.",
        "CONVENTION DE PRÊT DE SALLE": "La salle est prêtée.",
    }
    for title, article in said.items():
        text = f"{title}\n\nArticle 1 : Règles\n{rules}\nArticle 2 : Divers\n{article}\n"
        (tmp_path / f"{title.split()[-1].lower()}.txt").write_text(text, encoding="utf-8")
    index = ConventionIndex(tmp_path / "index", [tmp_path], lambda: embeddings)
    index.update()
    pool = Assistant(index)
    assert pool.understood("Un vacataire surveille le bassin et perçoit aussi une gratification chaque mois ?").kind == "answer"
    assert pool.understood("Le salaire de la piscine et aussi la gratification du stage sont-ils mensuels ?").kind == "comparison"


def test_a_word_of_its_name_tells_a_text_from_one_that_only_speaks_of_it(tmp_path: Path, embeddings: SentenceEmbeddings) -> None:
    beside = "Article 1 : Patrouilles\nLa police intercommunale patrouille avec la police intercommunale voisine, de coordination intercommunale.\n"
    texts = {
        "communale": f"CONVENTION COMMUNALE DE COORDINATION DE LA POLICE MUNICIPALE\n\n{beside}",
        "intercommunale": "CONVENTION INTERCOMMUNALE DE COORDINATION DE LA POLICE MUNICIPALE\n\nArticle 1 : Patrouilles\nLes agents patrouillent à pied.\n",
        "stage": "CONVENTION DE STAGE\n\nArticle 1 : Objet\nLe stage forme l'étudiant.\n",
        "pret": "CONVENTION DE PRÊT DE SALLE\n\nArticle 1 : Objet\nLa salle est prêtée.\n",
        "don": "CONVENTION DE MÉCÉNAT\n\nArticle 1 : Objet\nLe mécène donne.\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    index = ConventionIndex(tmp_path / "index", [tmp_path], lambda: embeddings)
    index.update()
    question = Assistant(index).understood("Coordination intercommunale : qui patrouille avec qui ?")
    alike = likeness_of(question, index)
    assert max(alike, key=alike.__getitem__) == "intercommunale"
