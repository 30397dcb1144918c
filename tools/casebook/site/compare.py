"""The page on which readers compare cases, and the tray that they gather them in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from casebook import resources
from casebook.exports.comparison import OTHER
from casebook.site.snapshot import printer_of
from casebook.themes import theme_pages

PAGE = "compare"


@cache
def words(tag: str) -> dict[str, str]:
    """Return the words of the page in the language of an edition, by its tag."""
    text = resources.text("compare/words.json")
    found: dict[str, str] = json.loads(text)[tag]
    return found


def has_page(app: Sphinx) -> bool:
    """Whether there is a page to compare on: its data is put beside a published site only."""
    return bool(app.config.casebook_search) and app.builder.name != "epub"


def compare_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page; the cases that it loads are put beside the site later, as the index is."""
    if has_page(app):
        own = words(app.config.casebook_edition)
        show = printer_of(app.config).interface
        parts = [(page.theme.value, show(page.title)) for page in theme_pages()]
        shown = {**own, "parts": [*parts, (OTHER, own["other"])]}
        yield PAGE, {"title": own["title"], "casebook_words": shown}, "casebook-compare.html"


def set_tray(
    app: Sphinx,
    pagename: str,  # noqa: ARG001 - the signature is Sphinx's
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Put the words of the tray into the template context, where there is a page to compare on."""
    printer = printer_of(app.config)
    context["casebook_tray"] = (
        {name: printer.interface(text) for name, text in _TRAY.items()} if has_page(app) else {}
    )


_TRAY = {
    "label": "待比較的案例",
    "add": "加入比較",
    "added": "已加入比較",
    "full": "一次最多比較四個案例",
    "open": "比較已選的 {count} 個案例",
    "one": "已選 1 個案例，再選一個即可比較",
    "clear": "清空",
    "pair": "與本案例比較",
}
