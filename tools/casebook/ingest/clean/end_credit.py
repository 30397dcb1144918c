"""The credit glued to the last sentence of a text is read and taken off it.

What it says goes to the facts of the article, its words to the ledger.  One in brackets on a line
of its own is how the text itself closes: it is read and stays.
"""

from __future__ import annotations

from dataclasses import replace

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.step import Edit, Lines, Outcome, apply, records
from casebook.ingest.facts.end_credit import read_end_credit
from casebook.ingest.facts.masthead import EMPTY, Masthead
from casebook.records import Role

NAME = "end-credit"
_TEXT = {Role.TEXT, Role.BOLD, Role.ITEM}
_OPEN = ("（", "(", "【", "[")


def end_credit(lines: Lines) -> Outcome:
    """Take the credit off the last paragraph of the text."""
    at = next((at for at in reversed(range(len(lines))) if lines[at].role in _TEXT), -1)
    found = read_end_credit(lines[at].text) if at >= 0 else None
    if not found:
        return Outcome(lines, foot=_below(lines, at))
    start, said = found
    line = lines[at]
    edits = [Edit(start, len(line.text), "")]
    made = replace(line, text=apply(line.text, edits))
    repairs = tuple(records(line.number, line.text, edits, NAME, Cause.CREDIT))
    return Outcome((*lines[:at], made, *lines[at + 1 :]), (), repairs, foot=said)


def _below(lines: Lines, at: int) -> Masthead:
    """Read a credit in brackets that is the last line, right below the end of a sentence."""
    above = lines[at - 1] if at > 0 else None
    if above is None or above.role not in _TEXT or not lines[at].text.startswith(_OPEN):
        return EMPTY
    found = read_end_credit(above.text.rstrip()[-1:] + lines[at].text)
    return found[1] if found else EMPTY
