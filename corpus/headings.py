"""Which lines open an article, a sub-article or a division, under what number and title.

Recognition is two-step: `heading_at` reads one line alone and proposes; `headings` looks at the whole document and
keeps what its numbering and neighbours confirm (a roman "I." that opens a paragraph of an article is no division).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from corpus.fold import fold
from corpus.lexicon import frequency
from corpus.lines import FULL_LINE_SHARE, Line

Kind = Literal["article", "decimal", "division", "annexe", "roman", "letter", "number", "ordinal", "titled", "appended"]

_SUFFIX = r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)\b)"
_ROMAN = r"[ivxl]{1,6}"
_ORDINALS = ["premier", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme", "neuvieme"]
_ADVERBS = ["premierement", "deuxiemement", "troisiemement", "quatriemement", "cinquiemement", "sixiemement"]
# Markdown, template and HTML marks before a heading, and the specks of a scan: "‘ Article 15", "… TITRE II"
_OPENING = r"(?:[#*_|>\s'`´.,…~•]|\{%[^%]*%\}|<[^>]*>)*"
_FIRST = r"[1itlj|]\s?er\b"  # "1er", and how a scan reads it: "ter", "ler", "Ier"
_SEPARATOR = r"[\s.:;°)\-*_]*"

# "Article 1er : Objet", "ARTICLE 1 OBJET", "Art. 4 bis – Prix", "Article 2.2: …", "ARTlCLE 3", "Article 5ter -", "Art. 1°."
_ARTICLE = re.compile(
    rf"{_OPENING}(?P<word>a\s?r\s?t\s?r?[il1|!]\s?c\s?[l1i|!]\s?e|art\b[.,:]{{0,2}})\s*(?:n\s?°\s*)?"
    rf"(?P<number>{_FIRST}|\d{{1,3}}(?:\s?\.\s?\d{{1,2}})*(?:\s?(?:er|ere|°)(?![a-z]))?{_SUFFIX}?|{'|'.join(_ORDINALS)}|{_ROMAN}\b)"
    rf"(?P<separator>{_SEPARATOR})(?P<rest>.*)"
)
# "4.1 Montant", "4. 1. 1. Loyer", "1.1"; a scan reads "4,5 Restitution"
_DECIMAL = re.compile(rf"{_OPENING}(?P<number>\d{{1,2}}(?:\s?[.,]\s?\d{{1,2}}){{1,4}})(?P<separator>[\s.:;)\-]*)(?P<rest>.*)")
# "TITRE Ier : COORDINATION", "Chapitre II", "Section 1 -", "Partie A"
_DIVISION = re.compile(
    rf"{_OPENING}(?P<word>titre|partie|chapitre|section|livre)\s+"
    rf"(?P<number>{_FIRST}|{_ROMAN}|\d{{1,2}}|[a-f]|premier|premiere|preliminaire|unique)\b(?P<separator>{_SEPARATOR})(?P<rest>.*)"
)
# "ANNEXE 1 – Plan", "Annexe au contrat d'accueil", "ANNEXE [A] À LA CONVENTION"
_ANNEXE = re.compile(
    rf"{_OPENING}(?P<word>annexe)\b\s*(?:n\s?°\s*)?(?P<number>{_ROMAN}\b|\d{{1,2}}\b|\[?[a-h]\]?(?=[\s.:\-]|$)(?!\s+la\b))?"
    rf"(?P<separator>{_SEPARATOR})(?P<rest>.*)"
)
_MISREAD = re.compile(r"\W*(?P<word>[A-Z]\S{4,8})\s(?P<number>\d{1,2})\s?[:.–—-]+\s(?P<rest>[A-ZÀ-Ý].*)")
_ROMAN_LINE = re.compile(rf"{_OPENING}(?P<number>{_ROMAN}{_SUFFIX}?)(?P<separator>\s*[.:)\-][\s.:)\-]*)(?P<rest>\S.*)")
_LETTER_LINE = re.compile(rf"{_OPENING}(?P<number>[a-h])(?P<separator>\s*[.:)\-][\s.:)\-]*)(?P<rest>\S.*)")
_NUMBER_LINE = re.compile(rf"{_OPENING}(?P<number>\d{{1,2}})(?P<separator>\s*[.:\-][\s.:\-]*)(?P<rest>\S.*)")
_ADVERB_LINE = re.compile(rf"{_OPENING}(?P<number>{'|'.join(_ADVERBS)})(?P<separator>\s*[.:,\-]+\s*)(?P<rest>\S.*)")

# "Fait à Strasbourg, le 23 JAN. 2019", "Fait, en double exemplaire, le", "A …………le …………"
SIGNED = re.compile(
    r"\W*fait(?:e)?\b\s*(?:,|a\b|en\b|le\b|et\b|pour\b|\W*$).*|\W*a\s*[.…_]{3,}.*\ble\b.*|signatures?(?: des parties)?\W*$"
)
# What is appended to a convention without being called an annex
_APPENDED = re.compile(
    r"\W*(?:reglement|charte|cahier des (?:charges|clauses)|statuts|protocole|conditions generales|document)\b"
)
_DIVISION_DEPTH = {"livre": 0, "partie": 0, "titre": 1, "chapitre": 2, "section": 3}
_TITLE_MAX_CHARACTERS = 200
# "En conséquence, les forces de sécurité amplifient…" below "Article 16" is no title
_OPENS_SENTENCE = re.compile(
    r"(?:en (?!cas)|pour|afin|dans|sans|sous|si |s'il|lorsque?|lorsqu|conformement|par|avant|apres|il |ils |elles? |ce |ces |cette |chaque|tout|a (?:l'|la |cet|ce |defaut|compter)"
    r"|au (?:cas|titre|terme|plus)|aux fins|nul |aucune? |outre|toutefois|cependant|ainsi)"
)
_SENTENCE_MIN_WORDS = 5
_MIN_PLAIN_TITLES = 3
_MAX_WRAPPED_LINES = 6
_CUT_LINE_SHARE = 0.5  # a line may be cut well before the width, by a long word or a template's mark
_ENDS_NOTHING = re.compile(
    r"(?:\b(?:de|du|des|la|le|les|et|ou|a|au|aux|en|sur|pour|par|dans|avec|entre|sous|un|une|dont|que)|['’(«-])$"
)
# A title has no finite verb: "Objet de la convention", never "La présente convention a pour objet".
_FINITE_VERB = re.compile(
    r"\b(?:est|sont|a pour|ont|doit|doivent|peut|peuvent|prend|prennent|fixe|comprend|convien\w+|etabli(?:t|ssent)|s'engagent?"
    r"|assure(?:nt)?|informe(?:nt)?|releve\w*|s'applique\w*|definit|fait l'objet|dispose|constitue\w*|confie\w*|vise a|participe|accepte"
    r"|restent?|demeurent?|sera|seront|[a-z]{3,}eront|[a-z]{2,}(?:i|e|d|t)ra)\b"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line (or two) that opens a division. `depth` orders divisions: a smaller depth encloses a greater one."""

    kind: Kind
    number: str
    title: str
    depth: int
    first_line: int
    last_line: int
    end: int  # offset after the heading's last character: a body may follow on the same line
    title_start: int = 0  # where the title begins, or the body when there is no title


