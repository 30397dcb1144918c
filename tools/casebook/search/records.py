"""What is searched: cases of entries, each text in every edition."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

#: A text in every edition: from the edition's BCP 47 tag (``zh-Hant-TW``) to the text.
Texts = Mapping[str, str]


class EntryKind(enum.StrEnum):
    """What an entry is, from what weighs most in a result to what weighs least."""

    TITLE = "title"
    HEADING = "heading"
    TERM = "term"
    POLICY = "policy"
    PLACE = "place"
    PUBLISHER = "publisher"
    CAPTION = "caption"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A text that can be found, and the HTML id that a result leads to.

    ``id`` is ``""`` for what stands at the head of the page.  ``theme`` is the
    key of a :class:`SearchTheme`, ``""`` for what belongs to none.
    """

    id: str
    kind: EntryKind
    text: Texts
    theme: str = ""


@dataclass(frozen=True, slots=True)
class SearchTheme:
    """A part of a case that a search can be narrowed to (背景, 舉措, 成效)."""

    key: str
    name: Texts


@dataclass(frozen=True, slots=True)
class SearchCase:
    """A page that can be found.

    ``path`` leads from the root of an edition to the page and is the same in
    every edition (``cases/wuping.html``).  Title and sources are entries of
    their own: they need not stand in ``entries`` again.  ``regions`` goes from
    the largest to the smallest, of several regions one after the other; each can be
    chosen.  ``years`` are the first and the last.  ``published`` is an ISO 8601 date,
    ``""`` where unknown; of equal results the newest comes first.
    """

    slug: str
    path: str
    title: Texts
    entries: tuple[SearchEntry, ...]
    field: Texts = field(default_factory=dict)
    regions: tuple[Texts, ...] = ()
    years: tuple[int, int] | None = None
    sources: tuple[Texts, ...] = ()
    published: str = ""

    @property
    def all_entries(self) -> tuple[SearchEntry, ...]:
        """The title, the entries in reading order, and the sources."""
        return (
            SearchEntry("", EntryKind.TITLE, self.title),
            *self.entries,
            *(SearchEntry("", EntryKind.PUBLISHER, source) for source in self.sources),
        )


@dataclass(frozen=True, slots=True)
class Source:
    """A case that is made where it is asked for: texts of all at once would take much memory.

    :param key: a checksum of all that it is made of.
    """

    slug: str
    key: str
    make: Callable[[], SearchCase]
