"""Signs of layout around headings (▲ 一、…, ▌背景, ◆ 做法 ◆), which are no part of their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from casebook.ingest.headings.themes import theme_of
from casebook.ingest.parse.blocks import Heading, Item
from casebook.ingest.parse.chains import MAX_HEADING, MAX_THEME_HEADING
from casebook.ingest.parse.siblings import SIGNS
from casebook.records import Line, Repair, Role
from casebook.text.numbering import number_of

STEP = "headings"
"""What the ledger calls the taking off of such signs."""
WHY = "sign of layout around a heading"
_SIGN = f"{SIGNS}·•"
_SAYS = r"\u2705\u2713-\u2718\u274c-\u274e\u2776-\u2793"
"""Ticks, crosses and numbers in circles (❶), which say something."""
_AHEAD = re.compile(rf"(?:(?![{_SAYS}])[{_SIGN}\ufe0f]){{1,4}}[\s　]*|[-–][\s　]")
_BEHIND = re.compile(rf"(?:(?![{_SAYS}])[{_SIGN}\ufe0f]){{1,4}}$")
_WORD = re.compile("[\u3400-\u9fffA-Za-z]{2}")
_TEXT = {Role.TEXT, Role.BOLD, Role.HEADING, Role.ITEM}
_SEVERAL = 2
"""Lines with a sign before their number, from which on it is one of layout."""


def unmarked(text: str) -> str:
    """Take the signs of layout off both ends of a heading, if words are left."""
    head = _AHEAD.match(text)
    if head is None:
        return text
    bare = _BEHIND.sub("", text[head.end() :]).rstrip()
    return bare if _WORD.search(bare) else text


def before_numbers(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """Take signs off the numbers of short lines, so that these number what they head.

    Two lines at least begin so, and are no longer than headings; a sentence keeps its sign.
    """
    bare = {
        at: text
        for at, line in enumerate(lines)
        if line.role in _TEXT
        and len(line.text) <= MAX_HEADING
        and "。" not in line.text
        and (text := unmarked(line.text)) != line.text
        and number_of(text)
    }
    if len(bare) < _SEVERAL:
        return lines, ()
    made = tuple(
        replace(line, text=bare[at]) if at in bare else line for at, line in enumerate(lines)
    )
    return made, tuple(_repair(lines[at].number, lines[at].text, bare[at]) for at in sorted(bare))


def without_marks(row: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Repair, ...]]:
    """Take signs off the headings of an article.

    :returns: the row, and what was changed, a repair a heading.
    """
    made: list[Item] = []
    repairs: list[Repair] = []
    for item in row:
        bare = unmarked(item.text) if isinstance(item, Heading) else ""
        if isinstance(item, Heading) and bare != item.text:
            repairs.append(_repair(item.line, item.text, bare))
            theme = item.theme or (theme_of(bare) if len(bare) <= MAX_THEME_HEADING else None)
            item = replace(item, text=bare, theme=theme)  # noqa: PLW2901
        made.append(item)
    return tuple(made), tuple(repairs)


def _repair(line: int, before: str, after: str) -> Repair:
    return Repair(line, before, after, STEP, WHY)
