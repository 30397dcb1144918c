"""The home page: what this is, how much there is, and where to begin."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.config import Config
from casebook.model import walk
from casebook.write import labels, myst
from casebook.write.catalogue import Catalogue
from casebook.write.index_pages import toctree

_WAYS = (
    ("fields", "按領域"),
    ("regions", "按地區"),
    ("years", "按年份"),
    ("cases", "全部案例"),
    ("indicators", "數字"),
    ("policies", "政策文件"),
    ("terms", "提法"),
    ("organisations", "機構"),
    ("timeline", "年表"),
    ("proofreading", "待校對的字"),
)


def home_page(catalogue: Catalogue, config: Config, handwritten: Sequence[str]) -> tuple[str, str]:
    """Return address and MyST of the home page.

    :param handwritten: names of the pages beside it that people wrote
        (``glossary`` …), which the reading order takes in at its end.
    """
    years = [year for year, _ in catalogue.by_year]
    counts = (
        f"收錄 {len(catalogue.articles)} 個案例，涵蓋 {len(catalogue.by_field)} 個領域、"
        f"{len(catalogue.by_province)} 個省級地區"
    )
    if years:
        counts += f"，時間跨度 {min(years)}—{max(years)} 年"
    lead = (
        "把各地改革案例整理成可以通讀、比較、引用的文本："
        "每個案例分為背景、舉措、成效三個主題，段段可查，字字有源。"
    )
    blocks = [
        f"# {myst.inline(config.title)}",
        f"{{.lead}}\n{lead}",
        f"{{.counts}}\n{counts}。",
        myst.heading(2, "按主題閱讀", "themes"),
        "\n".join(_theme_lines(catalogue)),
        myst.heading(2, "按領域閱讀", "fields"),
        "\n".join(_field_lines(catalogue)),
        myst.heading(2, "其他入口", "more"),
        "\n".join(f"- {myst.link(name, f'{folder}/index.md')}" for folder, name in _WAYS[1:]),
        toctree([f"{theme.value}/index" for theme in labels.THEME_PAGES], "主題"),
        toctree([f"{folder}/index" for folder, _ in _WAYS], "索引"),
    ]
    if handwritten:
        blocks.append(toctree(handwritten, "附錄"))
    return "index.md", myst.page({"casebook_script": "Hant"}, blocks)


def _theme_lines(catalogue: Catalogue) -> list[str]:
    lines = []
    for theme in labels.THEME_PAGES:
        taken = labels.THEME_PAGES[theme]
        told = sum(
            any(place.theme in taken for place in walk(article)) for article in catalogue.articles
        )
        link = myst.link(labels.THEME_TITLES[theme], f"{theme.value}/index.md")
        lines.append(f"- {link} [{told} 個案例]{{.facts}} {labels.THEME_LEADS[theme]}")
    return lines


def _field_lines(catalogue: Catalogue) -> list[str]:
    return [
        f"- {myst.link(field.name, f'fields/{field.key}.md')} [{len(cases)} 個案例]{{.facts}}"
        for field, cases in catalogue.by_field
    ]
