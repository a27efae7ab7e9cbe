"""A file becomes a Convention: its text, articles, clauses and parties, each with its place in the text."""

from corpus.bodies import names_of_one_body
from corpus.convention import parse_file, understand
from corpus.errors import ConventionError, DocumentError
from corpus.fold import fold
from corpus.parties import display_name, is_proper_name, without_article
from corpus.read import EXTENSIONS, read_document
from corpus.split import SECTION_NAMES
from corpus.split import VERSION as SPLITTER_VERSION
from corpus.types import Article, Clause, Convention, Document, Party, Piece, Reading, Section, SectionKind, Span, Unclassified

__all__ = [
    "EXTENSIONS",
    "SECTION_NAMES",
    "SPLITTER_VERSION",
    "Article",
    "Clause",
    "Convention",
    "ConventionError",
    "Document",
    "DocumentError",
    "Party",
    "Piece",
    "Reading",
    "Section",
    "SectionKind",
    "Span",
    "Unclassified",
    "display_name",
    "fold",
    "is_proper_name",
    "names_of_one_body",
    "parse_file",
    "read_document",
    "understand",
    "without_article",
]  # fmt: skip
