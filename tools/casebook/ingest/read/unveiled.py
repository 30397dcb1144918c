"""Numbered headings that a script fades in: no browser shows them before the reader is there.

A page may be saved with ``opacity: 0`` or the like on its headings, while the text below them is
shown.  They are known by two signs: their numbers count on from one, and each stands right above
running text that is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from casebook.ingest.read.dom import DomLine
from casebook.ingest.read.hiding import is_hidden
from casebook.records import Role
from casebook.text.numbering import Number, number_of

_HEADING = 40
"""Characters of the longest of such headings."""
_RUNNING = 20
"""Characters of the text below it."""
_LEAST = 2
"""Headings that count on from one."""


def unveil(lines: Sequence[DomLine]) -> bool:
    """Show the numbered headings of a page that are hidden above shown text.

    :param lines: the lines of the page; what hides such a heading is taken off its elements.
    :returns: whether there are any, so that the page is to be read again.
    """
    found = [*_headings(lines)]
    values = [number.value for _, number in found]
    if len(found) < _LEAST or values != [*range(1, len(found) + 1)]:
        return False
    if len({number.kind for _, number in found}) > 1:
        return False
    for line, _ in found:
        for element in _hiding(line):
            element.attrib.pop("hidden", None)
            element.attrib.pop("style", None)
    return True


def _headings(lines: Sequence[DomLine]) -> Iterator[tuple[DomLine, Number]]:
    if not any(line.role is Role.HIDDEN for line in lines):
        return
    shown = {line.text for line in lines if line.role is not Role.HIDDEN}
    for line, below in pairwise(lines):
        if line.role is not Role.HIDDEN or len(line.text) > _HEADING or line.text in shown:
            continue
        running = below.role is Role.TEXT and len(below.text) >= _RUNNING and "。" in below.text
        number = number_of(line.text, bare=True) if running else None
        if number and all("".join(x.itertext()).strip() == line.text for x in _hiding(line)):
            yield line, number


def _hiding(line: DomLine) -> list[HtmlElement]:
    around = (line.block, *line.block.iterancestors())
    return [element for element in around if is_hidden(element)]
