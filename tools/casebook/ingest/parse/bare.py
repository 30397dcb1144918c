"""Headings without number or tag in a page saved as text: short lines between paragraphs.

A line without a stop that stands alone between two paragraphs is a heading where a second
sign says so: it shares its words with the paragraph below it, or other lines of the page
stand in the same way.
"""

from __future__ import annotations

import re

from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.people import read_byline
from casebook.ingest.headings.title import bigrams
from casebook.ingest.lexicon import any_of
from casebook.records import Line, Role
from casebook.text.numbering import number_of

_LEAST, _MOST = 4, 30
_STOP = re.compile(r"[。！？；，、：:,;.…]$")
_SENTENCE = re.compile(r"[。！？]")
_RUNNING = 30
"""Characters of the paragraph that a heading has below it."""
_SHARED = 3
"""Pairs of characters that a heading has in common with the paragraph below it."""
_MANY = 3
"""Lines between paragraphs that are believed to be headings for each other's sake."""
_CAPTION = re.compile(r"[图圖]为|[图圖][为為]|[摄攝供][图圖]?$|资料[图圖]|[图圖]片|[（(].*[摄攝影]")
_MARKED = {Role.HEADING, Role.BOLD, Role.PICTURE, Role.CAPTION}


def bare_headings(lines: tuple[Line, ...], *, themed: bool) -> frozenset[int]:
    """Find the positions of such lines; none on a page whose markup says what is a heading.

    :param themed: whether a heading without a number names a theme on this page: so are its
        headings, then.
    """
    if any(line.role in _MARKED for line in lines):
        return frozenset()
    between = [at for at in range(len(lines) - 1) if _is_between(lines, at)]
    many = themed or len(between) >= _MANY
    return frozenset(
        at
        for at in between
        if many or len(bigrams(lines[at].text) & bigrams(lines[at + 1].text)) >= _SHARED
    )


def _is_between(lines: tuple[Line, ...], at: int) -> bool:
    line, below = lines[at], lines[at + 1]
    text = line.text
    before = lines[at - 1] if at else None
    return (
        line.role is Role.TEXT
        and _LEAST <= len(text) <= _MOST
        and not _STOP.search(text)
        and not _SENTENCE.search(text[:-1])
        and number_of(text, bare=True) is None
        and len(below.text) >= _RUNNING
        and _SENTENCE.search(below.text) is not None
        and number_of(below.text) is None
        and (before is None or _SENTENCE.search(before.text[-2:]) is not None)
        and not _CAPTION.search(text)
        and not is_masthead_line(text)
        and read_byline(text) is None
        and not any_of("chrome", "lines").fullmatch(text)
    )
