"""Text that is spaced between digits and Han characters (共 70 家), closed up to be read."""

from __future__ import annotations

import re

_HAN = "(?![一二三四五六七八九十两零〇])[一-鿿]"
_BLANK = "[ \u00a0\u2009\u202f]"
_SPACE = re.compile(f"(?<=[0-9%％]){_BLANK}(?={_HAN})|(?<=[一-鿿]){_BLANK}(?=[0-9])")
"""Spaces that many editors put there for the eye.  They part two numbers: 2006 七度."""


def closed_up(text: str) -> str:
    """Return a text without the spaces between digits and Han characters."""
    return _SPACE.sub("", text)


def places_of(text: str) -> list[int]:
    """Return where each character of the closed text stands in the text, and where it ends."""
    spaces = {match.start() for match in _SPACE.finditer(text)}
    return [at for at in range(len(text) + 1) if at not in spaces]
