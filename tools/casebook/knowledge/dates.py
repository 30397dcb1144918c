"""Dates in running text, as ISO 8601 of the precision that the text has."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = r"(?:1[89]|20)\d\d"
_HAN_YEAR = r"(?:一[八九]|二[〇零○])[〇零○一二三四五六七八九]{2}"
_HAN_DIGIT = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
}
_RANGE = re.compile(
    rf"(?<!\d)({_YEAR})年?(?:\d{{1,2}}月)?(?:至|到|-|—+|–|~|～|－)({_YEAR})年(?!度?代)"
)
_DATE = re.compile(
    rf"(?<!\d)({_YEAR}|{_HAN_YEAR})年(?:度|底|初|末|中)?"
    r"(?:(\d{1,2})月(?:份|底|初|末)?(?:(\d{1,2})日)?)?"
)
_MONTHS = re.compile(rf"(?<!\d)({_YEAR})年(\d{{1,2}})月?(?:至|到|-|—+|–|~|～|－)(\d{{1,2}})月")
_JOINERS = ("至", "到", "—", "——", "–", "-", "~", "～", "－")
_NUMERIC = re.compile(
    rf"(?<!\d)({_YEAR})(?:[-/](\d{{1,2}})(?:[-/](\d{{1,2}}))?|\.(\d{{1,2}})\.(\d{{1,2}}))(?![\d.])"
)
_REPORT = re.compile(
    r"^(?:\d{1,2}日|以前|前后|以后|间|底|初)?(?:的)?(?:一[篇份则项组])?(?:新闻|媒体|发表)?的?"
    r"(?:报道|报导|新闻|文章|材料|资料|报告|研究|访谈|发布会|案例材料|总结|年报)"
)
_REST = re.compile(
    r"\d{1,2}月(?:\d{1,2}日|份)?|\d{1,2}日(?!内|以内|之内)|\d{1,2}[:：]\d{2}|\d{1,2}时\d{0,2}分?"
    r"|(?:\d{2}|[一二三四五六七八九]十)年代|\d{1,2}世纪|[一二三四五六七八九十]+月(?:[一二三四五六七八九十]+日|份)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or an interval (``2014/2022``) of the text, with its span."""

    start: int
    end: int
    iso: str


def find_dates(folded: str) -> tuple[Dated, ...]:
    """Every date with a year, in order."""
    result: list[Dated] = []
    taken = 0
    matches = [
        m for pattern in (_RANGE, _MONTHS, _DATE, _NUMERIC) for m in pattern.finditer(folded)
    ]
    for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
        if match.start() < taken:
            continue
        iso = _interval(match) if match.re in (_RANGE, _MONTHS) else _iso(match)
        if iso:
            result.append(Dated(match.start(), match.end(), iso))
            taken = match.end()
    return _with_intervals(folded, result)


def _with_intervals(folded: str, results: list[Dated]) -> tuple[Dated, ...]:
    """Join two dates with nothing but 至 between them: 2019年1月1日至2021年11月30日."""
    joined: list[Dated] = []
    for result in results:
        before = joined[-1] if joined else None
        if (
            before
            and "/" not in before.iso + result.iso
            and folded[before.end : result.start] in _JOINERS
            and before.iso < result.iso
        ):
            joined[-1] = Dated(before.start, result.end, f"{before.iso}/{result.iso}")
        else:
            joined.append(result)
    return tuple(joined)


def _interval(match: re.Match[str]) -> str:
    """Return the interval of two years, or of two months of one year."""
    if match.re is _RANGE:
        return f"{match[1]}/{match[2]}"
    first, last = int(match[2]), int(match[3])
    if not 1 <= first <= last <= 12:
        return match[1]
    return f"{match[1]}-{first:02}/{match[1]}-{last:02}"


def _iso(match: re.Match[str]) -> str:
    """Return the date of a match; ``""`` where month or day cannot be."""
    year = match[1]
    if not year.isdecimal():
        year = "".join("1" if c == "一" else _HAN_DIGIT[c] for c in year)
    parts = [year]
    for part, limit in zip(match.groups()[1:], (12, 31) * 2, strict=False):
        if part is None:
            continue
        if not 1 <= int(part) <= limit:
            return ""
        parts.append(f"{int(part):02}")
    return "-".join(parts)


def is_of_report(folded: str, dated: Dated) -> bool:
    """Whether a date is that of a report, not of what the report tells (据2019年7月的报道)."""
    return _REPORT.match(folded[dated.end :]) is not None


def hide_dates(folded: str, hidden: str) -> str:
    """Hide dates, also those without a year, and times of day."""
    chars = list(folded)
    spans = [(date.start, date.end) for date in find_dates(folded)]
    spans += [match.span() for match in _REST.finditer(folded)]
    for start, end in spans:
        chars[start:end] = hidden * (end - start)
    return "".join(chars)
