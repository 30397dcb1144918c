"""The width of marks beside Han characters: ``, : ; ! ? ( )`` are full-width there.

Clock times, grouped and decimal numbers, addresses and Latin text keep theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

_WIDE = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CJK = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3001-\u3003\u3008-\u3011\u3014-\u301b"
    r"\uff01-\uff60“”‘’…—·]"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.[\w.]+", re.ASCII)
_BRACKET = re.compile(r"[()]")
_CANDIDATE = re.compile(r"[,:;!?()]")
_BESIDE = re.compile(r"(?<=[，。：；！？、（《〈「『【]) +| +(?=[，。：；！？、）》〉」』】])")


def set_marks(text: str) -> str:
    """Return a line with its marks at their width, and without spaces beside full-width ones.

    A space between two parts of a title stays: it divides them.
    """
    chars = list(text)
    for at, wide in wide_marks(text):
        chars[at] = wide
    return _BESIDE.sub("", "".join(chars))


def wide_marks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the place of each half-width mark that stands beside Han characters, and its form."""
    if text.isascii() or not _CANDIDATE.search(text):
        return
    closed = {at for match in _ADDRESS.finditer(text) for at in range(*match.span())}
    pairs = _bracket_pairs(text)
    han = [results.start() for results in _HAN.finditer(text)] if pairs else []
    for result in _CANDIDATE.finditer(text):
        at = result.start()
        if at in closed:
            continue
        mark = result[0]
        if _wide_bracket(text, at, pairs, han) if mark in "()" else _wide_stop(text, at):
            yield at, _WIDE[mark]


def _neighbours(text: str, at: int) -> tuple[str, str]:
    """Find the characters before and after a mark, spaces passed over."""
    before, after = at - 1, at + 1
    while before >= 0 and text[before] == " ":
        before -= 1
    while after < len(text) and text[after] == " ":
        after += 1
    return text[before] if before >= 0 else "", text[after : after + 1]


def _wide_stop(text: str, at: int) -> bool:
    before, after = _neighbours(text, at)
    if before.isdigit() and after.isdigit():
        return False
    if _CJK.fullmatch(before):
        return True
    return bool(_HAN.fullmatch(after) or after in set("“「『《（【")) and bool(before)


def _bracket_pairs(text: str) -> dict[int, int]:
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match[0] == "(":
            opened.append(at)
        elif opened:
            start = opened.pop()
            pairs[start], pairs[at] = at, start
    return pairs


def _wide_bracket(text: str, at: int, pairs: dict[int, int], han: list[int]) -> bool:
    other = pairs.get(at)
    if other is None:
        before, after = _neighbours(text, at)
        return bool(_HAN.fullmatch(before)) or (text[at] == "(" and bool(_HAN.fullmatch(after)))
    start, end = min(at, other), max(at, other)
    if bisect_left(han, end) > bisect_left(han, start):
        return True
    return bool(_CJK.fullmatch(text[start - 1 : start]) or _HAN.fullmatch(text[end + 1 : end + 2]))
