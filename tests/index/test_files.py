"""A folder as users leave it: what can be read is, what cannot is told in a line, and nothing half-indexed remains."""

import shutil
from pathlib import Path

import pytest

from index import ConventionIndex, SentenceEmbeddings
from index.links import identifiers
from tests import documents
from tests.conftest import CONVENTIONS, GRAND_EST
from tests.documents import paragraphs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "conventions").mkdir()
    return tmp_path / "conventions"


@pytest.fixture
def files(folder: Path, embeddings: SentenceEmbeddings) -> ConventionIndex:
    return ConventionIndex(folder.parent / "index", [folder], lambda: embeddings)


def test_bad_files_are_told_and_the_rest_goes_on(folder: Path, files: ConventionIndex) -> None:
    documents.write_word(folder / "bonne.docx", paragraphs())
    documents.write_pdf(folder / "protégée.pdf", paragraphs(), password="x")
    whole = documents.write_pdf(folder / "tronquée.pdf", paragraphs()).read_bytes()
    (folder / "tronquée.pdf").write_bytes(whole[:900])
    (folder / "vide.odt").write_bytes(b"")
    (folder / "ancienne.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "~$bonne.docx").write_bytes(b"what Word leaves beside an open file")
    (folder / "notes.xlsx").write_bytes(b"no document of ours")
    report = files.update()
    assert report.indexed == ["bonne"]
    assert [message.split(" : ")[0] for message in report.refused] == ["ancienne.doc", "protégée.pdf", "tronquée.pdf", "vide.odt"]
    assert {hit.passage.span.document_id for hit in files.search("Quelle est la durée ?", 50)} == {"bonne"}
    assert files.update().refused == report.refused


def test_a_good_file_that_turns_bad_leaves_nothing_behind(folder: Path, files: ConventionIndex) -> None:
    path = documents.write_word(folder / "a.docx", paragraphs())
    files.update()
    path.write_bytes(path.read_bytes()[:500])
    assert len(files.update().refused) == 1
    assert files.entries == {} and files.search("durée") == []


def test_a_copy_and_a_name_taken_are_told(folder: Path, files: ConventionIndex) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        shutil.copy(CONVENTIONS / f"{GRAND_EST}.txt", folder / name)
    documents.write_word(folder / "a.docx", paragraphs())
    report = files.update()
    assert report.indexed == ["a", "b"]
    taken, copied = report.refused
    assert taken.startswith("a.txt") and "est déjà le nom" in taken
    assert copied.startswith("c.txt") and "copie exacte de b.txt" in copied


def test_a_scan_that_was_refused_is_read_once_tesseract_is_there(
    folder: Path, files: ConventionIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpus import has_optical_reader

    if not has_optical_reader():
        pytest.skip("Tesseract and its French model are not installed")
    printed = documents.write_pdf(folder.parent / "printed.pdf", paragraphs())
    documents.write_scan(folder / "scan.pdf", printed, 150)
    with monkeypatch.context() as without:
        without.setenv("PATH", str(folder))
        assert "Tesseract" in files.update().refused[0]
        assert "Tesseract" in files.update().refused[0]
    told: list[tuple[str, int, int]] = []
    assert files.update(progress=lambda id_, stage, done, total: told.append((stage, done, total))).indexed == ["scan"]
    assert ("lecture", 2, 2) in told and told[-1][0] == "engagements"


def convention(front: str, signed: str, title: str = "CONVENTION DE PARTENARIAT") -> str:
    return (
        f"{title}\n\nEntre\n\n{front}\n\nArticle 1 : Objet\n\nLa convention fixe les règles.\n\nArticle 3 : Durée\n\nElle est conclue pour trois ans.\n\n"
        f"Fait à Nantes, le {signed}\n"
    )


NANTES = "La Ville de Nantes, représentée par son maire, ci-après « la Ville »,\n\nEt\n\nL'association Les Petits Pas, représentée par Mme M,"
BREST = NANTES.replace("Nantes", "Brest").replace("Les Petits Pas", "Le Manège")
CHANGE = "L'article 3 est modifié comme suit : « Elle est conclue pour cinq ans. »"


@pytest.mark.parametrize(
    ("title", "front"),
    [
        ("AVENANT N° 1", NANTES),
        ("AVENANT N° 1\nà la convention du 3 mars 2021", "Les parties à la convention, représentées par leurs présidents,"),
        ("AVENANT N° 1\nà la convention n° 2021-0457", "Les parties à la convention, représentées par leurs présidents,"),
    ],
    ids=["by its parties", "by its date", "by its number"],
)
def test_an_avenant_is_linked_to_the_convention_that_it_names(
    title: str, front: str, folder: Path, files: ConventionIndex
) -> None:
    numbered = "CONVENTION DE PARTENARIAT N° 2021-0457"
    (folder / "nantes.txt").write_text(convention(NANTES, "3 mars 2021", numbered), encoding="utf-8")
    (folder / "brest.txt").write_text(convention(BREST, "4 mai 2020"), encoding="utf-8")
    avenant = convention(front, "12 juin 2023", title).replace("La convention fixe les règles.", CHANGE)
    (folder / "avenant.txt").write_text(avenant, encoding="utf-8")
    files.update()
    assert files.parents == {"avenant": "nantes"}
    assert files.avenants("nantes") == ["avenant"] and files.avenants("brest") == []
    ((_, amendment),) = files.amendments("nantes", "3")
    assert amendment.effect == "modifié"
    assert files.amendments("nantes", "1") == []


def test_an_avenant_that_could_amend_two_conventions_is_linked_to_none(folder: Path, files: ConventionIndex) -> None:
    for name, day in (("a", "3 mars 2021"), ("b", "4 mai 2022")):
        (folder / f"{name}.txt").write_text(convention(NANTES, day), encoding="utf-8")
    (folder / "avenant.txt").write_text(convention(NANTES, "12 juin 2023", "AVENANT N° 1"), encoding="utf-8")
    files.update()
    assert files.parents == {}


def test_the_numbers_by_which_a_text_is_called() -> None:
    assert identifiers("Convention n° 2019.02504, délibération 18CP-1857, lot 3") == ("2019.02504", "18cp-1857")


def test_obligations_follow_the_file(folder: Path, files: ConventionIndex) -> None:
    path = documents.write_word(folder / "convention.docx", paragraphs())
    files.update()
    before = files.obligations("convention")
    assert before and (folder.parent / "index" / "values" / "convention.json").exists()
    documents.write_word(path, [*paragraphs()[:-1], "La Ville s'engage à repeindre les bancs.", paragraphs()[-1]])
    files.update()
    told = [duty.action for duty in files.obligations("convention")]
    assert "repeindre les bancs" in told and len(told) == len(before) + 1
    path.unlink()
    files.update()
    assert not (folder.parent / "index" / "values" / "convention.json").exists()
