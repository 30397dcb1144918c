"""Give the figures after 分别 each its own thing and date: 收入、利润分别增长13%和15%.

Where there are as many things (or dates) as figures, each figure gets one; where the numbers
differ the figures get none, for a wrong label is worse than an empty one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from casebook import resources
from casebook.knowledge.clause_words import is_empty
from casebook.knowledge.phrases import Span, phrase_before
from casebook.knowledge.quantity import Quantity
from casebook.knowledge.sentences import clause_around, sentence_around
from casebook.knowledge.tagging import tokens
from casebook.text.dates import Dated
from casebook.text.fold import fold

_STOP = re.compile("[。；，]")
_MARK = re.compile("分别|依次|各自")
_JOINERS = frozenset("、和与及") | {"以及"}
_REACH = 24
"""How far after 分别 its first figure may stand."""
_COMPARED = re.compile(
    "(?:(?:比|较)[^、，和]{1,10}?(?:相比)?|[与同][^、，和]{1,10}?相比|同比|环比|[均已也又将约]|同时|占|由|从)+$"
)
_LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class Part:
    """What 分别 gives to one figure: its thing (``""``: none is sure) and date (``""``: not said).

    ``thing`` is ``None`` where there is only one thing, which is found as everywhere.
    """

    thing: str | None
    span: Span | None
    date: str


@resources.cached
def _joined() -> re.Pattern[str]:
    change = resources.toml("quantities.toml")["change"]
    verbs = sorted({fold(w) for w in (*change["increase"], *change["decrease"])}, key=len)[::-1]
    return re.compile(
        rf"(?:[、，]|和|与|及|以及)(?:同比|环比)?(?:{'|'.join(verbs)})?(?:了|约|近|超过?|达到?|至|到|为)*"
    )


def distribute(
    text: str, hidden: str, quantities: Sequence[Quantity], dates: Sequence[Dated]
) -> dict[int, Part]:
    """Return what 分别 gives to figures, by where their number starts.

    :param text: the text as it stands.
    :param hidden: the same folded, with dates and asides hidden.
    """
    given: dict[int, Part] = {}
    for mark in _MARK.finditer(hidden):
        group = _group(hidden, mark.end(), quantities)
        if not group:
            continue
        start, end = _before_mark(hidden, mark.start())
        when = _dates(text, dates, start, mark.start(), len(group))
        counted = any(start < item.start < end for item in quantities)
        things = _things(text, hidden, start, end, len(group), counted=counted)
        for place, item in enumerate(group):
            thing, span = things[place] if things else (None, None)
            given[item.number_start] = Part(thing, span, when[place] if when else "")
    return given


def _group(hidden: str, at: int, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the figures after 分别 that 、 and 和 join."""
    place = bisect_left(quantities, at, key=lambda quantity: quantity.start)
    group: list[Quantity] = []
    while place < len(quantities):
        item = quantities[place]
        if not group and (item.start - at > _REACH or _STOP.search(hidden, at, item.start)):
            break
        if group and not _joined().fullmatch(hidden, group[-1].end, item.start):
            break
        group.append(item)
        place += 1
    return group


def _before_mark(hidden: str, mark: int) -> Span:
    """Return the span of the words for the things: of the clause, or of that before it."""
    start = clause_around(hidden, mark, mark)[0]
    end = start + len(_COMPARED.sub("", hidden[start:mark]))
    if is_empty(hidden, start, end) and start > sentence_around(hidden, mark)[0]:
        end = start - 1
        start = clause_around(hidden, end, end)[0]
    return start, end


def _dates(text: str, dates: Sequence[Dated], start: int, end: int, number: int) -> list[str]:
    first = bisect_left(dates, start, key=lambda item: item.start)
    last = bisect_left(dates, end, key=lambda entry: entry.start)
    inside = [date.iso for date in dates[first:last]]
    if len(inside) == 1 and (row := years_before(text, dates[first])):
        inside = [*row, *inside]
    if number > 1 and len(inside) == number:
        return inside
    if number > 1 and len(inside) == 1 and (match := re.fullmatch(r"(\d{4})/(\d{4})", inside[0])):
        first, last = int(match[1]), int(match[2])
        if last - first + 1 == number:
            return [str(year) for year in range(first, last + 1)]
    return []


def years_before(text: str, dated: Dated) -> list[str]:
    """Return the years of a row that stand before its last without 年: 2021、2022、2023年."""
    if not _YEAR.fullmatch(dated.iso):
        return []
    row = _YEARS_OF_ROW.search(text, max(0, dated.start - _REACH), dated.start)
    years = _YEAR.findall(row[0]) if row else []
    return years if [*years, dated.iso] == sorted({*years, dated.iso}) else []


_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS_OF_ROW = re.compile(r"(?<!\d)(?:(?:19|20)\d\d年?[、和与及])+$")


def _things(
    text: str, hidden: str, start: int, end: int, number: int, *, counted: bool
) -> list[tuple[str, Span | None]]:
    """Return a thing for each of ``number`` figures; ``[]`` where there is one for all.

    :param counted: whether the words have a figure of their own: 损失50万元，分别占….
    """
    items = [item for item in _split(hidden, start, end) if not is_empty(hidden, *item)]
    if len(items) <= 1:
        return [("", None)] * number if counted and number > 1 else []
    spans = [phrase_before(hidden, *entry) for entry in items]
    short = any(span is None or span[1] - span[0] < 2 for span in spans)
    if len(items) != number or short:
        return [("", None)] * number
    things: list[tuple[str, Span | None]] = [(text[slice(*span)], span) for span in spans if span]
    head = _shared_head(hidden, items[-1], spans[-1])
    if head:
        names = [text[slice(*span)] for span in spans[:-1] if span]
        if all(len(name) <= _LONGEST_NAME for name in names):
            last = text[items[-1][0] : head[0] - 1]
            return [(name + text[slice(*head)], None) for name in (*names, last)]
    return things


def _shared_head(hidden: str, last: Span, span: Span | None) -> Span | None:
    """Return the head that all things share: 水稻、小麦、玉米的种植面积."""
    at = hidden.rfind("的", *last)
    if span is None or at <= last[0]:
        return None
    return at + 1, max(span[1], at + 2)


def _split(hidden: str, start: int, end: int) -> list[Span]:
    spans = []
    at = start
    for token in tokens(hidden, start, end):
        if token.word in _JOINERS:
            spans.append((at, token.start))
            at = token.end
    return [*spans, (at, end)]
