"""The articles in the orders that pages list them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from casebook.knowledge.corrections import SeriesChange
from casebook.knowledge.fields import Field, field_by_name, fields
from casebook.knowledge.regions import Division, lineage
from casebook.library.redirects import Redirects
from casebook.pages.links import Links, all_links
from casebook.records import Article, Case, Casebook, Placed, walk
from casebook.themes import ThemePage, page_of

OTHER = Field("other", "其他")

# Articles whose places are kept: the page of a name asks for all that have it.
_KEPT = 2_000


@dataclass(frozen=True)
class Catalogue:
    """All articles of a knowledge base, and what people said of series of figures.

    The reading order is: by field (as the table of fields lists them), then
    by first year, then by slug; cases without years come last.
    """

    casebook: Casebook
    redirects: Redirects = field(default_factory=Redirects)
    series: tuple[SeriesChange, ...] = ()

    @cached_property
    def cases(self) -> dict[str, Case]:
        """What was found in each article, by its slug."""
        return {case.slug: case for case in self.casebook.cases}

    @cached_property
    def places(self) -> Callable[[str], Mapping[str, Placed]]:
        """The sections and blocks of an article, given its slug, by their ids."""

        @lru_cache(_KEPT)
        def of(slug: str) -> dict[str, Placed]:
            return {place.id: place for place in walk(self.cases[slug].article)}

        return of

    @cached_property
    def links(self) -> dict[str, Links]:
        """The links from the text of each article, by its slug."""
        return all_links(self.casebook)

    @staticmethod
    def field_of(article: Article) -> Field:
        """Return the field of an article, :data:`OTHER` where none is known."""
        return field_by_name(article.field) or OTHER

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All articles in reading order."""
        places = {item.key: place for place, item in enumerate((*fields(), OTHER))}
        return tuple(
            sorted(
                (case.article for case in self.casebook.cases),
                key=lambda article: (
                    places[self.field_of(article).key],
                    article.year_range or (9999, 9999),
                    article.slug,
                ),
            )
        )

    def place_of(self, article: Article) -> int:
        """Return the place of an article in reading order."""
        return self._place_of[article.slug]

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {article.slug: place for place, article in enumerate(self.articles)}

    @cached_property
    def by_field(self) -> tuple[tuple[Field, tuple[Article, ...]], ...]:
        """The fields that have articles, with them."""
        shelves: dict[Field, list[Article]] = defaultdict(list)
        for article in self.articles:
            shelves[self.field_of(article)].append(article)
        return tuple((item, tuple(result)) for item, result in shelves.items())

    @cached_property
    def with_part(self) -> dict[tuple[Field, ThemePage], tuple[Article, ...]]:
        """The articles of a field that have something on the pages of a theme, in reading order."""
        listed: dict[tuple[Field, ThemePage], list[Article]] = defaultdict(list)
        for article in self.articles:
            pages = dict.fromkeys(page_of(section.theme) for section in article.sections)
            for page in filter(None, pages):
                listed[self.field_of(article), page].append(article)
        return {key: tuple(articles) for key, articles in listed.items()}

    @cached_property
    def _following(self) -> dict[tuple[str, ThemePage], Article]:
        return {
            (article.slug, page): following
            for (_, page), articles in self.with_part.items()
            for article, following in pairwise(articles)
        }

    def following(self, article: Article, page: ThemePage) -> Article | None:
        """Return the next article of the field that has something of a theme."""
        return self._following.get((article.slug, page))

    @cached_property
    def by_year(self) -> tuple[tuple[int, tuple[Article, ...]], ...]:
        """The years in which a case goes on, newest first, with the cases."""
        shelves: dict[int, list[Article]] = defaultdict(list)
        for article in self.articles:
            if article.year_range:
                first, last = article.year_range
                for year in range(first, last + 1):
                    shelves[year].append(article)
        return tuple((year, tuple(shelves[year])) for year in sorted(shelves, reverse=True))

    @staticmethod
    def province_of(article: Article) -> Division | None:
        """Return the province of an article, ``None`` where its code is not in the table."""
        way = lineage(article.region.code) if article.region else ()
        return way[0] if way else None
