"""A file becomes a Convention: read, split, read as meant, parties recognised."""

import re
from dataclasses import replace
from datetime import date
from itertools import takewhile
from pathlib import Path

from corpus.amendments import amendments_of, is_amendment, reference_of
from corpus.corrections import corrected, corrections_of
from corpus.dates import dates_in
from corpus.doubts import doubts_about
from corpus.errors import NoArticle
from corpus.fold import fold
from corpus.parties import display_name, is_proper_name, parties_of
from corpus.party_blocks import unannounced_blocks
from corpus.read import FileReader, PageProgress
from corpus.reading import read_as_meant
from corpus.split import Structure, split
from corpus.templates import CODE, in_one_wording
from corpus.types import Convention, Document, Party, Reading, Span

_AVENANT = re.compile(r"avenant(?:\s+(?:n\s?°\s?|numero\s)[\w./-]+)?\b")
_IS_ANNEXE = re.compile(r"(?:article )?(?P<name>annexe\b.{3,80})")  # a model that a code holds: "Annexe I à l'article R353-190"
_WORD, _SMALL = re.compile(r"\S*\d\S*|[^\W\d_]+"), re.compile(r"\b[a-zà-ÿ]+\b")
_CAPITAL_WITHIN = re.compile(r"(?:(?<=[a-zà-ÿ,] )|(?<=[dl]['’]))[A-ZÀ-Þ][A-Za-zÀ-ÿ]+\b")  # not the first word of a sentence
_SHOUTED = re.compile(r"[^\Wa-zà-ÿ_]{2}(?:[^a-zà-ÿ]*(?![a-zà-ÿ])\b)?")  # "CONVENTION D'AVANCE", of "CONVENTION D'AVANCE du lycée"
_GENERIC_TITLE_WORDS = 4
_TITLE_MAX_CHARACTERS = 160
_ONLY_NUMBERED = re.compile(r"(?P<kind>\w+) (?:n\s?°|numero)[\s\d./…-]*")  # "Convention n° 2021-03", "Convention n° {{ numero }}"
_PRESENTS_PARTIES = re.compile(r"(?:(?:designation|identification|presentation) des |les )?(?:parties|signataires)\b.{0,60}")
_PARAGRAPH_END = re.compile(r"\n(?=\s*\n|\s*[A-ZÀ-Ý])")
_BY_VIRTUE_OF = re.compile(
    r",? en application d(?:e l'|es )articles? .{0,80}? du code [\w' ]*?(?=\s(?:et )?(?:entre|pour|portant)\b|,|$)"
)


def parse_file(path: Path, reader: FileReader | None = None, progress: PageProgress = lambda *_: None) -> Convention:
    """Reads and understands one file; `progress` is told the pages read, where there are pages.

    Raises:
        DocumentError: the file is not a text that holds a convention; the message says why and what to do.
    """
    return corrected(understand((reader or FileReader()).read(path, progress)), corrections_of(path))


def understand(document: Document) -> Convention:
    """Understands a text that has been read.

    Raises:
        NoArticle: neither an article nor the title of an agreement was recognised.
    """
    structure = split(document)
    if not structure.articles and structure.title_span is None:
        raise NoArticle(
            f"{document.id} : aucun article n'a été reconnu dans ce texte. Vérifiez que le fichier contient bien une "
            "convention, avec ses « Article 1 », « Article 2 »…"
        )
    reading = read_as_meant(document.text, _joined(structure), structure.page_marks)
    blocks = [clause.span for section in structure.sections if section.kind == "parties" for clause in section.clauses]
    parties = (
        parties_of(document, blocks)
        or parties_of(document, _of_parties(structure), is_listed=True)
        or parties_of(document, unannounced_blocks(document, _opening(structure)), is_listed=True)
    )
    reference = None
    if structure.title_span and is_amendment(document.quote(structure.title_span)):
        reference = reference_of(document, structure.title_span)
    convention = Convention(
        document=replace(document, title=_title(document, structure, reading, parties)),
        reading=reading,
        parties=parties,
        sections=structure.sections,
        articles=structure.articles,
        unclassified=structure.unclassified,
        page_marks=structure.page_marks,
        reference=reference,
        amendments=amendments_of(document, structure.articles, structure.sections) if reference else (),
        signed_on=_signed_on(document, structure),
    )
    return replace(convention, doubts=doubts_about(convention))


def _opening(structure: Structure) -> list[Span]:
    """The clauses before the visas and the articles, and those of the first article."""
    front = takewhile(lambda section: section.kind in ("parties", "preambule"), structure.sections)
    return [clause.span for section in front for clause in section.clauses] + [
        clause.span for article in structure.articles[:1] for clause in article.clauses
    ]


