"""The second copy of an article that a page holds whole twice: for screens and for telephones.

Sites that serve both from one page print title, masthead and text in two places and show one of
them.  Two signs are asked for: the lines repeat each other, most of the second copy standing in
the first one and most of the first in the second; and no line of either stands in the element
that a line of the other stands in.  A paragraph that a text repeats has not the second sign, and
a summary of it not the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from casebook.ingest.read.dom import DomLine

_LEAST_LINES, _LEAST = 2, 60
"""Lines of running text that are repeated, and their characters, that make a copy."""
_OF_COPY = 0.8
"""Share of the lines of running text of a copy that stand above, too."""
_OF_ARTICLE = 0.6
"""Share of the lines of running text above that a copy repeats."""


def second_copy(lines: Sequence[DomLine], weights: Sequence[float]) -> range:
    """Find the lines of the second copy of the article, in which other lines may stand, too.

    :param weights: of the lines; positive for running text.
    :returns: their positions; empty where the page holds its article once.
    """
    running = [at for at, weight in enumerate(weights) if weight > 0]
    keys = [lines[at].text for at in running]
    first: dict[str, int] = {}
    begins = next((q for q, key in enumerate(keys) if first.setdefault(key, q) != q), -1)
    if begins < 0:
        return range(0)
    origin = first[keys[begins]]
    above = {*keys[origin:begins]}
    below = keys[begins:]
    repeated = [key for key in below if key in above]
    held = {lines[at].block.getparent() for at in running[origin:begins]}
    if (
        not held.isdisjoint(lines[at].block.getparent() for at in running[begins:])
        or len({*repeated}) < _LEAST_LINES
        or sum(map(len, repeated)) < _LEAST
        or len(repeated) < _OF_COPY * len(below)
        or len(above.intersection(repeated)) < _OF_ARTICLE * len(above)
    ):
        return range(0)
    return range(running[begins], running[-1] + 1)
