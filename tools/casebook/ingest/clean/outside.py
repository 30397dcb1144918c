"""Lines that the reader of the markup found hidden, or beside the article."""

from __future__ import annotations

from casebook.ingest.clean.step import Lines, Outcome, without
from casebook.records import Role

OUTSIDE = Role.OUTSIDE
_REASONS = {Role.HIDDEN: "no browser shows it", OUTSIDE: "not part of the article"}


def hidden(lines: Lines) -> Outcome:
    """Take out text that a browser would not show."""
    return _by_role(lines, Role.HIDDEN)


def outside(lines: Lines) -> Outcome:
    """Take out text that stands beside the article."""
    return _by_role(lines, OUTSIDE)


def _by_role(lines: Lines, role: str) -> Outcome:
    reasons = {at: _REASONS[role] for at, line in enumerate(lines) if line.role == role}
    return without(lines, reasons, role)
