"""What an avenant says it does, to which articles."""

from datetime import date
from pathlib import Path

import pytest

from corpus import Convention, Document, understand

FRONT = "AVENANT N° 1\nà la convention du 3 mars 2021\n\nEntre\n\nLa Ville de Nantes, représentée par son maire,\n\nEt\n\nL'association Les Petits Pas, représentée par sa présidente,\n\n"


def avenant(*clauses: str, heading: str = "Modifications") -> Convention:
    body = "\n\n".join(clauses)
    text = f"{FRONT}Article 1 : Objet\n\nLe présent avenant change la convention.\n\nArticle 2 : {heading}\n\n{body}\n\nFait à Nantes, le 12 juin 2023\n"
    return understand(Document("avenant", "avenant", text, (), Path("avenant.txt")))


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("L'article 3 de la convention est modifié comme suit : « La durée est de cinq ans. »", [("3", "modifié")]),
        ("À l'article 4.1, les mots « 10 000 € » sont remplacés par les mots « 15 000 € ».", [("4.1", "remplacé")]),
        ("L'article 7 est supprimé.", [("7", "supprimé")]),
        ("Les articles 8 et 9 sont complétés par un alinéa ainsi rédigé : « Rien. »", [("8", "complété"), ("9", "complété")]),
        ("Il est inséré, après l'article 10, un article 10 bis ainsi rédigé : « Les données sont ouvertes. »", [("10 bis", "inséré")]),
        ("La convention est complétée par un article 12 : « Assurance ».", [("12", "inséré")]),
        ("Les articles 4 à 6 sont abrogés.", [("4", "supprimé"), ("5", "supprimé"), ("6", "supprimé")]),
        ("Les dispositions de l'article 1er sont désormais rédigées comme suit : « Objet nouveau. »", [("1", "remplacé")]),
        ("Le montant figurant à l'article 6 est porté à 12 000 €.", [("6", "modifié")]),
        ("La durée prévue à l'article 2 est prorogée jusqu'au 31 décembre 2025.", [("2", "modifié")]),
        ("Après l'article 9, il est inséré un article 9-1 ainsi rédigé : « Assurance ».", [("9-1", "inséré")]),
        ("L'article 14 est abrogé et l'article 15 devient l'article 14.", [("14", "supprimé")]),
        ("Les articles 7, 8 et 10 à 12 sont abrogés.", [(n, "supprimé") for n in ("7", "8", "10", "11", "12")]),
        ("Les stipulations de l'article 5 demeurent inchangées.", []),
        ("L'article 1148 du code civil est modifié par la loi.", []),
        ("Les autres articles demeurent inchangés.", []),
        ("L'avenant cite : « L'article 5 est supprimé. »", []),
    ],
)  # fmt: skip
def test_the_articles_that_an_avenant_changes(clause: str, expected: list[tuple[str, str]]) -> None:
    assert [(a.article, a.effect) for a in avenant(clause).amendments] == expected


def test_a_heading_announces_a_change_too() -> None:
    convention = avenant("La durée est portée à cinq ans.", heading="Modification de l'article 3")
    (amendment,) = convention.amendments
    assert amendment.article == "3"
    assert convention.document.quote(amendment.span) == "La durée est portée à cinq ans."


def test_what_an_avenant_aims_at_is_not_what_it_does() -> None:
    (amendment,) = avenant(
        "Le présent avenant a pour objet de modifier l'article 5.", "L'article 5 est remplacé par : « Un an. »"
    ).amendments
    assert (amendment.article, amendment.effect) == ("5", "remplacé")


def test_an_avenant_without_articles_changes_its_parent_too() -> None:
    text = f"{FRONT}Il est convenu ce qui suit :\n\nL'article 3 est ainsi modifié : « Un an. »\n\nL'article 7 est supprimé.\n\nFait à Nantes, le 12 juin 2023\n"
    convention = understand(Document("avenant", "avenant", text, (), Path("avenant.txt")))
    assert [(a.article, a.effect) for a in convention.amendments] == [("3", "modifié"), ("7", "supprimé")]


def test_a_change_runs_to_the_next_one() -> None:
    convention = avenant("L'article 3 est remplacé par :", "« Article 3 : Durée", "Cinq ans. »", "L'article 7 est supprimé.")
    first, second = (convention.document.quote(a.span) for a in convention.amendments)
    assert first.startswith("L'article 3") and first.endswith("Cinq ans. »")
    assert second == "L'article 7 est supprimé."


def test_an_avenant_is_known_as_such_with_its_number_and_its_date(grand_est: Convention) -> None:
    convention = avenant("L'article 7 est supprimé.")
    assert convention.is_amendment and not grand_est.is_amendment
    assert convention.title == "Avenant n° 1, Ville de Nantes – association Les Petits Pas"
    assert convention.signed_on == date(2023, 6, 12)
    assert convention.reference is not None
    assert convention.document.quote(convention.reference) == "AVENANT N° 1\nà la convention du 3 mars 2021"


def test_the_signature_date_of_the_founding_conventions(grand_est: Convention, hauts_de_france: Convention) -> None:
    assert grand_est.signed_on == date(2019, 1, 23)
    assert hauts_de_france.signed_on is None  # illegible in the scan: never guessed
