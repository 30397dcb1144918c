"""Tables whose lines are drawn: cells are where rules cross, merged where a rule is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import Element, HtmlElement

from casebook.ingest.read.pdf.marks import Char, Rule
from casebook.ingest.read.pdf.rows import rows_of
from casebook.ingest.read.tables import grid

_NEAR = 3.0
"""Points within which two rules meet, or are the same."""
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
    for group in groups_of(rules):
        xs = places_of([x for rule in group if not rule.across for x in (rule.left,)])
        ys = places_of([rule.top for rule in group if rule.across])
        if not (3 <= len(xs) <= _MOST and 2 <= len(ys) <= _MOST):
            continue
        table = _table(group, xs, ys, chars)
        rows = grid(table)
        cells = tuple(tuple(cell.text for cell in row.cells) for row in rows)
        filled = sum(bool(cell) for row in cells for cell in row)
        if filled >= min(len(cells) + 1, 3):
            place = xs[0], ys[0], xs[-1], ys[-1]
            made.append(Grid(*place, cells, rows[0].head, tuple(xs)))
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


def _table(group: list[Rule], xs: list[float], ys: list[float], chars: list[Char]) -> HtmlElement:
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
            cell.text = _text(chars, box)
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


def _text(chars: list[Char], box: tuple[float, float, float, float]) -> str:
    left, top, right, bottom = box
    inside = [
        char
        for char in chars
        if left <= (char.left + char.right) / 2 <= right
        and top <= (char.top + char.bottom) / 2 <= bottom
    ]
    made = ""
    for line in rows_of(inside, 0):
        text = " ".join(row.text for row in line)
        gap = " " if made[-1:].isascii() and text[:1].isascii() and made else ""
        made += gap + text
    return made
