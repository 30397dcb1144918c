"""A page that holds several cases is taken apart: what cleaning made of it, case by case.

What stands before the first case – masthead, title and preface of the collection – is on the
ledger of each of its articles; of the rest each has its own part.
"""

from __future__ import annotations

from dataclasses import replace

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.run import Result
from casebook.ingest.parse.cases import CaseSpan
from casebook.records import Ledger, Line, Removal, Repair, Role

NAME = "split"
_HEADS = {Role.TITLE, Role.KICKER, Role.SUBTITLE}


def split(result: Result, cases: tuple[CaseSpan, ...]) -> tuple[Result, ...]:
    """Divide what cleaning made of a page among its cases.

    :param cases: as :func:`casebook.ingest.parse.cases.cases_in` found them in its lines.
    """
    before = tuple(
        Removal(
            line.number, line.text, NAME, Cause.COLLECTION if line.role in _HEADS else Cause.PREFACE
        )
        for line in result.lines
        if line.number < cases[0].first
    )
    bounds = [0, *(case.first for case in cases[1:]), 0]
    made = []
    for at, case in enumerate(cases):
        lower, upper = bounds[at], bounds[at + 1]
        lines, removals, repairs = _headed(result.lines, case)
        own = Ledger(
            before
            + tuple(x for x in result.ledger.removals if _is_of(x.line, lower, upper, cases))
            + removals,
            tuple(x for x in result.ledger.repairs if _is_of(x.line, lower, upper, cases))
            + repairs,
            (*result.ledger.steps, NAME),
        )
        made.append(replace(result, lines=lines, ledger=own, choice=None))
    return tuple(made)


def _is_of(line: int, lower: int, upper: int, cases: tuple[CaseSpan, ...]) -> bool:
    """Whether a line is one before all cases, or between two places; 0 is no bound."""
    return line < cases[0].first or (lower <= line and (not upper or line < upper))


def _headed(
    lines: tuple[Line, ...], case: CaseSpan
) -> tuple[tuple[Line, ...], tuple[Removal, ...], tuple[Repair, ...]]:
    """Give the lines of a case their title; a number before it goes."""
    kept: list[Line] = []
    removals: list[Removal] = []
    repairs: list[Repair] = []
    for line in lines:
        if not case.first <= line.number <= case.last:
            continue
        if line.number < case.title_line:
            removals.append(Removal(line.number, line.text, NAME, Cause.CASE_NUMBER))
        elif line.number == case.title_line:
            if case.title != line.text:
                repairs.append(Repair(line.number, line.text, case.title, NAME, Cause.CASE_NUMBER))
            kept.append(replace(line, text=case.title, role=Role.TITLE, depth=0))
        elif len(kept) == 1 and line.text.startswith(("——", "—", "──", "--")):
            kept.append(replace(line, role=Role.SUBTITLE, depth=0))
        else:
            kept.append(replace(line, role=Role.TEXT) if line.role in _HEADS else line)
    return tuple(kept), tuple(removals), tuple(repairs)
