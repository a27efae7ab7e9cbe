"""Who signs: names, short names, representatives, their quality and the address, from the blocks between "Entre" and "Et"."""

import re
from collections import Counter
from collections.abc import Iterable

from corpus.fold import fold
from corpus.lexicon import frequency
from corpus.party_blocks import AGREEMENT, CONCLUDED, role_at
from corpus.templates import CODE
from corpus.types import Document, Party, Span

# "Ci-après dénommée « la DINSIC »", "désignée ci-après par La Ville", "dénommé(e) ci-après, le bailleur", "ci-après « la Ville »"
_NAMED = r"(?:de(?:nomm|sign)\w*|appele\w*|nomme\w*|intitule\w*)(?:\s?\(e\))?(?:\s?\(?s\)?|\(?es\)?)?"
_NAMING = re.compile(
    rf"(?:ci[- ]?apres\s*,?\s*(?:{_NAMED})?|{_NAMED}\s+ci[- ]?apres)(?:\s*,)?"
    r"(?:\s+(?:par|sous le nom de|sous l'appellation|comme|indifferemment|respectivement|le terme|les termes))*\s*:?\s*"
)
# "et désignée sous le terme « l'Administration »", "dénommé « le délégant »", "(« l'Office »)", "…, « l'Office » ;": without "ci-après",
# between quotation marks only
_NAMING_QUOTED = re.compile(
    rf"\b(?:{_NAMED}|(?<=\()dite?s?)\s+(?:sous (?:le|les|l')\s?(?:terme|nom|vocable|appellation|intitule)s?\s+(?:de |d'|generique )*|par |comme )?(?=«|<<|[\"“])"
    r"|[(,]\s?(?=(?:«|<<|[\"“])\s?(?:l'|la |le |les )[^»\"”«<>()]{2,40}(?:»|>>|[\"”])\s?(?:\)|[;,.]?\s*(?:\n|$)))"
)
_QUOTED = re.compile(r"(?:«|<<|[\"“])\s*([^»\"”«<>]{2,60}?)\s*(?:»|>>|[\"”])")
_BARE_NAME = re.compile(r"((?:l[ea]s?\s|l['’])?[^,;.:()\n]{2,40}?)(?=[,;.:()\n]|\s(?:sont|son|ont|a|et)\s|$)")
_TOGETHER = re.compile(r"\b(?:ensemble|collectivement|conjointement)\b|\bles (?:parties|signataires|partenaires)\b")
# "Les trois communes sont…", "Le 9 février", "L'an deux mille vingt-cinq", "Accord de consortium": a sentence, a date, the text itself
_NO_PARTY = re.compile(
    rf"{_TOGETHER.pattern}|\bensemble\b|.* (?:sont|ont|a ete|est (?:soumise?|convenue?|prevue?|fixee?))(?: |$)|.*\w{{4}}\. |(?:l'article|le present|la presente|l'an|le \d+(?:er)?|{AGREEMENT}s?)\b"
)
_END_OF_NAME = re.compile(
    r"\s*(?:,|;|\(|\s[-–—]\s|\brepresente|\bayant\b|\bdont le siege|\bsise?s?\b|\bsituee?s?\b|\bdomicilie|\bdemeurant|\bci[- ]?apres|\badresse\b"
    r"|\bagissant\b|\bimmatricul|\binscrit|\bsire[nt]\b|\bn° ?sire|\bsocial\w* au capital|\bdenomme|\bdesigne|\bd'une part\b|\bd'autre part\b)"
)
_LINE_GOES_ON = re.compile(r"(?:\b(?:de|du|des|et|la|le|les|en|pour|aux?|sur)|['’-])$")
_REPRESENTED = re.compile(r"represente(?:e|\(e\)|\s?\(e\))?s?\s+par\s*:?\s*")
_END_OF_REPRESENTATIVE = re.compile(
    r";|\n\s*\n|\bci[- ]?apres|\bagissant\b|\bdument\b|\bhabilite|\ben vertu\b|\ben application\b|\bd'une part\b|\bd'autre part\b|\bde \w+ part\b|\bet\W*$"
    rf"|\b{_NAMED}\s+(?:ci|«|\")|(?<!\bm)(?<!\bmm)\.\s|\bdont\b|\bsise?\b|\badresse\b"
)
_CIVILITY = re.compile(r"\b(?:m\.|mm\.|mme|mmes|mlle|monsieur|madame|messieurs|mesdames|docteur|maitre)(?=\s)")
_QUALITY_WORDS = re.compile(r"^(?:en (?:sa )?qualite (?:de |d'|du )|son |sa |ses |le |la |l'|les )+")
_OPENING = re.compile(
    rf"\W*(?:{CONCLUDED}entre(?: les soussigne\S*)?\b\W*|et\b(?!\s+(?:de|du|des)\b)\W*|d'une part\W*|d'autre part\W*|de \w+ part\W*|les soussignee?s\W*)+"
)
_FORM_NUMBER = re.compile(r"\W*\d\s?(?:[-–.)]|°\s?\)?)\s*")
_BESIDE_NAME = re.compile(r"\W*(?:le cas echeant|enfin|en presence d(?:u|es|e(?= l)))\W+")
_JOINT = re.compile(
    r"\W*(?:et\W+)?(?:ensemble|ci[- ]?apres (?:denommee?s |designee?s )?(?:ensemble|collectivement)|collectivement|designee?s ensemble)\b"
)
_ADDRESS = re.compile(
    r"(?:(?:dont|ayant) (?:le |son )?siege(?: social)?(?: est)?(?: situe| sis| fixe)?|\bsise?s?\b|\bsituee?s?\b|\bdomiciliee?s?\b|\bdemeurant\b|\badresse\s*:)"
    r"\s*(?::|a\b|au\b)?\s*"
)
_END_OF_ADDRESS = re.compile(
    r";|\s*,?\s*(?:et\s+)?(?:representee?|siret|siren|immatricul|inscrit|ci[- ]?apres|denomme|designe|agissant|numero|n° ?siret)|\n\s*\n(?!\s*\d{5}\b)"
)
_STREET = re.compile(
    r"\b(?:\d{1,4}\b|rue\b|avenue\b|boulevard\b|place\b|hotel\b|bp\b|cs\b|tsa\b|lieu-dit\b|quai\b|route\b|chemin\b)"
)
# What a model leaves to be filled in where the name should be: "…", "M. …", "XX", "[Organisme agréé]", "(1)"
_BLANK_NAME = re.compile(
    r"(?:nom|prenoms?|designation|denomination|raison sociale|n°|nee?|agee?|representee? par)\b.*|(?:m\.|mme|x{2,})?(?:\W|_|\bou\b|\bet\b|\d\)|\bm\b|\bmme\b|\bx{2,}\b)*(?:\[.*|representee?|denommee?|designee?|personne (?:physique|morale)\b.*)?",
    re.DOTALL,
)
_OVER_FIELDS = re.compile(r"[^:\n]{3,90}?:?\s*\n\s*(?:nom|denomination|raison sociale)\b[^:\n]*:")
_DETERMINED = re.compile(r"(?:l'|la |le |les )\w")
_POSTAL_CODE = re.compile(r"\b\d{5}\b")
_CAPITALS_SHARE = 0.7
_NAME_MAX_CHARACTERS = 200
_ACRONYM_MAX_CHARACTERS = 5
_BARE_BLOCK_MAX_CHARACTERS = 250