def _of_parties(structure: Structure) -> list[Span]:
    """The clauses of the article that presents the parties: "§ 1 – LES PARTIES"."""
    presenting = [a for a in structure.articles[:2] if _PRESENTS_PARTIES.fullmatch(fold(a.heading))]
    return [clause.span for article in presenting for clause in article.clauses]


def _signed_on(document: Document, structure: Structure) -> date | None:
    """The one date beside the signatures; None when there is none, or several that differ."""
    signatures = [document.quote(s.span) for s in structure.sections if s.kind == "signatures"]
    dates = {found for text in signatures for found, _, _ in dates_in(text)}
    return dates.pop() if len(dates) == 1 else None


def _joined(structure: Structure) -> list[Span]:
    """Where line ends mean nothing: in clauses and headings, but not in the blocks of parties and signatures."""
    spans = [
        clause.span for section in structure.sections if section.kind in ("visas", "preambule") for clause in section.clauses
    ]
    for top in structure.articles:
        for article in top.walk():
            spans += [article.heading_span, *(clause.span for clause in article.clauses)]
    return spans


def _title(document: Document, structure: Structure, reading: Reading, parties: tuple[Party, ...]) -> str:
    """The text's own title when it says something, else its kind and its parties: "Convention A – B"."""
    own = _own_title(document, structure, reading)
    names = [name for name in dict.fromkeys(map(display_name, parties)) if is_proper_name(name)]
    if (avenant := _AVENANT.match(fold(own))) and len(names) >= 2:
        own = own[: avenant.end()]  # what it amends follows: its parties say it shorter
    if len(own.split()) > _GENERIC_TITLE_WORDS or (own and len(names) < 2):
        title = _BY_VIRTUE_OF.sub("", _in_small_letters(own, document.text))
        return title if len(title) <= _TITLE_MAX_CHARACTERS else title[:_TITLE_MAX_CHARACTERS].rsplit(" ", 1)[0] + "…"
    if len(names) >= 2:
        has_number = any(c.isdigit() for c in own)
        kind = f"{_in_small_letters(own, document.text)}," if has_number else own.split()[0].capitalize() if own else "Convention"
        return f"{kind} {' – '.join(names)}"
    first = document.text.lstrip("# \n\ufeff").split("\n", 1)[0].strip()
    annexe = _IS_ANNEXE.fullmatch(fold(first))
    return first[annexe.start("name") :] if annexe else document.id.replace("_", " ")


def _in_small_letters(title: str, text: str) -> str:
    """A title whose first words are in capitals, these in small letters but for references and what the text writes with capitals, and never
    without, in its sentences: "CONVENTION N° 4-PRO DE CONSERVATION À TRESMONT" → "Convention n° 4-PRO de conservation à Tresmont"."""
    shouted = _SHOUTED.match(title)
    if shouted is None:
        return title
    written = {fold(word): word for word in _CAPITAL_WITHIN.findall(text)}
    for word in _SMALL.findall(text):
        written.pop(fold(word), None)

    def as_written(found: re.Match[str]) -> str:
        word, name = found[0], written.get(fold(found[0]))
        return word if name == word or any(map(str.isdigit, word)) else word.capitalize() if name else word.lower()

    said = _WORD.sub(as_written, shouted[0]) + title[shouted.end() :]
    return said[:1].upper() + said[1:]


def _own_title(document: Document, structure: Structure, reading: Reading) -> str:
    """What the text calls itself; where that is but a number, what a paragraph above its articles says that it is:
    "Convention conclue entre … et portant sur les résidences sociales". Empty when it has no title."""
    if structure.title_span is None:
        return ""
    span, written = structure.title_span, document.quote(structure.title_span)
    own = _said(in_one_wording(written) if CODE.search(written) else reading.of(span.start, span.end))
    numbered = _ONLY_NUMBERED.fullmatch(fold(own))
    if not numbered:
        return own
    front = document.text[span.end : structure.articles[0].span.start if structure.articles else span.end]
    says = re.compile(rf"{numbered['kind']}s?\W(?:type\W)?(?:conclue|relative|portant|pour|d[eu']).*")
    said = (_said(in_one_wording(paragraph)) for paragraph in _PARAGRAPH_END.split(front))
    return next((name for name in said if says.fullmatch(fold(name))), own)


def _said(text: str) -> str:
    return " ".join(text.split()).strip("# *_,")
