"""Tables without lines between their columns: rows whose pieces stand below each other.

A table with three rules (三線表) has lines above, below and under its head alone, others none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean

from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.typed_captions import caption_role
from casebook.records import Role
from casebook.text.numbering import number_of

_ROWS = 3
_COLUMNS = range(2, 13)
"""Columns of such a table; two may be two columns of text, or headings and their pages."""
_BARE = 4
"""Rows of a table of two columns that no caption names."""
_CELL = 12
"""Characters of its cells."""
_GAP, _PLACE = 2.0, 0.6
"""Widths of a character: between its columns; within which what stands at one place may differ."""
_PART = re.compile(r".*[，。；：、,;:]")
"""A cell that is a part of a sentence, or the label of a value."""
_PAGE = re.compile(r"\d{1,3}")
_LONGEST = 24
"""Characters of a cell; longer ones may be lines of columns of text."""
_SHORTEST = 2.0
"""Characters of its cells in the middle; a line whose characters stand far apart has fewer."""
_APART = 4.0
"""Distance of the base lines of its rows, in heights of the type."""


def tables_in(lines: Sequence[list[Row]]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines that are tables, from above."""
    start = 0
    while start < len(lines):
        end = _end(lines, start)
        held = lines[start:end]
        two = len(lines[start]) == min(_COLUMNS)
        if len(held) >= _ROWS and _is_table(held) and (not two or _is_pair(held, lines[:start])):
            yield start, end
            start = end
        else:
            start += 1


def cells_of(lines: Sequence[list[Row]]) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a table, behind a row that says whether it has a head."""
    rows = tuple(tuple(piece.text for piece in line) for line in lines)
    figures = [any(char.isdigit() for cell in row[1:] for char in cell) for row in rows]
    head = "head" if not figures[0] and all(figures[1:]) else ""
    return ((head,), *rows)


def _end(lines: Sequence[list[Row]], start: int) -> int:
    """Return where the lines end that have as many pieces as the first, below each other."""
    first = lines[start]
    if len(first) not in _COLUMNS or any(piece.cells for piece in first):
        return start
    spans = [(piece.left, piece.right) for piece in first]
    end = start + 1
    for above, line in pairwise(lines[start:]):
        near = line[0].base - above[0].base <= _APART * max(line[0].size, above[0].size)
        if len(line) != len(first) or not near or any(piece.cells for piece in line):
            break
        beside = list(zip(line, spans, strict=True))
        if not all(x.left < right and x.right > left for x, (left, right) in beside):
            break
        spans = [(min(left, x.left), max(right, x.right)) for x, (left, right) in beside]
        end += 1
    return end


def _is_table(lines: Sequence[list[Row]]) -> bool:
    columns = list(zip(*lines, strict=True))
    edges = [(min(x.left for x in column), max(x.right for x in column)) for column in columns]
    apart = all(right < left for (_, right), (left, _) in pairwise(edges))
    lengths = [len(piece.text) for line in lines for piece in line]
    return apart and max(lengths) <= _LONGEST and mean(lengths) >= _SHORTEST


def _is_pair(lines: Sequence[list[Row]], above: Sequence[list[Row]]) -> bool:
    """Whether rows of two short cells each are a table.

    Their places say so, and a caption right above, or figures below a head without one.
    """
    if any(
        len(piece.text) > _CELL or _PART.fullmatch(piece.text) for line in lines for piece in line
    ):
        return False
    if any(line[1].left - line[0].right < _GAP * line[0].em for line in lines):
        return False
    if not all(_at_one_place(column) for column in zip(*lines, strict=True)):
        return False
    if above and caption_role("".join(piece.text for piece in above[-1])) is Role.TABLE_TITLE:
        return True
    head, *values = (line[1].text for line in lines)
    figures = all(any(char.isdigit() for char in value) for value in values)
    figures = figures and not any(map(number_of, values))  # 2.做法 is a heading of text
    pages = all(map(_PAGE.fullmatch, values)) and values == sorted(values, key=int)
    return len(lines) >= _BARE and figures and not pages and not any(map(str.isdigit, head))


def _at_one_place(column: Sequence[Row]) -> bool:
    """Whether cells begin, end, or have their middle at one place."""
    near = _PLACE * max(piece.em for piece in column)
    places = (
        [piece.left for piece in column],
        [piece.right for piece in column],
        [(piece.left + piece.right) / 2 for piece in column],
    )
    return any(max(held) - min(held) <= near for held in places)