def headings(lines: Sequence[Line], width: int) -> tuple[Heading, ...]:
    """The headings of a whole document, in order; `width` is its `wrap_width`."""
    found = [h for h in (heading_at(lines, i, width) for i in range(len(lines))) if h is not None]
    found = _without_quoted(found, lines)
    found = _with_appended(found, lines)
    first_article = next((h.first_line for h in found if h.kind == "article"), 0)
    # "Annexe I à l'article R. 353-1 du code" above a convention says where it was published
    found = [h for h in found if h.kind != "annexe" or h.first_line > first_article]
    kept = [h for part in _parts(found) for h in _confirmed(part, lines)]
    kept = sorted([*kept, *_misread(kept, lines, width)], key=lambda h: h.first_line)
    titled = [_with_title_below(h, following, lines, width) for h, following in pairwise([*kept, None]) if h]
    return tuple(_without_sentence(h, following, lines) for h, following in pairwise([*titled, None]) if h)


def heading_at(lines: Sequence[Line], index: int, width: int) -> Heading | None:
    """What the line proposes on its own, with the lines on which it goes on; None when it opens nothing."""
    line = lines[index]
    if not line.text or len(line.text) > 4000 or line.mark:
        return None
    for kind, pattern in (
        ("annexe", _ANNEXE), ("division", _DIVISION), ("article", _ARTICLE), ("ordinal", _ADVERB_LINE),
        ("decimal", _DECIMAL), ("roman", _ROMAN_LINE), ("letter", _LETTER_LINE), ("number", _NUMBER_LINE),
    ):  # fmt: skip
        if not pattern.fullmatch(line.folded):
            continue
        whole = unwrapped(lines, index, width, may_skip_blank=kind in ("roman", "letter", "division"))
        found = pattern.fullmatch(whole.folded)
        if found and (heading := _proposal(kind, found, whole, lines, index)):  # type: ignore[arg-type]
            return heading
    return None


