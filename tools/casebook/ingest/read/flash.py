"""Reports of one sentence, in pages full of other texts."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.ingest.headings.title import bigrams
from casebook.ingest.read.dom import DomLine
from casebook.ingest.read.root import is_body, tree_of

_SAID = 0.6
"""Share of the pairs of characters of the ``<title>`` that the sentence has, too."""
_LONGEST = 120
"""Characters of the longest text that is such a report."""
_LEAST = 5
"""Pairs of characters of a ``<title>`` that says what is reported."""


def flash_of(lines: Sequence[DomLine], weights: Sequence[float], page_title: str) -> frozenset[int]:
    """Find the lines of a report of one sentence; none where the page holds a longer article.

    It stands in an element that names itself the body of an article, and says what the
    ``<title>`` of the page says; no other element of that name holds text.
    """
    pairs = bigrams(page_title)
    if len(pairs) < _LEAST:
        return frozenset()
    tree = tree_of(lines)
    held = [
        (at, next((x for x in tree.upwards(line.block) if is_body(x)), None))
        for at, line in enumerate(lines)
        if weights[at] > 0
    ]
    inside = frozenset(at for at, body in held if body is not None)
    text = "".join(lines[at].text for at in sorted(inside))
    said = len(pairs & bigrams(text)) >= _SAID * len(pairs)
    return inside if said and len(text) <= _LONGEST and len(inside) < len(held) else frozenset()
