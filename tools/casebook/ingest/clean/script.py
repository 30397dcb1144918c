"""Traditional text with characters left in simplified form is repaired.

What is repaired, and how, is the business of :mod:`casebook.text`; this step
runs it over the lines and records what it did.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.step import Edit, Lines, Outcome, apply, records
from casebook.records import Line, Repair, Script
from casebook.text import repair
from casebook.text.detect import detect_script

NAME = "script"


def script(lines: Lines) -> Outcome:
    """Repair the script of every line, by the script of the whole text."""
    results = detect_script("".join(line.text for line in lines))
    if results is None:
        return Outcome(lines)
    texts = [text for line in lines for text in line.cells or (line.text,)]
    edits = _edits(texts, results)
    if not edits:
        return Outcome(lines)
    kept: list[Line] = []
    repairs: list[Repair] = []
    at = 0
    for line in lines:
        made: list[str] = []
        for text in line.cells or (line.text,):
            wanted = edits.get(at, [])
            repairs += records(line.number, text, wanted, NAME, Cause.SCRIPT)
            made.append(apply(text, wanted))
            at += 1
        if line.cells:
            joined = " ".join(cell for cell in made if cell)
            kept.append(replace(line, text=joined, cells=tuple(made)))
        else:
            kept.append(replace(line, text=made[0]))
    return Outcome(tuple(kept), (), tuple(repairs))


def _edits(texts: list[str], script: Script) -> dict[int, list[Edit]]:
    """Find the edits of each text, all texts in one go: each call of a dictionary costs its own.

    :returns: position in ``texts`` → its edits.
    """
    _, choices, _ = repair("\n".join(texts), script)
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    edits: dict[int, list[Edit]] = {}
    for choice in choices:
        at = bisect_right(starts, choice.start) - 1
        start = choice.start - starts[at]
        edits.setdefault(at, []).append(Edit(start, start + len(choice.before), choice.after))
    return edits
