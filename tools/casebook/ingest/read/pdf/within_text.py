"""Rows at the edge of a page that belong to its text, however often their words come again.

A roll or a chronicle says one sentence of each place or year, so that the same row may begin or
end many pages; running heads stand apart from the text, or are set in another type.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from casebook.ingest.read.pdf.row import Row

NORMAL = 1.15
"""Times the usual distance of the lines of a page up to which two rows stand in one text."""
_SAME_TYPE = 0.05
"""Share by which the sizes of type of one text may differ."""
_SAME_LINE = 3
"""Points by which the bases of what stands on one line may differ."""
_STEPS = 3
"""Distances that tell the usual one of a page, else of all; the third largest is of paragraphs."""
_MOST = 0.5
"""Share of the pages on which a head in the type of the text, right above it, says the same."""
_SENTENCE = re.compile(r"[，。；！？]")


def within_text(
    pages: list[list[Row]], heads: AbstractSet[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """Find what was taken for running heads, and is text.

    It stands in the type of the text at the distance of its lines, or, where it reads as a
    sentence, of its paragraphs, and goes on from there to rows that are no heads.  What says the
    same at one place of most pages, and is no sentence, is a head in spite of that.

    :param pages: the rows of each page from above.
    :param heads: page and row of what may be one.
    """
    if not heads:
        return frozenset()
    known: list[set[int]] = [set() for _ in pages]
    for page, at in heads:
        known[page].add(at)
    steps = [_steps(rows) for rows in pages]
    usual = [
        sorted(step for pair, step in held.items() if not gone & set(pair))
        for held, gone in zip(steps, known, strict=True)
    ]
    most = sorted(step for held in usual for step in held)
    found: set[tuple[int, int]] = set()
    for page, gone in enumerate(known):
        of_page = usual[page] if len(usual[page]) >= _STEPS else most
        if gone and len(of_page) >= _STEPS:
            joined = _joined(pages[page], gone, steps[page], of_page)
            found |= {(page, at) for at in joined}
    places = {(pages[page][at].text, round(pages[page][at].base)): 0 for page, at in found}
    for rows in pages:
        for place in {(row.text, round(row.base)) for row in rows} & places.keys():
            places[place] += 1
    return frozenset(
        (page, at)
        for page, at in found
        if _SENTENCE.search((row := pages[page][at]).text)
        or places[row.text, round(row.base)] <= max(2, _MOST * len(pages))
    )


def _joined(
    rows: list[Row], known: set[int], steps: Mapping[tuple[int, int], float], usual: list[float]
) -> set[int]:
    """Return the rows of a page that no gap parts from rows that are no heads."""
    line = NORMAL * usual[len(usual) // 4]
    far = max(line, usual[-_STEPS])
    near = [
        pair
        for pair, step in steps.items()
        if step <= (far if any(_SENTENCE.search(rows[at].text) for at in pair) else line)
    ]
    held: set[int] = set(range(len(rows))) - known
    while more := {at for pair in near if held & set(pair) for at in pair} - held:
        held |= more
    return held & known


def _steps(rows: list[Row]) -> dict[tuple[int, int], float]:
    """Return the distances of rows, in points, from the next one below in the same type."""
    below = sorted(
        (at for at, row in enumerate(rows) if not row.cells), key=lambda at: rows[at].base
    )
    steps: dict[tuple[int, int], float] = {}
    for place, at in enumerate(below):
        row = rows[at]
        for other in below[place + 1 :]:
            step = rows[other].base - row.base
            if step > _SAME_LINE and row.left < rows[other].right and rows[other].left < row.right:
                if abs(rows[other].size - row.size) <= _SAME_TYPE * row.size:
                    steps[at, other] = step
                break
    return steps
