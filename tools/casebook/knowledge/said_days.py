"""Days and months that a text names by when it is published: 今(31)日, 昨天, 截至10日, 將於8月."""

from __future__ import annotations

import re
from datetime import date, timedelta

DAY_SAID = (
    r"(?<!前的)(?<![过从到至了])(?P<today>[今昨明])(?:[（(](?P<number>\d{1,2})[)）])?[日天](?![报头之生一的])"
    r"|截[至止到](?:当地时间|本月)?(?P<until>\d{1,2})日"
    r"|(?<![\d年])(?P<than>[比较同与])?(?P<month>\d{1,2})月(?P<first>\d{1,2})日?[至到—–~～－-]+(?:(?P<then>\d{1,2})月)?"
    r"(?P<end>\d{1,2})日"
)
"""A pattern for such a day; its groups are what :func:`day_said` reads."""
_APART = {"今": 0, "昨": -1, "明": 1}
_AHEAD = re.compile(
    "(?:即日起|将|(?<![一-鿿])料|预[计定料]|[计规][划画]|拟|[订定]于|力争|争取)[^。；]*$"
    "|(?:限期|确保|务必|须|(?<![主只重摘概纪])要|要求|(?<![响反相对供适])应)[于在]?$"
)
"""Before a month: it is still to come, as a time limit is (要在6月30日前完成)."""
_REACH = 20
"""How far before a month such a word is looked for."""
_HALF_YEAR = 6
"""Months: what was planned for a month longer past is planned for the next."""


def day_said(match: re.Match[str], published: str) -> str:
    """Return the day (``YYYY-MM-DD``) of a match of :data:`DAY_SAID`.

    The number in brackets is that of the day itself (今(31)日), and counts more than the day of
    publication; a day of a month that the day of publication has not reached is of the month
    before.

    :param published: when the text was published; ``""`` is returned where its day is not known.
    """
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return ""
    if match["today"]:
        day += timedelta(_APART[match["today"]])
    number = match["number"] or match["until"]
    if not number or day.day == int(number):
        return day.isoformat()
    try:
        named = day.replace(day=int(number))
        if named > day:
            named = (day.replace(day=1) - timedelta(1)).replace(day=int(number))
    except ValueError:
        return ""
    return named.isoformat()


def days_said(match: re.Match[str], year: str) -> str:
    """Return 1月27日至2月3日 in a year (``YYYY-MM-DD/YYYY-MM-DD``).

    ``""`` stands for what is no such time, or only compared with (比1月27日至2月3日).

    :param match: of :data:`DAY_SAID`, with the groups of an interval.
    :param year: four digits; the interval may end in the next.
    """
    month, then = int(match["month"]), int(match["then"] or match["month"])
    try:
        first = date(int(year), month, int(match["first"]))
        last = date(int(year) + (then < month), then, int(match["end"]))
    except ValueError:
        return ""
    return f"{first}/{last}" if first < last and not match["than"] else ""


def is_of_announcement(folded: str, start: int) -> bool:
    """Whether a day is only that on which someone said something: 今日（17日）發表報告，稱將…."""
    return _ANNOUNCED.match(folded, start) is not None


_ANNOUNCED = re.compile(
    "[今昨][^，。；]*(?:发表|宣布|公布|提出)[^，。；]*，(?:称|指(?!标)|表示|说)"
    "|[今昨](?:[（(]\\d{1,2}[)）])?[日天](?:[上下]午)?(?:也|都|亦|正式)?(?:宣布|拍板)"
)


def last_year_with(published: str, month: int, folded: str, start: int) -> str:
    """Return the year of a month that stands without one: the last before publication.

    Where the clause speaks of what is to come (將於8月31日, 計劃7月至10月) it is the next; a month
    less than half a year past was then to come when it was planned, and is of the same year.

    :param start: where the month stands in the folded text.
    """
    year, now = int(published[:4]), int(published[5:7] or 12)
    if _AHEAD.search(folded, max(0, start - _REACH), start):
        return str(year + (now - month >= _HALF_YEAR))
    return str(year - (month > now))


def month_before(published: str) -> str:
    """Return the month before that of publication; ``""`` where only its year is known."""
    year, month = int(published[:4]), int(published[5:7] or 0)
    if not month:
        return ""
    return f"{year}-{month - 1:02}" if month > 1 else f"{year - 1}-{_MONTHS}"


_MONTHS = 12


_STOCK = ("现有", "现存", "现已")
_UNTIL = ("截至", "截止", "截止到", "截至到")


def is_stock_of(folded: str, start: int, word: str) -> bool:
    """Whether a word for what there is says it of a date before: 截至2025年底，现有381.6万处.

    :param start: where the date begins, ``word`` the word after it.
    """
    return word in _STOCK and folded.endswith(_UNTIL, 0, start)
