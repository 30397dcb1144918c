"""Dates as Chinese pages print them become ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""Chinese pages give local time; the whole country, Taiwan and Hong Kong included, is UTC+8."""

DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})\s*[年/.\-－]\s*(?P<m>\d{1,2})\s*[月/.\-－]\s*(?P<d>\d{1,2})(?!\d)"
    r"\s*[日号號]?(?:\s*(?:星期|周|週|礼拜)[一二三四五六日天])?"
    r"(?:[\sT]*(?P<half>上午|下午|晚上|凌晨)?\s*(?P<hh>\d{1,2})\s*[:：时時點点]\s*(?P<mm>\d{2})分?"
    r"(?:[:：]\d{2})?秒?(?:\.\d+)?)?"
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


def find_date(text: str) -> tuple[str, tuple[int, int]] | None:
    """Find the first date in a line.

    :returns: the date in ISO 8601, to the minute where the line gives a time,
        and the span of the text that it was read from.
    """
    for found in DATE.finditer(text):
        day = _day(found["y"], found["m"], found["d"])
        if day:
            return day + _clock(found), found.span()
    return None


def _clock(found: re.Match[str]) -> str:
    if not found["hh"]:
        return ""
    hour, minute = int(found["hh"]), int(found["mm"])
    if found["half"] in {"下午", "晚上"} and hour < 12:
        hour += 12
    return f"T{hour:02}:{minute:02}+08:00" if hour < 24 and minute < 60 else ""


def from_meta(text: str) -> str:
    """Read the date of a ``<meta>`` element; ``""`` where it is none."""
    iso = _ISO.search(text)
    if iso:
        try:
            moment = datetime.fromisoformat(iso[0])
        except ValueError:
            return ""
        return moment.astimezone(CHINA).strftime("%Y-%m-%dT%H:%M") + "+08:00"
    found = find_date(text)
    if found:
        return found[0]
    compact = _COMPACT.search(text)
    if compact:
        day = _day(*compact.groups()[:3])
        clock = f"T{compact[4]}:{compact[5]}+08:00" if compact[4] and compact[5] else ""
        return day + clock if day else ""
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        moment = datetime.fromtimestamp(int(text[:10]), UTC).astimezone(CHINA)
        return moment.strftime("%Y-%m-%dT%H:%M") + "+08:00"
    return ""


def from_url(url: str) -> str:
    """Read the day that many Chinese sites write into the address of an article."""
    for pattern in _IN_URL:
        found = pattern.search(url)
        if found:
            day = _day(*found.groups())
            if day:
                return day
    return ""


def _day(year: str, month: str, day: str) -> str:
    try:
        return datetime(int(year), int(month), int(day), tzinfo=CHINA).strftime("%Y-%m-%d")
    except ValueError:
        return ""
