"""What is asked of all the conventions at once."""

from collections.abc import Iterator

import pytest

import assistant.retrieval as retrieval
from assistant import Assistant
from assistant.whole import asked_of_each, asks_of_all
from index import ConventionIndex, Reranker, SentenceEmbeddings

SAID = {
    "crèche": "La convention se renouvelle par tacite reconduction d'année en année. Elle est dénoncée avec un préavis de trois mois.",
    "piscine": "La convention prend fin sans reconduction tacite ni formalité. Chaque partie la dénonce avec un préavis de six mois.",
    "gymnase": "La convention est renouvelée par tacite reconduction pour un an. Le préavis de dénonciation est de trois mois.",
    "théâtre": "Le préavis de dénonciation de la convention est de deux mois, par lettre recommandée.",
    "musée": "L'association balaie les salles chaque matin avant l'ouverture au public.",
    "école": "Les élèves déjeunent à midi dans le réfectoire, pour une durée de deux ans.",
}


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory, embeddings: SentenceEmbeddings, reranker: Reranker) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("six")
    for name, clause in SAID.items():
        text = f"CONVENTION POUR L'USAGE : {name.upper()}\n\nArticle 1 : Objet\nLa commune prête le lieu.\n\nArticle 2 : Vie du contrat\n{clause}\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    index = ConventionIndex(folder / "index", [folder], lambda: embeddings, reranker=reranker)
    index.update()
    yield Assistant(index)


@pytest.mark.parametrize(
    "question",
    [
        "Quelles conventions se renouvellent tacitement ?",
        "Dans quels contrats y a-t-il un préavis ?",
        "lesquelles prévoient une assurance ?",
        "liste les durées de toutes les conventions",
        "Combien de conventions expirent un 30 juin ?",
        "Y a-t-il des conventions qui parlent du RGPD ?",
        "Le procureur intervient dans quelles conventions ?",
        "Que prévoient nos conventions en cas de grève ?",
        "Quel préavis, convention par convention ?",
        "dans lesquelles conventions le préavis est-il de trois mois",
    ],
)
def test_all_the_texts_are_asked_about(question: str) -> None:
    assert asks_of_all(question)
    assert "convention" not in asked_of_each(question) and "contrat" not in asked_of_each(question)


@pytest.mark.parametrize(
    "question",
    [
        "Quelle convention prévoit une assurance ?",
        "Quels documents le bailleur remet-il ?",
        "Quelles sont les obligations des parties à la convention ?",
        "Compare les deux conventions.",
        "La convention de stage est-elle la même que toutes celles de l'école ?",
    ],
)
def test_one_text_is_asked_about(question: str) -> None:
    assert not asks_of_all(question)


def test_each_convention_that_answers_has_its_row(six: Assistant) -> None:
    answer = six.ask("Quelles conventions prévoient un préavis ?")
    assert {c.span.document_id for c in answer.citations} == {"crèche", "piscine", "gymnase", "théâtre"}
    assert answer.text.startswith("4 des 6 conventions consultées répondent ; aucune clause trouvée ne répond dans les 2 autres.")
    assert all("préavis" in six.index.convention(c.span.document_id).document.quote(c.span) for c in answer.citations)


def test_a_duration_that_the_question_states_is_the_clause_s(six: Assistant) -> None:
    answer = six.ask("Dans quelles conventions le préavis est-il de trois mois ?")
    assert {c.span.document_id for c in answer.citations} == {"crèche", "gymnase"}


def test_what_no_convention_says_is_refused(six: Assistant) -> None:
    answer = six.ask("Quelles conventions prévoient la garde des animaux domestiques ?")
    assert answer.status == "refused"


def test_those_too_many_to_be_read_are_said(six: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrieval, "MOST_CONVENTIONS_READ", 5)
    answer = six.ask("Quelles conventions prévoient un préavis ?")
    assert "n'ont pas été consultées" in answer.text
    assert "des 5 conventions" in answer.text


def test_what_follows_one_convention_may_be_asked_of_all(six: Assistant) -> None:
    answer = six.ask("Quel préavis pour la convention de la piscine ?", "Et dans quelles conventions est-il de trois mois ?")
    assert {c.span.document_id for c in answer.citations} == {"crèche", "gymnase"}


@pytest.mark.parametrize(
    ("question", "is_of_all"),
    [
        ("Quel est le préavis ?", True),
        ("Quelle est la durée de la convention ?", True),
        ("Quel est le préavis à la piscine ?", False),  # a word of its name
        ("Qui balaie les salles ?", False),  # no agreement need say that
        ("Quel préavis pour ma box internet ?", False),  # nor that
    ],
)
def test_what_every_agreement_says_is_asked_of_all_when_none_is_named(question: str, is_of_all: bool, six: Assistant) -> None:
    assert six.understood(question).of_all is is_of_all
