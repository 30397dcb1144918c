"""Fold text of either script to one form, character by character.

Because every character becomes exactly one character, an offset into the
folded text is an offset into the text as it stands.  Lexicons are folded when
they are loaded, so a data file may be written in either script.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import opencc

from casebook import resources


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _variants() -> dict[str, str]:
    return {row[0]: row[1] for row in resources.rows("fold.tsv")}


class _Folding(dict[int, str]):
    """A table for :meth:`str.translate` that fills itself."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


_FOLDING = _Folding()


def _fold_char(char: str) -> str:
    if char.isascii():
        return char
    if "０" <= char <= "ｚ" and char.isalnum():
        return unicodedata.normalize("NFKC", char)
    folded = _converter().convert(_variants().get(char, char))
    return _variants().get(folded, folded) if len(folded) == 1 else char


def fold(text: str) -> str:
    """Fold ``text`` to Simplified characters and half-width digits and letters.

    :returns: a text of the same length.
    """
    return text.translate(_FOLDING)
