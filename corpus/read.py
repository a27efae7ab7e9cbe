"""A file becomes a Document: its text, exactly, or a clear error."""

import re
from pathlib import Path

from corpus.errors import DocumentTooLarge, EmptyDocument, NotText, UnsupportedFormat
from corpus.types import Document

EXTENSIONS = (".txt",)
MAX_BYTES = 20_000_000  # a 2,000-page convention is about 6 MB of text

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_UNDEFINED_IN_WINDOWS_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def read_document(path: Path) -> Document:
    """Reads a text file: UTF-8 with or without BOM, or Windows-1252; any newline; a form feed begins a page.

    The document's id is the file's stem; its title is the stem until `corpus.title` finds a better one.

    Raises:
        UnsupportedFormat, DocumentTooLarge, EmptyDocument, NotText: each message names the file and the remedy.
        OSError: the file cannot be opened.
    """
    if path.suffix.lower() not in EXTENSIONS:
        raise UnsupportedFormat(
            f"{path.name} : le format « {path.suffix or 'sans extension'} » n'est pas pris en charge. "
            f"Formats acceptés : {', '.join(EXTENSIONS)}."
        )
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise DocumentTooLarge(
            f"{path.name} : {size / 1e6:.0f} Mo, au-delà de la limite de {MAX_BYTES / 1e6:.0f} Mo. Découpez le fichier."
        )
    text = _decode(path.read_bytes(), path.name).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise EmptyDocument(f"{path.name} : le fichier est vide. Vérifiez l'export ou retirez-le du dossier.")
    breaks = [m.end() for m in re.finditer("\f", text)]
    page_starts = (0, *breaks) if breaks else ()
    return Document(id=path.stem, title=path.stem, text=text, page_starts=page_starts, source=path)


def _decode(content: bytes, name: str) -> str:
    refusal = f"{name} : ce n'est pas un fichier texte (UTF-8 ou Windows-1252). Réenregistrez-le en « texte UTF-8 »."
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if _UNDEFINED_IN_WINDOWS_1252.search(content):
            raise NotText(refusal) from None
        text = content.decode("windows-1252")
    if _CONTROL.search(text):
        raise NotText(refusal)
    return text
