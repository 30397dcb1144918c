"""How a table is fitted to the page: smaller, turned, or divided by columns.

Widths are estimated in em of the text of the book: a Han character is one, any other
sign :data:`_NARROW`.  Han breaks anywhere, a run of other signs nowhere.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casebook.book.source import JOINER, kept_together

MEASURE = 35.0
"""Characters of a line on the narrower paper (16k), see ``papers`` in ``book.typ``."""
TURNED = 52.0
"""The same on a turned page of it."""
SIZES = (0.9, 0.8, 0.7)
"""Sizes of the text of tables, in that of the book; smaller cannot be read in print."""
WHOLE = 23.0
"""Em of the highest table that stays whole: a head and 12 rows of one line, a third of a page."""
# In em of the text of a table: a line with the space below it, and what a row has besides.
_LINE, _BETWEEN_ROWS = 1.5, 0.4
_NARROW = 0.58
# The space beside a cell, 1.2, and what rounding may take from its width.
_PADDING = 1.25
# A column of Han may be as narrow as this, where its cells are not shorter.
_LEAST = 3.0
# Between Han and what is not Typst leaves a quarter of a square.
_QUARTER = 0.25
_BESIDE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])")
_WHOLE = rf"(?:[^\s\u2e80-\u9fff\uff00-\uffef{JOINER}]+|\S)"
_RUN = re.compile(f"{_WHOLE}(?:{JOINER}{_WHOLE})*")

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Fit:
    """How one piece of a table is set.

    :param columns: the numbers of its columns.
    :param widths: their shares of the whole width, ``()`` where they take what they need.
    :param size: of its text, in that of the book.
    :param turned: whether it stands on a turned page.
    :param breaks: whether it may go on to another page; a low one stays whole.
    """

    columns: tuple[int, ...]
    widths: tuple[float, ...]
    size: float
    turned: bool = False
    breaks: bool = False


def fit(rows: Rows) -> tuple[Fit, ...]:
    """Return the pieces that a table is set in; the first column is repeated in each.

    :param rows: the texts of all cells, those of the head among them; all rows are as long.
    """
    columns = tuple(range(len(rows[0])))
    least = [max(_least(row[column]) for row in rows) for column in columns]
    natural = [max(width(row[column]) for row in rows) for column in columns]
    made = _pieces(columns, least, natural)
    return tuple(replace(piece, breaks=_height(rows, piece) > WHOLE) for piece in made)


def _pieces(
    columns: tuple[int, ...], least: Sequence[float], natural: Sequence[float]
) -> Iterator[Fit]:
    for measure, turned in ((MEASURE, False), (TURNED, True)):
        for size in SIZES:
            if _total(least, columns) * size <= measure:
                yield _fitted(columns, least, natural, size, measure, turned=turned)
                return
    for group in _groups(least, columns):
        yield _fitted(group, least, natural, SIZES[-1], MEASURE, turned=False)


def _height(rows: Rows, piece: Fit) -> float:
    """Return about how high a piece is, in em of the text of the book."""
    widths = [item - _PADDING for item in piece.widths] or [math.inf] * len(piece.columns)
    cells = ([row[column] for column in piece.columns] for row in rows)
    lines = (
        max(1, *(math.ceil(width(text) / room) for text, room in zip(row, widths, strict=True)))
        for row in cells
    )
    return sum(count * _LINE + _BETWEEN_ROWS for count in lines) * piece.size


def _fitted(
    columns: tuple[int, ...],
    least: Sequence[float],
    natural: Sequence[float],
    size: float,
    measure: float,
    *,
    turned: bool,
) -> Fit:
    if _total(natural, columns) * size <= measure:
        return Fit(columns, (), size, turned)
    # Each gets its least; the rest goes to those that want more.
    more = [natural[column] - least[column] for column in columns]
    rest = measure / size - _total(least, columns)
    share = rest / sum(more) if rest > 0 and sum(more) > 0 else 0.0
    widths = (
        round(least[column] + _PADDING + want * share, 2)
        for column, want in zip(columns, more, strict=True)
    )
    return Fit(columns, tuple(widths), size, turned)


def _groups(least: Sequence[float], columns: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    first, *others = columns
    group = [first]
    for column in others:
        wider = _total(least, (*group, column)) * SIZES[-1] > MEASURE
        if wider and len(group) > 1:
            yield tuple(group)
            group = [first]
        group.append(column)
    yield tuple(group)


def _total(widths: Sequence[float], columns: Sequence[int]) -> float:
    return sum(widths[column] + _PADDING for column in columns)


def _least(text: str) -> float:
    """Return the least width of a cell: its longest run without a break, or some Han."""
    runs = _RUN.findall(kept_together(text))
    longest = max((width(run.replace(JOINER, "")) for run in runs), default=0.0)
    return max(longest, min(_LEAST, width(text)))


def width(text: str) -> float:
    """Return an estimate of how wide a text is, in em."""
    signs = sum(1.0 if unicodedata.east_asian_width(char) in "WF" else _NARROW for char in text)
    return signs + _QUARTER * len(_BESIDE.findall(text))
