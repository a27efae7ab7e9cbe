"""What is printed on a page and belongs to no clause: page numbers, running heads, prefecture stamps, tables of contents."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from corpus.fold import fold

# "Page 1 — Annexe de la délibération", "page 2 sur 9", "- 4 -", "3/12"
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:page\s*\d{1,4}\b.{0,80}|-\s*\d{1,4}\s*-|(\d{1,3})\s*/\s*(\d{1,3})|\d{1,4}\s+sur\s+\d{1,4})\W{0,3}"
)
_DAY = r"\W*(?:(?:le|du)?\s*:?\s*\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{2,4}(?:\s+(?:a\s+)?\d{1,2}\s?[:h]\s?\d{2}(?::\d{2})?)?)?\W*"
# The stamp of the prefectures' service: "Envoyé en préfecture le 12/03/2021", "Affiché le", "ID : 067-200067213-20210312-DEL12-DE"
_STAMP = re.compile(
    rf"\W*(?:(?:envoye|recu|transmis|depose)e?s?\s+(?:en|a la|par la)\s+(?:sous[- ])?prefecture{_DAY}|(?:affiche|publie|notifie)e?\s+le\b{_DAY}"
    rf"|id\s*:\s*\d{{3}}\s?-\s?\d{{6,}}[\w\- ]*|accuse de reception (?:en|de la) (?:sous[- ])?prefecture.{{0,60}}|accuse certifie executoire{_DAY}"
    rf"|(?:reception par le (?:sous[- ])?prefet|date de (?:tele)?transmission|date de reception (?:de l'ar|en |de la )?(?:sous[- ])?prefecture?)\b{_DAY}"
    rf"|\d{{3}}\s?-\s?\d{{9,}}\s?-\s?\d{{8}}\s?-[\w\-_ ]+|s2lo\w?|berger[- ]levrault.{{0,30}})\W*"
)
# "Article 3 – Durée ........ 4", "Article 3 – Durée <tab> 4"
_CONTENTS_ENTRY = re.compile(r".*(?:(?:\.\s?){4,}|…{2,}|_{4,}|\s{4,}|\t)\s*\d{1,3}")
_PAGE_AT_END = re.compile(r"[.…_\s]+\d{1,3}\s*$")
_CONTENTS_TITLE = re.compile(r"[\W_]*(?:sommaire|table des matieres|plan (?:de la|du) \w+)[\W_]*")
_HEADING_KEY = re.compile(r"(?:article|art|titre|chapitre|section|partie|annexe|preambule|[ivx]+|\d+)\b")
_MIN_ENTRIES = 3
_MARGIN_LINES = 4  # how deep a margin is looked for, in lines
_BODY_OCCURRENCES = 2  # the title of the convention may be its running head, and stand once in its text
_MARGIN_MAX_CHARACTERS, _PROSE_MIN_WORDS = 120, 8  # a longer line, or a sentence, is no running head
_MARGIN_SHARE = 0.4  # a running head stands on at least this share of the pages
_ALIKE = 85  # of 100: a scan never reads a running head twice the same
_ENTRY_MAX_CHARACTERS = 160

PAGE_NUMBER, MARGIN, STAMP, CONTENTS = (
    "marque de page",
    "en-tête ou pied de page",
    "tampon de télétransmission",
    "table des matières",
)


def is_mark(text: str) -> bool:
    """Whether the line alone says that it is a page number or a stamp."""
    return bool(mark_of(text))


def mark_of(text: str) -> str:
    """What the line alone says that it is: a page number, a stamp; empty otherwise.

    >>> mark_of("Page 2 sur 9"), mark_of("Envoyé en préfecture le 12/03/2021"), mark_of("Affiché le 3 mars à la mairie")
    ('marque de page', 'tampon de télétransmission', '')
    """
    folded = fold(text.strip())
    if not folded or len(folded) > 200:
        return ""
    found = _PAGE_NUMBER.fullmatch(folded)
    if found and (found[1] is None or int(found[1]) <= int(found[2])):
        return PAGE_NUMBER
    return STAMP if _STAMP.fullmatch(folded) else ""


def margin_lines(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """The running heads, running feet and bare page numbers of a text in pages, as (page, line) from 0.

    A line is one when its like, digits apart, stands at the same end of many pages and not in their midst, or when it is a bare
    number that counts the pages; and when nothing but such lines stands between it and the edge of the page.
    """
    keys = [[_margin_key(line) for line in page] for page in pages]
    found: set[tuple[int, int]] = set()
    for is_foot in (False, True):
        ends = [_end_of_page(page, is_foot) for page in pages]
        zone = {(page, index) for page, end in enumerate(ends) for index, _ in end}
        midst = Counter(
            key for page, row in enumerate(keys) for index, key in enumerate(row) if key and (page, index) not in zone
        )
        candidates = {*_page_counts(ends), *_repeated(ends, len(pages), midst)}
        for page, end in enumerate(ends):
            for index, line in end:
                if (page, index) not in candidates and not is_mark(line):
                    break
                found.add((page, index))
    return found


def _margin_key(line: str) -> str:
    return re.sub(r"\d+", "#", fold(line.strip()))


def _end_of_page(page: Sequence[str], is_foot: bool) -> list[tuple[int, str]]:
    """The first, or last, written lines of a page with their place, from the edge inwards; at most half of its lines."""
    written = [(index, line.strip()) for index, line in enumerate(page) if line.strip()]
    depth = min(_MARGIN_LINES, (len(written) + 1) // 2)
    return written[::-1][:depth] if is_foot else written[:depth]


def _page_counts(ends: Sequence[Sequence[tuple[int, str]]]) -> Iterator[tuple[int, int]]:
    """Bare numbers that rise by one from a page to the next: they share one difference with the page's own rank."""
    numbers = [(page, index, int(text)) for page, end in enumerate(ends) for index, text in end if re.fullmatch(r"\d{1,4}", text)]
    differences = Counter(number - page for page, _, number in numbers)
    return ((page, index) for page, index, number in numbers if differences[number - page] >= 2)


