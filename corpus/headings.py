"""Which lines open an article, a sub-article or a division of a document, under what number and title.

Recognition is two-step: `corpus.candidates` reads one line and proposes; `headings` looks at the whole document and keeps
what its numbering and neighbours confirm (a roman "I." that opens a paragraph of an article is no division).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.appended import FIELD, announced, appended_title, signed_at, with_appended, without_annex_list
from corpus.candidates import (
    ENDS_NOTHING,
    FINITE_VERB,
    TITLE_MAX_CHARACTERS,
    Heading,
    as_title,
    follows_blank,
    heading_at,
    line_of,
    split_title,
    unwrapped,
)
from corpus.fold import fold
from corpus.lexicon import frequency
from corpus.lines import FULL_LINE_SHARE, Line
from corpus.numerals import in_roman, roman_value

_MISREAD = re.compile(r"\W*(?P<word>[A-Z]\S{4,8})\s(?P<number>\d{1,2})\s?[:.–—-]+\s(?P<rest>[A-ZÀ-Ý].*)")
_OPENS_SENTENCE = re.compile(
    r"(?:en (?!cas)|pour|afin|dans|sans|sous|si |s'il|lorsque?|lorsqu|conformement|par|avant|apres|il |ils |elles? |ce |ces |cette |chaque|tout|a (?:l'|la |cet|ce |defaut|compter)"
    r"|au (?:cas|titre|terme|plus)|aux fins|nul |aucune? |outre|toutefois|cependant|ainsi|compte tenu)"
)
_IN_A_LIST = re.compile(r"\W*\d+\s?\)")  # "1) le préfet": a heading only where no other number stands at one
_SENTENCE_MIN_WORDS = 5
_MIN_PLAIN_TITLES = 3
_MIN_NUMBERED_PARAGRAPHS, _THROUGHOUT = 8, 0.5  # that stand for articles, over this share of the lines


def headings(lines: Sequence[Line], width: int) -> tuple[Heading, ...]:
    """The headings of a whole document, in order; `width` is its `wrap_width`."""
    found = [h for h in (heading_at(lines, i, width) for i in range(len(lines))) if h is not None]
    found = _without_quoted(found, lines)
    found = with_appended(without_annex_list(found, lines), lines, width)
    found = sorted([*found, *announced(found, lines)], key=lambda h: h.first_line)
    first_article = next((h.first_line for h in found if h.kind == "article"), 0)
    # "Annexe I à l'article R. 353-1 du code" above a convention says where it was published
    found = [h for h in found if h.kind != "annexe" or h.first_line > first_article]
    kept = [h for part in _parts(found) for h in _confirmed(part, lines, width)]
    kept = sorted([*kept, *_misread(kept, lines, width)], key=lambda h: h.first_line)
    titled = [_with_title_below(h, following, lines, width) for h, following in pairwise([*kept, None]) if h]
    return tuple(_without_sentence(h, following, lines) for h, following in pairwise([*titled, None]) if h)


def _without_quoted(found: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Leaves out the articles that an amending text quotes: « Article 3 … Article 4 … »."""
    quoted: set[int] = set()
    opened: int | None = None
    for index, line in enumerate(lines):
        if opened is None and line.text.startswith(("«", "“")) and not re.search(r"[»”]", line.text):
            opened = index
        elif opened is not None and re.search(r"[»”]\W*$", line.text):
            quoted.update(range(opened, index + 1))
            opened = None
        elif opened is not None and re.search(r"[«“»”]", line.text):
            opened = None
    return [h for h in found if h.first_line not in quoted]


def _parts(found: list[Heading]) -> list[list[Heading]]:
    """The body, then each annex: numbering restarts in each."""
    parts: list[list[Heading]] = [[]]
    for heading in found:
        if heading.kind == "annexe":
            parts.append([])
        parts[-1].append(heading)
    return parts


def _confirmed(part: list[Heading], lines: Sequence[Line], width: int) -> list[Heading]:
    if any(h.kind == "article" for h in part):
        return _confirmed_by_articles(part, lines, width)
    if part and part[0].kind == "annexe":
        return [part[0], *_best_numbering(part[1:], lines, may_be_titled=False)]
    return _best_numbering(part, lines, may_be_titled=True)


