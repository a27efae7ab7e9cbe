"""The mended text: what a scan broke is mended, what is right stays, and offsets go both ways."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Convention, Document, understand
from corpus.reading import read_as_meant
from corpus.types import Span

MENDED = [
    ("au sens de I'article 4", "au sens de l'article 4"),
    ("aprés mise en demeure", "après mise en demeure"),
    ("Président de [a Région", "Président de la Région"),
    ("la mise en ceuvre du programme", "la mise en œuvre du programme"),
    ("et |a réalisation", "et la réalisation"),
    ("des politigues publiques", "des politiques publiques"),
    ("de la fagon suivante", "de la façon suivante"),
    ("le contrdleur budgétaire", "le contrôleur budgétaire"),
    ("en cas de manguement", "en cas de manquement"),
    ("de Iadministration", "de l'administration"),
    ("qui ne saurait &tre considérée", "qui ne saurait être considérée"),
    ("selon 'échéancier de paiement", "selon l'échéancier de paiement"),
    ("une convent ion numér ique, CONVE NTION", "une convention numérique, CONVENTION"),
    ("en réspectant la sélectiôn d'une ädministration municipalé", "en respectant la sélection d'une administration municipale"),
    ("la socie\u0301te\u0301 d'e\u0301conomie", "la société d'économie"),
    ("1ère phase, 28™ phase et 3*me phase", "1ère phase, 2ème phase et 3ème phase"),
]
RIGHT = [
    "Le 28 août 2019, la 28ème session.", "Les crédits [a] et [b] du tableau.", "l'État et l'Europe", "beta.gouv.fr", "Mme Dupré et M. Hoover",
    "une clé, des dés, un été", "La Région procèdera", "{{ annexes.append('sechoirs') }}", "Bou Hanna est dit Jean Bou", "par les deux parties", "« l'accord-cadre »", "FR48 3000 1004 68C5 9800 0000 076", "la 28™ phase", "R&D", "PREAMBULE",
]  # fmt: skip


@pytest.mark.parametrize(("scanned", "meant"), MENDED, ids=[s for s, _ in MENDED])
def test_what_the_scan_broke_is_mended(scanned: str, meant: str) -> None:
    assert read_as_meant(scanned, [], []).text == meant


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_stays(text: str) -> None:
    digits = [c for c in text if c.isdigit()]
    reading = read_as_meant(text, [], []).text
    assert [c for c in reading if c.isdigit()] == digits
    assert reading == text.replace("28™", "28ème")


def test_lines_are_joined_inside_clauses_only(hauts_de_france: Convention) -> None:
    assert "entre les parties. Si la collectivité" in hauts_de_france.reading.text
    assert "pré-incubation" in hauts_de_france.reading.text
    assert "Représentée par Xavier Bertrand, Président de la Région Hauts-de-France,\n" in hauts_de_france.reading.text


def test_no_digit_of_a_sound_text_changes_in_its_reading(grand_est: Convention) -> None:
    assert [c for c in grand_est.reading.text if c.isdigit()] == [c for c in grand_est.document.text if c.isdigit()]


@pytest.mark.parametrize("convention", ["grand_est", "hauts_de_france"])
def test_every_clause_goes_to_the_reading_and_back(convention: str, request: pytest.FixtureRequest) -> None:
    found: Convention = request.getfixturevalue(convention)
    for article in found.walk():
        for clause in article.clauses:
            start, end = found.reading.to_reading(clause.span.start, clause.span.end)
            assert found.reading.to_document(start, end) == (clause.span.start, clause.span.end)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aéI'’ \n-|[&™0123ceuvrtgmt*", max_size=80), st.data())
def test_the_pieces_tile_both_texts_and_offsets_stay_in_range(text: str, data: st.DataObject) -> None:
    reading = read_as_meant(text, [Span("d", 0, len(text))], [])
    assert "".join(reading.text[p.reading_start : p.reading_end] for p in reading.pieces) == reading.text
    assert "".join(text[p.start : p.end] for p in reading.pieces) == text
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        left, right = reading.to_reading(start, end)
        assert 0 <= left <= right <= len(reading.text)
        if left < right:
            low, high = reading.to_document(left, right)
            assert 0 <= low <= high <= len(text)


def test_the_commands_of_a_template_and_the_tags_of_a_page_are_not_read() -> None:
    text = "{% if one %}Le logement{% else %}Les logements{% endif %} de {{ town }}<br/>sont loués.</p>"
    reading = read_as_meant(text, [], [])
    assert reading.text.split() == ["Le", "logement", "ou", "Les", "logements", "de", "{{", "town", "}}", "sont", "loués."]
    start, end = text.index("Les"), text.index("{% endif")
    assert reading.of(start, end) == "Les logements"


def test_parties_are_known_by_name_short_name_and_representative(grand_est: Convention, hauts_de_france: Convention) -> None:
    assert [(p.short_name, p.representatives) for p in grand_est.parties] == [
        ("la Région Grand Est", ("Monsieur Jean ROTTNER",)), ("la DINSIC", ("Monsieur Nadi Bou Hanna",)),
    ]  # fmt: skip
    assert [(p.name, p.short_name) for p in hauts_de_france.parties] == [
        ("La Direction Interministérielle du Numérique", "la DINUM"), ("La Région Hauts-de-France", "la collectivité"),
    ]  # fmt: skip
    assert hauts_de_france.title == "Convention DINUM – Région Hauts-de-France"


@pytest.mark.parametrize(
    ("naming", "short_names"),
    [
        ("ci-après dénommée « la Région »", ("la Région",)),
        ("désignée ci-après par La Ville", ("La Ville",)),
        ("ci-après désignée la « CPU » ou l'« Association »", ("CPU", "Association")),
        ("dénommé(e) ci-après, le bailleur", ("le bailleur",)),
        ('Ci-après "L\'Association".', ("L'Association",)),
    ],
)
def test_short_names_in_many_forms(naming: str, short_names: tuple[str, ...]) -> None:
    text = f"CONVENTION\n\nEntre\n\nLa société Xylo, représentée par Mme Y, {naming}\n\nEt\n\nLa commune de Z, représentée par son maire\n\nArticle 1 : Objet\n\nTexte.\n"
    party = understand(Document("d", "d", text, (), Path("d.txt"))).parties[0]
    assert (party.short_name, *party.aliases) == short_names
