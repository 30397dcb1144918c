"""Script as a signal: which script a document is in, and which lines are not."""

from __future__ import annotations

import functools
import re

import opencc

from casebook.clean.step import Lines
from casebook.model import Script
from casebook.script.detect import own_characters

_SURE = 20
"""Characters of one script only that a document needs before its script is a signal."""
_PURE = 0.95
_CLEAR = 3
"""Characters of the other script, and none of its own, that a line of any length needs."""


def script_marks(text: str) -> tuple[int, int]:
    """Count the characters that are of Simplified script only, and of Traditional only."""
    return len(_own(Script.HANS).findall(text)), len(_own(Script.HANT).findall(text))


@functools.cache
def _own(script: Script) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(own_characters(script)))}]")


@functools.cache
def _simplified() -> dict[int, str]:
    """Map every character of Traditional script only to its Simplified one.

    OpenCC's plain table does: words decide nothing where texts are only compared.
    """
    own = "".join(sorted(own_characters(Script.HANT)))
    folded = opencc.OpenCC("t2s").convert("\n".join(own)).split("\n")
    return {ord(before): after for before, after in zip(own, folded, strict=True)}


def to_simplified(text: str) -> str:
    """Fold a text to Simplified script, character for character.

    For comparison only: what is shown is converted by :mod:`casebook.script`.
    """
    return text.translate(_simplified()) if _own(Script.HANT).search(text) else text


def text_script(text: str) -> Script | None:
    """Tell the script that more characters of a text are of; ``None`` where none tells."""
    hans, hant = script_marks(text)
    if hans == hant:
        return None
    return Script.HANT if hant > hans else Script.HANS


def document_script(lines: Lines) -> Script | None:
    """Tell the script of the running text, or ``None`` where the text does not show it clearly."""
    hans, hant = script_marks(
        "".join(line.text for line in lines if "。" in line.text and line.role != "hidden")
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
    return len(_own(other).findall(text)) >= _CLEAR and not (alone and _own(script).search(text))


def fold(text: str) -> str:
    """Fold a text to Simplified script and lower case, character for character."""
    folded = to_simplified(text)
    lowered = folded.lower()
    return lowered if len(lowered) == len(text) else folded
