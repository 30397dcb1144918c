"""The data of a knowledge base for programs: rows and frames without a build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from casebook import resources
from casebook.exports.data_rows import FLAT_TABLES, Row
from casebook.exports.tables import flat_tables
from casebook.problems import Problem
from casebook.project import Project, Snapshot, load
from casebook.records import Article, Casebook

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class KnowledgeBase:
    """A knowledge base that was opened: its records, with all corrections applied."""

    snapshot: Snapshot

    def __repr__(self) -> str:
        """Say which it is, in a line: the records themselves fill many screens."""
        title = self.snapshot.rules.settings.title
        folder = self.snapshot.project.articles.as_posix()
        return f"<KnowledgeBase {title!r}: {len(self.articles)} articles in {folder}>"

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, by slug."""
        return self.snapshot.articles

    @property
    def casebook(self) -> Casebook:
        """What is known of them: indicators, documents, terms, places, bodies."""
        return self.snapshot.casebook

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files; an article that is broken is left out."""
        return self.snapshot.problems

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the flat tables, for :meth:`rows` and :meth:`frame`."""
        return tuple(FLAT_TABLES)

    def rows(self, table: str, *, edition: str = "") -> Sequence[Row]:
        """Return the rows of a flat table, as ``data/<table>.csv`` of a built site has them.

        :param table: one of :attr:`tables`.
        :param edition: language tag; the first edition of the knowledge base by default.
        :raises KeyError: there is no such table, or no such edition.
        """
        tag = edition or self.snapshot.editions[0].tag
        if table not in FLAT_TABLES:
            raise KeyError(f"{table!r} is no table: choose from {', '.join(self.tables)}")
        tags = [item.tag for item in self.snapshot.editions]
        if tag not in tags:
            raise KeyError(f"{tag!r} is no edition of this base: choose from {', '.join(tags)}")
        if tag not in self._tables:
            with resources.use(self.snapshot.overlay):
                tables = flat_tables(self.casebook, self.snapshot.printer(tag))
            self._tables[tag] = tables
        return self._tables[tag][table]

    def frame(self, table: str, *, edition: str = "") -> pd.DataFrame:
        """Return the rows of a flat table as a frame, with one column a field.

        :raises ImportError: pandas is not installed.
        :raises KeyError: see :meth:`rows`.
        """
        import pandas as pd  # noqa: PLC0415 - optional, and slow to load

        rows = [msgspec.structs.asdict(row) for row in self.rows(table, edition=edition)]
        return pd.DataFrame(rows, columns=list(FLAT_TABLES[table].__struct_fields__))

    @cached_property
    def _tables(self) -> dict[str, dict[str, Sequence[Row]]]:
        return {}


def open_base(folder: str | Path = ".") -> KnowledgeBase:
    """Open a knowledge base; public as ``casebook.open``.

    :param folder: that of the knowledge base, which holds ``articles/``; the current one by
        default.
    :raises FileNotFoundError: it holds no ``articles/``.
    """
    articles = Path(folder) / "articles"
    if not articles.is_dir():
        raise FileNotFoundError(
            f"{folder} is no knowledge base: name the folder that holds articles/"
        )
    return KnowledgeBase(load(Project.of(articles), texts=False))
