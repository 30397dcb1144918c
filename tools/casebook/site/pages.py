"""What every HTML page gets beside its text: language, switch, sidebar.

Nothing here may cost more when there are more cases: the sidebar lists themes
and indexes, never the table of contents of the whole site.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.builders import Builder

from casebook.pages.registry import Group, listed
from casebook.policy import POLICY
from casebook.search import program_version
from casebook.site.compare import PAGE as COMPARE
from casebook.site.compare import has_page
from casebook.site.excerpts import PAGE as EXCERPTS
from casebook.site.excerpts import TITLE as EXCERPTS_TITLE
from casebook.site.snapshot import printer_of, snapshot_of
from casebook.text.catalogue import N_
from casebook.themes import theme_pages


def set_context(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001 - the signature is Sphinx's
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Put into the template context what the project's templates use."""
    printer = printer_of(app.config)
    edition = printer.edition
    snapshot = snapshot_of(app.config)
    suffix = app.builder.out_suffix if hasattr(app.builder, "out_suffix") else ".html"

    here = printer.interface
    context["language"] = edition.tag
    context["casebook_text"] = here
    context["casebook_search"] = app.config.casebook_search and program_version()
    context["casebook_edition"] = edition.tag
    context["casebook_others"] = [
        {
            "tag": other.tag,
            "name": other.name,
            "href": f"{context.get('content_root', './')}../{other.folder}/{pagename}{suffix}",
        }
        for other in snapshot.editions
        if other != edition and app.config.casebook_search
    ]
    base_url = app.config.casebook_base_url
    address = f"{pagename}{suffix}"
    context["casebook_canonical"] = f"{base_url}{edition.folder}/{address}" if base_url else ""
    context["casebook_alternates"] = [
        {"tag": item.tag, "href": f"{base_url}{item.folder}/{address}"}
        for item in snapshot.editions
        if base_url and len(snapshot.editions) > 1
    ]
    if context["casebook_alternates"]:
        # The entrance page leads readers of no edition's language to the first one.
        first = {**context["casebook_alternates"][0], "tag": "x-default"}
        context["casebook_alternates"].append(first)
    # Nothing in it ends the attribute that it stands in.
    context["casebook_policy"] = Markup(POLICY)  # noqa: S704
    context["casebook_tray"] = has_page(app)
    context["casebook_theme_pages"] = {page.theme.value for page in theme_pages()}
    if app.builder not in _navigations:
        _navigations[app.builder] = [
            (here(caption), [(page, here(title)) for page, title in entries])
            for caption, entries in _navigation(app)
        ]
    context["casebook_navigation"] = _navigations[app.builder]


# Of each builder, which asks for it when all pages are read.
_navigations: WeakKeyDictionary[Builder, list[tuple[str, list[tuple[str, str]]]]] = (
    WeakKeyDictionary()
)


def _navigation(app: Sphinx) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each caption of the sidebar with the pages below it that are there."""
    present = app.env.found_docs
    for group in Group:
        pages = [
            (kind.index, kind.title)
            for kind in listed(group)
            if kind.navigation and kind.index in present
        ]
        if group is Group.TOOLS and has_page(app):
            pages = [(COMPARE, N_("比較案例")), (EXCERPTS, EXCERPTS_TITLE), *pages]
        yield group.value, pages
    yield (
        N_("附錄"),
        [(page, _title(app, page)) for page in app.config.casebook_appendix if page in present],
    )


def _title(app: Sphinx, page: str) -> str:
    title = app.env.titles.get(page)
    return title.astext() if title is not None else page


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that readers search on; its index is put beside the site later."""
    if app.config.casebook_search:
        title = printer_of(app.config).interface("搜尋")
        yield "search", {"title": title}, "casebook-search.html"


def drop_stock_search(app: Sphinx) -> None:
    """Keep Sphinx from building its own index beside ours: its Chinese search page is broken."""
    if app.config.casebook_search and hasattr(app.builder, "search"):
        app.builder.search = False
