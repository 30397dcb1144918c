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

_CLOSED = re.compile(
    "等?(?:[二两三四五六七八九十]|\\d{1,2}个?|[一二两三四五六七八九十]{1,4}个)?"
    "(?:县区|区县|县市|县（市、区）|县\\(市、区\\)|[县区旗])"
    "(?![一-鿿]?(?:域|级|城|内|位|别|间|块|划|政府|委))|等地"
)
"""The word behind a row that says what it is of."""
_JOINS = frozenset("、和及与")
_LEAST = 2
"""Names that are a row."""
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


@resources.cached
def _longest() -> int:
    """Return the characters of the longest such name."""
    return max(map(len, _codes()))


def find_rows(folded: str, home: str) -> Iterator[FoundPlace]:
    """Yield the counties of each row of a folded text, which are in one city or province.

    :param home: the code of the article's region, which a row that could be of several is of.
    """
    way = {item.code for item in lineage(home)} if home else set()
    for closed in _CLOSED.finditer(folded):
        names, shared = _row_before(folded, closed.start(), way)
        cities = [code for code in shared if not code.endswith("0000")]
        parents = cities or sorted(shared)
        least = _LEAST_OF_PLACES if closed[0] == "等地" else _LEAST
        if len(names) < least or len(parents) != 1:
            continue
        for at, name in names:
            inside = _inside(_codes()[name], parents[0])
            if len(inside) == 1:
                yield FoundPlace(inside[0], at, at + len(name))


def _row_before(folded: str, end: int, way: set[str]) -> tuple[list[tuple[int, str]], set[str]]:
    """Return the row of counties that ends at a place, and the divisions that hold all of them.

    It is read backwards, as far as there is such a division.

    :param way: the only divisions that come into question, where the article has a region.
    """
    names: list[tuple[int, str]] = []
    shared: set[str] = set()
    while True:
        options: list[tuple[bool, int, set[str]]] = []
        for at in range(max(0, end - _longest()), end - SHORT + 1):
            above = _above(_codes().get(folded[at:end], ()))
            above &= shared if names else way or above
            if above:
                options.append((folded[at - 1 : at] in _JOINS, at, above))
        if not options:
            break
        goes_on, at, shared = next((x for x in options if x[0]), options[0])
        names.append((at, folded[at:end]))
        if not goes_on:
            break
        end = at - 1
    return names[::-1], shared


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
    held = {at for place in results for at in range(place.start, place.end)}
    edges: dict[int, list[str]] = {}
    for place in results:
        edges.setdefault(place.start, []).append(place.code)
        edges.setdefault(place.end, []).append(place.code)
    for match in _in_row().finditer(folded):
        code, (start, end) = _cities_of_words()[match[0]], match.span()
        beside = edges.get(start - 1, []) + edges.get(end + 1, [])
        if held.isdisjoint(range(start, end)) and any(_is_sister(x, code) for x in beside):
            found.append(FoundPlace(code, start, end))
            edges.setdefault(end, []).append(code)
    return sorted(found, key=lambda place: place.start)


def _is_sister(one: str, other: str) -> bool:
    """Whether two divisions are cities of one province."""
    table = divisions()
    return table[one].level is Level.CITY and table[one].parent == table[other].parent


def _above(codes: Collection[str]) -> set[str]:
    return {item.code for code in codes for item in lineage(code)[:-1]}


def _inside(codes: Collection[str], above: str) -> list[str]:
    return [code for code in codes if lies_in(code, above)]
