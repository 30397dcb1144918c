"""Schools and associations of Taiwan, by their endings: 興嘉國小, 三平社區發展協會."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook import resources
from casebook.knowledge.body_branches import FOUNDED
from casebook.knowledge.named_bodies import FoundBody, either
from casebook.text import jieba
from casebook.text.fold import fold

BEFORE = 2
"""Characters before a name that must end a word, for the name to begin."""
_OPENING = frozenset("在由与和及请向从对是据至到为让经会跟给归交往以的「“、")
"""Right before a name: no word that it is part of,"""
_HOLDS = frozenset("而但且县市区乡镇里村达读邻近了着拥属有内")
"""or, before a school, what it lies in: 嘉義市|興嘉國小."""
BEGINS = ("v", "p", "c", "d", "u", "x", "y")
"""Tags of words that a name is no part of."""
_OF_PLACES = ("国小", "国中")
"""Schools of a place; 台南|应用科技大学 has no name."""
_STEM = re.compile(
    "(?:(?![各每全所间校该些个等的和及与跟在于有这那几多名位本此其某打完升上我率读被曾姓])[一-鿿]){2}"
)


@resources.cached
def _lists() -> dict[str, tuple[str, ...]]:
    data = resources.toml("organisations.toml")["taiwan_names"]
    return {name: tuple(map(fold, words)) for name, words in data.items()}


@resources.cached
def _endings() -> re.Pattern[str]:
    lists = _lists()
    return re.compile(f"(?P<school>{either(lists['school'])})|(?P<party>{either(lists['party'])})")


def find_taiwan_names(folded: str, after: set[int]) -> Iterator[FoundBody]:
    """Yield the schools and associations of a folded text.

    :param after: where names of counties end, after which a name begins.
    """
    for match in _endings().finditer(folded):
        if folded.startswith(_lists()["goes_on"], match.end()):
            continue
        start = _start(folded, match.start(), after)
        if start is not None:
            kind = "school" if match["school"] else "party"
            yield FoundBody(folded[start : match.end()], kind, start, match.end())


def _start(folded: str, end: int, after: set[int]) -> int | None:
    """Return where the name of two characters before an ending begins."""
    at = end - BEFORE
    if at < 0 or not _STEM.fullmatch(folded, at, end):
        return None
    held = at in after or folded[max(0, at - 1) : at] in _HOLDS
    begins = held or folded.endswith(FOUNDED, 0, at) or opens(folded, at)
    of_place = held and folded.startswith(_OF_PLACES, end)
    return at if begins and _names(folded[at:end], held=of_place) else None


def opens(folded: str, at: int) -> bool:
    """Whether no word before a place makes the name of a body longer: 交通部|觀光局."""
    before = folded[max(0, at - 1) : at]
    if not "一" <= before <= "鿿" or before in _OPENING:
        return True
    words = jieba.tag(folded[max(0, at - BEFORE) : at])
    return len(words[-1][0]) == BEFORE and words[-1][1].startswith(BEGINS)


def _names(stem: str, *, held: bool) -> bool:
    """Whether characters can be the name of a school: no word that says a kind (偏鄉, 附近).

    :param held: whether what it lies in stands before, after which any word may be a name (大同).
    """
    if stem.endswith(_lists()["no_stem_ends"]) or stem.startswith(_lists()["no_stems"]):
        return False
    words = jieba.tag(stem, guesses=False)
    return held or len(words) > 1 or words[0][1].startswith(("n", "j", "z", "a"))
