"""Lines that a page breaks by ``<br>`` at a width, as a printer would, become paragraphs again.

Only where the lines say so themselves: many in one element, of one width, none longer, and
ended in the middle of a sentence.  A poem, an address or a list of short points has no width.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from casebook.ingest.read.dom import DomLine
from casebook.records import Role
from casebook.text.numbering import number_of

_LEAST = 4
"""Lines in one element from which they may have been broken at a width."""
_NARROW, _WIDE = 24, 130
"""Columns of such a width; a Han character fills two."""
_SLACK = 8
"""Columns that a full line may lack: the spaces before a paragraph, and a stop that did not fit."""
_OPEN = 3
"""Full lines that must end in the middle of a sentence."""
_MARKED = 8
"""Such lines for each that is neither full nor ends a sentence: a heading, a name, a place."""
_STOP = re.compile(r"[。！？：；…!?:;」』”）)]$")
WHY = "wrapped lines are joined"


def join_breaks(lines: list[DomLine]) -> list[DomLine]:
    """Join the lines of every element that was broken at a width; the others stay."""
    made: list[DomLine] = []
    for _, block in groupby(lines, key=lambda line: id(line.block)):
        group = list(block)
        made += group if len(group) < _LEAST else _joined(group)
    return made


def _joined(group: list[DomLine]) -> Iterator[DomLine]:
    width = _width(group)
    if not width:
        yield from group
        return
    last = group[0]
    for before, line in pairwise(group):
        if _is_open(before, width) and number_of(line.text) is None:
            last = _with(last, line)
        else:
            yield last
            last = line
    yield last


def _width(group: list[DomLine]) -> int:
    """Find the columns that the lines of an element were broken at; 0 where they were not."""
    plain = all(line.role is Role.TEXT and not line.linked for line in group)
    if not plain:
        return 0
    width = max(_columns(line.text) for line in group)
    full = [line for line in group[:-1] if _is_full(line, width)]
    open_ = [line for line in full if _is_open(line, width)]
    # A line that is not full ends a paragraph, or nothing was broken at a width.
    short = [
        x
        for x in group
        if not (_is_full(x, width) or _STOP.search(x.text) or number_of(x.text) is not None)
    ]
    most = max(1, len(open_) // _MARKED)
    fits = _NARROW <= width <= _WIDE and len(open_) >= _OPEN
    return width if fits and 2 * len(full) >= len(group) - 1 and len(short) <= most else 0


def _is_full(line: DomLine, width: int) -> bool:
    return _columns(line.text) >= width - _SLACK


def _is_open(line: DomLine, width: int) -> bool:
    return _is_full(line, width) and not _STOP.search(line.text)


def _with(first: DomLine, second: DomLine) -> DomLine:
    end, start = first.text[-1:], second.text[:1]
    gap = " " if _latin(end) and _latin(start) else ""
    change = (f"{end} {start}", f"{end}{gap}{start}", WHY)
    return replace(
        first,
        text=f"{first.text}{gap}{second.text}",
        bold=first.bold + second.bold,
        taken=first.taken + second.taken,
        changes=(*first.changes, change, *second.changes),
    )


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
