"""Pinyin that mirrors inject behind characters is taken out: 國(guó)家 becomes 國家.

Only where a document is dense with it; a reading given once, 想(xiǎng), is
text.  Where the mirror lost the character itself and left ``?`` for it, the
sign for a missing character (□) stands in its place: guessing is not restoring.
"""

from __future__ import annotations

import re

from casebook.clean.step import Edit, Lines, Outcome, edited

NAME = "pinyin"
LOST = "□"
_SYLLABLE = r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿ]{1,6}"
_HAN = "\u3400-\u9fff"
_INJECTED = re.compile(
    rf"(?<=[{_HAN}])[(（]{_SYLLABLE}[)）]|[?？\ufffd]{{1,2}}[(（]?{_SYLLABLE}[)）]"
)
_MIN, _PER_HAN = 5, 1 / 150
"""Readings that a document must hold, in number and per Han character, to be dense with them."""


def pinyin(lines: Lines) -> Outcome:
    """Undo injected pinyin where the document is dense with it."""
    shown = [line for line in lines if line.role not in {"hidden", "outside"}]
    found = sum(len(_INJECTED.findall(line.text)) for line in shown)
    if found < _MIN:
        return Outcome(lines)
    han = sum(len(re.findall(f"[{_HAN}]", line.text)) for line in shown)
    if found < han * _PER_HAN:
        return Outcome(lines)
    return edited(lines, _edits, NAME, "pinyin injected by a mirror")


def _edits(text: str) -> list[Edit]:
    return [
        Edit(found.start(), found.end(), "" if found[0][0] in "(（" else LOST)
        for found in _INJECTED.finditer(text)
    ]
