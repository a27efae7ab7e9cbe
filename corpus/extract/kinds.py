"""What a file is: what its name says, and what its first bytes say."""

import zipfile
from pathlib import Path
from typing import Literal

from corpus.errors import CorruptFile, EncryptedFile, LyingName, UnsupportedFormat

Kind = Literal["text", "html", "word", "opendocument", "pdf", "picture"]

KIND_OF_EXTENSION: dict[str, Kind] = {
    ".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".docx": "word", ".odt": "opendocument", ".pdf": "pdf",
    ".png": "picture", ".jpg": "picture", ".jpeg": "picture", ".tif": "picture", ".tiff": "picture",
}  # fmt: skip
EXTENSIONS = tuple(KIND_OF_EXTENSION)
# Documents that users would drop in the folder all the same: each is told what to do rather than passed over in silence.
NEIGHBOURS = {
    ".doc": "Ouvrez-le dans Word ou LibreOffice et enregistrez-le en .docx.",
    ".rtf": "Ouvrez-le dans Word ou LibreOffice et enregistrez-le en .docx.",
    ".dotx": "Enregistrez-le en .docx.", ".docm": "Enregistrez-le en .docx.", ".ott": "Enregistrez-le en .odt.",
    ".pages": "Exportez-le en PDF.", ".xps": "Exportez-le en PDF.", ".wpd": "Exportez-le en PDF.",
    ".zip": "Extrayez les documents qu'il contient.",
    ".heic": "Exportez l'image en .jpg ou .png.", ".bmp": "Exportez l'image en .jpg ou .png.", ".webp": "Exportez l'image en .jpg ou .png.",
}  # fmt: skip
_NAMES: dict[Kind, str] = {
    "text": "un texte", "html": "une page HTML", "word": "un document Word", "opendocument": "un document OpenDocument", "pdf": "un PDF",
    "picture": "une image",
}  # fmt: skip
_SUGGESTED: dict[Kind, str] = {"word": ".docx", "opendocument": ".odt", "pdf": ".pdf", "picture": ".png, .jpg ou .tiff"}
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0"  # Word before 2007; also what holds a .docx under a password


def kind_of(path: Path) -> Kind:
    """What the file's name says it is, once its first bytes agree.

    Raises:
        UnsupportedFormat: no reader takes this extension.
        LyingName: the content is of another kind than the name says.
        EncryptedFile, CorruptFile: what can be told from the first bytes.
    """
    extension = path.suffix.lower()
    named = KIND_OF_EXTENSION.get(extension)
    if named is None:
        advice = NEIGHBOURS.get(extension, "")
        raise UnsupportedFormat(
            f"{path.name} : le format « {path.suffix or 'sans extension'} » n'est pas pris en charge. "
            f"{advice} Formats acceptés : {', '.join(EXTENSIONS)}.".replace("  ", " ")
        )
    with path.open("rb") as file:
        head = file.read(2048)
    found = _kind_of_content(path, head)
    if found is None and named in ("text", "html"):
        return named
    if found is None:
        raise CorruptFile(
            f"{path.name} : le contenu n'est pas celui d'{_NAMES[named]}. Le fichier est abîmé, ou son nom est trompeur."
        )
    if found != named:
        raise LyingName(
            f"{path.name} : son nom annonce {_NAMES[named]}, son contenu est celui d'{_NAMES[found]}. "
            f"Renommez-le ({_SUGGESTED[found]}) après vérification."
        )
    return named


def under_password(path: Path) -> EncryptedFile:
    return EncryptedFile(
        f"{path.name} : le fichier est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe, puis ajoutez-la."
    )


def _kind_of_content(path: Path, head: bytes) -> Kind | None:
    """The kind that the bytes show; None for what looks like text, or like nothing known."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_PICTURES):
        return "picture"
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            raise under_password(path)
        raise UnsupportedFormat(f"{path.name} : c'est un document Word d'avant 2007. {NEIGHBOURS['.doc']}")
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_archive(path)
    return None


def _kind_of_archive(path: Path) -> Kind | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "word"
            if "content.xml" not in names:
                return None
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    except zipfile.BadZipFile as error:
        raise CorruptFile(f"{path.name} : le fichier est abîmé ou incomplet. Récupérez-le à sa source.") from error
    if b"encryption-data" in manifest:
        raise under_password(path)
    return "opendocument"