def parties_of(document: Document, blocks: Iterable[Span], is_listed: bool = False) -> tuple[Party, ...]:
    """The parties that `blocks` (the clauses of the parties section) present, in the order of the text.

    `is_listed` tells that a bare name is enough from the first block on: each is known to present a party.
    """
    found: dict[str, Party] = {}
    for block in blocks:
        party = _party(document, block, is_listed=is_listed or bool(found))
        if party is not None:
            key = fold(without_article(party.name))
            if key not in found or not found[key].is_described:  # a cover names the parties that the next page presents
                found[key] = party
    return tuple(found.values())


def _party(document: Document, block: Span, is_listed: bool) -> Party | None:
    """`is_listed` tells that a party stands before: a bare name is then enough."""
    text = document.quote(block)
    folded = fold(text)
    if _JOINT.match(folded):
        return None
    start = 0
    for beside in (_OPENING, _FORM_NUMBER, _OPENING, _BESIDE_NAME):
        found = beside.match(folded, start)
        start = found.end() if found else start
    role = role_at(text, folded, start)
    start = role.end() if role else start
    names = _short_names(text, folded) or ([text[role.start("role") : role.end("role")]] if role else [])
    represented = _REPRESENTED.search(folded)
    name, end = _name(text, folded, start)
    is_short = bool(start or (is_listed and len(text) <= _BARE_BLOCK_MAX_CHARACTERS))
    is_bare = bool(_OVER_FIELDS.match(folded, start) or (is_short and _DETERMINED.match(folded[start:])))
    is_presented = bool(names or represented) or is_bare
    if _BLANK_NAME.fullmatch(fold(name)):
        name = names[0] if names else ""
    names = names or _said_in_lower_case(document, name)
    if not 2 <= len(name) <= _NAME_MAX_CHARACTERS or not is_presented or _NO_PARTY.match(fold(name)):
        return None
    people, quality = _representatives(text, folded, represented.end()) if represented else ((), "")
    return Party(name, names[0] if names else "", tuple(names[1:]), quality, people, block, _address(text, folded, end))


