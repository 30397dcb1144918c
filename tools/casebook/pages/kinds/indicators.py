"""Pages of all indicators: by field, and one on which all can be searched through."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.knowledge.regions import lineage
from casebook.pages import myst
from casebook.pages.catalogue import Catalogue
from casebook.pages.contents import Contents
from casebook.pages.findings import filterable_table, thing_cell
from casebook.pages.lists import toctree
from casebook.pages.registry import PageKind
from casebook.pages.split import by_year
from casebook.records import Article, Indicator, Script
from casebook.text import labels
from casebook.themes import page_of

# A table of as many rows takes Sphinx about a second and the page 300 kB.
_ROWS = 500
_HEAD = ("指標", "數值", "單位", "時間", "地區", "主題", "案例")


def kinds() -> tuple[PageKind, ...]:
    """Declare the pages."""
    return (
        PageKind(
            key="indicators",
            title="數字",
            order=60,
            build=_pages,
            home=lambda casebook: len(casebook.indicators),
            divided=True,
        ),
    )


def _pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield the pages of each field's indicators, and the page of all of them.

    The page of all indicators is filled by ``indicators.js`` from ``data/indicators.js``
    (:mod:`casebook.exports.indicator_data`); what stands in it here is for readers
    without scripts.
    """
    catalogue = contents.catalogue
    lines: list[str] = []
    names: list[str] = []
    for field, articles in catalogue.by_field:
        reported = [item for item in articles if _many(item, catalogue)]
        for name, note, part in by_year(
            field, reported, lambda entry: _many(entry, catalogue), _ROWS
        ):
            rows = [row for article in part for row in _rows(article, catalogue)]
            names.append(name)
            link = myst.link(f"{field.name}{note}", f"{name}.md")
            lines.append(f"- {link} [{len(rows)} 個數字]{{.facts}}")
            title = myst.heading(1, f"數字：{field.name}{note}", "top")
            table = filterable_table(_HEAD, rows)
            yield f"indicators/{name}.md", myst.page(myst.PAGE, [title, table])
    files = "、".join(
        myst.link(name, f"#data:{name}") for name in ("indicators.csv", "indicators.json")
    )
    blocks = [
        myst.heading(1, "數字", "top"),
        "各案例文中的數字，每一個都連到它所在的段落。",
        f"{{.screen-only}}\n可以下載：{files}。",
        "\n".join(myst.fence("container", ["下面按領域列出全部數字。"], "indicator-explorer")),
        myst.heading(2, "按領域列出", "fields"),
        "\n".join(lines) or "還沒有數字。",
        toctree(names),
    ]
    yield "indicators/index.md", myst.page(myst.PAGE, blocks)


def _many(article: Article, catalogue: Catalogue) -> int:
    return len(catalogue.cases[article.slug].indicators)


def _rows(article: Article, catalogue: Catalogue) -> Iterator[list[str]]:
    for indicator in catalogue.cases[article.slug].indicators:
        page = page_of(indicator.theme)
        yield [
            thing_cell(indicator, article),
            myst.link(
                indicator.text, f"#case:{article.slug}/{indicator.paragraph}", article.script
            ),
            _unit(indicator, article),
            labels.when(indicator) or "—",
            _place(article),
            page.short if page else "—",
            myst.link(article.title, f"#case:{article.slug}", article.script),
        ]


def _place(article: Article) -> str:
    """Return the short name of a case's region: its own division, without those above."""
    if not article.region:
        return "—"
    way = lineage(article.region.code)
    if not way:
        return myst.span(article.region.name, article.script, article.slug)
    return myst.span(way[-1].name, Script.HANS)


def _unit(indicator: Indicator, article: Article) -> str:
    if not indicator.unit:
        return "—"
    return myst.span(indicator.unit, labels.script_of(indicator.unit, article), article.slug)
