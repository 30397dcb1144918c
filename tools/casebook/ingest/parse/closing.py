"""How an official text closes: the offices that issue it, the day, a remark in brackets."""

from __future__ import annotations

import re

from casebook.ingest.facts.people import is_office
from casebook.ingest.facts.publisher import is_publisher
from casebook.records import Line
from casebook.text.dates import find_day

_WEEKDAY = re.compile(r"[（(](?:星期|[週周礼禮]拜?)[一二三四五六日天][）)]$")
_REMARK = re.compile(r"[（(][^（）()]*[）)]")


def day_alone(text: str) -> str:
    """Read the day of a line that holds nothing else; ``""`` where it does.

    Offices of Hong Kong close with 完 and name the day of the week: 完2018年7月3日（星期二）.
    """
    text = _WEEKDAY.sub("", text.strip()).removeprefix("完")
    day = find_day(text)
    alone = day and day.end - day.start >= len(text.strip()) - 1
    return day.iso[:10] if day and alone else ""


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
