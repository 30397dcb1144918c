"""A row of text on a page."""

from __future__ import annotations

from dataclasses import dataclass

Type = tuple[float, bool]
"""Size in points, and whether it is bold."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of text, or a piece of it, in one column.

    ``first`` and ``last`` are the edges of its column.
    """

    text: str
    left: float
    top: float
    right: float
    base: float
    size: float
    bold: bool
    page: int
    em: float = 0.0
    """The width of a Han character, in points."""
    first: float = 0.0
    last: float = 0.0
    spread: bool = False
    """Whether it is two names set far apart, and no sentence."""
    cells: tuple[tuple[str, ...], ...] = ()
    """The rows of a table that stands here."""
    types: tuple[Type, Type] | None = None
    """The type of its first Han character, and of its last; of one piece only."""
    drawn: int = 0
    """Which character of its page its first one is, as the file draws them."""
    aside: int = 0
    """Of what stands beside the text, which box or note of the document it is, from 1."""
