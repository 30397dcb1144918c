"""An article whose heading stands below text of others: a box of teasers at the head of the page.

Each teaser may have a title, a day and a sentence of its own, as an article has.  What tells
the article from them does not depend on their words: its heading is the only one of the
highest rank that no link holds and that has the day of the page right below it, most of the
running text stands below it, and speaks of what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.headings.title import bigrams, is_no_title
from casebook.ingest.read.dom import DomLine
from casebook.records import Role
from casebook.text.dates import find_day

_MASTHEAD = 2
"""Lines below a heading in which the day stands."""
_SHARED = 3
"""Pairs of characters that the heading has in common with the text below it."""
_UNSEEN = {Role.HIDDEN, Role.DELETED, Role.READING, Role.PICTURE}


def headed_below(lines: Sequence[DomLine], weights: Sequence[float], first: int) -> int | None:
    """Find the heading of such an article; ``None`` where no text stands above one.

    :param weights: of the lines, positive for running text.
    :param first: position of the first line of running text.
    """
    headings = [
        at
        for at, line in enumerate(lines)
        if line.role is Role.HEADING and not line.linked and weights[at] <= 0
    ]
    top = min((lines[at].depth for at in headings), default=0)
    highest = [at for at in headings if lines[at].depth == top]
    if not highest or highest[-1] < first:
        return None
    dated = [at for at in highest if _has_day(lines, at)]
    if len(dated) != 1 or dated[0] < first:
        return None
    (at,) = dated
    heavy = [x for x, weight in enumerate(weights) if weight > 0 and lines[x].role is not Role.ROW]
    below = sum(weights[x] for x in heavy if x > at)
    if below < sum(weights[x] for x in heavy if x < at) or is_no_title(lines[at].text):
        return None
    text = "".join(lines[x].text for x in heavy if x > at)
    return at if len(bigrams(lines[at].text) & bigrams(text)) >= _SHARED else None


def _has_day(lines: Sequence[DomLine], at: int) -> bool:
    """Whether a masthead with a day stands right below a heading."""
    shown = (line.text for line in lines[at + 1 :] if line.text and line.role not in _UNSEEN)
    return any(is_masthead_line(text) and find_day(text) for text in islice(shown, _MASTHEAD))
