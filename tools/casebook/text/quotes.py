"""Quotation marks by edition: “” ‘’ in Simplified text, 「」『』 in Traditional text."""

from __future__ import annotations

import re

CURLY, CORNER = "“”‘’", "「」『』"
"""The marks that Chinese text has: outer opening and closing, inner opening and closing."""

# An apostrophe is printed with the same character as a closing single quote (Xi’an, it’s).
_APOSTROPHE = re.compile(r"(?<=[A-Za-zÀ-ɏ0-9])’(?=[A-Za-zÀ-ɏ0-9])")


def requote(text: str, quotes: str) -> str:
    """Return ``text`` with other quotation marks, as long as before.

    :param quotes: the marks of the edition (:attr:`casebook.records.Edition.quotes`).
    :returns: apostrophes inside Latin words stay.
    """
    table = str.maketrans(CURLY + CORNER, quotes * 2)
    return "’".join(piece.translate(table) for piece in _APOSTROPHE.split(text))
