"""What a cleaning step is: lines in, lines and a record of every change out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from casebook.ingest.facts.masthead import EMPTY, Masthead
from casebook.ingest.facts.readings import Readings
from casebook.ingest.headings.title import Choice
from casebook.records import Line, Removal, Repair

Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The lines that a step kept, what it took out, and what it changed.

    A step that understands lines hands on what they say: ``head`` and ``foot`` of the
    masthead, what each line gave of it by its number (``said``), and the ``choice`` of the
    title where it made one.
    """

    lines: Lines
    removals: tuple[Removal, ...] = ()
    repairs: tuple[Repair, ...] = ()
    head: Masthead = EMPTY
    foot: Masthead = EMPTY
    choice: Choice | None = None
    said: Readings = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A cleaning step: a name that the ledger shows, and a pure function."""

    name: str
    run: Callable[[Lines], Outcome]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` by ``new``."""

    start: int
    end: int
    new: str


def without(lines: Lines, reasons: Mapping[int, str], step: str) -> Outcome:
    """Take whole lines out.

    :param reasons: position in ``lines`` → why that line goes.
    """
    if not reasons:
        return Outcome(lines)
    kept = tuple(line for at, line in enumerate(lines) if at not in reasons)
    removals = tuple(
        Removal(lines[at].number, lines[at].text, step, reason)
        for at, reason in sorted(reasons.items())
    )
    return Outcome(kept, removals)


def edited(lines: Lines, edit: Callable[[str], list[Edit]], step: str, reason: str) -> Outcome:
    """Change text inside lines and cells, recording each change with its neighbours."""
    kept: list[Line] = []
    repairs: list[Repair] = []
    for line in lines:
        if line.cells:
            cells = []
            for cell in line.cells:
                edits = edit(cell)
                cells.append(apply(cell, edits))
                repairs += records(line.number, cell, edits, step, reason)
            text = " ".join(cell for cell in cells if cell)
            kept.append(replace(line, text=text, cells=tuple(cells)))
            continue
        edits = edit(line.text)
        if edits:
            repairs += records(line.number, line.text, edits, step, reason)
            line = replace(line, text=apply(line.text, edits))  # noqa: PLW2901
        kept.append(line)
    return Outcome(tuple(kept), (), tuple(repairs))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits that are in order and do not overlap."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.new)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def records(number: int, text: str, edits: list[Edit], step: str, reason: str) -> list[Repair]:
    """Record edits of a line, each with one character on either side.

    Edits whose surroundings touch become one record, so that the records of a
    line, replayed from left to right, give the changed line again.
    """
    groups: list[list[Edit]] = []
    for edit in edits:
        if groups and edit.start - groups[-1][-1].end <= 2:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    made: list[Repair] = []
    for group in groups:
        start, end = max(group[0].start - 1, 0), min(group[-1].end + 1, len(text))
        shifted = [Edit(e.start - start, e.end - start, e.new) for e in group]
        before = text[start:end]
        made.append(Repair(number, before, apply(before, shifted), step, reason))
    return made
