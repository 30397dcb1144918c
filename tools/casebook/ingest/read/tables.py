"""Tables of data become grids: every row has as many cells, spans are filled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from casebook.ingest.read.hiding import visible
from casebook.ingest.read.inline import shown_text
from casebook.ingest.read.page import CleanText, clean_text

_MAX_SPAN = 100
"""Rows or columns that one cell may span; more is a slip or an attack."""
_CELL = 60
"""Characters of the middle cell, by length, of a table that is read across."""
_LIST_CELL = 200
"""Characters of the longest cell of a table that has lists in its cells."""
_TEXT_LABEL = re.compile("(?:[公報新訊消][告導聞息]|詳細|主要|正文)?[內内]\\s?[容文]|正文")
"""What the record of a page calls its text, in the row of a table."""
_CAPTION = 40
"""Characters of a caption in the row below a row of pictures."""
_HEAD_CELL = 12
_JOIN = "·"


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: the element that it came from, its cells, and whether it is the head."""

    element: HtmlElement
    cells: tuple[CleanText, ...]
    head: bool


@dataclass(frozen=True, slots=True)
class TablePicture:
    """A picture in a cell: its element and row, its caption, and the row of captions, if any."""

    element: HtmlElement
    row: HtmlElement
    caption: CleanText
    below: HtmlElement | None


def is_data_table(table: HtmlElement) -> bool:
    """Whether a table holds data, rather than laying out a page.

    Data tables have two rows and two columns at least, no other table, heading or
    script in them, and cells short enough to be read across.
    """
    if next(table.iterdescendants("table", "h1", "h2", "script", "form"), None) is not None:
        return False
    rows = [row for row in map(_cells, table.iter("tr")) if row]
    if len(rows) < 2 or sum(len(row) >= 2 for row in rows) < 2:
        return False
    if any(map(_holds_text, rows)):
        return False
    lengths = [len(_shown(cell)) for row in rows for cell in row]
    lists = next(table.iterdescendants("ul", "ol"), None) is not None
    if lists and max(lengths) > _LIST_CELL:
        return False
    return sum(lengths) > 0 and sorted(lengths)[len(lengths) // 2] <= _CELL


def _holds_text(row: list[HtmlElement]) -> bool:
    """Whether a row has the text of a page beside its label: 內容, and its paragraphs."""
    label, *values = row
    named = len(values) == 1 and _TEXT_LABEL.fullmatch(
        "".join(label.itertext()).strip(" 　\t\r\n:：")
    )
    return bool(named) and len(values[0].findall(".//p")) > 1


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if isinstance(cell.tag, str) and cell.tag in {"td", "th"}]


def grid(table: HtmlElement) -> list[GridRow]:
    """Lay a table out as a grid: a cell that spans several fields stands in each of them.

    The rows of a head of two rows are joined, the upper name first: 办理天数·改革前.
    """
    rows: list[GridRow] = []
    above: dict[int, tuple[int, CleanText]] = {}
    depth = 0
    for number, row in enumerate(table.iter("tr")):
        cells = _cells(row)
        made: list[CleanText] = []
        spanned = False
        for cell in cells:
            _fill(made, above)
            text = clean_text(shown_text(cell))
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            spanned = spanned or across > 1
            for _ in range(across):
                if down > 1:
                    above[len(made)] = (down - 1, text)
                made.append(text)
        _fill(made, above)
        if not cells or not any(cell.text for cell in made):
            continue
        head = all(cell.tag == "th" for cell in cells)
        if number == 0 and spanned and not head:
            depth = max(_span(cell, "rowspan") for cell in cells)
        rows.append(GridRow(row, tuple(made), head or number < depth))
    return _with_head(rows)


def pictures_of(table: HtmlElement) -> list[TablePicture]:
    """Return the pictures in the cells of a table, in order, each with its caption.

    That is what it says of itself.  Where a row holds nothing but pictures, and the row below
    it as many short texts and nothing else, these are the captions of those above them.
    """
    rows = [(row, cells) for row in table.iter("tr") if (cells := _cells(row))]
    found: list[TablePicture] = []
    for (row, cells), (below, captions) in pairwise([*rows, (None, [])]):
        texts = [clean_text(shown_text(cell)) for cell in captions]
        shown = [list(cell.iter("img")) for cell in cells]
        alone = len(cells) == len(texts) and not any(map(_shown, cells))
        named = alone and all(map(len, shown)) and all(0 < len(x.text) <= _CAPTION for x in texts)
        if any(next(cell.iter("img"), None) is not None for cell in captions):
            named = False
        for at, images in enumerate(shown):
            for image in images:
                said = texts[at] if named else clean_text(image.get("alt") or "")
                found.append(TablePicture(image, row, said, below if named else None))
    return found


def _shown(cell: HtmlElement) -> str:
    return "".join(visible(cell)).strip()


def _fill(made: list[CleanText], above: dict[int, tuple[int, CleanText]]) -> None:
    """Put in what cells of rows above span."""
    while len(made) in above:
        left, text = above[len(made)]
        if left > 1:
            above[len(made)] = (left - 1, text)
        else:
            del above[len(made)]
        made.append(text)


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(int(value), 1), _MAX_SPAN) if value.isascii() and value.isdigit() else 1


def _with_head(rows: list[GridRow]) -> list[GridRow]:
    """Join the rows of the head, and find a head that the markup does not mark."""
    heads = 0
    while heads < len(rows) - 1 and rows[heads].head:
        heads += 1
    if heads > 1:
        joined = rows[0]
        for row in rows[1:heads]:
            cells = tuple(
                a if a.text == b.text or not b.text else CleanText(_named(a, b))
                for a, b in zip(joined.cells, row.cells, strict=False)
            )
            joined = GridRow(joined.element, cells, head=True)
        return [joined, *rows[heads:]]
    if heads == 0 and looks_like_head([[cell.text for cell in row.cells] for row in rows]):
        return [GridRow(rows[0].element, rows[0].cells, head=True), *rows[1:]]
    return [GridRow(row.element, row.cells, row.head and at == 0) for at, row in enumerate(rows)]


def _named(upper: CleanText, lower: CleanText) -> str:
    return f"{upper.text}{_JOIN}{lower.text}" if upper.text else lower.text


def looks_like_head(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a first row names the columns: short words over a column of numbers.

    :param rows: the cells of each row; one row alone has no head.
    """
    if len(rows) < 2 or not all(rows[0]):
        return False
    first, *below = rows
    if any(len(name) > _HEAD_CELL or _is_number(name) for name in first):
        return False
    columns = range(1, len(first))
    return any(all(_is_number(row[at]) for row in below if at < len(row)) for at in columns)


def _is_number(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    return digits > 0 and digits * 2 >= len(text.rstrip("年天个项次人万元亿%")) - 1
