"""Lines that the reader of the markup found hidden, struck out, or beside the article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.step import Lines, Outcome, without
from casebook.records import Role

_UNSEEN = {
    Role.HIDDEN: Cause.HIDDEN,
    Role.DELETED: Cause.DELETED,
    Role.READING: Cause.READING,
}
_BESIDE = {Role.OUTSIDE: Cause.OUTSIDE, Role.BESIDE_TITLE: Cause.BESIDE_TITLE}
TAKEN = frozenset({*_UNSEEN, *_BESIDE})
"""The roles of lines that are taken out for their role alone."""


def hidden(lines: Lines) -> Outcome:
    """Take out text that a browser would not show, or shows as struck out."""
    return _by_role(lines, "hidden", _UNSEEN)


def outside(lines: Lines) -> Outcome:
    """Take out text that stands beside the article."""
    return _by_role(lines, "outside", _BESIDE)


def unread(run: Callable[[Lines], Outcome]) -> Callable[[Lines], Outcome]:
    """Let a step see that lines are there that are apart from the text, and not what they say."""

    def step(lines: Lines) -> Outcome:
        apart = {line.number: line for line in lines if line.apart}
        if not apart:
            return run(lines)
        outcome = run(tuple(replace(line, text="") if line.apart else line for line in lines))
        left = {line.number: line for line in outcome.lines} | apart
        return replace(
            outcome,
            lines=tuple(left[line.number] for line in lines if line.number in left),
            removals=tuple(gone for gone in outcome.removals if gone.line not in apart),
        )

    return step


def _by_role(lines: Lines, step: str, causes: dict[Role, Cause]) -> Outcome:
    reasons = {at: causes[line.role] for at, line in enumerate(lines) if line.role in causes}
    return without(lines, reasons, step)
