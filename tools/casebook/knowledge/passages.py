"""The texts of an article that are read for knowledge, each with its address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.records import Article, Kind, Paragraph, Section, Table, Theme, block_texts, walk


@dataclass(frozen=True, slots=True)
class Passage:
    """One text with the id of the block or heading that it stands in.

    ``text`` is what offsets of a :class:`~casebook.records.Mention` count in.
    """

    case: str
    id: str
    section: str
    theme: Theme
    text: str
    running: bool
    """Whether it is running text: a paragraph or a point of a list."""
    table: Table | None = None
    published: str = ""
    """When the article was published (ISO 8601), which 去年 counts from; ``""`` for a digest,
    whose sources have different dates."""


def passages(article: Article) -> Iterator[Passage]:
    """Yield every text of an article in reading order: headings, paragraphs, captions, tables."""
    published = article.published if article.kind is Kind.ORIGINAL else ""
    for placed in walk(article):
        match placed.content:
            case Section(heading=heading):
                text = heading
            case block:
                text = "\n".join(block_texts(block))
        if text:
            yield Passage(
                article.slug,
                placed.id,
                placed.section,
                placed.theme,
                text,
                running=isinstance(placed.content, Paragraph),
                table=placed.content if isinstance(placed.content, Table) else None,
                published=published,
            )
