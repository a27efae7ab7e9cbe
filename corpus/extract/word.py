"""A Word file (.docx) becomes paragraphs, with the automatic numbers that Word shows and does not write.

Format: ECMA-376 part 1, § 17 (WordprocessingML). Headers and footers are parts of their own and stay out; deleted and
hidden text too; text boxes and footnotes follow the paragraph that holds them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from corpus.extract.numbering import BULLET, Counters, Level, labelled, table_rows

_SKIPPED = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_FORMS = {
    "decimal": "1", "decimalZero": "01", "upperRoman": "I", "lowerRoman": "i", "upperLetter": "A", "lowerLetter": "a",
    "ordinal": "1er", "bullet": BULLET, "none": "",
}  # fmt: skip
_MAX_STYLE_DEPTH = 20  # styles inherit from each other; a loop is a corrupt file


def read_word(path: Path) -> list[str]:
    """The paragraphs of the body, in order; a table row is one paragraph.

    Raises:
        Exception: whatever python-docx and lxml raise on a file that is not a Word file; the caller isolates it.
    """
    document = docx.Document(str(path))
    reader = _WordReader(document)
    return list(reader.blocks(document.element.body))


class _WordReader:
    """Holds the styles, the numbering and the footnotes of one file."""

    def __init__(self, document: Any) -> None:
        part = document.part
        self._styles = {s.get(qn("w:styleId")): s for s in document.styles.element.iter(qn("w:style"))}
        default = [id_ for id_, s in self._styles.items() if s.get(qn("w:type")) == "paragraph" and s.get(qn("w:default")) == "1"]
        self._default_style = default[0] if default else None
        numbering = next((r.target_part for r in part.rels.values() if r.reltype.endswith("/numbering")), None)
        self._lists = _Lists(numbering.element if numbering is not None else None, self._styles)
        self._notes: dict[str, str] = {}
        for kind in ("footnotes", "endnotes"):
            target = next((r.target_part for r in part.rels.values() if r.reltype.endswith(f"/{kind}")), None)
            if target is not None:
                root = parse_xml(target.blob)
                for note in root:
                    if note.get(qn("w:type")) is None:
                        text = " ".join(self._text(p)[0] for p in note.iter(qn("w:p")))
                        self._notes[f"{kind}{note.get(qn('w:id'))}"] = " ".join(text.split())
        self._note_count = 0

    def blocks(self, container: Any) -> Iterator[str]:
        for element in container:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                rows = [[self._cell(cell) for cell in row.iter(qn("w:tc")) if _row_of(cell) is row] for row in _rows(element)]
                yield from table_rows(rows)
            elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag"), qn("w:customXml")):
                yield from self.blocks(element)

    def _cell(self, cell: Any) -> str:
        return "\n".join(self.blocks(cell))

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        text, boxes, notes = self._text(paragraph)
        properties = paragraph.find(qn("w:pPr"))
        label = self._lists.label(properties, self._style_of(properties))
        if text.strip():
            yield labelled(label, text.strip())
        for box in boxes:
            yield from self.blocks(box)
        yield from notes

    def _style_of(self, properties: Any) -> str | None:
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        return self._default_style if style is None else str(style.get(qn("w:val")))

    def _text(self, paragraph: Any) -> tuple[str, list[Any], list[str]]:
        """The paragraph's characters, its text boxes, its footnotes."""
        parts: list[str] = []
        boxes: list[Any] = []
        notes: list[str] = []

        def walk(element: Any) -> None:
            for child in element:
                tag = child.tag
                if tag in _SKIPPED:
                    continue
                if tag == qn("w:txbxContent"):
                    boxes.append(child)
                elif tag == qn("w:t"):
                    parts.append(child.text or "")
                elif tag == qn("w:tab") and element.tag == qn("w:r"):
                    parts.append("\t")
                elif tag in (qn("w:br"), qn("w:cr")):
                    parts.append("\n")
                elif tag == qn("w:noBreakHyphen"):
                    parts.append("-")
                elif tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                    kind = "footnotes" if tag == qn("w:footnoteReference") else "endnotes"
                    note = self._notes.get(f"{kind}{child.get(qn('w:id'))}")
                    if note:
                        self._note_count += 1
                        parts.append(f" [{self._note_count}]")
                        notes.append(f"[{self._note_count}] {note}")
                elif not (tag == qn("w:r") and _is_hidden(child)) and isinstance(tag, str):
                    walk(child)

        walk(paragraph)
        return "".join(parts), boxes, notes


