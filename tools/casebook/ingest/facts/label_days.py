"""Which of the days behind the labels of a masthead is that of publishing."""

from __future__ import annotations

import re

from casebook.ingest.facts.labels import day_rank, field_of, labels_in
from casebook.text.dates import find_day

_RELATIVE = re.compile(
    r"(?:[今昨前]天)(?:\s?\d{1,2}:\d\d)?|\d{1,2}\s?(?:[个個]?小[时時]|分[钟鐘]|天|日)前|[刚剛][刚剛才]"
)
"""A day that only the day of saving tells: 发布时间：昨天 09:21, 3小时前."""


_YEARLESS = re.compile(
    r"(?:日期|[时時][间間])\s?[:：]\s?(?P<month>\d{1,2})\s?[-月/.]\s?(?P<day>\d{1,2})(?!\d|[-/.月])"
)


def tells_another_day(text: str, iso: str) -> bool:
    """Whether a label of a masthead gives a day without its year that is not a known one.

    That one is the day of a visit to the site, then: 2026-01-31 above a title, 日期：08-25 below.
    """
    found = _YEARLESS.search(text)
    if found is None or not iso:
        return False
    return iso[5:10] != f"{int(found['month']):02}-{int(found['day']):02}"


def without_relative_days(text: str) -> str:
    """Take out what is a day only beside that of saving: 发布时间：昨天 09:21."""
    return _RELATIVE.sub(" ", text)


def without_other_days(text: str) -> str:
    """Take out days that are not those of publishing: 归档时间：2019-05-30."""
    for match in reversed(list(labels_in(text))):
        if field_of(match["label"]) == "noise":
            day = find_day(text[match.end() :])
            if day and day.start == 0:
                text = text[: match.end()] + text[match.end() + day.end :]
    return text


def with_first_day(text: str) -> tuple[str, int]:
    """Take out the days beside that which is nearest to publishing: 成文日期：… 发布日期：….

    :returns: the text, and the rank of the day that stays.
    """
    dated = [x for x in labels_in(text) if field_of(x["label"]) == "date"]
    days = [(day_rank(x["label"]), x, find_day(text[x.end() :], labelled=True)) for x in dated]
    found = [(rank, x.end(), day) for rank, x, day in days if day and day.start == 0]
    if not found:
        return text, 0
    least = min(rank for rank, *_ in found)
    for rank, end, day in reversed(found):
        if rank > least:
            text = text[:end] + text[end + day.end :]
    return text, least
