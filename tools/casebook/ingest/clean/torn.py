"""Sentences that planted lines have torn apart become whole again.

Some mirrors print a keyword of their own at every comma: the sentence breaks off, the
keyword stands on a line, and the next line begins with the comma.  No text begins a line
so; the line between the halves is none of it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.step import Lines, Outcome
from casebook.records import Line, Removal, Repair, Role

NAME = "torn"
_MAX = 24
"""Characters of a planted keyword."""
_PLANTED = re.compile(r"[^。！？；，、：:,]+")
_COMMAS = (",", "，")
_WHOLE = re.compile(r"[。！？!?；;：:][”」』）)]?$")


def torn(lines: Lines) -> Outcome:
    """Take out what stands between the halves of a sentence, and join them."""
    made: list[Line] = []
    removals: list[Removal] = []
    before: dict[int, str] = {}
    at = 0
    while at < len(lines):
        line = lines[at]
        if made and at + 1 < len(lines) and _is_torn(made[-1], line, lines[at + 1]):
            head, tail = made[-1], lines[at + 1]
            before.setdefault(head.number, head.text)
            made[-1] = replace(head, text=head.text.rstrip(",， ") + tail.text)
            removals.append(Removal(line.number, line.text, NAME, Cause.PLANTED))
            removals.append(Removal(tail.number, tail.text, NAME, Cause.TORN))
            at += 2
            continue
        made.append(line)
        at += 1
    repairs = tuple(
        Repair(line.number, before[line.number], line.text, NAME, Cause.TORN)
        for line in made
        if line.number in before
    )
    return Outcome(tuple(made), tuple(removals), repairs)


def _is_torn(head: Line, between: Line, tail: Line) -> bool:
    """Whether a sentence breaks off before a short line and goes on with a comma after it."""
    return (
        tail.text.startswith(_COMMAS)
        and head.role == between.role == tail.role == Role.TEXT
        and len(between.text) <= _MAX
        and _PLANTED.fullmatch(between.text) is not None
        and _WHOLE.search(head.text) is None
    )
