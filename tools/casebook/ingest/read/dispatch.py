"""The mark of a dispatch on a line of its own above its report: 河湾网讯, 本报讯（记者 周海）."""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.read.page import STEP, Page
from casebook.records import Line, Repair, Role

_HAN = "\u3400-\u9fff"
_MARK = re.compile(
    rf"(?P<name>本[报報台臺网網刊社站]|[{_HAN}]{{1,12}}?[社网網报報台臺刊])"
    rf"(?:[{_HAN}]{{2,8}}?\s?\d{{1,2}}月\d{{1,2}}日)?\s?[讯訊电電]"
    rf"\s*(?:[（(][^（）()。]{{0,6}}(?:记者|記者|通讯员|通訊員)[^（）()。]{{2,40}}[）)])?\s*[：:]?"
)
_LEAST = 20
"""Characters of the first sentence of the report below it, at least."""
_WHY = "the mark of a dispatch is joined to its report"


def join_dispatch(page: Page) -> Page:
    """Join such a line of saved text to the report below it, as a repair.

    Two signs: a paper, site or agency with its mark and nothing else but who reports, and a
    sentence right below.
    """
    found = [at for at in range(len(page.lines) - 1) if _stands_so(page.lines, at)]
    if not found:
        return page
    made = list(page.lines)
    repairs = []
    for at in reversed(found):
        mark, report = made[at].text, made.pop(at + 1).text
        gap = "" if mark[-1] in "）)：:" else " "
        made[at] = replace(made[at], text=f"{mark}{gap}{report}")
        pair = (f"{mark[-1]} {report[0]}", f"{mark[-1]}{gap}{report[0]}")
        repairs.append(Repair(page.lines[at].number, *pair, STEP, _WHY))
    return replace(page, lines=tuple(made), repairs=(*page.repairs, *reversed(repairs)))


def _stands_so(lines: tuple[Line, ...], at: int) -> bool:
    mark, report = lines[at], lines[at + 1]
    found = _MARK.fullmatch(mark.text) if mark.role is Role.TEXT else None
    if not found or report.role is not Role.TEXT or len(report.text) < _LEAST:
        return False
    return "。" in report.text and (found["name"][0] == "本" or is_publisher(found["name"]))
