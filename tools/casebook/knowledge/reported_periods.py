"""The period that a report is on: how far a date reaches beyond the sentence that it stands in.

A date holds for its sentence.  A sentence behind it without a word of time is of that period only
where it says so itself: it compares with the year before or an earlier quarter (同比增长5%,
较一季度回升), it says 全年 or 年末, or it grows (产量增长3%) as what was told of the period did.
The period is the last that heads a sentence of the paragraph (2023年，…), else that in the title
of a report (2023年统计公报), else the only one that the article tells of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from casebook.knowledge.periods import period_at
from casebook.knowledge.sentences import sentence_around
from casebook.text.dates import Dated, find_dates

_WITH_QUARTER = "(?:[比较]|与)[一二三]季度(?:相比)?"
_COMPARES = re.compile(f"同比(?!例)|[比较](?:上年|去年|上一年|前一年)|{_WITH_QUARTER}")
_GROWS = re.compile(r"(?:增长|下降|上涨|回升|回落)了?[\d.]+(?:%|个?百分点)")
"""Growth, which is counted from the year before where nothing else is named."""
_YEAR_SAID = re.compile("全年(?![无候制开免不休中])|(?<![到至于在止])[年期]末")
"""全年 and 年末 of a report; 到年末 is to come."""
_OTHER_TIME_OF_YEAR = re.compile(
    "目前|如今|现在|现有|当前|近年|年来|以来|历年|每年|年均|以往|此前|过去|今后|未来|下一步|环比"
    "|将|预计|预期|力争|计划|目标|[上本下]半年|(?<![比较与][一二三])季度|月|期间|假期|[时季]节|逐年|连年|连续"
    "|[今明后来]年|[一二两三四五六七八九十几多]年(?!级)|(?<!\\d)\\d\\d?年|(?<!因素)[前后](?=，|相比|比)"
)
_OTHER_TIME = re.compile(f"{_OTHER_TIME_OF_YEAR.pattern}|累计")
"""Words by which a sentence is of another time, or may be; 全年累计 is of the year."""
_ANOTHER_TIME = re.compile(
    "目前|如今|现在|当前|现已|近年|年来|此[前后]|之后|随后|后来|过去|未来|下一步"
    "|计划(?!生育)|目标(?:是|为|增长|值)|力争|预计|预期"
)
"""Words after which what was told of a period no longer holds: 如今不同了, or is a plan."""
_COUNTS = re.compile(r"[^。！？!?\n]*?\d")
"""A sentence that goes on with a figure."""
_HEAD = re.compile(
    "(?:^|[。！？：\n])(?:(?!其中|分季度|[从按]季度)[^，。！？：\n]{1,20}，)?(?:截[至止]|到|在)?$"
)
"""Before a period that heads its sentence; 其中，一季度 is a part."""
_HEAD_REACH = 24
_PERIOD = re.compile(r"\d{4}|\d{4}-\d\d/\d{4}-\d\d|\d{4}/\d{4}")
_YEAR = len("2023")
REACH = 300
"""No period is carried over more characters than these, nor read in a longer sentence."""
_LONGEST = 1
"""Years between the first and the last of a period: one of account, 2023/2024, and no longer;
and between a year and what is published to review it."""
_REPORT = re.compile("公报|年报|年鉴|运行情况|工作总结|基本情况")
_REVIEW = re.compile("综述|回顾|回眸|盘点|总结|成绩单|年报|工作报告|情况报告")
"""In a title: all that it tells is of its year, but for what names another time."""
_OF_WORK = re.compile("工作|综述|总结|成绩单|年报|报告")
"""What no review of an event says: 1998年洪水回顾."""
_RULE_OR_PAST = re.compile(
    "规定|不得|应当?(?![用对急邀])|必须|标准|按照|要求|世纪|初期|时期|年代|当年|当时|曾|从前|历史|早期"
)
"""In a sentence of a review: a rule, which is of no year, or what was long before."""


def reported(
    folded: str,
    start: int,
    dates: Sequence[Dated],
    title: Callable[[], str],
    published: str = "",
) -> str:
    """Return the period of a figure whose sentence has no date, where the sentence says so.

    :param folded: folded text (:func:`casebook.text.fold.fold`).
    :param start: where the figure begins.
    :param dates: those before it that are of figures, in order; twice :data:`REACH` is enough.
    :param title: gives the period of the whole article (:attr:`Reckoning.period`).
    :param published: when it was published (ISO 8601), or ``""``.
    :returns: ISO 8601; ``""`` where the sentence does not say of what period it is.
    """
    base = max(0, start - REACH)
    first, end = (base + at for at in sentence_around(folded[base : start + REACH], start - base))
    if end - first >= REACH:
        return ""
    year = _YEAR_SAID.search(folded, first, start)
    compares = year or _COMPARES.search(folded, first, end)
    if not compares and not _GROWS.search(folded, first, end):
        return ""
    other = _OTHER_TIME_OF_YEAR if year else _OTHER_TIME
    if other.search(folded, first, start if year else end):
        return ""
    period = _headed(folded, first, dates, since=published[:_YEAR] if year else "")
    if not compares and not (period and _GROWS.search(folded, period.end, first)):
        return ""
    iso = period.iso if period else _of_all(folded, first, dates, title)
    if not year:
        return iso
    return iso[:4] if "/" not in iso or iso[:4] == iso.partition("/")[2][:4] else ""


def of_review(folded: str, start: int, dates: Sequence[Dated], review: Callable[[], str]) -> str:
    """Return the year that an article reviews, for a figure whose sentence names no time at all.

    :param folded: folded text (:func:`casebook.text.fold.fold`).
    :param start: where the figure begins.
    :param dates: those before it, in order.
    :param review: gives the period of the title (:func:`period_of_review`).
    :returns: ISO 8601; ``""`` where the sentence or its paragraph tells of another time.
    """
    base = max(0, start - REACH)
    first, end = (base + at for at in sentence_around(folded[base : start + REACH], start - base))
    if end - first >= REACH or _OTHER_TIME.search(folded, first, end):
        return ""
    if _RULE_OR_PAST.search(folded, first, end):
        return ""
    if _ANOTHER_TIME.search(folded, _line_start(folded, first), first) or not (iso := review()):
        return ""
    here = _in_paragraph(folded, first, dates)
    return iso if all(item.iso[:_YEAR] == iso[:_YEAR] for item in here) else ""


def _headed(folded: str, first: int, dates: Sequence[Dated], *, since: str) -> Dated | None:
    """Return the last date before a sentence, where it is a period that heads its own.

    That sentence has a figure, or is of the year ``since`` or of the one before.
    """
    before = _in_paragraph(folded, first, dates)
    if not before:
        return None
    last = before[-1]
    if _ANOTHER_TIME.search(folded, last.end, first):
        return None
    recent = since != "" and int(since) - int(last.iso[:_YEAR]) <= 1
    return last if heads(folded, last, first, counts=not recent) else None


def _in_paragraph(folded: str, first: int, dates: Sequence[Dated]) -> list[Dated]:
    line = _line_start(folded, first)
    return [item for item in dates if line < item.start and item.end <= first]


def _line_start(folded: str, first: int) -> int:
    return max(folded.rfind("\n", max(0, first - REACH), first), first - REACH)


def _of_all(folded: str, first: int, dates: Sequence[Dated], title: Callable[[], str]) -> str:
    """Return the period of the whole article, where the paragraph has come to no later time."""
    if _ANOTHER_TIME.search(folded, max(0, _line_start(folded, first)), first):
        return ""
    iso = title()
    end = iso.rpartition("/")[2]
    later = any(item.iso[: len(end)] > end for item in _in_paragraph(folded, first, dates))
    return "" if later else iso


def heads(folded: str, dated: Dated, end: int, *, counts: bool = True) -> bool:
    """Whether a date is a period that heads a sentence before a place, one with figures."""
    return (
        is_period(dated.iso)
        and (not counts or _COUNTS.match(folded, dated.end, end) is not None)
        and _HEAD.search(folded, max(0, dated.start - _HEAD_REACH), dated.start) is not None
    )


def is_period(iso: str) -> bool:
    """Whether a date is a year, months of a year, or a year of account."""
    if not _PERIOD.fullmatch(iso):
        return False
    start, _, end = iso.partition("/")
    return not end or int(end[:4]) - int(start[:4]) <= _LONGEST


def period_of_title(title: str, *, republic: bool) -> str:
    """Return the period that the title of a report names, where it names one: 2023年…统计公报.

    :param title: folded; ``republic`` whether the article counts years from 1912.
    """
    return _only_date(title, republic=republic) if _REPORT.search(title) else ""


def period_of_review(title: str, published: str, *, republic: bool) -> str:
    """Return the period of a title that reviews it: 2023年民政工作综述.

    What is published years later looks back on an event: 1998年洪水回顾.

    :param title: folded; ``republic`` whether the article counts years from 1912.
    :param published: when it was published (ISO 8601), or ``""``.
    """
    iso = _only_date(title, republic=republic) if _REVIEW.search(title) else ""
    if not iso or not published:
        return iso if _OF_WORK.search(title) else ""
    return iso if 0 <= int(published[:_YEAR]) - int(iso[:_YEAR]) <= _LONGEST else ""


def _only_date(title: str, *, republic: bool) -> str:
    dates = find_dates(title, republic=republic)
    if len(dates) != 1:
        return ""
    part = period_at(title, dates[0].end) if len(dates[0].iso) == _YEAR else None
    iso = part.of(dates[0].iso) if part else dates[0].iso
    return iso if is_period(iso) else ""
