"""A file becomes a Document: its text, exactly, or a clear error.

A text file is its own text. What is extracted from the others is kept beside the index, so that they are read once, and
so that a person can see what was read.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from corpus.errors import DocumentTooLarge, EmptyDocument, NotText
from corpus.extract import VERSION, Extracted, Limits, extract_isolated, extracted_from
from corpus.extract.kinds import Kind, kind_of
from corpus.types import Document

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_UNDEFINED_IN_WINDOWS_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")

PageProgress = Callable[[int, int], None]


def document_id(path: Path) -> str:
    """The file's stem, as a person types it: composed accents, no control character.

    >>> document_id(Path("dossier/Convention E\\u0301tat 2019.pdf"))
    'Convention État 2019'
    """
    return "".join(c if c.isprintable() else "_" for c in unicodedata.normalize("NFC", path.stem))


@dataclass(frozen=True, slots=True)
class FileReader:
    """Reads any supported file, within `limits`; extracted texts are kept in the folder `texts` when there is one."""

    limits: Limits = field(default_factory=Limits)
    texts: Path | None = None

    def read(self, path: Path, progress: PageProgress = lambda *_: None) -> Document:
        """The document's id is the file's stem; its title is the stem until `corpus.convention` finds a better one.

        Raises:
            DocumentError: the file cannot be read; the message names it and the remedy.
            OSError: the file cannot be opened.
        """
        megabytes = path.stat().st_size / 1e6
        if megabytes > self.limits.max_file_megabytes:
            raise DocumentTooLarge(
                f"{path.name} : {megabytes:.0f} Mo, au-delà de la limite de {self.limits.max_file_megabytes} Mo. "
                "Découpez le fichier, ou relevez CONVENTIONS_MAX_FILE_MEGABYTES."
            )
        if path.stat().st_size == 0:
            raise EmptyDocument(f"{path.name} : le fichier est vide. Vérifiez l'export ou retirez-le du dossier.")
        kind = kind_of(path)
        extracted = _text(path) if kind == "text" else self._kept(path) or self._extracted(path, kind, progress)
        if not extracted.text.strip():
            raise EmptyDocument(
                f"{path.name} : le fichier est vide : aucun texte n'y a été trouvé. Vérifiez l'export ou retirez-le du dossier."
            )
        return Document(
            id=document_id(path), title=document_id(path), text=extracted.text, page_starts=extracted.page_starts, source=path,
            margins_start=extracted.margins_start, confidences=extracted.confidences, unread_pages=extracted.unread_pages,
        )  # fmt: skip

    def _kept(self, path: Path) -> Extracted | None:
        """What was extracted before from the same bytes, by the same version of the program."""
        if self.texts is None:
            return None
        text, about = self._places(path)
        try:
            kept = json.loads(about.read_text(encoding="utf-8"))
            if kept.pop("of") != _fingerprint(path) or kept["unread_pages"]:
                return None
            return extracted_from(kept | {"text": _exactly(text)})
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _extracted(self, path: Path, kind: Kind, progress: PageProgress) -> Extracted:
        extracted = extract_isolated(path, kind, self.limits, progress)
        if self.texts is not None and extracted.text.strip():
            self._keep(path, extracted)
        return extracted

    def _keep(self, path: Path, extracted: Extracted) -> None:
        text, about = self._places(path)
        text.parent.mkdir(parents=True, exist_ok=True)
        kept = asdict(extracted)
        text.write_bytes(kept.pop("text").encode("utf-8"))
        about.write_text(json.dumps({"of": _fingerprint(path), **kept}), encoding="utf-8")

    def _places(self, path: Path) -> tuple[Path, Path]:
        assert self.texts is not None
        return self.texts / f"{document_id(path)}.txt", self.texts / f"{document_id(path)}.json"


def _fingerprint(path: Path) -> str:
    return f"{hashlib.sha256(path.read_bytes()).hexdigest()}-{VERSION}"


def _exactly(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _text(path: Path) -> Extracted:
    """UTF-8 with or without BOM, or Windows-1252; any newline; a form feed begins a page."""
    text = _decode(path.read_bytes(), path.name).replace("\r\n", "\n").replace("\r", "\n")
    breaks = [m.end() for m in re.finditer("\f", text)]
    return Extracted(text, (0, *breaks) if breaks else ())


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
