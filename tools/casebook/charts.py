"""Figures drawn: a change from one figure to another, and a series, as small SVG bars.

Bars begin at nothing, so that their lengths compare as the figures do.  The words at the
bars are those of the text.  A chart is read aloud by its title and description, takes its
colours from the page, and prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from casebook.knowledge.corrections import SeriesChange
from casebook.knowledge.excerpts import Content, contents
from casebook.knowledge.series import Point, Series, date_words, series_of
from casebook.records import Case, Indicator, IndicatorKind
from casebook.text import labels
from casebook.text.catalogue import N_
from casebook.text.fold import fold
from casebook.text.numerals import amount, parse_number
from casebook.text.printer import Printer

BEFORE, AFTER = N_("原先"), N_("後來")
_UNNAMED = N_("變化")

# Geometry in units of the drawing, which is as wide as a phone's column at most.
_WIDTH = 300
_ROW = 26
_BAR = 14
_SIZE = 13
_GAP = 10
_LEAST = 1.5
"""The shortest bar: a figure that is not nothing can be seen."""

_FIGURE = re.compile(
    r"(?:[约約近逾超]|超过|超過|不足|不到)?"
    r"(?P<number>\d[\d,，]*(?:\.\d+)?)[多余餘几幾]?(?P<scale>[十百千万萬亿億]*)[多余餘]?"
)
_SUFFIX = re.compile("以[上下内內]|左右|上下|有[余餘]|[多余餘]")


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: what it is of (前, 2014年), its size, and how it is printed."""

    label: str
    size: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one measure.

    :param id: unique in its case.
    :param case: slug of the case.
    :param paragraph: id of the paragraph of the (last) figure.
    :param title: what is measured, ``""`` where the text does not say.
    """

    id: str
    case: str
    paragraph: str
    title: str
    bars: tuple[Bar, ...]
    is_series: bool = False


def change_charts(case: Case, printer: Printer) -> Iterator[Chart]:
    """Yield a chart for each figure of a case that says from how much to how much."""
    for indicator in case.indicators:
        if indicator.kind is not IndicatorKind.CHANGE or indicator.base is None:
            continue
        if not _has_lengths((indicator.base, indicator.value)):
            continue
        before, after = _sides(indicator)
        first, _, last = indicator.date.partition("/")
        times = (labels.date(first), labels.date(last)) if last[:1].isdigit() else (BEFORE, AFTER)
        yield Chart(
            f"chart-{indicator.id}",
            case.slug,
            indicator.paragraph,
            printer.noted(indicator.measured, case.slug),
            (
                Bar(printer.interface(times[0]), indicator.base, _own(before, case, printer)),
                Bar(printer.interface(times[1]), indicator.value, _own(after, case, printer)),
            ),
        )


def series_charts(case: Case, changes: Sequence[SeriesChange], printer: Printer) -> Iterator[Chart]:
    """Yield a chart for each series of a case that may be drawn."""
    texts = contents(case.article)
    for number, series in enumerate(series_of(case, changes), 1):
        chart = _series_chart(f"chart-s{number}", case, series, texts, printer)
        if _has_lengths([bar.size for bar in chart.bars]):
            yield chart


def _has_lengths(sizes: Sequence[Decimal]) -> bool:
    """Whether bars can show sizes: none is below zero, and not all are zero."""
    return min(sizes) >= 0 and max(sizes) > 0


def _series_chart(
    own: str, case: Case, series: Series, texts: Mapping[str, Content], printer: Printer
) -> Chart:
    def bar(point: Point) -> Bar:
        words = date_words(point, texts)
        label = (
            _own(words, case, printer) if words else printer.interface(labels.interval(point.date))
        )
        indicator = point.indicator
        if indicator.kind is not IndicatorKind.CHANGE or indicator.base is None:
            return Bar(label, indicator.value, _own(indicator.printed, case, printer))
        before, after = _sides(indicator)
        size, said = (indicator.base, before) if point.is_base else (indicator.value, after)
        return Bar(label, size, _own(said, case, printer))

    last = series.points[-1].indicator
    return Chart(
        own,
        case.slug,
        last.paragraph,
        printer.noted(series.label, case.slug),
        tuple(map(bar, series.points)),
        is_series=True,
    )


def _own(text: str, case: Case, printer: Printer) -> str:
    return printer.article(case.article)(text)


def _sides(indicator: Indicator) -> tuple[str, str]:
    """Return the words of the earlier and of the later figure of a change.

    They are those of the text where these can be told apart; else the numbers.
    """
    assert indicator.base is not None
    said = [(match, _words(indicator, match)) for match in _FIGURE.finditer(indicator.text)]
    before = next((words for match, words in said if _value(match) == indicator.base), "")
    after = next((words for match, words in reversed(said) if _value(match) == indicator.value), "")
    return (
        before or amount(indicator.base) + indicator.unit,
        after or amount(indicator.value) + indicator.unit,
    )


def _words(indicator: Indicator, match: re.Match[str]) -> str:
    """Return a number of a text with its unit and what says that it is not exact."""
    rest = indicator.text[match.end() :]
    if not rest.startswith(indicator.unit):
        return match[0] + indicator.unit
    suffix = _SUFFIX.match(rest, len(indicator.unit))
    return match[0] + indicator.unit + (suffix[0] if suffix else "")


def _value(match: re.Match[str]) -> Decimal:
    number = match["number"].replace(",", "").replace("，", "")
    return parse_number(fold(number + match["scale"])) if match["scale"] else Decimal(number)


def svg(chart: Chart) -> str:
    """Return the drawing as SVG that stands inside HTML."""
    left = max(_length(bar.label) for bar in chart.bars) + _GAP
    right = max(_length(bar.words) for bar in chart.bars) + _GAP
    room = max(_WIDTH - left - right, _WIDTH / 4)
    most = max(bar.size for bar in chart.bars)
    width, height = left + room + right, _ROW * len(chart.bars)
    name = f"{chart.case}-{chart.id}"
    parts = [
        (
            f'<svg class="chart-drawing" role="img" viewBox="0 0 {width:g} {height}" '
            f'width="{width:g}" height="{height}" aria-labelledby="{name}-t {name}-d">'
        ),
        f'<title id="{name}-t">{escape(chart.title)}</title>',
        f'<desc id="{name}-d">{escape(described(chart))}</desc>',
    ]
    for number, bar in enumerate(chart.bars):
        top = number * _ROW
        size = max(float(bar.size / most) * room, _LEAST if bar.size else 0)
        base = top + _ROW / 2 + _SIZE / 2 - 2
        last = ' class="last"' if number == len(chart.bars) - 1 else ""
        parts += [
            f'<text x="0" y="{base:g}">{escape(bar.label)}</text>',
            (
                f'<rect{last} x="{left:g}" y="{top + (_ROW - _BAR) / 2:g}" '
                f'width="{size:.1f}" height="{_BAR}"/>'
            ),
            f'<text x="{left + size + _GAP / 2:.1f}" y="{base:g}">{escape(bar.words)}</text>',
        ]
    return "".join([*parts, "</svg>"])


def described(chart: Chart) -> str:
    """Return the figures in words: ``2011年：47%；2012年：42%``."""
    return "；".join(f"{bar.label}：{bar.words}" for bar in chart.bars)


def _length(text: str) -> float:
    """Return about how wide a text is: a Han character is as wide as high, others are half."""
    return sum(_SIZE if ord(char) > 0x2E80 else _SIZE * 0.62 for char in text)


def title_of(chart: Chart, printer: Printer) -> str:
    """Return what a chart is of, a general word where the text does not say."""
    return chart.title or printer.interface(_UNNAMED)
