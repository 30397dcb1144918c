"""Text that is printed over other text, as a box of Word over the lines below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from casebook.ingest.read.pdf.marks import Char
from casebook.ingest.read.pdf.row import Row

_OVER = 0.85
"""Widths of a Han character by which the base lines of two rows differ at most that are printed
over each other; lines of a text stand farther apart, however high the box of their font is."""
_ON = 0.5
"""Widths of a Han character between the middles of two at least that stand beside each other."""
_RUNS = 8
"""Pieces in which a line is drawn at most; a line of more is drawn in no order of its text."""
_HAN = re.compile(r"[\u3400-\u9fff]")


def collide(row: Row, other: Row) -> bool:
    """Whether two rows are printed over each other, on a character of their length at least."""
    shared = min(row.right, other.right) - max(row.left, other.left)
    near = abs(row.base - other.base) < _OVER * min(row.em, other.em)
    return near and shared > max(row.em, other.em)


def told_apart(chars: list[Char], drawn: dict[int, int]) -> list[list[Char]]:
    """Part a line in which Han characters stand on each other: by the order they are drawn in.

    :param drawn: that order, by the ``id`` of a character.
    :returns: the lines; the one, where none stands on another.
    """
    han = sorted((x for x in chars if _HAN.match(x.text)), key=_middle)
    if not any(_is_on(*both) for both in pairwise(han)):
        return [chars]
    runs: list[list[Char]] = []
    for char in sorted(chars, key=lambda x: drawn[id(x)]):
        last = runs[-1][-1] if runs else None
        if not last or drawn[id(char)] != drawn[id(last)] + 1 or char.left < last.left:
            runs.append([])
        runs[-1].append(char)
    if len(runs) > _RUNS:
        return [chars]
    made: list[list[Char]] = []
    places: list[list[float]] = []
    for run in sorted(runs, key=len, reverse=True):
        at = next((n for n, held in enumerate(places) if not _stands_on(run, held)), len(made))
        if at == len(made):
            made.append([])
            places.append([])
        made[at] += run
        places[at] = sorted([*places[at], *map(_middle, run)])
    return made


def _stands_on(run: Sequence[Char], held: list[float]) -> bool:
    """Whether Han characters stand on the middles of others."""
    for char in run:
        near = _ON * (char.right - char.left)
        at = bisect_left(held, _middle(char) - near)
        if _HAN.match(char.text) and at < len(held) and held[at] < _middle(char) + near:
            return True
    return False


def _middle(char: Char) -> float:
    return (char.left + char.right) / 2


def _is_on(char: Char, other: Char) -> bool:
    """Whether a character stands on another one; the same one may be set twice, to look bold."""
    wide = min(char.right - char.left, other.right - other.left)
    return char.text != other.text and abs(_middle(char) - _middle(other)) < _ON * wide
