"""Text outside the article of an HTML page that nothing on the page explains.

What stands beside an article shows what it is: a teaser is a link or stands below one, a
comment or a footer stands in an element of that name, a prompt has the words of prompts.
A sentence that has none of these signs may be text of the article, which was looked for in
the wrong element.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from casebook.ingest.lexicon import is_prose
from casebook.ingest.read.dom import DomLine
from casebook.ingest.read.link_lists import is_link
from casebook.ingest.read.root import is_beside
from casebook.records import Role

_SEVERAL = 2
"""Sentences below links that are teasers for each other's sake."""
_UNSEEN = {Role.HIDDEN, Role.DELETED, Role.READING, Role.PICTURE}


def unexplained(lines: Sequence[DomLine], inside: Collection[int]) -> frozenset[int]:
    """Find such sentences.

    :param lines: all lines of the page.
    :param inside: positions of the lines of the article, its title among them.
    """
    results = frozenset(
        at
        for at, line in enumerate(lines)
        if at not in inside
        and line.role not in _UNSEEN
        and not line.linked
        and is_prose(line.text)
        and not (at and is_link(lines[at - 1]))
    )
    if not results:
        return results
    # An element that holds the article says nothing of what else stands in it.
    around = {element for at in inside for element in _upwards(lines[at].block)}
    return frozenset(
        at
        for at in results
        if not any(is_beside(x) for x in _upwards(lines[at].block) if x not in around)
    )


def teasers(lines: Sequence[DomLine], inside: Collection[int]) -> frozenset[int]:
    """Find sentences outside an article that stand below a link each, several of a page.

    :param lines: all lines of the page.
    :param inside: positions of the lines of the article, its title among them.
    """
    shown = [at for at, line in enumerate(lines) if line.role not in _UNSEEN]
    led = frozenset(
        at
        for above, at in pairwise(shown)
        if at not in inside and not lines[at].linked and "。" in lines[at].text
        if is_link(lines[above])
    )
    return led if len(led) >= _SEVERAL else frozenset()


def _upwards(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()
