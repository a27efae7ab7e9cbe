"""How words are told alike: the terms of a French text."""

from functools import lru_cache

import tantivy


@lru_cache(maxsize=1)
def analyser() -> tantivy.TextAnalyzer:
    """Lower case, French stop words, French stemmer, no accents, in that order: the stemmer needs the accents."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stopword("french"))
        .filter(tantivy.Filter.stemmer("french"))
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )


def analyse(text: str) -> list[str]:
    """The terms of a text, in order: French stems without accents, stop words left out.

    >>> analyse("Les pénalités de retard")
    ['penal', 'retard']
    """
    terms: list[str] = analyser().analyze(text)
    return terms
