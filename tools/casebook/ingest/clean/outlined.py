"""Where an outline says that labels belong to the text, and where a page ends with its source.

Notices of tenders are made of labels and values (名称：青河县政府, 开标日期：…), which look like
lines of a masthead.  What stands below their numbers is text.
"""

from __future__ import annotations

import re

from casebook.ingest.clean.running import PASSIVE
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.records import Line
from casebook.text.numbering import number_of

_FIELD = re.compile("[\u3400-\u9fff][\u3400-\u9fff\\s]{1,8}[:：]")
"""A label and its colon at the head of a line."""


def head_end(lines: Lines, title: int, first: int) -> int:
    """Return where the outline of a text begins that has no sentence yet, or its first sentence.

    What a text of labels and values says (名称：青河县政府, 开标日期：…) is no masthead below its
    一、, where a 二、 follows.
    """
    head = next((at for at in range(title + 1, first) if _is_section(lines[at], 1)), first)
    if title < 0 or head == first:
        return first
    return head if any(_is_section(line, 2) for line in lines[head:]) else first


def _is_section(line: Line, value: int) -> bool:
    number = number_of(line.text)
    return number is not None and (number.kind, number.value) == ("han", value)


def goes_on(lines: Lines, last: int, at: int) -> bool:
    """Whether a label below the last sentence is part of the text: 1.采购人信息, 名称：青河县政府.

    Two signs: a number between them, and a label right below that no masthead has (地址：…).
    """
    between = (lines[x] for x in range(last + 1, at) if lines[x].role not in PASSIVE)
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    return (
        any(number_of(line.text) is not None for line in between)
        and _FIELD.match(below) is not None
        and not is_masthead_line(below)
    )


def source_end(lines: Lines) -> int:
    """Return where the lines begin that say at the end of the article where it comes from."""
    at = len(lines)
    while at and (lines[at - 1].role in PASSIVE or is_masthead_line(lines[at - 1].text)):
        at -= 1
    return at