class _Lists:
    """The numbering definitions of one file, and where each counter stands."""

    def __init__(self, numbering: Any, styles: dict[str, Any]) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counters: dict[str, Counters] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._depth_of_style: dict[tuple[str, str], int] = {}
        if numbering is None:
            return
        abstracts = {a.get(qn("w:abstractNumId")): a for a in numbering.iter(qn("w:abstractNum"))}
        named = {link.get(qn("w:val")): a for a in abstracts.values() if (link := a.find(qn("w:styleLink"))) is not None}
        for number in numbering.iter(qn("w:num")):
            id_ = number.get(qn("w:numId"))
            abstract = abstracts.get(_value(number, "w:abstractNumId"))
            if abstract is None:
                continue
            link = _value(abstract, "w:numStyleLink")
            abstract = named.get(link, abstract) if link else abstract
            self._abstract[id_] = abstract.get(qn("w:abstractNumId"))
            levels = {int(level.get(qn("w:ilvl"))): level for level in abstract.iter(qn("w:lvl"))}
            for override in number.iter(qn("w:lvlOverride")):
                depth = int(override.get(qn("w:ilvl")))
                if (level := override.find(qn("w:lvl"))) is not None:
                    levels[depth] = level
                if (start := _value(override, "w:startOverride")) is not None:
                    self._restarts.setdefault(id_, {})[depth] = int(start)
            self._levels[id_] = {depth: _level(level) for depth, level in levels.items()}
            for depth, level in levels.items():
                if (style := _value(level, "w:pStyle")) is not None:
                    self._depth_of_style[id_, style] = depth

    def label(self, properties: Any, style: str | None) -> str:
        """The number that Word shows before the paragraph; empty when it shows none."""
        id_, depth = self._place(properties, style)
        if id_ is None or id_ == "0" or id_ not in self._levels:
            return ""
        counters = self._counters.setdefault(self._abstract[id_], Counters())
        for restarted, value in self._restarts.pop(id_, {}).items():
            counters.restart(restarted, value)
        return counters.next(self._levels[id_], depth)

    def _place(self, properties: Any, style: str | None) -> tuple[str | None, int]:
        """The list and the depth: the paragraph's own, else those of its style, else those of the styles above it."""
        chain = list(self._ancestry(style))
        sources = [properties, *(self._styles[name].find(qn("w:pPr")) for name in chain)]
        numbers = [n for source in sources if source is not None and (n := source.find(qn("w:numPr"))) is not None]
        id_ = next((found for number in numbers if (found := _value(number, "w:numId")) is not None), None)
        depth = next((found for number in numbers if (found := _value(number, "w:ilvl")) is not None), None)
        if id_ is not None and depth is None:
            return id_, next((self._depth_of_style[id_, name] for name in chain if (id_, name) in self._depth_of_style), 0)
        return id_, int(depth or 0)

    def _ancestry(self, style: str | None) -> Iterator[str]:
        """The style, then the one it is based on, and so on."""
        for _ in range(_MAX_STYLE_DEPTH):
            if style is None or style not in self._styles:
                return
            yield style
            style = _value(self._styles[style], "w:basedOn")


def _level(level: Any) -> Level:
    form = _FORMS.get(_value(level, "w:numFmt") or "decimal", "1")
    template = _value(level, "w:lvlText") or ""
    for depth in range(1, 10):
        template = template.replace(f"%{depth}", f"{{{depth}}}")
    return Level(form, template, int(_value(level, "w:start") or 1), level.find(qn("w:isLgl")) is not None)


def _value(element: Any, tag: str) -> str | None:
    child = element.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


def _rows(table: Any) -> Iterator[Any]:
    return (row for row in table.iter(qn("w:tr")) if _table_of(row) is table)


def _table_of(row: Any) -> Any:
    return next(row.iterancestors(qn("w:tbl")))


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(qn("w:tr")))


def _is_hidden(run: Any) -> bool:
    properties = run.find(qn("w:rPr"))
    return properties is not None and properties.find(qn("w:vanish")) is not None
