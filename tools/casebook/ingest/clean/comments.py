"""Comments of a forum below the text it was saved with: … 路人 发表于 2022-4-5 16:48.

Three signs: a line ends with who wrote it, 发表于, day and clock; it holds the comment or a button
of the forum, or stands among others; and what stands below is short.
"""

from __future__ import annotations

import re

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.step import Lines, Outcome, without
from casebook.records import Role

NAME = "comments"
_WRITTEN = re.compile(
    r"(?:^|\s)(?:\S{1,20}\s+)?[发發]表[于於]\s*\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s+\d{1,2}:\d\d(?::\d\d)?"
    r"(?:\s*[|｜]?\s*(?:只看(?:该|該)作者|显示全部楼层|\d{1,4}[楼樓#]))*\s*$"
)
"""How a comment ends or begins: its writer, the day and the clock."""
_REPLY = re.compile(
    r"(?:回[复復覆]|引用)\s?\d{1,4}\s?[楼樓#].{0,24}|沙[发發]|板凳|地板|\d{1,4}\s?[楼樓#]"
)
"""What a forum prints above a comment."""
_SAID = re.compile("[。！？!?…].*[发發]表[于於]|只看[该該]作者|显示全部楼层")
"""The comment on the line itself, or the buttons of a forum."""
_ABOVE = 3
"""Lines between what stands above a comment and the line with its clock."""
_LONG = 80
"""Characters from which a line below the first comment is believed to be of the article."""
_MOST = 0.5
"""Share of the characters of the text that stands above its comments at least."""


def comments(lines: Lines) -> Outcome:
    """Take out the comments at the end of a text, from the first one on."""
    said = [at for at, line in enumerate(lines) if "表" in line.text]
    signed = [at for at in said if _WRITTEN.search(lines[at].text)]
    if not signed:
        return Outcome(lines)
    first = signed[0]
    opened = [at for at in range(max(first - _ABOVE, 0), first) if _REPLY.fullmatch(lines[at].text)]
    # Alone below a text it may say when that was posted, and by whom.
    told = opened or len(signed) > 1 or _SAID.search(lines[first].text)
    if not told:
        return Outcome(lines)
    first = min((first, *opened))
    sizes = [len(line.text) for line in lines]
    long = any(size >= _LONG for size in sizes[first:])
    titled = any(line.role is Role.TITLE for line in lines[first:])
    if long or titled or sum(sizes[:first]) <= sum(sizes) * _MOST:
        return Outcome(lines)
    return without(lines, dict.fromkeys(range(first, len(lines)), Cause.COMMENT), NAME)