def unwrapped(lines: Sequence[Line], index: int, width: int, may_skip_blank: bool = False) -> Line:
    """The line and those on which its title goes on, as one, of the same length as in the text.

    A title that the width of the page cut goes on in lower case, or after a word that ends nothing: "… à l'égard de la".
    """
    first = last = lines[index]
    text = first.text
    for line in lines[index + 1 : index + 1 + _MAX_WRAPPED_LINES]:
        if not line.text and may_skip_blank and not width and not last.ends_sentence:
            continue
        if not line.text or line.mark or line.marker or line.end - first.start > 4 * _TITLE_MAX_CHARACTERS:
            break
        is_full = len(last.text) >= FULL_LINE_SHARE * width
        goes_on_low = line.text[0].islower() and not last.ends_sentence
        is_cut = bool(_ENDS_NOTHING.search(last.folded)) or (goes_on_low and len(last.text) >= _CUT_LINE_SHARE * width)
        if not is_cut and not (width and is_full and not last.ends_sentence and len(line.text) < FULL_LINE_SHARE * width):
            break
        text += " " * (line.start - last.end) + line.text
        last = line
    return first if last is first else replace(first, text=text, folded=fold(text), end=last.end)


def _proposal(kind: Kind, found: re.Match[str], line: Line, lines: Sequence[Line], index: int) -> Heading | None:
    rest = re.sub(r"(?:</\w+>|[*_|\s])+$", "", line.text[found.start("rest") :])
    separator, number = found["separator"], _number(kind, found)
    first = line.text[found.start("word") if "word" in found.groupdict() else found.start("number")]
    has_mark = bool(separator.strip())
    if kind in ("article", "division", "annexe"):
        if not first[:1].isupper() and not ((has_mark or not rest) and _follows_blank(lines, index)):
            return None
        # "Article 1148 du Code civil", "Article 3 est modifié", "Article 2, alinéa 1": the sentence goes on
        if rest and not has_mark and not (rest[0].isupper() or rest[0] in '([«{"') and kind != "annexe":
            return None
        if rest.startswith((",", ";", "/", "-")) or separator.strip() in (";", ")"):
            return None
    if kind == "annexe" and not _is_annexe_title(found, rest, line):
        return None
    if kind in ("roman", "letter", "number", "decimal") and not _is_numbered_title(kind, rest, lines, index):
        return None
    if kind in ("roman", "letter") and not first.isupper():
        return None
    depth = {"annexe": -1, "division": _DIVISION_DEPTH.get(found.groupdict().get("word") or "", 1), "roman": 4, "letter": 5}.get(
        kind, 6
    )
    if kind in ("article", "decimal"):
        depth += number.count(".")
    title, length = _split_title(kind, rest)
    end = min(line.start + found.start("rest") + length if rest else line.end, line.end)
    title_start = line.start + found.start("rest")
    return Heading(kind, number, _as_title(title), depth, index, _line_of(end, lines, index), end, title_start)


def _as_title(text: str) -> str:
    return " ".join(text.split()).strip(" .:-–—*_#|")


def _line_of(offset: int, lines: Sequence[Line], index: int) -> int:
    """The line, from `index` on, in which the range that ends at `offset` ends."""
    while index + 1 < len(lines) and lines[index + 1].start < offset:
        index += 1
    return index


