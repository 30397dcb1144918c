"""What dates mean for the figures beside them; how they are read is in ``text/dates.py``."""

from __future__ import annotations

import re

from casebook import resources
from casebook.text.dates import Dated, find_dates

_REPORT = re.compile(
    r"^(?:\d{1,2}日|以前|前后|以后|间|底|初)?(?:的)?(?:一[篇份则项组])?(?:新闻|媒体|发表)?的?"
    r"(?:[^，。；的]{0,8}的)?(?:报道|报导|新闻|文章|材料|资料|报告|研究|访谈|发布会|案例材料|总结|年报)"
)
_REST = re.compile(
    r"\d{1,2}月(?:\d{1,2}日|份)?|\d{1,2}日(?!内|以内|之内)|\d{1,2}[:：]\d{2}|\d{1,2}时\d{0,2}分?"
    r"|(?:\d{2}|\d{4}|[一二三四五六七八九]十)年代|\d{1,2}世纪|[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日|份)"
)


def is_of_report(folded: str, dated: Dated) -> bool:
    """Whether a date is that of a report, not of what the report is about (据2019年7月的报道)."""
    return _REPORT.match(folded[dated.end :]) is not None


@resources.recalled
def hide_dates(folded: str, hidden: str, *, republic: bool = False) -> str:
    """Hide dates, also those without a year, and times of day."""
    chars = list(folded)
    spans = [(date.start, date.end) for date in find_dates(folded, republic=republic)]
    spans += [match.span() for match in _REST.finditer(folded)]
    for start, end in spans:
        chars[start:end] = hidden * (end - start)
    return "".join(chars)
