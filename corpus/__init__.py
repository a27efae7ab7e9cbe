"""A file becomes a Convention: its text, articles, clauses and parties, each with its place in the text."""

from corpus.bodies import names_of_one_body
from corpus.convention import parse_file, understand
from corpus.dates import dates_in
from corpus.errors import ConventionError, DocumentError
from corpus.extract import Limits
from corpus.extract.kinds import EXTENSIONS, NEIGHBOURS
from corpus.extract.scan import has_reader as has_optical_reader
from corpus.fold import fold
from corpus.parties import display_name, is_proper_name, without_article
from corpus.read import FileReader, document_id
from corpus.split import SECTION_NAMES
from corpus.split import VERSION as SPLITTER_VERSION
from corpus.types import (
    Amendment,
    Article,
    Clause,
    Convention,
    Document,
    Effect,
    Party,
    Piece,
    Reading,
    Section,
    SectionKind,
    Span,
    Unclassified,
)

__all__ = [
    "EXTENSIONS",
    "NEIGHBOURS",
    "SECTION_NAMES",
    "SPLITTER_VERSION",
    "Amendment",
    "Article",
    "Clause",
    "Convention",
    "ConventionError",
    "Document",
    "DocumentError",
    "Effect",
    "FileReader",
    "Limits",
    "Party",
    "Piece",
    "Reading",
    "Section",
    "SectionKind",
    "Span",
    "Unclassified",
    "dates_in",
    "display_name",
    "document_id",
    "fold",
    "has_optical_reader",
    "is_proper_name",
    "names_of_one_body",
    "parse_file",
    "understand",
    "without_article",
]  # fmt: skip
