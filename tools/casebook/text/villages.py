"""里 that ends the name of a neighbourhood: 三民区密枝里, 森荣里、长桥里.

In Taiwan towns and districts are made of 里, and news names them in rows.  Conversion prints 裡
for what it does not know; a name that no dictionary has, behind a district or beside another
such name, is none of the words that end in *inside* (区医院里).  `proofread` asks all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.text import jieba

VILLAGE = "里"
"""The character, which stays."""

_NAME = re.compile("[一-鿿]{2}里")
_DIVISIONS = frozenset("区镇乡市")
_JOINS = frozenset("、及和与")
_LENGTH = 3
"""Characters of a name with its 里."""


def find_villages(text: str) -> Iterator[int]:
    """Yield where 里 ends what is most likely a name of a neighbourhood, in Simplified text."""
    at = text.find(VILLAGE)
    while at >= 0:
        if _is_name(text, at) and (_in_division(text, at) or _in_row(text, at)):
            yield at
        at = text.find(VILLAGE, at + 1)


def _is_name(text: str, at: int) -> bool:
    """Whether 里 and the two characters before it are no words: 密枝里, not 医院里, 手心里."""
    start = at - _LENGTH + 1
    if start < 0 or not _NAME.match(text, start):
        return False
    return not any(
        jieba.has_word(text[first:last])
        for first, last in ((start, at), (at - 1, at + 1), (start, at + 1), (at, at + 2))
    )


def _in_division(text: str, at: int) -> bool:
    """Whether the name follows the name of a district or a town: 前镇区明孝里."""
    before = at - _LENGTH
    return before > 0 and text[before] in _DIVISIONS


def _in_row(text: str, at: int) -> bool:
    """Whether another name stands before it or after it: 森荣里、长桥里."""
    before, after = at - _LENGTH, at + 1
    if text[after : after + 1] in _JOINS and text[at + _LENGTH + 1 : at + _LENGTH + 2] == VILLAGE:
        return _is_name(text, at + _LENGTH + 1)
    return before > 0 and text[before] in _JOINS and _is_name(text, before - 1)
