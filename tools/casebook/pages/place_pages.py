"""Places: the diagram of provinces, the tree of divisions, one page a province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from casebook import resources
from casebook.knowledge.regions import lineage, name_in
from casebook.pages import labels, myst
from casebook.pages.catalogue import Catalogue
from casebook.pages.index_pages import case_lines, toctree
from casebook.pages.quotes import quotes
from casebook.records import Article, Place, Script

OBJECTS = "place"
LEGEND = "{.note}\n方格裡的數字是當地的案例數；沒有數字的方格，案例只提到當地。"


def place_pages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the page of each province that cases tell of or name, and their index."""
    below: dict[str, list[Place]] = defaultdict(list)
    for place in catalogue.casebook.places:
        below[place.parent].append(place)
    index = ["# 按地區瀏覽", tiles(catalogue), LEGEND, myst.heading(2, "地區樹", "tree")]
    index.append("{.tree}\n" + "\n".join(_tree("", below, catalogue)))
    for province in below[""]:
        name = name_in(province.code, Script.HANT)
        blocks = [f"# 地區：{name}", *_told(province, catalogue)]
        for place in _walk(province, below):
            level = len(lineage(place.code))
            own = f"{OBJECTS}-{place.code}"
            blocks.append(myst.heading(level, name_in(place.code, Script.HANT), own))
            blocks += _told(place, catalogue)
        page = {"casebook_object": f"{OBJECTS}:{province.code}", "casebook_objects": OBJECTS}
        yield f"regions/{province.code}.md", myst.page(labels.PAGE | page, blocks)
    placeless = [one for one in catalogue.articles if not Catalogue.province_of(one)]
    if placeless:
        index += [myst.heading(2, "未標明地區", "unplaced"), case_lines(placeless)]
    index.append(toctree(province.code for province in below[""]))
    yield "regions/index.md", myst.page(labels.PAGE, index)


def tiles(catalogue: Catalogue) -> str:
    """Return the provinces as tiles that stand as they lie on a map."""
    provinces = [place for place in catalogue.casebook.places if not place.parent]
    told = [(place, _tiles()[place.code]) for place in provinces]
    if not told:
        return "還沒有地區。"
    left = min(tile.column for _, tile in told) - 1
    top = min(tile.row for _, tile in told) - 1
    return "{.tiles}\n" + "\n".join(
        f"[{tile.name}{f' {len(place.cases)}' if place.cases else ''}](/regions/{place.code}.md)"
        f"{{.tile .c{tile.column - left} .r{tile.row - top}{'' if place.cases else ' .named'}}}"
        for place, tile in told
    )


class _Tile(NamedTuple):
    name: str
    column: int
    row: int


@cache
def _tiles() -> dict[str, _Tile]:
    return {
        code: _Tile(name, int(column), int(row))
        for code, name, column, row in resources.rows("tiles.tsv")
    }


def _entry(place: Place) -> str:
    """Return a link to a place with how much is told of it."""
    link = myst.link(name_in(place.code, Script.HANT), f"#{OBJECTS}:{place.code}")
    facts = [f"{len(place.cases)} 個案例"] if place.cases else []
    naming = len({mention.case for mention in place.mentions} - set(place.cases))
    if naming:
        facts.append(f"另有 {naming} 個案例提到" if facts else f"{naming} 個案例提到")
    return f"{link} [{'，'.join(facts)}]{{.facts}}" if facts else link


def _tree(code: str, below: dict[str, list[Place]], catalogue: Catalogue) -> Iterator[str]:
    """Yield the lines of the nested list of places, each with the cases of its own."""
    for place in below[code]:
        indent = "  " * (len(lineage(place.code)) - 1)
        yield f"{indent}- {_entry(place)}"
        for article in _own(place, catalogue):
            link = myst.link(article.title, f"#case:{article.slug}", article.script)
            years = f" [{labels.years(article)}]{{.facts}}" if article.years else ""
            yield f"{indent}  - {link}{years}"
        yield from _tree(place.code, below, catalogue)


def _walk(place: Place, below: dict[str, list[Place]]) -> Iterator[Place]:
    for child in below[place.code]:
        yield child
        yield from _walk(child, below)


def _own(place: Place, catalogue: Catalogue) -> list[Article]:
    return [article for article in catalogue.articles if article.slug in place.own_cases]


def _told(place: Place, catalogue: Catalogue) -> Iterator[str]:
    """Yield the cases of a place itself, then the passages of others that name it."""
    if own := _own(place, catalogue):
        yield case_lines(own)
    naming = tuple(mention for mention in place.mentions if mention.case not in place.own_cases)
    if naming:
        yield "{.note}\n提到這裡的案例："
        yield quotes(naming, catalogue)
