"""Which conventions a question names, by the names of those at hand; and the body or text that it names and that none of them bears.

Pure and deterministic: the names at hand are given.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.frame import content
from corpus import fold, is_proper_name, without_article
from index import references, synonyms

# Words that open a body's name without telling it from another: "Région Hauts-de-France" is known as "Hauts-de-France".
BODY = (
    r"(?:conseil regional|conseil departemental|conseil general|region|departement|ville|commune|mairie|metropole|communaute"
    r"(?: urbaine| d'agglomeration| de communes)?|prefecture|universite|rectorat|academie|societe|association|fondation|ministere)"
)
_NAME_AFTER_BODY = re.compile(
    rf"\b(?P<body>{BODY}|(?:convention|accord|contrat|partenariat) (?:avec|entre))\s+(?:de |du |des |d'|la |le |les |l'|{BODY} )*"
    r"(?P<name>[a-z0-9][\w'-]*(?:[ -](?:de |du |des |la |le |les |d'|l'|et )?[\w'-]+)*)"
)
# "convention de fourrière signée avec le garage Dumas", "accord de consortium avec le CNRS": to the next stop
_NAME_OF_TEXT = re.compile(
    r"(?i:\b(?:convention|contrat|accord|partenariat|protocole|charte)s?\b|\bcel(?:le|ui)(?= (?:passée?|signée?|conclue?|avec|entre) ))(?P<name>[^,;:?!.()]{3,80})"
)
_WORD_OF_NAME = re.compile(r"(?:(?<=['’])|(?<![\w'’]))[^\W\d_][\w-]+(?!['’\w])")
# "de mise", "à disposition", "du gymnase", "au club", "de handball"; never "de mon neveu"
_COMPLEMENT = re.compile(
    r"(?<!\w)(?:(?:de|avec|entre|pour|et)\s(?:(?:la|le|les|notre|nos|votre|vos|une?)\s|l')?|a\s|d'|du\s|des\s|aux?\s)(?P<what>(?!mon\b|ma\b|mes\b)[a-z][\w-]{3,})"
)
_WORDS_BETWEEN = 1  # two complements of a name


@dataclass(frozen=True, slots=True)
class Known:
    """What a question may call a convention by. `keys` are folded: "dinsic", "region grand est", "grand est"."""

    id: str
    title: str
    keys: frozenset[str]


def known_names(id_: str, title: str, names: Iterable[str], successors: Mapping[str, Sequence[str]]) -> Known:
    """The keys of a convention, from its parties' names and short names; `successors` adds a body's later and former names."""
    keys: set[str] = set()
    for name in names:
        folded = spaced(without_article(name))
        bare = re.sub(rf"^(?:{BODY})\s+(?:de |du |des |d'|la |le |l')*", "", folded)
        for key in (folded, bare) if is_proper_name(name) else ():
            if len(key) >= 3:
                keys.add(key)
                keys.update(spaced(other) for other in successors.get(key, ()))
    return Known(id_, title, frozenset(keys))


def spaced(text: str) -> str:
    """Folded, hyphens and slashes as spaces."""
    return " ".join(re.sub(r"[-_/]", " ", fold(text)).split())


def conventions_named(folded: str, catalogue: Sequence[Known]) -> tuple[tuple[str, ...], set[str]]:
    """The conventions whose names stand in the question: those that share the most names, when it has several."""
    found = {known.id: {key for key in known.keys if re.search(rf"\b{re.escape(key)}\b", folded)} for known in catalogue}
    keys = set().union(*found.values()) if found else set()
    if not keys:
        return (), set()
    telling = {key for key in keys if sum(key in known.keys for known in catalogue) < len(catalogue)}
    wanted = telling or keys
    counts = {id_: len(names & wanted) for id_, names in found.items()}
    separate = [key for key in telling if not any(key != other and key in other for other in telling)]
    best = max(counts.values())
    if len(separate) >= 2 and not any(all(k in names for k in separate) for names in found.values()):
        return tuple(id_ for id_, n in counts.items() if n), keys  # "Grand Est et Hauts-de-France": each its own
    return tuple(id_ for id_, n in counts.items() if n == best), keys


def unknown_name(text: str, folded: str, knows: Callable[[str], bool]) -> str:
    """ "Région Bretagne", when no indexed text has the word Bretagne; "SDIS" of "la convention avec le SDIS", likewise."""
    words = re.findall(r"[\w'’-]+", text)
    for found in _NAME_AFTER_BODY.finditer(folded):
        first = found["name"].split(" ")[0]
        written = next((word for word in words if spaced(word).split(" ")[0] == first), "")
        if written[:1].isupper() and _is_unheard(written, knows):
            whole = re.search(rf"[\w'’-]+\s+(?:(?:de|du|des|la|le|les)\s+|[dl]['’])*{re.escape(written)}", text)
            return whole[0] if whole and re.match(BODY, fold(whole[0])) else written
    is_called_otherwise = any(knows(reference) for reference in references(text))
    for named in () if is_called_otherwise else _NAME_OF_TEXT.finditer(text):
        names = [word for word in _WORD_OF_NAME.findall(named["name"]) if word[0].isupper() and _is_unheard(word, knows)]
        if names:
            return " ".join(names)
        of_what = [named["name"][start:end] for start, end in _complements(fold(named["name"]))]
        unheard = [word for word in of_what[1:] if _is_unheard(word, knows)]  # the first tells what kind of convention it is
        if unheard:
            return unheard[0]
    return ""


def names_one_of(frame: str, catalogue: Sequence[Known]) -> bool:
    """Whether what may name a text ("du contrat d'origine") says a number, or a word of the title of one of those at hand."""
    said = set(content(frame))
    return bool(references(frame)) or any(said & set(content(known.title)) for known in catalogue if said)


def _complements(name: str) -> Iterator[tuple[int, int]]:
    """Where the complements of a name stand, as long as they follow one another: "de mise à disposition du gymnase au club"."""
    at = 0
    for complement in _COMPLEMENT.finditer(name):
        if len(name[at : complement.start()].split()) > _WORDS_BETWEEN:
            return
        yield complement.span("what")
        at = complement.end()


def _is_unheard(word: str, knows: Callable[[str], bool]) -> bool:
    terms = content(word)  # a word that questions are asked with names nothing: "au juste", "et le dire à la caisse"
    return bool(terms) and not any(knows(other) for term in terms for other in (term, *synonyms().get(term, ())))
