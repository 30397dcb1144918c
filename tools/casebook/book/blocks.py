"""What a book prints, whatever it is made as.

Cases and hand-written pages become these records; the PDF (:mod:`casebook.book.typst_source`),
the EPUB (:mod:`casebook.book.xhtml`) and Word documents (:mod:`casebook.book.word`) are
written from them, so that all three print the same.  Every text is that of the edition.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path

from casebook.charts import Chart

# A point that numbers itself in words: 一是, 第二, （三）, 4. and the like.
OWN_NUMBER = re.compile(r"[（(]?(?:第?[一二三四五六七八九十]+|\d+)[是、，：）).]|其[一二三四五六]")


def address(page: str, element_id: str) -> str:
    """Return the address of an element in the book: page, ``#``, id."""
    return f"{page}#{element_id}"


# --- within a line --------------------------------------------------------------


class Style(enum.StrEnum):
    """How words in a line are set apart."""

    STRONG = "strong"
    EMPHASIS = "emph"
    SUBSCRIPT = "sub"
    SUPERSCRIPT = "super"


@dataclass(frozen=True, slots=True)
class Styled:
    """Words that are set apart."""

    style: Style
    inside: Inline


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an address, which may not be in the book: its words are printed then."""

    key: str
    inside: Inline


@dataclass(frozen=True, slots=True)
class Web:
    """Words that link to a web address."""

    url: str
    inside: Inline


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A web address that is printed itself."""

    url: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, where its mark stands."""

    item: Item


@dataclass(frozen=True, slots=True)
class Anchor:
    """The address of a place within a line."""

    key: str


@dataclass(frozen=True, slots=True)
class Cited:
    """The number of a source, at the end of what is drawn from it.

    :param key: the address of the source in the list of the case.
    """

    key: str
    number: int


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line."""


@dataclass(frozen=True, slots=True)
class Icon:
    """A picture in a line."""

    file: Path | None
    alt: str


Piece = str | Styled | Ref | Web | WebAddress | Note | Anchor | Cited | Break | Icon
Inline = tuple[Piece, ...]
"""What stands in a line; plain text is ``str``."""


# --- blocks -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    :param level: in the book: parts and tables at the back have 1, cases 2.
    :param keys: the addresses that lead to it.
    """

    level: int
    inside: Inline
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    inside: Inline
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """An address that nothing is printed at: a section without a heading."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """A line below a title: ``kicker``, ``subtitle``."""

    name: str
    inside: Inline


@dataclass(frozen=True, slots=True)
class Item:
    """A point, a cell, a value: a line, and blocks below it."""

    inside: Inline
    below: tuple[Block, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points."""

    items: tuple[Item, ...]

    @property
    def bare(self) -> bool:
        """Whether every point carries its own number, so that no mark stands before it."""
        return all(OWN_NUMBER.match(plain(item.inside)) for item in self.items)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list that is numbered."""

    items: tuple[Item, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of facts with their values."""

    rows: tuple[tuple[Inline, Item], ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms with their meanings."""

    rows: tuple[tuple[Item, Item], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    :param rows: all as long; those of the head first.
    :param heads: how many rows are the head.
    """

    rows: tuple[tuple[Item, ...], ...]
    heads: int
    caption: Inline = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption.

    :param file: ``None`` where it was not saved with the article.
    :param alt: what stands for it to those who do not see it; ``""`` for an ornament.
    """

    file: Path | None
    alt: str
    caption: Inline = ()
    credit: Inline = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Charts:
    """Small drawings of the figures of the block before, side by side.

    :param titles: what each is of.
    """

    charts: tuple[Chart, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that stand apart.

    :param name: ``quoted``, ``small``, ``boxed`` or ``missing``.
    :param head: the title of a box.
    """

    name: str
    inside: tuple[Block, ...]
    head: Inline = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A line above what it names: the title of a box or a listing."""

    inside: Inline


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what is quoted above."""

    inside: Inline


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stay lines: verse, code."""

    lines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a list at the back, with the addresses that it leads to.

    :param see: names that are looked up instead (見), in place of addresses.
    :param also: names that are looked up as well (參見).
    """

    name: str
    keys: tuple[str, ...]
    facts: str = ""
    see: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rubric:
    """A heading of a list at the back, with its address and what stands under it."""

    keys: tuple[str, ...]
    title: str
    entries: tuple[Listed | Measured, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """A part of the index."""

    groups: tuple[Rubric, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    """A part of the list of policy documents."""

    entries: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of a case: the words of the article that they stand in."""

    words: str
    key: str


@dataclass(frozen=True, slots=True)
class Figures:
    """A part of the list of indicators: cases with their figures."""

    cases: tuple[Rubric, ...]


Block = (
    Heading
    | Para
    | Spot
    | Aside
    | Points
    | Numbered
    | Fields
    | Definitions
    | Grid
    | Figure
    | Charts
    | Group
    | Label
    | Attribution
    | Lines
    | Rule
    | Names
    | Documents
    | Figures
)
Blocks = tuple[Block, ...]


# --- the whole ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChapterText:
    """What begins a new page.

    :param key: the address of its first page.
    :param title: words of the edition.
    :param level: of its title in the book: 2 where it stands in a part, else 1.
    :param keys: other addresses that lead to its title.
    :param listed: whether the contents name it.
    :param short: its title where there is little room; ``""`` where that is the title.
    """

    key: str
    title: str
    level: int
    blocks: Blocks
    keys: tuple[str, ...] = ()
    listed: bool = True
    short: str = ""


@dataclass(frozen=True, slots=True)
class PartText:
    """A field, a theme, or a table at the back.

    :param title: ``""`` where its chapters stand without a title page.
    :param chapters: each may be made when it is asked for, once; a part without any is left out.
    """

    key: str
    title: str
    chapters: Iterable[ChapterText]


@dataclass(frozen=True, slots=True)
class BookText:
    """All of an edition.

    :param preface: hand-written pages before the contents.
    :param parts: in order, with what stands at the back; made when they are asked for, once.
    :param addresses: those that are printed in it.
    """

    preface: tuple[ChapterText, ...]
    parts: Iterable[PartText]
    addresses: Container[str]


def plain(inside: Iterable[Piece]) -> str:
    """Return the text alone of what stands in a line; a footnote is no part of it."""
    done = ""
    for piece in inside:
        match piece:
            case str():
                done += piece
            case Styled() | Ref() | Web():
                done += plain(piece.inside)
            case WebAddress():
                done += piece.url
            case Icon():
                done += piece.alt
            case _:
                pass
    return done
