"""Counties that a text names in short: right after a place that they lie in (河北阜平)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casebook import resources
from casebook.knowledge.regions import (
    AUTONOMOUS,
    SHORT,
    FoundPlace,
    divisions,
    lies_in,
    not_short,
)
from casebook.knowledge.tagging import words_around
from casebook.records import Level
from casebook.text import jieba

WINDOW = 4
"""Characters around a name that are cut into words with it."""
_NAME_GOES_ON = re.compile(
    "[江河湖海山岛岭峡湾港路街桥州站县市区旗]|半岛|大[桥道学]|学院|(?:国际)?机场|地区|自治"
)
"""After the short name of a county: the name of something else, 嘉陵江, 雷州半岛."""
_ENDS_ROW = re.compile("[、，。；和及与等两三四五]|$")
_OF_WATER = "湖海"
"""西湖 and 南海 are oftener the lake and the sea than the district."""
_OF_NAMES = ("ns", "nr")
"""What jieba calls the names of places and persons."""


@resources.cached
def _county_codes() -> dict[str, tuple[str, ...]]:
    """Short names of counties (阜平, 印江) to the codes, but for those that are words too.

    Of districts only those whose name is one of a place or a person by jieba's tags, or no word.
    """
    result: dict[str, tuple[str, ...]] = {}
    for code, item in divisions().items():
        match = AUTONOMOUS.fullmatch(item.name)
        name = match[1] if match else item.name[:-1]
        if item.level is not Level.COUNTY or len(name) < SHORT:
            continue
        if name in not_short() and (item.name.endswith("区") or not is_place_word(name)):
            continue
        if item.name.endswith("区"):
            words = list(jieba.tag(name, guesses=False))
            if name[-1] in _OF_WATER or (len(words) == 1 and words[0][1][:2] not in _OF_NAMES):
                continue
        result[name] = (*result.get(name, ()), code)
    return result


@resources.cached
def is_place_word(name: str) -> bool:
    """Whether a short name that means other things too is first of all a place: 东兴, not 会同.

    What a city has its name with (朝阳) is not the county.
    """
    words = list(jieba.tag(name, guesses=False))
    return (
        len(words) == 1
        and words[0][1] == "ns"
        and not any(f"{name}{ending}" in _cities() for ending in ("市", "地区"))
    )


@resources.cached
def _cities() -> frozenset[str]:
    return frozenset(item.name for item in divisions().values() if item.level is Level.CITY)


@resources.cached
def _longest() -> int:
    return max(map(len, _county_codes()))


def begins_in_word(folded: str, start: int, end: int) -> bool:
    """Whether a word of the text goes on into a name and ends there: 沿海|城市 into 海城市."""
    return any(at < start < last < end for at, last in words_around(folded, start, end, WINDOW))


def with_counties(folded: str, results: Sequence[FoundPlace]) -> Iterator[FoundPlace]:
    """Yield the divisions with the short names of counties after them.

    A county is named in short right after a place that it lies in (河北阜平), and after 、 where
    one of its neighbours stands before (江西赣州龙南、寻乌等地).
    """
    for place, item in enumerate(results):
        yield item
        last, code = item, item.code
        limit = results[place + 1].start if place + 1 < len(results) else len(folded)
        while county := _county_at(folded, last.end, limit, code, row=False):
            yield county
            last, code = county, county.code
        while (
            divisions()[last.code].level is Level.COUNTY
            and folded[last.end : last.end + 1] in ("、", "和")
            and (
                county := _county_at(
                    folded, last.end + 1, limit, divisions()[last.code].parent, row=True
                )
            )
        ):
            yield county
            last = county


def _county_at(folded: str, at: int, limit: int, above: str, *, row: bool) -> FoundPlace | None:
    """Return the county in ``above`` whose short name stands at a place, if one does."""
    for end in range(min(at + _longest(), limit), at + 1, -1):
        codes = [c for c in _county_codes().get(folded[at:end], ()) if lies_in(c, above)]
        if len(codes) != 1 or _NAME_GOES_ON.match(folded, end):
            continue
        if (row and not _ENDS_ROW.match(folded, end)) or _ends_in_word(folded, at, end):
            continue
        return FoundPlace(codes[0], at, end)
    return None


def _ends_in_word(folded: str, start: int, end: int) -> bool:
    """Whether a name ends within a word of the text: 柳州城中村."""
    return any(at < end < last for at, last in words_around(folded, start, end, WINDOW))
