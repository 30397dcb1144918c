"""A maintainer's word on single lines, which goes before every step.

An overrules file is plain text: ``+`` or ``-``, a space, and the text of a
line of the page as ``casebook add --explain`` prints it.  Empty lines and
lines that begin with ``#`` mean nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casebook.problems import Code, Problem
from casebook.records import Line

if TYPE_CHECKING:
    # Only there: a build reads overrules, and cleans nothing.
    from casebook.ingest.clean.elsewhere import SharedLines

NAME = "overrules"


@dataclass(frozen=True, slots=True)
class Overrules:
    """Texts of lines that stay whatever a step says, and of lines that go.

    ``shared`` is no word of a maintainer: what the page has in common with others of its site.
    """

    keep: frozenset[str] = frozenset()
    drop: frozenset[str] = frozenset()
    shared: SharedLines | None = None


def read_overrules(text: str, file: str) -> tuple[Overrules, tuple[Problem, ...]]:
    """Read an overrules file.

    :param text: its content.
    :param file: its path, for the report.
    :returns: the overrules, and one problem for every line that is none.
    """
    keep: set[str] = set()
    drop: set[str] = set()
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = " ".join(line.split())
        if not bare or bare.startswith("#"):
            continue
        sign, _, wanted = bare.partition(" ")
        if sign not in {"+", "-"} or not wanted:
            problems.append(Problem(Code.OVERRULES_UNREADABLE, file, number))
            continue
        (keep if sign == "+" else drop).add(wanted)
    return Overrules(frozenset(keep), frozenset(drop)), tuple(problems)


def unused(overrules: Overrules, lines: tuple[Line, ...]) -> tuple[str, ...]:
    """Texts of the overrules that no line of the page has, in order."""
    return tuple(sorted((overrules.keep | overrules.drop) - {line.text for line in lines}))
