"""The facts of the two conventions, each checked by reading; then forms that they do not have."""

from pathlib import Path

import pytest

from corpus import Convention, Fact, facts_of, parse_file


def values(convention: Convention, kind: str) -> list[str]:
    return [fact.value for fact in facts_of(convention) if fact.kind == kind]


def test_the_first_convention(grand_est: Convention) -> None:
    assert values(grand_est, "signed_on") == ["2019-01-23"]
    assert values(grand_est, "effective_from") == ["à la date de signature par les deux parties"]
    assert values(grand_est, "ends_on") == ["2019-09-30"]
    assert values(grand_est, "notice") == ["P3M"]
    assert values(grand_est, "amounts") == ["200000 EUR"]
    assert values(grand_est, "payments") == ["200000 EUR"]
    assert values(grand_est, "jurisdiction") == ["tribunal administratif territorialement compétent"]
    assert "Code général des collectivités territoriales" in values(grand_est, "legal_bases")
    assert any(
        base.startswith("article 18 de l'ordonnance n°2015-899 du 23 juillet 2015") for base in values(grand_est, "legal_bases")
    )


def test_the_second_convention(hauts_de_france: Convention) -> None:
    assert values(hauts_de_france, "amounts") == ["40000 EUR"]
    assert values(hauts_de_france, "payments") == ["80 %", "20 %"]
    assert set(values(hauts_de_france, "accounts")) == {
        "RIB 30001 00064 00000092441 40", "IBAN FR483000100468C598000000076", "BIC BDFEFRPPCCT", "RIB 30001 00468 C5980000000 76",
    }  # fmt: skip
    assert "article D23-2-1 du Code des relations entre le public et l'administration" in values(hauts_de_france, "legal_bases")


def test_a_date_that_the_scan_spoilt_is_given_as_written_and_never_guessed(hauts_de_france: Convention) -> None:
    [signed] = [fact for fact in facts_of(hauts_de_france) if fact.kind == "signed_on"]
    assert (signed.value, hauts_de_france.document.quote(signed.span)) == ("", ",2,5 - \\2_ - 20\\.9")
    assert "pas lisible" in signed.uncertain


@pytest.mark.parametrize("name", ["grand_est", "hauts_de_france"])
def test_a_span_holds_the_words_of_its_fact(name: str, request: pytest.FixtureRequest) -> None:
    convention: Convention = request.getfixturevalue(name)
    for fact in facts_of(convention):
        assert convention.document.quote(fact.span).strip()


def read(folder: Path, clause: str) -> list[Fact]:
    path = folder / "a.txt"
    path.write_text(f"CONVENTION DE PARTENARIAT\n\nArticle 1 : Objet\n\n{clause}\n\nArticle 2 : Fin\n\nRien.\n", encoding="utf-8")
    return list(facts_of(parse_file(path)))


FORMS = [
    ("La convention est conclue pour une durée de trois ans.", "duration", "P3Y"),
    ("La présente convention entre en vigueur le 1er mars 2022.", "effective_from", "2022-03-01"),
    ("La convention et ses avenants prennent effet au 1er mai 2023.", "effective_from", "2023-05-01"),
    ("La convention expire le 31 décembre 2025.", "ends_on", "2025-12-31"),
    ("Elle peut être dénoncée six mois avant son terme.", "notice", "P6M"),
    ("Elle peut être résiliée moyennant un préavis de 15 jours.", "notice", "P15D"),
    ("Le coût s'élève à 1 234,56 euros.", "amounts", "1234.56 EUR"),
    ("Un acompte de 30 % est versé à la signature.", "payments", "30 %"),
    ("La dépense est imputée sur le chapitre 65 du budget.", "budget_lines", "chapitre 65"),
    ("Les litiges relèvent du tribunal administratif de Lille.", "jurisdiction", "tribunal administratif de Lille"),
    ("Vu la loi n° 78-17 du 6 janvier 1978, il est convenu.", "legal_bases", "loi n° 78-17 du 6 janvier 1978"),
    ("Le comité de pilotage se réunit deux fois par an.", "committees", "Le comité de pilotage se réunit deux fois par an."),
]


@pytest.mark.parametrize(("clause", "kind", "value"), FORMS, ids=[row[0][:45] for row in FORMS])
def test_a_fact_is_read_in_its_other_forms(clause: str, kind: str, value: str, tmp_path: Path) -> None:
    assert value in [fact.value for fact in read(tmp_path, clause) if fact.kind == kind]


@pytest.mark.parametrize(
    "clause",
    [
        "La résiliation prend effet au 1er mai 2023.",
        "Le bail en cours expire le 31 décembre 2025.",
        "Le loyer prend effet lundi.",
    ],
)
def test_what_is_said_of_another_act_is_no_fact_of_the_agreement(clause: str, tmp_path: Path) -> None:
    assert not [fact for fact in read(tmp_path, clause) if fact.kind in ("effective_from", "ends_on")]


ACCOUNTS = [
    ("IBAN : FR76 3000 6000 0112 3456 7890 189", ""),
    ("IBAN : FR76 3000 6000 0112 3456 7890 188", "la clé de contrôle de l'IBAN est fausse : vérifiez sur l'original"),
    ("RIB : 30006 00001 12345678901 89", ""),
    ("RIB : 30006 00001 12345678901 88", "la clé de contrôle du RIB est fausse"),
]


@pytest.mark.parametrize(("clause", "doubt"), ACCOUNTS)
def test_an_account_whose_key_is_wrong_says_so(clause: str, doubt: str, tmp_path: Path) -> None:
    [account] = [fact for fact in read(tmp_path, f"Le compte est le suivant.\n\n{clause}") if fact.kind == "accounts"]
    assert account.uncertain == doubt
