"""A body and the day, or only the month, on a line of their own: 青河县民政局　2023年12月."""

from __future__ import annotations

import re

from casebook.ingest.facts.dates import day_alone, month_alone
from casebook.ingest.facts.masthead import EMPTY, Masthead
from casebook.ingest.lexicon import words

_TWO = re.compile(r"((?![全各本我該该])[\u3400-\u9fff]{4,30})\s+(?=[\d二（(])(\S.*)")


def body_and_day(text: str) -> Masthead:
    """Read a month alone, or a body with nothing behind it but a day or month.

    :returns: nothing where the line holds anything else.
    """
    if month := month_alone(text):
        return Masthead(month)
    both = _TWO.fullmatch(text.strip())
    if not both or not both[1].endswith(words("title", "bodies") + words("people", "offices")):
        return EMPTY
    day = day_alone(both[2]) or month_alone(both[2])
    return Masthead(day, both[1]) if day else EMPTY
