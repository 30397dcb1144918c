"""What programs read in the head of a page: search engines, and the previews of messages.

A description from the first sentence, Open Graph, and schema.org as JSON-LD: a case is an
``Article`` that ``isBasedOn`` its sources, the page about the site a ``Dataset``, and every
page below the home page has its ``BreadcrumbList``.  Addresses are relative where the site
has none of its own, as JSON-LD allows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

from casebook.exports.citations import Reference
from casebook.exports.feeds import FEED, feed_fields, field_feed
from casebook.project import Snapshot
from casebook.records import Article, Edition, Kind, Paragraph, walk
from casebook.site.cite import reference_of
from casebook.site.snapshot import printer_of, snapshot_of
from casebook.text.catalogue import N_
from casebook.text.printer import Printer
from casebook.text.urls import web_address

DESCRIPTION = 150
"""Characters of a description: about what search engines show of it."""

ABOUT = "about"
"""The hand-written page that says what the site is; it describes the data as a whole."""

_SENTENCE_END = re.compile(r"[。！？][」』”’）]*")
# What is not the text of a page: its head, its lists of links, its notes.
_ASIDE = (nodes.container, nodes.list_item, nodes.field_list, nodes.table, nodes.Admonition)
_CSV = ("cases", "paragraphs", "indicators", "citations", "policies", "terms", "organisations")


def set_head(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001 - the signature is Sphinx's
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put description, Open Graph and JSON-LD of a page into the template context."""
    printer, snapshot = printer_of(app.config), snapshot_of(app.config)
    slug = app.env.metadata.get(pagename, {}).get("casebook_case")
    article = snapshot.casebook.case(slug).article if slug else None
    site = printer.interface(snapshot.settings.title)
    # What Sphinx gives as a title is HTML.
    title = Markup(context.get("title", "")).striptags() or site  # noqa: S704
    if article:
        title = printer.article(article)(article.title)
    said = _case_text(article, printer) if article else _page_text(doctree)
    description = opening(said) if said else f"{title} — {site}"
    canonical = context.get("casebook_canonical", "")
    context["casebook_description"] = description
    graph = {
        "og:title": title,
        "og:type": "article" if article else "website",
        "og:site_name": site,
        "og:locale": _locale(printer.edition),
        "og:url": canonical,
    }
    context["casebook_feeds"] = [
        (title, f"{context.get('content_root', './')}{address}")
        for title, address in _feeds(snapshot, printer, pagename)
        if app.config.casebook_search
    ]
    context["casebook_graph"] = [(name, value) for name, value in graph.items() if value]
    linked: list[dict[str, Any]] = []
    if article:
        cited = reference_of(app.config, article.slug)
        linked.append(_article(article, cited, printer, description, canonical))
    if pagename == ABOUT:
        linked.append(_dataset(snapshot, printer, description))
    if trail := list(_trail(app, pagename, title, site)):
        base = app.config.casebook_base_url
        root = f"{base}{printer.edition.folder}/" if base else context.get("content_root", "./")
        linked.append(_breadcrumbs(trail, root))
    context["casebook_linked_data"] = [script(item) for item in linked]


def _feeds(snapshot: Snapshot, printer: Printer, page: str) -> Iterator[tuple[str, str]]:
    """Yield title and address of the feeds with a page's cases."""
    if not snapshot.changes:
        return
    site = printer.interface(snapshot.settings.title)
    yield site, FEED
    folder, _, key = page.partition("/")
    if folder == "fields":
        for field in feed_fields(snapshot):
            if field.key == key:
                yield f"{site}：{printer.interface(field.name)}", field_feed(field)


def opening(text: str) -> str:
    """Return the first sentence in one line, with those after it that fit; cut where it is long."""
    line = " ".join(text.split())
    if len(line) <= DESCRIPTION:
        return line
    ends = [match.end() for match in _SENTENCE_END.finditer(line, 0, DESCRIPTION)]
    return line[: ends[-1]] if ends else line[: DESCRIPTION - 1] + "…"


def script(value: dict[str, Any]) -> Markup:
    """Return JSON-LD as it may stand inside ``<script>``, whatever its texts hold."""
    named = {"@context": "https://schema.org", **value}
    text = json.dumps(named, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    # Nothing in it can end the element now.
    return Markup(text)  # noqa: S704


def _case_text(article: Article, printer: Printer) -> str:
    paragraphs = (
        place.content.text for place in walk(article) if isinstance(place.content, Paragraph)
    )
    return printer.article(article)(next(filter(str.strip, paragraphs), ""))


def _page_text(doctree: nodes.document | None) -> str:
    if doctree is None:
        return ""
    for paragraph in doctree.findall(nodes.paragraph):
        above = paragraph.parent
        while above is not None and not isinstance(above, _ASIDE):
            above = above.parent
        if above is None and (text := paragraph.astext().strip()):
            return text
    return ""


def _locale(edition: Edition) -> str:
    language, *_, region = edition.tag.split("-")
    return f"{language}_{region}"


def _article(
    article: Article, cited: Reference, printer: Printer, description: str, canonical: str
) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": cited.site}
    sources = [
        _filled(
            {
                "@type": "CreativeWork",
                "name": printer.source(source.title, article),
                "url": web_address(source.url),
                "datePublished": source.published,
                "publisher": source.publisher
                and {"@type": "Organization", "name": printer.source(source.publisher, article)},
            }
        )
        for source in article.sources
    ]
    return _filled(
        {
            "@type": "Article",
            "headline": printer.article(article)(article.title),
            "description": description,
            "inLanguage": printer.edition.tag,
            "url": canonical,
            "author": publisher if article.kind is Kind.DIGEST else "",
            "creditText": "" if article.kind is Kind.DIGEST else "、".join(cited.authors),
            "publisher": publisher,
            "datePublished": cited.date,
            "isBasedOn": [item for item in sources if len(item) > 1],
        }
    )


def _dataset(snapshot: Snapshot, printer: Printer, description: str) -> dict[str, Any]:
    settings, here = snapshot.settings, printer.interface
    base = f"{settings.base_url}{printer.edition.folder}/" if settings.base_url else ""
    files = [("cases.json", "application/json"), *((f"{item}.csv", "text/csv") for item in _CSV)]
    return _filled(
        {
            "@type": "Dataset",
            "name": here(settings.title),
            "description": f"{here(settings.title)}：{here(_DATA)}{description}",
            "inLanguage": printer.edition.tag,
            "url": base,
            "license": here(settings.licence),
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", "name": here(settings.title)},
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": kind,
                    "contentUrl": f"{base}data/{name}",
                }
                for name, kind in files
            ],
        }
    )


def _trail(app: Sphinx, page: str, title: str, site: str) -> Iterator[tuple[str, str]]:
    """Yield page and title of each step from the home page to this page, itself included."""
    if page == app.config.root_doc:
        return
    yield app.config.root_doc, site
    index = f"{page.partition('/')[0]}/index"
    if "/" in page and page != index and index in app.env.titles:
        yield index, app.env.titles[index].astext()
    yield page, title


def _breadcrumbs(trail: list[tuple[str, str]], root: str) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": name, "item": f"{root}{page}.html"}
            for at, (page, name) in enumerate(trail, 1)
        ],
    }


def _filled(entries: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entries.items() if value}


_DATA = N_("改革案例的文字、數字、政策文件、提法和機構。")
