"""Dates as Chinese pages print them become ISO 8601: one grammar for all of them.

Understood are Arabic, full-width and Chinese numerals (2024年7月30日, 二〇二四年七月卅日),
years of the Republic (民國113年7月30日, and 113年5月12日 or 113/07/30 without the word,
which no other calendar can mean), English months (Jul 30, 2024), and times glued or
spaced after them.  A month without a day, and a year of two digits, are dates only
beside a label that says so (:func:`find_date` with ``labelled``).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""Chinese pages give local time; the whole country, Taiwan and Hong Kong included, is UTC+8."""

_ROC = 1911
"""What is added to a year of the Republic."""
_H = "〇○◯零一二三四五六七八九"
_NUM = rf"(?:\d{{1,2}}|[一二三四五六七八九十廿卅]{{1,3}}|[廿卅][{_H}]?)"
_CLOCK = (
    r"(?:\s*(?:星期|周|週|礼拜|禮拜)[一二三四五六日天])?"
    r"(?:[\sT]*(?P<half>上午|下午|晚上|凌晨|中午|AM|PM|am|pm)?\s*"
    r"(?P<hh>\d{1,2})\s*[:：时時點点]\s*(?P<mm>\d{1,2})\s*分?"
    r"(?:\s*[:：]?\s*\d{1,2}\s*秒?)?(?:\.\d+)?(?:\s*(?P<late>AM|PM|am|pm))?)?"
)
DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})\s*[年/.\-－—]\s*(?P<m>\d{1,2})\s*[月/.\-－—]\s*(?P<d>\d{1,2})(?!\d)"
    rf"\s*[日号號]?{_CLOCK}"
)
_HAN = re.compile(
    rf"(?P<y>(?:[一二][{_H}]{{3}})|(?<!\d)(?:19|20)\d{{2}})\s*年\s*(?P<m>{_NUM})\s*月\s*(?P<d>{_NUM})\s*[日号號]?{_CLOCK}"
)
_REPUBLIC = re.compile(
    rf"(?P<name>(?:中\s*華\s*)?民\s*國|(?:中\s*华\s*)?民\s*国)\s*(?P<y>\d{{2,3}}|[{_H}十百]{{1,5}})\s*[年/.\-]\s*"
    rf"(?P<m>{_NUM})\s*[月/.\-]\s*(?P<d>{_NUM})(?!\d)\s*[日号號]?{_CLOCK}"
)
_REPUBLIC_BARE = re.compile(
    rf"(?<![\d.])(?P<y>1[01]\d|[89]\d)(?:年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日|[/.\-](?P<m2>\d{{2}})[/.\-](?P<d2>\d{{2}}))(?![\d.]){_CLOCK}"
)
_ENGLISH = re.compile(
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+"
    rf"(?:(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<y>(?:19|20)\d{{2}})(?:,?\s*{_CLOCK})",
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = re.compile(
    rf"(?P<y>(?:[一二][{_H}]{{3}})|(?<!\d)(?:19|20)\d{{2}})\s*年\s*(?P<m>{_NUM})\s*月(?!\s*\d)|"
    r"(?<!\d)(?P<y2>(?:19|20)\d{2})[-/.](?P<m2>0[1-9]|1[0-2])(?![-/.\d])"
)
_SHORT = re.compile(
    rf"(?<![\d-])(?P<y>\d{{2}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?![\d-]){_CLOCK}"
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})\d{0,2})?(?!\d)")
_IN_URL = (
    re.compile(r"/((?:19|20)\d{2})[-/]?(\d{2})[-/]?(\d{2})(?:/|_|\.|-|$)"),
    re.compile(r"/((?:19|20)\d{2})[-/](\d{1,2})[-/](\d{1,2})/"),
    re.compile(r"[/_t]((?:19|20)\d{2})(\d{2})(\d{2})[/_.]"),
    re.compile(r"/(?:((?:19|20)\d{2}))/(\d{2})(\d{2})/"),
    re.compile(r"/((?:19|20)\d{2})-(\d{2})/(\d{2})/"),
)
_WIDE = {
    ord(wide): ord(narrow)
    for wide, narrow in zip("０１２３４５６７８９：．／－", "0123456789:./-", strict=True)
}
_MAYBE = re.compile(r"[\d０-９]{2}|[〇○◯零一二三四五六七八九十]{2}")

FoundDate = tuple[str, tuple[int, int]]


def find_date(text: str, *, labelled: bool = False) -> FoundDate | None:
    """Find the first date in a line.

    :param labelled: whether the line says that a date stands in it; then a month alone
        (2024年7月) and a year of two digits (24-7-30) are dates too.
    :returns: the date in ISO 8601, to the minute where the line gives a time,
        and the span of the text that it was read from.
    """
    if not _MAYBE.search(text):
        return None
    narrow = text.translate(_WIDE)
    result = [
        item
        for pattern in (DATE, _HAN, _REPUBLIC, _REPUBLIC_BARE, _ENGLISH)
        for item in _all(pattern, narrow)
    ]
    if not result and labelled:
        result = [*_all(_SHORT, narrow), *_months(narrow)]
    return min(result, key=lambda entry: (entry[1][0], -entry[1][1]), default=None)


