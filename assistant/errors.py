"""What can go wrong between a question and an answer. A refusal and a rejected quote are values, not errors.

ConventionError (corpus.errors)
└── AssistantError
    ├── BadQuestion        empty, too long, or without a word
    ├── BadBatch           a line of the batch file is not the JSON that is expected
    ├── MissingLibrary     an optional library is not installed
    └── UnknownArticle     the convention has no article of this number
"""

from corpus import ConventionError


class AssistantError(ConventionError):
    """The request cannot be served as it stands."""


class BadQuestion(AssistantError):
    """Empty, too long, or without a word."""


class BadBatch(AssistantError):
    """A line of the batch file is not the JSON that is expected."""


class MissingLibrary(AssistantError):
    """An optional library is not installed."""


class UnknownArticle(AssistantError):
    """The convention has no article of this number."""
