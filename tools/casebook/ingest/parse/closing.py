"""How an official text closes: the offices that issue it, the day, a remark in brackets."""

from __future__ import annotations

import re

from casebook.ingest.facts.dates import day_alone
from casebook.ingest.facts.names import is_office
from casebook.ingest.facts.publisher import is_publisher
from casebook.records import Line

_REMARK = re.compile(r"[（(][^（）()]*[）)]")


def closing_lines(lines: tuple[Line, ...]) -> frozenset[int]:
    """Find the positions of such lines: a day alone, what stands right above and below it.

    Above it are offices, one or several on a line; below it a remark (此件公开发布).
    """
    made: set[int] = set()
    for at, line in enumerate(lines):
        if not day_alone(line.text):
            continue
        made.add(at)
        above = at - 1
        while above >= 0 and all(map(_issues, lines[above].text.split() or [""])):
            made.add(above)
            above -= 1
        if at + 1 < len(lines) and _REMARK.fullmatch(lines[at + 1].text.strip()):
            made.add(at + 1)
    return frozenset(made)


def _issues(name: str) -> bool:
    return is_publisher(name) or is_office(name)
