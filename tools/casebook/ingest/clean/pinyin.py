"""Pinyin that mirrors inject after characters is taken out: 國(guó)家 becomes 國家.

Only where a document is dense with it; a reading given once, 想(xiǎng), is
text.  Where the mirror lost the character itself and left ``?`` for it, the
word before it and the reading determine it (日?qǐng)?bào) is 日報), or the sign for a missing
character (□) stands in its place: guessing is not restoring.
"""

from __future__ import annotations

import functools
import re

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.step import Edit, Lines, Outcome, edited
from casebook.ingest.lexicon import table
from casebook.records import Role
from casebook.text.detect import script_marks

NAME = "pinyin"
LOST = "□"
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_SYLLABLE = rf"(?:[a-züê{_TONES}]{{1,6}}|(?=[a-z]*[{_TONES}])[a-züê{_TONES}]{{7,30}})"
"""A syllable, or the reading of a whole word, which has a tone in it."""
_READINGS = rf"{_SYLLABLE}(?:\s?[/／]\s?{_SYLLABLE}){{0,4}}"
"""What a character may be read as: dì / de."""
_HAN = "\u3400-\u9fff"
_INJECTED = re.compile(
    rf"(?<=[{_HAN}])(?:[(（]\s?{_READINGS}\s?[)）])+|(?:[?？\ufffd]{{1,2}}[(（]?(?P<lost>{_SYLLABLE})\s?[)）])+"
)
_HALF = re.compile(rf"[A-Za-z](?=[{_HAN}])")
"""The second byte of a character of GBK whose first was lost: 嚴重?fù)p害 was 嚴重損害 (93 70)."""
_ASIDE = {Role.HIDDEN, Role.OUTSIDE, Role.BESIDE_TITLE}
_MIN, _PER_HAN = 5, 1 / 150
"""Readings that a document must hold, in number and per Han character, to be dense with them."""


def pinyin(lines: Lines) -> Outcome:
    """Undo injected pinyin where the document is dense with it."""
    shown = "\n".join(line.text for line in lines if line.role not in _ASIDE)
    if shown.count(")") + shown.count("）") < _MIN:
        return Outcome(lines)
    results = sum(1 for _ in _INJECTED.finditer(shown))
    if results < _MIN or results < len(re.findall(f"[{_HAN}]", shown)) * _PER_HAN:
        return Outcome(lines)
    hans, hant = script_marks(shown)
    edits = functools.partial(_edits, column=int(hans > hant))
    return edited(lines, edits, NAME, Cause.PINYIN)


def _edits(text: str, column: int) -> list[Edit]:
    """Find the readings of a line; ``column`` is the script's place in the table of lost ones."""
    known = table("pinyin", "lost")
    edits: list[Edit] = []
    for match in _INJECTED.finditer(text):
        new, end = "", match.end()
        if match["lost"]:
            before = text[match.start() - 1 : match.start()]
            new = known.get(before + match["lost"], (LOST, LOST))[column]
        if new == LOST and (half := _HALF.match(text, end)):
            end = half.end()
        edits.append(Edit(match.start(), end, new))
    return edits