_PARTS = (
    re.compile(
        r"(?P<d>\d{1,2})\s*[日号號]?\s*\n\s*(?P<y>(?:19|20)\d{2})\s*[年/.\-]\s*(?P<m>\d{1,2})\s*月?"
    ),
    re.compile(
        r"(?P<y>(?:19|20)\d{2})\s*[年/.\-]\s*(?P<m>\d{1,2})\s*月?\s*\n\s*(?P<d>\d{1,2})\s*[日号號]?"
    ),
    re.compile(
        r"(?P<m>\d{1,2})\s*[月/.\-]\s*(?P<d>\d{1,2})\s*日?\s*\n\s*(?P<y>(?:19|20)\d{2})\s*年?"
    ),
    re.compile(
        r"(?P<y>(?:19|20)\d{2})\s*年?\s*\n\s*(?P<m>\d{1,2})\s*[月/.\-]\s*(?P<d>\d{1,2})\s*日?"
    ),
)
"""A day that a page sets in a box of two lines: 21 above 2024年02月, 05-12 above 2021."""


def join_date(line: str, following: str) -> str:
    """Read a day from two lines that hold nothing else; ``""`` where they do not."""
    text = f"{line}\n{following}".translate(_WIDE) if len(line) + len(following) <= 24 else ""
    for form in _PARTS:
        match = form.fullmatch(text.strip())
        if match:
            return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    return ""


def _all(pattern: re.Pattern[str], text: str) -> list[FoundDate]:
    made = []
    for match in pattern.finditer(text):
        parts = match.groupdict()
        year = _year(pattern, parts["y"])
        month = (
            str(_MONTHS.index(parts["m"]) + 1)
            if pattern is _ENGLISH
            else parts["m"] or parts.get("m2") or ""
        )
        number = parts["d"] or parts.get("d2") or ""
        day = _day(year, _value(month), _value(number))
        if day:
            made.append((day + _clock(parts), match.span()))
    return made


def _months(text: str) -> list[FoundDate]:
    made = []
    for match in _MONTH.finditer(text):
        year, month = _value(match["y"] or match["y2"]), _value(match["m"] or match["m2"])
        if 1 <= month <= 12:
            made.append((f"{year:04}-{month:02}", match.span()))
    return made


def _year(pattern: re.Pattern[str], text: str) -> int:
    if pattern in {_REPUBLIC, _REPUBLIC_BARE}:
        return _ROC + _value(text)
    if pattern is _SHORT:
        return 2000 + int(text)
    return _value(text)


def _value(numeral: str) -> int:
    """Value of a number in digits or in Chinese numerals, by place (二〇二四) or counted (十二)."""
    if numeral.isdecimal():
        return int(numeral)
    if not re.search("[十百廿卅]", numeral):
        digits = [max(_H.index(char) - 3, 0) for char in numeral if char in _H]
        return int("".join(map(str, digits)) or 0)
    total, last = 0, 0
    for char in numeral:
        if char == "百":
            total, last = total + (last or 1) * 100, 0
        elif char == "十":
            total, last = total + (last or 1) * 10, 0
        elif char in "廿卅":
            total += 20 if char == "廿" else 30
        else:
            last = max(_H.index(char) - 3, 0)
    return total + last


def _clock(parts: dict[str, str | None]) -> str:
    if not parts["hh"] or not parts["mm"]:
        return ""
    hour, minute = int(parts["hh"]), int(parts["mm"])
    half = parts["half"] or parts["late"] or ""
    if half in {"下午", "晚上", "PM", "pm"} and hour < 12:
        hour += 12
    return f"T{hour:02}:{minute:02}+08:00" if hour < 24 and minute < 60 else ""


def from_meta(text: str) -> str:
    """Read the date of a ``<meta>`` element or of a script; ``""`` where it is none."""
    iso = _ISO.search(text)
    if iso:
        try:
            moment = datetime.fromisoformat(iso[0])
        except ValueError:
            return ""
        return moment.astimezone(CHINA).strftime("%Y-%m-%dT%H:%M") + "+08:00"
    result = find_date(text)
    if result:
        return result[0]
    compact = _COMPACT.search(text)
    if compact:
        day = _day(*map(int, compact.groups()[:3]))
        clock = f"T{compact[4]}:{compact[5]}+08:00" if compact[4] and compact[5] else ""
        return day + clock if day else ""
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        moment = datetime.fromtimestamp(int(text[:10]), UTC).astimezone(CHINA)
        return moment.strftime("%Y-%m-%dT%H:%M") + "+08:00"
    return ""


def from_url(url: str) -> str:
    """Read the day that many Chinese sites write into the address of an article."""
    for pattern in _IN_URL:
        match = pattern.search(url)
        if match:
            day = _day(*map(int, match.groups()))
            if day:
                return day
    return ""


def _day(year: int, month: int, day: int) -> str:
    try:
        return datetime(year, month, day, tzinfo=CHINA).strftime("%Y-%m-%d")
    except ValueError:
        return ""
