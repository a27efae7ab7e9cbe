"""Where each party is presented, between "Entre" and the first visa or article: one block a party.

Models and forms announce nothing: "Le préfet de…, d'une part, et … dénommé ci-après le bailleur, sont convenus de ce qui suit", or a
heading over its fields, "L'organisme d'accueil", "Nom : …". `unannounced_blocks` finds those.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from corpus.fold import fold
from corpus.lines import Line
from corpus.types import Document, Span

AGREEMENT = r"(?:convention|contrat|accord|protocole|avenant|charte)"
CONCLUDED = rf"(?:(?:la presente |le present )?{AGREEMENT}?\s*(?:est )?(?:conclue?|passee?|etablie?|signee?)\s+)?"
# What opens the parties: "Entre", "Entre la Ville de…", "La présente convention est conclue entre :"
_OPENS = (
    rf"\W*{CONCLUDED}entre\b.{{0,40}}$|\W*{CONCLUDED}entre\W+(?:les? |la |l'|d'une part|m\.|mm?e |monsieur|madame).*|.*\bles? soussigne\w*\b.*"
    r"|\W*(?:les )?parties(?: signataires| prenantes| contractantes)?\W*|(?:.* )?ont comparu\W*"
)
OPENS_PARTIES = re.compile(rf"{_OPENS}|.*\bd'une part\W*$")
# The same after the visas, where a line that ends with "d'une part" may be of a sentence
RETURNS_TO_PARTIES = re.compile(_OPENS)
_BETWEEN_PARTIES = re.compile(
    r"\W*(?:(?:conclue? |passee? )?entre(?: les soussigne\S*)?|les soussigne\S*|(?:les )?parties(?: signataires| prenantes| contractantes)?|(?:.* )?ont comparu|(?:et\W+)?(?:d'une (?:premiere )?part|d'autre part|de \w+ part)|et)\W*"
)
# "l'Université et l'Agence étant désignées individuellement « la Partie » et collectivement « les Parties »"
_ALL_OF_THEM = re.compile(
    r"^(?!.*\brepresente).*\b(?:individuellement|collectivement|conjointement|ensemble)\b.{0,60}\bparti(?:e|es|s)\b"
)
_OPENS_PARTY = re.compile(rf"\W*(?:{CONCLUDED}entre\b|et\b\W|ensemble\b|d'autre part|d'une part)")
_PARTY_NAME = re.compile(r"\W*(?:et\W+|entre\W+)?(?:l'|la |le |les |m\. |mme |monsieur |madame )\w")
_NUMBERED = re.compile(
    r"\(?\d\s?(?:°\s?\)?|[).]|\s[-–])\s*(?:et\W+)?(?:l'|la |le |les |m\. |mme |monsieur |madame |\W)"
)  # "1° l'État", "2) le Département", "(3) La société", "3. Et la Commune"
# "la commune de Sarmezac, représentée par…": on a line of its own, after a comma
_NEXT_PARTY = re.compile(
    r"\W*(?:(?:l'|la |le |les |m\. |mme |monsieur |madame )[^,;]{3,120}|\w[^,;]{2,60}, (?=association|societe|etablissement)[^,;]{3,80}), (?:representee?s?\b|ci[- ]?apres\b|dont le siege\b|agissant\b|denomme|designe"
    r"|proprietaire\b|associations?\b|societe\b|etablissement\b|groupement\b|immatricul|identifie|habilite|sise?\b|situee?\b|regie?\b|declaree\b|reconnue\b)"
)
# "LE BAILLEUR : la commune de…", "PRENEUR – M. …": the role before the name
_ROLE = re.compile(
    r"\W*(?P<role>(?:l'|la |le |les )[\w' ]{3,40}?|\w{2,14}(?:eur|rice|aire|ant|ante))\s*(?::|\s[–—-])\s+"
    r"(?=(?:l'|la |le |les |monsieur |madame )\w|(?:m\.|mme)\W|\W*(?:\[|…|\.\.)|[^,;:]{3,60}, (?:representee?s?|association|societe|office|etablissement)\b)"
)
# "entre la Ville, ci-après « la Ville », d'une part, et l'Université, …": both parties in one sentence
_SECOND_PARTY = re.compile(
    r"(?:[,;»)\"”]|\bpart|\brepresentee? par [^,;]{3,60}|\bagissant au nom de [^,;]{3,40}?)\s*,?\s+(?P<and>et\s*(?:d'autre part\W*|de \w+ part\W*)?)"
    r"(?=(?:l'|la |le |les |m\. |mme |monsieur |madame |:|\.\.|…|_|x{2,}\b|\[|\{\{))"
)
_PRESENTED = re.compile(r"\brepresente|\bagissant|ci[- ]?apres|\bdenomme|\bd'une part")
_CALLED = re.compile(r"\bci[- ]?apres\b|\bdenomme|\bdesigne")  # by which the party before is presented whole
_UNNAMED_SECOND_PARTY = re.compile(r"\s(?P<and>et\s+)(?=(?:l'|la |le |les )\w)")
_THIRD_PARTY = re.compile(r",\s+(?P<and>ainsi que\s+)(?=(?:l'|la |le |les )\w)")
# What follows the parties in their sentence
_AFTER_PARTIES = re.compile(
    r",?\s+(?P<and>)(?=(?:il est|il a ete|ont|sont|son) (?:arrete|convenu|expose)|apres avis|pour ce qui concerne)"
)
_ENDS_PARTY = re.compile(r";\s*(?:\{%[^%]*%\}\s*)*$")
_AGREED = re.compile(
    r"(?:sont|son|ont|est|a ete)\s+convenue?s?\s+(?:(?:de\s+)?ce qui suit|des (?:dispositions|stipulations) (?:suivantes|ci-apres|qui suivent))"
)
_ONE_OF_THE_PARTIES = re.compile(r"\b(?:d'une|d'autre|de \w+) part\b|\bci[- ]?apres\b|\bagissant\b|\brepresente")
_IDENTIFIED = re.compile(r"\brepresente|\bci[- ]?apres\b|\bsiege\b|\bimmatricul|\bdemeurant\b|\bnee?\b|…|\.\.|\[")
# A heading over the fields of a form: "2 - L'ORGANISME D'ACCUEIL", "La personne accueillie :"
_FORM_HEAD = re.compile(r"\W*(?:\d\s?[-–.)]\s*)?\w[^:.,;]{2,70}:?")
_NAME_FIELD = re.compile(r"(?:nom|denomination|raison sociale)\b[^:]{0,40}:.*", re.DOTALL)
_IDENTITY_FIELD = re.compile(r"(?:adresse|siege|domicili|represente|nee?\b|siret|siren)")
_FIELD = re.compile(r"[^:]{2,60}:.*|representee? .*|assistee? .*", re.DOTALL)
_FIELDS_MAX = 8


def role_at(text: str, folded: str, start: int = 0) -> re.Match[str] | None:
    """The role that stands before a party's name, in the group "role": before a dash in capitals only, as "PRENEUR – …"."""
    found = _ROLE.match(folded, start)
    return found if found and (":" in found[0] or text[found.start("role") : found.end("role")].isupper()) else None


