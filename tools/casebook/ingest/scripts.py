"""Script as a signal: which script a document is in, and which lines are not."""

from __future__ import annotations

from casebook.records import Line, Role, Script
from casebook.text.detect import own_pattern, script_marks
from casebook.text.simplified import to_simplified

_SURE = 20
"""Characters of one script only that a document needs before its script is a signal."""
_PURE = 0.95
_CLEAR = 3
"""Characters of the other script, and none of its own, that a line of any length needs."""


def document_script(lines: tuple[Line, ...]) -> Script | None:
    """Return the script of the running text, ``None`` where the text does not show it clearly."""
    hans, hant = script_marks(
        "".join(line.text for line in lines if "。" in line.text and line.role != Role.HIDDEN)
    )
    total = hans + hant
    if total < _SURE or max(hans, hant) < total * _PURE:
        return None
    return Script.HANS if hans > hant else Script.HANT


def mismatch(text: str, script: Script | None, *, alone: bool = True) -> bool:
    """Whether a text is clearly written in the script that is not the document's.

    :param script: of the document; ``None``, where it is not clear, is at odds with nothing.
    :param alone: whether the text may have no character of the document's script beside.
    """
    if script is None:
        return False
    other = Script.HANT if script is Script.HANS else Script.HANS
    return len(own_pattern(other).findall(text)) >= _CLEAR and not (
        alone and own_pattern(script).search(text)
    )


def fold(text: str) -> str:
    """Fold a text to Simplified script and lower case, character for character."""
    folded = to_simplified(text)
    lowered = folded.lower()
    return lowered if len(lowered) == len(text) else folded
