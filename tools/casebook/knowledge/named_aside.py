"""Divisions that a text names aside: as examples, in rows of several, as venues and origins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.knowledge.regions import FoundPlace

_EXAMPLE = re.compile("(?:例如|比如|譬如|诸如|[，。；：（(]如|尤其是|包括)$")
_ROW = 3


def is_aside(folded: str, results: Sequence[FoundPlace], place: int) -> bool:
    """Whether a text that names a division is not about it.

    :param results: the divisions of the text, in order.
    :param place: which of them.
    """
    return (
        _is_one_of_many(folded, results, place)
        or _is_example(folded, results, place)
        or _is_venue(folded, results, place)
        or _is_origin(folded, results, place)
    )


def _is_venue(folded: str, results: Sequence[FoundPlace], place: int) -> bool:
    """Whether a meeting is held in a division: 在贵州省毕节市召开."""
    if not _HELD.match(folded, results[place].end):
        return False
    while place and results[place - 1].end == results[place].start:
        place -= 1
    return folded[: results[place].start].endswith(("在", "于"))


def _is_origin(folded: str, results: Sequence[FoundPlace], place: int) -> bool:
    """Whether somebody is from a division, or from what stands right below it: 男，湖北荆州人."""
    while place + 1 < len(results) and results[place + 1].start == results[place].end:
        place += 1
    first = place
    while first and results[first - 1].end == results[first].start:
        first -= 1
    return (
        _FROM_THERE.match(folded, results[place].end) is not None
        and _OF_PERSON.search(folded, max(0, results[first].start - 4), results[first].start)
        is not None
    )


_FROM_THERE = re.compile("人(?=[，。；、）)])")
_OF_PERSON = re.compile("(?:[男女]|族|生|[—-])[），]{1,2}$|(?:籍贯|原籍|[系是])$")
_HELD = re.compile("召开|举[办行]|拉开帷幕|开幕|闭幕")


def _is_example(folded: str, results: Sequence[FoundPlace], place: int) -> bool:
    """Whether 如 or 例如 stands before a division and those above it."""
    while place and results[place - 1].end == results[place].start:
        place -= 1
    start = results[place].start
    return _EXAMPLE.search(folded, max(0, start - 4), start) is not None


def _is_one_of_many(folded: str, results: Sequence[FoundPlace], place: int) -> bool:
    """Whether a division stands in a row of three at least: 成都、德阳、绵阳."""
    first = last = place
    while first and folded[results[first - 1].end : results[first].start] in ("、", "和"):
        first -= 1
    while last + 1 < len(results) and folded[results[last].end : results[last + 1].start] in (
        "、",
        "和",
    ):
        last += 1
    return last - first + 1 >= _ROW
