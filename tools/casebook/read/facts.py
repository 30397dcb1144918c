"""What the head of an HTML page says of the page."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from casebook.read.page import Facts, clean_text

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
_JSON_DATE = re.compile(r'"(?:datePublished|pubDate)"\s*:\s*"([^"]{8,40})"')


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
    return Facts(title, clean_text(url)[0], first(_DATES) or _linked_date(root), first(_PUBLISHERS))


def _linked_date(root: HtmlElement) -> str:
    """Read the date of JSON-LD (schema.org), which many pages carry for search engines."""
    for element in root.iter("script"):
        if element.get("type") == "application/ld+json":
            found = _JSON_DATE.search(element.text or "")
            if found:
                return clean_text(found[1])[0]
    return ""
