"""The only time that an article tells of: that of a report whose title does not say it."""

from __future__ import annotations

import re

from casebook.knowledge.figure_dates import Calendar
from casebook.knowledge.reported_periods import heads, is_period

_OTHER = re.compile("[本上当下]月|[本上当下]季(?!节)|[本上下]周|期间|假期|[时季]节|[次翌]年|第二年")
"""Another time, whose dates the text does not say."""
_YEARS = 1
"""An article published later after its period is no report on it."""


def only_period(folded: str, published: str, *, republic: bool) -> str:
    """Return the period that heads sentences with figures, where all the text names no other time.

    :param folded: folded text of the article, a line for each paragraph.
    :param published: when it was published (ISO 8601); without it no period is taken.
    :param republic: whether the article counts years from 1912.
    :returns: ISO 8601; ``""`` for none.
    """
    if not published:
        return ""
    if _OTHER.search(folded):
        return ""
    # Each paragraph alone, as its figures are dated: 7月 of one is not of the year of another.
    read = [(line, Calendar(line, published, republic=republic)) for line in folded.split("\n")]
    every = [(line, dated) for line, calendar in read for dated in calendar.every]
    periods = {dated.iso for _, dated in every if is_period(dated.iso)}
    if len(periods) != 1 or not any(heads(line, dated, len(line)) for line, dated in every):
        return ""
    iso = periods.pop()
    now = any(calendar.now for _, calendar in read)
    if now or not all(_is_within(dated.iso, iso) for _, dated in every):
        return ""
    return iso if 0 <= int(published[:4]) - int(iso[:4]) <= _YEARS else ""


def _is_within(iso: str, period: str) -> bool:
    """Whether a date lies in a period; one left open (2024/..) lies in none."""
    first, _, last = iso.partition("/")
    since, _, until = period.partition("/")
    last, until = last or first, until or since
    return first[: len(since)] >= since and len(last) >= len(until) and last[: len(until)] <= until
