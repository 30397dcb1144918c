"""Pages of all indicators: by field, and one on which all can be searched through."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.pages import myst
from casebook.pages.catalogue import Catalogue
from casebook.pages.contents import Contents
from casebook.pages.findings import figure_table
from casebook.pages.lists import toctree
from casebook.pages.registry import PageKind
from casebook.pages.split import by_year
from casebook.records import Article

# A table of as many rows takes Sphinx about a second and the page 300 kB.
_ROWS = 500


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
            cases = [catalogue.cases[article.slug] for article in part]
            many = sum(len(case.indicators) for case in cases)
            names.append(name)
            link = myst.link(f"{field.name}{note}", f"{name}.md")
            lines.append(f"- {link} [{many} 個數字]{{.facts}}")
            title = myst.heading(1, f"數字：{field.name}{note}", "top")
            table = figure_table(cases, catalogue.series, across=True)
            yield f"indicators/{name}.md", myst.page(myst.WIDE_PAGE, [title, table])
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
    yield "indicators/index.md", myst.page(myst.WIDE_PAGE, blocks)


def _many(article: Article, catalogue: Catalogue) -> int:
    return len(catalogue.cases[article.slug].indicators)
