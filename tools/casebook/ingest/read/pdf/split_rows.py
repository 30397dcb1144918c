"""Rows of a table that are divided between two pages: the rest of their cells stands on the next.

A row that begins a page is the rest of the one above where a cell of it is empty that the row
above fills, and what the others say had no place above, or is the text of a theme.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median

from casebook.ingest.headings.themes import theme_of
from casebook.ingest.read.pdf.marks import Char
from casebook.ingest.read.pdf.tables import Grid

_TOKEN = 2.0
"""Widths of a character that a full row of a cell may leave: a character with its stop."""
_LINE = 0.5
"""Share of its height by which characters of a row may differ."""
_CLOSED = re.compile(r"[。！？!?][”」』）)]*$")


def with_whole_row(
    begun: Grid, above: Grid, below: Grid, chars: Sequence[Char]
) -> tuple[Grid, Grid]:
    """Put the rest of a row that was divided back to it.

    :param begun: the part of the table that holds the row above.
    :param above: its part on the page before, all in the same columns.
    :param below: its part on this page.
    :param chars: of the page before.
    :returns: the part that holds the row, and that on this page; unchanged where none is divided.
    """
    last, rest = begun.rows[-1], below.rows[0]
    spans = _spans(rest)
    left_empty = any(upper and not lower for upper, lower in zip(last, rest, strict=True))
    is_open = above.open_below and below.open_above
    if not is_open and not (
        left_empty
        and all(
            last[start] and (_is_themed(last, start) or _is_full(above, chars, start, end))
            for start, end in spans
        )
    ):
        return begun, below
    parts = dict((*begun.parts, *below.parts))
    row = list(last)
    for start, end in spans:
        text, more = last[start], rest[start]
        held, others = parts.get(text, (text,)), parts.get(more, (more,))
        if _CLOSED.search(text):
            held = (*held, *others)
        else:
            held = (*held[:-1], held[-1] + others[0], *others[1:])
        row[start:end] = [text + more] * (end - start)
        parts[text + more] = held
    whole = replace(begun, rows=(*begun.rows[:-1], tuple(row)), parts=tuple(parts.items()))
    return whole, replace(below, rows=below.rows[1:])


def _spans(row: Sequence[str]) -> list[tuple[int, int]]:
    """Return from which column to which the cells stand that hold text."""
    made, at = [], 0
    for cell, same in groupby(row):
        end = at + len(list(same))
        made += [(at, end)] if cell else []
        at = end
    return made


def _is_themed(row: Sequence[str], start: int) -> bool:
    return start > 0 and theme_of(row[start - 1]) is not None


def _is_full(grid: Grid, chars: Sequence[Char], start: int, end: int) -> bool:
    """Whether what follows had no place in the last line of a cell at the foot of a page."""
    left, right = grid.columns[start], grid.columns[end]
    held = [
        char
        for char in chars
        if grid.holds(char)
        and left <= (char.left + char.right) / 2 <= right
        and not char.text.isspace()
    ]
    if not held:
        return False
    base = max(char.base for char in held)
    line = [char for char in held if base - char.base <= _LINE * char.size]
    wide = median(char.right - char.left for char in line)
    margin = min(char.left for char in held) - left
    return right - margin - max(char.right for char in line) < _TOKEN * wide
