"""Figures of one measure at several times: what may be drawn as one series.

Two figures with the same label and unit need not be of the same thing (訴求 of a year and of
a single campaign).  So a series is certain only where its figures stand in one table, each
under a bare date (2019年10月, not 2019年上半年), of one precision, one figure a date.  All else
is in doubt, and waits for a person's word in ``corrections.toml`` (``[[series]]``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casebook.knowledge.corrections import SeriesChange
from casebook.knowledge.excerpts import Content, cell_at, contents
from casebook.records import Case, Indicator, IndicatorKind, Table
from casebook.text.fold import fold

_LEVELS = frozenset({IndicatorKind.LEVEL, IndicatorKind.INCREASE_TO, IndicatorKind.DECREASE_TO})
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_WHEN = re.compile(rf"{_DATE.pattern}(?:/{_DATE.pattern})?")
_BARE_DATE = re.compile(r"(?:到|至|截至)?\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:年?[底末])?")
_LEAST = 2
"""Dates that make a series."""

Key = tuple[str, str]
"""The folded label and the folded unit of figures."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at a date or interval, ISO 8601.

    ``is_base`` where it is the earlier figure of a change.
    """

    date: str
    indicator: Indicator
    is_base: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one label and unit of a case, by date."""

    key: Key
    points: tuple[Point, ...]

    @property
    def label(self) -> str:
        """The words for the thing measured, as the first figure has them."""
        return self.points[0].indicator.measured


def date_words(point: Point, texts: Mapping[str, Content]) -> str:
    """Return the words of a table that head a figure and begin with its year, or ``""``.

    They may say more than the date: 2014年上半年.
    """
    table = texts[point.indicator.paragraph]
    if not isinstance(table, Table):
        return ""
    return next(
        (head for head in _heads(table, point.indicator) if head.startswith(point.date[:4])), ""
    )


def series_of(case: Case, changes: Iterable[SeriesChange]) -> tuple[Series, ...]:
    """Return the series of a case that may be drawn: certain ones, and those of a person.

    :param changes: what people said of series; those of other cases are passed over.
    """
    return tuple(series for series, drawn in _ruled(case, changes) if drawn)


def doubtful_series(case: Case, changes: Iterable[SeriesChange]) -> tuple[Series, ...]:
    """Return what may be a series, and of which no person has said whether it is."""
    return tuple(series for series, drawn in _ruled(case, changes) if drawn is None)


def _ruled(case: Case, changes: Iterable[SeriesChange]) -> Iterator[tuple[Series, bool | None]]:
    """Yield each candidate with whether it is drawn, ``None`` where that is in doubt."""
    rulings = {
        (fold(item.measured), fold(item.unit)): item for item in changes if item.case == case.slug
    }
    texts = contents(case.article)
    for key, points in _candidates(case).items():
        ruling = rulings.get(key)
        if ruling:
            chosen = _chosen(points, ruling.figures)
            if len(chosen) >= _LEAST:
                yield Series(key, chosen), ruling.draw
            continue
        certain = _certain(points, texts)
        if certain:
            yield Series(key, certain), True
        elif len({point.date for point in points}) >= _LEAST:
            yield Series(key, tuple(points)), None


def _candidates(case: Case) -> Mapping[Key, list[Point]]:
    """Return the dated figures of a case by label and unit, each in order of date."""
    groups: dict[Key, list[Point]] = defaultdict(list)
    for indicator in case.indicators:
        if not indicator.measured or indicator.value < 0:
            continue
        key = (fold(indicator.measured), indicator.unit_key)
        first, _, last = indicator.date.partition("/")
        if indicator.kind is IndicatorKind.CHANGE and _DATE.fullmatch(last):
            groups[key] += (Point(first, indicator, is_base=True), Point(last, indicator))
        elif indicator.kind in _LEVELS and _WHEN.fullmatch(indicator.date):
            groups[key].append(Point(indicator.date, indicator))
    return {key: sorted(points, key=lambda point: point.date) for key, points in groups.items()}


def _chosen(points: Sequence[Point], figures: Sequence[str]) -> tuple[Point, ...]:
    """Return the points of these figures, of all where none is named; one for each date."""
    wanted = {fold(text) for text in figures}
    by_date: dict[str, Point] = {}
    for point in points:
        if not wanted or fold(point.indicator.text) in wanted:
            by_date.setdefault(point.date, point)
    return tuple(by_date.values())


def _certain(points: Sequence[Point], texts: Mapping[str, Content]) -> tuple[Point, ...]:
    """Return the points that stand in one table, each under a bare date, one a date."""
    by_table: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        if isinstance(texts[point.indicator.paragraph], Table) and not point.is_base:
            by_table[point.indicator.paragraph].append(point)
    for own, stood in by_table.items():
        table = texts[own]
        assert isinstance(table, Table)
        dates = [point.date for point in stood]
        if (
            len(dates) >= _LEAST
            and len(set(dates)) == len(dates)
            and len({len(date) for date in dates}) == 1
            and all(_is_under_date(table, point.indicator) for point in stood)
        ):
            return tuple(stood)
    return ()


def _is_under_date(table: Table, indicator: Indicator) -> bool:
    """Whether the row or the column of a figure is headed by a date and nothing else."""
    return any(_BARE_DATE.fullmatch(fold(head)) for head in _heads(table, indicator))


def _heads(table: Table, indicator: Indicator) -> tuple[str, ...]:
    """Return what heads the row and the column of a figure."""
    try:
        row, column = cell_at(table, indicator.mention.start)
    except ValueError:  # in the caption
        return ()
    return table.rows[row][0], table.rows[0][column] if table.header else ""
