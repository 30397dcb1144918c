"""The Sphinx extension: domain, editions, navigation."""

from __future__ import annotations

import zlib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from casebook.site.addresses import Addresses
from casebook.site.cite import Cite, set_head_tags
from casebook.site.collation import Collation
from casebook.site.compare import compare_page
from casebook.site.configuration import configure
from casebook.site.differences import set_differences
from casebook.site.domain import CaseDomain
from casebook.site.downloads import Downloads
from casebook.site.editions import EditionText
from casebook.site.encodings import read_any_encoding
from casebook.site.excerpts import excerpts_page
from casebook.site.figures import (
    Changes,
    ChartsNode,
    Figures,
    FiguresNode,
    write_charts,
    write_figures,
)
from casebook.site.forms import SearchForm, SearchFormNode, leave_out, write_form
from casebook.site.head import set_head
from casebook.site.lean import LeanReading, settle_once
from casebook.site.listings import Listing, write_listing
from casebook.site.memory import collect_rarely, keep_no_trees
from casebook.site.pages import drop_stock_search, search_page, set_context
from casebook.site.pictures import name_pictures
from casebook.site.printed import forget_others
from casebook.site.reading import PageParser
from casebook.site.redirects import redirect_pages
from casebook.site.report import Report, ReportNode, write_report
from casebook.site.shell import SiteBuilder, set_shell, share_static
from casebook.site.similar import SimilarCases
from casebook.site.sitemap import write_sitemap
from casebook.site.sources import SourceMark
from casebook.site.theme_styles import write_theme_styles
from casebook.site.words import load_words
from casebook.site.written import read_again
from casebook.text.editions import DEFAULT_TAGS

HERE = Path(__file__).parent


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx; ``casebook.site`` brings everything that it needs."""
    app.setup_extension("myst_parser")
    if all(map(find_spec, ("typst", "fontTools", "icu", "pikepdf", "docx"))):  # the extra `book`
        app.setup_extension("casebook.book.extension")
    app.add_config_value("casebook_edition", DEFAULT_TAGS[0], "env", frozenset({str}))
    app.add_config_value("casebook_articles", "articles", "env", frozenset({str}))
    app.add_config_value("casebook_settings", "", "env", frozenset({str}))
    # A checksum of rulings, kept words and settings: where it changes, every page is read again.
    app.add_config_value("casebook_inputs", "", "env", frozenset({str}))
    # Where annotation is saved: no page depends on it.
    app.add_config_value("casebook_cache", "", "", frozenset({str}))
    app.add_config_value("casebook_base_url", "", "env", frozenset({str}))
    # On where `casebook build` puts the other editions, the search and the data beside the pages.
    app.add_config_value("casebook_search", False, "html", frozenset({bool}))
    for name, default in (
        ("title", ""),
        ("licence", ""),
        ("paper", "a4"),
        ("order", "stroke"),
        ("date", ""),
        ("book", "field"),
        ("standard", ""),
    ):
        app.add_config_value(f"casebook_{name}", default, "", frozenset({str}))
    app.add_config_value("casebook_volume_pages", 400, "", frozenset({int}))
    app.add_config_value("casebook_appendix", [], "html", frozenset({list}))
    app.add_source_parser(PageParser, override=True)
    app.add_builder(SiteBuilder, override=True)
    app.add_domain(CaseDomain)
    for name, directive in _DIRECTIVES.items():
        app.add_directive_to_domain("case", name, directive)
    app.add_node(SearchFormNode, html=(write_form, None), text=(leave_out, None))
    app.add_directive("search-form", SearchForm)
    app.add_role_to_domain("case", "source", SourceMark())
    skipped = (leave_out, None)
    app.add_node(ReportNode, html=(write_report, None), text=skipped)
    app.add_node(ChartsNode, html=(write_charts, None), text=skipped)
    app.add_node(FiguresNode, html=(write_figures, None), text=skipped)
    app.add_node(Listing, html=(write_listing, None))
    app.add_transform(LeanReading)
    app.add_transform(EditionText)
    app.add_transform(Collation)
    app.add_transform(Addresses)
    # Before extensions and builders read the configuration.
    app.connect("config-inited", configure, priority=100)
    for prepare in _PREPARE:
        app.connect("builder-inited", prepare)
    # After the themes have added what they add.
    app.connect("builder-inited", settle_once, priority=900)
    app.connect("env-get-outdated", read_again)
    app.connect("env-updated", name_pictures)
    # Before the theme renders its components, and after it has set its functions.
    app.connect("html-page-context", set_context, priority=400)
    app.connect("html-page-context", set_shell, priority=400)
    app.connect("html-page-context", set_head_tags)
    app.connect("html-page-context", set_head)
    app.connect("html-page-context", set_differences)
    app.connect("html-collect-pages", search_page)
    app.connect("html-collect-pages", compare_page)
    app.connect("html-collect-pages", excerpts_page)
    app.connect("html-collect-pages", redirect_pages)
    app.add_css_file("casebook.css")
    app.add_js_file("casebook.js", loading_method="defer")
    app.connect("build-finished", forget_others)
    app.connect("build-finished", write_sitemap)
    app.connect("build-finished", share_static, priority=900)
    return {
        "version": "1",
        "env_version": _dictionaries(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


_PREPARE = (
    *(read_any_encoding, collect_rarely, keep_no_trees),
    *(load_words, write_theme_styles, drop_stock_search),
)

_DIRECTIVES = {
    "cite": Cite,
    "downloads": Downloads,
    "changes": Changes,
    "figures": Figures,
    "report": Report,
    "similar": SimilarCases,
}


def _dictionaries() -> int:
    """Return a checksum of the dictionaries: other words want every page read again."""
    folder = HERE.parent / "data" / "script"
    checksum = 0
    for path in sorted(folder.rglob("*.t*")):
        checksum = zlib.crc32(path.read_bytes(), checksum)
    return checksum
