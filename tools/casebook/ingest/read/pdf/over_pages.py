"""Tables that go on over pages, of which a page may hold a row alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from casebook.ingest.headings.themes import theme_of
from casebook.ingest.read.pdf.furniture import EDGE
from casebook.ingest.read.pdf.marks import Char, Sheet
from casebook.ingest.read.pdf.split_rows import with_whole_row
from casebook.ingest.read.pdf.tables import Grid
from casebook.ingest.read.tables import looks_like_head

_NEAR = 3.0
"""Points by which the lines of its columns may differ from page to page."""


def over_pages(
    pages: Sequence[list[Grid]], sheets: Sequence[Sheet]
) -> tuple[list[list[Grid]], list[str]]:
    """Tell rows that belong to a table of the page before, or after, from boxes of one row.

    A table goes on where two stand at the foot of one page and at the head of the next, no text
    between, with the same columns.

    :param pages: what the lines of each page draw, from above.
    :returns: the tables of each page, one head for each; and the heads that stand again.
    """
    made = [list(grids) for grids in pages]
    again: list[str] = []
    joined: set[tuple[int, int]] = set()
    first: Grid | None = None
    begun = 0
    for at in range(1, len(made)):
        if not _goes_on(made[at - 1 : at + 1], sheets[at - 1 : at + 1]):
            continue
        above, below = made[at - 1][-1], made[at][0]
        columns = max(above.columns, below.columns, key=len)
        above, below = _spread(above, columns), _spread(below, columns)
        if first is None or (at - 1, 0) not in joined or len(made[at - 1]) > 1:
            first = above
        if below.head and below.rows[0] != first.rows[0]:
            continue  # another table in the same columns
        if first is above and len(above.rows) == 1:
            above = replace(above, head=looks_like_head(above.rows + below.rows))
        rows = below.rows
        if rows[0] == first.rows[0]:
            again.append(" ".join(filter(None, rows[0])))
            rows = rows[1:]
        joined |= {(at - 1, len(made[at - 1]) - 1), (at, 0)}
        below = replace(below, rows=rows, head=False, goes_on=True)
        made[at - 1][-1] = above
        if above.rows:
            begun = at - 1
        if rows:  # a row may fill the pages between
            whole, below = with_whole_row(made[begun][-1], above, below, sheets[at - 1].chars)
            made[begun][-1] = whole
        made[at][0] = below
    return [
        [grid for n, grid in enumerate(grids) if len(grid.rows) > 1 or (at, n) in joined]
        for at, grids in enumerate(made)
    ], again


def _spread(grid: Grid, columns: tuple[float, ...]) -> Grid:
    """Lay a table out in more columns than its lines draw, as cells that are merged stand."""
    places = [sum(x > edge + _NEAR for edge in grid.columns[1:-1]) for x in _middles(columns)]
    rows = tuple(tuple(row[place] for place in places) for row in grid.rows)
    return replace(grid, rows=rows, columns=columns)


def _middles(columns: Sequence[float]) -> list[float]:
    return [(left + right) / 2 for left, right in pairwise(columns)]


def _goes_on(pages: Sequence[list[Grid]], sheets: Sequence[Sheet]) -> bool:
    """Whether the last table of a page goes on at the head of the next page."""
    if not all(pages):
        return False
    above, below = pages[0][-1], pages[1][0]
    fewer, more = sorted((above.columns, below.columns), key=len)
    if len(fewer) < len(more) and not _may_merge(above, below):
        return False
    outer = zip((fewer[0], fewer[-1]), (more[0], more[-1]), strict=True)
    if not all(abs(x - y) <= _NEAR for x, y in outer) or not all(
        any(abs(x - y) <= _NEAR for y in more) for x in fewer
    ):
        return False
    if any(
        len(grid.rows) == 1 and _has_text_beside(grid, sheet.chars)
        for grid, sheet in zip((above, below), sheets, strict=True)
    ):
        return False
    foot, head = sheets[0].height * (1 - EDGE), sheets[1].height * EDGE
    under = (char for char in sheets[0].chars if char.top >= above.bottom)
    over = (char for char in sheets[1].chars if char.bottom <= below.top)
    return all(char.base > foot for char in under if not char.text.isspace()) and all(
        char.base < head for char in over if not char.text.isspace()
    )


def _may_merge(above: Grid, below: Grid) -> bool:
    """Whether rows in fewer columns may be of a table in more: one alone, or those of a form."""
    coarse = min(above, below, key=lambda grid: len(grid.columns))
    form = coarse is below and any(theme_of(row[0]) for row in above.rows + below.rows)
    return form or len(coarse.rows) == 1


def _has_text_beside(grid: Grid, chars: Sequence[Char]) -> bool:
    """Whether text stands on the lines of a row, which its rules do not hold."""
    return any(
        grid.top < char.base < grid.bottom and not grid.holds(char)
        for char in chars
        if not char.text.isspace()
    )
