"""Verses at the end of a text, which its writer sets on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from casebook.ingest.clean.step import Lines
from casebook.records import Role

_COMMAS = ("，", "、", ",")
_STOP = re.compile("[。！？；]")
_VERSE = re.compile("[\u3400-\u9fff]{5,12}")
_STANZA = 4
"""Verses of one length, at least, that are no list of links."""


def ends_of_verses(lines: Lines, known: Collection[int]) -> Iterator[int]:
    """Find sentences that run over several lines, each broken after a comma.

    :param known: lines that are furniture by their words.
    """
    for at in range(1, len(lines)):
        above = lines[at - 1]
        plain = above.role is lines[at].role is Role.TEXT and at not in known
        if plain and above.text.endswith(_COMMAS) and _STOP.search(lines[at].text[-1:]):
            yield at


def end_of_stanza(lines: Lines, last: int, known: Collection[int]) -> int:
    """Return the end of the stanza right below the last sentence; ``last`` where there is none.

    Its lines are four at least and an even number, each of as many Han characters as the others
    and nothing else, as titles of links hardly are.

    :param last: position of the last sentence.
    :param known: lines that are furniture by their words.
    """
    end = last + 1
    while end < len(lines) and end not in known and _is_verse(lines, end, last):
        end += 1
    return end - 1 if end - last > _STANZA and (end - last) % 2 else last


def _is_verse(lines: Lines, at: int, last: int) -> bool:
    """Whether a line is a verse as long as the one right below the last sentence."""
    line = lines[at]
    alike = len(line.text) == len(lines[last + 1].text)
    return line.role is Role.TEXT and alike and _VERSE.fullmatch(line.text) is not None
