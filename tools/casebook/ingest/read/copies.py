"""A copy of an article on the page that holds it: for telephones, to print, to be read aloud.

Sites that serve screens and telephones from one page print title, masthead and text in two places
and show one of them.  Two signs are asked for: the lines repeat each other, most of the second
copy standing in the first one and most of the first in the second; and no line of either stands in
the element that a line of the other stands in, or all of them stand there again in their order.  A
paragraph that a text repeats has not the second sign, and a summary of it not the first.

A copy may also be one block, or a few, each made of several lines of the page; it is one where
these lines are most of the running text besides.  A block that dots cut short and that the lines
of the page say letter by letter is the beginning of such a copy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.ingest.read.dom import DomLine
from casebook.records import Role
from casebook.text.numbering import number_of

_LEAST_LINES, _LEAST = 2, 60
"""Lines of running text that are repeated, and their characters, that make a copy."""
_OF_COPY = 0.8
"""Share of the lines of running text of a copy that stand above, too; of a block, of its
characters."""
_OF_ARTICLE = 0.6
"""Share of the lines of running text above that a copy repeats; of blocks, of the characters."""
_IN_ORDER = 3
"""Lines of running text that, all of them again in their order, are a copy wherever they stand."""
_OF_PAGE = 0.2
"""Share of the running text of a page that a block has at least which may be a copy."""
_DOTS = re.compile(r"(?:…|\.{3,})+$")


def copied(lines: Sequence[DomLine], weights: Sequence[float]) -> frozenset[int]:
    """Find the lines of a copy of the article, in which other lines may stand, too.

    :param weights: of the lines; positive for running text.
    :returns: their positions; empty where the page holds its article once.
    """
    blocks = _blocks(lines, weights)
    if blocks:
        return blocks
    return frozenset(_second_copy(lines, weights))


def _blocks(lines: Sequence[DomLine], weights: Sequence[float]) -> frozenset[int]:
    running = [at for at, weight in enumerate(weights) if weight > 0]
    total = sum(len(lines[at].text) for at in running)
    large = [at for at in running if len(lines[at].text) >= max(_LEAST, _OF_PAGE * total)]
    said = {at: held for at in large if (held := _lines_in(lines, running, at))}
    results = {at for at, held in said.items() if held.isdisjoint(said)}
    repeated = {x for at in results for x in said[at]}
    rest = sum(len(lines[at].text) for at in running if at not in results)
    if sum(len(lines[at].text) for at in repeated) < _OF_ARTICLE * rest:
        results = set()
    dotted = [at for at in large if at not in results and _DOTS.search(lines[at].text)]
    for at in dotted:
        begins = _bare(_DOTS.sub("", lines[at].text))
        # With the headings of the text, or without.
        if any(begins in _joined(lines, x, at) for x in (range(len(lines)), running)):
            results.add(at)
    return frozenset(results)


def _lines_in(lines: Sequence[DomLine], running: Sequence[int], at: int) -> frozenset[int]:
    """Find the other lines of running text that a line is made of; none where it says more."""
    text = _bare(lines[at].text)
    held: set[int] = set()
    end = said = 0
    for other in running:
        part = _bare(lines[other].text)
        begins = text.find(part, end) if other != at and len(part) < len(text) else -1
        if begins >= 0:
            held.add(other)
            end = begins + len(part)
            said += len(part)
    made = len(held) >= _LEAST_LINES and said >= _OF_COPY * len(text)
    return frozenset(held) if made else frozenset()


def _joined(lines: Sequence[DomLine], parts: Sequence[int], but: int) -> str:
    return "".join(_bare(lines[at].text) for at in parts if at != but)


def _bare(text: str) -> str:
    return "".join(text.split())


def _second_copy(lines: Sequence[DomLine], weights: Sequence[float]) -> range:
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
    apart = held.isdisjoint(lines[at].block.getparent() for at in running[begins:])
    ordered = len(below) >= _IN_ORDER and keys[origin:begins] == below
    if (
        not (apart or ordered)
        or len({*repeated}) < _LEAST_LINES
        or sum(map(len, repeated)) < _LEAST
        or len(repeated) < _OF_COPY * len(below)
        or len(above.intersection(repeated)) < _OF_ARTICLE * len(above)
    ):
        return range(0)
    here, there = running[origin], running[begins]
    ends = running[begins - 1] + 1
    if sum(map(_heads, lines[ends:])) > sum(map(_heads, lines[:ends])):
        return range(here, ends)  # the title, or headings, stand with the other one
    while here > 0 and there > ends and lines[here - 1].text == lines[there - 1].text:
        here, there = here - 1, there - 1
    return range(there, running[-1] + 1)


def _heads(line: DomLine) -> bool:
    return line.role is Role.HEADING or number_of(line.text) is not None
