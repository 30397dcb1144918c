"""Lines that the reader of the markup found hidden, struck out, or beside the article."""

from __future__ import annotations

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.step import Lines, Outcome, without
from casebook.records import Role

_UNSEEN = {
    Role.HIDDEN: Cause.HIDDEN,
    Role.DELETED: Cause.DELETED,
    Role.READING: Cause.READING,
}
_BESIDE = {Role.OUTSIDE: Cause.OUTSIDE, Role.BESIDE_TITLE: Cause.BESIDE_TITLE}


def hidden(lines: Lines) -> Outcome:
    """Take out text that a browser would not show, or shows as struck out."""
    return _by_role(lines, "hidden", _UNSEEN)


def outside(lines: Lines) -> Outcome:
    """Take out text that stands beside the article."""
    return _by_role(lines, "outside", _BESIDE)


def _by_role(lines: Lines, step: str, causes: dict[Role, Cause]) -> Outcome:
    reasons = {at: causes[line.role] for at, line in enumerate(lines) if line.role in causes}
    return without(lines, reasons, step)
