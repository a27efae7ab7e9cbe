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
    ("C'est combien l'intervention ?", "amount"),
    ("C'est quoi le montant de l'aide ?", "amount"),
    ("Taux des intérêts quand une facture est payée trop tard ?", "percentage"),
    ("Qu'est-ce qu'il risque s'il demande une somme délirante ?", "text"),
    ("Le pourcentage réservé tombe sur 3,7 logements : on en retient combien ?", "count"),
    ("Quel est le taux de la subvention ?", "percentage"),
    ("Comment s'appelle la conseillère de la caisse ?", "name"),
    ("Jusqu'à quelle heure peut-on recevoir des visites ?", "hour"),
    ("Quelle surface minimale pour la chambre ?", "measure"),
    ("Le rapport est remis tous les combien ?", "frequency"),
    ("Combien de mois de caution peut-on demander ?", "amount"),
    ("Combien doit-on au syndicat ?", "amount"),
    ("Combien d'enfants la Ville doit-elle accueillir ?", "count"),
    ("Ça dure combien ?", "duration"),
    ("Quand le club partira, pourra-t-il emporter le tableau ?", "text"),
    ("Quand le club rend-il les clés ?", "date"),
    ("À qui s'adresse la formule ?", "person"),
    ("Quelle est l'adresse du siège ?", "place"),
    ("Un fournisseur envoie un nouveau RIB par courriel, on fait quoi ?", "text"),
    ("Quel est le RIB de l'association ?", "account"),
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
        ("percentage", "une remise de douze pour cent", "une remise"),
        ("amount", "un cautionnement de vingt mille francs", "un cautionnement"),
        ("amount", "égal à deux mois de la redevance", "le montant de la redevance"),
        ("amount", "Le prix de la boisson est inférieur d'un tiers.", "Le prix de la boisson est affiché."),
        ("amount", "La mission ne donne pas lieu à rémunération.", "La mission donne lieu à un rapport."),
        ("amount", "fixé à … euros par mètre carré", "fixé par mètre carré"),
        ("duration", "dans un délai de [quatorze] jours", "dans un délai fixé par le maire"),
        ("duration", "Le contrat est fait sans limitation de durée.", "Le contrat est fait en double."),
        ("duration", "Elle court du 1er avril 2024 au 31 mars 2027.", "Elle court comme le contrat."),
        ("duration", "La panne est signalée dans l'heure.", "La panne est signalée au maire."),
        (
            "duration",
            "Elle prend effet à sa signature et jusqu'à l'issue de la dernière phase.",
            "Elle prend effet à sa signature.",
        ),
        ("duration", "Elle court jusqu'au dernier jour du mois.", "Jusqu'à l'expiration de ce délai, il paie."),
        ("frequency", "Le comité se réunit chaque trimestre.", "Le comité se réunit au siège."),
        ("date", "payé à terme échu, le 28 de chaque mois", "payé par virement"),
        ("date", "La navette passe le mardi.", "La navette passe par le bourg."),
        ("count", "un adulte pour quatorze enfants", "des adultes"),
        ("count", "perd ce droit après refus de la cinquième offre", "perd ce droit"),
        ("hour", "La musique cesse à minuit.", "La musique cesse."),
    ],
)
def test_what_holds_a_value_and_what_does_not(expected: Expected, said: str, silent: str) -> None:
    assert expected in EXACT_VALUES
    assert holds(expected, said)
    assert not holds(expected, silent)