def _number(kind: Kind, found: re.Match[str]) -> str:
    """The number as a reader calls it: "1er" is "1", "4. 1." is "4.1", "5ter" is "5 ter", "Titre Ier" is "titre 1"."""
    raw = (found["number"] or "").strip("[] ")
    if kind in ("article", "division", "roman") and re.fullmatch(_ROMAN, raw):
        raw = raw.replace("l", "i")  # no convention has fifty divisions; a scan reads "IL" for "II", "Article l" for "Article 1"
    if raw in _ORDINALS or raw in _ADVERBS:
        number = str((_ORDINALS.index(raw) if raw in _ORDINALS else _ADVERBS.index(raw)) + 1)
    elif re.fullmatch(_FIRST, raw):
        number = "1"
    elif kind in ("article", "division") and re.fullmatch(_ROMAN, raw):
        number = str(_roman_value(raw))
    else:
        number = re.sub(r"\s?[.,]\s?", ".", raw).strip(". ")
        number = re.sub(r"(?<=\d)\s?(?:ere?|°)$", "", number)
        number = re.sub(r"(?<=\d)\s?(?=(?:bis|ter|qua|qui|sex|sep|oct|non|dec))", " ", number)
    if kind == "division":
        return f"{found['word']} {number}"
    if kind == "annexe":
        return f"annexe {number.upper() if not number.isdigit() else number}".strip()
    return re.sub(r"^[ivxla-h]+", lambda m: m[0].upper(), number) if kind in ("roman", "letter") else number


def _roman_value(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}.get(c, 0) for c in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _follows_blank(lines: Sequence[Line], index: int) -> bool:
    return index == 0 or not lines[index - 1].text


def _is_annexe_title(found: re.Match[str], rest: str, line: Line) -> bool:
    """ "ANNEXE 2 – Projet social", "Annexe au contrat relative au remplacement"; not "Annexe à signer", not a sentence."""
    if len(line.text) > 400 or line.text.endswith((",", ";")):
        return False
    if found["number"] or not rest:
        return not rest or rest[0].isupper() or bool(found["separator"].strip()) or line.folded.find(" a l") > 0
    return line.text[:6] == "ANNEXE" or bool(re.match(r"(?:a |au |a l'|aux |:|relative)", line.folded[6:].strip() + " "))


def _is_numbered_title(kind: Kind, rest: str, lines: Sequence[Line], index: int) -> bool:
    """ "4.1 Montant du financement" opens a sub-article; "1.250 euros", "2.3 % du prix" and "I. - Il informe…" do not."""
    if kind == "decimal":
        is_sum = "," in lines[index].text[:6] and not rest[:1].isupper()
        return not is_sum and (not rest or rest[0].isupper() or rest[0] in "«[{(")
    return bool(rest) and rest[0].isupper() and len(rest) <= 4 * _TITLE_MAX_CHARACTERS and not rest.endswith((",", ";"))


def _split_title(kind: Kind, rest: str) -> tuple[str, int]:
    """The title that stands on the heading's own line, and how many characters of `rest` it takes.

    "OBJET La présente convention…" has the title "OBJET"; "L'établissement s'assure…" has none and is all body.
    """
    capitals = _capitals_before_sentence(rest)
    if capitals:
        return rest[:capitals], capitals
    if kind in ("division", "annexe", "roman", "letter"):
        return rest, len(rest)
    sentence = re.match(r"(?P<title>.{3,120}?[^\W\d]{3,})\s?[.:]\s*[-–—]?\s+(?=[A-ZÀ-Ý])", rest)
    if sentence and not _FINITE_VERB.search(fold(sentence["title"])) and len(rest) > len(sentence[0]) + 30:
        return sentence["title"], len(sentence[0].rstrip())
    if len(rest) <= _TITLE_MAX_CHARACTERS and not _FINITE_VERB.search(fold(rest)) and not rest.endswith((";", ",")):
        return rest, len(rest)
    return "", 0


def _capitals_before_sentence(rest: str) -> int:
    """How long the title in capitals is when a sentence in lower case follows it on the same line; 0 when none does."""
    end = 0
    for word in re.finditer(r"\S+", rest):
        if any(c.islower() for c in word[0]):
            return end if end >= 4 and len(rest) > end + 40 else 0
        end = word.end()
    return 0


