"""Raised and lowered digits of a PDF, as characters of that form: 10⁵, m², CO₂, marks of notes."""

from __future__ import annotations

from dataclasses import replace

from casebook.ingest.read.inline import lowered, raised
from casebook.ingest.read.pdf.marks import Char

_SMALLER = 0.9
"""Share of the size of its neighbour below which a character is set smaller."""
_RAISED = (0.2, 0.7)
"""Shares of that size by which a raised character stands above its line: Word and LibreOffice
raise by a third, Chromium and Typst by .35 to .4."""
_LOWERED = (0.1, 0.5)
"""The same below the line."""
_GLUED = 0.3
"""Share of that size that may lie between the two."""


def with_set_off(chars: list[Char]) -> list[Char]:
    """Write raised and lowered digits in their own form, on the line of their neighbour.

    They stand right after a larger character or, as the mark at the head of a note, right
    before one.

    :param chars: in the order in which the file draws them.
    """
    after = _beside(chars, before=False)
    return _beside(after[::-1], before=True)[::-1]


def _beside(chars: list[Char], *, before: bool) -> list[Char]:
    made: list[Char] = []
    large = last = None
    for char in chars:
        form = ""
        if large and last:
            gap = last.left - char.right if before else char.left - last.right
            form = _form(char, large) if abs(gap) <= _GLUED * large.size else ""
        if form and large:
            made.append(replace(char, text=form, base=large.base))
        else:
            made.append(char)
            large = char
        last = char
    return made


def _form(char: Char, large: Char) -> str:
    """Return a character as it stands raised or lowered beside a larger one; ``""`` for neither."""
    if not char.text.isascii() or char.size >= _SMALLER * large.size:
        return ""
    above = (large.base - char.base) / large.size
    if _RAISED[0] <= above <= _RAISED[1]:
        form = raised(char.text)
    elif _LOWERED[0] <= -above <= _LOWERED[1]:
        form = lowered(char.text)
    else:
        return ""
    return form if form != char.text else ""
