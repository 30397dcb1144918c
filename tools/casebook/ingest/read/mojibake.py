"""Text that was decoded wrongly before it was saved.

Where the wrong decoding lost nothing it is undone, line by line, and
recorded; where it did, the damage is reported and left as it stands.
"""

from __future__ import annotations

import re

from casebook.ingest.lexicon import any_of, words
from casebook.ingest.read.decode import is_common

_MIXED = (("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030"))
"""Encodings a text was read in and the ones it was written in."""
_MIN_HAN = 4
_COMMON = 0.95
_BREAK = re.compile(r"(\r\n|\n|\r)")


def is_broken(text: str) -> bool:
    """Whether a line still holds signs of wrong decoding."""
    marked = any(mark in text for mark in words("mojibake", "marks"))
    return marked and any_of("mojibake", "signs").search(text) is not None


def restore(text: str) -> tuple[str, tuple[tuple[int, str, str], ...], int]:
    """Undo wrong decoding where nothing was lost.

    :returns: the text; of every changed line its number, what stood there and
        what stands there now; and the number of lines that stay broken.
    """
    if not is_broken(text):
        return text, (), 0
    broken = any_of("mojibake", "signs")
    parts = _BREAK.split(text)
    changed: list[tuple[int, str, str]] = []
    left = 0
    for at in range(0, len(parts), 2):
        if broken.search(parts[at]):
            undone = _undo(parts[at])
            if undone:
                changed.append((at // 2 + 1, parts[at], undone))
                parts[at] = undone
            else:
                left += 1
    return "".join(parts), tuple(changed), left


def _undo(line: str) -> str:
    """Decode a line again as it should have been; ``""`` where that gives no Chinese text."""
    for wrong, right in _MIXED:
        try:
            undone = line.encode(wrong).decode(right)
        except UnicodeError:
            continue
        foreign = [char for char in undone if char > "\x7f"]
        common = sum(map(is_common, foreign))
        if common >= _MIN_HAN and common >= len(foreign) * _COMMON:
            return undone
    return ""
