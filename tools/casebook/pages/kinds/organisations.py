"""Bodies that cases name, by the letters of their pinyin."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.pages.contents import Contents
from casebook.pages.lettered import Entry, lettered_pages
from casebook.pages.registry import PageKind


def kinds() -> tuple[PageKind, ...]:
    """Declare the pages."""
    return (
        PageKind(
            key="organisations",
            title="機構",
            order=90,
            build=_pages,
            home=lambda casebook: len(casebook.organisations),
        ),
    )


def _pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield the page of each letter, and the list of all bodies."""
    catalogue = contents.catalogue
    bodies = catalogue.casebook.organisations
    entries = (
        Entry(
            body.slug,
            body.name,
            body.script,
            body.cases[0],
            ("\n".join(f"- [](#case:{slug})" for slug in body.cases),),
        )
        for body in bodies
    )
    lead = f"案例中出現的機構，共 {len(bodies)} 個。"
    return lettered_pages("organisation", "機構", lead, entries, contents.catalogue.redirects)
