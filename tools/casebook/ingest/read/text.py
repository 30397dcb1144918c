"""A page saved as text becomes lines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from casebook.ingest.read.page import STEP, Page, clean_text, read_repairs
from casebook.records import Line, Repair, Role
from casebook.text.numbering import number_of

_BREAK = re.compile(r"\r\n|\n|\r")
_BULLET = re.compile(r"[•·●◦▪■◆○►]\s+(?=\S)|[‣⁃]\s*(?=\S)")
_DASH = re.compile(r"[-–*]\s+(?=\S)")
_STOP = re.compile(r"[。！？!?：:；;”」』）)…]$")
_ENDS = re.compile(r"[。！？!?：:…]$|[。！？][”」』）)]$")
_CLOSING = re.compile(r"^[，。、；：！？”』」）)]")
_WRAP_LEAST, _WRAP_MOST = 36, 110
"""Columns between which lines were wrapped by a program or a typist."""
_SLACK = 6
"""Columns by which a full line may be short: rules of line breaking, a long word."""
_LONGER = 0.1
"""Share of the lines that may be longer than the width of a wrapped text: a headline."""
_FULL = 3
"""Full lines without a stop that show that a text is wrapped."""
_BAR = re.compile(r"\s*[|｜]\s*")
_MAX_CELLS, _MAX_CELL = 10, 80


@dataclass(slots=True)
class _Raw:
    """A line of the file: its number, its text, its indent in columns, and what follows it."""

    number: int
    text: str
    indent: int
    blank_before: bool = False


def read_text(text: str) -> Page:
    """Read a text dump.

    Bullets that a browser wrote for list items become the role ``item``, lines of cells
    between bars rows of a table; lines that were wrapped at a width are joined to
    paragraphs.  Each is recorded as a repair.  Empty lines only separate.
    """
    raw = list(_raw_lines(text))
    repairs: list[Repair] = []
    raw = _joined(raw, repairs)
    lines: list[Line] = []
    tables = _tables(raw)
    dashes = _dashes(raw)
    indents = sorted({one.indent for one in raw if _BULLET.match(one.text)})
    for at, one in enumerate(raw):
        clean = clean_text(one.text)
        repairs += read_repairs(one.number, clean)
        shown, role, depth = clean.text, Role.TEXT, 0
        if at in tables:
            lines.append(_row(one.number, shown, first=at - 1 not in tables, repairs=repairs))
            continue
        bullet = _BULLET.match(shown) or (_DASH.match(shown) if at in dashes else None)
        if bullet:
            mark = bullet[0].strip()
            repairs.append(Repair(one.number, mark, "", STEP, "bullet of a list item"))
            shown, role = shown[bullet.end() :].strip(), Role.ITEM
            depth = indents.index(one.indent) + 1 if one.indent in indents else 1
        if shown:
            lines.append(Line(one.number, shown, role, min(depth, 4)))
    return Page(tuple(lines), tuple(repairs))


def _raw_lines(text: str) -> Iterator[_Raw]:
    blank = True
    for number, line in enumerate(_BREAK.split(text), 1):
        bare = line.strip(" \t\u3000\xa0")
        if not bare.strip():
            blank = True
            if line and not clean_text(line).taken:
                continue
            if not line:
                continue
        indent = _columns(line[: len(line) - len(line.lstrip(" \t\u3000\xa0"))])
        yield _Raw(number, bare, indent, blank)
        blank = False


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _joined(raw: list[_Raw], repairs: list[Repair]) -> list[_Raw]:
    """Join lines that were wrapped at a width to paragraphs."""
    width = _wrap_width(raw)
    if not width:
        return raw
    made: list[_Raw] = []
    usual = Counter(one.indent for one in raw[1:]).most_common(1)[0][0] if len(raw) > 1 else 0
    indented = sum(one.indent >= usual + 2 for one in raw) >= 2
    for at, one in enumerate(raw):
        before = raw[at - 1] if at else None
        continues = (
            before is not None
            and bool(made)
            and not one.blank_before
            and _is_full(before, width)
            and not (indented and one.indent >= usual + 2)
            and (not _ENDS.search(before.text) or (indented and one.indent <= usual))
            and (not _starts(one.text) or bool(_CLOSING.match(one.text)))
        )
        if not continues:
            made.append(one)
            continue
        last = made[-1]
        gap = " " if _latin(last.text[-1:]) and _latin(one.text[:1]) else ""
        repairs.append(
            Repair(
                last.number,
                f"{last.text[-1:]} {one.text[:1]}",
                f"{last.text[-1:]}{gap}{one.text[:1]}",
                STEP,
                "wrapped lines are joined",
            )
        )
        made[-1] = _Raw(last.number, f"{last.text}{gap}{one.text}", last.indent, last.blank_before)
    return made


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _starts(text: str) -> bool:
    """Whether a line begins something of its own: a point, a numbered heading."""
    return bool(_BULLET.match(text) or _DASH.match(text) or number_of(text))


def _is_full(one: _Raw, width: int) -> bool:
    return one.indent + _columns(one.text) >= width - _SLACK


def _wrap_width(raw: list[_Raw]) -> int:
    """Find the width that a text was wrapped at, in columns; 0 where it was not.

    Wrapped text has many lines of one width, none that is longer, and full lines that
    end in the middle of a sentence.
    """
    pairs = [(a, b) for a, b in pairwise(raw) if not b.blank_before]
    counted = Counter(a.indent + _columns(a.text) for a, _ in pairs)
    near = {size: sum(counted[size - x] for x in range(_SLACK)) for size in counted}
    width = max(near, key=lambda size: (near[size], -size), default=0)
    if not _WRAP_LEAST <= width <= _WRAP_MOST:
        return 0
    longer = sum(one.indent + _columns(one.text) > width + _SLACK for one in raw)
    if longer > len(raw) * _LONGER:
        return 0
    full = [a for a, _ in pairs if _is_full(a, width)]
    open_ = [one for one in full if not _STOP.search(one.text)]
    loose = [
        a
        for a, b in pairs
        if not (_is_full(a, width) or _starts(b.text))
        and not _STOP.search(a.text)
        and _columns(a.text) > width // 2
    ]
    return width if len(open_) >= _FULL and len(open_) > 3 * len(loose) else 0


def _tables(raw: list[_Raw]) -> frozenset[int]:
    """Find lines of cells between bars: two at least in a row, with as many cells each."""
    counts = [_cells(one.text) for one in raw]
    return frozenset(
        at
        for at, count in enumerate(counts)
        if count
        and (
            (at > 0 and counts[at - 1] == count) or (at + 1 < len(raw) and counts[at + 1] == count)
        )
    )


def _cells(text: str) -> int:
    if "|" not in text and "｜" not in text:
        return 0
    cells = _BAR.split(text.strip("|｜ "))
    fit = 2 <= len(cells) <= _MAX_CELLS and all(0 < len(cell) <= _MAX_CELL for cell in cells)
    return len(cells) if fit and "。" not in text else 0


def _row(number: int, text: str, *, first: bool, repairs: list[Repair]) -> Line:
    cells = tuple(cell.strip() for cell in _BAR.split(text.strip("|｜ ")))
    bars = "".join(re.findall(r"[|｜]", text))
    repairs.append(Repair(number, bars, "", STEP, "bars between cells"))
    shown = " ".join(cell for cell in cells if cell)
    return Line(number, shown, Role.ROW, int(first), "", cells)


def _dashes(raw: list[_Raw]) -> frozenset[int]:
    """Find hyphens that mark points: several in a row, or one below a line with a colon."""
    marked = [bool(_DASH.match(one.text)) for one in raw]
    found = set()
    for at, is_marked in enumerate(marked):
        beside = (at > 0 and marked[at - 1]) or (at + 1 < len(raw) and marked[at + 1])
        if is_marked and (beside or (at > 0 and raw[at - 1].text.endswith(("：", ":")))):
            found.add(at)
    return frozenset(found)
