"""The date of a figure: the nearest before it in its sentence, else one after it in its clause.

Words that the date of publication resolves (去年, 截至目前, a day without its year) give a
derived date, where the article has one date of publication; a digest of several sources has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook.knowledge.date_reach import (
    YEARLY,
    goes_on,
    is_before_saying,
    is_past,
    is_set_against,
)
from casebook.knowledge.periods import PERIOD, eras, is_since, period_at, plan_years
from casebook.knowledge.said_days import (
    DAY_SAID,
    day_said,
    days_said,
    is_of_announcement,
    is_stock_of,
    last_year_with,
    month_before,
)
from casebook.knowledge.sentences import clause_around, same_sentence, sentence_start
from casebook.knowledge.set_aside import is_of_news, of_things, set_aside
from casebook.text.dates import Dated, find_dates
from casebook.text.numerals import parse_number

# 比上年增长 says what is compared with: the figure is of the year named before.
_YEAR_BEFORE = re.compile("(?<![比较同与])(?:上一年|上年|前一年|上年度)(?!同期)")
# 当年上半年 is right of a year; 次年 and the like are of none that is named.
_OTHER_TIME = re.compile(
    "(?<![比较同与])(?<!较之)(?:次年|翌年|第二年|去年|改革以?前|此前|(?:上年|去年)同期)"
)
# The state of affairs when the article was written.
_YEAR_AFTER = re.compile("[，；](?:次年|翌年|第二年)(?!的)[^，；]*$")
_NOW = re.compile(
    "截[至止到](?:目前|日前|发稿时?|今日)|(?<![项题条栏科数名比较])目前(?![的期])|现已|(?<![从比较])现有|现存|如今|眼下|当前(?!的)"
)
_LONG_SINCE = re.compile(
    "(?![至到])，?[^。；，]{0,40}?(?:以来|[至迄]今(?!年))|来|[^。；，、]{0,12}?的"
)
"""After 自 and a date: 自2015年国家开始实施对口支援以来, 自2024年推出的服务."""
_FROM_THEN = re.compile("起(?:，|施行|实施|执行|推行)|开始，")
_PERIOD, _FROM_PERIOD = re.compile(r"\d{4}-\d\d/\d{4}-\d\d"), re.compile("起(?![步点草源诉])")
"""2024年第二季起 leaves it open, too."""
_SCHOOL_YEAR = re.compile(r"\d{4}/\d{4}")
"""113学年度起 leaves it open as 2024年起 does."""
_UNKNOWN = re.compile("(?<![比较同与和如])(?:[今去前明]年|[上本]月|[今昨]天)(?!同期)")
"""Said of publication, whose day nobody knows: 到2023年2143件；今年预计达到2400万件."""
_PLANNED = tuple(
    plan + at
    for plan in ("计划", "预计", "拟", "力争", "争取")
    for at in ("", "到", "至", "于", "在")
)
_COMPARED_WITH = re.compile(
    r"(?:[比较]|较之)(?:(?P<word>去年|上年|前年)|(?P<year>(?:19|20)\d\d)年)[底末初]?的$"
)
"""Right before a figure: it is of that year, 比去年的1.4万增加12倍."""
_BASIS = "基础上"
"""After a figure: it was so before, 在已提高40%的基础上."""
_FORMERLY = re.compile("(?:以往|从前|原先|[，。；]以前)[^，。；]*$")
_NOT_NOW = re.compile(f"{_FORMERLY.pattern}|{YEARLY}")
_IN_A_ROW = re.compile("连续[^，。；]+?后")
"""自去年6月连续15个月下降后首次增长: the growth is of no such month."""
_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_PART = re.sub(r"\?P<\w+>", "?:", PERIOD)
_CLOSE = "(?:(?<=[到至在于，。；、计划争取保可])|(?<![^\\n]))年(?:[底末]前?|内)"
"""The year of its sentence, or of publication: 年底前将建成30个; not 一年内, 每年年底."""
_RELATIVE = re.compile(
    r"(?<![比较同与])(?<!较之)(?P<year>(?<!如)今年|今年(?=\d)|本年|去年|前年|明年)(?!同期)"
    rf"|(?<![年\d第前比较同与])(?P<part>{_PART})(?!同期)"
    rf"|{DAY_SAID}"
    r"|(?<![\d年月—–~～－-])(?<![\d月份][至到])(?<![比较])(?P<own>\d{1,2})月"
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
_MONTHS = 12
_DAY = len("2024-07-30")
_BASE_REACH = 2
"""From a date to the earlier figure of a change: 从2013年的1.76亿元."""
_NOW_REACHED = re.compile("(?:目前|现在|如今|当前|现今)的?$")
"""Right before the later figure of a change: 增加到目前的282个."""
_FAR = 120
"""No date is carried over more characters than these,"""
_FARTHER = 300
"""but for one that is a clause of its own, and so speaks for all of its sentence."""
_OWN_CLAUSE = re.compile("(?:^|[，。；：\n])(?:截[至止]|到|至)?$")


@dataclass(frozen=True, slots=True)
class When:
    """The date of a figure, and whether the date of publication resolved it."""

    iso: str = ""
    derived: bool = False


class Calendar:
    """The dates of one text, read once."""

    def __init__(self, folded: str, published: str = "", *, republic: bool = False) -> None:
        self._folded = folded
        self._published = published
        plain = find_dates(folded, republic=republic)
        self._plain = plain
        self._reports = [item for item in plain if is_of_news(folded, item)]
        aside = set_aside(folded, plain)
        aside |= {report.start for report in self._reports}
        named = [self._with_part(date) for date in plain if date.start not in aside]
        named = sorted((*named, *plan_years(folded), *eras(folded)), key=lambda one: one.start)
        self.dates: tuple[Dated, ...] = tuple(map(self._with_end, named))
        resolved = [
            element
            for element in self._relative(self.dates)
            if not is_of_news(folded, element[0])
            and not _IN_A_ROW.match(folded, element[0].end)
            and not is_of_announcement(folded, element[0].start)
        ]
        self._derived = frozenset(one.end for one, derived in resolved if derived)
        relative = (one for one, _ in resolved)
        self._all = self._joined(sorted((*self.dates, *relative), key=lambda one: one.start))
        self._ends = [one.end for one in self._all]
        self._starts = [date.start for date in self.dates]
        self._spoken = of_things(folded, plain)
        self._changes: dict[int, str] = {}

    @property
    def every(self) -> tuple[Dated, ...]:
        """Every date of the text in order, also what is said in other words (同年10月)."""
        return tuple(self._all)

    @property
    def now(self) -> re.Match[str] | None:
        """The words that say how things are when the text is written (截至目前), if any do."""
        return _NOW.search(self._folded)

    def of(self, start: int, end: int, base_end: int | None = None) -> When:
        """Return the date of a figure.

        :param base_end: where its earlier figure ends, if it is a change.
        """
        folded = self._folded
        if base_end is None and (other := self._of_another_time(start, end)):
            return other
        before = [
            item
            for item in self._near(start)
            if item.start not in self._spoken
            and same_sentence(folded, item.start, start)
            and not self._is_of_other_item(item, start)
        ]
        if before and base_end is None and self._is_basis(before[-1], start):
            before = before[:-1]
        if base_end is not None and (when := self._of_change(before, start, base_end, end)).iso:
            return when
        if before and base_end is None:
            return self._before(before[-1], start)
        if now := self._now(start):
            return now
        first = sentence_start(folded, start)
        if first and folded.startswith("其中", first) and (last := self._near(first)):
            return self._before(last[-1], start)
        clause = clause_around(folded, start, end)
        bracket = re.match(r"[（(][^（()）]*[)）]", folded[end : end + 40])
        limit = end + bracket.end() if bracket else clause[1]
        at = bisect_left(self._starts, end)
        after = self.dates[at : at + 1]
        return When(after[0].iso) if after and after[0].start < limit else When()

    def _of_another_time(self, start: int, end: int) -> When | None:
        """Return the date of a figure that is only compared with, or was so before."""
        folded = self._folded
        if match := _COMPARED_WITH.search(folded, max(0, start - _BASE_REACH * 6), start):
            if match["year"]:
                return When(match["year"])
            year = int(self._published[:4] or 0) + _YEARS[match["word"]]
            return When(str(year), derived=True) if self._published else When()
        if folded.startswith((_BASIS, f"的{_BASIS}"), end):
            basis = folded.rfind("在", sentence_start(folded, start), start)
            return None if any(basis < date.start for date in self._near(start)) else When()
        return None

    def _is_of_other_item(self, dated: Dated, start: int) -> bool:
        """Whether a date is said of one item of a row, and a figure of the next: after ；.

        甲工程计划6月开工；乙工程等4个项目正在设计, 丙工程于3月开工；丁工程等23个项目已完成.
        """
        folded = self._folded
        if "；" not in folded[dated.end : start]:
            return False
        at = dated.start - 1
        inside = folded.startswith("于", at) and at > clause_around(folded, at, at)[0]
        # 以2030年达成1万户为目标；  年底前试生产；
        aim = "目标；" in folded[dated.end : start] or folded.startswith("年", dated.start)
        return inside or aim or self._is_planned(dated.start)

    def _is_planned(self, start: int) -> bool:
        return self._folded.endswith(_PLANNED, 0, start)

    def _is_basis(self, dated: Dated, start: int) -> bool:
        """Whether a figure is more than what was so on a date: 在2023年32个的基础上新增4个."""
        return self._folded.startswith("在", dated.start - 1) and (
            _BASIS in self._folded[dated.end : start]
        )

    def _near(self, start: int) -> list[Dated]:
        first = bisect_right(self._ends, start - _FAR)
        last = bisect_right(self._ends, start)
        if first == last:
            first = bisect_right(self._ends, start - _FARTHER)
            return [date for date in self._all[first:last] if self._is_own_clause(date)]
        return self._all[first:last]

    def _is_own_clause(self, dated: Dated) -> bool:
        """Whether a date is all of a clause: 截至5月末，…."""
        before = self._folded[max(0, dated.start - 3) : dated.start]
        return self._folded.startswith("，", dated.end) and bool(_OWN_CLAUSE.search(before))

    def _of_change(self, before: Sequence[Dated], start: int, base_end: int, end: int) -> When:
        later = [item for item in self._near(end) if base_end <= item.start]
        earlier = next((entry for entry in reversed(before) if entry.end <= base_end), None)
        if earlier and start - earlier.end < _BASE_REACH:
            self._spoken.add(earlier.start)  # 从2013年的1.76: of the earlier figure only.
        if not later:
            return self._until_now(before, base_end, end)
        if earlier and "/" not in earlier.iso:
            self._changes[later[-1].start] = f"{earlier.iso}/{later[-1].iso}"
            return When(f"{earlier.iso}/{later[-1].iso}", self._is_derived(later[-1]))
        return self._said(later[-1])

    def _until_now(self, before: Sequence[Dated], base_end: int, end: int) -> When:
        """Return the date of a change whose later figure has none beside it.

        2022年，收入从2017年的13万元增长到58万元: from the one to the other.  由去年的3个减少为1个:
        to the year of publication; 从2017年的13万元增长到58万元: nobody says until when.
        """
        earlier = next((entry for entry in reversed(before) if entry.end <= base_end), None)
        if not earlier or earlier.start not in self._spoken:
            past = earlier is None or is_past(self._folded, earlier, base_end)
            return When() if past or earlier is None else self._said(earlier)
        if "/" in earlier.iso:
            return When()
        framed = [entry for entry in before if entry.end < earlier.start]
        if framed and "/" not in framed[-1].iso and framed[-1].iso > earlier.iso:
            derived = self._is_derived(earlier) or self._is_derived(framed[-1])
            return When(f"{earlier.iso}/{framed[-1].iso}", derived)
        number = re.search(r"[\d.]", self._folded[base_end:end])
        now = number and _NOW_REACHED.search(self._folded, base_end, base_end + number.start())
        if self._published and now:
            return When(f"{earlier.iso}/{self._published[:10]}", derived=True)
        if self._is_derived(earlier) and earlier.iso < self._published[:4]:
            return When(f"{earlier.iso}/{self._published[:4]}", derived=True)
        return When(f"{earlier.iso}/..", self._is_derived(earlier))

    def _before(self, last: Dated, start: int) -> When:
        folded = self._folded
        between = folded[last.end : start]
        # 2006年为1500元，到2017年的报道中为8258元
        if is_set_against(folded, last, between) or (
            self._is_derived(last) and is_before_saying(last, between)
        ):
            return When()
        reported = any(last.end < report.end <= start for report in self._reports)
        unknown = not self._published and _UNKNOWN.search(between)
        if reported or unknown or is_past(folded, last, start):
            return When()
        if interval := self._changes.get(last.start):  # 由…下降到2017年底的…，减少…
            return When("" if "；" in between else interval, self._is_derived(last))
        now = _NOW.search(between)
        if now and not is_stock_of(folded, last.start, now[0]):
            return self._now(start) or When()
        return When(self._moved(last, start, between), self._is_derived(last))

    def _moved(self, last: Dated, start: int, between: str) -> str:
        """Return the date that the words between a date and a figure make of it."""
        if _YEAR_AFTER.search(between) and last.iso[4:] in ("", "/.."):
            return str(int(last.iso[:4]) + 1)
        if _FORMERLY.search(between) or (
            not self._is_derived(last) and _OTHER_TIME.search(between)
        ):
            return ""
        if _YEAR_BEFORE.search(between):
            return str(int(_last_year(last)) - 1)
        return f"{last.iso}/.." if goes_on(self._folded, last, start) else last.iso

    def _said(self, dated: Dated) -> When:
        return When(dated.iso, self._is_derived(dated))

    def _is_derived(self, dated: Dated) -> bool:
        return dated.end in self._derived

    def _now(self, start: int) -> When | None:
        """Return the date of publication where the clause or the one before says 目前."""
        floor = max(0, start - _FAR)
        results = list(_NOW.finditer(self._folded, floor, start))
        said = results and not _NOT_NOW.search(self._folded, results[-1].end(), start)
        if said and self._published and same_sentence(self._folded, results[-1].start(), start):
            return When(self._published[:10], derived=True)
        return None

    def _with_end(self, dated: Dated) -> Dated:
        """Leave an interval open where the text says 以来: 自2017年改革以来."""
        after = self._folded[dated.end : dated.end + 16]
        before = self._folded[max(0, dated.start - 2) : dated.start]
        since = is_since(self._folded, dated) or bool(_FROM_THEN.match(after))
        since = since or (before.endswith(("自", "从", "由")) and after.startswith(("起", "开始")))
        if before.endswith("自") and before != "来自":
            since = since or bool(_LONG_SINCE.match(self._folded, dated.end))
        if _SCHOOL_YEAR.fullmatch(dated.iso) and after.startswith("起"):
            return Dated(dated.start, dated.end, f"{dated.iso[:4]}/..")
        if _PERIOD.fullmatch(dated.iso) and _FROM_PERIOD.match(after):
            return Dated(dated.start, dated.end, f"{dated.iso.partition('/')[0]}/..")
        if "/" not in dated.iso and since:
            return Dated(dated.start, dated.end, f"{dated.iso}/..")
        return dated

    def _joined(self, every: Sequence[Dated]) -> list[Dated]:
        """Make one interval of a year and what is said in other words: 2022年至今年2月."""
        result: list[Dated] = []
        for dated in every:
            last = result[-1] if result else None
            single = last and not {"/"} & {*last.iso, *dated.iso}
            if last and single and self._folded[last.end : dated.start] in ("至", "到"):
                result[-1] = Dated(last.start, dated.end, f"{last.iso}/{dated.iso}")
            else:
                result.append(dated)
        return result

    def _with_part(self, dated: Dated) -> Dated:
        """Take the part of a year that stands right after it: 2020年前三季度."""
        period = period_at(self._folded, dated.end) if _YEAR.fullmatch(dated.iso) else None
        return Dated(dated.start, period.end, period.of(dated.iso)) if period else dated

    def _relative(self, named: Sequence[Dated]) -> Iterator[tuple[Dated, bool]]:
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
                yield self._with_end(dated), not by_text
                last = dated

    def _resolved(self, match: re.Match[str], earlier: Sequence[Dated]) -> Dated | None:
        start, end = match.span()
        iso = ""
        if match["same"]:
            # 2021年7月的发布会提到，当年新增…: not of the year named before the report.
            before = [date for date in self._plain if date.end <= start]
            said = earlier and not (before and is_of_news(self._folded, before[-1]))
            year = _last_year(earlier[-1]) if said else ""
            iso = f"{year}-{int(match['later']):02}" if year and match["later"] else year
        elif match["day_said"]:
            iso = earlier[-1].iso if earlier and len(earlier[-1].iso) == _DAY else ""
        elif not self._published:
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

    def _of_month(self, match: re.Match[str], earlier: Sequence[Dated]) -> str:
        """Return 4月 of the year that the text has named, else of the last before publication."""
        month = int(match["own"] or match["month"])
        if not 1 <= month <= _MONTHS:
            return ""
        said = (self._published, month, self._folded, match.start())
        year = _last_year(earlier[-1]) if earlier else last_year_with(*said)
        return f"{year}-{month:02}" + (f"-{int(match['day']):02}" if match["day"] else "")

    def _year_of(self, match: re.Match[str], earlier: Sequence[Dated]) -> str:
        """Return the year of 今年, or of 前三季度: that of its sentence, else the last."""
        if match["year"]:
            return str(int(self._published[:4]) + _YEARS[match["year"]])
        if earlier and same_sentence(self._folded, earlier[-1].start, match.start()):
            return _last_year(earlier[-1])
        period = period_at(self._folded, match.start())
        if not period:
            return self._published[:4]
        return last_year_with(self._published, period.last, self._folded, match.start())


def _last_year(dated: Dated) -> str:
    return dated.iso.rstrip("/.").rsplit("/", 1)[-1][:4]
