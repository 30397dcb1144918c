"""Parts of a year in running text (一季度, 第2季, 上半年, 1月份至9月份), and “十三五”时期."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.text.dates import Dated
from casebook.text.numerals import parse_number

_JOIN = "(?:至|到|-|—+|–|~|～|－)"
_DIGIT = "[一二两三四1234]"
PERIOD = (
    rf"(?:(?P<from>{_DIGIT})(?:季度)?{_JOIN}(?P<to>{_DIGIT})季度|第?(?P<quarter>{_DIGIT})季度|(?P<opening>首季度?)|(?<!的)第(?P<season>{_DIGIT})季(?!度))|(?P<half>[上下])半年|前(?P<quarters>[一二两三123])个?季度"
    rf"|前(?P<count>\d{{1,2}}|十[一二]?|[一两二三四五六七八九])个月|(?P<first>\d{{1,2}})(?:月份?)?{_JOIN}(?P<last>\d{{1,2}})月份?"
)
"""A pattern for a part of a year; its groups are what :func:`period_of` reads."""
PART = re.sub(r"\?P<\w+>", "?:", PERIOD)
"""The same without groups."""
_PERIOD = re.compile(PERIOD)
_MONTHS = 12
_MONTHS_OF_QUARTER = 3
_PLAN = re.compile(
    "(?:(?P<mark>[“「])(?P<quoted>[六七八九]|十[一二三四五六七八九]?)五[”」]|(?P<bare>十[一二三四五六七八九])五)"
    "(?P<part>(?:时期|期间)?(?:以来|[初末])|时期|期间)"
)
"""The years of a five-year plan; without marks from the 11th on, for 十五 is a number too."""
_COMPARED = ("比", "较", "较之", "相比")
TIMES = r"的(?:近|约|逾|超过)?[\d.]+(?:、[\d.]+)*倍"
"""A pattern for what stands after a time that is only compared with: 2010年|的2.69、3.31倍."""
_TIMES = re.compile(TIMES)
_ERAS = {
    "新中国成立": "1949-10",
    "建国": "1949-10",
    "改革开放": "1978-12",
    "十八大": "2012-11",
    "十九大": "2017-10",
    "二十大": "2022-10",
}
"""Events that texts count from, with their months: the congresses are those of the party."""
_ERA = re.compile(f"({'|'.join(_ERAS)})以来")
_SINCE = re.compile(
    r"(?:[^，。；：、\d]{1,12}?(?<![一二三四五六七八九十多几余]年))?(?:以来|[至迄]今(?!年))|来[，已全共累]"
)
"""Not of a span of years of its own: 2022年案件12年以来首次下降."""
_SINCE_THIS_YEAR = re.compile("来(?![到自访临华往回信源客宾说看讲电函稿])")
"""今年来 is 今年以来, but not in 今年来到, 今年来信."""
_SINCE_REACH = 16
_PLAN_BEFORE_FIRST = 1951
"""The 13th plan began in 2016, as each since the third in the fifth year after the one before."""
_YEARS_OF_PLAN = 5


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last month of a part of a year, and where its words end."""

    first: int
    last: int
    end: int

    def of(self, year: str) -> str:
        """Return the interval in a year (four digits): ``2020-01/2020-09``."""
        if self.first == self.last:
            return f"{year}-{self.first:02}"
        return f"{year}-{self.first:02}/{year}-{self.last:02}"


def plan_years(folded: str) -> Iterator[Dated]:
    """Yield the years of every five-year plan that a text names as a time: 2016/2020.

    “十三五”末 is its last year, “十三五”以来 an interval from its first; “十三五”规划 is no time.

    :param folded: folded text (:func:`casebook.text.fold.fold`).
    """
    for match in _PLAN.finditer(folded):
        if folded.endswith(_COMPARED, 0, match.start()) or _TIMES.match(folded, match.end()):
            continue  # 比“十三五”末增长超过40%, 是“十三五”时期的1.3倍
        first = _PLAN_BEFORE_FIRST + _YEARS_OF_PLAN * int(
            parse_number(match["quoted"] or match["bare"])
        )
        last = first + _YEARS_OF_PLAN - 1
        iso = {"来": f"{first}/..", "初": f"{first}", "末": f"{last}"}
        yield Dated(*match.span(), iso.get(match["part"][-1], f"{first}/{last}"))


def eras(folded: str) -> Iterator[Dated]:
    """Yield the open intervals that a text counts from an event: 党的十八大以来 is ``2012-11/..``.

    :param folded: folded text (:func:`casebook.text.fold.fold`).
    """
    for match in _ERA.finditer(folded):
        yield Dated(*match.span(), f"{_ERAS[match[1]]}/..")


def is_since(folded: str, dated: Dated) -> bool:
    """Whether the words after a date leave it open: 2017年改革以来, 2022年来，, 今年来巡河30次.

    :param folded: folded text (:func:`casebook.text.fold.fold`).
    """
    after = folded[dated.end : dated.end + _SINCE_REACH]
    this_year = folded[dated.start : dated.end] in ("今年", "本年")
    return bool(_SINCE.match(after) or (this_year and _SINCE_THIS_YEAR.match(after)))


def period_at(folded: str, at: int) -> Period | None:
    """Return the part of a year whose words begin at a place."""
    match = _PERIOD.match(folded, at)
    return period_of(match) if match else None


def period_of(match: re.Match[str]) -> Period | None:
    """Return the part of a year of a match of :data:`PERIOD`; ``None`` where no month can be."""
    if match["to"]:
        first, last = (
            int(parse_number(match[name])) * _MONTHS_OF_QUARTER for name in ("from", "to")
        )
        first -= _MONTHS_OF_QUARTER - 1
    elif quarter := match["quarter"] or match["season"]:
        last = int(parse_number(quarter)) * _MONTHS_OF_QUARTER
        first = last - _MONTHS_OF_QUARTER + 1
    elif match["opening"]:
        first, last = 1, _MONTHS_OF_QUARTER
    elif match["half"]:
        first, last = (1, 6) if match["half"] == "上" else (7, 12)
    elif match["quarters"]:
        first, last = 1, int(parse_number(match["quarters"])) * _MONTHS_OF_QUARTER
    elif match["count"]:
        first, last = 1, int(parse_number(match["count"]))
    else:
        first, last = int(match["first"]), int(match["last"])
    if not 1 <= first <= last <= _MONTHS:
        return None
    return Period(first, last, match.end())
