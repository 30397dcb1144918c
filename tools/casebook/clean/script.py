"""Traditional text with characters left in simplified form is repaired.

What is repaired, and how, is the business of :mod:`casebook.script`; this step
runs it over the lines and records what it did.
"""

from __future__ import annotations

from dataclasses import replace

from casebook.clean.scripts import text_script
from casebook.clean.step import Edit, Lines, Outcome, apply, records
from casebook.model import Line, Repair
from casebook.script import repair

NAME = "script"


def script(lines: Lines) -> Outcome:
    """Repair the script of every line, by the script of the whole text."""
    found = text_script("".join(line.text for line in lines))
    if found is None:
        return Outcome(lines)
    kept: list[Line] = []
    repairs: list[Repair] = []
    for line in lines:
        texts = line.cells or (line.text,)
        made: list[str] = []
        for text in texts:
            _, choices, _ = repair(text, found)
            edits = [Edit(c.start, c.start + len(c.before), c.after) for c in choices]
            reason = "left in the other script"
            repairs += records(line.number, text, edits, NAME, reason)
            made.append(apply(text, edits))
        if line.cells:
            joined = " ".join(cell for cell in made if cell)
            kept.append(replace(line, text=joined, cells=tuple(made)))
        else:
            kept.append(replace(line, text=made[0]))
    return Outcome(tuple(kept), (), tuple(repairs))
