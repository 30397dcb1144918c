"""Dates that are of no figure: of the news, only compared with, of an example, a title, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook import resources
from casebook.knowledge.ages import age_spans, is_of_origin
from casebook.knowledge.dates import is_of_report
from casebook.knowledge.mask import QUOTED, TITLE
from casebook.knowledge.periods import TIMES
from casebook.text.dates import Dated

_NEWS = re.compile(
    "^(?:[上下]午)?，?[^，。；]{0,24}?(?:获悉|了解到|传来消息|透露|介绍|表示|指出|讯[（(]|电[（( ]"
    "|召开[^，。]{0,12}发布会|新闻发布会|公布的|发布的)"
    "|^(?:[^。；]{0,24}，)?(?:本报|笔者)?记者[^，。；]{0,6}?(?:走进|探访|来到|走访|看到|采访|在)"
)
_NEWS_BRACKET = re.compile("^[）)][^，。；]{0,24}?(?:表示|指出|透露|介绍|称|说)")
"""The day of the news in brackets: 上周五（2月27日）在会上表示."""
_NEWS_REACH = 44
_COMPARED_BEFORE = re.compile("(?:比|较|恢复[到至]|相当于)$")
_COMPARED_AFTER = re.compile(
    rf"(?:同期|{TIMES}|.{{0,4}}相比|第\d+[号期]|以来的?(?:历史)?(?:同期)?(?:最|新[高低]|首次))"
)
"""Also a name that has a year: 2023年第1号洪水, and a record: 创2010年以来新低."""
_EXAMPLE = re.compile("^(?!度?为例)[^。；]{0,30}?为例")
_LONGEST_NAME = 24
"""A quotation up to this length without a clause mark is a name: “2023年度改革案例”."""
_SPEECH = re.compile(r"[，。；：！？,;:!?]|\d")
"""What a name has not beside its year."""
_COUNT = re.compile(r"[约近逾超共达过]{0,2}(?:\d|[一二两三四五六七八九十百])")
"""After 2019年建成的: so many were made then."""
_TERM = re.compile("，?[^，。；]{0,12}?(?:(?<!需)要|将|力争|确保|争取|计划|全部|完成|实现|达到)")
"""After 2025年以前: what is to be done till then, and no bound."""
_HONOUR_REACH = 12


def is_of_news(folded: str, dated: Dated) -> bool:
    """Whether a date is that of the news: 据2019年的报道, 8月5日，记者从…获悉."""
    after = folded[dated.end : dated.end + _NEWS_REACH]
    if is_of_report(folded, dated) or _NEWS.match(after):
        return True
    return _NEWS_BRACKET.match(after) is not None


def set_aside(folded: str, dates: Sequence[Dated]) -> frozenset[int]:
    """Return where the dates begin that say of nothing when it was, but in a title or example.

    :param folded: folded text (:func:`casebook.text.fold.fold`).
    :param dates: those that it writes out.
    """
    if not dates:
        return frozenset()
    titles = [match.span() for match in TITLE.finditer(folded)]
    return frozenset(
        item.start
        for item in dates
        if _is_example(folded, item)
        or _is_compared(folded, item)
        or any(start < item.start < end for start, end in titles)
        or is_of_origin(folded, item.start)
    )


def of_things(folded: str, dates: Sequence[Dated]) -> set[int]:
    """Return where the dates begin that belong to a thing or a name, whatever is counted.

    “2023年度改革案例”, 入选2022年全国典型案例, 2016年建成的书屋 and 2000年以前: the figures of
    their sentence are of another time.  2019年建成的9条 were made then.

    :param folded: folded text (:func:`casebook.text.fold.fold`).
    :param dates: those that it writes out.
    """
    if not dates:
        return set()
    spans = [
        (start, end)
        for start, end in age_spans(folded)
        if not _COUNT.match(folded, end)
        and not (folded.endswith(_BOUNDS, 0, end) and _TERM.match(folded, end))
    ]
    spans += [match.span() for match in QUOTED.finditer(folded) if _is_name(match[0][1:-1])]
    return {
        item.start
        for item in dates
        if any(start <= item.start < end for start, end in spans)
        or _honours().search(folded, max(0, item.start - _HONOUR_REACH), item.start)
        or _is_of_task(folded, item)
    }


def _is_of_task(folded: str, dated: Dated) -> bool:
    """Whether a year names the list on which a task stands: 是2018年度民生工程，涉及12个村.

    What was done in a year does not: 于是2020年实施改造工程，是2018年启动的项目.
    """
    return bool(
        _IS.search(folded, max(0, dated.start - _HONOUR_REACH), dated.start)
        and _TASK.match(folded, dated.end)
    )


_IS = re.compile(
    "(?:(?<![于但可还只凡要若])是|属于?|作为|列为|纳入)(?:[^，。；\\d]{0,5}[^，。；\\d在于从自])?$"
)
_DONE = "(?:实施|启动|开工|完成|推进|推行|开展|建成|投入|立项|批准)"
_TASK = re.compile(
    f"(?:年?度)?(?:(?!{_DONE})[^，。；\\d]){{0,16}}"
    "(?:项目|工程|实事|任务|计划)(?:工程|项目)?(?:之一)?，"
)


_BOUNDS = ("以前", "之前")


@resources.cached
def _honours() -> re.Pattern[str]:
    words = "|".join(map(re.escape, resources.toml("years.toml")["honours"]["before"]))
    return re.compile(rf"(?:{words})[^，。；\d]{{0,6}}(?<![于在])$")


def _is_name(inside: str) -> bool:
    year = re.match(r"\d{2,4}", inside)
    rest = inside[year.end() :] if year else inside
    return len(inside) <= _LONGEST_NAME and not _SPEECH.search(rest)


def _is_compared(folded: str, dated: Dated) -> bool:
    """Whether a date is only compared with: 比2017年增长, 恢复到2019年同期的八成."""
    before = folded[max(0, dated.start - 3) : dated.start]
    after = folded[dated.end : dated.end + 12]
    return _COMPARED_BEFORE.search(before) is not None or (_COMPARED_AFTER.match(after) is not None)


def _is_example(folded: str, dated: Dated) -> bool:
    """以2021年建立的机制为例: the date is of the example; 以2023年为例，… tells of the year."""
    said = folded[max(0, dated.start - 1) : dated.start] == "以"
    return said and _EXAMPLE.match(folded[dated.end : dated.end + 34]) is not None
