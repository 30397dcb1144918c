"""Tables whose lines are drawn: cells are where rules cross, merged where a rule is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from lxml.html import Element, HtmlElement

from casebook.ingest.read.page import clean_text
from casebook.ingest.read.pdf.marks import Char, Rule
from casebook.ingest.read.pdf.paragraphs import paragraphs
from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.pdf.rows import in_order, rows_of
from casebook.ingest.read.tables import grid

_NEAR = 3.0
"""Points within which two rules meet, or are the same."""
_LINES = 3
"""Lines between and beside the columns of a table, at least."""
_RUNNING = 60
"""Characters of a running head, at most."""
_ROW = 6.0
"""Points by which its outer lines stand out over the last line across it, at least."""
_LONG = 40
"""Characters of a cell that may hold several paragraphs."""
_MOST = 60
"""Columns and rows that a table may have; more are a drawing."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: where it stands, its rows, and whether the first one is the head."""

    left: float
    top: float
    right: float
    bottom: float
    rows: tuple[tuple[str, ...], ...]
    head: bool
    columns: tuple[float, ...]
    """Where the lines between its columns stand, from its left edge to its right one."""
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Cells that hold several paragraphs: their text, and the paragraphs."""
    goes_on: bool = False
    """Whether it goes on from the page before."""
    open_above: bool = False
    """Whether its first row has no line above it, and ``open_below`` its last one none below."""
    open_below: bool = False

    def holds(self, char: Char) -> bool:
        """Whether a character stands in it."""
        x, y = (char.left + char.right) / 2, (char.top + char.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def touches(self, rule: Rule) -> bool:
        """Whether a rule is one of its lines, or meets them."""
        return (
            rule.left <= self.right + _NEAR
            and self.left - _NEAR <= rule.right
            and rule.top <= self.bottom + _NEAR
            and self.top - _NEAR <= rule.bottom
        )


def grids_of(rules: list[Rule], chars: list[Char]) -> list[Grid]:
    """Find the tables of a page, from above: two columns at least, with text in them.

    A row alone may be a box, or belong to a table of another page (:mod:`.over_pages`).
    """
    made = []
    for group in _bundled(groups_of(rules)):
        xs = places_of([x for rule in group if not rule.across for x in (rule.left,)])
        ends = _open_ends(group, xs, chars)
        ys = places_of([rule.top for rule in group if rule.across] + ends)
        if not (_LINES <= len(xs) <= _MOST and 2 <= len(ys) <= _MOST):
            continue
        parts: dict[str, tuple[str, ...]] = {}
        table = _table(group, xs, ys, chars, parts)
        rows = grid(table)
        if not rows:
            continue
        cells = tuple(tuple(cell.text for cell in row.cells) for row in rows)
        filled = sum(bool(cell) for row in cells for cell in row)
        if filled >= (min(len(cells) + 1, 3) if len(cells) > 1 else 1):
            place = xs[0], ys[0], xs[-1], ys[-1]
            made.append(
                Grid(
                    *place,
                    cells,
                    rows[0].head,
                    tuple(xs),
                    tuple(parts.items()),
                    open_above=ys[0] in ends and any(cell.text for cell in table[0]),
                    open_below=ys[-1] in ends and any(cell.text for cell in table[-1]),
                )
            )
    return sorted(made, key=lambda table: table.top)


def groups_of(rules: list[Rule]) -> Iterator[list[Rule]]:
    """Yield the rules that hang together."""
    left = list(rules)
    while left:
        group = [left.pop()]
        for rule in group:
            near = [other for other in left if _touch(rule, other)]
            group += near
            left = [other for other in left if other not in near]
        yield group


def _bundled(groups: Iterator[list[Rule]]) -> Iterator[list[Rule]]:
    """Yield groups of rules; lines down that begin and end together are one, without a line across.

    A row that fills its page has no other lines.
    """
    down: dict[tuple[int, int], list[Rule]] = {}
    for group in groups:
        if any(rule.across for rule in group):
            yield group
            continue
        top, bottom = min(rule.top for rule in group), max(rule.bottom for rule in group)
        down.setdefault((round(top), round(bottom)), []).extend(group)
    yield from down.values()


def _open_ends(group: list[Rule], xs: list[float], chars: list[Char]) -> list[float]:
    """Return where a table ends without a line across: a row goes on over the edge of its page.

    Its outer lines both end there, above all lines across, or below, and but few characters,
    those of a running head or foot, stand farther out.
    """
    across = [rule.top for rule in group if rule.across]
    lines = [rule for rule in group if not rule.across]
    sides = [[x for x in lines if abs(x.left - edge) <= _NEAR] for edge in (xs[:1] + xs[-1:])]
    if len(xs) < _LINES:
        return []
    tops = [min(rule.top for rule in side) for side in sides]
    ends = [max(rule.bottom for rule in side) for side in sides]
    above = sum(char.base < max(tops) for char in chars) <= _RUNNING
    below = sum(char.top > min(ends) for char in chars) <= _RUNNING
    made = []
    if above and abs(tops[0] - tops[1]) <= _NEAR and max(tops) < min(across, default=inf) - _ROW:
        made.append(max(tops))
    if below and abs(ends[0] - ends[1]) <= _NEAR and min(ends) > max(across, default=-inf) + _ROW:
        made.append(min(ends))
    return made


def _touch(rule: Rule, other: Rule) -> bool:
    return (
        rule.left - _NEAR <= other.right
        and other.left - _NEAR <= rule.right
        and rule.top - _NEAR <= other.bottom
        and other.top - _NEAR <= rule.bottom
    )


def places_of(places: list[float]) -> list[float]:
    """Take places that are nearly the same for one."""
    made: list[float] = []
    for place in sorted(places):
        if not made or place - made[-1] > _NEAR:
            made.append(place)
    return made


def _table(
    group: list[Rule],
    xs: list[float],
    ys: list[float],
    chars: list[Char],
    parts: dict[str, tuple[str, ...]],
) -> HtmlElement:
    table: HtmlElement = Element("table")
    taken: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        line = Element("tr")
        table.append(line)
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            across = down = 1
            middle = (ys[row] + ys[row + 1]) / 2
            while column + across < len(xs) - 1 and not _is_ruled(
                group, xs[column + across], middle, down=True
            ):
                across += 1
            centre = (xs[column] + xs[column + 1]) / 2
            while row + down < len(ys) - 1 and not _is_ruled(
                group, centre, ys[row + down], down=False
            ):
                down += 1
            taken |= {(row + y, column + x) for y in range(down) for x in range(across)}
            cell = Element("td")
            cell.set("colspan", str(across))
            cell.set("rowspan", str(down))
            box = (xs[column], ys[row], xs[column + across], ys[row + down])
            cell.text, several = _text(chars, box)
            if len(several) > 1:
                parts[clean_text(cell.text).text] = several
            line.append(cell)
    return table


def _is_ruled(group: list[Rule], x: float, y: float, *, down: bool) -> bool:
    """Whether a rule runs through a place."""
    for rule in group:
        if rule.across == down:
            continue
        if down and abs(rule.left - x) <= _NEAR and rule.top - _NEAR <= y <= rule.bottom + _NEAR:
            return True
        if not down and abs(rule.top - y) <= _NEAR and rule.left - _NEAR <= x <= rule.right + _NEAR:
            return True
    return False


def _text(chars: list[Char], box: tuple[float, float, float, float]) -> tuple[str, tuple[str, ...]]:
    """Return the text of a cell, and its paragraphs if it is long enough to have some."""
    left, top, right, bottom = box
    inside = [
        char
        for char in chars
        if left <= (char.left + char.right) / 2 <= right
        and top <= (char.top + char.bottom) / 2 <= bottom
    ]
    made = ""
    lines = rows_of(inside, 0)
    for line in lines:
        text = " ".join(row.text for row in line)
        gap = " " if made[-1:].isascii() and text[:1].isascii() and made else ""
        made += gap + text
    return made, _paragraphs(lines, left, right) if len(made) >= _LONG else ()


def _paragraphs(lines: list[list[Row]], left: float, right: float) -> tuple[str, ...]:
    """Return the paragraphs of a cell: its text ends as far from its edge as it begins."""
    begin = min(row.left for line in lines for row in line)
    rows, _ = in_order(lines, begin, right - (begin - left))
    if any(row.cells for row in rows):
        return ()
    return tuple(clean_text(block.text).text for block in paragraphs(rows))
