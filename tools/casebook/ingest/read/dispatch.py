"""The mark of a dispatch above its report (河湾网讯), and writers on several lines, are joined."""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.posts import without_workplace
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.read.page import STEP, Page
from casebook.records import Line, Repair, Role

_HAN = "\u3400-\u9fff"
_MARK = re.compile(
    rf"(?P<name>本[报報台臺网網刊社站]|[{_HAN}]{{1,12}}?[社网網报報台臺刊])"
    rf"(?:[{_HAN}]{{2,8}}?\s?\d{{1,2}}月\d{{1,2}}日)?\s?[讯訊电電]"
    rf"\s*(?:[（(][^（）()。]{{0,6}}(?:记者|記者|通讯员|通訊員)[^（）()。]{{2,40}}[）)])?\s*[：:]?"
)
_WRITER = re.compile(r"(?:文|作\s?者|撰文)\s?[/／:：][^。]{2,40}")
_NEXT = re.compile(rf"[/／]\s?(?P<by>[{_HAN}]{{4,24}}[\s　]+[{_HAN}]{{2,3}})")
"""Another writer with his office, below one with a label: / 石桥县财政局 李文杰."""
_LEAST = 20
"""Characters of the first sentence of the report below it, at least."""
_WHY = "the mark of a dispatch is joined to its report"
_WHY_WRITERS = "writers on several lines are one line"


def join_dispatch(page: Page) -> Page:
    """Join such a line of saved text to the report below it, as a repair.

    Two signs: a paper, site or agency with its mark and nothing else but who reports, and a
    sentence right below.  So is a writer behind a slash and an office joined to the one with a
    label above: 文/ 青河市农业局 周海 and / 石桥县财政局 李文杰.
    """
    made: list[Line] = []
    repairs: list[Repair] = []
    for line in page.lines:
        above = made[-1] if made else None
        by = _next_writer(above, line) if above else ""
        if above and (by or _stands_so(above, line)):
            gap = "、" if by else "" if above.text[-1] in "）)：:" else " "
            text = by or line.text
            pair = (f"{above.text[-1]} {line.text[0]}", f"{above.text[-1]}{gap}{text[0]}")
            why = _WHY_WRITERS if by else _WHY
            repairs.append(Repair(above.number, *pair, STEP, why))
            made[-1] = replace(above, text=f"{above.text}{gap}{text}")
        else:
            made.append(line)
    return replace(page, lines=tuple(made), repairs=(*page.repairs, *repairs)) if repairs else page


def _next_writer(above: Line, line: Line) -> str:
    """Return a writer with his office who stands behind a slash below another; ``""`` for none."""
    found = _NEXT.fullmatch(line.text)
    if not found or not above.role is line.role is Role.TEXT or not _WRITER.fullmatch(above.text):
        return ""
    return found["by"] if is_name(without_workplace(found["by"], is_name)) else ""


def _stands_so(mark: Line, report: Line) -> bool:
    found = _MARK.fullmatch(mark.text) if mark.role is Role.TEXT else None
    if not found or report.role is not Role.TEXT or len(report.text) < _LEAST:
        return False
    return "。" in report.text and (found["name"][0] == "本" or is_publisher(found["name"]))
