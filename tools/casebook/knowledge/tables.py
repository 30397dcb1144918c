"""Indicators in tables: what a cell measures is said by its row and its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from casebook.knowledge.confidence import is_doubtful_name
from casebook.knowledge.dates import hide_dates
from casebook.knowledge.figure_dates import Calendar
from casebook.knowledge.indicators import find_indicators
from casebook.knowledge.mask import HIDDEN
from casebook.knowledge.passages import Passage
from casebook.knowledge.quantities import find_quantities
from casebook.knowledge.quantity import lists
from casebook.knowledge.tagging import words
from casebook.knowledge.trends import of_name
from casebook.records import Indicator, IndicatorKind, Mention, Table
from casebook.text.fold import fold

# Names of stages, which say when and not what: 整合前, 改革以後.
_STAGE = re.compile("(?:前|后|时期|阶段)$")
_WHEN = 6
"""A cell with more characters beside its dates says more than when."""
_ASIDE = re.compile(r"[（(][^（()）]*[)）]")
_OF_WHICH = re.compile("^其中[：:]")
_NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?")
_IN_BRACKETS = re.compile(r"[（(](?:单位[:：]?)?([^（()）\d]{1,8})[)）]$")
"""The unit of a row or a column, in its head: 产量（万吨）."""
_UNIT_OF_TABLE = re.compile(r"单位[:：]\s*([^（()）\d，、\s]{1,8})")
_UNIT_COLUMN = ("单位", "计量单位")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_YEARS = ("", "年份", "年度", "年", "年别", "时间")
"""Heads of a column of bare years."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with what is said of it, the head of its column, and its offset in the joined text.

    :param unit: of a bare number, as row, column or caption say it; else ``""``.

    :param name: what the first cell of its row names that names anything, of those before it.
    :param date: the first date of those before it that say when, ``""`` without any.
    :param several: whether more than one column of the table holds figures.
    """

    text: str
    name: str
    date: str
    column: str
    several: bool
    start: int
    unit: str


def find_table_indicators(passage: Passage, table: Table) -> tuple[Indicator, ...]:
    """Every figure in the body of a table, in reading order.

    The thing measured is what the cell itself says, else its row and, where
    several columns hold figures, its column (省級：公布的事項); the date is that of
    the cell, of a cell of its row, or of its column.  A bare number has the unit that stands in
    the head of its row or column (产量（万吨）), and its text is both: 86万吨.

    :param passage: the table's text, as :func:`casebook.knowledge.passages.passages` gives it.
    """
    result: list[Indicator] = []
    for cell in _cells(table):
        inside = replace(passage, text=cell.text + cell.unit)
        date = cell.date or _first_date(cell.column)
        for indicator in find_indicators(inside):
            mention = indicator.mention
            own = len(indicator.measured) > len(indicator.unit) and fold(
                indicator.measured
            ) not in words("generic")
            name = indicator.measured if own else _named(cell, indicator)
            result.append(
                replace(
                    _with_verb(indicator, name),
                    id=f"{passage.id}-n{len(result) + 1}",
                    mention=Mention(
                        mention.case,
                        mention.paragraph,
                        mention.start + cell.start,
                        min(mention.end, len(cell.text)) + cell.start,
                    ),
                    measured=name,
                    date=indicator.date or date,
                )
            )
    return tuple(result)


def cells_with_units(table: Table) -> tuple[str, ...]:
    """Return the text of each figure whose unit stands in the head of its row or column: 86万吨."""
    return tuple(cell.text + cell.unit for cell in _cells(table) if cell.unit)


def _with_verb(indicator: Indicator, name: str) -> Indicator:
    """Return an amount of money with what its name says of it: 受益農戶增收｜戶均4,434元."""
    verb = of_name(fold(name)) if indicator.unit_key.endswith("元") else None
    if not verb or indicator.kind is not IndicatorKind.LEVEL:
        return indicator
    return replace(indicator, kind=verb.kind, direction=name[slice(*verb.verb)])


def _named(cell: _Cell, indicator: Indicator) -> str:
    """Return what row and column say; ``""`` where that is in doubt: when, how many, whose."""
    row, column = cell.name, _name(cell.column)
    stage = _ASIDE.sub("", cell.column)
    if _STAGE.search(fold(stage)):
        column = stage  # 改革前（天）
    if row and column:
        if cell.several:
            return f"{row}：{column}"
        column = ""
    name, share = row or column, indicator.unit_key == "%"
    time = indicator.unit_key in lists().times
    doubtful = is_doubtful_name(fold(name), indicator.unit_key, time=time, share=share)
    return "" if doubtful else name


def _name(text: str) -> str:
    """Return what a cell names, without asides; ``""`` for documents, dates, stages and figures."""
    name = _OF_WHICH.sub("", _ASIDE.sub("", text))
    folded = fold(name)
    if folded in words("generic") or folded.startswith("《") or _NUMBER.fullmatch(folded):
        return ""
    if _STAGE.search(folded) or _tells_when(text) or find_quantities(folded):
        return ""
    return name


def _tells_when(text: str) -> bool:
    """Whether a cell is a date and hardly more."""
    folded = fold(text)
    said = hide_dates(folded, HIDDEN)
    return said != folded and len(said.replace(HIDDEN, "")) <= _WHEN


def _first_date(text: str) -> str:
    if _YEAR.fullmatch(text):
        return text
    return next((date.iso for date in Calendar(fold(text)).dates), "")


def _unit_in(head: str) -> str:
    """Return the unit in brackets at the end of a head, as it stands; ``""`` without one."""
    match = _IN_BRACKETS.search(fold(head))
    return head[slice(*match.span(1))] if match and _reads("1", match[1]) else ""


def _reads(number: str, unit: str) -> bool:
    """Whether a number with a unit is one figure, and nothing else."""
    found = find_quantities(fold(number + unit))
    span = [(item.start, item.end) for item in found if item.unit]
    return span == [(0, len(number + unit))]


def _unit(table: Table, row: tuple[str, ...], place: int) -> str:
    """Return the unit of a bare number, where its row and its column do not say two."""
    if not _NUMBER.fullmatch(row[place]):
        return ""
    head = table.rows[0] if table.header else ("",) * len(row)
    said = {unit for text in (head[place], *row[:place]) if (unit := _unit_in(text))}
    said |= {
        text
        for text, column in zip(row, head, strict=True)
        if fold(column) in _UNIT_COLUMN and text
    }
    if not said and (match := _UNIT_OF_TABLE.search(fold(table.caption))):
        said = {table.caption[slice(*match.span(1))]}
    unit = said.pop() if len(said) == 1 else ""
    return unit if unit and _reads(row[place], unit) else ""


def _cells(table: Table) -> Iterator[_Cell]:
    """Yield the cells of the body but the first of each row."""
    at = len(table.caption) + 1 if table.caption else 0
    head = table.rows[0] if table.header and table.rows else ()
    body = table.rows[1:] if table.header else table.rows
    figures = {
        place
        for row in body
        for place, text in enumerate(row)
        if place and (find_quantities(fold(text)) or _unit(table, row, place))
    }
    for number, row in enumerate(table.rows):
        is_head = table.header and number == 0
        name = date = ""
        for place, text in enumerate(row):
            if not text:
                continue
            column = head[place] if head else ""
            if place and not is_head:
                unit = _unit(table, row, place)
                yield _Cell(text, name, date, column, len(figures) > 1, at, unit)
            if not is_head:
                name = name or _name(text)
                of_years = fold(column) in _OF_YEARS and (column or not place)
                is_year = of_years and _YEAR.fullmatch(text)
                date = date or (_first_date(text) if is_year or _tells_when(text) else "")
            at += len(text) + 1
