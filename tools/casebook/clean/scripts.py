"""Script as a signal: which script a document is in, and which lines are not."""

from __future__ import annotations

import functools

import opencc

from casebook.clean.step import Lines
from casebook.model import Script

_SURE = 20
"""Characters of one script only that a document needs before its script is a signal."""
_PURE = 0.95


@functools.cache
def _marks(char: str) -> tuple[int, int]:
    """Tell whether a character is of Simplified script only, or of Traditional only.

    GB 2312 holds the Simplified characters of everyday use and Big5 the
    Traditional ones; what both hold (里, 后, 台) tells nothing.
    """
    hans, hant = _encodes(char, "gb2312"), _encodes(char, "big5")
    return int(hans and not hant), int(hant and not hans)


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def script_marks(text: str) -> tuple[int, int]:
    """Count the characters that are of Simplified script only, and of Traditional only."""
    hans = hant = 0
    for char in text:
        if char >= "\u3400":
            one, other = _marks(char)
            hans, hant = hans + one, hant + other
    return hans, hant


@functools.cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def to_simplified(text: str) -> str:
    """Convert a text to Simplified script, for comparison only; it is never shown."""
    return str(_converter().convert(text))


def document_script(lines: Lines) -> Script | None:
    """Tell the script of the running text, or ``None`` where the text does not show it clearly."""
    hans = hant = 0
    for line in lines:
        if "。" in line.text and line.role != "hidden":
            one, other = script_marks(line.text)
            hans, hant = hans + one, hant + other
    total = hans + hant
    if total < _SURE or max(hans, hant) < total * _PURE:
        return None
    return Script.HANS if hans > hant else Script.HANT


def mismatch(text: str, script: Script) -> bool:
    """Whether a text is clearly written in the script that is not the document's."""
    hans, hant = script_marks(text)
    own, other = (hans, hant) if script is Script.HANS else (hant, hans)
    return own == 0 and (other >= 3 or (other == 2 and len(text) <= 8))


def fold(text: str) -> str:
    """Fold a text to Simplified script, letter case aside, character for character."""
    folded = to_simplified(text).lower()
    return folded if len(folded) == len(text) else text
