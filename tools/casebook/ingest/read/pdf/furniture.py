"""Running heads and page numbers: what comes again at the edge of the pages."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.pdf.within_text import within_text

EDGE = 0.14
"""Share of a page, above and below, in which heads and feet stand."""
_PAGES = 0.3
"""Share of the pages on which a running head comes again, and two pages at least."""
_OFTEN = 8
"""Pages that are enough where it says the same at one place: the head of a part of a book."""
_NUMBER = re.compile(
    r"[-—–―·•\s~]*(?:(?:第|page)\s*)?(\d{1,4}|[ivxlc]{1,7}|[一二三四五六七八九十]{1,4})(?:\s*[页頁])?"
    r"(?:\s*[/／,，]?\s*(?:共|of|of\s)?\s*\d{1,4}\s*[页頁]?)?[-—–―·•\s~]*",
    re.IGNORECASE,
)
_BROWSER = {
    "when": re.compile(
        r"^(?:{day})\s*{time}|(?:{day})\s*{time}$".format(
            day=r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}年\d{1,2}月\d{1,2}日",
            time=r"[,，]?\s*(?:[上下]午)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s*[AP]M)?",
        ),
        re.IGNORECASE,
    ),
    "address": re.compile(r"(?:^|\s)(?:https?|file)://\S+"),
    "page": re.compile(
        r"(?:^|\s)(?:第\s*)?\d{1,4}\s*(?:/|／|of|页[，,]?\s*共)\s*\d{1,4}(?:\s*[页頁])?$"
    ),
}
"""Signs of what Chrome, Edge, Firefox and Safari print above and below a page."""
_SAME_TYPE = 0.25
"""Share by which the type of what comes again may differ; the red head of a letter and who signs
it on the next page have the same words in two types."""
_MARKER = re.compile(
    r"[（(]?[一二三四五六七八九十百\d]{1,4}[)）]?[、.．]|[（(][一二三四五六七八九十百\d]{1,4}[)）]"
)
"""The number of a heading whose characters stand far apart."""
_SAME_LINE = 3
"""Points by which the bases of what stands on one line may differ."""
_SMALLER = 0.92
"""Share of the usual size of type up to which a head is set smaller."""
_FARTHER, _LINES = 1.5, 2.0
"""Times the distance of lines, and the size of the text, by which a head stands apart from it."""
_FIRST, _LAST = re.compile(r"(\d{1,4})\s"), re.compile(r"\s(\d{1,4})$")
_SIDES = (("first",), ("first", "last"), ("last", "first"), ("last",))
"""Where the number of the page stands on two pages, as their pairs come."""
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
            if row.cells or _MARKER.fullmatch(row.text):
                continue
            upper = row.top < heights[page] * EDGE
            lower = row.base > heights[page] * (1 - EDGE)
            first, last = _is_outermost(rows, at)
            if (upper and first) or (lower and last):
                edges.append((page, at, f"{'-' if upper else '_'}{_shape(row.text)}"))
    sizes: dict[str, list[float]] = {}
    for page, at, key in edges:
        sizes.setdefault(key, []).append(pages[page][at].size)
    usual = {key: median(held) for key, held in sizes.items()}
    heads = [
        (page, at, key)
        for page, at, key in edges
        if abs(pages[page][at].size - usual[key]) <= _SAME_TYPE * usual[key]
    ]
    sure = _sure_shapes(pages, heads)
    heads = [head for head in heads if head[2] in sure]
    counted = Counter(key for _, _, key in heads)
    least = max(2, round(len(pages) * _PAGES))
    made = {(page, at) for page, at, key in heads if counted[key] >= least}
    alike = Counter(_place(pages[page][at]) for page, at, _ in edges)
    made |= {(page, at) for page, at, _ in edges if alike[_place(pages[page][at])] >= _OFTEN}
    made |= _of_one_place(pages, [(page, at) for page, at, _ in edges], made)
    numbers = [(page, at) for page, at, _ in edges if _NUMBER.fullmatch(pages[page][at].text)]
    # A number alone at the edge counts the pages where another page has one, too; on a
    # single page where it stands apart from the text.
    if len({page for page, _ in numbers}) >= 2 or len(pages) == 1:
        made |= set(numbers)
    made |= set(_on_line_of_head(pages, made))
    made -= within_text(pages, made - set(numbers))
    for page, rows in enumerate(pages):
        made |= {(page, at) for at in _printed_by_browser(rows, heights[page])}
    return frozenset(made)


def _on_line_of_head(
    pages: list[list[Row]], known: set[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield what stands outermost on the line of a running head, in its type: its other side.

    The words of the head come again on another page.
    """
    said = Counter(text for _, text in {(page, pages[page][at].text) for page, at in known})
    for page, at in sorted(known):
        head, bases = pages[page][at], [round(row.base) for row in pages[page]]
        outermost = bases[at] in {min(bases), max(bases)}
        if not outermost or said[head.text] < 2 or _NUMBER.fullmatch(head.text):
            continue
        for n, row in enumerate(pages[page]):
            if _spot(row) == _spot(head) and not row.cells:
                yield page, n


