"""Regions: the diagram of provinces, the tree of divisions, one page a province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from casebook.knowledge.region_groups import divisions_shared
from casebook.knowledge.regions import lineage, own_name
from casebook.pages import myst
from casebook.pages.catalogue import Catalogue
from casebook.pages.contents import Contents
from casebook.pages.lists import case_lines, toctree
from casebook.pages.quotes import quotes
from casebook.pages.registry import PageKind
from casebook.pages.tiles import LEGEND, tiles
from casebook.records import Article, Place, Script
from casebook.text import labels
from casebook.text.fold import fold

OBJECTS = "place"


def kinds() -> tuple[PageKind, ...]:
    """Declare the pages."""
    return (PageKind(key="regions", title="地區", order=30, build=_pages),)


def _pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield the page of each province that cases are about or name, and their index."""
    catalogue = contents.catalogue
    below: dict[str, list[Place]] = defaultdict(list)
    for place in catalogue.casebook.places:
        below[place.parent].append(place)
    outside = [article for article in catalogue.articles if not Catalogue.province_of(article)]
    several = [article for article in outside if divisions_shared(article)]
    index = [myst.heading(1, "按地區瀏覽", "top")]
    if below[""]:
        tree = "{.tree}\n" + "\n".join(_tree("", below, catalogue))
        index += [tiles(catalogue), LEGEND, myst.heading(2, "各地區", "tree"), tree]
    else:
        index.append(tiles(catalogue))
    for province in below[""]:
        name = myst.span(province.name, Script.HANS)
        blocks = [myst.heading(1, f"地區：{name}", "top"), *_told(province, catalogue)]
        for place in _walk(province, below):
            level = len(lineage(place.code))
            own = f"{OBJECTS}-{place.code}"
            blocks.append(myst.heading(level, myst.span(place.name, Script.HANS), own))
            blocks += _told(place, catalogue)
        page = {"casebook_object": f"{OBJECTS}:{province.code}", "casebook_objects": OBJECTS}
        yield f"regions/{province.code}.md", myst.page(myst.PAGE | page, blocks)
    if several:
        index += [myst.heading(2, "跨地區", "several"), *_several(several)]
    placeless = [article for article in outside if article not in several]
    if placeless:
        index += [myst.heading(2, "未標明地區", "unplaced"), case_lines(placeless)]
    index.append(toctree(province.code for province in below[""]))
    yield "regions/index.md", myst.page(myst.WIDE_PAGE, index)


def _several(articles: Iterable[Article]) -> Iterator[str]:
    """Yield the cases of several places at once, by the name that they give to these."""
    by_name: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        assert article.region
        by_name[fold(article.region.name)].append(article)
    for here in by_name.values():
        region = here[0].region
        assert region
        parts = (
            myst.link(own_name(code), f"#{OBJECTS}:{code}", Script.HANS)
            for code in divisions_shared(here[0])
        )
        name = myst.span(region.name, here[0].script, here[0].slug)
        yield f"{{.note}}\n{name}：{'、'.join(parts)}"
        yield case_lines(here)


def _entry(place: Place) -> str:
    """Return a link to a place with the number of its cases."""
    link = myst.link(place.name, f"#{OBJECTS}:{place.code}", Script.HANS)
    facts = [f"{len(place.cases)} 個案例"] if place.cases else []
    if place.shared_cases:
        facts.append(f"{len(place.shared_cases)} 個跨地區案例")
    known = {*place.cases, *place.shared_cases}
    naming = len({mention.case for mention in place.mentions} - known)
    if naming:
        facts.append(f"另有 {naming} 個案例提到" if facts else f"{naming} 個案例提到")
    return f"{link} [{'，'.join(facts)}]{{.facts}}" if facts else link


def _tree(code: str, below: dict[str, list[Place]], catalogue: Catalogue) -> Iterator[str]:
    """Yield the lines of the nested list of places, each with the cases of its own."""
    for place in below[code]:
        indent = "  " * (len(lineage(place.code)) - 1)
        yield f"{indent}- {_entry(place)}"
        for article in _listed(place.own_cases, catalogue):
            link = myst.link(article.title, f"#case:{article.slug}", article.script)
            years = f" [{labels.years(article)}]{{.facts .when}}" if article.years else ""
            yield f"{indent}  - {link}{years}"
        yield from _tree(place.code, below, catalogue)


def _walk(place: Place, below: dict[str, list[Place]]) -> Iterator[Place]:
    for child in below[place.code]:
        yield child
        yield from _walk(child, below)


def _listed(slugs: tuple[str, ...], catalogue: Catalogue) -> list[Article]:
    return sorted((catalogue.cases[slug].article for slug in {*slugs}), key=catalogue.place_of)


def _told(place: Place, catalogue: Catalogue) -> Iterator[str]:
    """Yield the cases of a place itself, those that it shares, then the passages that name it."""
    if own := _listed(place.own_cases, catalogue):
        yield case_lines(own)
    if shared := _listed(place.shared_cases, catalogue):
        yield "{.note}\n跨地區的案例，本地是其中一處："
        yield case_lines(shared)
    known = (*place.own_cases, *place.shared_cases)
    naming = tuple(mention for mention in place.mentions if mention.case not in known)
    if naming:
        yield "{.note}\n提到這裡的案例："
        yield quotes(naming, catalogue)
