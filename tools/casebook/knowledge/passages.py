"""The texts of an article that are read for knowledge, each with its address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.records import (
    Article,
    Kind,
    Paragraph,
    Placed,
    Section,
    Table,
    Theme,
    block_texts,
    walk,
)
from casebook.text.dates import counts_from_republic
from casebook.text.fold import fold


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
    republic: bool = False
    """Whether the article counts years from 1912, so that 106年 is 2017."""


def passages(article: Article) -> Iterator[Passage]:
    """Yield every text of an article in reading order: headings, paragraphs, captions, tables."""
    published = article.published if article.kind is Kind.ORIGINAL else ""
    texts = tuple(_texts(article))
    running = "\n".join((article.title, *(text for _, text in texts)))
    republic = counts_from_republic(fold(running))
    for placed, text in texts:
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
                republic=republic,
            )


def _texts(article: Article) -> Iterator[tuple[Placed, str]]:
    for placed in walk(article):
        match placed.content:
            case Section(heading=heading):
                yield placed, heading
            case block:
                yield placed, "\n".join(block_texts(block))
