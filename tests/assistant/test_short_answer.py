"""The short answer that stands before a quote, on articles written for it: what is asked, or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.compose import answer_from
from assistant.evidence import coverage_of, terms_of
from assistant.question import Question
from assistant.short_answer import short_answer
from corpus import Convention, Span, facts_of, parse_file, sentences_of

FRONT = """CONVENTION
Entre
La Ville de Nantes, dont le siège est 2 rue de l'Hôtel de Ville, 44000 Nantes, représentée par son maire, ci-après « la Ville »,
Et
L'association Les Petits Pas, représentée par sa présidente, ci-après « l'Association »,
Il est convenu ce qui suit :

Article 1 – Objet
La présente convention a pour objet l'accueil de loisirs.

Article 2 – Clause
"""


def written(clause: str, folder: Path) -> Convention:
    file = folder / "essai.txt"
    file.write_text(f"{FRONT}{clause}\n\nFait à Saint-Nazaire, le 3 mars 2024\n", encoding="utf-8")
    return parse_file(file)


def short(
    asked: Question,
    places: Sequence[tuple[Span, Span]],
    convention: Convention,
    assistant: Assistant,
    quoted: Sequence[Span] = (),
) -> str:
    words = assistant.index.rated(asked.terms)

    def told(span: Span) -> float:
        return coverage_of(words, terms_of(convention.document.quote(span)))

    return short_answer(asked, places, [*quoted, *(clause for _, clause in places)], convention, facts_of(convention), told)


def said_of(asked: str, clause: str, assistant: Assistant, folder: Path) -> str:
    convention = written(clause, folder)
    where = convention.sections[-1].span if asked.startswith("Où") else convention.articles[-1].clauses[0].span
    return short(assistant.understood(asked), [(where, where)], convention, assistant)


@pytest.mark.parametrize(
    ("asked", "clause", "lead"),
    [
        (
            "Sur quelle loi se fonde la convention ?",
            "Le salariat, ouvert par la loi du 5 mars 2007, protège.",
            "loi du 5 mars 2007",
        ),
        (
            "Sur quelle loi se fonde la convention ?",
            "Dans le respect de la loi n° 78-17 du 6 janvier 1978, elles échangent.",
            "loi n° 78-17 du 6 janvier 1978",
        ),
        (
            "Sur quelle loi se fonde la convention ?",
            "Conformément à l'article L. 2212-6 du code, elle précise.",
            "article L. 2212-6",
        ),
        (
            "Sur quelle loi se fonde la convention ?",
            "Régie par l'article 18 de l'ordonnance 2015-899 du 23 juillet 2015.",
            "article 18 de l'ordonnance 2015-899 du 23 juillet 2015",
        ),
        ("Sur quelle loi se fonde la convention ?", "En application de l'article 5 ter de la convention.", ""),  # no law
        ("Sur quelle loi se fonde la convention ?", "Selon le code de la sécurité intérieure.", ""),  # which article is not told
        ("Quel est le préavis ?", "Chacune peut la résilier sous réserve d'un préavis de trois mois.", "trois mois"),
        (
            "Quel est le préavis ?",
            "Le locataire peut résilier avec un préavis de trois mois, ramené à un mois en cas de mutation.",
            "",
        ),
        (  # of a formal notice, it is no notice
            "Quel est le préavis ?",
            "La convention peut être résiliée après mise en demeure restée sans effet dans un délai d'un mois.",
            "",
        ),
        (  # however it is asked
            "Combien de temps avant faut-il prévenir ?",
            "La convention peut être résiliée après mise en demeure restée sans effet dans un délai d'un mois.",
            "",
        ),
        (
            "Combien de temps laisse la mise en demeure ?",
            "La convention peut être résiliée après mise en demeure restée sans effet dans un délai d'un mois.",
            "un mois",
        ),
        ("En combien de temps rend-on la garantie ?", "Le dépôt de garantie ne peut dépasser un mois de loyer.", ""),  # a sum
        ("Quel est le montant de la garantie ?", "Le dépôt de garantie ne peut dépasser un mois de loyer.", "un mois de loyer"),
        (
            "Quand prend effet la convention ?",
            "Elle prend effet à la date de sa signature par les parties.",
            "à la date de sa signature par les parties",
        ),
        ("Jusqu'à quand vaut-elle ?", "Elle est conclue jusqu'au 30/09/2019.", "30/09/2019"),
        ("Jusqu'à quand peut-on demander ?", "La loi n° 2014-40 du 20 janvier 2014 ouvre la possibilité de le demander.", ""),
        ("Quel est le BIC ?", "IBAN : FR48 3000 1004 68C5 9800 0000 076 BIC : BDFEFRPPCCT", "BDFEFRPPCCT"),
        ("Quel est l'IBAN ?", "IBAN : FR48 3000 1004 68C5 9800 0000 076 BIC : BDFEFRPPCCT", "FR48 3000 1004 68C5 9800 0000 076"),
        ("Où a-t-elle été signée ?", "Sans objet.", "Saint-Nazaire"),
    ],
)
def test_what_was_asked_comes_first_when_the_clause_says_it_once(
    asked: str, clause: str, lead: str, assistant: Assistant, tmp_path: Path
) -> None:
    assert said_of(asked, clause, assistant, tmp_path) == lead


def test_an_address_is_told_whole(assistant: Assistant, tmp_path: Path) -> None:
    convention = written("Sans objet.", tmp_path)
    asked, where = assistant.understood("À quelle adresse est la Ville ?"), convention.parties[0].span
    assert short(asked, [(where, where)], convention, assistant) == "2 rue de l'Hôtel de Ville, 44000 Nantes"


@pytest.mark.parametrize(
    ("rest", "lead"),
    [
        ("Dans le cas où le logement est libre, ce délai est ramené à huit jours.", ""),
        ("Toutefois, il est de huit jours pour les étudiants.", ""),
        ("Elle peut être dénoncée avec un préavis de six mois.", "quinze jours"),
        ("Le gestionnaire écrit, lui, trente jours avant la signature.", ""),
        ("Toutefois, les quinze jours ne courent pas en août.", "quinze jours"),
    ],
)
def test_no_short_answer_where_the_rest_of_the_clause_says_otherwise(
    rest: str, lead: str, assistant: Assistant, tmp_path: Path
) -> None:
    convention = written(f"Le bailleur écrit au moins quinze jours avant la signature du bail. {rest}", tmp_path)
    clause = convention.articles[-1].clauses[0].span
    first = next(iter(sentences_of(convention.document, clause)))
    asked = assistant.understood("Combien de jours avant faut-il écrire ?")
    assert short(asked, [(first, clause)], convention, assistant) == lead


def test_what_says_two_things_gives_no_way_to_what_comes_after(assistant: Assistant, tmp_path: Path) -> None:
    clauses = (
        "Le préavis est de trois mois, ramené à un mois en cas de mutation.\n\nUn état des lieux est dressé sous trois mois."
    )
    convention = written(clauses, tmp_path)
    first, second = (clause.span for clause in convention.articles[-1].clauses)
    asked = assistant.understood("Quel est le préavis ?")
    assert short(asked, [(first, first), (second, second)], convention, assistant) == ""
    assert short(asked, [(second, second)], convention, assistant) == "trois mois"


@pytest.mark.parametrize(("reading", "leads"), [(-1.0, False), (2.0, True)])
def test_a_short_answer_stands_before_a_clause_that_surely_answers(assistant: Assistant, reading: float, leads: bool) -> None:
    asked = "Grand Est : quelle somme la collectivité débourse-t-elle au total pour le partenariat ?"  # few of the clause's words
    question, evidence = assistant.weighed(asked)
    draft = answer_from(question, [replace(evidence[0], reading=reading)], assistant.index)
    assert draft.paragraphs[0].startswith("**") is leads


def test_another_value_quoted_beside_leaves_no_short_answer(assistant: Assistant, tmp_path: Path) -> None:
    clauses = (
        "La Ville quitte les lieux sous un préavis de six mois.\n\nL'Association quitte les lieux sous un préavis de trois mois."
    )
    convention = written(clauses, tmp_path)
    first, second = (clause.span for clause in convention.articles[-1].clauses)
    asked = assistant.understood("Sous quel préavis quitte-t-on les lieux ?")
    assert short(asked, [(first, first)], convention, assistant) == "six mois"
    assert short(asked, [(first, first)], convention, assistant, [second]) == ""
