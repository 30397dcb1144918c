"""Cleaning steps that other installed packages bring, by the entry points of Python packages.

A package declares a step in its ``pyproject.toml``::

    [project.entry-points."casebook.cleaning_steps"]
    share-bar = "my_package.steps:share_bar"

The name is what ledgers show.  The object is a function of the form :data:`Run`: it takes the
lines of one page that are left (a tuple of :class:`casebook.records.Line`) and returns an
:class:`~casebook.ingest.clean.step.Outcome`: the lines that stay, a
:class:`~casebook.records.Removal` for every line or piece of text that goes, with the reason,
and a :class:`~casebook.records.Repair` for every change.
:func:`~casebook.ingest.clean.step.without` and :func:`~casebook.ingest.clean.step.edited` make
one.  It must be a pure function of the lines.  Such steps run after those of the program,
sorted by name; one that loses text without a record is refused, and with it the page.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points

from casebook.ingest.clean.step import Lines, Outcome, Step
from casebook.problems import Code, Problem
from casebook.records import Removal, Repair

GROUP = "casebook.cleaning_steps"
_NAME = re.compile(r"[a-z][a-z0-9-]*")

Run = Callable[[Lines], Outcome]


@functools.cache
def installed_steps() -> tuple[tuple[Step, ...], tuple[Problem, ...]]:
    """Return the steps of all installed packages, and a problem for each that cannot be used."""
    steps: dict[str, Step] = {}
    problems: list[Problem] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        if not _NAME.fullmatch(point.name):
            problems.append(_broken(point, "A name is made of a-z, 0-9 and hyphens."))
            continue
        if point.name in steps:
            problems.append(_broken(point, "Another package brings a step of this name."))
            continue
        try:
            run = point.load()
        except Exception as error:  # noqa: BLE001  it is code of others that runs here
            problems.append(_broken(point, f"{type(error).__name__}: {error}"))
            continue
        if callable(run):
            steps[point.name] = Step(point.name, functools.partial(_checked, point.name, run))
        else:
            problems.append(_broken(point, "It is no function."))
    return tuple(steps.values()), tuple(problems)


def _broken(point: EntryPoint, reason: str) -> Problem:
    package = point.dist.name if point.dist else ""
    return Problem(Code.STEP_BROKEN, package, 0, f"`{point.name} = {point.value}`: {reason}")


def _checked(name: str, run: Run, lines: Lines) -> Outcome:
    """Run a step, and see that what it took out or changed is on record.

    :raises TypeError: the step returned something else than an outcome.
    :raises ValueError: a change is not on record.
    """
    outcome = run(lines)
    if not isinstance(outcome, Outcome):
        raise TypeError(f"the step {name} returned {type(outcome).__name__}, not an Outcome")
    changes: tuple[Removal | Repair, ...] = (*outcome.removals, *outcome.repairs)
    if wrong := {item.step for item in changes} - {name}:
        raise ValueError(f"the step {name} recorded changes as those of {sorted(wrong)}")
    before = {line.number: line.text for line in lines}
    after = {line.number: line.text for line in outcome.lines}
    if list(after) != [number for number in before if number in after]:
        raise ValueError(f"the step {name} added lines or changed their order")
    recorded = {change.line for change in changes}
    removed = {removal.line: removal.text for removal in outcome.removals}
    for number, text in before.items():
        gone = number not in after
        if (gone and removed.get(number) != text) or (
            not gone and after[number] != text and number not in recorded
        ):
            raise ValueError(f"the step {name} changed line {number} without a record of it")
    return outcome
