"""Text out of files that are not text: Word, OpenDocument, HTML, PDF, pictures. One module a format; all run in a process
of their own (`isolated`), under limits, since such files come from anywhere."""

from corpus.extract.isolated import Extracted, extract_isolated, extracted_from
from corpus.extract.limits import Limits

VERSION = "1"  # raise it when the same file would give another text

__all__ = ["VERSION", "Extracted", "Limits", "extract_isolated", "extracted_from"]
