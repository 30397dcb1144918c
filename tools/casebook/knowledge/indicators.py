"""Indicators: every figure of an article, bound to its paragraph.

:func:`find_indicators` reads one text; changes, things measured and dates are
put together here from :mod:`~casebook.knowledge.quantities`,
:mod:`~casebook.knowledge.measured` and :mod:`~casebook.knowledge.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from casebook import resources
from casebook.knowledge.dates import Dated, find_dates, hide_dates, is_of_report
from casebook.knowledge.mask import HIDDEN
from casebook.knowledge.measured import (
    Place,
    clause_around,
    thing_measured,
    without_asides,
)
from casebook.knowledge.passages import Passage
from casebook.knowledge.quantities import Quantity, find_quantities, readable
from casebook.records import Approximation, Indicator, IndicatorKind, Mention
from casebook.text.fold import fold

# 比上年增长 tells what is compared with: the figure is of the year named before.
_YEAR_BEFORE = re.compile("(?<![比较同与])(?:上一年|上年|前一年|上年度)(?!同期)")
# 当年上半年 is right of a year; 次年 and the like are of none that is named.
_OTHER_TIME = re.compile(
    "(?<![比较同与])(?:次年|翌年|第二年|去年|改革以?前|此前|(?:上年|去年)同期)"
)
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_REACH = 10
"""How far before a number 由 and 从 may stand, and how far its verb."""
_FAR = 10**6
"""No figure follows."""
_BETWEEN = 18
"""How far the later figure of a change may stand from the earlier one."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A quantity with what its clause says of it."""

    quantity: Quantity
    start: int
    kind: IndicatorKind
    base: Decimal | None = None
    base_end: int = 0


@resources.cached
def _words(name: str) -> tuple[str, ...]:
    words = {fold(word) for word in resources.toml("quantities.toml")["change"][name]}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@resources.cached
def _units(kind: str) -> frozenset[str]:
    data = resources.toml("quantities.toml")
    return frozenset(fold(unit) for unit in (data["units"] | data["counters"])[kind])


def find_indicators(passage: Passage) -> tuple[Indicator, ...]:
    """Every figure of one text, in order."""
    folded = fold(passage.text)
    quantities = find_quantities(folded)
    if not quantities:
        return ()
    text = readable(folded)
    hidden = without_asides(hide_dates(folded, HIDDEN))
    dates = find_dates(folded)
    found: list[Indicator] = []
    for number, figure in enumerate(_figures(text, quantities), 1):
        before = found[-1] if found else None
        same = (
            before if before and _same_sentence(folded, before.mention.end, figure.start) else None
        )
        found.append(
            replace(
                _indicator(passage, folded, figure, dates),
                id=f"{passage.id}-n{number}",
                measured=thing_measured(
                    passage.text,
                    hidden,
                    _place(figure, quantities),
                    same.measured if same else None,
                    same.unit_key if same else "",
                ),
            )
        )
    return tuple(found)


def _figures(text: str, quantities: tuple[Quantity, ...]) -> Iterator[_Figure]:
    """Put the two ends of each change together, and name the direction of the others."""
    waiting: Quantity | None = None
    for place, one in enumerate(quantities):
        if waiting:
            yield _Figure(
                replace(one, unit=one.unit or waiting.unit),
                waiting.start,
                IndicatorKind.CHANGE,
                waiting.value,
                waiting.end,
            )
            waiting = None
            continue
        after = quantities[place + 1] if place + 1 < len(quantities) else None
        if after and _is_change(text, one, after):
            waiting = one
            continue
        kind = IndicatorKind.RANGE if one.high is not None else _direction(text, one.start)
        yield _Figure(one, one.start, kind)


