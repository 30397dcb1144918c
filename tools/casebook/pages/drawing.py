"""Small drawings of when and where, as SVG in the pages: no text but years, no script needed.

They stand beside lists that say the same, so that readers who do not see them, and books, lose
nothing; what is drawn has no words, so that it is the same in every edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from casebook.pages import myst

_GAP = 5
"""So many years in a row in which nothing goes on are drawn as one: it keeps the time before
2000, from which there are few cases, from taking most of the width."""
_LABELS = 8
"""At most so many years are named below a scale."""
_STEPS = (1, 2, 5, 10, 20, 50, 100)


def drawing(svg: str, *classes: str) -> str:
    """Return a drawing as a block of a page; books leave it out."""
    inside = myst.fence("raw", [svg], "html")
    names = " ".join(("screen-only", "drawing", *classes))
    return "\n".join(["::::::{container} " + names, *inside, "::::::"])


@dataclass(frozen=True)
class Scale:
    """Where years stand from left to right, in per cent.

    :param years: in which something goes on; of what lies between them a long stretch is short.
    """

    years: frozenset[int]

    @cached_property
    def _starts(self) -> dict[int, float]:
        """Where each year begins, in years that are drawn; also where the last one ends."""
        starts: dict[int, float] = {}
        at = 0.0
        first, last = min(self.years), max(self.years)
        for year in range(first, last + 2):
            starts[year] = at
            at += 1 / len(gap) if (gap := self._gap(year)) else 1
        return starts

    def _gap(self, year: int) -> range:
        """Return the long stretch without anything that a year lies in; empty for any other."""
        if year in self.years:
            return range(0)
        before = max((other for other in self.years if other < year), default=year)
        after = min((other for other in self.years if other > year), default=year)
        between = range(before + 1, after)
        return between if len(between) >= _GAP else range(0)

    def _cuts(self) -> Iterator[float]:
        """Yield where a long stretch is drawn short."""
        for year in self._starts:
            gap = self._gap(year)
            if gap and year == gap[0]:
                yield self.at(year)

    def at(self, year: int) -> float:
        """Return where a year begins."""
        return 100 * self._starts[year] / self._starts[max(self._starts)]

    def _width(self, year: int) -> float:
        return self.at(year + 1) - self.at(year)

    def _middle(self, year: int) -> float:
        return self.at(year) + self._width(year) / 2

    @cached_property
    def named(self) -> tuple[int, ...]:
        """The years that are named below the scale: round ones, outside of long stretches."""
        drawn = [year for year in sorted(self._starts)[:-1] if not self._gap(year)]
        step = next(step for step in _STEPS if sum(not year % step for year in drawn) <= _LABELS)
        return tuple(year for year in drawn if not year % step)

    def axis(self) -> str:
        """Return the names of the years, and the lines that every bar has behind it."""
        names = {self.at(year): str(year) for year in self.named}
        lines = "".join(f'<line x1="{_n(at)}%" x2="{_n(at)}%" y2="100%"/>' for at in names)
        names |= dict.fromkeys(self._cuts(), "⋯")
        texts = "".join(f'<text x="{_n(at)}%" y="14">{name}</text>' for at, name in names.items())
        return _svg(20, f'<defs><g id="casebook-years">{lines}</g></defs>{texts}', "axis")

    def bar(self, first: int, last: int) -> str:
        """Return the bar from the beginning of one year to the end of another."""
        start, width = self.at(first), self.at(last + 1) - self.at(first)
        return _svg(14, f'{_LINES}<rect x="{_n(start)}%" width="{_n(width)}%" y="3" height="8"/>')

    def marks(self, years: Mapping[int, int]) -> str:
        """Return a row of marks, each of which leads to the year below.

        :param years: how many things each year has: the more, the larger its mark.
        """
        circles = "".join(
            f'<a href="#y{year}" tabindex="-1">'
            f'<circle cx="{_n(self._middle(year))}%" cy="9" r="{min(3 + many, 8)}"/></a>'
            for year, many in sorted(years.items())
        )
        return _svg(18, _LINES + circles)

    def columns(self, years: Mapping[int, int], height: int = 44) -> str:
        """Return how much each year has, as columns."""
        most = max(years.values(), default=1)
        heights = {year: max(2, height * many / most) for year, many in sorted(years.items())}
        columns = "".join(
            f'<rect x="{_n(self.at(year))}%" width="{_n(self._width(year) * _COLUMN)}%" '
            f'y="{_n(height - high)}" height="{_n(high)}"/>'
            for year, high in heights.items()
        )
        return _svg(height, _LINES + columns)


_LINES = '<use href="#casebook-years"/>'
_COLUMN = 0.86
"""The share of the width of a year that its column takes."""


def _svg(height: int, content: str, name: str = "") -> str:
    classes = f'class="{name}" ' if name else ""
    return f'<svg {classes}height="{height}" aria-hidden="true">{content}</svg>'


_TILE = 10
"""Side of a tile with the space to the next one."""


def tile_map(places: Mapping[str, tuple[int, int]], shades: Iterable[frozenset[str]]) -> str:
    """Return a small map of tiles.

    :param places: column and row of each province by its code, both from 1.
    :param shades: the codes of each shade, the strongest first; the rest is pale.
    """
    left = dict(places)
    paths = []
    for number, codes in enumerate(shades, 1):
        here = [left.pop(code) for code in sorted(codes) if code in left]
        paths.append(_path(f"s{number}", here))
    paths.append(_path("s0", left.values()))
    width = max(column for column, _ in places.values()) * _TILE
    height = max(row for _, row in places.values()) * _TILE
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-hidden="true">{"".join(paths)}</svg>'
    )


def _path(name: str, tiles: Iterable[tuple[int, int]]) -> str:
    side = _TILE - 1
    drawn = "".join(
        f"M{(column - 1) * _TILE} {(row - 1) * _TILE}h{side}v{side}h-{side}z"
        for column, row in tiles
    )
    return f'<path class="{name}" d="{drawn}"/>' if drawn else ""


def _n(number: float) -> str:
    """Return a number as short as it may be."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def years_of(spans: Iterable[tuple[int, int] | None]) -> Iterator[int]:
    """Yield every year of spans."""
    for span in spans:
        if span:
            yield from range(span[0], span[1] + 1)
