"""The registry of page kinds: what is generated, where it is listed, who builds it."""

from __future__ import annotations

import enum
import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from casebook import resources
from casebook.pages import kinds
from casebook.pages.contents import Contents
from casebook.records import Casebook

Build = Callable[[Contents], Iterable[tuple[str, str | bytes]]]
"""Makes files from a knowledge base: address under ``docs/``, and MyST or bytes."""


class Group(enum.StrEnum):
    """Under which caption of the navigation pages are listed, in this order."""

    THEMES = "主題"
    INDEXES = "索引"
    TOOLS = "工具"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """A kind of page, or of file, that is generated.

    :param key: the folder under ``docs/`` that its files lie in, and no others.
    :param title: of its index page ``<key>/index`` in lists, in Traditional Chinese.
    :param order: its place in its group: in lists, and in the order of reading.
    :param build: makes its files.
    :param group: ``None`` for what no list names.
    :param navigation: whether the sidebar of the site lists it.
    :param home: how many things it lists, where the home page names them with their number.
    :param divided: whether it has pages by field that are divided by year where they grow
        (:func:`casebook.pages.split.by_year`).
    :param files: whether it makes other files than pages.
    """

    key: str
    build: Build
    title: str = ""
    order: int = 0
    group: Group | None = Group.INDEXES
    navigation: bool = True
    home: Callable[[Casebook], int] | None = None
    divided: bool = False
    files: bool = False

    @property
    def index(self) -> str:
        """The name of its index page, without suffix."""
        return f"{self.key}/index"


@resources.cached
def page_kinds() -> tuple[PageKind, ...]:
    """Return every kind, by group and order; what no list names comes first.

    :raises ValueError: where two kinds have the same key.
    """
    result: list[PageKind] = []
    for module in sorted(info.name for info in pkgutil.iter_modules(kinds.__path__)):
        result += importlib.import_module(f"{kinds.__name__}.{module}").kinds()
    twice = [key for key, times in Counter(kind.key for kind in result).items() if times > 1]
    if twice:
        raise ValueError(f"two kinds of pages have the folder {', '.join(twice)}")
    groups = (None, *Group)
    return tuple(sorted(result, key=lambda kind: (groups.index(kind.group), kind.order, kind.key)))


def listed(group: Group) -> tuple[PageKind, ...]:
    """Return the kinds of a group in their order."""
    return tuple(kind for kind in page_kinds() if kind.group is group)
