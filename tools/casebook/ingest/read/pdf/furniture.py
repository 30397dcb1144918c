"""Running heads and page numbers: what comes again at the edge of the pages."""

from __future__ import annotations

import re
from collections import Counter

from casebook.ingest.read.pdf.rows import Row

_EDGE = 0.14
"""Share of a page, above and below, in which heads and feet stand."""
_PAGES = 0.3
"""Share of the pages on which a running head comes again, and two pages at least."""
_NUMBER = re.compile(
    r"[-—–―·•\s~]*(?:第\s*)?(\d{1,4}|[ivxlc]{1,7}|[一二三四五六七八九十]{1,4})(?:\s*[页頁])?"
    r"(?:\s*[/／,，]?\s*(?:共|of|of\s)?\s*\d{1,4}\s*[页頁]?)?[-—–―·•\s~]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十]+$|^[一二三四五六七八九十]+")


def furniture(pages: list[list[Row]], heights: list[float]) -> frozenset[tuple[int, int]]:
    """Find running heads and page numbers.

    :param pages: the rows of each page from above.
    :param heights: of the pages, in points.
    :returns: page and row of each.
    """
    edges: list[tuple[int, int, str]] = []
    for page, rows in enumerate(pages):
        for at, row in enumerate(rows):
            if row.cells:
                continue
            upper = row.top < heights[page] * _EDGE
            lower = row.base > heights[page] * (1 - _EDGE)
            first, last = _is_outermost(rows, at)
            if (upper and first) or (lower and last):
                edges.append((page, at, f"{'-' if upper else '_'}{_shape(row.text)}"))
    counted = Counter(key for _, _, key in edges)
    least = max(2, round(len(pages) * _PAGES))
    made = {(page, at) for page, at, key in edges if counted[key] >= least}
    numbers = [(page, at) for page, at, _ in edges if _NUMBER.fullmatch(pages[page][at].text)]
    # A number alone at the edge counts the pages where another page has one, too; on a
    # single page where it stands apart from the text.
    if len({page for page, _ in numbers}) >= 2 or len(pages) == 1:
        made |= set(numbers)
    return frozenset(made)


def _is_outermost(rows: list[Row], at: int) -> tuple[bool, bool]:
    """Whether only two rows or fewer stand above, and below."""
    bases = sorted({round(row.base) for row in rows})
    place = bases.index(round(rows[at].base))
    return place < 3, place >= len(bases) - 3


def _shape(text: str) -> str:
    return _DIGITS.sub("0", re.sub(r"\s", "", text))