def _confirmed_by_articles(part: list[Heading], lines: Sequence[Line], width: int) -> list[Heading]:
    """With articles in the text, a roman, letter or plain number is a division only right above an article, or when it counts
    from one after the signatures, in what was appended without the name of an annex."""
    last_article = max(position for position, heading in enumerate(part) if heading.kind == "article")
    signed = signed_at(lines, part[last_article].last_line, len(lines))
    romans = [h for h in part if h.kind == "roman" and h.first_line > signed and h.title]
    appended = _ascending(romans)
    kept: list[Heading] = []
    if len(appended) >= 3:
        kept = [replace(h, kind="appended") for h in appended]
        kept += appended_title(signed, appended[0].first_line, lines, width)
    part = [h for h in part if h.first_line <= signed]
    article: Heading | None = None
    for position, heading in enumerate(part):
        following = part[position + 1 : position + 4]
        if heading.kind == "number" and set(heading.number) == {"1"}:
            heading = _as_roman(heading, kept)
        if heading.kind in ("roman", "letter", "number"):
            opens = (
                following and following[0].kind in ("article", "roman", "letter") and _is_adjacent(heading, following[0], lines)
            )
            if not opens or not any(h.kind == "article" for h in following) or FINITE_VERB.search(fold(heading.title)):
                continue
            if _is_next_item(heading, lines, kept[-1].last_line if kept else 0):
                continue
            heading = replace(heading, kind="division", depth=5 if heading.kind == "letter" else 4)
        elif heading.kind == "decimal":
            if article is None or heading.number.split(".")[0] != article.number.split(".")[0].split(" ")[0]:
                continue
            above, _, last = heading.number.rpartition(".")
            follows = last == "1" or f"{above}.{int(last) - 1}" in {h.number for h in kept}
            if "," in lines[heading.first_line].text[:6] and not follows:  # "4,5 M€ de subvention" is a sum
                continue
        elif heading.kind in ("ordinal", "named"):
            continue
        elif heading.kind == "article":
            article = heading
        kept.append(heading)
    return sorted(kept, key=lambda h: h.first_line)


def _as_roman(heading: Heading, kept: Sequence[Heading]) -> Heading:
    """A scan reads "II.-" as "11.-": it is the division that follows "I.-"."""
    above = next((h.number for h in reversed(kept) if h.kind == "division" and re.fullmatch("[IVX]+", h.number)), "")
    if len(heading.number) >= 2 and above and roman_value(above.lower()) == len(heading.number) - 1:
        return replace(heading, kind="roman", number="I" * len(heading.number))
    return heading


def _is_next_item(heading: Heading, lines: Sequence[Line], since: int) -> bool:
    """The items of a list follow one another ("1. …", "2. …"); between two divisions there are articles. `since` is the line of
    the last heading."""
    if heading.kind == "number":
        before = str(int(heading.number) - 1)
    elif heading.kind == "roman":
        before = in_roman(roman_value(heading.number.lower()) - 1).lower()
    else:
        before = chr(ord(heading.number) - 1).lower()
    item = re.compile(rf"\W*{before}\s?[.)\-]")
    return bool(before) and any(item.match(line.folded) for line in lines[since + 1 : heading.first_line])


def _misread(kept: list[Heading], lines: Sequence[Line], width: int) -> Iterator[Heading]:
    """The one article missing between two others, where a scan misread the word itself: "AFt2030 6 : Confidentialité"."""
    articles = [h for h in kept if h.kind == "article"]
    for before, after in pairwise(articles):
        if not (before.number.isdigit() and after.number.isdigit() and int(after.number) == int(before.number) + 2):
            continue
        missing = str(int(before.number) + 1)
        for index in range(before.last_line + 1, after.first_line):
            found = _MISREAD.fullmatch(lines[index].text)
            if not found or found["number"] != missing or frequency(found["word"]) or not follows_blank(lines, index):
                continue
            line = unwrapped(lines, index, width)
            title, length = split_title("article", line.text[found.start("rest") :])
            if title:
                end = line.start + found.start("rest") + length
                yield replace(
                    before,
                    number=missing,
                    title=as_title(title),
                    first_line=index,
                    last_line=line_of(end, lines, index),
                    end=end,
                )
                break


def _is_adjacent(heading: Heading, following: Heading, lines: Sequence[Line]) -> bool:
    """No text between the two headings, but for one short line that may be the first one's title."""
    between = [line for line in lines[heading.last_line + 1 : following.first_line] if line.text]
    return not between or (len(between) == 1 and len(between[0].text) <= TITLE_MAX_CHARACTERS and not between[0].ends_sentence)


