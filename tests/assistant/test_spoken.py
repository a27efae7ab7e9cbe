"""What a message asks, apart from what it tells."""

import pytest

from assistant import Assistant
from assistant.spoken import asked_in

ASKED = [
    # what announces a question gives way to it, and what is said to gain time goes
    (
        "Coucou Marc, je mets à jour l'échéancier du service avant mes vacances. Je voulais savoir à quelle date se termine la convention, je l'avais notée sur un post-it.",
        "à quelle date se termine la convention",
    ),
    (
        "Une accueillante très motivée voudrait agrandir sa maison. Elle m'a demandé jusqu'à combien de gens on peut lui confier, euh, et j'ai eu un trou de mémoire.",
        "jusqu'à combien de gens on peut lui confier",
    ),
    (
        "Bonjour, je prépare le livret du nouvel agent qui arrive lundi, euh, un ancien infirmier. Tu peux me dire ce que l'accord local demande au centre pour l'accueil ?",
        "qu'est-ce que l'accord local demande au centre pour l'accueil ?",
    ),
    (
        "La commission se réunit dans une heure et l'imprimante fait des siennes, évidemment. Pourriez-vous me comparer la durée des deux conventions, s'il vous plaît, et je vous laisse tranquille ?",
        "comparer la durée des deux conventions, et je vous laisse tranquille ?",
    ),
    # what is looked for, when nothing is asked
    (
        "Bonjour, je mets en forme les visas de notre délibération et l'appariteur attend mon papier derrière la porte. Il me faut le fondement légal de la convention intercommunale.",
        "le fondement légal de la convention intercommunale.",
    ),
    # the question as it stands, rather than what is looked for
    (
        "Je cherche un interlocuteur pour caler une visite avant l'été et le standard me balade. À la Région, quel chargé d'affaires suit le dossier des deux tranches, tu le connais ?",
        "À la Région, quel chargé d'affaires suit le dossier des deux tranches ?",
    ),
    # what asks little is read with the sentence before it
    (
        "Bonjour, je reviens de congé et j'ai tout oublié, enfin presque. Le designer que le labo régional nous prête arrive en mars. Je voulais savoir qui paie son salaire.",
        "Le designer que le labo régional nous prête arrive en mars. qui paie son salaire.",
    ),
]


@pytest.mark.parametrize(("message", "question"), ASKED)
def test_what_is_asked_is_told_from_the_rest(message: str, question: str) -> None:
    assert asked_in(message).question == question


LEFT = [
    "Quel est le préavis ?",
    "Notre stagiaire a codé un outil. Il s'en va fin juin. La convention de stage exige quelque chose pour s'en servir ?",  # its case counts
    "Les étiquettes sont arrivées en retard chez nous et on a livré la poste trois heures après l'heure qui était prévue. On va nous retenir quelque chose ?",
    "Un habitant réclame la rectification de son compte, on en fait quoi ?",
    "L'intervenante est payée ou pas ?",
    "Si la personne a besoin d'une tutelle, vers quel magistrat se tourner ?",
]


@pytest.mark.parametrize("question", LEFT)
def test_a_question_and_its_case_are_read_together(question: str) -> None:
    assert asked_in(question).question == question


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("Bonjour, on a bien trois mois pour dénoncer, c'est ça ?", "on a bien trois mois pour dénoncer ?"),
        ("Vous confirmez que le préavis est de six mois ?", "le préavis est de six mois ?"),
        ("La commune doit payer l'eau, non ?", "La commune doit payer l'eau ?"),
        ("Quel est le préavis ? Merci d'avance.", "Quel est le préavis ?"),
        ("C'est exact ?", "C'est exact ?"),
    ],
)
def test_what_asks_for_a_yes_and_what_is_polite_are_left_out(message: str, question: str) -> None:
    assert asked_in(message).question == question


def test_what_is_told_besides_says_which_convention_is_meant(assistant: Assistant) -> None:
    message = "Bonjour, je reprends la convention avec la Région Grand Est après le départ de Michel, qui n'a laissé aucune note. Tu peux me dire combien de temps avant il faut prévenir si on la dénonce ?"
    question = assistant.understood(message)
    assert question.conventions == ("dinsic-grand-est-2019",)
    assert "trois mois" in assistant.ask(message).text