def _is_change(text: str, earlier: Quantity, later: Quantity) -> bool:
    if earlier.high is not None or later.high is not None:
        return False
    if earlier.unit not in ("", later.unit) and later.unit:
        return False
    between = text[earlier.end : later.start]
    if len(between) > _BETWEEN or re.search("[。；！？]", between):
        return False
    if not re.search(f"(?:{'|'.join(_words('to'))})[了的{HIDDEN}]*$", between):
        return False
    clause = clause_around(text, earlier.start, earlier.end)[0]
    head = text[max(clause, earlier.start - _REACH) : earlier.start]
    return any(word in head for word in _words("from"))


def _direction(text: str, start: int) -> IndicatorKind:
    head = text[:start]
    for kind in (IndicatorKind.INCREASE, IndicatorKind.DECREASE):
        if head.endswith(_words(kind.value)):
            return kind
    return IndicatorKind.LEVEL


def _verb(text: str, folded: str, figure: _Figure) -> str:
    """Return the verb that tells the direction of an increase or a decrease, as printed."""
    if figure.kind not in (IndicatorKind.INCREASE, IndicatorKind.DECREASE):
        return ""
    head = folded[: figure.start]
    length = next(len(word) for word in _words(figure.kind.value) if head.endswith(word))
    return text[figure.start - length : figure.start].rstrip("了")


def _indicator(
    passage: Passage, folded: str, figure: _Figure, dates: tuple[Dated, ...]
) -> Indicator:
    one = figure.quantity
    unit = passage.text[slice(*one.unit_span)]
    return Indicator(
        id="",
        mention=Mention(passage.case, passage.id, figure.start, one.end),
        theme=passage.theme,
        text=passage.text[figure.start : one.end],
        value=_plain(one.value),
        unit=unit or one.unit,
        unit_key=one.unit,
        kind=figure.kind,
        approx=one.approx or Approximation.EXACT,
        high=None if one.high is None else _plain(one.high),
        base=None if figure.base is None else _plain(figure.base),
        date=_date(folded, figure, dates),
        direction=_verb(passage.text, folded, figure),
    )


def _plain(value: Decimal) -> Decimal:
    """Drop zeros at the end: 598700.00 is 598700."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _date(folded: str, figure: _Figure, dates: tuple[Dated, ...]) -> str:
    """Return the nearest date before in the sentence, else one behind in the clause."""
    start = figure.start
    reports = [one.end for one in dates if one.end <= start and is_of_report(folded, one)]
    dates = tuple(one for one in dates if not is_of_report(folded, one))
    before = [one for one in dates if one.end <= start and _same_sentence(folded, one.start, start)]
    inside = [one for one in dates if figure.base_end <= one.start < figure.quantity.start]
    if figure.base is not None and inside:
        first = f"{before[-1].iso}/" if before and "/" not in before[-1].iso else ""
        return first + inside[-1].iso
    if before:
        last = before[-1]
        if reports and reports[-1] > last.end:
            return ""  # 2006年为1500元，到2017年的报道中为8258元
        between = folded[last.end : start]
        if _OTHER_TIME.search(between):
            return ""
        if _YEAR_BEFORE.search(between):
            return str(int(last.iso.rsplit("/", 1)[-1][:4]) - 1)
        return last.iso
    end = figure.quantity.end
    clause = clause_around(folded, start, end)
    bracket = re.match(r"[（(][^（()）]*[)）]", folded[end:])
    limit = end + bracket.end() if bracket else clause[1]
    return next((one.iso for one in dates if end <= one.start < limit), "")


def _same_sentence(folded: str, start: int, end: int) -> bool:
    return not _SENTENCE_END.search(folded, start, end)


def _place(figure: _Figure, quantities: tuple[Quantity, ...]) -> Place:
    one = figure.quantity
    return Place(
        start=figure.start,
        end=one.end,
        floor=max([0, *(other.end for other in quantities if other.end <= figure.start)]),
        ceiling=min(
            [len_ for len_ in (other.start for other in quantities) if len_ >= one.end],
            default=one.end + _FAR,
        ),
        unit=one.unit,
        share=one.unit in _units("share"),
        change=figure.kind is not IndicatorKind.LEVEL,
        time=one.unit in _units("time"),
        counter=one.unit in _units("all"),
    )
