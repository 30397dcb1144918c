"""Tables with three rules (三線表) whose cells go on for several lines, or stand near each other.

Those whose rows are one line each, with room between, are known without rules: :mod:`.aligned`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from casebook.ingest.read.pdf.marks import Char, Rule
from casebook.ingest.read.pdf.rows import rows_of
from casebook.ingest.read.pdf.tables import Grid, places_of

_NEAR = 3.0
"""Points within which rules begin and end at one place."""
_RULES = 3
"""Above and below the head, and at the foot."""
_COLUMNS = range(2, 13)
_ROWS = 3
"""The head and two rows; two rows of which one goes on have as many lines."""
_SURE = 3
"""Columns, all filled in lines of one distance, of which each line is a row."""
_GUTTER = 0.4
"""Between columns, in heights of the type."""
_WIDER = 1.1
"""How much farther a new row stands below the last line than the lines of a cell from each other,
as a share of that distance."""


def three_ruled(rules: Sequence[Rule], chars: Sequence[Char], known: Sequence[Grid]) -> list[Grid]:
    """Find such tables of a page, where all signs agree.

    Three rules begin and end at one place, and no line runs down between them; the head is one
    line; what stands below it stands in its columns; lines of a cell stand nearer to each other
    than rows do, each row begins in the first column, and lines that go on leave a column empty.
    Or all lines fill three columns or more at one distance, and no head is two: then each is a
    row.

    :param known: the tables of the page that are known; their rules belong to no other.
    """
    free = [rule for rule in rules if not any(grid.touches(rule) for grid in known)]
    made = []
    for left, right, (top, middle, bottom) in _threes(free):
        inside = [
            char
            for char in chars
            if left <= (char.left + char.right) / 2 <= right
            and top <= (char.top + char.bottom) / 2 <= bottom
        ]
        head = [char for char in inside if char.base <= middle]
        rows = _rows(head, [char for char in inside if char.base > middle])
        if rows:
            made.append(Grid(left, top, right, bottom, rows, True, ()))
    return made


def _threes(rules: list[Rule]) -> Iterator[tuple[float, float, list[float]]]:
    """Yield where three rules begin and end, and how high they stand."""
    spans: dict[float, tuple[float, float]] = {}
    across = [rule for rule in rules if rule.across]
    for place in places_of([rule.top for rule in across]):
        held = sorted((x for x in across if 0 <= x.top - place <= _NEAR), key=lambda x: x.left)
        if all(after.left - before.right <= _NEAR for before, after in pairwise(held)):
            spans[place] = (held[0].left, max(rule.right for rule in held))
    places = list(spans)
    while places:
        left, right = spans[places[0]]
        alike = [x for x in places if _are_near(spans[x], (left, right))]
        places = [x for x in places if x not in alike]
        if len(alike) % _RULES:
            continue
        for at in range(0, len(alike), _RULES):
            three = alike[at : at + _RULES]
            if not any(_runs_down(rule, left, right, three) for rule in rules):
                yield left, right, three


def _are_near(span: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(span[0] - other[0]) <= _NEAR and abs(span[1] - other[1]) <= _NEAR


def _runs_down(rule: Rule, left: float, right: float, three: list[float]) -> bool:
    within = left - _NEAR <= rule.left <= right + _NEAR
    return not rule.across and within and rule.top < three[-1] and rule.bottom > three[0]


def _rows(head: list[Char], body: list[Char]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table; none where a sign is missing."""
    above = rows_of(head, 0)
    columns = _columns([*head, *body])
    if len(above) != 1 or len(columns) not in _COLUMNS:
        return ()
    places = sorted(line[0].base for line in rows_of(body, 0))
    if len(places) < _ROWS:
        return ()
    gaps = [below - above for above, below in pairwise(places)]
    begins = [True, *(gap >= min(gaps) * _WIDER for gap in gaps)]
    titles, *lines = _placed([above[0][0].base, *places], [*head, *body], columns)
    full = all(map(all, (titles, *lines))) and max(gaps) < min(gaps) * _WIDER
    # A sign at the end of a cell may fill the gutter: two heads are then in one column.
    if full and len(columns) >= _SURE and not any(" " in title for title in titles):
        return tuple(map(tuple, (titles, *lines)))
    if len(above[0]) != len(columns):
        return ()
    made = [titles]
    for line, begin in zip(lines, begins, strict=True):
        if begin and line[0]:
            made.append(line)
        elif begin or all(line):
            return ()
        else:
            made[-1] = [_joined(*pair) for pair in zip(made[-1], line, strict=True)]
    # Where each line is a row, or all are one, nothing tells that a cell goes on.
    several = _ROWS <= len(made) <= len(places)
    return tuple(map(tuple, made)) if several and all(titles) else ()


def _columns(chars: list[Char]) -> list[tuple[float, float]]:
    """Return the columns in which characters stand: between them all lines are empty."""
    made: list[tuple[float, float]] = []
    inked = (char for char in chars if not char.text.isspace())
    for char in sorted(inked, key=lambda char: char.left):
        if made and char.left < made[-1][1] + _GUTTER * char.size:
            made[-1] = (made[-1][0], max(made[-1][1], char.right))
        else:
            made.append((char.left, char.right))
    return made


def _placed(
    places: list[float], chars: list[Char], columns: list[tuple[float, float]]
) -> list[list[str]]:
    """Return the text of each line in each column.

    :param places: the base lines.
    """
    made = [[""] * len(columns) for _ in places]
    for at, (left, right) in enumerate(columns):
        for line in rows_of([x for x in chars if left <= (x.left + x.right) / 2 <= right], 0):
            apart = [abs(place - line[0].base) for place in places]
            nearest = apart.index(min(apart))
            made[nearest][at] = _joined(made[nearest][at], " ".join(row.text for row in line))
    return made


def _joined(above: str, below: str) -> str:
    gap = " " if above[-1:].isascii() and below[:1].isascii() and above and below else ""
    return f"{above}{gap}{below}"
