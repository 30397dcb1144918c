"""Captions that are typed: 图1 议事厅, 表2-1 …, in PDF and in Word."""

from __future__ import annotations

import re

from casebook.records import Role

_CAPTION = re.compile(
    r"附?(?:图|圖|表|Fig\.?|Figure|Table)\s*[\d一二三四五六七八九十]+(?:[-—.]\d+)?[\s:：.、]?.{0,60}"
)
_STOP = re.compile(r"[。；！？]")


def caption_role(text: str) -> Role | None:
    """Return what a line is that has the form of a caption: of a picture, or of a table."""
    if not _CAPTION.fullmatch(text) or _STOP.search(text):
        return None
    return Role.TABLE_TITLE if text.removeprefix("附")[0] in "表T" else Role.CAPTION
