"""The records of Casebook: what an article is, before anything is rendered.

All records are frozen and hold plain text only; none of them knows Markdown,
HTML, Sphinx or Typst.  Text of every field is *data*: one line, stripped,
without control characters (see :func:`is_clean_line`).
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from casebook import resources


class Script(enum.StrEnum):
    """A Chinese script, as an ISO 15924 code."""

    HANT = "Hant"
    HANS = "Hans"


class Theme(enum.StrEnum):
    """The part of a reform case that a section describes: a key of ``data/themes.toml``.

    Those that the program itself speaks of are listed here; any other key of the table
    is a theme too (``Theme("outlook")``).  ``BODY`` stands for text under no heading of a
    theme.  All of them in their order: :func:`casebook.themes.themes`.
    """

    BACKGROUND = "background"
    APPROACH = "approach"
    MEASURES = "measures"
    RESULTS = "results"
    LESSONS = "lessons"
    BODY = "body"

    NOT_THEMES = enum.nonmember(frozenset({"grammar"}))
    """Tables of the file that are no themes: what all headings share."""

    @classmethod
    def _missing_(cls, value: object) -> Theme | None:
        """Make a member of a key of the table; one object a key, as for every member."""
        table = resources.toml("themes.toml")
        if not isinstance(value, str) or value not in table or value in cls.NOT_THEMES:
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value.upper(), value
        cls._value2member_map_[value] = member
        return member


class Kind(enum.StrEnum):
    """Whether an article is a publisher's own text or compiled from sources."""

    ORIGINAL = "original"
    DIGEST = "digest"


class Publish(enum.StrEnum):
    """How much of an article its knowledge base prints."""

    FULL = "full"
    EXCERPT = "excerpt"
    """Headings, and the first paragraph of each part."""
    PRIVATE = "private"
    """Nothing: the article is in no artefact."""


class Level(enum.StrEnum):
    """The administrative level that a reform was carried out at."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text on one line.

    ``depth`` is 0 for running text, 1 for a point of a list (一是…, an HTML
    list item), 2 for a point below a point, and so on.  ``sources`` are the
    numbers, from 1, of the sources of the article that it is drawn from, each
    once; empty where nobody has named them.
    """

    text: str
    depth: int = 0
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """An image with its caption and credit (中共成都市委統戰部供圖).

    ``file`` is a bare file name in ``articles/pictures/<slug>/``, or ``""``
    where the picture itself was not saved.
    """

    caption: str = ""
    credit: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first row is its head where ``header`` is true.

    Every row has the same number of cells; cells may be empty.  ``sources`` are
    those of :class:`Paragraph`.
    """

    rows: tuple[tuple[str, ...], ...]
    header: bool = True
    caption: str = ""
    sources: tuple[int, ...] = ()


Block = Paragraph | Picture | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it.

    The heading is as printed, numbering and closing punctuation included; it
    is empty only for a top-level ``BODY`` section of an article that starts
    without one.  Only top-level sections have a theme of their own; the
    sections below them carry the theme of the section they stand in.
    """

    theme: Theme
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from, as far as the page or the fact sheet says.

    ``published`` is an ISO 8601 date of any precision: ``2024``, ``2024-07``,
    ``2024-07-30`` or ``2024-07-30T15:36+08:00``; ``""`` where unknown.
    ``file``, ``sha256`` and ``saved`` (ISO date) describe the saved page; where it holds
    several cases, ``part`` counts which of them this is, from ``1``.
    """

    title: str = ""
    publisher: str = ""
    channel: str = ""
    published: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    note: str = ""
    file: str = ""
    sha256: str = ""
    saved: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A place by its six-digit GB/T 2260 code (``510100``) and its full name."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """An address in an article that leads to no section or block any more.

    ``into`` is the address that its text is part of now, ``""`` where the text is gone.
    """

    id: str
    into: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article: what a file ``articles/<slug>.md`` says.

    ``suggested`` names the fields (``field``, ``region``, ``level``,
    ``years``, ``slug``) that a table guessed and no person has confirmed.
    ``compiled`` is the day, month or year in which a digest was written, ISO 8601.
    ``keep`` lists words that every edition prints as they stand here.
    ``ids`` are the addresses that sections and blocks were given before, in the
    order of :func:`walk`; empty where they are those that :func:`walk` makes.
    ``gone`` are addresses that were given and lead to nothing any more.
    ``rights`` is a line on the rights in the text; ``publish`` says how much of it is
    printed, ``None`` for what the settings say.
    ``extra`` are lines of a person's own: key, and value as YAML.
    """

    slug: str
    title: str
    script: Script
    sections: tuple[Section, ...]
    kicker: str = ""
    subtitle: str = ""
    kind: Kind = Kind.ORIGINAL
    field: str = ""
    region: Region | None = None
    level: Level | None = None
    years: str = ""
    compiled: str = ""
    sources: tuple[Source, ...] = ()
    suggested: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    gone: tuple[Gone, ...] = ()
    rights: str = ""
    publish: Publish | None = None
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def published(self) -> str:
        """The date of the newest source, ISO 8601, or ``""``."""
        return max((s.published for s in self.sources), default="")

    @property
    def year_range(self) -> tuple[int, int] | None:
        """First and last year of :attr:`years` (``2014`` or ``2014-2022``)."""
        match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", self.years)
        if not match:
            return None
        first = int(match[1])
        return first, int(match[2] or first)


