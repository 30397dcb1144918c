"""How much of an article its knowledge base prints: all of it, an excerpt, or nothing.

It is decided in one place, before anything is made of the articles, so that site, search,
data, book, EPUB, citations and feeds all obey it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.records import Article, Kind, Paragraph, Publish, Section, walk


def publication_of(article: Article, default: Publish) -> Publish:
    """Return how much of an article is printed.

    :param default: what the settings say of texts of publishers; a digest is the own work
        of those who keep the knowledge base.
    """
    if article.publish:
        return article.publish
    return default if article.kind is Kind.ORIGINAL else Publish.FULL


def printed(article: Article, default: Publish) -> Article | None:
    """Return what is printed of an article, ``None`` for nothing.

    An excerpt has the heading and the first paragraph, whole, of each top-level part, each
    at the address that it has in the article.
    """
    publication = publication_of(article, default)
    if publication is Publish.PRIVATE:
        return None
    if publication is Publish.FULL:
        return article
    addresses = {id(placed.content): placed.id for placed in walk(article)}
    sections, ids = [], list[str]()
    for section in article.sections:
        first = next(_paragraphs(section), None)
        sections.append(replace(section, blocks=(first,) if first else (), sections=()))
        ids.append(addresses[id(section)])
        if first:
            ids.append(addresses[id(first)])
    return replace(
        article, sections=tuple(sections), ids=tuple(ids), gone=(), publish=Publish.EXCERPT
    )


def _paragraphs(section: Section) -> Iterator[Paragraph]:
    """Yield the paragraphs of a section and of those below it, in reading order."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block
    for below in section.sections:
        yield from _paragraphs(below)
