"""Dates in running text, as ISO 8601 of the precision that the text has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casebook.text.numerals import parse_number

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
    rf"(?<!\d)({_YEAR}|{_HAN_YEAR})年(?!度?代)(?:度|底|初|末|中)?"
    r"(?:(\d{1,2})月(?:份|底|初|末)?(?:(\d{1,2})日)?)?"
)
_MONTHS = re.compile(
    rf"(?<!\d)({_YEAR})年(\d{{1,2}})(?:月份?)?(?:至|到|-|—+|–|~|～|－)(\d{{1,2}})月份?"
)
_REPUBLIC_DAY = r"(?:(\d{1,2})月(?:份|底|初|末)?(?:(\d{1,2})日)?)?"
_REPUBLIC = re.compile(
    rf"民国(\d{{1,3}}|[一二三四五六七八九十百]+)年(?:度|底|初|末|中)?{_REPUBLIC_DAY}"
    rf"|[本今][（(](1[0-3]\d|[89]\d)[)）]年(?:度|底|初|末|中)?{_REPUBLIC_DAY}"
    rf"|(?<!\d)(1[0-3]\d)年(?=度|底|初|末|\d{{1,2}}月)(?:度|底|初|末)?{_REPUBLIC_DAY}"
)
"""Years of the Republic, as Taiwan counts: a number of three digits counts with 度 or a month."""
_REPUBLIC_ALONE = re.compile(r"(?<!\d)(1[0-3]\d)年(?![来前后内间多余期]|以[来上下内]|历史|之久)")
"""In a text that has such years, a year of three digits is one by itself too (自106年推动)."""
_BEFORE_REPUBLIC = 1911
_JOINERS = ("至", "到", "—", "——", "–", "-", "~", "～", "－")
_NUMERIC = re.compile(
    rf"(?<!\d)({_YEAR})(?:[-/](\d{{1,2}})(?:[-/](\d{{1,2}}))?|\.(\d{{1,2}})\.(\d{{1,2}}))(?![\d.])"
)
_REPORT = re.compile(
    r"^(?:\d{1,2}日|以前|前后|以后|间|底|初)?(?:的)?(?:一[篇份则项组])?(?:新闻|媒体|发表)?的?"
    r"(?:[^，。；的]{0,8}的)?(?:报道|报导|新闻|文章|材料|资料|报告|研究|访谈|发布会|案例材料|总结|年报)"
)
_REST = re.compile(
    r"\d{1,2}月(?:\d{1,2}日|份)?|\d{1,2}日(?!内|以内|之内)|\d{1,2}[:：]\d{2}|\d{1,2}时\d{0,2}分?"
    r"|(?:\d{2}|\d{4}|[一二三四五六七八九]十)年代|\d{1,2}世纪|[一二三四五六七八九十]+月(?:[一二三四五六七八九十]+日|份)"
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
    if republic := _years_of_the_republic(folded):
        result = sorted([*result, *republic], key=lambda date: date.start)
    return _with_intervals(folded, result)


def _years_of_the_republic(folded: str) -> list[Dated]:
    """Return dates in years of the Republic: 民国101年8月, 114年10月, 本（104）年11月19日."""
    result: list[Dated] = []
    for match in _REPUBLIC.finditer(folded):
        year, *rest = (part for part in match.groups() if part is not None)
        iso = _parts(str(_BEFORE_REPUBLIC + int(parse_number(year))), rest)
        if iso:
            result.append(Dated(match.start(), match.end(), iso))
    if not result:
        return result
    taken = {at for date in result for at in range(date.start, date.end)}
    result += [
        Dated(match.start(), match.end(), str(_BEFORE_REPUBLIC + int(match[1])))
        for match in _REPUBLIC_ALONE.finditer(folded)
        if match.start() not in taken
    ]
    return result


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
    return _parts(year, [part for part in match.groups()[1:] if part is not None])


def _parts(year: str, rest: Sequence[str]) -> str:
    """Return the date of a year with a month and a day, if any; ``""`` where these cannot be."""
    parts = [year]
    for part, limit in zip(rest, (12, 31), strict=False):
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
