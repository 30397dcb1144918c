"""Labels beside their texts: days of a chronicle, questions of a table without lines, a rail.

They are taken out before the page is read, so that no sentence is torn by their rows, and stand
ahead of the text beside which they begin.  Two signs are asked for: label and text are drawn one
after the other, twice or more, and their places agree: a label ends where all texts have not yet
begun, and nothing else stands on the lines of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from casebook.ingest.read.pdf.row import Row
from casebook.text.numbering import number_of

_TEXTS = 2
"""Texts of a page with labels, at least."""
_NEAR = 0.5
"""Widths of a character within which places are the same."""
_INDENT = 2.5
"""Widths of a character by which a row of a text may begin later than the others."""
_STEP = 2.2
"""Widths of a character from row to row of a label."""
_LEVEL = 0.6
"""Heights of the type within which a label begins beside its text."""
_LEAST, _WIDE = 2, 12
"""Widths of a character that the widest label has at least, and the widest text."""
_PART = 0.6
"""Share of the width of the texts that labels have at most."""
_WORD = re.compile(r"[\u3400-\u9fff]{2}|\d{4}")
_LISTED = re.compile(r"第[一二三四五六七八九十百千零〇\d]+[条條款章节節编編]|.{1,12}[:：]|.{1,2}")
"""Numbers of a law, names that a colon ends: with the text behind them they are one line."""
_ENDED = re.compile(r"[。！？!?：:；;…][”』」）)]*$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label, and the rows of the text that it stands beside."""

    label: list[Row]
    text: list[Row]


def labelled_in(rows: Sequence[Row]) -> list[Labelled]:
    """Find the texts of a page that have a label beside them.

    :param rows: of the page, in the order in which the file draws them.
    """
    edges: list[float] = []
    for last, row in pairwise(rows):
        known = any(abs(edge - row.left) <= _NEAR * row.em for edge in edges)
        if last.right < row.left and row.base <= last.base + _LEVEL * row.size and not known:
            edges.append(row.left)
    for edge in edges:
        found = [x for x in _beside(rows, edge) if _alone(x, rows)]
        if len(found) >= _TEXTS and _are_labels(found):
            return found
    return []


def _beside(rows: Sequence[Row], edge: float) -> Iterator[Labelled]:
    """Yield rows that end before an edge, and those drawn next that begin at it."""
    at = 0
    while at < len(rows):
        label = list(takewhile(lambda row: _is_before(row, edge), rows[at:]))
        at += len(label)
        text = list(takewhile(lambda row: _is_behind(row, edge), rows[at:]))
        at += len(text) or not label
        if label and text:
            top = text[0].base - _LEVEL * max(text[0].size, label[-1].size)
            held = [row for row in label if row.base >= top]
            if held and _are_below(held, _STEP) and _are_below(text, None):
                yield Labelled(held, text)


def _is_before(row: Row, edge: float) -> bool:
    return row.right < edge and not row.cells


def _is_behind(row: Row, edge: float) -> bool:
    return -_NEAR * row.em <= row.left - edge <= _INDENT * row.em and not row.cells


def _are_below(rows: Sequence[Row], most: float | None) -> bool:
    """Whether rows stand below each other, at most so many widths of a character."""
    return all(
        _NEAR * row.em < row.base - last.base <= (most * row.em if most else float("inf"))
        for last, row in pairwise(rows)
    )


def _alone(held: Labelled, rows: Sequence[Row]) -> bool:
    """Whether nothing else stands on the lines of a label and its text."""
    own = [*held.label, *held.text]
    known = set(map(id, own))
    top = min(row.base - _LEVEL * row.size for row in own)
    bottom = max(row.base for row in own)
    return not any(
        top < row.base and row.base - _LEVEL * row.size < bottom
        for row in rows
        if id(row) not in known
    )


def _are_labels(found: Sequence[Labelled]) -> bool:
    """Whether labels are narrow, in words and no numbers of a list, and a sentence goes on."""
    labels = [row for x in found for row in x.label]
    texts = [row for x in found for row in x.text]
    em = texts[0].em
    wide = max(row.right - row.left for row in labels)
    width = max(row.right for row in texts) - min(row.left for row in texts)
    on = any(not _ENDED.search(row.text) for x in found for row in x.text[:-1])
    names = ["".join(row.text for row in x.label) for x in found]
    listed = any(_LISTED.fullmatch(name) or number_of(name) for name in names)
    return (
        on
        and not listed
        and all(_WORD.search(name) for name in names)
        and _LEAST * em <= wide <= _PART * width
        and width >= _WIDE * em
    )
