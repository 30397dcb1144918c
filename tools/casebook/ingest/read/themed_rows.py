"""Rows of a form (申报表) that are the parts of a text: a theme on the left, a text beside it."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from itertools import groupby

from casebook.ingest.headings.themes import theme_of

_LEAST, _SHORT = 2, 3
"""Rows that tell of a theme, in a table that is a form; of those whose texts are short."""
_CELLS = range(2, 4)
"""A label and what stands beside it; left of them may stand what several rows share."""
_TEXT = 40
"""Characters of what stands beside the name of a theme, if that is a text for certain."""
_STOP = "。"


class Told(enum.Enum):
    """What a row of a table tells of a text."""

    NOTHING = "nothing"
    BOTH = "the name of a theme, and its text behind it"
    NAME = "the name of a theme, whose text is the next row"
    TEXT = "the text of the row above"


def merged(row: Sequence[str]) -> tuple[str, ...]:
    """Return a row in which cells that were merged stand once."""
    return tuple(cell for cell, _ in groupby(row))


def themed_rows(rows: Sequence[tuple[str, ...]]) -> list[Told]:
    """Tell which rows of a table are parts of a text; none where the table is no form.

    Two signs make one: cells of two rows name themes, and a text stands beside each, or below
    it where each fills its row; or cells of three rows name three, with a sentence each.  In a
    form a sentence beside the name of a theme is a part, however short it is.

    :param rows: their cells, each merged one once.
    """
    told = [Told.NOTHING] * len(rows)
    sure = 0
    named: set[str] = set()
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else ()
        if len(row) in _CELLS and theme_of(row[-2]) is not None:
            text, kinds = row[-1], [Told.BOTH]
        elif len(row) == len(below) == 1 and theme_of(row[0]) is not None:
            text, kinds = below[0], [Told.NAME, Told.TEXT]
        else:
            continue
        sure += len(text) >= _TEXT
        if len(text) >= _TEXT or _STOP in text:
            told[at : at + len(kinds)] = kinds
            named.add(row[-2] if kinds == [Told.BOTH] else row[0])
    is_form = sure >= _LEAST or len(named) >= _SHORT
    return told if is_form else [Told.NOTHING] * len(rows)
