"""The home page: what this is, how much there is, and where to begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from casebook.pages import myst
from casebook.pages.catalogue import Catalogue
from casebook.pages.contents import Contents
from casebook.pages.drawing import drawing, years_of
from casebook.pages.kinds.timeline import scale_of
from casebook.pages.lists import toctree
from casebook.pages.registry import Group, PageKind, listed, page_kinds
from casebook.pages.tiles import LEGEND, tiles
from casebook.records import Paragraph, blocks_of
from casebook.themes import theme_pages


def kinds() -> tuple[PageKind, ...]:
    """Declare the page, which every list leads from and none names."""
    return (PageKind(key="index.md", build=_pages, group=None),)


def _pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield address and MyST of the home page.

    The reading order ends with the pages that people wrote (``glossary`` …).
    """
    catalogue, config = contents.catalogue, contents.snapshot.settings
    blocks = [
        myst.heading(1, myst.inline(config.title), "top"),
        *([f"{{.lead}}\n{myst.inline(config.lead)}"] if config.lead else []),
        "{.counts}\n" + "\n".join(f"- {count}" for count in _counts(catalogue)),
        "\n".join(myst.fence("search-form", [])),
        myst.heading(2, "按主題讀", "themes"),
        "{.themes}\n" + "\n".join(_theme_lines(catalogue)),
        myst.heading(2, "按領域讀", "fields"),
        _chips(
            (field.name, f"fields/{field.key}.md", len(cases))
            for field, cases in catalogue.by_field
        ),
        myst.heading(2, "按地區讀", "regions"),
        tiles(catalogue),
        LEGEND,
        myst.heading(2, "按年份讀", "years"),
        "案例列在它所講述的每一年之下。",
        *_columns(catalogue),
        _chips((str(year), f"years/{year}.md", len(cases)) for year, cases in catalogue.by_year),
        myst.heading(2, "索引", "more"),
        _chips(_more(catalogue)),
        *(toctree((kind.index for kind in listed(group)), group.value) for group in Group),
    ]
    if contents.handwritten:
        blocks.append(toctree(contents.handwritten, "附錄"))
    yield "index.md", myst.page(myst.WIDE_PAGE, blocks)


def _counts(catalogue: Catalogue) -> Iterator[str]:
    provinces = {
        item.code for article in catalogue.articles if (item := catalogue.province_of(article))
    }
    yield f"[{len(catalogue.articles)}]{{.n}} 個案例"
    yield f"[{len(catalogue.by_field)}]{{.n}} 個領域"
    yield f"[{len(provinces)}]{{.n}} 個省級地區"
    years = [year for year, _ in catalogue.by_year]
    if years:
        yield f"[{min(years)}—{max(years)}]{{.n}} 年"


def _theme_lines(catalogue: Catalogue) -> Iterator[str]:
    paragraphs = Counter(
        theme
        for article in catalogue.articles
        for theme, block in blocks_of(article)
        if isinstance(block, Paragraph)
    )
    for page in theme_pages():
        link = myst.link(page.title, f"{page.theme.value}/index.md")
        many = sum(paragraphs[theme] for theme in page.taken)
        about = f"[{page.lead}]{{.about .{page.theme.value}}}"
        yield f"- {link} [{many} 段]{{.facts}} {about}"


def _columns(catalogue: Catalogue) -> Iterator[str]:
    """Yield how many cases each year has, drawn."""
    scale = scale_of(catalogue)
    if scale:
        years = Counter(years_of(article.year_range for article in catalogue.articles))
        yield drawing(scale.columns(years, 72) + scale.axis())


def _chips(entries: Iterable[tuple[str, str, int]]) -> str:
    """Return links in a row, each with how much lies after it."""
    lines = [
        f"- {myst.link(name, address)}" + (f" [{count}]{{.n}}") for name, address, count in entries
    ]
    return "{.chips}\n" + "\n".join(lines) if lines else "還沒有案例。"


def _more(catalogue: Catalogue) -> Iterator[tuple[str, str, int]]:
    for kind in page_kinds():
        if kind.home:
            yield kind.title, f"{kind.index}.md", kind.home(catalogue.casebook)
