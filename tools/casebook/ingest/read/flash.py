"""Reports of one sentence, in pages full of other texts."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from casebook.ingest.headings.title import bigrams, says
from casebook.ingest.read.dom import DomLine
from casebook.ingest.read.root import is_body

_LONGEST = 120
"""Characters of the longest text that is such a report."""
_LEAST = 5
"""Pairs of characters of a ``<title>`` that says what is reported."""


def flash_of(lines: Sequence[DomLine], weights: Sequence[float], page_title: str) -> frozenset[int]:
    """Find the lines of a report of one sentence; none where the page holds a longer article.

    It stands in an element that names itself the body of an article, and says what the
    ``<title>`` of the page says; no other element of that name holds text.
    """
    if len(bigrams(page_title)) < _LEAST:
        return frozenset()
    named: dict[HtmlElement, bool] = {}
    inside: dict[int, str] = {}
    size = 0
    for at, line in enumerate(lines):
        if weights[at] > 0 and _is_in_body(line.block, named):
            inside[at] = line.text
            size += len(line.text)
            if size > _LONGEST:
                return frozenset()
    alone = sum(weight > 0 for weight in weights) == len(inside)
    said = not alone and says("".join(inside.values()), page_title)
    return frozenset(inside) if said else frozenset()


def _is_in_body(element: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Whether an element is, or stands in, one that names itself the body of an article."""
    above: list[HtmlElement] = []
    at: HtmlElement | None = element
    while at is not None and at not in known:
        above.append(at)
        at = at.getparent()
    inside = at is not None and known[at]
    for part in reversed(above):
        inside = inside or is_body(part)
        known[part] = inside
    return inside