def _name(text: str, folded: str, start: int) -> tuple[str, int]:
    """The party's name and where it ends; a name goes on overleaf after a word that ends nothing: "… d'Information et de"."""
    start = next((found.start() for found in re.finditer(r"\{[{%]|\$\{|\w", text[start:])), 0) + start
    while mark := CODE.match(text, start):
        start = mark.end()
    ends = _END_OF_NAME.search(folded, start + 1)
    end = ends.start() if ends else len(text)
    for line_end in re.finditer(r"\s*\n\s*", text[start:end]):
        before, after = folded[start : start + line_end.start()], text[start + line_end.end() : end]
        if not _LINE_GOES_ON.search(before) and not after[:1].islower():
            end = start + line_end.start()
            break
    name = " ".join(CODE.sub(" ", text[start:end]).split()).strip(" -–—:*#.,…")
    return re.sub(r"\s+(?:de|du|des|d['’])$", "", name), end  # "le préfet de…", of a model


def _said_in_lower_case(document: Document, name: str) -> list[str]:
    """How the clauses write a name that is in capitals, "L'ORGANISME D'ACCUEIL": "organisme d'accueil"."""
    if sum(map(str.isupper, name)) < _CAPITALS_SHARE * sum(map(str.isalpha, name)):
        return []
    said = fold(without_article(name)).split(" ou ")[0]
    text = CODE.sub(" ", document.text)
    written = [text[at.start() : at.end()] for at in re.finditer(rf"\b{re.escape(said)}\b", fold(text))]
    return [form for form, _ in Counter(form for form in written if form.islower()).most_common(1)]


def _short_names(text: str, folded: str) -> list[str]:
    for naming in (*_NAMING.finditer(folded), *_NAMING_QUOTED.finditer(folded)):
        if _TOGETHER.search(folded[max(0, naming.start() - 20) : naming.end()]):
            continue
        rest = text[naming.end() : naming.end() + 160].split("\n\n")[0]
        together = _TOGETHER.search(fold(rest))
        rest = rest[: together.start()] if together else rest
        quoted = list(_QUOTED.finditer(rest))
        if quoted and quoted[0].start() < 25:
            return [" ".join(found[1].split()) for found in quoted]
        bare = _BARE_NAME.match(rest.lstrip(' ,:«<"“'))
        if bare and bare[1].strip():
            return [" ".join(bare[1].split())]
    return []


