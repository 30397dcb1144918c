"""Script as a signal: which script a document is in, and which lines are not."""

from __future__ import annotations

from casebook.clean.step import Lines
from casebook.model import Edition, Script
from casebook.script import to_edition
from casebook.script.detect import own_characters

_SURE = 20
"""Characters of one script only that a document needs before its script is a signal."""
_PURE = 0.95
_CLEAR = 3
"""Characters of the other script, and none of its own, that a line of any length needs."""
_CLEAR_SHORT, _SHORT = 2, 8


def script_marks(text: str) -> tuple[int, int]:
    """Count the characters that are of Simplified script only, and of Traditional only."""
    hans, hant = own_characters(Script.HANS), own_characters(Script.HANT)
    return sum(char in hans for char in text), sum(char in hant for char in text)


def to_simplified(text: str) -> str:
    """Convert a text to Simplified script, for comparison only; it is never shown."""
    return to_edition(text, Edition.SIMPLIFIED, script=Script.HANT)


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
    return own == 0 and (other >= _CLEAR or (other >= _CLEAR_SHORT and len(text) <= _SHORT))


def fold(text: str) -> str:
    """Fold a text to Simplified script, letter case aside, character for character."""
    folded = to_simplified(text).lower()
    return folded if len(folded) == len(text) else text
