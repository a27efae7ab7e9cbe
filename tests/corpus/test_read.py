"""Files become text, exactly, or one clear line."""

from pathlib import Path

import pytest

from corpus import DocumentError, FileReader, parse_file
from tests.conftest import CONVENTIONS

TEXT = "CONVENTION\n\nArticle 1 : Objet\n\nL’été à 5 €.\n\nArticle 2 : Durée\n\nUn an.\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("windows-1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8 with BOM", "windows-1252", "CRLF", "CR"],
)
def test_every_text_encoding_reads_the_same(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert FileReader().read(path).text == TEXT


@pytest.mark.parametrize("path", sorted(CONVENTIONS.glob("*.txt")), ids=lambda p: p.stem)
def test_the_conventions_that_ship_are_read_character_for_character(path: Path) -> None:
    assert FileReader().read(path).text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "vide"),
        (b" \n\t\n", "vide"),
        (bytes(range(256)), "pas un fichier texte"),
        ("Article 1".encode("utf-16"), "pas un fichier texte"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "son contenu est celui d'une image"),
        (b"Une liste de courses : du pain, du lait.", "aucun article"),
    ],
    ids=["empty", "blank", "binary", "utf-16", "image", "no article"],
)
def test_a_file_that_is_no_convention_is_refused_by_name(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=says) as error:
        parse_file(path)
    assert "document" in str(error.value)


def test_an_unsupported_format_names_those_that_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "tableau.xyz"
    path.write_text("x")
    with pytest.raises(DocumentError, match=r"\.txt"):
        FileReader().read(path)


def test_a_form_feed_begins_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("page une\fpage deux", encoding="utf-8")
    document = FileReader().read(path)
    assert (document.page(0), document.page(document.text.index("deux"))) == (1, 2)
