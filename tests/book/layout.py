"""Reads the lines of a PDF back: where they stand, how full they are, how pages end."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from statistics import median

import pypdfium2
from pypdfium2 import raw

PITCH = 1.72
"""The distance of base lines, in sizes of the text."""
_MARGIN = 62
_HAN = re.compile(r"[一-鿿]")
_LEADERS = "...."
_SMALL = 0.7
"""What is smaller, of the size of its line, is set high or low in it."""


@dataclass(frozen=True)
class Sign:
    """A sign: its base line counted from the foot, where it begins, its edges, its size, in points.

    A bracket at the left edge begins with its blank half before the edge.
    """

    base: float
    start: float
    left: float
    right: float
    size: float
    char: str


@dataclass(frozen=True)
class Line:
    """Signs on one base line, from left to right, with what is set high in it."""

    page: int
    signs: tuple[Sign, ...]

    @cached_property
    def _large(self) -> list[Sign]:
        return [sign for sign in self.signs if sign.size > _SMALL * self.size]

    @cached_property
    def size(self) -> float:
        """The size of its largest sign."""
        return max(sign.size for sign in self.signs)

    @cached_property
    def base(self) -> float:
        """Its base line."""
        return self._large[0].base

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(sign.left for sign in self.signs)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(sign.right for sign in self.signs)

    @cached_property
    def text(self) -> str:
        """Its text, what is set high included."""
        return "".join(sign.char for sign in self.signs)

    @property
    def stretch(self) -> float:
        """How much more room its Han take than they are wide, in sizes; 0 where there are few."""
        steps = [
            after.start - before.start
            for before, after in pairwise(self._large)
            if _HAN.match(before.char) and _HAN.match(after.char)
        ]
        return median(steps) / self.size - 1 if len(steps) > 5 else 0.0


def _signs(page: pypdfium2.PdfPage) -> Iterator[Sign]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    edges = [ctypes.c_double() for _ in range(4)]
    for n in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, n))
        if char.strip() and char != "\ufffe":
            raw.FPDFText_GetCharOrigin(text, n, x, y)
            raw.FPDFText_GetCharBox(text, n, *edges)
            size = raw.FPDFText_GetFontSize(text, n)
            yield Sign(y.value, x.value, edges[0].value, edges[1].value, size, char)


def pages_of(pdf: Path) -> list[list[Line]]:
    """Return the lines of every page, from top to bottom, without running head and folio."""
    pages = []
    with pypdfium2.PdfDocument(str(pdf)) as document:
        for number, page in enumerate(document):
            height = page.get_height()
            signs = sorted(_signs(page), key=lambda sign: -sign.base)
            rows: list[list[Sign]] = []
            for sign in signs:
                if not _MARGIN < sign.base < height - _MARGIN:
                    continue
                # What is set high stands at most half a size above its line.
                high = max(1, 0.5 * max(rows[-1][-1].size, sign.size)) if rows else 0.0
                if rows and rows[-1][0].base - sign.base < high:
                    rows[-1].append(sign)
                else:
                    rows.append([sign])
            pages.append([Line(number, tuple(sorted(row, key=_start))) for row in rows])
    return pages


def _start(sign: Sign) -> float:
    return sign.start


def body_size(pages: list[list[Line]]) -> float:
    """Return the size of the text."""
    sizes = Counter(round(line.size, 1) for lines in pages for line in lines)
    return sizes.most_common(1)[0][0]


def full_lines(pages: list[list[Line]], measure: int) -> list[Line]:
    """Return the lines of the text that reach from one edge of the measure to the other.

    :param measure: characters of a line.
    """
    size = body_size(pages)
    return [
        line
        for lines in pages
        for line in lines
        if abs(line.size - size) < 0.1
        and line.right - line.left > (measure - 2.6) * size
        and _LEADERS not in line.text
    ]


def parted_numbers(pages: list[list[Line]]) -> list[tuple[str, str]]:
    """Return ends and beginnings of lines that part a number from what it counts."""
    size = body_size(pages)
    return [
        (line.text[-8:], after.text[:4])
        for lines in pages
        for line, after in pairwise(lines)
        if abs(line.size - size) < 0.1
        and abs(after.size - size) < 0.1
        and line.right - line.left > 25 * size
        and re.search(r"[0-9%]$", line.text)
        and _HAN.match(after.text)
        and _LEADERS not in line.text
    ]


def single_characters(pages: list[list[Line]]) -> list[str]:
    """Return the last lines of paragraphs that are one character with its mark."""
    size = body_size(pages)
    return [
        line.text
        for lines in pages
        for before, line in pairwise(lines)
        if abs(line.size - size) < 0.1
        and before.right - before.left > 25 * size
        and re.fullmatch(r"[一-鿿][。！？；，」』）]{0,3}", line.text)
    ]


def facing(pdf: Path, pages: list[list[Line]]) -> list[tuple[Line, Line]]:
    """Return the last lines of facing pages that both are full and end in running text."""
    size = body_size(pages)
    with pypdfium2.PdfDocument(str(pdf)) as document:
        labels = [document.get_page_label(number) for number in range(len(document))]
        heads = [
            page.get_textpage().get_text_bounded(bottom=page.get_height() - _MARGIN).strip()
            for page in document
        ]

    def goes_on(number: int) -> bool:
        """Whether the next page has a running head: it opens nothing."""
        return number + 1 < len(pages) and bool(heads[number + 1]) and bool(pages[number])

    return [
        (pages[left][-1], pages[left + 1][-1])
        for left in range(len(pages) - 1)
        if labels[left].isdigit()
        and int(labels[left]) % 2 == 0
        and goes_on(left)
        and goes_on(left + 1)
        and all(abs(pages[number][-1].size - size) < 0.1 for number in (left, left + 1))
    ]
