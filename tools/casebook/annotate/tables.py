"""Indicators in tables: what a cell measures is said by its row and its column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casebook.annotate.confidence import is_doubtful_name
from casebook.annotate.dates import find_dates
from casebook.annotate.fold import fold
from casebook.annotate.indicators import find_indicators
from casebook.annotate.passages import Passage
from casebook.knowledge import Indicator, Mention
from casebook.model import Table


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with the first cell of its row, the head of its column, and its offset."""

    text: str
    row: str
    column: str
    start: int


def find_table_indicators(passage: Passage, table: Table) -> tuple[Indicator, ...]:
    """Every figure in the body of a table, in reading order.

    The thing measured is what the cell itself says, else its row, else its
    column; the date is that of the cell, the row or the column.

    :param passage: the table's text, as :func:`casebook.annotate.passages.passages` gives it.
    """
    found: list[Indicator] = []
    for cell in _cells(table):
        inside = replace(passage, text=cell.text)
        row_date, column_date = (find_dates(fold(head)) for head in (cell.row, cell.column))
        named = cell.column if row_date else cell.row
        for one in find_indicators(inside):
            mention = one.mention
            found.append(
                replace(
                    one,
                    id=f"{passage.id}-n{len(found) + 1}",
                    mention=Mention(
                        mention.case,
                        mention.paragraph,
                        mention.start + cell.start,
                        mention.end + cell.start,
                    ),
                    measured=_named(one, named),
                    date=one.date or next((d.iso for d in (*row_date, *column_date)), ""),
                )
            )
    return tuple(found)


def _named(one: Indicator, named: str) -> str:
    """Return what the cell itself says, else the head; ``""`` for a head that names a place."""
    if len(one.measured) > len(one.unit):
        return one.measured
    key = fold(named)
    return (
        "" if is_doubtful_name(key, one.unit_key, time=False, share=one.unit_key == "%") else named
    )


def _cells(table: Table) -> Iterator[_Cell]:
    """Yield the cells of the body but the first of each row, with offsets in the joined text."""
    at = len(table.caption) + 1 if table.caption else 0
    head = table.rows[0] if table.header and table.rows else ()
    for number, row in enumerate(table.rows):
        for place, text in enumerate(row):
            if not text:
                continue
            if place and not (table.header and number == 0):
                yield _Cell(text, row[0], head[place] if head else "", at)
            at += len(text) + 1
