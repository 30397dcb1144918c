"""The date of a figure: the nearest before it in its sentence, else one after it in its clause.

Words that the date of publication resolves (去年, 截至目前, a day without its year) give a
derived date, where the article has one date of publication; a digest of several sources has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casebook.knowledge.date_reach import (
    YEARLY,
    goes_on,
    is_before_saying,
    is_past,
    is_set_against,
)
from casebook.knowledge.periods import PART, eras, period_at, plan_years
from casebook.knowledge.relative_dates import YEARS, Relative, last_year, with_end
from casebook.knowledge.reported_periods import REACH, of_review, reported
from casebook.knowledge.said_days import (
    is_of_announcement,
    is_stock_of,
)
from casebook.knowledge.sentences import clause_around, same_sentence, sentence_start
from casebook.knowledge.set_aside import is_of_news, of_things, set_aside
from casebook.text.dates import Dated, find_dates

# 比上年增长 says what is compared with: the figure is of the year named before.
_YEAR_BEFORE = re.compile("(?<![比较同与])(?:上一年|上年|前一年|上年度)(?!同期)")
# 当年上半年 is right of a year; 次年 and the like are of none that is named.
_OTHER_TIME = re.compile(
    "(?<![比较同与])(?<!较之)(?:次年|翌年|第二年|去年|改革以?前|此前|(?:上年|去年)同期)"
)
# The state of affairs when the article was written.
_YEAR_AFTER = re.compile("[，；](?:次年|翌年|第二年)(?!的)[^，；]*$")
_NOW = re.compile(
    "截[至止到](?:目前|日前|发稿时?|今日)|(?<![项题条栏科数名比较])目前(?![的期])|现已|(?<![从比较])现有|现存|如今|眼下|当前(?!的)|(?<![^，。；：\\n])迄今，"
)
_UNKNOWN = re.compile("(?<![比较同与和如])(?:[今去前明]年|[上本]月|[今昨]天)(?!同期)")
"""Said of publication, whose day nobody knows: 到2023年2143件；今年预计达到2400万件."""
_DAY_ALONE = re.compile(r"[，；]\d{1,2}日(?!均)")
"""A day whose month is not said: 继去年捐赠2辆，25日又捐赠3辆."""
_UNTIL_BEHIND = re.compile(r"[^，。；（()）]{0,80}[（(]截[至止]到?")
"""Behind a figure, or the row that it stands in: 增加为60处、…增加为31条（截至9月底）."""
_MADE_BEHIND = re.compile(
    "(?<=[个处座所间家条项栋幢辆台部站])[^，。；（()）\\d]{1,16}，"
    "(?:分别|先后|相继|陆续|已经?|均已?|都已?|也)?[自于在从]"
)
"""Behind what is counted, the clause that says when it was made: 3处驿站，自8月起已启用."""
_WAS_MADE = re.compile(
    "起?[^，。；\\d将要拟]{0,6}(?:启用|落成|完工|竣工|布建|设立|设置|投用|投入|挂牌|揭牌|开工|动工|建成|成立|上线|开业|开放"
    "|运行|营运|运营)"
)
_WAS_MADE_SO = re.compile(f"(?:{_WAS_MADE.pattern})(?:使用|运[营行]|生产)?了?(?=[，。；、）]|$)")
"""At the end of its clause: not 3万人的青山镇去年设立中心."""
_IN_BRACKETS = re.compile(r"[^（()）。；]*\d[^（()）。；]*[)）]")
"""Behind a date, its figure and the end of the brackets: what is outside is of another time."""
_OWN_FIGURE = re.compile("[底末初]?[为有共仅约近]{0,2}\\d")
"""Behind a date in brackets: 现有2000人（2023年1500人）."""
_PLANNED = tuple(
    plan + at
    for plan in ("计划", "预计", "拟", "力争", "争取")
    for at in ("", "到", "至", "于", "在")
)
_COMPARED_WITH = re.compile("(?:[比较]|较之)(?P<word>去年|上年|前年)[底末初]?的$")
"""Right before a figure: it is of that year, 比去年的1.4万增加12倍,"""
_THAN = ("比", "较")
"""and so is that right behind a year: 较108年50.2%提升4.8%."""
_BASIS = "基础上"
"""After a figure: it was so before, 在已提高40%的基础上."""
_FORMERLY = re.compile("(?:以往|从前|原先|[，。；]以前)[^，。；]*$")
_NOT_NOW = re.compile(f"{_FORMERLY.pattern}|{YEARLY}")
_IN_A_ROW = re.compile("连续[^，。；]+?后")
"""自去年6月连续15个月下降后首次增长: the growth is of no such month."""
_BESIDE = re.compile("(?:的(?:新台币|人民币|港[币元]|约|近|逾|不[足到])?|.?)")
"""Between a date and the earlier figure of a change: 从2013年的1.76亿元, 从今年的新台币8亿元."""
_WORDS_REACH = 12
"""How far before a figure the words may begin by which it is only compared with."""
_YEAR = len("2024")
_MONTH = len("2024-07")
_UNTIL = ("截至", "截止", "截止到", "截至到")
_OF_PART = re.compile(f"(?:[比较]|较之)(?:同期)?(?:{PART})的$")
"""Right before a figure: it is of a part of a year that is only compared with, 较1—8月的2.7%."""
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

    def __init__(
        self,
        folded: str,
        published: str = "",
        *,
        republic: bool = False,
        title: Callable[[], str] = str,
        review: Callable[[], str] = str,
    ) -> None:
        self._folded = folded
        self._published = published
        self._title = title
        self._review = review
        plain = find_dates(folded, republic=republic)
        self._plain = plain
        self._reports = [item for item in plain if is_of_news(folded, item)]
        aside = set_aside(folded, plain)
        aside |= {report.start for report in self._reports}
        named = [self._with_part(date) for date in plain if date.start not in aside]
        named = sorted((*named, *plan_years(folded), *eras(folded)), key=lambda one: one.start)
        self.dates: tuple[Dated, ...] = tuple(with_end(folded, date) for date in named)
        resolved = [
            element
            for element in Relative(folded, published, plain).among(self.dates)
            if not is_of_news(folded, element[0])
            and not _IN_A_ROW.match(folded, element[0].end)
            and not is_of_announcement(folded, element[0].start)
        ]
        self._derived = frozenset(one.end for one, derived in resolved if derived)
        relative = (one for one, _ in resolved)
        self._all = self._joined(sorted((*self.dates, *relative), key=lambda one: one.start))
        self._ends = [one.end for one in self._all]
        self._at = {one.start: one for one in self._all}
        self._starts = [date.start for date in self.dates]
        self._spoken = of_things(folded, (*plain, *(one for one, _ in resolved)))
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
            and not _IN_BRACKETS.match(folded, item.end, start)
        ]
        if before and base_end is None and self._is_basis(before[-1], start):
            before = before[:-1]
        if base_end is not None and (when := self._of_change(before, start, base_end, end)).iso:
            return when
        if before and base_end is None:
            return self._before(before[-1], start)
        return self._unsaid(start, end)

    def _unsaid(self, start: int, end: int) -> When:
        """Return the date of a figure that has none before it in its sentence."""
        folded = self._folded
        if now := self._now(start):
            return now
        first = sentence_start(folded, start)
        if first and folded.startswith("其中", first) and (last := self._near(first)):
            return self._before(last[-1], start)
        iso = reported(folded, start, self._of_figures(start), self._title, self._published)
        if iso and iso[:_YEAR] <= (self._published[:_YEAR] or iso):
            return When(iso)
        behind = self._behind(start, end)
        return (
            behind
            if behind.iso
            else When(of_review(folded, start, self._of_figures(start), self._review))
        )

    def _behind(self, start: int, end: int) -> When:
        """Return the date that stands behind a figure, in its clause or as a clause of its own."""
        folded = self._folded
        clause = clause_around(folded, start, end)
        bracket = re.match(r"[（(][^（()）]*[)）]", folded[end : end + 40])
        limit = end + bracket.end() if bracket else clause[1]
        at = bisect_left(self._starts, end)
        after = self.dates[at : at + 1]
        of_other = bracket and after and _OWN_FIGURE.match(folded, after[0].end)
        if after and after[0].start < limit and not of_other:
            return When(after[0].iso)
        said_after = next((one for one in self._all if end <= one.start < limit), None)
        if said_after and _WAS_MADE_SO.match(folded, said_after.end):  # 12座大棚去年7月已建成
            return self._said(said_after)
        for behind in (_UNTIL_BEHIND, _MADE_BEHIND):
            said = behind.match(folded, end)
            dated = self._at.get(said.end()) if said else None
            if dated and (behind is _UNTIL_BEHIND or _WAS_MADE.match(folded, dated.end)):
                return self._said(dated)
        return When()

    def _of_figures(self, start: int) -> list[Dated]:
        first, last = (bisect_right(self._ends, at) for at in (start - 2 * REACH, start))
        return [item for item in self._all[first:last] if item.start not in self._spoken]

    def _of_another_time(self, start: int, end: int) -> When | None:
        """Return the date of a figure that is only compared with, or was so before."""
        folded = self._folded
        if match := _COMPARED_WITH.search(folded, max(0, start - _WORDS_REACH), start):
            year = int(self._published[:4] or 0) + YEARS[match["word"]]
            return When(str(year), derived=True) if self._published else When()
        at = start - folded.startswith("的", start - 1)
        than = next((date for date in self._plain if date.end == at), None)
        if than and "/" not in than.iso and folded.startswith(_THAN, than.start - 1):
            return When(than.iso)
        if _OF_PART.search(folded, max(0, start - _WORDS_REACH), start):
            return When()
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
        if earlier and _BESIDE.fullmatch(self._folded, earlier.end, start):
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
        if reported or unknown or _DAY_ALONE.search(between) or is_past(folded, last, start):
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
            return str(int(last_year(last)) - 1)
        return f"{last.iso}/.." if goes_on(self._folded, last, start) else last.iso

    def _said(self, dated: Dated) -> When:
        return When(dated.iso, self._is_derived(dated))

    def _is_derived(self, dated: Dated) -> bool:
        return dated.end in self._derived

    def _now(self, start: int) -> When | None:
        """Return the date of publication where the clause or the one before says 目前."""
        floor = max(0, start - _FARTHER)
        results = [
            found
            for found in _NOW.finditer(self._folded, floor, start)
            if start - found.start() <= _FAR or self._is_own_clause(Dated(*found.span(), ""))
        ]
        said = results and not _NOT_NOW.search(self._folded, results[-1].end(), start)
        if said and self._published and same_sentence(self._folded, results[-1].start(), start):
            return When(self._published[:10], derived=True)
        return None

    def _joined(self, every: Sequence[Dated]) -> list[Dated]:
        """Make one interval of a year and what is said in other words: 2022年至今年2月."""
        result: list[Dated] = []
        for dated in every:
            last = result[-1] if result else None
            single = last and not {"/"} & {*last.iso, *dated.iso}
            if last and single and self._folded[last.end : dated.start] in ("至", "到"):
                result[-1] = Dated(last.start, dated.end, f"{last.iso}/{dated.iso}")
            else:
                result.append(self._at_end(dated))
        return result

    def _at_end(self, dated: Dated) -> Dated:
        """Return the last month of months that a count runs until: 截至今年三季度末, 上半年末."""
        first, _, last = dated.iso.partition("/")
        until = self._folded.endswith(_UNTIL, 0, dated.start)
        until = until or self._folded.startswith(("末", "底"), dated.end)
        if len(first) != _MONTH or len(last) != _MONTH or not until:
            return dated
        return Dated(dated.start, dated.end, last)

    def _with_part(self, dated: Dated) -> Dated:
        """Take the part of a year that stands right after it: 2020年前三季度."""
        period = period_at(self._folded, dated.end) if len(dated.iso) == _YEAR else None
        return Dated(dated.start, period.end, period.of(dated.iso)) if period else dated
