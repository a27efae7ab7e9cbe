"""Where each party is presented, between "Entre" and the first visa or article: one block a party."""

import re
from collections.abc import Iterable, Iterator

from corpus.fold import fold
from corpus.lines import Line
from corpus.types import Document, Span

CONCLUDED = r"(?:(?:la presente |le present )?(?:convention|contrat|accord|protocole|avenant|charte)?\s*(?:est )?(?:conclue?|passee?|etablie?|signee?)\s+)?"
# What opens the parties: "Entre", "Entre la Ville de…", "La présente convention est conclue entre :"
OPENS_PARTIES = re.compile(
    rf"\W*{CONCLUDED}entre\b.{{0,40}}$|\W*{CONCLUDED}entre\W+(?:les? |la |l'|d'une part|m\.|mm?e |monsieur|madame).*|.*\bles? soussignee?s?\b.*"
    r"|.*\bd'une part\W*$"
)
_BETWEEN_PARTIES = re.compile(
    r"\W*(?:(?:conclue? |passee? )?entre(?: les soussignee?s)?|(?:et\W+)?(?:d'une (?:premiere )?part|d'autre part|de \w+ part)|et)\W*"
)
_OPENS_PARTY = re.compile(rf"\W*(?:{CONCLUDED}entre\b|et\b\W|ensemble\b|d'autre part|d'une part)")
_PARTY_NAME = re.compile(r"\W*(?:et\W+|entre\W+)?(?:l'|la |le |les |m\. |mme |monsieur |madame )\w")
# "entre la Ville, ci-après « la Ville », d'une part, et l'Université, …": both parties in one sentence
_SECOND_PARTY = re.compile(
    r"(?:[,;»)\"”]|\bpart|\brepresentee? par [^,;]{3,60})\s*,?\s+(?P<and>et\s*(?:d'autre part\W*|de \w+ part\W*)?)(?=(?:l'|la |le |les |m\. |mme |monsieur |madame |:))"
)
_PRESENTED = re.compile(r"\brepresente|ci[- ]?apres|\bdenomme|\bd'une part")
_UNNAMED_SECOND_PARTY = re.compile(r"\s(?P<and>et\s+)(?=(?:l'|la |le |les )\w)")


def party_blocks(document: Document, lines: Iterable[Line]) -> Iterator[Span]:
    """One span a party: what stands between "Entre", "Et", "d'une part", or is an item of the list of parties."""
    blocks: list[list[Line]] = [[]]
    before: Line | None = None
    is_apart, has_name = True, False
    for line in lines:
        if not line.text or line.mark:
            is_apart = True
            continue
        if _BETWEEN_PARTIES.fullmatch(line.folded):
            blocks.append([])
        else:
            after_a_stop = is_apart or before is None or before.text[-1] in ',;.:»)"”'
            is_item = line.marker.strip()[:1] in ("-", "•", "–")
            is_name = is_apart and bool(_PARTY_NAME.match(line.folded))
            if after_a_stop and (_OPENS_PARTY.match(line.folded) or is_item or (is_name and not has_name)):
                blocks.append([])
            has_name = is_name or (has_name and bool(blocks[-1]))
            blocks[-1].append(line)
        before, is_apart = line, False
    for block in blocks:
        if block:
            yield from _one_party_each(document, block[0].start, block[-1].end)


def _one_party_each(document: Document, start: int, end: int) -> Iterator[Span]:
    """Cuts a sentence that presents two parties."""
    text = document.text
    folded = fold(text[start:end])
    cuts = [cut for cut in _SECOND_PARTY.finditer(folded) if _PRESENTED.search(folded[: cut.start("and")])]
    if not cuts and _OPENS_PARTY.match(folded) and folded.lstrip()[:2] != "et":
        bare = _UNNAMED_SECOND_PARTY.search(folded)
        cuts = [bare] if bare and not _PRESENTED.search(folded[: bare.start()]) else []
    at = start
    for cut in cuts:
        stop = start + cut.start("and")
        yield document.span(at, stop - len(text[at:stop]) + len(text[at:stop].rstrip()))
        at = start + cut.end("and")
    yield document.span(at, end)
