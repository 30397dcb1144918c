"""Rows become paragraphs again, across lines, columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby

from casebook.ingest.facts.dates import day_alone
from casebook.ingest.read.cover_labels import both_label
from casebook.ingest.read.cover_names import is_day
from casebook.ingest.read.official_forms import begins_alone, ends_alone
from casebook.ingest.read.pdf.joints import INDENT, Setting, balance, indent_of, is_aside
from casebook.ingest.read.pdf.narrow import narrowed
from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.pdf.rows import Pitches, pitches_of
from casebook.ingest.read.typed_captions import caption_role

_SPACED = 1.25
"""Share of the usual distance of lines from which a paragraph begins."""
_SIZE = 0.08
"""Share by which type differs that is not of the same paragraph."""
_END = re.compile(r"[。！？!?：:；;…][”」』）)]*$")
_SMALLER = 0.92
"""Share of the usual size of type up to which notes are set smaller."""
_NOTE = re.compile(r"[⁰¹²³⁴-⁹]{1,3}(?!\d)")
_PAUSES = ("，", "、")
"""Signs that no heading ends with: what follows may be bold, or begin to be plain."""
_RULE = re.compile(r"[━─—_=－-]{4,}")
"""A line that is drawn with characters, which no text goes on with."""
_HAN, _WORDS = re.compile(r"[\u3400-\u9fff]"), 2
"""Blanks of a row in Latin letters that make it a phrase."""
_WORD = re.compile(r"[A-Za-z0-9%.,;:)]")


@dataclass(slots=True)
class Block:
    """A paragraph, or a table (``cells``), with the type it is set in.

    ``joined`` are the ends of rows at which it was put together: what stood before and after.
    """

    text: str
    size: float
    bold: bool
    centred: bool
    rows: int = 1
    page: int = 0
    cells: tuple[tuple[str, ...], ...] = ()
    joined: list[tuple[str, str]] = field(default_factory=list)
    aside: bool = False
    """Whether it stands beside the text, where nothing is a heading of it."""


def paragraphs(rows: list[Row]) -> list[Block]:
    """Join rows to paragraphs.

    A row goes on with the paragraph before it where type and distance are the same, and its
    place and the text of both say so (:mod:`casebook.ingest.read.pdf.joints`).

    :param rows: of all pages in the order of reading, without running heads.
    """
    rows = narrowed(rows)
    pitches = pitches_of([row for row in rows if not row.aside])
    beside = pitches_of([row for row in rows if row.aside])
    text = [row for row in rows if not row.cells]
    indents = sum(indent_of(row) >= INDENT and not _is_centred(row) for row in text)
    setting = Setting.of(text, indented=indents * 12 >= len(text))
    notes = _notes(text, rows) | {at for at, row in enumerate(rows) if row.aside}
    notes |= _floats(rows, notes)
    made = _put_together([x for at, x in enumerate(rows) if at not in notes], pitches, setting)
    if not notes:
        return made
    result: list[Block] = []
    at = 0
    for block in made:
        result.append(block)
        left = block.rows
        held: list[Row] = []
        while left or at in notes:
            if at in notes:
                held.append(rows[at])
            else:
                left -= 1
            at += 1
        for aside, group in groupby(held, key=lambda row: row.aside):
            result += _put_together(list(group), beside if aside else pitches, setting)
    return result


def _notes(text: list[Row], rows: list[Row]) -> frozenset[int]:
    """Find the notes at the foot of pages and columns, between which paragraphs go on.

    They are known by two signs: the raised number at their head, and smaller type; nothing but a
    new column or page follows.
    """
    sizes = Counter[float]()
    for row in text:
        sizes[row.size] += len(row.text)
    small = max(sizes, key=lambda size: sizes[size], default=0.0) * _SMALLER
    found: set[int] = set()
    end = 0
    for at, row in enumerate(rows):
        if at < max(end, 1) or not _NOTE.match(row.text) or row.size > small:
            continue
        end = at + 1
        while end < len(rows) and not _turns(*rows[end - 1 : end + 1]):
            if rows[end].cells or rows[end].size > small:
                break
            end += 1
        if end == len(rows) or _turns(*rows[end - 1 : end + 1]):
            found |= set(range(at, end))
    return frozenset(found)


def _floats(rows: list[Row], notes: frozenset[int]) -> frozenset[int]:
    """Find the tables at the foot and head of pages and columns, with what names them.

    A paragraph goes on behind them where it breaks off without a stop; whether it does, rows
    and signs say as without a table.

    :param notes: what stands between paragraphs already.
    """
    found: set[int] = set()
    last: Row | None = None
    held: list[int] = []
    for at, row in enumerate(rows):
        if at in notes:
            continue
        if row.cells or caption_role(row.text):
            held.append(at)
            continue
        if last and _turns(last, row) and not _END.search(last.text):
            found |= set(held)
        last, held = row, []
    return frozenset(found)


def _turns(last: Row, row: Row) -> bool:
    """Whether a row begins a page or a column."""
    return last.page != row.page or row.base <= last.base


def _put_together(rows: list[Row], pitches: Pitches, setting: Setting) -> list[Block]:
    made: list[Block] = []
    last: Row | None = None
    begun: Row | None = None
    for row in rows:
        block = made[-1] if made else None
        joined = (
            block is not None
            and last is not None
            and begun is not None
            and not row.cells
            and not last.cells
            and not (_RULE.fullmatch(row.text) or _RULE.fullmatch(last.text))
            and not (begins_alone(row.text) or ends_alone(last.text))
            and not both_label(last.text, row.text)
            and not (_is_day(row) or _is_day(last))
            and _same_type(last, row, block)
            and _goes_on(last, row, begun, pitches, setting)
        )
        if joined and block is not None:
            block.joined.append((block.text[-1:], row.text[:1]))
            block.text = _joined(block.text, row.text)
            block.rows += 1
            block.centred = block.centred and _is_centred(row)
        else:
            look = row.size, row.bold, _is_centred(row)
            made.append(Block(row.text, *look, 1, row.page, row.cells, aside=row.aside > 0))
            begun = row
        last = row
    return made


def _is_centred(row: Row) -> bool:
    before, after = row.left - row.first, row.last - row.right
    return before > row.em and abs(before - after) < row.em


def _is_day(row: Row) -> bool:
    """Whether a row is a day or month alone, in the middle or to the right, as below who signs."""
    alone = bool(day_alone(row.text)) or is_day(row.text)
    return alone and (_is_centred(row) or is_aside(row))


def _same_type(last: Row, row: Row, block: Block) -> bool:
    if last.types and row.types:  # a paragraph may begin in bold, or hold a bold phrase
        (size, bold), (other, heavy) = last.types[1], row.types[0]
        if bold == heavy and _are_near(size, other):
            return True
    if not _are_near(last.size, row.size):
        return False
    return (
        last.text.endswith(_PAUSES)
        or row.bold in {last.bold, block.bold}
        or (block.rows > 1 and not row.bold)
    )


def _are_near(size: float, other: float) -> bool:
    return abs(size - other) <= _SIZE * max(size, other)


def _goes_on(last: Row, row: Row, begun: Row, pitches: Pitches, setting: Setting) -> bool:
    if _is_centred(last) and _is_centred(row):
        ended = _END.search(last.text) or _is_translation(last, row)
        return not ended and _is_near(last, row, pitches) and last.page == row.page
    near = _turns(last, row) or _is_near(last, row, pitches)
    return near and balance(last, row, begun, setting) > 0


def _is_translation(last: Row, row: Row) -> bool:
    """Whether a row in Latin letters says in English what stands above it in Chinese."""
    phrase = row.text.count(" ") >= _WORDS and not _HAN.search(row.text)
    return phrase and bool(_HAN.search(last.text))


def _is_near(last: Row, row: Row, pitches: Pitches) -> bool:
    pitch = pitches.of(last)
    return not pitch or (row.base - last.base) / last.size <= pitch * _SPACED


def _joined(text: str, more: str) -> str:
    gap = " " if _WORD.match(text[-1:]) and _WORD.match(more[:1]) else ""
    if (
        text.endswith("-")
        and text[-2:-1].isascii()
        and text[-2:-1].isalpha()
        and more[:1].islower()
    ):
        return text[:-1] + more
    return f"{text}{gap}{more}"


def usual_size(blocks: list[Block]) -> float:
    """Return the size of the type that most of the text is set in."""
    counted = Counter[float]()
    for block in blocks:
        if not block.cells:
            counted[round(block.size, 1)] += len(block.text)
    return counted.most_common(1)[0][0] if counted else 0.0
