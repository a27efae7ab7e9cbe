"""What can go wrong while a file becomes a convention.

ConventionError                 the root of every error of this program; its message is written for a person, in French
└── DocumentError               a file that cannot become a Document
    ├── EmptyDocument           nothing but white space
    ├── NotText                 binary, or in an encoding that is neither UTF-8 nor Windows-1252
    ├── UnsupportedFormat       an extension that no reader takes
    ├── DocumentTooLarge        above the declared limit
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
