"""Quotation marks by edition: “” ‘’ in Simplified text, 「」『』 in Traditional text."""

from __future__ import annotations

import re

from casebook.records import Script

_TO_CORNER = str.maketrans("“”‘’", "「」『』")
_TO_CURLY = str.maketrans("「」『』", "“”‘’")
# An apostrophe is printed with the same character as a closing single quote (Xi’an, it’s).
_APOSTROPHE = re.compile(r"(?<=[A-Za-zÀ-ɏ0-9])’(?=[A-Za-zÀ-ɏ0-9])")


def requote(text: str, script: Script) -> str:
    """Return ``text`` with the quotation marks of ``script``, as long as before.

    Apostrophes inside Latin words stay.
    """
    if script is Script.HANS:
        return text.translate(_TO_CURLY)
    pieces = _APOSTROPHE.split(text)
    return "’".join(piece.translate(_TO_CORNER) for piece in pieces)
