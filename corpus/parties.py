"""Who signs: names, short names, roles and representatives, from the blocks between "Entre" and "Et"."""

import re
from collections.abc import Iterable

from corpus.fold import fold
from corpus.lexicon import frequency
from corpus.types import Document, Party, Span

# "Ci-après dénommée « la DINSIC »", "désignée ci-après par La Ville", "dénommé(e) ci-après, le bailleur"
_NAMING = re.compile(
    r"(?:(?:ci[- ]?apres\s*,?\s*(?:de(?:nomm|sign)\w*|appele\w*|nomme\w*)?|de(?:nomm|sign)\w*(?:\(e\))?(?:s|es)?\s+ci[- ]?apres|appele\w*\s+ci[- ]?apres)"
    r"(?:\(e\)|\(es\))?(?:\s*,)?(?:\s+(?:par|sous le nom de|comme|indifferemment|respectivement|le terme))*)\s*:?\s*"
)
_QUOTED = re.compile(r"[«\"“]\s*([^»\"”\n]{2,60}?)\s*[»\"”]")
_BARE_NAME = re.compile(r"((?:l[ea]s?\s|l['’])?[^,;.()\n]{2,40})")
_END_OF_NAME = re.compile(
    r"\s*(?:,|;|\n|\(|\brepresente|\bayant son|\bdont le siege|\bsise?\b|\bsitue|\bdomicilie|\bci[- ]?apres|\badresse\b|\bagissant\b)"
)
_REPRESENTED = re.compile(r"represente(?:e|\(e\)|\s?\(e\))?s?\s+par\s*:?\s*(?:son |sa |le |la )?")
_OPENING = re.compile(
    r"\W*(?:(?:conclue? |passee? |etablie? )?entre(?: les soussignee?s)?\b\W*|et\b(?!\s+(?:de|du|des)\b)\W*|d'une part\W*|d'autre part\W*|de \w+ part\W*|les soussignee?s\W*)+"
)
_ROLE = re.compile(r",\s*(?:en (?:sa )?qualité d(?:e |u |['’]))?([^,;\n]{3,120})")
_JOINT = re.compile(
    r"\W*(?:et\W+)?(?:ensemble|ci[- ]?apres (?:denommee?s |designee?s )?(?:ensemble|collectivement)|collectivement|designee?s ensemble)\b"
)


def parties_of(document: Document, blocks: Iterable[Span]) -> tuple[Party, ...]:
    """The parties that `blocks` (the clauses of the parties section) present, in the order of the text."""
    found = (_party(document, block) for block in blocks)
    return tuple(party for party in found if party is not None)


def _party(document: Document, block: Span) -> Party | None:
    text = document.quote(block)
    folded = fold(text)
    opening = _OPENING.match(folded)
    names = _short_names(text, folded)
    represented = _REPRESENTED.search(folded)
    if _JOINT.match(folded) or not (opening or names or represented) or not (names or represented or opening):
        return None
    start = opening.end() if opening else 0
    ends = _END_OF_NAME.search(folded, start + 1)
    name = " ".join(text[start : ends.start() if ends else len(text)].split()).strip(" -–—:*#")
    if len(name) < 2 or len(name) > 200 or not (names or represented):
        return None
    representative, role = "", ""
    if represented:
        rest = text[represented.end() :]
        representative = " ".join(re.split(r"[,;\n(]", rest, maxsplit=1)[0].split())
        role_found = _ROLE.search(" ".join(rest.split())[len(representative) :])
        role = role_found[1].strip() if role_found else ""
    short = names[0] if names else ""
    return Party(name, short, tuple(names[1:]), role, (representative,) if representative else (), block)


def _short_names(text: str, folded: str) -> list[str]:
    for naming in _NAMING.finditer(folded):
        rest = text[naming.end() : naming.end() + 160].split("\n\n")[0]
        quoted = _QUOTED.findall(rest)
        if (quoted and rest.lstrip()[:1] in '«"“') or (quoted and _QUOTED.search(rest).start() < 25):  # type: ignore[union-attr]
            return [" ".join(name.split()) for name in quoted]
        bare = _BARE_NAME.match(rest.lstrip(" ,:"))
        if bare:
            return [" ".join(bare[1].split())]
    return []


def display_name(party: Party) -> str:
    """How a title calls the party: the convention's short name when it is a proper one, else its name.

    "la DINUM" is proper, "la collectivité" could be anyone's.
    """
    for name in (party.short_name, party.name):
        if is_proper_name(name):
            return without_article(name)
    return party.short_name or party.name


def is_proper_name(name: str) -> bool:
    """Whether the name tells a body from another: "la DINSIC", "la Région Grand Est"; not "la Ville", "le bailleur".

    >>> [is_proper_name(name) for name in ("la DINUM", "la Ville de Nantes", "la Ville", "le bailleur")]
    [True, True, False, False]
    """
    words = without_article(name).split()
    has_capital = any(word[0].isupper() for word in words)
    return has_capital and (len(words) > 1 or not frequency(words[0]) or (words[0].isupper() and len(words[0]) > 1))


def without_article(name: str) -> str:
    """ "la DINSIC" → "DINSIC"; "L'État" → "État"."""
    return re.sub(r"^(?:(?:la|le|les)\s+|l['’]\s?)", "", name.strip(), flags=re.IGNORECASE)
