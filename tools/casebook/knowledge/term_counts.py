"""Names of terms that count what they have: 三变, 五清单, 1+3+N.

Everything is in folded Simplified text.
"""

from __future__ import annotations

import re

from casebook import resources
from casebook.knowledge.term_forms import ENOUGH, NUMERALS, either, is_ordinary, words

_NUMBERED = re.compile(r"(?:[一二两三四五六七八九十百双多\d]+[^\d\s“”、]{1,4}[、，]?){1,}")
_LONGEST_NUMBERED = 8
_LONGEST_ROW = 14
"""Characters of a name that counts :data:`_FEWEST` things and more: 四知、五清、六掌握."""
_FIGURES = re.compile(r"\d[\d+＋﹢NXnx]{2,}")
"""“1+3+N”治理体系, “1324”工作机制: a term where a word after says so."""
_FEWEST = 3
"""Parts of a row before the name that counts them, and things that such a name counts."""


def is_figures(inside: str) -> bool:
    """Whether a name is of figures alone: 12812, 1+3+N."""
    return _FIGURES.fullmatch(inside) is not None


def is_numbered(inside: str) -> bool:
    """Whether a name counts what it has: 五清单, 林改四问."""
    if _UNITY.fullmatch(inside) or (is_ordinary(inside) and _NO_COUNT.fullmatch(inside)):
        return False
    longest = _LONGEST_ROW if _counts_things(inside) >= _FEWEST else _LONGEST_NUMBERED
    return len(inside) <= longest and (
        _NUMBERED.fullmatch(inside) is not None or _counted().search(inside) is not None
    )


@resources.cached
def _counted() -> re.Pattern[str]:
    """林改四问, 民生十条, 成果三部曲."""
    return re.compile(f"[一-鿿]{{2}}[一二三四五六七八九十两]+{either('counted')}$")


def counts(inside: str) -> int:
    """Return how much a name speaks for a term by what it counts: 三资, or three things."""
    if not is_numbered(inside):
        return 0
    return ENOUGH if _counts_things(inside) >= _FEWEST else 1


def _counts_things(inside: str) -> int:
    return len(_NUMERAL.findall(inside))


_NUMERAL = re.compile(r"[一二两三四五六七八九十百双]+|\d+")
"""一核三全四化 counts three things."""
_NO_COUNT = re.compile("[一双单][一-鿿]")
"""一般, 双重: words of the dictionary that count nothing."""
_UNITY = re.compile("一[张盘股条本把根幅座桌池][一-鿿]")
"""一张网, 一本账: a figure of speech that counts nothing."""


def is_spelt_out(inside: str, before: str, after: str) -> bool:
    """Whether a numbered name is explained by as many parts as it counts.

    In brackets, “三维”（…、…、…）, or behind a colon: “四不准”：…; but not what is wrong (出现
    “三多”：…), and complaints (“三难”：上学难、…).
    """
    match = _IN_BRACKETS.match(after) or _BEHIND_COLON.match(after)
    if not match or not is_numbered(inside) or _IS_WRONG.search(before):
        return False
    parts = _BETWEEN_PARTS.split(match[1])
    complains = all(part.endswith(words("complaint_ends")) for part in parts)
    return _count(inside) == len(parts) and not complains


def sums_up(inside: str, before: str) -> bool:
    """Whether a numbered name follows as many parts as it counts: 同质、同价、同网的“三同”."""
    if not is_numbered(inside):
        return False
    clause = _CLAUSE_END.split(before)[-1].removesuffix("的").removesuffix("等")
    parts = clause.split("、")
    return len(parts) >= _FEWEST and _count(inside) == len(parts)


_CLAUSE_END = re.compile("[，。；：]")
_IS_WRONG = re.compile(
    "(?:出现|存在|面临|严防|防止|防范|杜绝|查处|破解|消除|克服|根除|反对)了?[“「]?$"
)
_IN_BRACKETS = re.compile("[（(]([^（）()]+)[）)]")
_BEHIND_COLON = re.compile("：([^。：…]{4,})")
_BETWEEN_PARTS = re.compile("[、，；]")


def _count(inside: str) -> int:
    """Return the number that a name begins with, -1 for none from nought to ten."""
    return NUMERALS.find(inside[0].replace("两", "二").replace("双", "二"))
