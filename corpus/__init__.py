"""A file becomes a Convention: its text, articles, clauses and parties, each with its place in the text."""

from corpus.accounts import accounts_in
from corpus.bodies import names_of_one_body
from corpus.computations import END_OF_MONTH_RULE, after, before, days_left, share
from corpus.convention import parse_file, understand
from corpus.corrections import Corrections, corrections_path, keep_corrections
from corpus.dates import dates_in, is_of_a_law
from corpus.debtors import EVERYONE, Debtors, binds
from corpus.errors import ConventionError, DocumentError
from corpus.extract import Limits
from corpus.extract.kinds import EXTENSIONS, NEIGHBOURS
from corpus.extract.scan import has_reader as has_optical_reader
from corpus.facts import VERSION as FACTS_VERSION
from corpus.facts import duration, facts_of, number
from corpus.fold import fold
from corpus.lexicon import frequencies
from corpus.obligations import VERSION as OBLIGATIONS_VERSION
from corpus.obligations import obligations_of
from corpus.parties import display_name, is_proper_name, without_article
from corpus.read import FileReader, document_id
from corpus.sentences import sentences as sentences_of
from corpus.split import SECTION_NAMES
from corpus.split import VERSION as SPLITTER_VERSION
from corpus.templates import in_one_wording
from corpus.types import (
    Amendment,
    Article,
    Clause,
    Convention,
    Document,
    Effect,
    Fact,
    FactKind,
    Modality,
    Obligation,
    Party,
    Piece,
    Reading,
    Section,
    SectionKind,
    Span,
    Unclassified,
)

__all__ = [
    "END_OF_MONTH_RULE",
    "EVERYONE",
    "EXTENSIONS",
    "FACTS_VERSION",
    "NEIGHBOURS",
    "OBLIGATIONS_VERSION",
    "SECTION_NAMES",
    "SPLITTER_VERSION",
    "Amendment",
    "Article",
    "Clause",
    "Convention",
    "ConventionError",
    "Corrections",
    "Debtors",
    "Document",
    "DocumentError",
    "Effect",
    "Fact",
    "FactKind",
    "FileReader",
    "Limits",
    "Modality",
    "Obligation",
    "Party",
    "Piece",
    "Reading",
    "Section",
    "SectionKind",
    "Span",
    "Unclassified",
    "accounts_in",
    "after",
    "before",
    "binds",
    "corrections_path",
    "dates_in",
    "days_left",
    "display_name",
    "document_id",
    "duration",
    "facts_of",
    "fold",
    "frequencies",
    "has_optical_reader",
    "in_one_wording",
    "is_of_a_law",
    "is_proper_name",
    "keep_corrections",
    "names_of_one_body",
    "number",
    "obligations_of",
    "parse_file",
    "sentences_of",
    "share",
    "understand",
    "without_article",
]  # fmt: skip
