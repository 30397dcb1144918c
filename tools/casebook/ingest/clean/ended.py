"""How a press release ends: 完, the day and the hour below it, as offices of Hong Kong set it."""

from __future__ import annotations

import re
from itertools import takewhile

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.dates import day_alone
from casebook.ingest.facts.masthead import Masthead, read_line
from casebook.ingest.facts.readings import Readings
from casebook.records import Role

_END = re.compile(r"[\s（(*＊—－-]*完[\s）)*＊—－-]*")
_STAMP = 40
"""Characters of a day with its hour or publisher at most."""
_BELOW = 2
"""Lines below 完 on which day and hour stand."""
_HOUR = re.compile("香港[時时][间間]")


def ended(lines: Lines, last: int) -> tuple[dict[int, Cause], Readings]:
    """Read the day below the end of a text.

    Two signs: nothing but a day stands there, and 完 above it or the hour of Hong Kong behind it.

    What stands below them is of the site, but for sentences and what follows these.

    :param last: position of the last line of the text.
    :returns: why each line goes, and what those say that say something.
    """
    hours = [at for at in range(last + 1, len(lines)) if _HOUR.search(lines[at].text)]
    near = {hour - above for hour in hours for above in range(_BELOW + 1)}
    for at in range(last + 1, len(lines)):
        opened = _END.match(lines[at].text)
        if lines[at].role is Role.HIDDEN or not (opened or at in near):
            continue
        for end in range(min(at + _BELOW, len(lines) - 1), at - 1, -1):
            below = [line.text for line in lines[at + 1 : end + 1]]
            said = " ".join((lines[at].text[opened.end() if opened else 0 :], *below))
            day = day_alone(said) if opened or _HOUR.search(said) else ""
            if day:
                causes = dict.fromkeys(range(at, end + 1), Cause.HEAD)
                rest = range(end + 1, len(lines))
                site = takewhile(lambda x: not is_sentence(lines[x].text), rest)
                alone = _END.fullmatch(lines[at].text) is not None
                told = dict.fromkeys(range(at + alone, end + 1), Masthead(published=day))
                return {**dict.fromkeys(site, Cause.BELOW), **causes}, told
    return {}, {}


def stamps(lines: Lines, head: Masthead, causes: dict[int, Cause]) -> Readings:
    """Read lines that are the day of publishing once more, with hour or publisher, and no more."""
    found: Readings = {}
    for at, line in enumerate(lines):
        free = line.role is Role.TEXT and at not in causes and len(line.text) <= _STAMP
        if not (free and head.published):
            continue
        day, said = day_alone(line.text), read_line(line.text)[0]
        named = bool(said.publisher) and said.publisher == head.publisher
        told = "T" in day or (named and said == Masthead(said.published, said.publisher))
        if told and (day or said.published)[:10] == head.published[:10]:
            found[at] = Masthead(day or said.published, said.publisher)
    return found
