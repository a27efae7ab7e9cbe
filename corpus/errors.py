"""What can go wrong while a file becomes a convention.

ConventionError                 the root of every error of this program; its message is written for a person, in French
└── DocumentError               a file that cannot become a Document
    ├── EmptyDocument           nothing but white space
    ├── NotText                 binary, or in an encoding that is neither UTF-8 nor Windows-1252
    ├── UnsupportedFormat       an extension that no reader takes
    ├── LyingName               the content is of another format than the name says
    ├── CorruptFile             damaged or truncated
    ├── EncryptedFile           under a password
    ├── NoOpticalReader         a picture, and Tesseract or its French model is missing
    ├── DocumentTooLarge        above the declared size, or too much memory to read
    ├── TooMuchUnpacked         an archive that unpacks into too much
    ├── TooManyPages            above the declared number of pages
    ├── TooLongToRead           above the declared time
    └── NoArticle               text, but nothing in it is an article
"""


class ConventionError(Exception):
    """An error whose message is shown to the user as it stands."""


class DocumentError(ConventionError):
    """A file that cannot become a Document."""


class EmptyDocument(DocumentError):
    """Nothing but white space."""


class NotText(DocumentError):
    """Binary content, or an encoding that is neither UTF-8 nor Windows-1252."""


class UnsupportedFormat(DocumentError):
    """No reader takes this extension."""


class DocumentTooLarge(DocumentError):
    """The file is above the declared limit."""


class NoArticle(DocumentError):
    """The text holds nothing that can be recognised as an article."""


class LyingName(DocumentError):
    """The content is of another format than the name says."""


class CorruptFile(DocumentError):
    """Damaged or truncated."""


class EncryptedFile(DocumentError):
    """Under a password."""


class NoOpticalReader(DocumentError):
    """A picture, and Tesseract or its French model is missing."""


class TooMuchUnpacked(DocumentError):
    """An archive that unpacks into too much."""


class TooManyPages(DocumentError):
    """Above the declared number of pages."""


class TooLongToRead(DocumentError):
    """Above the declared time."""
