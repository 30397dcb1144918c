"""The home page: what this is, how much there is, and where to begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from casebook.pages import labels, myst
from casebook.pages.catalogue import Catalogue
from casebook.pages.index_pages import toctree
from casebook.pages.place_pages import LEGEND, tiles
from casebook.records import walk
from casebook.settings import Settings

_INDEXES = (
    "cases",
    "fields",
    "regions",
    "years",
    "timeline",
    "indicators",
    "policies",
    "terms",
    "organisations",
    "proofreading",
)


def home_page(
    catalogue: Catalogue, config: Settings, handwritten: Sequence[str]
) -> tuple[str, str]:
    """Return address and MyST of the home page.

    :param handwritten: names of the pages beside it that people wrote
        (``glossary`` …), which the reading order takes in at its end.
    """
    lead = "各地改革案例，按背景、舉措、成效編排：可以通讀、比較、引用，每段文字都有固定的網址。"
    blocks = [
        f"# {myst.inline(config.title)}",
        f"{{.lead}}\n{lead}",
        f"{{.counts}}\n{' · '.join(_counts(catalogue))}",
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
        _chips((str(year), f"years/{year}.md", len(cases)) for year, cases in catalogue.by_year),
        myst.heading(2, "索引", "more"),
        _chips(_more(catalogue)),
        toctree([f"{theme.value}/index" for theme in labels.THEME_PAGES], "主題"),
        toctree([f"{folder}/index" for folder in _INDEXES], "索引"),
    ]
    if handwritten:
        blocks.append(toctree(handwritten, "附錄"))
    return "index.md", myst.page(labels.PAGE, blocks)


def _counts(catalogue: Catalogue) -> Iterator[str]:
    provinces = {
        one.code for article in catalogue.articles if (one := catalogue.province_of(article))
    }
    yield f"[{len(catalogue.articles)}]{{.n}} 個案例"
    yield f"[{len(catalogue.by_field)}]{{.n}} 個領域"
    yield f"[{len(provinces)}]{{.n}} 個省級地區"
    years = [year for year, _ in catalogue.by_year]
    if years:
        yield f"[{min(years)}—{max(years)}]{{.n}} 年"


def _theme_lines(catalogue: Catalogue) -> Iterator[str]:
    for theme in labels.THEME_PAGES:
        taken = labels.THEME_PAGES[theme]
        told = sum(
            any(place.theme in taken for place in walk(article)) for article in catalogue.articles
        )
        link = myst.link(labels.THEME_TITLES[theme], f"{theme.value}/index.md")
        about = f"[{labels.THEME_LEADS[theme]}]{{.about .{theme.value}}}"
        yield f"- {link} [{told} 個案例]{{.facts}} {about}"


def _chips(entries: Iterable[tuple[str, str, int]]) -> str:
    """Return links in a row, each with how much lies behind it."""
    lines = [
        f"- {myst.link(name, address)}" + (f" [{count}]{{.n}}") for name, address, count in entries
    ]
    return "{.chips}\n" + "\n".join(lines) if lines else "還沒有案例。"


def _more(catalogue: Catalogue) -> Iterator[tuple[str, str, int]]:
    book = catalogue.casebook
    yield "全部案例", "cases/index.md", len(book.cases)
    yield "數字", "indicators/index.md", len(book.indicators)
    yield "政策文件", "policies/index.md", len(book.policies)
    yield "提法", "terms/index.md", len(book.terms)
    yield "機構", "organisations/index.md", len(book.organisations)
    yield "年表", "timeline/index.md", len(book.timeline)
