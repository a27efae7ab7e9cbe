"""An HTML page becomes paragraphs: its main matter, without menus, with the numbers of ordered lists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html

from corpus.extract.numbering import labelled, table_rows, written

_SKIPPED = {"script", "style", "nav", "aside", "noscript", "template", "head", "button", "select", "iframe", "svg", "dialog"}
_FURNITURE = {"header", "footer"}  # of the page; inside the article itself they are its own
_BLOCKS = {
    "p", "div", "section", "article", "main", "body", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "blockquote",
    "pre", "dl", "dt", "dd", "figure", "figcaption", "form", "fieldset", "address", "hr", "header", "footer", "center", "details",
    "summary", "caption",
}  # fmt: skip
_MAIN_SHARE = 0.5  # the page's <main> or only <article> is taken when it holds at least this share of the text


def read_html(path: Path) -> list[str]:
    """The paragraphs of the page, in order; a table row is one paragraph.

    Raises:
        lxml.etree.ParserError: there is no element in the file.
    """
    content = path.read_bytes()
    try:
        page = lxml.html.document_fromstring(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError):  # ValueError: a declared encoding in a decoded text
        page = lxml.html.document_fromstring(content)
    body = page.find("body") if page.tag == "html" else page
    body = page if body is None else body
    mains = body.findall(".//main") or body.findall(".//article")
    if len(mains) == 1 and len(mains[0].text_content()) >= _MAIN_SHARE * len(body.text_content()):
        body = mains[0]
    else:
        for furniture in [e for e in body if e.tag in _FURNITURE]:
            furniture.drop_tree()
    return [block for block in _blocks(body, "") if block]


def _blocks(element: Any, label: str) -> Iterator[str]:
    """The paragraphs of a block; `label`, a list item's number, goes before the first of them."""
    run = [_collapsed(element.text)]

    def flush() -> Iterator[str]:
        nonlocal label
        text = "\n".join(" ".join(line.split()) for line in "".join(run).split("\n")).strip()
        run.clear()
        if text:
            yield labelled(label, text)
            label = ""

    counter = int(element.get("start", "1")) if element.tag == "ol" and element.get("start", "1").isdigit() else 1
    for child in element:
        tag = child.tag
        if tag == "br":
            run.append("\n")
        elif not isinstance(tag, str) or tag in _SKIPPED:
            pass
        elif tag == "table":
            yield from flush()
            yield from table_rows(
                [["\n".join(_blocks(cell, "")) for cell in row if cell.tag in ("td", "th")] for row in _rows(child)]
            )
        elif tag in _BLOCKS or any(c.tag in _BLOCKS for c in child.iter() if c is not child):
            yield from flush()
            item = ""
            if tag == "li":
                item = "-" if element.tag != "ol" else f"{written(element.get('type', '1'), counter)}."
                counter += 1
            yield from _blocks(child, item or label)
            label = "" if not item else label
        else:
            run.append(_inline(child))
        run.append(_collapsed(child.tail))
    yield from flush()


def _inline(element: Any) -> str:
    parts = [_collapsed(element.text)]
    for child in element:
        if child.tag == "br":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            parts.append(_inline(child))
        parts.append(_collapsed(child.tail))
    return "".join(parts)


def _collapsed(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _rows(table: Any) -> Iterator[Any]:
    return (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
