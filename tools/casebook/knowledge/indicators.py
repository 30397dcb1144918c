"""Indicators: every figure of an article, bound to its paragraph.

:func:`find_indicators` reads one text; changes, things measured and dates are
put together here from :mod:`~casebook.knowledge.quantities`,
:mod:`~casebook.knowledge.measured` and :mod:`~casebook.knowledge.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from casebook import resources
from casebook.knowledge.confidence import is_doubtful_name
from casebook.knowledge.dates import hide_dates
from casebook.knowledge.distribution import Part, distribute
from casebook.knowledge.families import families
from casebook.knowledge.figure_dates import Calendar, When
from casebook.knowledge.mask import HIDDEN
from casebook.knowledge.measured import Place, Thing, thing_measured, without_asides
from casebook.knowledge.negation import with_negation
from casebook.knowledge.passages import Passage
from casebook.knowledge.quantities import find_quantities, readable
from casebook.knowledge.quantity import Quantity, lists
from casebook.knowledge.sentences import clause_start, same_sentence
from casebook.knowledge.spacing import closed_up, places_of
from casebook.knowledge.trends import (
    Trend,
    goes_on,
    leads_to,
    took_and_takes,
    trend,
    without_comparison,
)
from casebook.records import Approximation, Indicator, IndicatorKind, Mention
from casebook.text.fold import fold

_REACH = 10
"""How far before a number 由 and 从 may stand, and how far its verb."""
_FAR = 10**6
"""No figure follows."""
_NO_FROM = "自[来治动然己主行由身有愿筹]|从[业事]|由于"
"""Words that begin as those for the earlier figure do: 自来水普及率达到96%."""
_BETWEEN = 18
"""How far the later figure of a change may stand from the earlier one."""

_OTHER_UNIT = re.compile("(?![以左上之多余的])[一-鿿]")
"""After the end of a change that has no unit: one that is not read (由2万吨增加到5万担)."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A quantity with what its clause says of it."""

    quantity: Quantity
    start: int
    base: Decimal | None = None
    base_end: int | None = None


_ALONE = Part(None, None, "")


@resources.cached
def _words(name: str) -> tuple[str, ...]:
    words = {fold(word) for word in resources.toml("quantities.toml")["change"][name]}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def find_indicators(passage: Passage) -> tuple[Indicator, ...]:
    """Every figure of one text, in order."""
    closed = closed_up(passage.text)
    if closed == passage.text:
        return _find(passage)
    places = places_of(passage.text)
    found = _find(replace(passage, text=closed))
    return tuple(_in_spaced(item, passage.text, places) for item in found)


def _in_spaced(indicator: Indicator, text: str, places: Sequence[int]) -> Indicator:
    """Return a figure of a closed text with its place and words in the text as it stands."""
    at = indicator.mention
    start, end = places[at.start], places[at.end - 1] + 1
    return replace(indicator, mention=replace(at, start=start, end=end), text=text[start:end])


def _find(passage: Passage) -> tuple[Indicator, ...]:
    folded = fold(passage.text)
    quantities = find_quantities(folded, republic=passage.republic)
    if not quantities:
        return ()
    text = readable(folded, republic=passage.republic)
    hidden = without_asides(hide_dates(folded, HIDDEN, republic=passage.republic))
    calendar = Calendar(
        folded,
        passage.published,
        republic=passage.republic,
        title=lambda: passage.reckoning.period,
        review=lambda: passage.reckoning.review,
    )
    parts = distribute(passage.text, hidden, quantities, calendar.dates)
    result: list[Indicator] = []
    for number, (place, figure) in enumerate(_figures(text, quantities), 1):
        before = result[-1] if result else None
        if before and not same_sentence(folded, before.mention.end, figure.start):
            before = None
        part = parts.get(figure.quantity.number_start, _ALONE)
        joined = before is not None and goes_on(hidden, before.mention.end, figure.start)
        counter = figure.quantity.unit in lists().counters
        verb = trend(hidden, figure.start, None, counter=counter)
        where = _place(place, figure, quantities, change=verb is not None)
        thing = _thing(passage.text, hidden, where, before, part, joined=joined)
        if verb and verb.than and thing.span:
            first, last = thing.span
            end = without_comparison(hidden, first, last)
            thing = Thing(passage.text[first:end], (first, end)) if end > first else Thing()
        verb = verb or trend(hidden, figure.start, thing.span, counter=counter)
        verb = verb or _since(text, before, figure)
        when = calendar.of(figure.start, figure.quantity.end, figure.base_end)
        when = When(part.date) if part.date else when
        named = _Named(f"{passage.id}-n{number}", thing.words, when)
        item = _indicator(passage, figure, verb, before if joined else None, named)
        result.append(_restated(before, item) if before and _restates(text, before, item) else item)
    return tuple(result)


_NEARLY = Decimal("0.1")
"""Two figures differ by less than this share where one only says the other more precisely."""


def _restates(text: str, before: Indicator, item: Indicator) -> bool:
    """Whether a figure in brackets says that before it precisely: 约60万吨（584,589吨）."""
    beside = text[before.mention.end : item.mention.start] in ("（", "(")
    closed = text.startswith(("）", ")"), item.mention.end)
    one = before.unit_key == item.unit_key and not (before.high or item.high or item.base)
    near = abs(before.value - item.value) <= _NEARLY * abs(before.value)
    return beside and closed and one and near


def _restated(before: Indicator, item: Indicator) -> Indicator:
    """Return a figure with what the one before it says of the same amount."""
    if before.base is None:
        item = replace(item, kind=before.kind, direction=before.direction)
    dates = (before.date, before.date_derived)
    return replace(item, measured=before.measured, date=dates[0], date_derived=dates[1])


