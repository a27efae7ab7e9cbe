"""The same matter in any format gives the same articles; what is printed around it gives none."""

import os
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus import Convention, FileReader, has_optical_reader, parse_file
from tests import documents
from tests.documents import BODY, END, FRONT, TITLES, paragraphs

needs_tesseract = pytest.mark.skipif(not has_optical_reader(), reason="Tesseract and its French model are not installed")
WRITERS = {
    "txt": documents.write_text,
    "md": documents.write_text,
    "docx": documents.write_word,
    "odt": documents.write_opendocument,
    "html": documents.write_html,
    "pdf": documents.write_pdf,
}
STAMP = ["Envoyé en préfecture le 12/03/2024", "Reçu en préfecture le 12/03/2024", "Affiché le 13/03/2024",
         "ID : 044-214401093-20240308-DEL2024_12-DE"]  # fmt: skip
EXPECTED = [(str(n), title) for n, title in enumerate(TITLES, 1)]


def articles(convention: Convention) -> list[tuple[str, str]]:
    return [(article.number, article.heading) for article in convention.walk()]


def quotes(convention: Convention) -> list[str]:
    return [" ".join(convention.document.quote(c.span).split()) for a in convention.walk() for c in a.clauses]


@pytest.mark.parametrize("extension", WRITERS)
def test_the_same_convention_has_the_same_articles_and_clauses_in_every_format(extension: str, tmp_path: Path) -> None:
    convention = parse_file(WRITERS[extension](tmp_path / f"a.{extension}", paragraphs()))
    assert articles(convention) == EXPECTED
    assert quotes(convention) == [f"{BODY} Clause {n}.{k}." for n in range(1, len(TITLES) + 1) for k in (1, 2, 3)]
    assert [(p.name, p.short_name) for p in convention.parties] == [
        ("La Ville de Nantes", "la Ville"),
        ("L'association Les Petits Pas", "l'Association"),
    ]


@pytest.mark.parametrize("extension", ["docx", "odt", "html"])
def test_the_menus_and_heads_of_a_file_are_no_part_of_its_text(extension: str, tmp_path: Path) -> None:
    text = FileReader().read(WRITERS[extension](tmp_path / f"a.{extension}", paragraphs())).text
    assert not any(words in text.split("\n") for words in ("Ville de Nantes", "Accueil", "Mentions légales", "Site"))


def test_a_citation_of_a_pdf_names_its_page(tmp_path: Path) -> None:
    convention = parse_file(documents.write_pdf(tmp_path / "a.pdf", paragraphs()))
    pages = [convention.document.page(article.span.start) for article in convention.articles]
    assert pages[0] == 1 and pages[-1] == len(convention.document.page_starts) > 1
    assert pages == sorted(pages)  # type: ignore[type-var]


def test_running_heads_page_numbers_and_prefecture_stamps_are_in_no_clause(tmp_path: Path) -> None:
    head = ["Convention Ville de Nantes – Les Petits Pas", *STAMP]
    convention = parse_file(documents.write_pdf(tmp_path / "a.pdf", paragraphs(), head))
    assert len(convention.document.page_starts) > 1
    assert len(quotes(convention)) == 3 * len(TITLES)
    assert all(quote.startswith("Les parties se réunissent") for quote in quotes(convention))
    (margins,) = convention.unclassified
    assert all(line in convention.document.quote(margins.span) for line in head)


def test_a_text_in_pages_keeps_its_running_heads_out_of_its_clauses(tmp_path: Path) -> None:
    pages = [f"Mairie de Nantes – Convention\n\nArticle {n} : Suivi n° {n}\n\n{BODY} Clause {n}.\n\n{n}\n" for n in range(1, 5)]
    (tmp_path / "a.txt").write_text("CONVENTION DE PARTENARIAT\n\n" + "\f".join(pages), encoding="utf-8")
    assert quotes(parse_file(tmp_path / "a.txt")) == [f"{BODY} Clause {n}." for n in range(1, 5)]


def test_the_rows_of_a_table_are_read_one_by_one(tmp_path: Path) -> None:
    table = [["Échéance", "Date", "Montant"], ["Acompte", "1er mars 2024", "10 000 €"], ["Solde", "31 décembre 2024", "5 000 €"]]
    lines = [*FRONT, "Article 1 – Calendrier", "Les versements ont lieu aux dates qui suivent.", END]
    convention = parse_file(documents.write_pdf(tmp_path / "a.pdf", lines, table=table))
    assert quotes(convention)[-3:] == [" | ".join(row) for row in table]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    sides = [
        [p for n in range(first, first + 4) for p in (f"Article {n} – Titre {n}", f"{BODY} Clause {n}.")] for first in (1, 5)
    ]
    convention = parse_file(documents.write_columns(tmp_path / "a.pdf", *sides))
    assert [number for number, _ in articles(convention)] == [str(n) for n in range(1, 9)]
    assert quotes(convention) == [f"{BODY} Clause {n}." for n in range(1, 9)]


# --- what Word and OpenDocument show and do not write


def test_the_automatic_numbers_of_word_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1 –"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    ))  # fmt: skip
    list_id = numbering.add_num(77).numId

    def add(text: str, level: int | None = None) -> None:
        paragraph = document.add_paragraph(text)
        if level is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = level
            properties.get_or_add_numId().val = list_id

    add("CONVENTION DE PARTENARIAT")
    add("Objet", 0)
    add(BODY)
    add("Engagements", 0)
    add("Engagements de la Ville", 1)
    add("La Ville s'engage à :")
    add("verser la subvention ;", 2)
    add("prêter une salle.", 2)
    add("Engagements de l'Association", 1)
    add(BODY)
    add("Durée", 0)
    add(BODY)
    document.save(str(tmp_path / "a.docx"))
    convention = parse_file(tmp_path / "a.docx")
    assert articles(convention) == [("1", "Objet"), ("2", "Engagements"), ("2.1", "Engagements de la Ville"),
                                    ("2.2", "Engagements de l'Association"), ("3", "Durée")]  # fmt: skip
    ville = convention.article("2.1")
    assert ville is not None and [clause.lead_in is not None for clause in ville.clauses] == [False, True, True]