def party_blocks(document: Document, lines: Iterable[Line]) -> Iterator[Span]:
    """One span a party: what stands between "Entre", "Et", "d'une part", or is an item of the list of parties."""
    blocks: list[list[Line]] = [[]]
    before: Line | None = None
    is_apart, has_name = True, False
    for line in lines:
        if not line.text or line.mark:
            is_apart = True
            continue
        if _BETWEEN_PARTIES.fullmatch(line.folded) or _ALL_OF_THEM.search(line.folded):
            blocks.append([])
        else:
            after_a_stop = is_apart or before is None or before.text[-1] in ',;.:»)"”'
            is_item = line.marker.strip()[:1] in ("-", "•", "–") or bool(_NUMBERED.match(line.folded))
            is_name = is_apart and bool(_PARTY_NAME.match(line.folded))
            ended = is_apart and before is not None and bool(_ENDS_PARTY.search(before.folded))
            is_presented = (
                is_name and bool(_PRESENTED.search(line.folded)) and any(_CALLED.search(of.folded) for of in blocks[-1])
            )
            is_next = before is not None and before.text[-1] in ",;" and bool(blocks[-1])
            is_next &= is_presented or bool(_NEXT_PARTY.match(line.folded))
            is_opened = (
                _OPENS_PARTY.match(line.folded) or role_at(line.text, line.folded) or is_item or (is_name and not has_name)
            )
            if ended or is_next or (after_a_stop and is_opened):
                blocks.append([])
            has_name = is_name or (has_name and bool(blocks[-1]))
            blocks[-1].append(line)
        before, is_apart = line, False
    for block in blocks:
        if block:
            yield from _one_party_each(document, block[0].start, block[-1].end)