def _representatives(text: str, folded: str, start: int) -> tuple[tuple[str, ...], str]:
    """Who represents, and in what quality: "Monsieur Jean ROTTNER, en sa qualité de Président", "son maire, M. H."."""
    ends = _END_OF_REPRESENTATIVE.search(folded, start)
    raw = " ".join(text[start : ends.start() if ends else start + 240].split())
    people: list[str] = []
    qualities: list[str] = []
    for piece in re.split(r",|\(|\)", raw)[:3]:
        piece = piece.strip(" :.-–")
        if not piece:
            continue
        civility = _CIVILITY.search(fold(piece))
        if civility and not people:
            people.append(piece[civility.start() :].strip())
            if piece[: civility.start()].strip():
                qualities.append(_quality(piece[: civility.start()]))
        elif not people and _is_person(piece):
            people.append(piece)
        elif not qualities:
            qualities.append(_quality(piece))
    return tuple(people), qualities[0] if qualities else ""


def _quality(piece: str) -> str:
    piece = piece.strip()
    found = _QUALITY_WORDS.match(fold(piece))
    return piece[found.end() :] if found else piece


def _is_person(piece: str) -> bool:
    """ "Nadi Bou Hanna", "Jean-Luc G"; not "le préfet du Nord", not "Président de la Région"."""
    words = piece.split()
    return 2 <= len(words) <= 5 and all(word[0].isupper() or word in ("de", "du", "d'", "le", "la") for word in words) and (
        not frequency(words[0]) or (words[0].istitle() and not re.match(r"(?:president|direct|maire|prefet|recteur|ministre|secretaire)", fold(words[0])))
    )  # fmt: skip


def _address(text: str, folded: str, name_end: int) -> str:
    """The address, announced ("dont le siège est…") or written under the name; it holds a postal code, or it is none."""
    announced = _ADDRESS.search(folded)
    street = _STREET.search(folded, name_end)
    start = announced.end() if announced else street.start() if street else len(text)
    ends = _END_OF_ADDRESS.search(folded, start)
    address = " ".join(text[start : ends.start() if ends else start + 160].split()).strip(" ,.;:-–(")
    code = _POSTAL_CODE.search(address)
    return address if code and len(address) <= _NAME_MAX_CHARACTERS else ""


def display_name(party: Party) -> str:
    """How a title calls the party: the convention's short name when it is a proper one, else its name.

    "la DINUM" is proper, "la collectivité" could be anyone's, and so is "LE STAGIAIRE", whom the clauses call "stagiaire".
    """
    if party.short_name.islower() and fold(without_article(party.name)).startswith(fold(without_article(party.short_name))):
        return party.short_name
    for name in (party.short_name, party.name):
        if is_proper_name(name):
            return without_article(name)
    return party.short_name or party.name


def is_proper_name(name: str) -> bool:
    """Whether the name tells a body from another: "la DINSIC", "la Région Grand Est"; not "la Ville", "le bailleur", "LE BAILLEUR".

    >>> [is_proper_name(name) for name in ("la DINUM", "la Ville de Nantes", "la Ville", "le bailleur", "LE BAILLEUR")]
    [True, True, False, False, False]
    """
    words = without_article(name).split()
    if not words:
        return False
    first, others = words[0], words[1:]
    is_shouted = first.isupper() and len(first) > _ACRONYM_MAX_CHARACTERS
    opens_a_line = (first.istitle() or is_shouted) and bool(frequency(first.lower()))  # "Accueillant familial"
    return any(word[0].isupper() for word in others) or (first[0].isupper() and not opens_a_line and len(first) > 1)


def without_article(name: str) -> str:
    """ "la DINSIC" → "DINSIC"; "L'État" → "État"; of a scan: "Ia Régie" → "Régie", "I'État" → "État"."""
    return re.sub(r"^(?:(?:la|le|les|(?-i:Ia|Ie|Ies))\s+|[li]['’]\s?)", "", name.strip(), flags=re.IGNORECASE)
