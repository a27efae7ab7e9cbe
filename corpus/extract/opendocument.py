"""An OpenDocument text (.odt) becomes paragraphs, with the automatic numbers that it shows and does not write.

Format: OASIS OpenDocument 1.3 part 3. Page headers and footers live in the styles and stay out, as do tracked deletions;
footnotes and frames follow the paragraph that holds them.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.extract.numbering import BULLET, Counters, Level, labelled, table_rows

_NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def _q(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


_SKIPPED = {_q("text:tracked-changes"), _q("office:annotation"), _q("text:sequence-decls"), _q("office:forms")}
_SECTIONS = {_q("text:section"), _q("text:table-of-content"), _q("text:index-body"), _q("text:index-title"), _q("draw:frame"),
             _q("draw:text-box"), _q("text:list-header")}  # fmt: skip


def read_opendocument(path: Path) -> list[str]:
    """The paragraphs of the body, in order; a table row is one paragraph.

    Raises:
        zipfile.BadZipFile, KeyError, etree.XMLSyntaxError: the file is not an OpenDocument text.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(path) as archive:
        content = etree.fromstring(archive.read("content.xml"), parser)
        styles = etree.fromstring(archive.read("styles.xml"), parser) if "styles.xml" in archive.namelist() else content
    body = content.find("office:body/office:text", _NAMESPACES)
    if body is None:
        raise KeyError("office:text")
    reader = _OpenDocumentReader(styles, content)
    return list(reader.blocks(body))


class _OpenDocumentReader:
    """Holds the list styles of one file, and where each counter stands."""

    def __init__(self, *roots: Any) -> None:
        self._lists: dict[str, dict[int, Level]] = {}
        self._list_of_style: dict[str, str] = {}
        self._outline: dict[int, Level] = {}
        for root in roots:
            for style in root.iter(_q("text:list-style")):
                self._lists[style.get(_q("style:name"))] = _levels(style)
            for style in root.iter(_q("style:style")):
                if style.get(_q("style:list-style-name")):
                    self._list_of_style[style.get(_q("style:name"))] = style.get(_q("style:list-style-name"))
            for style in root.iter(_q("text:outline-style")):
                self._outline = _levels(style)
        self._outline_counters = Counters()
        self._counters: dict[str, Counters] = {}  # by the list's id, and the last one by the style's name
        self._note_count = 0

    def blocks(self, container: Any) -> Iterator[str]:
        for element in container:
            if element.tag == _q("text:p"):
                yield from self._paragraph(element, "")
            elif element.tag == _q("text:h"):
                depth = int(element.get(_q("text:outline-level"), "1")) - 1
                is_numbered = element.get(_q("text:is-list-header")) != "true"
                yield from self._paragraph(element, self._outline_counters.next(self._outline, depth) if is_numbered else "")
            elif element.tag == _q("text:list"):
                yield from self._list(element)
            elif element.tag == _q("table:table"):
                yield from table_rows([["\n".join(self.blocks(cell)) for cell in _cells(row)] for row in _rows(element)])
            elif element.tag in _SECTIONS:
                yield from self.blocks(element)

    def _list(self, element: Any) -> Iterator[str]:
        name = element.get(_q("text:style-name")) or self._style_of_first_paragraph(element)
        continued = element.get(_q("text:continue-list"))
        goes_on = element.get(_q("text:continue-numbering")) == "true"
        counters = self._counters.get(continued or name) if continued or goes_on else None
        counters = counters or Counters()
        for key in (element.get(_q("xml:id")), name):
            if key:
                self._counters[key] = counters
        yield from self._items(element, self._lists.get(name, {}), counters, 0)

    def _items(self, element: Any, levels: dict[int, Level], counters: Counters, depth: int) -> Iterator[str]:
        for item in element:
            if item.tag not in (_q("text:list-item"), _q("text:list-header")):
                continue
            if (start := item.get(_q("text:start-value"))) is not None:
                counters.restart(depth, int(start))
            is_first = item.tag == _q("text:list-item")
            for child in item:
                if child.tag == _q("text:list"):
                    own = self._lists.get(child.get(_q("text:style-name"), ""), levels)
                    yield from self._items(child, own, counters, depth + 1)
                elif child.tag in (_q("text:p"), _q("text:h")):
                    yield from self._paragraph(child, counters.next(levels, depth) if is_first else "")
                    is_first = False
                else:
                    yield from self.blocks([child])

    def _style_of_first_paragraph(self, element: Any) -> str:
        first = next(element.iter(_q("text:p"), _q("text:h")), None)
        return self._list_of_style.get(first.get(_q("text:style-name"), ""), "") if first is not None else ""

    def _paragraph(self, paragraph: Any, label: str) -> Iterator[str]:
        parts: list[str] = []
        frames: list[Any] = []
        notes: list[str] = []

        def walk(element: Any) -> None:
            parts.append(element.text or "")
            for child in element:
                if child.tag == _q("text:s"):
                    parts.append(" " * int(child.get(_q("text:c"), "1")))
                elif child.tag == _q("text:tab"):
                    parts.append("\t")
                elif child.tag == _q("text:line-break"):
                    parts.append("\n")
                elif child.tag == _q("text:note"):
                    self._note_count += 1
                    parts.append(f" [{self._note_count}]")
                    body = child.find("text:note-body", _NAMESPACES)
                    notes.append(f"[{self._note_count}] {' '.join(self.blocks(body))}" if body is not None else "")
                elif child.tag == _q("draw:frame"):
                    frames.append(child)
                elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                    walk(child)
                parts.append(child.tail or "")

        walk(paragraph)
        text = "".join(parts).strip()
        if text:
            yield labelled(label, text)
        for frame in frames:
            yield from self.blocks(frame)
        yield from notes


def _levels(style: Any) -> dict[int, Level]:
    return {int(level.get(_q("text:level"), "1")) - 1: _level(level) for level in style}


def _level(level: Any) -> Level:
    if level.tag in (_q("text:list-level-style-bullet"), _q("text:list-level-style-image")):
        return Level(BULLET, "")
    depth = int(level.get(_q("text:level"), "1"))
    form = level.get(_q("style:num-format"), "")
    template = level.get(_q("loext:num-list-format"))
    if template:
        for number in range(1, 11):
            template = template.replace(f"%{number}%", f"{{{number}}}")
    else:
        shown = int(level.get(_q("text:display-levels"), "1"))
        numbers = ".".join(f"{{{n}}}" for n in range(depth - shown + 1, depth + 1)) if form else ""
        template = f"{level.get(_q('style:num-prefix'), '')}{numbers}{level.get(_q('style:num-suffix'), '')}"
    return Level(form, template, int(level.get(_q("text:start-value"), "1")))


def _rows(table: Any) -> Iterator[Any]:
    for element in table:
        if element.tag == _q("table:table-row"):
            yield element
        elif element.tag in (_q("table:table-header-rows"), _q("table:table-rows"), _q("table:table-row-group")):
            yield from _rows(element)


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row if cell.tag == _q("table:table-cell"))
