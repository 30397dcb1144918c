"""Rows of places in short: cities, and counties closed by a word: 门头沟、房山、密云等区.

Two signs make a row of counties: each of its names is that of a county in one city or province,
and the word behind it says that they are counties (等区, 两县, 3个县区).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from casebook import resources
from casebook.knowledge.regions import (
    AUTONOMOUS,
    SHORT,
    FoundPlace,
    divisions,
    lies_in,
    lineage,
    not_short,
)
from casebook.records import Level

_ROW = re.compile(
    "(?P<row>[一-鿿]{2,4}?(?:[、和及与][一-鿿]{2,4}?)+)"
    "(?P<closed>等?(?:[二两三四五六七八九十]|\\d{1,2}个?|[一二两三四五六七八九十]+个)?"
    "(?P<kind>县区|区县|县市|县（市、区）|县\\(市、区\\)|[县区旗])"
    "(?![一-鿿]?(?:域|级|城|内|位|别|间|块|划|政府|委))|等地)"
)
_JOINS = re.compile("[、和及与]")
_LEAST_OF_PLACES = 3
"""Names in a row that 等地 closes, which says only that they are places."""


@resources.cached
def _codes() -> dict[str, tuple[str, ...]]:
    """Return the short names of all counties to their codes."""
    result: dict[str, tuple[str, ...]] = {}
    for code, item in divisions().items():
        match = AUTONOMOUS.fullmatch(item.name)
        name = match[1] if match else item.name[:-1]
        if item.level is Level.COUNTY and len(name) >= SHORT:
            result[name] = (*result.get(name, ()), code)
    return result


def find_rows(folded: str, results: Sequence[FoundPlace], home: str) -> Iterator[FoundPlace]:
    """Yield the counties of each row of a folded text, which are in one city or province.

    :param results: the divisions that the text names otherwise; what is in a row with one of
        them lies where it lies.
    :param home: the code of the article's region, which a row that could be of several is of.
    """
    at = 0
    while match := _ROW.search(folded, at):
        at = match.end()
        names = _names(folded, *match.span("row"))
        if found := _resolved(names, match["closed"], results, home):
            yield from found
        else:  # The first name may begin later: 决定|在房山、密云等区.
            at = match.start() + 1


def _names(folded: str, start: int, end: int) -> list[tuple[str, int]]:
    """Return the names of a row with their places."""
    names, at = [], start
    for name in _JOINS.split(folded[start:end]):
        names.append((name, at))
        at += len(name) + 1
    return names


def _resolved(
    names: Sequence[tuple[str, int]], closed: str, results: Sequence[FoundPlace], home: str
) -> list[FoundPlace]:
    if closed == "等地" and len(names) < _LEAST_OF_PLACES:
        return []
    options = [_codes().get(name, ()) for name, _ in names]
    if not all(options):
        return []
    above = [_above(codes) for codes in options]
    shared = set.intersection(*map(set, above))
    if home:
        way = {item.code for item in lineage(home)}
        shared &= way or shared
    cities = [code for code in shared if not code.endswith("0000")]
    parents = cities or sorted(shared)
    if len(parents) != 1:
        return []
    taken = {place.start for place in results}
    return [
        FoundPlace(code, at, at + len(name))
        for (name, at), codes in zip(names, options, strict=True)
        if at not in taken and len(inside := _inside(codes, parents[0])) == 1
        for code in inside
    ]


@resources.cached
def _cities_of_words() -> dict[str, str]:
    """Return short names of cities that mean other things too (朝阳, 白银) to their codes."""
    return {
        item.name[:-1]: code
        for code, item in divisions().items()
        if item.level is Level.CITY and item.name[-1] == "市" and item.name[:-1] in not_short()
    }


@resources.cached
def _in_row() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_cities_of_words())))
    return re.compile(f"(?<=[、和及与])(?:{names})(?=[、，。；和及与等])|(?:{names})(?=[、和及与])")


def cities_in_rows(folded: str, results: Sequence[FoundPlace]) -> list[FoundPlace]:
    """Return the divisions of a text, and the cities in a row with cities of their province.

    The name of such a city is a word too (朝阳, 北海): it stands in a row of places, and the one
    beside it is another city of the same province (铁岭、朝阳、盘锦).
    """
    found = list(results)
    for match in _in_row().finditer(folded):
        code = _cities_of_words()[match[0]]
        beside = [p for p in found if match.start() - 1 == p.end or match.end() + 1 == p.start]
        taken = any(p.start < match.end() and match.start() < p.end for p in found)
        if not taken and any(_is_sister(p.code, code) for p in beside):
            found.append(FoundPlace(code, *match.span()))
    return sorted(found, key=lambda place: place.start)


def _is_sister(one: str, other: str) -> bool:
    """Whether two divisions are cities of one province."""
    table = divisions()
    return table[one].level is Level.CITY and table[one].parent == table[other].parent


def _above(codes: Collection[str]) -> set[str]:
    return {item.code for code in codes for item in lineage(code)[:-1]}


def _inside(codes: Collection[str], above: str) -> list[str]:
    return [code for code in codes if lies_in(code, above)]
