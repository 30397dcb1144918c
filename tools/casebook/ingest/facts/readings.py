"""What each line of a masthead gave, so that nobody has to read it a second time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce

from casebook.ingest.facts.masthead import EMPTY, Masthead
from casebook.records import Line

_ADDRESS = re.compile(
    r"[（(]?(?:(?:原文|本文|文章|[来來]源)(?:[链鏈連连][接結结]|[网網]址|地址)|(?:文章|信息)?[来來]源)\s*[:：]\s*(https?://[^\s）)]+)[）)]?"
)
"""A line that gives the address of the text: 原文链接：https://…."""
Readings = dict[int, Masthead]
"""What lines say, by their positions or numbers; one that belongs to a masthead may say nothing."""


def together(said: Iterable[Masthead]) -> Masthead:
    """Join what several lines say, each filling what those before it leave open."""
    return reduce(Masthead.filled_by, said, EMPTY)


def addresses_in(lines: Sequence[Line]) -> Readings:
    """Read the lines that give the address of the text; those of a digest give several."""
    found = {at: _ADDRESS.fullmatch(line.text.strip()) for at, line in enumerate(lines)}
    told = {at: Masthead(url=match[1]) for at, match in found.items() if match}
    return told if len({said.url for said in told.values()}) == 1 else {}


def by_number(lines: Sequence[Line], told: Readings) -> Readings:
    """Return what lines say by their numbers; lines of one number were one on the page."""
    said: Readings = {}
    for at, reading in told.items():
        if not reading.is_empty:
            number = lines[at].number
            said[number] = said.get(number, EMPTY).filled_by(reading)
    return said
