"""Hide what no figure or name is read from: titles, quoted names, document numbers, dates.

A hidden character becomes ``HIDDEN``, so offsets stay.
"""

from __future__ import annotations

import re

HIDDEN = "\ue000"
"""Stands for a hidden character; a private-use character that no text has."""

MAX_QUOTED_NAME = 14
"""A quotation up to this length without a clause mark is a name, a longer one is speech."""

TITLE = re.compile(r"《([^《》]{1,80})》|〈([^〈〉]{1,80})〉")
STAGE = re.compile("(?<![\\d.])[1-9]期(?=园区|工程|开发|扩建|厂房|重划|社会住宅)")
"""2期園區: a stage of building, which counts nothing."""
DOCUMENT_NUMBER = re.compile(
    r"[\w]{0,8}[〔\[【（(]\s*((?:19|20)\d\d)\s*[〕\]】）)]\s*(\d+)\s*号"
    # 国务院令第722号, 经|国务院令第724号
    r"|(?!根据|依据|按照|[由以据]|经(?!济))[一-鿿]{2,8}令第?\s*\d{1,4}\s*号"
)
QUOTED = re.compile(r"“([^“”]+)”|「([^「」]+)」|‘([^‘’]+)’|『([^『』]+)』|\"([^\"]+)\"")
QUOTED_FIGURE = re.compile(r"\d[\d.]*(?:万亿|[万亿%元])")
"""A quotation with an amount is a figure, and is no name: “减少亏损5000万”."""
_CLAUSE_MARK = re.compile(r"[，。；：！？,;:!?]")


def is_quoted_name(inside: str) -> bool:
    """Whether the inside of quotation marks is a name rather than speech."""
    return len(inside) <= MAX_QUOTED_NAME and not _CLAUSE_MARK.search(inside)


def hide(text: str, *patterns: re.Pattern[str]) -> str:
    """Hide every match of the patterns."""
    for pattern in patterns:
        text = pattern.sub(lambda match: HIDDEN * len(match[0]), text)
    return text


def hide_quoted_names(text: str, but: re.Pattern[str] | None = None) -> str:
    """Hide short quotations with their marks, but for those that hold a match of ``but``.

    In what somebody says the names that he quotes are hidden: “我们做到‘1分钟响应’。”
    """

    def hidden(match: re.Match[str]) -> str:
        inside = match[0][1:-1]
        if not is_quoted_name(inside) or (but and but.search(inside)):
            return match[0][0] + QUOTED.sub(hidden, inside) + match[0][-1]
        return HIDDEN * len(match[0])

    return QUOTED.sub(hidden, text)
