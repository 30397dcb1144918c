"""What a page lacks, shared among its headings, lists of facts, tables, pictures and charts.

A page may lack lines because the next block finds no room on it. Where its headings and blocks
can take them, so many that no gap draws the eye, its last line is level with that of the facing
page; otherwise it is left short.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

HEADING_LINES = 2
"""The most lines that a heading gets; it has one or two of its own."""
BLOCK_LINES = 2
"""The most lines that a table, picture or drawing gets above it; headings get theirs first."""
_BLOCK = 0
"""The level of what is no heading."""
_NOTHING = 0.02
"""Of a line: what is less is rounding."""


@dataclass(frozen=True, slots=True)
class Space:
    """Where room may stand, with what a draft left there.

    :param name: what the template knows it by.
    :param level: of the heading below it, or what counts as much; 0 above a table, a picture or a
        drawing.
    :param page: counted from the first of the draft.
    :param top: where it begins, in points down the page.
    :param bottom: where it ends.
    """

    name: str
    level: int
    page: int
    top: float
    bottom: float


def rooms(spaces: Iterable[Space], pitch: float, foot: float) -> dict[str, float]:
    """Return the room of each space that gets any, in points.

    :param pitch: the distance of base lines, in points.
    :param foot: the lower edge of the last line of a page, in points down the page.
    """
    done: dict[str, float] = {}
    for page in _pages(spaces).values():
        lines, rest = divmod(sum(space.bottom - space.top for space in page) / pitch, 1)
        if rest > 1 - _NOTHING:
            lines, rest = lines + 1, 0.0
        # What stands at the foot belongs to a heading of the next page.
        above = [space for space in page if space.bottom < foot - pitch]
        given = _shared(above, int(lines))
        if given is None or not above:
            continue
        if rest > _NOTHING:
            given[above[-1].name] += rest
        done |= {name: share * pitch for name, share in given.items() if share}
    return done


def moved(down: float, spaces: Sequence[Space], given: Mapping[str, float]) -> float:
    """Return where something of a page stands when the spaces above it get their room.

    :param down: where a draft has it, in points down the page.
    :param spaces: those of the page.
    """
    above = (space for space in spaces if space.bottom <= down + _NOTHING)
    return down + sum(given.get(space.name, 0.0) - (space.bottom - space.top) for space in above)


def _pages(spaces: Iterable[Space]) -> dict[int, list[Space]]:
    pages: dict[int, list[Space]] = defaultdict(list)
    for space in spaces:
        pages[space.page].append(space)
    return pages


def _shared(spaces: Sequence[Space], lines: int) -> dict[str, float] | None:
    """Give each a line in turn, headings first, higher ones before lower ones.

    :returns: ``None`` where they cannot take all.
    """
    given = {space.name: 0.0 for space in spaces}
    ranked = sorted(spaces, key=lambda space: (space.level == _BLOCK, space.level))
    for turn in range(max(HEADING_LINES, BLOCK_LINES)):
        for space in ranked:
            if lines and turn < (BLOCK_LINES if space.level == _BLOCK else HEADING_LINES):
                given[space.name] += 1
                lines -= 1
    return None if lines else given
