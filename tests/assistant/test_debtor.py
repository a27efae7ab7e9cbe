"""Whose duties a question asks for, and on what."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.debtor import debtor_asked_about, topic
from assistant.unbound import bound_by_nothing
from index import ConventionIndex, SentenceEmbeddings
from tests.conftest import GRAND_EST, HAUTS_DE_FRANCE

AGREEMENT = """PROTOCOLE D'ACCORD

Entre l'agence régionale de santé des Marches, représentée par sa directrice (« l'Agence »),

et la communauté de communes des Trois Gués, représentée par son président, « la Communauté » ;

et la commune de Bressay, représentée par son maire (« la Commune »),

et la société Dépannage Corvaisier, représentée par son gérant (« le Gardien »).

Article 1 : Accueil
L'Agence forme les agents. La Communauté met une salle à disposition. La Commune doit prévenir le maire. Le maire ouvre la salle.
Le Gardien tient le registre.
"""
HOSTING = """CONVENTION DE STAGE

Entre

L'organisme d'accueil, représenté par son directeur, ci-après dénommé « l'organisme d'accueil »,

et

La personne accueillie, représentée par son tuteur, ci-après dénommée « la personne accueillie »,

Article 1 : Accueil
L'organisme d'accueil doit fournir un bureau à la personne accueillie.
L'organisme d'accueil doit prévenir l'école en cas d'accident.

