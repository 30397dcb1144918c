"""Dates that markup, scripts and addresses of pages give, as ISO 8601.

Dates that a page shows are read by :func:`casebook.text.dates.find_day`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

from casebook.ingest.lexicon import words
from casebook.text.dates import find_day

CHINA = timezone(timedelta(hours=8))
"""Chinese pages give local time; the whole country, Taiwan and Hong Kong included, is UTC+8."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})")
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_MONTH_LINE = re.compile("年.{1,4}月\\s?$")
_BRACKETED = re.compile(r"[（(]([^（()）]*)[）)]$")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})\d{0,2})?(?!\d)")
_IN_URL = (
    re.compile(r"/((?:19|20)\d{2})[-/]?(\d{2})[-/]?(\d{2})(?:/|_|\.|-|$)"),
    re.compile(r"/((?:19|20)\d{2})[-/](\d{1,2})[-/](\d{1,2})/"),
    re.compile(r"[/_t]((?:19|20)\d{2})(\d{2})(\d{2})[/_.]"),
    re.compile(r"/(?:((?:19|20)\d{2}))/(\d{2})(\d{2})/"),
    re.compile(r"/((?:19|20)\d{2})-(\d{2})/(\d{2})/"),
)
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
_BOX = 24
"""Characters of such a box."""
_NUMERAL = re.compile(r"[\d〇○◯零一二三四五六七八九十]")
_WEEKDAY = re.compile(r"[（(](?:星期|[週周礼禮]拜?)[一二三四五六日天][）)]")
_OF_HOUR = re.compile("香港[时時][间間]")


def join_date(line: str, following: str) -> str:
    """Read a day from two lines that hold nothing else; ``""`` where they do not."""
    if len(line) + len(following) > _BOX:
        return ""
    text = unicodedata.normalize("NFKC", f"{line}\n{following}").strip()
    for form in _PARTS:
        match = form.fullmatch(text)
        if match:
            return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    return ""


def day_alone(text: str) -> str:
    """Read the day of a line that holds nothing else; ``""`` where it does.

    Offices of Hong Kong close with 完, and name the day of the week and whose hour it is:
    完2018年7月3日（星期二）香港時間15時30分.
    """
    if not _NUMERAL.search(text):
        return ""
    text = " ".join(_OF_HOUR.sub(" ", _WEEKDAY.sub(" ", text)).split()).removeprefix("完")
    text = _BRACKETED.sub(r"\1", text)
    day = find_day(text)
    alone = day and day.end - day.start >= len(text.strip()) - 1
    return day.iso if day and alone else ""


def month_alone(text: str) -> str:
    """Read the month of a line that holds nothing else (2016 年 7 月); ``""`` where it does.

    It may stand in brackets, as below the title of a report: （二〇二三年六月）.
    """
    text = _BRACKETED.sub(r"\1", text.strip())
    if not _MONTH_LINE.search(text) or len(text) > _BOX:
        return ""
    month = find_day(text, labelled=True)
    alone = month and month.end - month.start == len(text)
    return month.iso if month and alone and _MONTH.fullmatch(month.iso) else ""


def from_meta(text: str) -> str:
    """Read the date of a ``<meta>`` element or of a script; ``""`` where it is none.

    A month (2023-06) is one, too, where nothing else stands there.
    """
    iso = _ISO.search(text)
    if iso:
        try:
            moment = datetime.fromisoformat(iso[0])
        except ValueError:
            return ""
        return moment.astimezone(CHINA).strftime("%Y-%m-%dT%H:%M") + "+08:00"
    day = find_day(text)
    if day or _MONTH.fullmatch(text):
        return day.iso if day else text
    compact = _COMPACT.search(text)
    if compact:
        iso_day = _day(*map(int, compact.groups()[:3]))
        clock = f"T{compact[4]}:{compact[5]}+08:00" if compact[4] and compact[5] else ""
        return iso_day + clock if iso_day else ""
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
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def is_enactment(text: str) -> bool:
    """Whether a line in brackets says who enacted a document, and when: （…会议通过）."""
    bare = text.strip()
    inner = bare[1:-1]
    return (
        (bare[:1], bare[-1:]) in {("（", "）"), ("(", ")")}
        and inner.endswith(words("masthead", "enacted"))
        and find_day(inner) is not None
    )
