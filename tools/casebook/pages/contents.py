"""What every kind of page is built from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from casebook.pages.blocks import picture_path
from casebook.pages.catalogue import Catalogue
from casebook.project import Snapshot
from casebook.records import Picture, walk


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
        return dict(self._pictures())

    def _pictures(self) -> Iterator[tuple[str, Path]]:
        for article in self.catalogue.articles:
            for placed in walk(article):
                if isinstance(placed.content, Picture):
                    address = picture_path(article, placed)
                    file = self.snapshot.pictures.get((article.slug, placed.content.file))
                    if address and file is not None:
                        yield address, file
