"""The type of answer that a question expects, and whether a text holds one."""

import pytest

from assistant.expected import EXACT_VALUES, Expected, expected_by, holds
from corpus import fold

ASKED: list[tuple[str, Expected]] = [
    ("Sur combien d'années au plus le prêt est-il remboursé ?", "duration"),
    ("On a combien de temps pour prévenir la caisse ?", "duration"),
    ("Et le préavis, c'est combien ?", "duration"),
    ("Au bout de combien de refus perd-il son droit ?", "count"),
    ("Quel nouveau loyer, et à partir de quelle date ?", "date"),
    ("Combien la Ville verse-t-elle à l'association ?", "amount"),
    ("Ça nous coûte combien ?", "amount"),
    ("Qu'est-ce qu'il risque s'il demande une somme délirante ?", "text"),
    ("Le pourcentage réservé tombe sur 3,7 logements : on en retient combien ?", "count"),
    ("Quel est le taux de la subvention ?", "percentage"),
    ("Comment s'appelle la conseillère de la caisse ?", "name"),
    ("Jusqu'à quelle heure peut-on recevoir des visites ?", "hour"),
    ("Quelle surface minimale pour la chambre ?", "measure"),
]


@pytest.mark.parametrize(("question", "expected"), ASKED)
def test_what_a_question_expects(question: str, expected: Expected) -> None:
    assert expected_by(fold(question)) == expected


@pytest.mark.parametrize(
    ("expected", "said", "silent"),
    [
        ("amount", "La Ville met la salle à disposition à titre gratuit.", "La Ville verse une somme fixée par avenant."),
        ("duration", "sous un délai de deux (2) mois", "dans la limite de deux mois de loyer"),
        ("date", "Le solde est versé au plus tard à la signature.", "Le solde est versé par virement."),
        ("count", "Il est établi en trois exemplaires.", "Les exemplaires de l'article 5 sont remis."),
        ("measure", "sans être éloigné de plus de cinq kilomètres", "dans la même commune"),
        ("hour", "ouvert de 9 h à 17 h 30", "ouvert tous les jours"),
        ("name", "La référente est Mme Ferrand.", "La caisse détache une conseillère."),
        ("percentage", "5 p. 100 des loyers", "une part des loyers"),
    ],
)
def test_what_holds_a_value_and_what_does_not(expected: Expected, said: str, silent: str) -> None:
    assert expected in EXACT_VALUES
    assert holds(expected, said)
    assert not holds(expected, silent)
