"""Comments of readers below a text, in the element of the text itself.

Programs of blogs print them so: a heading (评论(2)), then each with who wrote it and when.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.ingest.read.dom import DomLine
from casebook.records import Role

_HEADING = re.compile(
    r"[【\[]?(?:(?:最新|全部|所有|网友|網友|精彩|热门|熱門|发表?|發表?|文章|用户|用戶)?(?:的)?(?:评论|評論|留言|回复|回覆|跟帖|跟貼)"
    r"(?:区|區|列表)?\s*(?:[（(:：]?\s*\d{0,5}\s*[条條]?\s*[）)]?)|\d{1,5}\s?(?:[条條个個]\s?)?(?:评论|評論|留言|回复|回覆|跟帖))[】\]]?"
)
_WRITTEN = re.compile(
    r"\d{4}\s?[-/年.]\s?\d{1,2}\s?[-/月.]\s?\d{1,2}日?\s{1,2}\d{1,2}:\d\d"
    r"|\d{1,3}\s?(?:天|小时|小時|分钟|分鐘|个月|個月|周|年)之?前"
)
_ROW = 60
"""Characters of the longest line of who wrote a comment and when."""
_NEAR = 4
"""Lines below the heading, among which is the first of these."""


def are_replies(lines: Sequence[DomLine], at: int) -> bool:
    """Whether comments begin at a line: by their heading, and who wrote the first and when."""
    line = lines[at]
    if line.role is Role.PICTURE or not _HEADING.fullmatch(line.text):
        return False
    below = [x.text for x in lines[at + 1 : at + 1 + _NEAR]]
    return any(len(text) <= _ROW and _WRITTEN.search(text) for text in below)