class _Named(NamedTuple):
    """The id of a figure, what it measures, and when."""

    id: str
    measured: str
    when: When


def _thing(
    text: str, hidden: str, place: Place, before: Indicator | None, part: Part, *, joined: bool
) -> Thing:
    if part.thing is not None:
        doubtful = is_doubtful_name(
            fold(part.thing), place.unit, time=place.time, share=place.share
        )
        return Thing() if doubtful else Thing(part.thing, part.span)
    same = (before.measured, before.unit_key) if before else (None, "")
    return with_negation(text, thing_measured(text, hidden, place, *same, joined=joined))


def _since(text: str, before: Indicator | None, figure: _Figure) -> Trend | None:
    """Return more or less of a time after one in another unit: 过去要2天，现在只需10分钟."""
    if not before or before.kind is not IndicatorKind.LEVEL:
        return None
    sizes = next(family.units for family in families() if family.key == "time")
    item, start = figure.quantity, figure.start
    if not {before.unit_key, item.unit} <= sizes.keys() or before.unit_key == item.unit:
        return None
    if not took_and_takes(text, before.mention.start, text[before.mention.end : start]):
        return None
    shorter = item.value * sizes[item.unit] < before.value * sizes[before.unit_key]
    return Trend(
        IndicatorKind.DECREASE_TO if shorter else IndicatorKind.INCREASE_TO, (start, start)
    )


def _figures(text: str, quantities: tuple[Quantity, ...]) -> Iterator[tuple[int, _Figure]]:
    """Put the two ends of each change together; yield each with the place of its quantity."""
    waiting: Quantity | None = None
    for place, item in enumerate(quantities):
        if waiting:
            later = replace(item, unit=item.unit or waiting.unit)
            yield place, _Figure(later, waiting.start, waiting.value, waiting.end)
            waiting = None
            continue
        after = quantities[place + 1] if place + 1 < len(quantities) else None
        if after and _is_change(text, item, after):
            waiting = item
            continue
        yield place, _Figure(item, item.start)


def _is_change(text: str, earlier: Quantity, later: Quantity) -> bool:
    if earlier.high is not None or later.high is not None:
        return False
    differs = earlier.unit not in ("", later.unit) and later.unit
    unread = earlier.unit and not later.unit and _OTHER_UNIT.match(text, later.end)
    if differs or unread:
        return False
    between = text[earlier.end : later.start]
    if len(between) > _BETWEEN or re.search("[。；！？]", between):
        return False
    times = earlier.unit == later.unit and later.unit in lists().times
    if leads_to(between) or (times and took_and_takes(text, earlier.start, between)):
        return True
    if not re.search(f"(?:{'|'.join(_words('to'))})[了的{HIDDEN}]*$", between):
        return False
    clause = clause_start(text, earlier.start)
    head = text[max(clause, earlier.start - _REACH) : earlier.start]
    return re.search(f"(?!{_NO_FROM})(?:{'|'.join(_words('from'))})", head) is not None


def _kind(figure: _Figure, verb: Trend | None, before: Indicator | None) -> IndicatorKind:
    """Return what a figure says.

    :param before: the figure before, where this one goes on with its verb (、和).
    """
    item = figure.quantity
    if figure.base is not None:
        return IndicatorKind.CHANGE
    if item.high is not None:
        return IndicatorKind.RANGE
    if item.value < 0 and item.unit in lists().shares:
        return IndicatorKind.INCREASE
    if verb:
        return verb.kind
    return before.kind if before and before.unit_key == item.unit else IndicatorKind.LEVEL


_WITHOUT_VERB = (IndicatorKind.CHANGE, IndicatorKind.RANGE, IndicatorKind.LEVEL)


def _indicator(
    passage: Passage, figure: _Figure, verb: Trend | None, before: Indicator | None, named: _Named
) -> Indicator:
    item = figure.quantity
    kind = _kind(figure, verb, before)
    if kind in _WITHOUT_VERB and figure.base is None and item.high is None:
        kind = IndicatorKind.LEVEL
    direction = passage.text[slice(*verb.verb)].rstrip("了") if verb else ""
    if not verb and before and kind not in _WITHOUT_VERB and item.value >= 0:
        direction = before.direction
    unit = passage.text[slice(*item.unit_span)]
    return Indicator(
        id=named.id,
        mention=Mention(passage.case, passage.id, figure.start, item.end),
        theme=passage.theme,
        text=passage.text[figure.start : item.end],
        value=_plain(item.value),
        unit=unit if fold(unit) == item.unit else item.unit,
        unit_key=item.unit,
        kind=kind,
        approx=item.approx or Approximation.EXACT,
        high=None if item.high is None else _plain(item.high),
        base=None if figure.base is None else _plain(figure.base),
        direction="" if kind in _WITHOUT_VERB else direction,
        measured=named.measured,
        date=named.when.iso,
        date_derived=named.when.derived,
    )


def _plain(value: Decimal) -> Decimal:
    """Drop zeros at the end: 598700.00 is 598700."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _place(
    number: int, figure: _Figure, quantities: tuple[Quantity, ...], *, change: bool
) -> Place:
    item = figure.quantity
    first = number - (figure.base is not None)
    return Place(
        start=figure.start,
        end=item.end,
        floor=quantities[first - 1].end if first else 0,
        ceiling=quantities[number + 1].start if number + 1 < len(quantities) else item.end + _FAR,
        unit=item.unit,
        share=item.unit in lists().shares,
        change=change or figure.base is not None or item.value < 0,
        time=item.unit in lists().times,
        counter=item.unit in lists().counters,
        base=figure.base is not None,
    )
