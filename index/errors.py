"""What can go wrong between a convention and a hit.

ConventionError (corpus.errors)
└── IndexingError
    ├── IndexMismatch          the index was built with another model or another splitter: `--rebuild`
    ├── ModelNotFound          CONVENTIONS_EMBEDDING_MODEL names nothing that loads
    └── UnknownConvention      an id that the index does not hold
"""

from corpus import ConventionError


class IndexingError(ConventionError):
    """The index cannot be built or read."""


class IndexMismatch(IndexingError):
    """The index on disk was built with another model or another splitter."""


class ModelNotFound(IndexingError):
    """The embedding model cannot be loaded."""


class UnknownConvention(IndexingError):
    """No convention of the index has this id."""
