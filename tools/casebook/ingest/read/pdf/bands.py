"""Columns in a part of a page only: between rows of full width, one column may be much shorter.

Nothing but their own rows shows them, so that two signs are asked for: where their rows begin and
end, and that their text runs on from row to row.  A list of labels or names fills no column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from casebook.ingest.read.pdf.row import Row

_INNER = 0.2
"""Share of the width of a text, from either edge, in which no column ends."""
_ROWS, _LONGER = 2, 3
"""Rows of the first, and of the longer column, at least."""
_INDENT = 2.6
"""Widths of a character by which a row may be indented, and no more."""
_OF = 3
"""One in so many of the rows of a column, at least, goes on in the next one."""
_LEAST = 8
"""Widths of a character that a column has at least; numbers of lines have less."""
_FULL = 1.6
"""Widths of a character that may be left at the end of a full row: stops do not begin a row."""
_APART = 1.3
"""Times the distance of the rows of a column from which what follows stands apart from it."""
_SIZE = 0.08
"""Share by which type differs that is not that of a column."""
_BELOW = 2
"""Rows that stand apart from a column above text of full width."""
_ENDED = re.compile(r"[。！？!?：:；;…][”』」）)]*$")

Lines = Sequence[list[Row]]


def bands_in(lines: Lines, left: float, right: float) -> list[tuple[int, int, float]]:
    """Find the columns among the lines of a page that is no column as a whole.

    :param left: edge of the text on the left, in points, and ``right`` on the right.
    :returns: the spans of lines that are columns, from above, each with its gutter.
    """
    wide = right - left
    starts = {round(row.left) for line in lines for row in line if not row.cells}
    made: list[tuple[int, int, float]] = []
    for edge in sorted(starts):
        if not left + _INNER * wide < edge < right - _INNER * wide:
            continue
        for start, end in _runs(lines, edge - 1):
            if any(start < other and begun < end for begun, other, _ in made):
                continue
            span = _columns(lines[start:end], left, edge - 1, right, below=end < len(lines))
            if span:
                made.append((start, start + span, edge - 1))
    return sorted(made)


def _runs(lines: Lines, at: float) -> list[tuple[int, int]]:
    """Return the spans of lines in which no row runs across a place."""
    made: list[tuple[int, int]] = []
    start = 0
    for n, line in enumerate([*lines, []]):
        crossed = not line or any(row.left < at < row.right or row.cells for row in line)
        if crossed:
            if n - start >= _ROWS:
                made.append((start, n))
            start = n + 1
    return made


def _columns(run: Lines, left: float, at: float, right: float, *, below: bool) -> int:
    """Return how many lines of a run are columns on both sides of a gutter; 0 for none.

    :param below: whether text of full width follows.
    """
    end = _end(run, at) if below else len(run)
    before = [row for line in run[:end] for row in line if row.right <= at]
    after = [row for line in run[:end] for row in line if row.left >= at]
    if not after or len(before) < _ROWS or max(len(before), len(after)) < _LONGER:
        return 0
    inner = max(row.right for row in before)
    filled = _is_column(before, left, inner) and _is_column(after, at, right)
    return end if filled else 0


def _end(run: Lines, at: float) -> int:
    """Return where the columns of a run end above what stands apart on the left, as a heading."""
    last = max((n for n, line in enumerate(run) if line[-1].left >= at), default=-1)
    held = [(n, line[0]) for n, line in enumerate(run) if line[0].right <= at]
    inner = max((row.right for _, row in held), default=at)
    steps = [after.base - row.base for (_, row), (_, after) in pairwise(held)]
    for k in range(max(1, len(held) - _BELOW), len(held)):
        (n, row), above = held[k], held[k - 1][1]
        other = abs(row.size - above.size) > _SIZE * above.size or row.bold != above.bold
        apart = other or row.base - above.base > _APART * min(steps[: k - 1], default=0.0)
        if n > last and apart and not any(_is_full(x, inner) for _, x in held[k:]):
            return n
    return len(run)


def _is_full(row: Row, last: float) -> bool:
    return last - row.right < _FULL * (row.em or row.size)


def _is_column(rows: list[Row], first: float, last: float) -> bool:
    """Whether rows fill a column: they begin and end at its edges, and text runs on among them.

    One row beside a column that is filled may be all of the second one.
    """
    edge = min(row.left for row in rows)
    em = rows[0].em or rows[0].size
    if max(row.right for row in rows) - edge < _LEAST * em:
        return False
    if edge - first > _INDENT * em or any(row.left - edge > _INDENT * em for row in rows):
        return False
    run_on = [
        row
        for row, below in pairwise(rows)
        if below.left - edge < em and not _ENDED.search(row.text) and row.bold == below.bold
    ]
    enough = len(run_on) * _OF >= len(rows) - 1
    return enough and all(_is_full(row, last) for row in run_on)
