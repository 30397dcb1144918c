"""Half-width punctuation next to Han characters becomes full-width again.

Clock times, grouped and decimal numbers, addresses and Latin text keep theirs.
"""

from __future__ import annotations

import re

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.closing_rows import listed_references
from casebook.ingest.clean.step import Edit, Lines, Outcome, edited
from casebook.text.marks import wide_marks

NAME, STOPS = "punctuation", "stops"
_DOUBLED = re.compile("，[，、]+|、[，、]+|[，、]+。")
_DAMAGED = 3
"""Doubled stops in a document from which they are damage and no slip."""


def punctuation(lines: Lines) -> Outcome:
    """Restore the width of ``, : ; ! ? ( )`` beside Han characters; citations keep theirs."""
    listed = listed_references(lines)
    above = edited(lines[: listed.start], _edits, NAME, Cause.WIDTH)
    below = edited(lines[listed.stop :], _edits, NAME, Cause.WIDTH)
    kept = (*above.lines, *lines[listed.start : listed.stop], *below.lines)
    return Outcome(kept, (), above.repairs + below.repairs)


def stops(lines: Lines) -> Outcome:
    """Make stops single that a mirror doubled, where a document has several."""
    doubled = sum(len(_DOUBLED.findall(line.text)) for line in lines)
    if doubled < _DAMAGED:
        return Outcome(lines)
    return edited(lines, _doubled, STOPS, Cause.DOUBLED_STOP)


def _doubled(text: str) -> list[Edit]:
    """Find stops that a mirror doubled, as ，， or ，、 are."""
    return [Edit(match.start(), match.end(), _kept(match[0])) for match in _DOUBLED.finditer(text)]


def _kept(stops: str) -> str:
    return "。" if "。" in stops else "，" if "，" in stops else "、"


def _edits(text: str) -> list[Edit]:
    return [Edit(at, at + 1, wide) for at, wide in wide_marks(text)]