def test_what_word_deleted_or_hid_is_not_read_and_footnotes_follow_their_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("CONVENTION")
    document.add_paragraph("Article 1 – Objet")
    paragraph = document.add_paragraph("La subvention est de ")
    space = nsdecls("w")
    for xml in (f"<w:del {space}><w:r><w:delText>9 000</w:delText></w:r></w:del>", f"<w:ins {space}><w:r><w:t>10 000</w:t></w:r></w:ins>",
                f"<w:r {space}><w:t xml:space='preserve'> euros.</w:t></w:r>", f"<w:r {space}><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>"):  # fmt: skip
        paragraph._p.append(parse_xml(xml))
    document.save(str(tmp_path / "a.docx"))
    assert quotes(parse_file(tmp_path / "a.docx")) == ["La subvention est de 10 000 euros."]


def test_the_automatic_numbers_of_opendocument_are_read(tmp_path: Path) -> None:
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-prefix="Article " style:num-suffix=" :" style:num-format="1"/>'
        '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style>'
    )
    items = [f'<text:list text:style-name="L" text:continue-numbering="true"><text:list-item><text:p>{title}</text:p>'
             f"<text:list><text:list-item><text:p>Détail du point</text:p></text:list-item></text:list></text:list-item></text:list><text:p>{BODY}</text:p>"
             for title in TITLES[:3]]  # fmt: skip
    path = documents.write_opendocument(
        tmp_path / "a.odt", (), "<text:p>CONVENTION DE PARTENARIAT</text:p>" + "".join(items), styles
    )
    assert [n for n, _ in articles(parse_file(path))] == ["1", "1.1", "2", "2.1", "3", "3.1"]


def test_ordered_lists_of_html_are_numbered(tmp_path: Path) -> None:
    page = f"<h1>CONVENTION</h1><ol><li>Objet<p>{BODY}</p></li><li>Durée<p>{BODY}</p></li></ol><table><tr><td>Solde</td><td>5 €</td></tr></table>"
    (tmp_path / "a.html").write_text(f"<body>{page}</body>", encoding="utf-8")
    convention = parse_file(tmp_path / "a.html")
    assert articles(convention) == [("1", "Objet"), ("2", "Durée")]
    assert "Solde | 5 €" in convention.document.text


# --- scans


@pytest.mark.skipif(not os.environ.get("CI"), reason="a person's machine may go without")
def test_continuous_integration_reads_scans() -> None:
    assert has_optical_reader()


@needs_tesseract
@pytest.mark.parametrize(("dpi", "is_worn", "name"), [(200, False, "a.pdf"), (200, True, "a.tiff"), (100, False, "a.pdf")])
def test_a_scan_gives_the_articles_of_its_original(dpi: int, is_worn: bool, name: str, tmp_path: Path) -> None:
    printed = documents.write_pdf(tmp_path / "printed.pdf", paragraphs())
    convention = parse_file(documents.write_scan(tmp_path / name, printed, dpi, is_worn))
    assert articles(convention) == EXPECTED
    assert len(convention.document.page_starts) == len(convention.document.confidences) == 2
    assert all(confidence is not None and confidence > 0.8 for confidence in convention.document.confidences)
    assert convention.doubts == ()


@needs_tesseract
def test_a_scan_under_a_stamp_in_characters_is_read_as_a_scan(tmp_path: Path) -> None:
    printed = documents.write_pdf(tmp_path / "printed.pdf", paragraphs())
    convention = parse_file(documents.write_stamped_scan(tmp_path / "a.pdf", printed, STAMP))
    assert articles(convention) == EXPECTED
    assert not any("préfecture" in quote for quote in quotes(convention))


@needs_tesseract
def test_a_picture_of_one_page_is_read_upside_down_too(tmp_path: Path) -> None:
    printed = documents.write_pdf(tmp_path / "printed.pdf", [*FRONT, "Article 1 – Objet", BODY, END])
    picture = documents.pictures_of(printed, 150)[0].convert("RGB")
    picture.save(tmp_path / "a.jpg", quality=80)
    picture.rotate(180).save(tmp_path / "à l'envers.png")
    for name in ("a.jpg", "à l'envers.png"):
        convention = parse_file(tmp_path / name)
        assert articles(convention) == [("1", "Objet")] and quotes(convention) == [BODY]


@needs_tesseract
def test_a_scan_that_can_hardly_be_read_is_said_to_be(tmp_path: Path) -> None:
    printed = documents.write_pdf(tmp_path / "printed.pdf", paragraphs())
    convention = parse_file(documents.write_scan(tmp_path / "a.pdf", printed, 55, is_worn=True))
    assert any("difficile à lire" in doubt for doubt in convention.doubts)


# --- what was extracted is kept


def test_a_file_is_extracted_once_and_again_when_it_changes(tmp_path: Path) -> None:
    reader = FileReader(texts=tmp_path / "texts")
    path = documents.write_word(tmp_path / "a.docx", paragraphs())
    first = reader.read(path)
    kept = tmp_path / "texts" / "a.txt"
    assert kept.read_text(encoding="utf-8") == first.text
    written = kept.stat().st_mtime_ns
    assert reader.read(path) == first
    assert kept.stat().st_mtime_ns == written
    documents.write_word(path, [*paragraphs()[:-1], "Fait à Brest, le 4 mars 2024"])
    assert "Brest" in reader.read(path).text
