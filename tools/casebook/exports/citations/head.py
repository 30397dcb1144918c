"""Citations in the head of a page, as Zotero's translator *Embedded Metadata* reads them.

It takes ``citation_…`` (Highwire) for the fields and ``DC.type`` for the kind of
item: without that, ``citation_title`` alone makes a page a journal article.  The site that
a source was published on is ``prism.publicationName``: else it would be taken from
``og:site_name``, which is this one.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.exports.citations.reference import Reference


def head_tags(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield name and content of every ``meta`` element."""
    yield "DC.type", "webpage"
    yield "DC.title", reference.title
    yield "citation_title", reference.title
    for name in reference.authors:
        yield "citation_author", name
    for tag, value in (
        ("citation_publication_date", reference.date.replace("-", "/")),
        ("citation_publisher", reference.publisher or reference.site),
        ("prism.publicationName", reference.publisher or reference.site),
        ("citation_public_url", reference.url),
        ("citation_fulltext_html_url", reference.copy or reference.url),
        ("citation_language", reference.language),
    ):
        if value:
            yield tag, value