def _best_numbering(found: list[Heading], lines: Sequence[Line], may_be_titled: bool) -> list[Heading]:
    """Without the word article: the numbering that counts up from one, else lines that look like titles."""
    divisions = [h for h in found if h.kind in ("division", "annexe")]
    named = _named_alike(found)
    for kind in ("roman", "number", "ordinal", "decimal"):
        proposals = [h for h in found if h.kind == kind and (h.title or kind in ("ordinal", "decimal"))]
        if kind in ("number", "decimal"):  # "1. Nombre de logements :", "2. Surface : ....... m²" are fields of a form
            proposals = [h for h in proposals if not FIELD.search(lines[h.first_line].text)]
            proposals = [h for h in proposals if not _IN_A_LIST.match(lines[h.first_line].text)] or proposals
        series = _ascending(proposals)
        if named and series and named[0].first_line < series[0].first_line:  # "§ 4 – Le loyer", above "4.1", "4.2"
            break
        if len(series) >= 2:
            decimals = _decimals_of(series, found) if kind in ("roman", "number") else []
            return sorted([*series, *decimals, *divisions], key=lambda h: h.first_line)
    named = named or (_numbered_throughout(found, lines) if may_be_titled else [])
    if named:
        return sorted([*named, *_decimals_of(named, found), *divisions], key=lambda h: h.first_line)
    if not may_be_titled:
        return divisions
    opened = {h.first_line for h in divisions}
    titled = [h for h in _titled(lines) if h.first_line not in opened]
    if (
        len(titled) < 2 and len(divisions) >= _MIN_PLAIN_TITLES
    ):  # "CHAPITRE A – LE LOYER" above plain paragraphs stands for an article
        return [replace(h, kind="named", depth=6) if h.kind == "division" else h for h in divisions]
    return sorted([*titled, *divisions], key=lambda h: h.first_line) if len(titled) >= 2 else []


def _decimals_of(series: Sequence[Heading], found: Sequence[Heading]) -> list[Heading]:
    """The decimals below the numbers of a series: "4.1" and "4.2" below "4", or "§ 4"; "III.1" below "III"."""
    numbers = {h.number.split(" ")[-1] for h in series}
    return [h for h in found if h.kind == "decimal" and h.number.split(".")[0] in numbers]


def _named_alike(found: Sequence[Heading]) -> list[Heading]:
    """Those that one word opens and that count from one: "Clause 1", "Clause 2", "Clause 3"; "Clause A", "Clause B", "Clause C"; "§ 1", "§ 2", "§ 3"."""
    named = [h for h in found if h.kind == "named"]
    series = [
        _ascending([h for h in named if h.number.split(" ")[0] == word]) for word in {h.number.split(" ")[0] for h in named}
    ]
    longest = max(series, key=len, default=[])
    return longest if len(longest) >= _MIN_PLAIN_TITLES else []


