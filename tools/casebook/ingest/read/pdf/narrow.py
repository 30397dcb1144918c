"""Text that is set narrower than its page: a left column beside which nothing stands.

Only its own rows show where it ends, so that two signs are asked for: rows end at one place far
from the edge of the page, and every other row ends a sentence, or is a heading between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from casebook.ingest.read.pdf.joints import is_full
from casebook.ingest.read.pdf.row import Row
from casebook.text.numbering import number_of

_WIDEST = 0.6
"""Share of the width of a page that such text fills at most."""
_FULL, _ENDED = 3, 2
"""Rows that end at its edge, and rows that end a sentence before it, at least."""
_LEAST = 8
"""Widths of a character that it has at least; names below each other have less."""
_INDENT = 3
"""Widths of a character by which a row may be indented."""
_ALIKE = 0.08
"""Share by which the width of a Han character may differ; of letters and digits the height does."""
_CLOSED = re.compile(r"[。！？!?…][”」』）)]*$")


def narrowed(rows: list[Row]) -> list[Row]:
    """Let rows of text that is narrower than its page end where that text does."""
    return [row for run in _runs(rows) for row in _ended(run)]


def _runs(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield rows that stand below each other in one size, and are all narrow or none of them."""
    run: list[Row] = []
    for row in rows:
        last = run[-1] if run else row
        alike = (row.page, row.first) == (last.page, last.first)
        below = row is last or (row.base > last.base and abs(row.em - last.em) <= _ALIKE * last.em)
        if not (alike and below and _is_narrow(row) == _is_narrow(last)):
            yield run
            run = []
        run.append(row)
    yield run


def _is_narrow(row: Row) -> bool:
    return not row.cells and row.right <= row.first + _WIDEST * (row.last - row.first)


def _ended(run: list[Row]) -> list[Row]:
    if len(run) < _FULL + _ENDED or not _is_narrow(run[0]):
        return run
    heads = _heads(run)
    text = [row for at, row in enumerate(run) if at not in heads]
    if len(text) < _FULL + _ENDED:
        return run
    em, edge = text[0].em or text[0].size, max(row.right for row in text)
    left = min(row.left for row in text)
    wide = [replace(row, last=edge) for row in run]
    full = [*(is_full(row, below) for row, below in pairwise(wide)), False]
    short = [row for at, row in enumerate(run) if not full[at] and at not in heads]
    if len(text) - len(short) < _FULL or len(short) < _ENDED:
        return run
    if edge - left < _LEAST * em or any(row.left - left > _INDENT * em for row in text):
        return run
    if not all(_CLOSED.search(row.text) for row in short):
        return run
    return wide


def _heads(run: list[Row]) -> set[int]:
    """Return which rows are headings: not as bold as most, or with a number that none below has."""
    bold = 2 * sum(row.bold for row in run) > len(run)
    return {
        at
        for at, (row, below) in enumerate(pairwise([*run, run[-1]]))
        if row.bold != bold
        or (number_of(row.text) and not _CLOSED.search(row.text) and not number_of(below.text))
    }
