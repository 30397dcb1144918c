"""Tables of Word become tables of HTML, which one module lays out as grids."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree
from lxml.html import Element, HtmlElement

from casebook.ingest.read.word.xml import attr, child, children, number, switch, tag, value

_MAX_SPAN = 100


def as_html(table: etree._Element, text_of: Callable[[etree._Element], list[str]]) -> HtmlElement:
    """Write a table in HTML: merged cells with their spans, rows of the head as ``th``.

    :param text_of: gives the lines of a cell.
    """
    made: HtmlElement = Element("table")
    spanning: dict[int, HtmlElement] = {}
    for row in rows_of(table):
        line = Element("tr")
        made.append(line)
        head = bool(switch(child(row, "trPr"), "tblHeader"))
        at = number(value(row, "trPr", "gridBefore"))
        for _ in range(min(at, _MAX_SPAN)):
            line.append(Element("td"))
        for cell in cells_of(row):
            properties = child(cell, "tcPr")
            across = min(max(number(value(properties, "gridSpan"), 1), 1), _MAX_SPAN)
            if _goes_on(properties) and len(
                line
            ):  # merged with the cell on its left, as Word 97 did
                left = line[-1]
                left.set("colspan", str(number(left.get("colspan") or "1", 1) + across))
                at += across
                continue
            merge = child(properties, "vMerge")
            if merge is not None and attr(merge, "val") != "restart" and at in spanning:
                above = spanning[at]
                above.set("rowspan", str(int(above.get("rowspan") or "1") + 1))
            else:
                spanning.pop(at, None)
                field = Element("th" if head else "td")
                if across > 1:
                    field.set("colspan", str(across))
                _fill(field, text_of(cell))
                line.append(field)
                if merge is not None:
                    spanning[at] = field
            at += across
    return made


def _goes_on(properties: etree._Element | None) -> bool:
    """Whether a cell is merged with the one on its left as Word 97 wrote it."""
    merge = child(properties, "hMerge")
    return merge is not None and attr(merge, "val") != "restart"


def _fill(field: HtmlElement, lines: list[str]) -> None:
    for at, text in enumerate(lines):
        if at == 0:
            field.text = text
        else:
            rest = Element("br")
            rest.tail = text
            field.append(rest)


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, those that were deleted in tracking left out."""
    for element in table:
        name = tag(element)
        if name == "tr":
            if child(element, "trPr", "del") is None:
                yield element
        elif name in {"sdt", "ins", "customXml"}:
            content = child(element, "sdtContent")
            yield from rows_of(element if content is None else content)


def deleted_in(table: etree._Element) -> Iterator[str]:
    """Yield the text of the rows and cells that were deleted in tracking, a row each."""
    for row in table.iter("{*}tr"):
        if next(row.iterancestors("{*}tbl"), None) is not table:
            continue
        whole = child(row, "trPr", "del") is not None
        gone = [
            "".join(x.text or "" for x in cell.iter("{*}t", "{*}delText"))
            for cell in row.iter("{*}tc")
            if whole or child(cell, "tcPr", "cellDel") is not None
        ]
        if any(gone):
            yield " ".join(filter(None, gone))


def inserted_in(table: etree._Element) -> int:
    """Count the rows and cells that were inserted in tracking and of which no text says so."""
    count = 0
    for row in table.iter("{*}tr"):
        own = next(row.iterancestors("{*}tbl"), None) is table
        if not own or child(row, "trPr", "del") is not None:
            continue
        whole = child(row, "trPr", "ins") is not None
        cells = [x for x in cells_of(row) if child(x, "tcPr", "cellIns") is not None]
        for part in [row] if whole else cells:
            count += all(child(paragraph, "ins") is None for paragraph in part.iter("{*}p"))
    return count


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row, those that were deleted in tracking left out."""
    for element in row:
        name = tag(element)
        if name == "tc":
            if child(element, "tcPr", "cellDel") is None:
                yield element
        elif name == "sdt":
            yield from children(child(element, "sdtContent"), "tc")
