"""The texts of an article that are read for knowledge, each with its address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from casebook.knowledge.article_period import only_period
from casebook.knowledge.reported_periods import period_of_review, period_of_title
from casebook.knowledge.spacing import closed_up
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


class Reckoning:
    """How an article counts years; found where it is asked for, because that reads all its text."""

    def __init__(self, text: str = "", title: str = "", published: str = "") -> None:
        self._text = text
        self._title = title
        self._published = published

    @cached_property
    def is_of_republic(self) -> bool:
        """Whether it counts from 1912, so that 106年 is 2017."""
        return counts_from_republic(fold(closed_up(self._text)))

    @cached_property
    def period(self) -> str:
        """The period that it reports on (ISO 8601), ``""`` for none.

        It is that of its title (2023年統計公報), else the only one that it tells of.
        """
        republic = self.is_of_republic
        return period_of_title(fold(closed_up(self._title)), republic=republic) or only_period(
            fold(closed_up(self._text)), self._published, republic=republic
        )

    @cached_property
    def review(self) -> str:
        """The period that its title says it reviews (2023年工作综述), ``""`` for none."""
        title = fold(closed_up(self._title))
        return period_of_review(title, self._published, republic=self.is_of_republic)


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
    reckoning: Reckoning = field(default_factory=Reckoning, compare=False)

    @property
    def republic(self) -> bool:
        """Whether the article counts years from 1912."""
        return self.reckoning.is_of_republic


def passages(article: Article) -> Iterator[Passage]:
    """Yield every text of an article in reading order: headings, paragraphs, captions, tables."""
    published = article.published if article.kind is Kind.ORIGINAL else ""
    texts = tuple(texts_of(article))
    everything = "\n".join((article.title, *(text for _, text in texts)))
    reckoning = Reckoning(everything, article.title, published)
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
                reckoning=reckoning,
            )


def texts_of(article: Article) -> Iterator[tuple[Placed, str]]:
    """Yield every text of an article with where it stands, a list or a table as one."""
    for placed in walk(article):
        match placed.content:
            case Section(heading=heading):
                yield placed, heading
            case block:
                yield placed, "\n".join(block_texts(block))