def unannounced_blocks(document: Document, clauses: Sequence[Span]) -> Iterator[Span]:
    """One span a party that is presented in the clauses before or at the head of the articles, without "Entre": in the sentence
    that says what they agreed, else under the headings of a form."""
    texts = [fold(document.quote(clause)).strip() for clause in clauses]
    agreed = next((i for i, text in enumerate(texts) if _AGREED.search(text)), None)
    first = agreed or 0
    while first and _ONE_OF_THE_PARTIES.search(texts[first - 1]):
        first -= 1
    if agreed is not None and any(_ONE_OF_THE_PARTIES.search(text) for text in texts[first : agreed + 1]):
        yield from _one_party_each(document, clauses[first].start, clauses[agreed].end)
        return
    roles = [
        c for c, text in zip(clauses, texts, strict=True) if role_at(document.quote(c).strip(), text) and _IDENTIFIED.search(text)
    ]
    if len(roles) > 1:
        yield from roles
        return
    heads = [at for at in range(len(texts) - 1) if _is_form_head(texts[at], texts[at + 1])]
    for at, after in pairwise([*heads, len(texts)]):
        last = at + 1
        while last + 1 < min(after, at + _FIELDS_MAX) and _FIELD.fullmatch(texts[last + 1]):
            last += 1
        if any(_IDENTITY_FIELD.match(text) for text in texts[at + 1 : last + 1]):
            yield document.span(clauses[at].start, clauses[last].end)


def _is_form_head(text: str, after: str) -> bool:
    return bool(_FORM_HEAD.fullmatch(text) and not _IDENTITY_FIELD.match(text) and _NAME_FIELD.fullmatch(after))


def _one_party_each(document: Document, start: int, end: int) -> Iterator[Span]:
    """Cuts a sentence that presents several parties, and what follows them in it."""
    text = document.text
    folded = fold(text[start:end])
    cuts = [cut for cut in _SECOND_PARTY.finditer(folded) if _PRESENTED.search(folded[: cut.start("and")])]
    if not cuts and _OPENS_PARTY.match(folded) and folded.lstrip()[:2] != "et":
        bare = _UNNAMED_SECOND_PARTY.search(folded)
        if bare and not _PRESENTED.search(folded[: bare.start()]):
            cuts = [bare, *_THIRD_PARTY.finditer(folded, bare.end())]
    if cuts:
        cuts += list(_AFTER_PARTIES.finditer(folded, cuts[-1].end()))[:1]
    at = start
    for cut in cuts:
        stop = start + cut.start("and")
        yield document.span(at, stop - len(text[at:stop]) + len(text[at:stop].rstrip()))
        at = start + cut.end("and")
    yield document.span(at, end)
