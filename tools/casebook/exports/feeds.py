"""Atom feeds of an edition: of all cases, and of each field; new and changed cases.

Days come from ``articles/history.jsonl``; without it there are no feeds.  Ids do not depend
on the address of the site, nor on its other cases; a renamed case keeps its id, unless
another has its former slug now.  Addresses are relative where the site has none (RFC 4287
§2, RFC 3986 §5): a reader resolves them against that of the feed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from casebook.knowledge.fields import Field, field_by_name, fields, printed_field
from casebook.library.changes import Change, ChangeKind
from casebook.project import Snapshot
from casebook.records import Article, Paragraph, walk
from casebook.text.catalogue import N_
from casebook.text.detect import detect_script
from casebook.text.printer import Printer

FEED = "feed.xml"
"""The feed of all cases, in the folder of its edition."""
TYPE = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 50
"""Cases in a feed: those that changed last."""
_SUMMARY = 200
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS = {
    ChangeKind.ADDED: N_("新增"),
    ChangeKind.CHANGED: N_("修改"),
    ChangeKind.RENAMED: N_("改網址"),
    ChangeKind.MERGED: N_("合併"),
    ChangeKind.RESTORED: N_("恢復"),
}


def field_feed(field: Field) -> str:
    """Return the address of the feed of a field, in the folder of its edition."""
    return f"fields/{field.key}.xml"


def feed_fields(snapshot: Snapshot) -> tuple[Field, ...]:
    """Return the fields that have a feed, those of cases in the history, in the site's order."""
    named = {change.case for change in snapshot.changes}
    of_cases = {
        field_by_name(article.field) for article in snapshot.articles if article.slug in named
    }
    return tuple(field for field in fields() if field in of_cases)


def feed_files(snapshot: Snapshot, printer: Printer) -> Iterator[tuple[str, bytes]]:
    """Yield address, in the folder of the edition, and content of each feed."""
    latest = latest_changes(snapshot)
    if not latest:
        return
    settings, here = snapshot.settings, printer.interface
    site = here(settings.title)
    yield FEED, _feed(snapshot, printer, "", site, latest)
    for field in feed_fields(snapshot):
        own = [item for item in latest if field_by_name(item[0].field) == field]
        yield (
            field_feed(field),
            _feed(snapshot, printer, field.key, f"{site}：{here(field.name)}", own),
        )


Latest = Sequence[tuple[Article, Sequence[Change]]]
"""Cases with their changes, by day; the case that changed last first."""


def latest_changes(snapshot: Snapshot) -> Latest:
    """Return the cases that are there with what the history says of them."""
    changes: dict[str, list[Change]] = {}
    for change in snapshot.changes:
        if change.kind is ChangeKind.RENAMED:  # what it was before goes with it
            changes[change.case] = changes.pop(change.former, [])
        if change.kind is not ChangeKind.WITHDRAWN:
            changes.setdefault(change.case, []).append(change)
    articles = {article.slug: article for article in snapshot.articles}
    results = [
        (articles[slug], sorted(items, key=lambda change: change.date))
        for slug, items in changes.items()
        if slug in articles
    ]
    return sorted(results, key=lambda item: (item[1][-1].date, item[0].slug), reverse=True)


def _feed(snapshot: Snapshot, printer: Printer, key: str, title: str, latest: Latest) -> bytes:
    settings, tag = snapshot.settings, printer.edition.tag
    up = "../" if key else ""
    root = f"{settings.base_url}{printer.edition.folder}/" if settings.base_url else up
    own = f"fields/{key}.xml" if key else FEED
    # The stubs do not know that None names the default namespace.
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", tag)
    _add(feed, "id", _id(settings.title, tag, "feed", key))
    _add(feed, "title", title)
    _add(feed, "updated", _moment(latest[0][1][-1].date))
    _add(feed, "rights", printer.interface(settings.rights))
    _link(feed, "self", root + own if settings.base_url else own.rpartition("/")[2])
    _link(feed, "alternate", root + (f"fields/{key}.html" if key else "index.html"))
    present = {article.slug for article in snapshot.articles}
    author = etree.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, "name", printer.interface(settings.title))
    for article, changes in latest[:_MOST]:
        entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
        first = _first_slug(changes)
        slug = article.slug if first in present else first
        _add(entry, "id", _id(settings.title, tag, "cases", slug))
        _add(entry, "title", printer.article(article)(article.title))
        _add(entry, "published", _moment(changes[0].date))
        _add(entry, "updated", _moment(changes[-1].date))
        _link(entry, "alternate", f"{root}cases/{article.slug}.html")
        if article.field:
            category = etree.SubElement(entry, f"{{{_ATOM}}}category")
            category.set("term", printed_field(article, printer))
        _add(entry, "summary", _summary(article, changes[-1], printer))
    content: bytes = etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return content


def _first_slug(changes: Sequence[Change]) -> str:
    """Return the slug that a case had before it was renamed."""
    first = changes[0]
    return first.former if first.kind is ChangeKind.RENAMED else first.case


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, '/'.join(parts))}"


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _summary(article: Article, change: Change, printer: Printer) -> str:
    """Return what happened, and the beginning of the text."""
    said = printer.interface(_KINDS[change.kind])
    if change.title:
        said += f"《{printer.text(change.title, detect_script(change.title))}》"
    if change.note:
        said += f"：{printer.interface(change.note)}"
    texts: Iterable[str] = (
        placed.content.text for placed in walk(article) if isinstance(placed.content, Paragraph)
    )
    text = printer.article(article)(next(iter(texts), ""))
    return f"{said}。{text[:_SUMMARY]}{'…' if len(text) > _SUMMARY else ''}"


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = _clean(text)


def _link(parent: etree._Element, relation: str, address: str) -> None:
    link = etree.SubElement(parent, f"{{{_ATOM}}}link")
    link.set("rel", relation)
    link.set("href", address)
    link.set("type", TYPE if relation == "self" else "text/html")


def _clean(text: str) -> str:
    """Leave out what XML 1.0 does not allow in text."""
    return _NOT_XML.sub("", text)