def _repeated(ends: Sequence[Sequence[tuple[int, str]]], page_count: int, midst: Counter[str]) -> Iterator[tuple[int, int]]:
    groups: list[tuple[str, list[tuple[int, int]]]] = []
    for page, end in enumerate(ends):
        for index, text in end:
            key = _margin_key(text)
            if not re.search(r"[a-z]{2}", key) or midst[key] >= _BODY_OCCURRENCES or _is_prose(text):
                continue
            group = next((g for g in groups if fuzz.ratio(g[0], key) >= _ALIKE), None)
            if group is None:
                group = (key, [])
                groups.append(group)
            group[1].append((page, index))
    for key, places in groups:
        on = {page for page, _ in places}
        is_heading = re.match(r"(?:article|art\.|titre|chapitre)\s*#", key)
        if len(on) >= max(2, _MARGIN_SHARE * page_count) and not is_heading:
            yield from places


def _is_prose(text: str) -> bool:
    return len(text) > _MARGIN_MAX_CHARACTERS or (text.endswith((".", ";", ":")) and len(text.split()) >= _PROSE_MIN_WORDS)


def contents_lines(lines: Sequence[str]) -> set[int]:
    """The lines of a table of contents: those that end on a page number after a leader, and rows of headings that come again."""
    found = {index for index, line in enumerate(lines) if len(line) <= _ENTRY_MAX_CHARACTERS and _CONTENTS_ENTRY.fullmatch(line)}
    found = found if len(found) >= _MIN_ENTRIES else set()  # a payment calendar may end one line on a number
    keys = [_key(line) for line in lines]
    last = {key: index for index, key in enumerate(keys)}

    def comes_again(index: int) -> bool:
        without_page = _key(_PAGE_AT_END.sub("", lines[index]))
        return len(lines[index]) <= _ENTRY_MAX_CHARACTERS and max(last[keys[index]], last.get(without_page, -1)) > index

    row: list[int] = []
    for index, key in enumerate([*keys, "end"]):
        if not key:
            continue
        is_title = index < len(lines) and bool(_CONTENTS_TITLE.fullmatch(fold(lines[index])))
        if index < len(lines) and not is_title and (index in found or comes_again(index)):
            row.append(index)
            continue
        is_announced = bool(row) and bool(_CONTENTS_TITLE.fullmatch(fold(lines[row[0]])))
        entries = row[1:] if is_announced else row
        is_heading = [bool(_HEADING_KEY.match(keys[i])) for i in entries]
        if entries and (
            is_announced or (len(entries) >= _MIN_ENTRIES and all(is_heading) and entries[-1] < last[keys[entries[0]]])
        ):
            found.update(row)
        row = [index] if is_title else []
    return found


def _key(line: str) -> str:
    """A heading as it is compared with its entry in the table: its letters and digits alone."""
    return re.sub(r"[^a-z0-9]+", " ", fold(line)).strip()
