"""A page saved as text becomes lines."""

from __future__ import annotations

import re

from casebook.ingest.read.page import STEP, Page, clean_text, control_repair
from casebook.records import Line, Repair, Role

_BREAK = re.compile(r"\r\n|\n|\r")
_BULLET = re.compile(r"[•·●◦▪■◆]\s+(?=\S)")


def read_text(text: str) -> Page:
    """Read a text dump.

    A bullet that a browser wrote for a list item becomes the role ``item``;
    the bullet itself is recorded as a repair.  Empty lines only separate.
    """
    lines: list[Line] = []
    repairs: list[Repair] = []
    for number, raw in enumerate(_BREAK.split(text), 1):
        clean, taken = clean_text(raw)
        if taken:
            repairs.append(control_repair(number, taken))
        role = ""
        bullet = _BULLET.match(clean)
        if bullet:
            repairs.append(Repair(number, bullet[0].strip(), "", STEP, "bullet of a list item"))
            clean, role = clean[bullet.end() :].strip(), Role.ITEM
        if clean:
            lines.append(Line(number, clean, role, 1 if role else 0))
    return Page(tuple(lines), tuple(repairs))
