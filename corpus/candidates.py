"""What one line proposes: an article, a sub-article, a division or an annex, under what number and title.

A line is read alone, but for those on which its title goes on. What the document confirms is for `corpus.headings`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.fold import fold
from corpus.lines import FULL_LINE_SHARE, Line
from corpus.numerals import roman_value
from corpus.syntax import is_sentence

Kind = Literal["article", "decimal", "division", "annexe", "roman", "letter", "number", "ordinal", "named", "titled", "appended"]

_SUFFIX = r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)\b)"
_ROMAN = r"[ivxl]{1,6}"
_ORDINALS = [
    *("premier", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme", "neuvieme", "dixieme"),
    *("onzieme", "douzieme", "treizieme", "quatorzieme", "quinzieme", "seizieme", "dix-septieme", "dix-huitieme", "dix-neuvieme"),
]
_ADVERBS = ["premierement", "deuxiemement", "troisiemement", "quatriemement", "cinquiemement", "sixiemement"]
# Markdown, template and HTML marks before a heading, and the specks of a scan: "‘ Article 15", "… TITRE II"
_OPENING = r"(?:[#*_|>\s'`´.,…~•]|\{%[^%]*%\}|<[^>]*>)*"
_FIRST = r"[1itlj|]\s?er\b"  # "1er", and how a scan reads it: "ter", "ler", "Ier"
_SEPARATOR = r"[\s.:;°)\-*_]*"

# "Article 1er : Objet", "ARTICLE 1 OBJET", "Article B-2. Réponse", "Art. 4 bis – Prix", "Article 2.2: …", "ARTlCLE 3", "Article 5ter -", "Art. 1°."
_ARTICLE = re.compile(
    rf"{_OPENING}(?P<word>a\s?r\s?t\s?r?[il1|!]\s?c\s?[l1i|!]\s?e|art\b[.,:]{{0,2}})\s*(?:n\s?°\s*)?"
    rf"(?P<number>{_FIRST}|[a-h][-.]\d{{1,2}}(?!\.?\d|-)|\d{{1,3}}(?:\s?\.\s?\d{{1,2}}|-\d{{1,2}}(?!\d))*(?:\s?(?:er|ere|°)(?![a-z]))?{_SUFFIX}?|{'|'.join(_ORDINALS)}|unique\b|(?!l\b\W{{0,3}}\d){_ROMAN}\b)"
    rf"(?P<separator>{_SEPARATOR})(?P<rest>.*)"
)
# "4.1 Montant", "4. 1. 1. Loyer", "1.1", "II.3 – Relogement"; a scan reads "4,5 Restitution"
_DECIMAL = re.compile(
    rf"{_OPENING}(?P<number>(?:\d{{1,2}}|{_ROMAN})(?:\s?[.,]\s?\d{{1,2}}){{1,4}})(?P<separator>[\s.:;)\-]*)(?P<rest>.*)"
)
# "TITRE Ier : COORDINATION", "Chapitre II", "Section 1 -", "Partie A"
_DIVISION = re.compile(
    rf"{_OPENING}(?P<word>titre|partie|chapitre|section|livre)\s+"
    rf"(?P<number>{_FIRST}|{_ROMAN}|\d{{1,2}}|[a-h]|premier|premiere|preliminaire|unique)\b(?P<separator>{_SEPARATOR})(?P<rest>.*)"
)
# "ANNEXE 1 – Plan", "Annexe au contrat d'accueil", "ANNEXE [A] À LA CONVENTION", "Document prévu par l'article 1er des annexes"
_ANNEXE = re.compile(
    rf"{_OPENING}(?P<word>annexe|document (?:prevu|annexe|joint)(?= (?:par|a|au|aux) ))\b\s*(?:n\s?°\s*)?(?P<number>{_ROMAN}\b|\d{{1,2}}\b|\[?[a-h]\]?(?=[\s.:\-]|$)(?!\s+l))?"
    rf"(?P<separator>{_SEPARATOR})(?P<rest>.*)"
)
_ROMAN_LINE = re.compile(
    rf"{_OPENING}(?P<number>{_ROMAN}{_SUFFIX}?)(?P<separator>\s*(?:[.:)\-▪•]|/(?=\s))[\s.:)\-]*)(?P<rest>\S.*)"
)
_LETTER_LINE = re.compile(rf"{_OPENING}(?P<number>[a-h])(?P<separator>\s*(?:[.:)\-▪•]|/(?=\s))[\s.:)\-]*)(?P<rest>\S.*)")
_NUMBER_LINE = re.compile(rf"{_OPENING}(?P<number>\d{{1,2}})(?P<separator>\s*(?:[.:)\-▪•]|/(?=\s))[\s.:)\-]*)(?P<rest>\S.*)")
# What some call an article: "Clause 3. Données", "CLAUSE B – Usage", "Principe premier. Trois gestes", "§ 12. La métropole masque…"
_NAMED_LINE = re.compile(
    rf"{_OPENING}(?P<word>§|[a-z]{{4,14}}(?=\s))\s*(?:n\s?°\s*)?(?P<number>(?:{_FIRST}|\d{{1,2}}|[a-z]|{'|'.join(_ORDINALS)})\b{_SUFFIX}?)(?P<separator>\s*[.:)–-]+\s*)(?P<rest>\S.*)"
)
_ADVERB_LINE = re.compile(rf"{_OPENING}(?P<number>{'|'.join(_ADVERBS)})(?P<separator>\s*[.:,\-]+\s*)(?P<rest>\S.*)")

# "Fait à Strasbourg, le 23 JAN. 2019", "Fait, en double exemplaire, le", "A …………le …………"
# What is appended to a convention without being called an annex
_DIVISION_DEPTH = {"livre": 0, "partie": 0, "titre": 1, "chapitre": 2, "section": 3}
TITLE_MAX_CHARACTERS = 200
_LABEL_MAX_CHARACTERS = 60  # "Nombre de logements :" may be a title; a longer line that ends on a colon announces a list
# "En conséquence, les forces de sécurité amplifient…" below "Article 16" is no title
_MAX_WRAPPED_LINES = 6
_CUT_LINE_SHARE = 0.5  # a line may be cut well before the width, by a long word or a template's mark
_CONTENT_MIN_WORDS = 6
_BODY_MIN_CHARACTERS = 30  # after a title on its line
_SENTENCE_MIN_WORDS = 4  # "Ce que chacun promet.", "Qui entretient." are titles all the same
ENDS_NOTHING = re.compile(
    r"(?:\b(?:de|du|des|la|le|les|et|ou|a|au|aux|en|sur|pour|par|dans|avec|entre|sous|un|une|dont|que)|['’(«-]|\{%[^}]*|\{\{[^}]*)$"
)
# A title has no finite verb: "Objet de la convention", never "La présente convention a pour objet".
FINITE_VERB = re.compile(
    r"\b(?:est|sont|a pour|ont|doit|doivent|peut|peuvent|prend|prennent|fixe|comprend|comprennent|convien\w+|etabli(?:t|ssent)|s'engagent?"
    r"|assure(?:nt)?|informe(?:nt)?|releve(?:nt)?|s'applique\w*|definit|fait l'objet|dispose|constitue(?:nt)?|confie(?:nt)?|vise a|participe|accepte"
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


def heading_at(lines: Sequence[Line], index: int, width: int) -> Heading | None:
    """What the line proposes on its own, with the lines on which it goes on; None when it opens nothing."""
    line = lines[index]
    if not line.text or len(line.text) > 4000 or line.mark:
        return None
    for kind, pattern in (
        ("annexe", _ANNEXE), ("division", _DIVISION), ("article", _ARTICLE), ("ordinal", _ADVERB_LINE),
        ("decimal", _DECIMAL), ("roman", _ROMAN_LINE), ("letter", _LETTER_LINE), ("number", _NUMBER_LINE), ("named", _NAMED_LINE),
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
        if not line.text or line.mark or line.marker or line.end - first.start > 4 * TITLE_MAX_CHARACTERS:
            break
        is_full = len(last.text) >= FULL_LINE_SHARE * width
        goes_on_low = line.text[0].islower() and not last.ends_sentence
        is_cut = bool(ENDS_NOTHING.search(last.folded)) or (goes_on_low and len(last.text) >= _CUT_LINE_SHARE * width)
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
        if not first[:1].isupper() and not ((has_mark or not rest) and follows_blank(lines, index)):
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
    if kind in ("roman", "letter", "named", "decimal") and first != "§" and not (first.isupper() or first.isdigit()):
        return None
    if (
        kind == "named"
        and found["number"].isalpha()
        and len(found["number"]) == 1
        and not line.text[found.start("number")].isupper()
    ):
        return None
    depth = {"annexe": -1, "division": _DIVISION_DEPTH.get(found.groupdict().get("word") or "", 1), "roman": 4, "letter": 5}.get(
        kind, 6
    )
    if kind in ("article", "decimal"):
        depth += number.count(".") + number.count("-")
    title, length = split_title(kind, rest)
    end = min(line.start + found.start("rest") + length if rest else line.end, line.end)
    title_start = line.start + found.start("rest")
    return Heading(kind, number, as_title(title), depth, index, line_of(end, lines, index), end, title_start)


def as_title(text: str) -> str:
    return " ".join(text.split()).strip(" .:-–—*_#|")


def line_of(offset: int, lines: Sequence[Line], index: int) -> int:
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
        number = str(roman_value(raw))
    else:
        number = re.sub(r"\s?[.,]\s?", ".", raw).strip(". ")
        number = re.sub(r"(?<=\d)\s?(?:ere?|°)$", "", number)
        number = re.sub(r"(?<=\d)\s?(?=(?:bis|ter|qua|qui|sex|sep|oct|non|dec))", " ", number)
    if kind in ("division", "named"):
        return f"{found['word']} {number.upper() if len(number) == 1 else number}"
    if kind == "article":
        number = re.sub(r"^[a-h](?=[-.])", lambda m: m[0].upper(), number)
    if kind == "annexe":
        return f"annexe {number.upper() if not number.isdigit() else number}".strip()
    return re.sub(r"^[ivxla-h]+", lambda m: m[0].upper(), number) if kind in ("roman", "letter", "decimal") else number


def follows_blank(lines: Sequence[Line], index: int) -> bool:
    return index == 0 or not lines[index - 1].text


def _is_annexe_title(found: re.Match[str], rest: str, line: Line) -> bool:
    """ "ANNEXE 2 – Projet social", "Annexe au contrat relative au remplacement"; not "Annexe à signer", not a sentence."""
    if len(line.text) > 400 or line.text.endswith((",", ";")):
        return False
    if found["word"] != "annexe":
        return not FINITE_VERB.search(line.folded.split(" lorsque ")[0])
    if found["number"] or not rest:
        return not rest or rest[0].isupper() or bool(found["separator"].strip()) or line.folded.find(" a l") > 0
    return line.text[:6] == "ANNEXE" or bool(re.match(r"(?:a |au |a l'|aux |:|relative)", line.folded[6:].strip() + " "))


def _is_numbered_title(kind: Kind, rest: str, lines: Sequence[Line], index: int) -> bool:
    """ "4.1 Montant du financement" opens a sub-article; "1.250 euros", "2.3 % du prix" and "I. - Il informe…" do not."""
    if kind == "decimal":
        is_sum = "," in lines[index].text[:6] and not rest[:1].isupper()
        return not is_sum and (not rest or rest[0].isupper() or rest[0] in "«[{(")
    is_short = len(rest) <= 4 * TITLE_MAX_CHARACTERS or bool(split_title(kind, rest)[0])  # "1. L'objet. Le Domaine organise…"
    return bool(rest) and rest[0].isupper() and is_short and not rest.endswith((",", ";"))


def split_title(kind: Kind, rest: str) -> tuple[str, int]:
    """The title that stands on the heading's own line, and how many characters of `rest` it takes.

    "OBJET La présente convention…" has the title "OBJET"; "L'établissement s'assure…" has none and is all body.
    """
    capitals = _capitals_before_sentence(rest)
    if capitals:
        return rest[:capitals], capitals
    if kind in ("division", "annexe", "roman", "letter"):
        return rest, len(rest)
    sentence = re.match(r"(?P<title>.{3,120}?[^\W\d]{3,})\s?[.:]\s*[-–—]?\s+(?=[A-ZÀ-Ý])", rest)
    is_body_after = sentence and (len(rest) > len(sentence[0]) + _BODY_MIN_CHARACTERS or rest.endswith(":"))  # "L'ASA :"
    if sentence and is_body_after and not _has_finite_verb(sentence["title"]):
        content = sentence["title"].partition(" : ")[2]  # "Bourse : 6 000 euros bruts. Elle…" says something
        if re.search(r"\d", content) or len(content.split()) >= _CONTENT_MIN_WORDS:
            return "", 0
        return sentence["title"], len(sentence[0].rstrip())
    is_lead_in = rest.endswith(":") and len(rest) > _LABEL_MAX_CHARACTERS
    if (
        len(rest) <= TITLE_MAX_CHARACTERS
        and not (_has_finite_verb(rest) if rest.endswith(".") else FINITE_VERB.search(fold(rest)))
        and not rest.endswith((";", ","))
        and not is_lead_in
    ):
        return rest, len(rest)
    return "", 0


def _has_finite_verb(title: str) -> bool:
    """Whether what stands for a title is a sentence: "La commune verse au stagiaire une gratification de 4,35 euros"."""
    return bool(FINITE_VERB.search(fold(title))) or (len(title.split()) >= _SENTENCE_MIN_WORDS and is_sentence(title))


def _capitals_before_sentence(rest: str) -> int:
    """How long the title in capitals is when a sentence in lower case follows it on the same line; 0 when none does, or when it goes
    on with it: "L'ARS informe la commune"."""
    end = 0
    for word in re.finditer(r"\S+", rest):
        if any(c.islower() for c in word[0]):
            is_title = word[0].lstrip("«([-–")[:1].isupper() or rest[:end].endswith((":", ".", "-", "–"))
            return end if is_title and end >= 4 and len(rest) > end + 40 else 0
        end = word.end()
    return 0
