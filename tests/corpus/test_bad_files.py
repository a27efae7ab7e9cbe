"""Whatever a file is, it gives a text or one clear line; nothing it holds reaches the program itself."""

import zipfile
from pathlib import Path

import pytest

from corpus import DocumentError, FileReader, Limits, parse_file
from corpus.errors import (
    CorruptFile,
    DocumentTooLarge,
    EncryptedFile,
    LyingName,
    NoOpticalReader,
    TooLongToRead,
    TooManyPages,
    TooMuchUnpacked,
    UnsupportedFormat,
)
from tests import documents
from tests.documents import paragraphs

READABLE = {"docx": documents.write_word, "odt": documents.write_opendocument, "pdf": documents.write_pdf}


def refused(path: Path, kind: type[DocumentError], limits: Limits | None = None) -> str:
    """The one line that is said of a file."""
    with pytest.raises(kind) as error:
        parse_file(path, FileReader(limits or Limits()))
    assert path.name in str(error.value) and "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("extension", READABLE)
def test_a_truncated_file_is_said_to_be_damaged(extension: str, tmp_path: Path) -> None:
    whole = READABLE[extension](tmp_path / f"whole.{extension}", paragraphs()).read_bytes()
    path = tmp_path / f"a.{extension}"
    path.write_bytes(whole[: len(whole) // 3])
    refused(path, CorruptFile)


@pytest.mark.parametrize("extension", ["docx", "odt", "pdf", "png", "tiff"])
def test_a_file_of_noise_is_said_to_be_damaged(extension: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{extension}"
    path.write_bytes(bytes(range(1, 255)) * 20)
    refused(path, CorruptFile)


def test_a_corrupt_archive_with_the_right_names_is_said_to_be_damaged(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    refused(tmp_path / "a.docx", CorruptFile)


def test_a_pdf_under_a_password_is_said_to_be(tmp_path: Path) -> None:
    path = documents.write_pdf(tmp_path / "a.pdf", paragraphs(), password="secret")
    assert "mot de passe" in refused(path, EncryptedFile)


def test_a_word_file_under_a_password_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le"))
    assert "mot de passe" in refused(path, EncryptedFile)


@pytest.mark.parametrize(("extension", "remedy"), [(".doc", ".docx"), (".rtf", ".docx"), (".pages", "PDF"), (".xyz", ".txt")])
def test_a_format_that_is_not_read_says_what_to_do(extension: str, remedy: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{extension}"
    path.write_bytes(b"contenu")
    assert remedy in refused(path, UnsupportedFormat)


@pytest.mark.parametrize(("content", "name", "says"), [("docx", "a.pdf", "Word"), ("pdf", "a.docx", "PDF"), ("pdf", "a.txt", "PDF"),
                                                       ("odt", "a.docx", "OpenDocument"), ("pdf", "a.png", "PDF")])  # fmt: skip
def test_a_name_that_lies_about_its_type_is_said_to(content: str, name: str, says: str, tmp_path: Path) -> None:
    made = READABLE[content](tmp_path / f"made.{content}", paragraphs())
    assert says in refused(made.rename(tmp_path / name), LyingName)


def test_an_archive_that_unpacks_into_too_much_is_not_opened(tmp_path: Path) -> None:
    path = documents.write_word(tmp_path / "a.docx", paragraphs())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/zeros.bin", bytes(20_000_000))
    assert path.stat().st_size < 200_000
    assert "déploie" in refused(path, TooMuchUnpacked, Limits(max_unpacked_megabytes=10))


def test_two_thousand_pages_are_too_many(tmp_path: Path) -> None:
    assert "2000 pages" in refused(documents.write_blank_pages(tmp_path / "a.pdf", 2000), TooManyPages)


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 2_000_000)
    assert "CONVENTIONS_MAX_FILE_MEGABYTES" in refused(path, DocumentTooLarge, Limits(max_file_megabytes=1))


def test_reading_stops_when_its_time_is_over(tmp_path: Path) -> None:
    path = documents.write_pdf(tmp_path / "a.pdf", paragraphs())
    assert "CONVENTIONS_MAX_SECONDS" in refused(path, TooLongToRead, Limits(max_seconds=0))


def test_reading_stops_when_its_memory_is_over(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>" + "Article 1 – Objet " * 2_000_000 + "</p>", encoding="utf-8")
    assert "CONVENTIONS_MAX_MEMORY_MEGABYTES" in refused(path, DocumentTooLarge, Limits(max_memory_megabytes=150))


def test_a_file_whose_entities_grow_without_end_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {c} "{f"&{p};" * 10}">' for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    path = documents.write_opendocument(tmp_path / "a.odt", paragraphs())
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", bomb + "]>" + content.replace("<text:p>CONVENTION", "<text:p>&i;CONVENTION"))
    refused(path, CorruptFile)


def test_a_scan_without_tesseract_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = documents.write_scan(tmp_path / "a.pdf", documents.write_pdf(tmp_path / "printed.pdf", paragraphs()), 100)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "apt install tesseract-ocr tesseract-ocr-fra" in refused(scan, NoOpticalReader)


def test_a_scanned_page_among_others_is_said_to_be_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2 as pdfium

    printed = documents.write_pdf(tmp_path / "printed.pdf", paragraphs())
    scan = documents.write_scan(tmp_path / "scan.pdf", documents.write_pdf(tmp_path / "last.pdf", ["Annexe", "Plan"]), 100)
    with pdfium.PdfDocument(printed) as whole, pdfium.PdfDocument(scan) as page:
        whole.import_pages(page)
        whole.save(tmp_path / "a.pdf")
    monkeypatch.setenv("PATH", str(tmp_path))
    convention = parse_file(tmp_path / "a.pdf")
    assert convention.document.unread_pages == (3,)
    assert convention.doubts[0].startswith("Page 3 : image non lue")


@pytest.mark.parametrize(
    "name", ["Convention État & Région (v2) #1 50%.docx", "..docx.docx", "a b\u202fc.docx", "e\u0301tat.docx"]
)
def test_any_name_is_taken(name: str, tmp_path: Path) -> None:
    convention = parse_file(documents.write_word(tmp_path / name, paragraphs()), FileReader(texts=tmp_path / "texts"))
    assert len(convention.articles) == 8
    assert convention.id.isprintable() and "/" not in convention.id
    assert [p.parent for p in (tmp_path / "texts").iterdir()] == [tmp_path / "texts"] * 2
