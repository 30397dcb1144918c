"""Titles of tables that stand below them."""

from __future__ import annotations

from itertools import groupby

from casebook.records import Line, Role

_OF_TABLES = {Role.ROW, Role.TABLE_TITLE}


def titles_below(lines: tuple[Line, ...]) -> frozenset[int]:
    """Find the titles that belong to the table above them.

    Tables and their titles that follow each other, with nothing between, have them on one side:
    below, where the first of these lines is a row and the last one a title.
    """
    found: set[int] = set()
    for of_table, run in groupby(range(len(lines)), lambda at: lines[at].role in _OF_TABLES):
        held = list(run)
        if of_table and lines[held[0]].role is Role.ROW:
            titles = {at for at in held if lines[at].role is Role.TABLE_TITLE}
            found |= titles if held[-1] in titles else set()
    return frozenset(found)
