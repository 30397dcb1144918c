"""What every kind of page is built from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from casebook.kept import digest
from casebook.pages.blocks import picture_path
from casebook.pages.catalogue import Catalogue
from casebook.project import Snapshot
from casebook.records import Article, Picture, walk


@dataclass(frozen=True)
class Contents:
    """A knowledge base, and what lies beside its pages.

    :param handwritten: names of the hand-written pages at the top of ``docs/``.
    """

    snapshot: Snapshot
    handwritten: tuple[str, ...] = ()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The articles in the orders that pages list them in."""
        snapshot = self.snapshot
        return Catalogue(snapshot.casebook, snapshot.redirects, snapshot.corrections.series)

    @cached_property
    def pictures(self) -> dict[str, Path]:
        """The file of every picture that is there, by its address under ``docs/``."""
        return {address: file for own in self._pictures.values() for address, file in own.items()}

    def pictures_of(self, article: Article) -> frozenset[str]:
        """Return the addresses of the pictures of an article that are there."""
        return frozenset(self._pictures.get(article.slug, ()))

    @cached_property
    def _pictures(self) -> dict[str, dict[str, Path]]:
        with_files = {slug for slug, _ in self.snapshot.pictures}
        return {
            article.slug: dict(self._pictures_of(article))
            for article in self.catalogue.articles
            if article.slug in with_files
        }

    def _pictures_of(self, article: Article) -> Iterator[tuple[str, Path]]:
        for placed in walk(article):
            if isinstance(placed.content, Picture):
                address = picture_path(article, placed)
                file = self.snapshot.pictures.get((article.slug, placed.content.file))
                if address and file is not None:
                    yield address, file

    @cached_property
    def inputs(self) -> dict[str, str]:
        """A checksum of what :func:`~casebook.pages.blocks.render` makes of each article.

        That are the article, all that was found in it, where its text links to, its pictures.
        """
        digests, links = self.snapshot.digests, self.catalogue.links
        return {
            article.slug: digest(
                digests[article.slug], links[article.slug], sorted(self.pictures_of(article))
            )
            for article in self.catalogue.articles
        }
