"""What the head of an HTML page says of the page."""

from __future__ import annotations

import json
import re
from typing import Any

from lxml.html import HtmlElement

from casebook.ingest.read.page import Facts, clean_text

_TITLES = ("og:title", "twitter:title", "articletitle", "title")
_DATES = (
    "article:published_time",
    "og:release_date",
    "bytedance:published_time",
    "publishdate",
    "datepublished",
    "pubdate",
    "publish_time",
    "weibo: article:create_at",
    "apub:time",
)
_PUBLISHERS = ("contentsource", "mediaid", "og:site_name", "article:author", "source")
_URLS = ("og:url",)
_WRITERS = ("sourceOrganization", "provider", "author", "creator")
_ORGANISATIONS = {"Organization", "NewsMediaOrganization"}


def page_facts(root: HtmlElement) -> Facts:
    """Read title, address, date and publisher from ``<meta>``, ``<link>`` and ``<title>``."""
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = clean_text(element.get("content") or "")[0]
        if name and content:
            meta.setdefault(name.strip().lower(), content)

    def first(names: tuple[str, ...]) -> str:
        return next((meta[name] for name in names if meta.get(name)), "")

    canonical = next(
        (link.get("href") or "" for link in root.iter("link") if link.get("rel") == "canonical"),
        "",
    )
    url = next((a for a in (canonical, first(_URLS)) if re.match(r"https?://", a)), "")
    title = first(_TITLES)
    if not title:
        element = next(root.iter("title"), None)
        title = clean_text(element.text_content())[0] if element is not None else ""
    published, publisher = _linked(root)
    return Facts(
        title,
        clean_text(url)[0],
        first(_DATES) or published,
        publisher or first(_PUBLISHERS),
    )


def _linked(root: HtmlElement) -> tuple[str, str]:
    """Read date and publisher from JSON-LD (schema.org), which pages carry for search engines.

    The organisation that wrote or provided an article is its source; the one that is called
    its publisher there is the platform that shows it.
    """
    published = publisher = ""
    for element in root.iter("script"):
        if element.get("type") != "application/ld+json":
            continue
        for entry in _entries(element.text or ""):
            published = published or _text(entry.get("datePublished") or entry.get("pubDate"))
            for key in _WRITERS:
                writer = entry.get(key)
                if isinstance(writer, dict) and writer.get("@type") in _ORGANISATIONS:
                    publisher = publisher or _text(writer.get("name"))
    return published, publisher


def _entries(text: str) -> list[dict[str, Any]]:
    """Read the objects of one JSON-LD script; none where it is broken."""
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return []
    if isinstance(found, dict):
        found = found.get("@graph") or [found]
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _text(value: object) -> str:
    return clean_text(value)[0] if isinstance(value, str) else ""
