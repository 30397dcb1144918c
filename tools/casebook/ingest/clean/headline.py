"""The lines around a title that belong to it: kicker, subtitle, a second line, a name before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from casebook.ingest.clean.causes import Cause
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import is_no_title
from casebook.records import Line, Repair, Role
from casebook.text.numbering import number_of

NAME = "masthead"
_DASHES = ("——", "—", "──", "--")
_NAMED = re.compile(r"([\u3400-\u9fff·]{2,6})[:：]\s*(\S.*)")
"""A title with the name of its writer in front: 王立民：立足窗口职能."""
_SECOND = 8
"""Characters that a further line of a title has at least."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What was found around a title, by position, and what was changed in it."""

    causes: dict[int, Cause] = field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()
    authors: tuple[str, ...] = ()


def headline(
    made: list[Line], title: int, first: int, causes: dict[int, Cause], authors: tuple[str, ...]
) -> Headline:
    """Mark the other lines of the headline, in place, and join those of the subtitle.

    :param made: the lines of the page; the one at ``title`` has its role already.
    :param causes: lines that leave the text anyway.
    :param authors: the writers that the masthead names.
    """
    repairs: list[Repair] = []
    result: dict[int, Cause] = {}
    named = _NAMED.fullmatch(made[title].text)
    if named and named[1] in authors:
        before = made[title].text
        made[title] = replace(made[title], text=named[2])
        repairs.append(Repair(made[title].number, before, named[2], NAME, Cause.NAME_BEFORE_TITLE))
    joined: list[str] = []
    whole = _bare(made[title].text)
    subtitle, repeated = -1, False
    for at in range(title + 1, min(first, len(made))):
        line = made[at]
        if at in causes or line.role in {Role.PICTURE, Role.HIDDEN, Role.OUTSIDE}:
            continue
        if whole and _bare(line.text).startswith(whole):
            result[at], repeated = Cause.AGAIN, True
        elif not (
            line.text.startswith(_DASHES)
            or (repeated and _is_headline(line))
            or _is_second(made, at, causes)
        ):
            break
        elif subtitle < 0:
            made[at], subtitle = replace(line, role=Role.SUBTITLE, depth=0), at
        else:
            joined.append(line.text)
            result[at] = Cause.JOINED
    if joined:
        line = made[subtitle]
        text = " ".join((line.text, *joined))
        made[subtitle] = replace(line, text=text)
        repairs.append(Repair(line.number, line.text, text, NAME, Cause.JOINED))
    return Headline(result, tuple(repairs))


def _is_headline(line: Line) -> bool:
    return line.role is Role.BOLD and not theme_of(line.text) and number_of(line.text) is None


def _is_second(made: list[Line], at: int, causes: dict[int, Cause]) -> bool:
    """Whether a line is a further line of the title: one like it, with the masthead right below."""
    text = made[at].text
    return (
        made[at].role is Role.TEXT
        and len(text) >= _SECOND
        and causes.get(at + 1) is Cause.HEAD
        and not is_no_title(text)
        and not re.search(r"[，,:：；;]$", text)
    )


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)