def _sure_shapes(pages: list[list[Row]], heads: list[tuple[int, int, str]]) -> set[str]:
    """Return the shapes of lines at the edge of pages that are heads and feet.

    Lines of text may begin pages and differ in numbers alone, year by year or group by group.  Of
    most heads the words come again, too, or there are none, or they are smaller than the text, or
    apart from it and not bold, as headings are.
    """
    usual = _usual_size(pages)
    bases = [sorted({round(row.base) for row in rows}) for rows in pages]
    said = Counter((key, pages[page][at].text) for page, at, key in heads)
    counted, sure = Counter[str](), Counter[str]()
    for page, at, key in heads:
        row = pages[page][at]
        base = round(row.base)
        outermost = base in {bases[page][0], bases[page][-1]}
        apart = not row.bold and outermost and _is_apart(bases[page], base, usual)
        again = said[key, row.text] > 1 or not any(map(str.isalpha, row.text))
        counted[key] += 1
        sure[key] += again or apart or row.size <= usual * _SMALLER
    return {key for key, count in counted.items() if sure[key] * 2 >= count}


def _of_one_place(
    pages: list[list[Row]], edges: list[tuple[int, int]], known: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Find heads that differ from page to page: of odd and even pages, of the parts of a book.

    They stand outermost and apart from the text: where one stands that comes again, in its type;
    or in one place of every page but the first, in smaller type than the text, or beside the
    number of the page.
    """
    usual = _usual_size(pages)
    bases = [sorted({round(row.base) for row in rows}) for rows in pages]
    proven = {_spot(pages[page][at]) for page, at in known}
    made: set[tuple[int, int]] = set()
    held: dict[tuple[int, float], dict[int, int]] = {}
    for page, at in edges:
        spot = _spot(pages[page][at])
        if spot[0] in {bases[page][0], bases[page][-1]}:
            held.setdefault(spot, {})[page] = at
    for spot, on in held.items():
        texts = [(page, pages[page][at].text) for page, at in sorted(on.items())]
        apart = {page: at for page, at in on.items() if _is_apart(bases[page], spot[0], usual)}
        most = len(on) >= max(2, len(pages) - 1)
        upper = all(spot[0] == bases[page][0] for page in on)
        smaller = upper and spot[1] <= usual * _SMALLER and len(apart) * 2 >= len(on)
        if most and (smaller or _are_mirrored(texts)):
            made |= set(on.items())
        elif spot in proven:
            made |= set(apart.items())
    return made


def _is_apart(bases: list[int], base: int, usual: float) -> bool:
    """Whether an outermost line stands farther from the next one than lines of text do."""
    if len(bases) < 3:
        return False
    first, second, third = bases[:3] if base == bases[0] else bases[:-4:-1]
    away = abs(second - first)
    return away >= _LINES * usual and away > _FARTHER * abs(third - second)


def _spot(row: Row) -> tuple[int, float]:
    return round(row.base), round(row.size, 1)


def _usual_size(pages: list[list[Row]]) -> float:
    counted = Counter[float]()
    for row in (row for rows in pages for row in rows):
        counted[row.size] += len(row.text)
    return max(counted, key=lambda size: counted[size], default=0.0)


def _are_mirrored(texts: list[tuple[int, str]]) -> bool:
    """Whether lines have the number of the page now in front of them, now behind.

    :param texts: each with its page, counted from 0.
    """
    sides = set[str]()
    for (page, text), (after, other) in pairwise(texts):
        found = [(_FIRST.match(x), _LAST.search(x)) for x in (text, other)]
        for (mine, theirs), side in zip(itertools.product(*found), _SIDES, strict=True):
            if mine and theirs and int(theirs[1]) - int(mine[1]) == after - page:
                sides |= set(side)
    return sides >= {"first", "last"}


def _printed_by_browser(rows: list[Row], height: float) -> set[int]:
    """Find what a browser prints around a page: when, the title, the address, which page.

    It is known by two of them, so that one page is enough.
    """
    bases = [round(row.base) for row in rows]
    signs: dict[int, frozenset[str]] = {}
    for at, row in enumerate(rows):
        upper = row.top < height * EDGE and bases[at] - min(bases) <= _SAME_LINE
        lower = row.base > height * (1 - EDGE) and max(bases) - bases[at] <= _SAME_LINE
        if not row.cells and (upper or lower):
            signs[at] = frozenset(key for key, sign in _BROWSER.items() if sign.search(row.text))
    if len(frozenset().union(*signs.values())) < 2:
        return set()
    lines = {bases[at] for at, found in signs.items() if found}
    return {at for at in signs if any(abs(bases[at] - base) <= _SAME_LINE for base in lines)}


def _is_outermost(rows: list[Row], at: int) -> tuple[bool, bool]:
    """Whether only two rows or fewer stand above, and below."""
    bases = sorted({round(row.base) for row in rows})
    place = bases.index(round(rows[at].base))
    return place < 3, place >= len(bases) - 3


def _place(row: Row) -> tuple[str, int]:
    return row.text, round(row.base)


def _shape(text: str) -> str:
    return _DIGITS.sub("0", re.sub(r"\s", "", text))
