"""One page a year in which a case went on, and their index."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.pages import myst
from casebook.pages.contents import Contents
from casebook.pages.lists import case_lines, toctree
from casebook.pages.registry import PageKind


def kinds() -> tuple[PageKind, ...]:
    """Declare the pages."""
    return (PageKind(key="years", title="年份", order=40, build=_pages),)


def _pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield the page of each year in which a case went on, and their index."""
    catalogue = contents.catalogue
    index = [myst.heading(1, "按年份瀏覽", "top"), "案例列在它所講述的每一年之下。"]
    decade = 0
    for year, articles in catalogue.by_year:
        if year // 10 != decade:
            decade = year // 10
            index.append(myst.heading(2, f"{decade}0 年代", f"y{decade}0"))
            index.append("{.names}\n")
        link = myst.link(f"{year} 年", f"{year}.md")
        index[-1] += f"- {link} [{len(articles)} 個案例]{{.facts}}\n"
        blocks = [myst.heading(1, f"年份：{year} 年", "top"), case_lines(articles)]
        yield f"years/{year}.md", myst.page(myst.PAGE, blocks)
    index = [block.rstrip("\n") for block in index]
    undated = [article for article in catalogue.articles if not article.year_range]
    if undated:
        index += [myst.heading(2, "年份不詳", "undated"), case_lines(undated)]
    index.append(toctree(str(year) for year, _ in catalogue.by_year))
    yield "years/index.md", myst.page(myst.PAGE, index)
