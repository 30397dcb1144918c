"""The line along which a letter is bound (装订线): signs in a column beside the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.ingest.read.pdf.marks import Char

_WORDS = ("装裝", "订訂", "线線")
_DRAWN = frozenset("…．.·•‧○〇◯┊┆┇┋│┃|︙⋮:：-—_╎╏¦")
"""What such a line is drawn with."""
_SAME = 0.3
"""Widths of a character by which the signs of one column may differ."""


def binding_of(chars: Sequence[Char]) -> list[Char]:
    """Return the signs of the line of binding on a page, from above; none where there is none.

    Two signs make one: its three letters stand below each other, and nothing but them and what
    draws a line stands in their column.
    """
    for column in _columns(chars):
        width = column[0].right - column[0].left
        left, right = column[0].left - _SAME * width, column[0].right + _SAME * width
        held = [x for x in chars if x.left < right and x.right > left and not x.text.isspace()]
        if all(x in column or x.text in _DRAWN for x in held):
            return sorted(held, key=lambda char: char.top)
    return []


def _columns(chars: Sequence[Char]) -> Iterator[tuple[Char, Char, Char]]:
    first, second, third = ([x for x in chars if x.text in word] for word in _WORDS)
    for begin in first:
        near = _SAME * (begin.right - begin.left)
        for middle in _below(begin, second, near):
            for end in _below(middle, third, near):
                yield begin, middle, end


def _below(char: Char, others: Sequence[Char], near: float) -> Iterator[Char]:
    return (x for x in others if x.top > char.top and abs(x.left - char.left) <= near)
