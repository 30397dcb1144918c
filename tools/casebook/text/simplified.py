"""Plain Simplified form of a text, character for character: for comparison and spelling only."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from casebook.records import Script
from casebook.text.detect import own_characters, own_pattern
from casebook.text.engine import plain


@functools.cache
def _simplified() -> dict[int, str]:
    """Map every character of Traditional script only to its Simplified one.

    OpenCC's plain table does: words decide nothing where texts are only compared.
    """
    characters = "".join(sorted(own_characters(Script.HANT)))
    folded = plain("t2s")("\n".join(characters)).split("\n")
    return {ord(before): after for before, after in zip(characters, folded, strict=True)}


@functools.cache
def _own() -> Callable[[str], re.Match[str] | None]:
    """Return what finds the first character of Traditional script only."""
    return own_pattern(Script.HANT).search


def to_simplified(text: str) -> str:
    """Fold a text to Simplified script, character for character.

    For comparison only: what is shown is converted by :mod:`casebook.text`.
    """
    if text.isascii() or not _own()(text):
        return text
    return text.translate(_simplified())
