"""What a book is made of, as Typst: parts of chapters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.book.texts import Kept


@dataclass(frozen=True, slots=True)
class Chapter:
    """What begins a new page and stays in one volume.

    :param key: the address of its first page.
    :param title: Typst content for the contents, ``""`` where it is not listed.
    :param source: where Typst content of the whole lies, heading and all.
    """

    key: str
    title: str
    source: Kept


@dataclass(frozen=True, slots=True)
class Part:
    """A field, a theme, or a table at the back.

    :param title: Typst content, ``""`` where its chapters stand without a title page.
    """

    key: str
    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """All of an edition, as Typst.

    :param settings: what the template's ``book`` takes.
    :param look: see :class:`casebook.book.press.Job`.
    :param preface: hand-written pages before the contents.
    :param contents: the heading of the contents.
    :param parts: in order, with what stands at the back.
    """

    settings: str
    look: Mapping[str, object]
    cover: str
    imprint: str
    preface: tuple[Chapter, ...]
    contents: str
    parts: tuple[Part, ...]
