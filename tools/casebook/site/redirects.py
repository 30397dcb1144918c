"""Pages at addresses that lead on: of what was renamed, and of years that are not divided off."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from sphinx.application import Sphinx

from casebook.pages.catalogue import Catalogue
from casebook.pages.registry import page_kinds
from casebook.pages.split import year_page_names
from casebook.project import Snapshot
from casebook.site.snapshot import snapshot_of

_FOLDERS = {"case": "cases", "policy": "policies"}
"""Where things lie that have a page each; those that share pages have anchors there."""


def redirect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a small page for each address that leads on to another page."""
    there = app.env.found_docs
    snapshot = snapshot_of(app.config)
    for former, present in _redirects(snapshot):
        if former not in there and present in there:
            context = {
                "title": app.env.titles[present].astext(),
                "casebook_present": present,
                "casebook_paragraphs": dict(_paragraphs(snapshot, former, there)),
            }
            yield former, context, "casebook-redirect.html"


def _paragraphs(
    snapshot: Snapshot, former: str, there: Container[str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each id of a case that became part of others, and the page and id of its text."""
    folder, _, slug = former.partition("/")
    if folder == _FOLDERS["case"]:
        for own, present in sorted(snapshot.redirects.paragraphs_of(slug).items()):
            page, _, new = present.partition("/")
            if f"{folder}/{page}" in there:
                yield own, (f"{folder}/{page}", new)


def _redirects(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for row in snapshot.redirects.rows:
        if folder := _FOLDERS.get(row.kind):
            yield f"{folder}/{row.former}", f"{folder}/{row.present}"
    # Pages of single years go and come with the size of the field; their addresses stay.
    divided = [kind.key for kind in page_kinds() if kind.divided]
    for field, articles in Catalogue(snapshot.casebook).by_field:
        for name in year_page_names(field, articles):
            for folder in divided:
                yield f"{folder}/{name}", f"{folder}/{field.key}"
