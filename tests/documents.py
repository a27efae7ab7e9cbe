"""Makes the files that the tests read: the same matter as Word, OpenDocument, HTML, PDF and scans, whole or damaged."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

BODY = "Les parties se réunissent deux fois par an afin de suivre la bonne exécution de la présente convention et d'en évaluer les résultats."
TITLES = ("Objet", "Durée de la convention", "Engagements de la Ville", "Engagements de l'Association", "Dispositions financières",
          "Suivi", "Résiliation", "Litiges")  # fmt: skip
FRONT = (
    "CONVENTION DE PARTENARIAT",
    "Entre",
    "La Ville de Nantes, représentée par Mme Jeanne Roux, maire, ci-après dénommée « la Ville »,",
    "Et",
    "L'association Les Petits Pas, dont le siège est 3 rue Verte, 44000 Nantes, représentée par sa présidente, ci-après « l'Association »,",
    "Il est convenu ce qui suit :",
)
END = "Fait à Nantes, le 3 mars 2024"
_BODY_STYLE = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=6)


def paragraphs() -> list[str]:
    """A convention of eight articles, its clauses told apart by their number."""
    articles = [
        p
        for n, title in enumerate(TITLES, 1)
        for p in (f"Article {n} – {title}", *(f"{BODY} Clause {n}.{k}." for k in (1, 2, 3)))
    ]
    return [*FRONT, *articles, END]


def write_text(path: Path, lines: Sequence[str]) -> Path:
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_word(path: Path, lines: Sequence[str]) -> Path:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Ville de Nantes"
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def write_opendocument(path: Path, lines: Sequence[str], content: str = "", styles: str = "") -> Path:
    names = ["office", "style", "text", "table", "draw"]
    urns = {"office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing"}
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{urns[n]}:1.0"' for n in names)
    body = content or "".join(f"<text:p>{line}</text:p>" for line in lines)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def write_html(path: Path, lines: Sequence[str]) -> Path:
    body = "".join(f"<p>{line}</p>" for line in lines)
    path.write_text(
        f"<!doctype html><html><head><title>Site</title><script>var a;</script></head><body><nav><a>Accueil</a></nav><main>{body}</main>"
        "<footer>Mentions légales</footer></body></html>",
        encoding="utf-8",
    )
    return path


def write_pdf(
    path: Path, lines: Sequence[str], head: Sequence[str] = (), table: Sequence[Sequence[str]] = (), password: str = ""
) -> Path:
    """`head` is printed at the top of each page, page numbers at its foot; `table` comes before the last line."""

    def decorate(page: canvas.Canvas, document: SimpleDocTemplate) -> None:
        page.setFont("Helvetica", 8)
        for row, line in enumerate(head):
            page.drawString(60, A4[1] - 30 - 10 * row, line)
        page.drawCentredString(A4[0] / 2, 30, f"Page {document.page} sur 9" if head else str(document.page))

    story = [Paragraph(line, _BODY_STYLE) for line in lines[:-1]]
    story += [Table([list(row) for row in table], colWidths=[170, 120, 90])] if table else []
    story += [Paragraph(line, _BODY_STYLE) for line in lines[-1:]]
    encryption = {"encrypt": password} if password else {}
    SimpleDocTemplate(str(path), pagesize=A4, **encryption).build(story, onFirstPage=decorate, onLaterPages=decorate)
    return path


def write_columns(path: Path, left: Sequence[str], right: Sequence[str]) -> Path:
    """Two columns written line by line, across the page: the order of the file is not the order of reading."""
    page = canvas.Canvas(str(path), pagesize=A4)
    page.setFont("Helvetica", 10)
    sides = [[piece for line in side for piece in (*simpleSplit(line, "Helvetica", 10, 230), "")] for side in (left, right)]
    height = 780
    for texts in zip(*sides, strict=True):
        for x, text in zip((50, 310), texts, strict=True):
            if text:
                page.drawString(x, height, text)
        height -= 13
    page.save()
    return path


def write_stamped_scan(path: Path, pdf: Path, stamp: Sequence[str]) -> Path:
    """A scan on which a service wrote its stamp in characters."""
    page = canvas.Canvas(str(path), pagesize=A4)
    for picture in pictures_of(pdf, 150):
        page.drawInlineImage(picture.convert("RGB"), 0, 0, *A4)
        page.setFont("Helvetica", 8)
        for row, line in enumerate(stamp):
            page.drawString(330, A4[1] - 20 - 10 * row, line)
        page.showPage()
    page.save()
    return path


def write_blank_pages(path: Path, count: int) -> Path:
    page = canvas.Canvas(str(path), pagesize=A4)
    for number in range(count):
        page.drawString(50, 780, f"Article {number}")
        page.showPage()
    page.save()
    return path


def pictures_of(pdf: Path, dpi: int, is_worn: bool = False) -> list[Image.Image]:
    """The pages of a PDF as a scanner sees them; worn: askew, blurred, greyed and speckled, the same at each run."""
    random = np.random.default_rng(7)
    pictures = []
    for page in pdfium.PdfDocument(pdf):
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        if is_worn:
            picture = picture.rotate(float(random.uniform(-0.7, 0.7)), fillcolor=255, resample=Image.Resampling.BICUBIC)
            grey = np.asarray(picture.filter(ImageFilter.GaussianBlur(dpi / 200)), dtype=float)
            grey = 235 - (235 - grey) * 0.85 + random.normal(0, 14, grey.shape)
            grey[random.random(grey.shape) < 0.0006] = 30
            picture = Image.fromarray(np.clip(grey, 0, 255).astype("uint8"))
        pictures.append(picture)
    return pictures


def write_scan(path: Path, pdf: Path, dpi: int, is_worn: bool = False) -> Path:
    """A PDF, or a TIFF, of pictures alone."""
    first, *others = pictures_of(pdf, dpi, is_worn)
    first.save(path, save_all=True, append_images=others, resolution=dpi)
    return path
