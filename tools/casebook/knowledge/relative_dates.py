"""Dates said in other words (今年10月, 去年, 前三季度, 同年), and those left open (自2017年起)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from casebook.knowledge.periods import PART, is_since, period_at
from casebook.knowledge.said_days import (
    DAY_SAID,
    day_said,
    days_said,
    last_year_with,
    month_before,
)
from casebook.knowledge.sentences import same_sentence, sentence_start
from casebook.knowledge.set_aside import is_of_news
from casebook.text.dates import Dated
from casebook.text.numerals import parse_number

_LONG_SINCE = re.compile(
    "(?![至到])，?[^。；，]{0,40}?(?:以来|[至迄]今(?!年))|来|[^。；，、]{0,12}?的"
)
"""After 自 and a date: 自2015年国家开始实施对口支援以来, 自2024年推出的服务."""
_FROM_THEN = re.compile(
    "起(?:，|每|按|向|对|新增|扩大|加码|发放|补[助贴]|施行|实施|执行|推行)|开始，"
)
"""After a date: what is done or paid from then on, 明年起每人500元."""
_PERIOD, _FROM_PERIOD = re.compile(r"\d{4}-\d\d/\d{4}-\d\d"), re.compile("起(?![步点草源诉])")
"""2024年第二季起 leaves it open, too."""
_SCHOOL_YEAR = re.compile(r"\d{4}/\d{4}")
"""113学年度起 leaves it open as 2024年起 does."""
YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_CLOSE = (
    "(?:(?<=[到至在于，。；、计划争取保可])|(?<![^\\n]))年(?:底前?|末前|内)|(?<=[到至在于])年末"
)
"""The year of its sentence, or of publication: 年底前将建成30个; not 一年内, 每年年底."""
_RELATIVE = re.compile(
    r"(?<![比较同与])(?<!较之)(?P<year>(?<!如)今年|今年(?=\d)|本年|去年|前年|明年)(?!同期)"
    rf"|(?<![年\d第前比较同与])(?P<part>{PART})(?!同期)"
    rf"|{DAY_SAID}"
    r"|(?<![\d年月—–~～－-])(?<![\d月份][至到])(?<![比较])(?P<own>\d{1,2})月(?!龄)"
    r"(?:(?P<day>\d{1,2})日|份|底|初|末|[上中下]旬)?(?![至到—–~～－-]|交[货割])"
    r"|(?<![比较同与])(?P<last>上(?:[（(]\d{1,2}[)）]|个)?月)(?!同期)"
    rf"|(?P<close>{_CLOSE})"
    r"|(?P<same>同年|当年(?![“「的])|[这该那]一?年)(?:(?P<later>\d{1,2})月)?"
    r"|(?<![^。；，、\n“「])(?P<day_said>当[日天]|同日)(?=，)"
)
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(
    r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月"
    r"(?:(?P<day>\d{1,2})日|份|底|初|末|[上中下]旬)?"
)
"""After 今年: its month, and its day."""
_PLANNED = re.compile(r"，?(?:计划|将(?!\d)|预计|力争|争取|拟)")
"""Behind a part of a year that is still to come: 下半年计划办件5万件."""
_OF_PARTS = re.compile("其中|分季度|[从按]季度")
_MONTHS = 12
_YEAR_LONG = len("2024")
_DAY = len("2024-07-30")


class Relative:
    """The dates of one text that stand in other words than a year.

    :param folded: folded text (:func:`casebook.text.fold.fold`).
    :param published: when it was published (ISO 8601), or ``""``.
    :param plain: all dates that it writes out, also those of no figure.
    """

    def __init__(self, folded: str, published: str, plain: Sequence[Dated]) -> None:
        self._folded = folded
        self._published = published
        self._plain = plain

    def among(self, named: Sequence[Dated]) -> Iterator[tuple[Dated, bool]]:
        """Yield dates said in other words, and whether the date of publication resolved each."""
        starts = [item.start for item in named]
        last: Dated | None = None
        for match in _RELATIVE.finditer(self._folded):
            earlier = named[: bisect_right(starts, match.start())]
            if earlier and match.start() < earlier[-1].end:
                continue
            said = match["same"] or match["day_said"]
            of_last = said and last and (not earlier or last.start > earlier[-1].start)
            if last and of_last:
                earlier = (*earlier, last)  # 去年10月成立，当年完成2022吨
            if dated := self._resolved(match, earlier):
                by_text = bool(said and not of_last) or bool(match["own"] and earlier)
                by_text = by_text or not self._published
                yield with_end(self._folded, dated), not by_text
                last = dated

    def _resolved(self, match: re.Match[str], earlier: Sequence[Dated]) -> Dated | None:
        start, end = match.span()
        iso = ""
        if match["same"]:
            # 2021年7月的发布会提到，当年新增…: not of the year named before the report.
            before = [date for date in self._plain if date.end <= start]
            said = earlier and not (before and is_of_news(self._folded, before[-1]))
            year = last_year(earlier[-1]) if said else ""
            iso = f"{year}-{int(match['later']):02}" if year and match["later"] else year
        elif match["day_said"]:
            iso = earlier[-1].iso if earlier and len(earlier[-1].iso) == _DAY else ""
        elif not self._published and not self._year_is_said(match, earlier):
            return None
        elif match["last"]:
            iso = month_before(self._published)
        elif match["today"] or match["until"]:
            iso = day_said(match, self._published)
        elif match["end"]:
            iso = days_said(match, self._of_month(match, earlier)[:4])
        elif match["own"]:
            iso = self._of_month(match, earlier)
        else:
            year = self._year_of(match, earlier)
            at = start if match["part"] else end + self._folded.startswith("的", end)
            period = period_at(self._folded, at)
            month = _MONTH.match(self._folded, at) if match["year"] else None
            if period:
                iso, end = period.of(year), period.end
            elif month and 1 <= (number := int(parse_number(month["month"]))) <= _MONTHS:
                iso, end = f"{year}-{number:02}", month.end()
                iso += f"-{int(month['day']):02}" if month["day"] else ""
            else:
                iso = year
        return Dated(start, end, iso) if iso else None

    def _year_is_said(self, match: re.Match[str], earlier: Sequence[Dated]) -> bool:
        """Whether the sentence has named the year of a month or of a part of a year."""
        needs = match["part"] or match["own"]
        said = bool(needs and earlier)
        return said and same_sentence(self._folded, earlier[-1].start, match.start())

    def _of_month(self, match: re.Match[str], earlier: Sequence[Dated]) -> str:
        """Return 4月 of the year that the text has named, else of the last before publication."""
        month = int(match["own"] or match["month"])
        if not 1 <= month <= _MONTHS:
            return ""
        said = (self._published, month, self._folded, match.start())
        year = last_year(earlier[-1]) if earlier else last_year_with(*said)
        return f"{year}-{month:02}" + (f"-{int(match['day']):02}" if match["day"] else "")

    def _year_of(self, match: re.Match[str], earlier: Sequence[Dated]) -> str:
        """Return the year of 今年, or of 前三季度: that of its sentence, else the last."""
        if match["year"]:
            return str(int(self._published[:4]) + YEARS[match["year"]])
        if earlier and same_sentence(self._folded, earlier[-1].start, match.start()):
            return last_year(earlier[-1])
        period = period_at(self._folded, match.start())
        if not period:
            return self._published[:4]
        if earlier and self._goes_on(earlier[-1], match.start()):
            return last_year(earlier[-1])
        to_come = period.last >= int(self._published[5:7] or _MONTHS)
        if to_come and _PLANNED.match(self._folded, period.end):
            return self._published[:4]
        return last_year_with(self._published, period.last, self._folded, match.start())

    def _goes_on(self, last: Dated, at: int) -> bool:
        """Whether a part of a year is of that of the paragraph: 2023年…。其中，一季度…."""
        first = sentence_start(self._folded, at)
        return (
            len(last.iso) == _YEAR_LONG
            and "\n" not in self._folded[last.end : first]
            and _OF_PARTS.match(self._folded, first) is not None
        )


def with_end(folded: str, dated: Dated) -> Dated:
    """Leave an interval open where the text says 以来: 自2017年改革以来."""
    after = folded[dated.end : dated.end + 16]
    before = folded[max(0, dated.start - 2) : dated.start]
    since = is_since(folded, dated) or bool(_FROM_THEN.match(after))
    since = since or (before.endswith(("自", "从", "由")) and after.startswith(("起", "开始")))
    if before.endswith("自") and before != "来自":
        since = since or bool(_LONG_SINCE.match(folded, dated.end))
    if _SCHOOL_YEAR.fullmatch(dated.iso) and after.startswith("起"):
        return Dated(dated.start, dated.end, f"{dated.iso[:4]}/..")
    if _PERIOD.fullmatch(dated.iso) and _FROM_PERIOD.match(after):
        return Dated(dated.start, dated.end, f"{dated.iso.partition('/')[0]}/..")
    if "/" not in dated.iso and since:
        return Dated(dated.start, dated.end, f"{dated.iso}/..")
    return dated


def last_year(dated: Dated) -> str:
    """Return the last year of a date or an interval, four digits."""
    return dated.iso.rstrip("/.").rsplit("/", 1)[-1][:4]
