"""Every line of a page with what happened to it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from casebook.records import Ledger, Line, Removal, Repair


class Fate(enum.StrEnum):
    """What became of a line."""

    KEPT = "kept"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Explained:
    """One line of the page, its fate, and the removals and repairs that made it."""

    line: Line
    fate: Fate
    removals: tuple[Removal, ...] = ()
    repairs: tuple[Repair, ...] = ()


def explain(
    lines: tuple[Line, ...], kept: tuple[Line, ...], ledger: Ledger
) -> tuple[Explained, ...]:
    """Explain line by line what cleaning did.

    :param lines: the lines of the page as they were read.
    :param kept: the lines that cleaning kept.
    :param ledger: its record.
    """
    staying = {line.number for line in kept}
    removals: dict[int, list[Removal]] = {}
    repairs: dict[int, list[Repair]] = {}
    for removal in ledger.removals:
        removals.setdefault(removal.line, []).append(removal)
    for repair in ledger.repairs:
        repairs.setdefault(repair.line, []).append(repair)
    made = []
    for line in lines:
        taken = tuple(removals.get(line.number, ()))
        changed = tuple(repairs.get(line.number, ()))
        touched = Fate.CHANGED if taken or changed else Fate.KEPT
        fate = touched if line.number in staying else Fate.REMOVED
        made.append(Explained(line, fate, taken, changed))
    return tuple(made)
