"""Lists of links that are text of an article, and not teasers of other pages.

Two signs are asked for.  The links stand where running text of the page stands: in the same
element, or in a list or table in it.  And either they count on from one (1、… 2、…), or a
heading or a lead-in of the text stands above them and they speak of what it speaks of, or
each line says something of its links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml.html import HtmlElement

from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.headings.title import bigrams
from casebook.ingest.lexicon import is_listed
from casebook.ingest.read.dom import DomLine
from casebook.records import Role
from casebook.text.numbering import number_of

_STOPS = re.compile(r"[，。；！？、]")
_RUNNING = 25
"""Characters from which a line with stops that no link fills is running text."""
_NEAR = 3
"""Elements up from a link in which running text may stand: an item, its list, the body."""
_FEWEST = 2
"""Links of a list that count on from one."""
_LEAD = re.compile(r"[:：]$")
_UNSEEN = {Role.HIDDEN, Role.DELETED, Role.READING}


def is_link(line: DomLine) -> bool:
    """Whether links fill more than half of a line."""
    return line.linked > 0 and line.linked > (len(line.text) - line.text.count(" ")) / 2


def lists_of_text(lines: list[DomLine], sentences: frozenset[int]) -> frozenset[int]:
    """Find the positions of such links.

    :param sentences: lines of many links that are known to be text.
    """
    bodies = {line.block.getparent() for line in lines if _is_running(line)}
    pairs: frozenset[str] | None = None
    result: set[int] = set()
    for run in _runs(lines, sentences):
        if not all(_stands_with(lines[at], bodies) for at in run):
            continue
        if pairs is None:
            pairs = bigrams("\n".join(_around(lines, bodies)))
        texts = [lines[at].text for at in run]
        if _counts_on(texts) or _is_headed(lines, run, pairs, bodies) or _is_said_of(texts, pairs):
            result.update(run)
    return frozenset(result)


def _around(lines: list[DomLine], bodies: set[HtmlElement | None]) -> Iterator[str]:
    """Text and headings that stand where running text stands."""
    for line in lines:
        if not is_link(line) and line.block.getparent() in bodies:
            yield line.text


def _is_running(line: DomLine) -> bool:
    return (
        line.role not in _UNSEEN
        and len(line.text) >= _RUNNING
        and _STOPS.search(line.text) is not None
        and not is_link(line)
    )


def _runs(lines: list[DomLine], sentences: frozenset[int]) -> Iterator[list[int]]:
    """Lines of links, one below the other; pictures between them do not count."""
    run: list[int] = []
    for at, line in enumerate(lines):
        if line.role is Role.PICTURE or line.role in _UNSEEN:
            continue
        if line.linked and is_link(line) and at not in sentences:
            run.append(at)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _stands_with(line: DomLine, bodies: set[HtmlElement | None]) -> bool:
    """Whether running text stands in one of the elements right above a link."""
    at: HtmlElement | None = line.block
    for _ in range(_NEAR):
        at = at.getparent() if at is not None else None
        if at is not None and at in bodies:
            return True
    return False


def _counts_on(texts: list[str]) -> bool:
    """Whether all lines but the last ones count on from one."""
    values = [number.value if (number := number_of(text)) else 0 for text in texts]
    return (
        len(values) >= _FEWEST
        and values[0] == 1
        and all(b == a + 1 for a, b in pairwise(values) if b)
        and sum(map(bool, values)) * 2 > len(values)
    )


def _is_said_of(texts: list[str], pairs: frozenset[str]) -> bool:
    """Whether each line says something of its links, on the other side of a colon."""
    halves = [re.split("[：:]", text, maxsplit=1) for text in texts]
    return all(
        len(half) == 2
        and min(len(part.strip()) for part in half) >= _FEWEST
        and not _is_furniture(text)
        and not _is_furniture(half[0])
        and bool(bigrams(text) & pairs)
        for half, text in zip(halves, texts, strict=True)
    )


def _is_furniture(text: str) -> bool:
    kinds = ("lines", "related", "tails")
    return is_masthead_line(text) or any(is_listed(kind, text) for kind in kinds)


def _is_headed(
    lines: list[DomLine], run: list[int], pairs: frozenset[str], bodies: set[HtmlElement | None]
) -> bool:
    """Whether a heading or lead-in of the text stands above links that speak of its matter."""
    above = next(
        (
            lines[at]
            for at in range(run[0] - 1, -1, -1)
            if lines[at].role is not Role.PICTURE and lines[at].role not in _UNSEEN
        ),
        None,
    )
    if above is None or is_link(above) or above.block.getparent() not in bodies:
        return False
    if _is_furniture(above.text):
        return False
    heads = above.role in {Role.HEADING, Role.BOLD} or _LEAD.search(above.text) is not None
    spoken = pairs | bigrams(above.text)
    # A link in another language says nothing of what it speaks of.
    said = [pairs_of for at in run if (pairs_of := bigrams(lines[at].text))]
    alike = sum(bool(pairs_of & spoken) for pairs_of in said)
    return heads and (alike * 2 > len(said) or not said)
