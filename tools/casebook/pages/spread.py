"""Where and when a thing appears across cases: a small map for each year in which it spread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from casebook.pages.catalogue import Catalogue
from casebook.pages.drawing import drawing, tile_map
from casebook.pages.tiles import names_of, province_tiles
from casebook.records import Article

_MAPS = 8
"""So many maps stand side by side at most; more years are drawn several to a map."""
_NOTE = "按案例開始的年份：顏色濃的是當年新見的地區，淡的是此前已見的地區。"


def spread(articles: Iterable[Article]) -> Iterator[str]:
    """Yield the maps of the cases that have something, where there is more than one map.

    A province is new in the year in which its first case begins; cases without a province or
    years are left out.
    """
    first: dict[str, int] = {}
    for article in articles:
        province = Catalogue.province_of(article)
        if province and article.year_range:
            year = article.year_range[0]
            first[province.code] = min(year, first.get(province.code, year))
    years: dict[int, set[str]] = defaultdict(set)
    for code, year in first.items():
        years[year].add(code)
    maps = list(_maps(years))
    if len(maps) < 2:
        return
    places = {code: (tile.column, tile.row) for code, tile in province_tiles().items()}
    seen: frozenset[str] = frozenset()
    lines = []
    for label, here in maps:
        svg = drawing(tile_map(places, (here, seen)))
        block = "\n  ".join(svg.splitlines())
        lines.append(f"- {block}\n\n  [{label}]{{.year}} {names_of(here)}")
        seen |= here
    yield f"{{.note}}\n{_NOTE}"
    yield "{.spread}\n" + "\n".join(lines)


def _maps(years: dict[int, set[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the name and the provinces of each map: of one year, or of several that share it."""
    listed = sorted(years)
    size = -(-len(listed) // _MAPS) or 1
    for start in range(0, len(listed), size):
        part = listed[start : start + size]
        label = str(part[0]) if len(part) == 1 else f"{part[0]}—{part[-1]}"
        yield label, frozenset().union(*(years[year] for year in part))
