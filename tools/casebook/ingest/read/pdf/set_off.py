"""Raised and lowered digits of a PDF, as characters of that form: 10⁵, m², CO₂, marks of notes.

Raised marks of other kinds (①, [1], 〔注1〕) stay as they are, on the line of the text.
"""

from __future__ import annotations

import re
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

_IN_BRACKETS = re.compile(r"(?:[\[〔【（(［].{1,4}[\]〕】）)］])+")
_MARK = re.compile(rf"[^\u3400-\u9fff]{{1,6}}|{_IN_BRACKETS.pattern}")
"""What may be raised as one mark: a reading above its word, and a small row beside large type, are
in words."""


def with_set_off(chars: list[Char]) -> list[Char]:
    """Write raised and lowered digits in their own form, raised marks as they are, on their line.

    They stand right after a larger character or, as the mark at the head of a note, right
    before one.

    :param chars: in the order in which the file draws them.
    """
    after = _beside(chars, before=False)
    return _beside(after[::-1], before=True)[::-1]


def _beside(chars: list[Char], *, before: bool) -> list[Char]:
    made: list[Char] = []
    run: list[Char] = []
    for char in chars:
        large, last = made[-1] if made else None, run[-1] if run else made[-1] if made else None
        if large and last:
            gap = last.left - char.right if before else char.left - last.right
            if abs(gap) <= _GLUED * _size(large) and _is_off(char, large):
                run.append(char)
                continue
            made += _set_off(run, large, before=before)
            run = []
        made.append(char)
    return made + (_set_off(run, made[-1], before=before) if run else [])


def _size(char: Char) -> float:
    """Return the size of a character; its box may be that of its ink, and 一 is flat."""
    return char.size if char.text.isascii() else max(char.size, char.right - char.left)


def _is_off(char: Char, large: Char) -> bool:
    """Whether a character stands raised, or as a digit lowered, beside a larger one."""
    size = _size(large)
    # The box of a letter or digit has room for b and p, so that it is higher than its type.
    higher = char.text.isascii() and not large.text.isascii()
    if char.size >= (1.0 if higher else _SMALLER) * size:
        return False
    above = (large.base - char.base) / size
    lower = lowered(char.text) != char.text and _LOWERED[0] <= -above <= _LOWERED[1]
    return lower or _RAISED[0] <= above <= _RAISED[1]


def _set_off(run: list[Char], large: Char, *, before: bool) -> list[Char]:
    """Set what stands off the line of a larger character on it."""
    text = "".join(char.text for char in (run[::-1] if before else run))
    if not _MARK.fullmatch(text):
        return _beside(run, before=before)
    plain = _IN_BRACKETS.fullmatch(text)
    return [
        replace(char, text=char.text if plain else _form(char, large), base=large.base)
        for char in run
    ]


def _form(char: Char, large: Char) -> str:
    return raised(char.text) if char.base < large.base else lowered(char.text)