Article 2 : Discrétion
La personne accueillie doit respecter le règlement intérieur.
"""


@pytest.fixture(scope="module")
def hosting(tmp_path_factory: pytest.TempPathFactory, embeddings: SentenceEmbeddings) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("hosting")
    (folder / "accueil.txt").write_text(HOSTING, encoding="utf-8")
    index = ConventionIndex(folder / "index", [folder], lambda: embeddings)
    index.update()
    yield Assistant(index)


@pytest.mark.parametrize(
    ("question", "party"),
    [
        ("À quoi s'engage l'ARS ?", "Agence"),  # a party of another convention, too: "ars" is a known name
        ("protocole de Bressay, ce que la com com doit faire", "Communauté"),  # the subject, not the place
        ("À quoi s'engage la mairie ?", "Commune"),  # not the mayor
        ("Que doit faire le maire ?", "maire"),
        ("Que doit faire la commune de Bressay ?", "commune de bressay"),
        ("fin de l'accord : que doit préparer Corvaisier", "Gardien"),  # a name without its article
    ],
)
def test_the_subject_is_whom_the_texts_call_so(tmp_path: Path, embeddings: SentenceEmbeddings, question: str, party: str) -> None:
    (tmp_path / "protocole.txt").write_text(AGREEMENT, encoding="utf-8")
    other = AGREEMENT.replace("(« l'Agence »)", "(« l'ARS »)").replace("L'Agence", "L'ARS").replace("Bressay", "Lormont")
    (tmp_path / "autre.txt").write_text(other, encoding="utf-8")
    index = ConventionIndex(tmp_path / "index", [tmp_path], lambda: embeddings)
    index.update()
    understood = Assistant(index).understood(question)
    assert debtor_asked_about(understood, ["protocole"], index) == party


@pytest.mark.parametrize(
    ("called", "party"), [("DINSIC centrale", "dinsic"), ("DINSIC centrale 2", "dinsic"), ("DINSIC Bretagne", "")]
)
def test_an_adjective_qualifies_a_name_and_a_name_does_not(assistant: Assistant, called: str, party: str) -> None:
    asked = replace(assistant.understood(f"Que doit faire la {called} ?"), party="")
    assert debtor_asked_about(asked, [GRAND_EST], assistant.index).casefold() == party


def test_a_denial_is_of_the_one_named_before_it(assistant: Assistant) -> None:
    denied = assistant.understood("La DINSIC n'a rien promis à la Région Grand Est, si ?")
    assert (denied.kind, denied.party) == ("obligations", "dinsic")
    assert debtor_asked_about(denied, [GRAND_EST], assistant.index).casefold() == "dinsic"


@pytest.mark.parametrize(
    ("question", "party"),
    [
        ("Que doit faire la DINSIC envers la Région Grand Est ?", "dinsic"),
        ("Que doit-on fournir à la DINSIC ?", ""),
        ("Qu'est-ce qui incombe à la DINSIC dans la convention Grand Est ?", "dinsic"),
    ],
)
def test_who_owes_is_not_the_one_to_whom_it_is_owed(assistant: Assistant, question: str, party: str) -> None:
    understood = assistant.understood(question)
    assert debtor_asked_about(replace(understood, party=""), [GRAND_EST], assistant.index).casefold() in {party, f"la {party}"}


@pytest.mark.parametrize(
    ("question", "party"),
    [
        ("Que doit faire l'entreprise en cas d'accident ?", "organisme d'accueil"),  # by a synonym
        ("Quels devoirs pour la personne hébergée ?", "personne accueillie"),
        ("Ce que l'organisme d'accueil de la ville doit fournir", "organisme d'accueil"),  # without its complement
        ("Que doivent fournir les services de l'organisme d'accueil ?", "organisme d'accueil"),  # who act for it
        ("La personne accueillie arrive lundi : quelles sont ses obligations ?", "personne accueillie"),
        ("À quoi s'engage le tribunal qui juge la personne accueillie ?", ""),  # named in passing
        ("À quoi est tenu l'organisme d'accueil envers elle ?", "organisme d'accueil"),
        ("Que doit fournir ou signaler l'organisme d'accueil ?", "organisme d'accueil"),
        ("Quelles obligations d'information pour l'organisme d'accueil ?", "organisme d'accueil"),
        ("Quelles sont les obligations de discrétion de la personne accueillie ?", "personne accueillie"),
        ("Quel est le rôle de l'organisme d'accueil pendant l'accueil ?", "organisme d'accueil"),
        ("L'organisme d'accueil ne répond plus, liste les démarches qui m'incombent", ""),  # the one who asks
    ],
)
def test_the_debtor_is_the_subject_by_whatever_words(hosting: Assistant, question: str, party: str) -> None:
    understood = hosting.understood(question)
    assert understood.kind == "obligations"
    assert debtor_asked_about(understood, ["accueil"], hosting.index) == party


def test_the_topic_names_neither_the_debtor_nor_the_text(hosting: Assistant) -> None:
    plain = hosting.understood("Que doit faire l'entreprise d'après la convention de stage ?")
    assert topic(plain, "organisme d'accueil", ["accueil"], hosting.index) == []
    precise = hosting.understood("Que doit faire l'entreprise en cas d'accident ?")
    assert topic(precise, "organisme d'accueil", ["accueil"], hosting.index) == ["accident"]
    apart = hosting.understood("À part un bureau, que doit fournir l'organisme d'accueil ?")
    assert topic(apart, "organisme d'accueil", ["accueil"], hosting.index) == []
    overseas = hosting.understood("Que doit fournir l'organisme d'accueil à l'agent outremer ?")
    assert "outrem" in topic(overseas, "organisme d'accueil", ["accueil"], hosting.index)


def test_another_name_of_the_debtor_is_no_topic(assistant: Assistant) -> None:
    question = assistant.understood("Quels devoirs pour la collectivité des Hauts-de-France ?")
    party = debtor_asked_about(question, [HAUTS_DE_FRANCE], assistant.index)
    assert party == "hauts de france"
    assert topic(question, party, [HAUTS_DE_FRANCE], assistant.index) == []


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("Quelles sont les obligations du Département dans la convention de stage ?", "Département"),
        ("Quelles sont les obligations de l'organisme d'accueil ?", ""),  # it is bound
        ("Que doit faire le Département en cas d'accident ?", "Département"),  # mostly called so, and otherwise by nobody
        ("Qu'est-ce que la chambre d'agriculture s'est engagée à faire en cas d'accident ?", "chambre d'agriculture"),
        ("Que doit faire l'association en cas d'accident ?", ""),  # perhaps another name of one that is bound
        ("Quelles sont les obligations de discrétion ?", ""),  # of nobody in particular
    ],
)
def test_a_body_may_be_bound_by_nothing(hosting: Assistant, question: str, body: str) -> None:
    assert bound_by_nothing(hosting.understood(question), ["accueil"], hosting.index) == body


def test_who_owes_nothing_is_told_so_and_who_does(hosting: Assistant) -> None:
    answer = hosting.ask("Quelles sont les obligations du Département ?")
    assert answer.status == "refused"
    assert "Aucune obligation de «\u00a0Département\u00a0»" in answer.text
    assert "organisme d'accueil" in answer.text and "personne accueillie" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Liste les obligations de chaque partie",
        "Quelles sont les obligations des parties ?",
        "À quoi s'engagent les deux parties ?",
        "Quels sont les engagements respectifs ?",
        "Qui doit faire quoi ?",
        "Énumère les devoirs de chacun",
    ],
)
def test_the_duties_of_each_party_are_listed_party_by_party(question: str, assistant: Assistant) -> None:
    answer = assistant.ask(f"{question} (convention Grand Est)")
    headed = [line for line in answer.text.splitlines() if line.endswith(":")]
    assert [line.rsplit(" — ", 1)[1] for line in headed] == ["Région Grand Est :", "DINSIC :", "avec les autres parties :"]
    assert len(answer.citations) == len({citation.span for citation in answer.citations})


def test_the_duties_of_all_on_a_subject_are_those_on_the_subject(assistant: Assistant) -> None:
    answer = assistant.ask("Quelles sont les obligations des parties en matière de communication, convention Grand Est ?")
    assert "8" in {citation.article for citation in answer.citations}
    assert not {"4.1", "4.2", "4.3", "5", "9"} & {citation.article for citation in answer.citations}
