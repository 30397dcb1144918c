"""Rows of a form (申报表) that are the parts of a text: a theme on the left, a text beside it."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.ingest.headings.themes import theme_of

_LEAST = 2
"""Rows that tell of a theme, in a table that is a form."""
_CELLS = 2
"""A label, and what stands beside it."""
_TEXT = 40
"""Characters of what stands beside the name of a theme, if that is a text for certain."""
_STOP = "。"


def themed_rows(rows: Sequence[tuple[str, ...]]) -> list[bool]:
    """Tell which rows of a table are parts of a text; none where the table is no form.

    Two signs make one: the left cells of two rows name themes, and a text stands beside each.
    In a form a sentence beside the name of a theme is a part, however short it is.
    """
    named = [len(row) == _CELLS and theme_of(row[0]) is not None for row in rows]
    both = list(zip(rows, named, strict=True))
    if sum(is_named and len(row[1]) >= _TEXT for row, is_named in both) < _LEAST:
        return [False] * len(rows)
    return [is_named and (len(row[1]) >= _TEXT or _STOP in row[1]) for row, is_named in both]
