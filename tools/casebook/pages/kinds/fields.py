"""One page a field, and their index."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.pages import myst
from casebook.pages.contents import Contents
from casebook.pages.lists import case_lines, pages_with, toctree
from casebook.pages.registry import PageKind
from casebook.pages.spread import spread


def kinds() -> tuple[PageKind, ...]:
    """Declare the pages."""
    return (PageKind(key="fields", title="領域", order=20, build=_pages),)


def _pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield the page of each field and their index."""
    catalogue = contents.catalogue
    index: list[str] = []
    for field, articles in catalogue.by_field:
        link = myst.link(field.name, f"{field.key}.md")
        index.append(f"- {link} [{len(articles)} 個案例]{{.facts}}")
        links = [
            myst.link(page.title, f"/{page.theme.value}/{field.key}.md")
            for page in pages_with(articles)
        ]
        blocks = [myst.heading(1, f"領域：{field.name}", "top")]
        if links:
            blocks.append(f"按主題連讀本領域的案例：{' · '.join(links)}")
        blocks.append(case_lines(articles, field=False))
        if maps := list(spread(articles)):
            blocks += [myst.heading(2, "何時何地", "spread"), *maps]
        yield f"fields/{field.key}.md", myst.page(myst.WIDE_PAGE, blocks)
    blocks = [
        myst.heading(1, "按領域瀏覽", "top"),
        "每個領域一頁，列出該領域的案例，並可按主題連讀。",
        "\n".join(["{.names}", *index]),
        toctree(field.key for field, _ in catalogue.by_field),
    ]
    yield "fields/index.md", myst.page(myst.PAGE, blocks)
