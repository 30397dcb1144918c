"""Headings in two parts, as papers set them on two lines: 小事不出院 / 大事大家定."""

from __future__ import annotations

import re

_LEAST, _MOST = 4, 14
"""Characters of either part."""
_UNLIKE = 2
"""Characters by which parts of one length may differ."""
_PART = rf"[“”「」『』\"\u3400-\u9fff]{{{_LEAST},{_MOST}}}"
_TWO = re.compile(rf"({_PART})[ 　]({_PART})")
_CLAUSES = re.compile(rf"({_PART})[，,]({_PART})")
_CALL, _LONGEST = 3, 26
"""Characters of a call (做减法), and of the longest line that says below it what is meant."""
_CALLED = re.compile(
    rf"([“”「」『』\"]?[\u3400-\u9fff]){{{_CALL}}}(?<![摄攝])[”」』\"]?[ 　]"
    rf"[“”「」『』\"、\u3400-\u9fff]{{{_LEAST},{_LONGEST}}}"
)
_QUOTES = re.compile('[“”「」『』"]')


def are_parts(first: str, second: str) -> bool:
    """Whether two lines have the form of a heading's parts: Han characters and quotes only."""
    return _TWO.fullmatch(f"{first} {second}") is not None


def are_balanced(first: str, second: str) -> bool:
    """Whether two parts are of one length, as those of a couplet are."""
    sizes = [len(_QUOTES.sub("", part)) for part in (first, second)]
    return abs(sizes[0] - sizes[1]) <= _UNLIKE


def in_two_parts(text: str) -> bool:
    """Whether a line is two parts with a space between them."""
    return _TWO.fullmatch(text) is not None


def is_couplet(text: str) -> bool:
    """Whether a line is two parts of one length with a space between them."""
    parts = _TWO.fullmatch(text)
    return parts is not None and are_balanced(parts[1], parts[2])


def are_clauses(text: str) -> bool:
    """Whether a line is two clauses of one length: 橘子小院，换上新衣."""
    parts = _CLAUSES.fullmatch(text)
    return parts is not None and are_balanced(parts[1], parts[2])


def is_called(text: str) -> bool:
    """Whether a line is a call of three characters and what it means: 做减法 下放审批事项."""
    return _CALLED.fullmatch(text) is not None