def _with_appended(found: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Makes an annex of the rules that follow the signatures under a title of their own: "RÈGLEMENT INTÉRIEUR" / "Article 1"."""
    result: list[Heading] = []
    for heading in found:
        restarts = heading.kind == "article" and heading.number == "1" and any(h.kind == "article" for h in result)
        if restarts and result[-1].kind not in ("annexe", "division"):
            between = range(result[-1].last_line + 1, heading.first_line)
            signed = next((i for i in between if SIGNED.fullmatch(lines[i].folded)), None)
            titles = [
                i for i in between
                if signed is not None and i > signed and lines[i].text and _follows_blank(lines, i)
                and (_APPENDED.match(lines[i].folded) or (lines[i].text.isupper() and len(lines[i].text) >= 8))
            ]  # fmt: skip
            if titles:
                line = lines[titles[-1]]
                title = _as_title(line.text)
                result.append(Heading("annexe", title.lower(), title, -1, titles[-1], titles[-1], line.end, line.start))
        result.append(heading)
    return result


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


def _confirmed(part: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    if any(h.kind == "article" for h in part):
        return _confirmed_by_articles(part, lines)
    if part and part[0].kind == "annexe":
        return [part[0], *_best_numbering(part[1:], lines, may_be_titled=False)]
    return _best_numbering(part, lines, may_be_titled=True)


def _confirmed_by_articles(part: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """With articles in the text, a roman, letter or plain number is a division only right above an article, or when it counts
    from one after the signatures, in what was appended without the name of an annex."""
    last_article = max(position for position, heading in enumerate(part) if heading.kind == "article")
    signed = next((i for i in range(part[last_article].last_line, len(lines)) if SIGNED.fullmatch(lines[i].folded)), len(lines))
    romans = [h for h in part if h.kind == "roman" and h.first_line > signed and h.title]
    appended = _ascending(romans)
    kept: list[Heading] = [replace(h, kind="appended") for h in appended] if len(appended) >= 3 else []
    part = [h for h in part if h.first_line <= signed]
    article: Heading | None = None
    for position, heading in enumerate(part):
        following = part[position + 1 : position + 4]
        if heading.kind in ("roman", "letter", "number"):
            opens = (
                following and following[0].kind in ("article", "roman", "letter") and _is_adjacent(heading, following[0], lines)
            )
            if not opens or not any(h.kind == "article" for h in following) or _FINITE_VERB.search(fold(heading.title)):
                continue
            heading = replace(heading, kind="division", depth=5 if heading.kind == "letter" else 4)
        elif heading.kind == "decimal":
            if article is None or heading.number.split(".")[0] != article.number.split(".")[0].split(" ")[0]:
                continue
            above, _, last = heading.number.rpartition(".")
            follows = last == "1" or f"{above}.{int(last) - 1}" in {h.number for h in kept}
            if "," in lines[heading.first_line].text[:6] and not follows:  # "4,5 M€ de subvention" is a sum
                continue
        elif heading.kind == "ordinal":
            continue
        elif heading.kind == "article":
            article = heading
        kept.append(heading)
    return sorted(kept, key=lambda h: h.first_line)


def _misread(kept: list[Heading], lines: Sequence[Line], width: int) -> Iterator[Heading]:
    """The one article missing between two others, where a scan misread the word itself: "AFt2030 6 : Confidentialité"."""
    articles = [h for h in kept if h.kind == "article"]
    for before, after in pairwise(articles):
        if not (before.number.isdigit() and after.number.isdigit() and int(after.number) == int(before.number) + 2):
            continue
        missing = str(int(before.number) + 1)
        for index in range(before.last_line + 1, after.first_line):
            found = _MISREAD.fullmatch(lines[index].text)
            if not found or found["number"] != missing or frequency(found["word"]) or not _follows_blank(lines, index):
                continue
            line = unwrapped(lines, index, width)
            title, length = _split_title("article", line.text[found.start("rest") :])
            if title:
                end = line.start + found.start("rest") + length
                yield replace(
                    before,
                    number=missing,
                    title=_as_title(title),
                    first_line=index,
                    last_line=_line_of(end, lines, index),
                    end=end,
                )
                break


def _is_adjacent(heading: Heading, following: Heading, lines: Sequence[Line]) -> bool:
    """No text between the two headings, but for one short line that may be the first one's title."""
    between = [line for line in lines[heading.last_line + 1 : following.first_line] if line.text]
    return not between or (len(between) == 1 and len(between[0].text) <= _TITLE_MAX_CHARACTERS and not between[0].ends_sentence)


def _best_numbering(found: list[Heading], lines: Sequence[Line], may_be_titled: bool) -> list[Heading]:
    """Without the word article: the numbering that counts up from one, else lines that look like titles."""
    divisions = [h for h in found if h.kind in ("division", "annexe")]
    for kind in ("roman", "number", "ordinal", "decimal"):
        proposals = [h for h in found if h.kind == kind and (h.title or kind in ("ordinal", "decimal"))]
        if kind == "number":  # "1. Nombre de logements :" is a field of a form
            proposals = [h for h in proposals if not lines[h.first_line].text.endswith(":")]
        series = _ascending(proposals)
        if len(series) >= 2:
            numbers = {h.number for h in series}
            decimals = [h for h in found if h.kind == "decimal" and kind == "number" and h.number.split(".")[0] in numbers]
            return sorted([*series, *decimals, *divisions], key=lambda h: h.first_line)
    titled = _titled(lines) if may_be_titled else []
    return sorted([*titled, *divisions], key=lambda h: h.first_line) if len(titled) >= 2 or not may_be_titled else []


def _ascending(series: list[Heading]) -> list[Heading]:
    """The run of headings that counts 1, 2, 3 … (a gap of one number is forgiven)."""
    kept: list[Heading] = []
    last = 0
    for heading in series:
        first = heading.number.lower().split(" ")[0].split(".")[0]
        value = _roman_value(first) if heading.kind == "roman" else int(first)
        if (
            last < value <= last + (2 if kept and not kept[-1].title.isupper() else 6)
            or (value == last and " " in heading.number)
            or (heading.kind == "decimal" and value in (last, last + 1))
        ):
            kept.append(heading)
            last = value
    return kept


def _titled(lines: Sequence[Line]) -> list[Heading]:
    """Sections with a title and no number: a Markdown heading, or a short line in capitals between blank lines; failing those,
    three short lines or more that stand alone above a sentence."""
    alone = [i for i, line in enumerate(lines) if line.text and not line.mark and _stands_alone(lines, i)]
    found = [_section(lines, i) for i in alone if lines[i].text.startswith("#") or _is_in_capitals(lines[i])]
    found = found[1:] if found and not any(line.text for line in lines[: found[0].first_line]) else found
    if len(found) >= 2:
        return found
    plain = [_section(lines, i) for i in alone if _is_plain_title(lines, i)]
    return plain if len(plain) >= _MIN_PLAIN_TITLES else found


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    is_last = index + 1 >= len(lines) or not lines[index + 1].text
    return _follows_blank(lines, index) and is_last and len(lines[index].text) <= 100 and not lines[index].ends_sentence


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
        and not _FINITE_VERB.search(line.folded)
        and below.text[0].isupper()
        and len(below.text) > len(line.text)
        and bool(_FINITE_VERB.search(below.folded))
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
    if heading.kind not in ("article", "decimal", "ordinal") or not heading.title or has_body or has_children:
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
    last = _line_of(line.end, lines, below[0])
    after = lines[last + 1] if last + 1 < limit else None
    # A paragraph of its own: a blank line follows, or a line that opens a sentence
    is_alone = heading.kind != "article" or (
        len(below) > last - below[0] + 1
        and after is not None
        and (
            not after.text
            or (not after.text[0].islower() and (lines[last].ends_sentence or len(lines[last].text) < FULL_LINE_SHARE * width))
        )
    )
    if (
        is_alone
        and len(line.text) <= _TITLE_MAX_CHARACTERS
        and line.text[0].isupper()
        and not line.marker
        and not line.text.endswith((":", ";", ","))
        and not _FINITE_VERB.search(line.folded)
        and not (heading.kind == "article" and _OPENS_SENTENCE.match(line.folded))
    ):
        return replace(heading, title=_as_title(line.text), last_line=last, end=line.end)
    return heading
