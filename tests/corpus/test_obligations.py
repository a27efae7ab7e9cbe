"""Who owes what: sentences of the kinds that agreements use, then the two conventions."""

from pathlib import Path

import pytest

from corpus import Convention, Obligation, obligations_of, parse_file

PARTIES = """CONVENTION DE PARTENARIAT

Entre

La Ville de Nantes, représentée par son maire,
Ci-après dénommée « la Ville »

Et

L'association Les Amis du Parc, représentée par sa présidente,
Ci-après dénommée « l'Association »

Ensemble ci-après dénommées « les parties »

Il est convenu ce qui suit :

"""


@pytest.fixture
def read(tmp_path: Path) -> "Reader":
    return Reader(tmp_path)


class Reader:
    """Puts clauses into an article of a small agreement, and reads what they bind to."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "convention.txt"

    def __call__(self, clauses: str, heading: str = "Dispositions") -> list[Obligation]:
        self._path.write_text(
            f"{PARTIES}Article 1 : Objet\n\nCeci est un parc.\n\nArticle 2 : {heading}\n\n{clauses}\n", encoding="utf-8"
        )
        return [o for o in obligations_of(parse_file(self._path)) if o.article == "2"]


SENTENCES = [
    # what is written, who, how, what begins the action
    ("La Ville s'engage à entretenir les allées.", "Ville", "obligation", "entretenir les allées"),
    ("L'Association est tenue de fermer les grilles chaque soir.", "Association", "obligation", "fermer les grilles"),
    ("La Ville doit assurer le parc contre l'incendie.", "Ville", "obligation", "assurer le parc"),
    ("Il appartient à l'Association de déclarer les accidents.", "l'Association", "obligation", "déclarer les accidents"),
    ("La Ville versera une subvention de 3 000 € avant le 1er mars.", "Ville", "obligation", "verser une subvention"),
    ("Un bilan est adressé à la Ville par l'Association chaque année.", "Association", "obligation", "adresser un bilan"),
    ("Les crédits non utilisés seront restitués par l'Association.", "Association", "obligation", "restituer les crédits"),
    ("La Ville ne peut céder le parc sans accord.", "Ville", "interdiction", "céder le parc"),
    ("L'Association s'interdit de louer les locaux.", "Association", "interdiction", "louer les locaux"),
    ("La Ville se réserve le droit de visiter les locaux.", "Ville", "permission", "visiter les locaux"),
    ("L'Association peut organiser des fêtes.", "Association", "permission", "organiser des fêtes"),
    ("Les parties s'engagent à se réunir deux fois par an.", "les parties", "obligation", "se réunir deux fois"),
    ("La Ville et l'Association s'engagent à se prévenir.", "les parties", "obligation", "se prévenir"),
    ("En cas de panne, l'Association doit prévenir la Ville sous trois jours.", "Association", "obligation", "prévenir la Ville"),
]


@pytest.mark.parametrize(("sentence", "party", "modality", "action"), SENTENCES, ids=[row[0][:50] for row in SENTENCES])
def test_a_sentence_binds_whom_it_says(sentence: str, party: str, modality: str, action: str, read: Reader) -> None:
    [duty] = read(sentence)
    assert (duty.party.removeprefix("l'"), duty.modality) == (party.removeprefix("l'"), modality)
    assert duty.action.startswith(action)


NO_DUTIES = [
    "Le parc comprend un étang et deux allées.",
    "Si la Ville refuse la subvention, la convention reste valable.",
    "Par « parc », on entend les allées et l'étang.",
    "L'étang est profond de deux mètres.",
]


@pytest.mark.parametrize("sentence", NO_DUTIES)
def test_a_definition_a_condition_or_a_fact_binds_nobody(sentence: str, read: Reader) -> None:
    assert read(sentence) == []


def test_a_list_is_of_the_one_that_its_lead_in_names(read: Reader) -> None:
    duties = read("La Ville s'engage :\n\n- à tondre la pelouse ;\n\n- à vider les poubelles.")
    assert [(d.party, d.action) for d in duties] == [("Ville", "tondre la pelouse"), ("Ville", "vider les poubelles")]


def test_infinitives_are_of_the_one_whose_duties_the_heading_announces(read: Reader) -> None:
    duties = read("Tondre la pelouse.\n\nVider les poubelles.", heading="Engagements de l'Association")
    assert [d.party for d in duties] == ["Association", "Association"]


def test_what_stands_under_the_name_of_a_party_is_its_own(read: Reader) -> None:
    found = read(
        "– assure le gardiennage du parc ;\n– fournit le logiciel et en assure les mises à jour ;\n"
        "– transfère au musée, à ses frais, le contenu de ses deux remises ;\n– statue, dans les six mois, sur le sort des arbres.",
        "L'Association",
    )
    assert [(o.party, o.modality) for o in found] == [("Association", "obligation")] * 4
    assert [o.action.split(" ")[0].strip(",") for o in found] == ["assurer", "fournir", "transférer", "statuer"]
    assert not read("– le gardiennage du parc ;\n– les mises à jour du logiciel.", "L'Association")


def test_a_pronoun_is_the_party_of_the_sentence_before(read: Reader) -> None:
    first, second = read("L'Association tient un registre. Elle doit le présenter à la Ville.")
    assert (first.party, second.party) == ("Association", "Association")
    assert second.beneficiary == "Ville"


def test_what_the_parties_owe_carries_when_how_much_and_on_what_condition(read: Reader) -> None:
    [duty] = read("En cas de retard, la Ville s'engage à verser 500 € à l'Association dans un délai de deux mois.")
    assert (duty.amount, duty.condition) == ("500 €", "En cas de retard")
    assert duty.deadline.startswith("dans un délai de deux mois")
    assert duty.beneficiary == "Association"


def test_spans_are_sentences_or_items_of_the_text(grand_est: Convention, hauts_de_france: Convention) -> None:
    for convention in (grand_est, hauts_de_france):
        duties = obligations_of(convention)
        assert duties
        for duty in duties:
            quote = convention.document.quote(duty.span)
            assert quote == quote.strip() and quote
            assert any(a.span.contains(duty.span) for a in convention.walk()) or duty.article == "preambule"


def test_the_shipped_conventions_bind_as_they_say(grand_est: Convention, hauts_de_france: Convention) -> None:
    told = [(d.party, d.action[:40]) for c in (grand_est, hauts_de_france) for d in obligations_of(c)]
    assert ("Région Grand Est", "Garantir l'autonomie de la Startup d'Eta") in told
    assert ("DINSIC", "fournir un appui méthodologique et opéra") in told
    assert ("DINSIC", "envoyer un compte rendu de gestion à la ") in told
    assert ("collectivité", "garantir leur autonomie") in told
    assert ("DINUM", "mentionner le concours financier de la R") in told
    assert not [party for party, action in told if "RIB" in action]


SERVICES = (
    "Les services de secours assurent les rondes. La police du parc doit fermer les grilles. La police du parc doit relever les plaques. "
    "Les services de secours tiennent un registre."
)


def test_an_officer_owes_for_a_body_that_the_text_binds_too(read: Reader) -> None:
    *_, last = read(f"{SERVICES} Le responsable de la police du parc informe le maire.")
    assert (last.party, last.party_as_written) == ("police du parc", "Le responsable de la police du parc")


def test_the_bodies_that_a_text_mostly_binds_are_the_parties_when_they_owe_together(read: Reader) -> None:
    *_, last = read(
        f"{SERVICES} Le responsable de la police du parc et les services de secours, ou leurs représentants, se réunissent chaque mois."
    )
    assert (last.party, last.action) == ("les parties", "réunir chaque mois")


def test_two_duties_of_one_sentence_are_not_one_of_all(read: Reader) -> None:
    duties = read("La Ville doit répondre dans le mois : l'Association doit auparavant envoyer son bilan.")
    assert [d.party for d in duties] == ["Ville", "Association"]


def test_a_decision_is_owed_by_the_one_whose_it_is(read: Reader) -> None:
    [duty] = read("Lorsque la Ville écarte ces observations, sa décision doit être motivée.")
    assert duty.party == "Ville"


def test_a_numbered_paragraph_goes_on_with_whoever_the_one_before_it_binds(tmp_path: Path) -> None:
    path = tmp_path / "convention.txt"
    path.write_text(
        f"{PARTIES}Article 1 : Objet\n\nCeci est un parc.\n\nArticle 2 : Assurances\n\n2.1 L'Association assure les locaux contre l'incendie.\n\n"
        "2.2 Elle répond seule des dommages causés aux tiers.\n\nArticle 3 : Suivi\n\nElle concerne le parc entier.\n",
        encoding="utf-8",
    )
    owed = {(o.article, o.party) for o in obligations_of(parse_file(path))}
    assert owed == {("2.1", "Association"), ("2.2", "Association")}


@pytest.mark.parametrize(
    "sentence",
    [
        "L'Association lui signale dans les trois jours tout arbre tombé.",
        "L'Association remet son rapport avant le 1er juin : comptes et incidents.",
        "L'Association fait connaître sous huit jours tout accident grave.",
        "Les arbres tombés sont évacués par un tiers, aux frais de l'Association.",
        "L'Association ouvre les grilles. Elle s'approvisionne en terreau auprès de la pépinière.",
        "L'Association finance, dans la limite de 3 000 €, des plants choisis par la Ville.",
        "L'Association pilote la démarche.",
        "L'Association fournit les plants, le terreau et les outils.",
        "L'Association archive les dossiers pendant neuf ans.",
        "L'Association garantit la Ville des condamnations. Elle finance la plantation dans les conditions du chapitre VI, anime le réseau et fournit les plants.",
        "14. L'Association rembourse en outre à la Ville une partie de l'eau consommée.",
        "L'Association loge gratuitement le gardien à la maison du parc, qui comprend une chambre et une cuisine.",
    ],
)
def test_what_is_said_as_a_matter_of_course_binds(sentence: str, read: "Reader") -> None:
    found = read(sentence)
    assert {o.party for o in found} == {"Association"}
    assert len(found) == sentence.removeprefix("14. ").count(". ") + 1


def test_what_happens_of_itself_binds_nobody(read: "Reader") -> None:
    found = read("L'Association préside le comité. Il se réunit deux fois par an. Il s'agit d'une fête.")
    assert [o.action for o in found] == ["présider le comité"]


def test_an_item_in_the_infinitive_is_owed_by_the_one_of_the_lead_in(read: "Reader") -> None:
    found = read(
        "La Ville s'engage à :\n- désigner, au sein de ses services, un référent « adresse » joignable chaque mardi ;\n- payer l'eau du parc."
    )
    assert [o.party for o in found] == ["Ville", "Ville"]


@pytest.mark.parametrize("heading", ["Obligations de l'Association. L'Association :", "Obligations de l'Association"])
def test_a_heading_says_whose_the_acts_below_it_are(heading: str, tmp_path: Path) -> None:
    path = tmp_path / "convention.txt"
    path.write_text(
        f"{PARTIES}Article 1 : Objet\n\nCeci est un parc.\n\nArticle 2 : Règles\n\nArt. 2.1 – Clefs. La Ville tient les clefs du parc et les remet à qui les demande.\n\n"
        f"Art. 2.2 – {heading}\n1° fait signer le règlement à chacun ;\n2° tient un registre des visites.\n",
        encoding="utf-8",
    )
    convention = parse_file(path)
    assert "Obligations de l'Association" in [article.heading for article in convention.walk()]
    assert [o.party for o in obligations_of(convention) if o.article == "2.2"] == ["Association", "Association"]


def test_a_diagnosis_that_shows_something_binds_nobody(read: "Reader") -> None:
    assert read("Le diagnostic réalisé par la Ville fait apparaître trois besoins.") == []
