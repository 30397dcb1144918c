"""The only period that an article tells of: that of a report whose title does not say it."""

from __future__ import annotations

from casebook.knowledge.figure_dates import Calendar
from casebook.knowledge.reported_periods import heads, is_period

_YEARS = 1
"""An article published later after its period is no report on it."""


def only_period(folded: str, published: str, *, republic: bool) -> str:
    """Return the period that heads sentences with figures, where all the text names no second.

    :param folded: folded text of the article, a line for each paragraph.
    :param published: when it was published (ISO 8601); without it no period is taken.
    :param republic: whether the article counts years from 1912.
    :returns: ISO 8601; ``""`` for none.
    """
    if not published:
        return ""
    every = Calendar(folded, published, republic=republic).every
    periods = {dated.iso for dated in every if is_period(dated.iso)}
    if len(periods) != 1 or not any(heads(folded, dated, len(folded)) for dated in every):
        return ""
    iso = periods.pop()
    return iso if 0 <= int(published[:4]) - int(iso[:4]) <= _YEARS else ""