class Placed(NamedTuple):
    """A section heading or a block with its permanent address in the article.

    ``id`` is unique in the article, made of ``[a-z0-9-]``, and does not depend
    on the edition or on other articles.  ``section`` is the id of the section
    that it stands in (its own id for a heading).
    """

    id: str
    theme: Theme
    section: str
    level: int
    content: Section | Block


def walk(article: Article) -> Iterator[Placed]:
    """Yield every section and block in reading order, each with its address.

    Addresses are :attr:`Article.ids`, those of :func:`walk_anew` where there are none.

    :raises ValueError: the article has addresses, but not one for each section and block.
    """
    if not article.ids:
        yield from walk_anew(article)
        return
    contents: list[tuple[Theme, int, Section | Block]] = []
    for section in article.sections:
        _contents(section, section.theme, 1, contents)
    here = ""  # the blocks of a section come before the sections below it
    for (theme, level, content), element_id in zip(contents, article.ids, strict=True):
        if isinstance(content, Section):
            here = element_id
        yield Placed(element_id, theme, here, level, content)


def _contents(
    section: Section, theme: Theme, level: int, result: list[tuple[Theme, int, Section | Block]]
) -> None:
    """Append a section and all that is in it, each with its theme and its level."""
    result.append((theme, level, section))
    result += [(theme, level, block) for block in section.blocks]
    for below in section.sections:
        _contents(below, theme, level + 1, result)


def blocks_of(article: Article) -> Iterator[tuple[Theme, Block]]:
    """Yield every block in reading order with its theme, and without its address.

    Where nobody asks for addresses: making them takes most of the time of :func:`walk`.
    """
    for section in article.sections:
        for block in _blocks(section):
            yield section.theme, block


def _blocks(section: Section) -> Iterator[Block]:
    yield from section.blocks
    for below in section.sections:
        yield from _blocks(below)


def walk_anew(article: Article) -> Iterator[Placed]:
    """Yield every section and block in reading order with the address that its place gives.

    The address says the way there: the second numbered measure is
    ``measures-2`` and its third paragraph ``measures-2-p3``.  A second
    top-level section of the same theme counts on as ``measures2``.  Pictures
    count as ``-f1``, tables as ``-t1``.

    :returns: sections as ``Placed`` with ``content`` a :class:`Section` and
        ``level`` 1 for a top-level one; blocks with the level of their section.
    """
    seen: Counter[Theme] = Counter()
    result: list[Placed] = []
    for section in article.sections:
        seen[section.theme] += 1
        count = seen[section.theme]
        element_id = section.theme.value + (str(count) if count > 1 else "")
        _place(section, element_id, section.theme, 1, result)
    return iter(result)


BLOCK_LETTERS = {Paragraph: "p", Picture: "f", Table: "t"}
"""What the number of a block has before it in its address."""


def _place(
    section: Section, element_id: str, theme: Theme, level: int, result: list[Placed]
) -> None:
    """Append a section and all that is in it: a list, because every build walks many times."""
    result.append(Placed(element_id, theme, element_id, level, section))
    seen = dict.fromkeys(BLOCK_LETTERS.values(), 0)
    for block in section.blocks:
        letter = BLOCK_LETTERS[type(block)]
        seen[letter] += 1
        address = f"{element_id}-{letter}{seen[letter]}"
        result.append(Placed(address, theme, element_id, level, block))
    for number, below in enumerate(section.sections, 1):
        _place(below, f"{element_id}-{number}", theme, level + 1, result)


def block_texts(block: Block) -> tuple[str, ...]:
    """All printed text of a block, in reading order, one string a line."""
    match block:
        case Paragraph(text=text):
            return (text,)
        case Picture(caption=caption, credit=credit):
            return tuple(part for part in (caption, credit) if part)
        case Table(rows=rows, caption=caption):
            cells = tuple(cell for row in rows for cell in row if cell)
            return ((caption,) if caption else ()) + cells


_MAX_STAND_IN = 40


def first_words(text: str) -> str:
    """Return the first 40 characters of a text, which stand for a title that is missing."""
    return text[:_MAX_STAND_IN].strip()


def is_clean_line(text: str) -> bool:
    """Whether ``text`` may stand in a record.

    A clean line is stripped and has no control character (Unicode category
    Cc), line or paragraph separator, or lone surrogate.  Format characters
    such as U+200B or the bidirectional controls are text and may stay.
    """
    return text == text.strip() and not any(
        unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in text
    )