def _numbered_throughout(found: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Paragraphs without titles, numbered from one end of the text to the other: a shorter run is a list."""
    series = _ascending([h for h in found if h.kind == "number"])
    length = series[-1].first_line - series[0].first_line if series else 0
    return series if len(series) >= _MIN_NUMBERED_PARAGRAPHS and length >= len(lines) * _THROUGHOUT else []


def _ascending(series: list[Heading]) -> list[Heading]:
    """The run of headings that counts 1, 2, 3 … (a gap of one number is forgiven)."""
    kept: list[Heading] = []
    last = 0
    for heading in series:
        number = heading.number.lower().partition(" ")[2] if heading.kind == "named" else heading.number.lower()
        first = number.split(" ")[0].split(".")[0]
        is_roman = heading.kind in ("roman", "decimal") and first.isalpha()
        value = roman_value(first) if is_roman else ord(first) - ord("a") + 1 if first.isalpha() else int(first)
        if (
            last < value <= last + (2 if kept and not kept[-1].title.isupper() else 6)
            or (value == last and " " in number)
            or (heading.kind == "decimal" and value in (last, last + 1))
        ):
            kept.append(heading)
            last = value
    return kept


def _titled(lines: Sequence[Line]) -> list[Heading]:
    """Sections with a title and no number: a Markdown heading, or a short line in capitals between blank lines; failing those,
    three short lines or more in capitals, or that stand alone, above a sentence."""
    alone = [i for i, line in enumerate(lines) if line.text and not line.mark and _stands_alone(lines, i)]
    found = [_section(lines, i) for i in alone if lines[i].text.startswith("#") or _is_in_capitals(lines[i])]
    found = found[1:] if found and not any(line.text for line in lines[: found[0].first_line]) else found
    if len(found) >= 2:
        return found
    above = [i for i, line in enumerate(lines) if _is_in_capitals(line) and not line.mark and _opens_paragraph(lines, i)]
    capitals = [_section(lines, i) for i in above if _is_plain_title(lines, i)]
    if len(capitals) >= _MIN_PLAIN_TITLES:
        return capitals
    plain = [_section(lines, i) for i in alone if _is_plain_title(lines, i)]
    return plain if len(plain) >= _MIN_PLAIN_TITLES else found


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    is_last = index + 1 >= len(lines) or not lines[index + 1].text
    return is_last and _opens_paragraph(lines, index)


def _opens_paragraph(lines: Sequence[Line], index: int) -> bool:
    return follows_blank(lines, index) and len(lines[index].text) <= 100 and not lines[index].ends_sentence


def _is_in_capitals(line: Line) -> bool:
    return line.text.isupper() and sum(c.isalpha() for c in line.text) >= 5


def _is_plain_title(lines: Sequence[Line], index: int) -> bool:
    """ "Durée" above "La convention est conclue pour un an."; not "La Région" above "représentée par son président"."""
    line = lines[index]
    below = next((other for other in lines[index + 1 :] if other.text and not other.mark), None)
    return (
        below is not None
        and line.text[0].isupper()
        and not line.text.endswith((",", ";", ":"))
        and not FINITE_VERB.search(line.folded)
        and below.text[0].isupper()
        and len(below.text) > len(line.text)
        and bool(FINITE_VERB.search(below.folded))
    )


def _section(lines: Sequence[Line], index: int) -> Heading:
    line = lines[index]
    title = line.text.strip("#*_ :")
    return Heading("titled", title.lower(), title, 6, index, index, line.end, line.start)


def _without_sentence(heading: Heading, following: Heading | None, lines: Sequence[Line]) -> Heading:
    """What stands for a title and has nothing below it is the article's own sentence: "Art. 2. - Le bénéficiaire rend compte."."""
    limit = following.first_line if following else len(lines)
    has_body = any(lines[i].text and not lines[i].mark for i in range(heading.last_line + 1, limit))
    has_children = following is not None and following.depth > heading.depth
    if heading.kind in ("annexe", "division", "letter", "titled", "appended") or not heading.title or has_body or has_children:
        return heading
    last = lines[heading.last_line]
    if heading.end < last.end or not last.text.endswith(".") or len(heading.title.split()) < _SENTENCE_MIN_WORDS:
        return heading
    return replace(heading, title="", end=heading.title_start)


def _with_title_below(heading: Heading, following: Heading | None, lines: Sequence[Line], width: int) -> Heading:
    """Takes the next line as the title of a heading that has none: "Article 2." / "Durée de la convention"."""
    if (
        heading.title
        or heading.kind not in ("article", "division", "annexe", "decimal")
        or heading.end < lines[heading.last_line].end
    ):
        return heading
    limit = following.first_line if following else len(lines)
    below = [i for i in range(heading.last_line + 1, limit) if lines[i].text and not lines[i].mark]
    if not below:
        return heading
    line = unwrapped(lines, below[0], width)
    last = line_of(line.end, lines, below[0])
    after = lines[last + 1] if last + 1 < limit else None
    # A paragraph of its own: a blank line follows, or a line that opens a sentence
    is_alone = heading.kind != "article" or (
        len(below) > last - below[0] + 1
        and after is not None
        and (
            not after.text
            or (
                not after.text[0].islower()
                and (lines[last].ends_sentence or not width or len(lines[last].text) < FULL_LINE_SHARE * width)
            )
        )
    )
    if (
        is_alone
        and len(line.text) <= TITLE_MAX_CHARACTERS
        and line.text[0].isupper()
        and not line.marker
        and not line.text.endswith((":", ";", ","))
        and not FINITE_VERB.search(line.folded)
        and not (heading.kind == "article" and (_OPENS_SENTENCE.match(line.folded) or ENDS_NOTHING.search(line.folded)))
    ):
        return replace(heading, title=as_title(line.text), last_line=last, end=line.end)
    return heading
