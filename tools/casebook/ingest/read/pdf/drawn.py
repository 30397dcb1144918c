"""Columns and boxes of a page, read in the order in which the file draws its text.

Programs that set text write column after column, and a box that stands beside the text before it
or behind it, so that the order goes up where a column begins.  It is believed where the place of
every piece agrees with it; where one does not, only the places are left (:mod:`.rows`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from casebook.ingest.read.pdf.printed_over import collide
from casebook.ingest.read.pdf.row import Row

_UP, _LINE = 0.8, 0.5
"""Widths of a character by which a row that begins a column stands above the one drawn before it,
and within which two stand on one line."""
_OVER = 0.5
"""Widths of a character by which a stop may hang out of its column."""
_STEP = 2.2
"""Widths of a character from line to line within which text goes on."""
_BOX = 12
"""Rows of a box that is drawn before the text beside it, or behind it, at most."""
_GRID = 0.1
"""Widths of a character within which the values of a form stand on the lines of its labels."""
_LEAST = 8
"""Widths of a character that a column has at least; numbers of lines and labels have less."""
_FULL = 1.6
"""Widths of a character that may be left at the end of a full row: stops do not begin a row."""
_ENDS = 2
"""Rows of a box that end at one place, which is its edge then."""
_OF = 4
"""One in so many of the rows of columns, at least, goes on in the next one."""
_SMALLER = 0.95
"""Share of the size of the text up to which the type of a note or box beside it is smaller."""
_BESIDE = 3
"""Lines of a page on which text stands beside text."""
_ENDED = re.compile(r"[。！？!?：:；;…][”』」）)]*$")


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a page that follow each other in one column, with its edges in points."""

    lines: list[list[Row]]
    left: float
    right: float


class Drawn(NamedTuple):
    """The parts of a page in the order of reading, none where its file does not tell it.

    :param doubtful: whether text stands beside text and the file does not tell which comes first,
        or a box or note beside which sentences go on, or over text: its rows may stand in them.
    """

    parts: list[Part]
    doubtful: bool


def as_drawn(lines: Sequence[list[Row]], left: float, right: float) -> Drawn:
    """Put a page in order by how it is drawn.

    :param lines: of the page, each in its pieces.
    :param left: edge of the text on the left, in points, and ``right`` on the right.
    """
    rows = sorted((row for line in lines for row in line), key=lambda x: (x.drawn, not x.cells))
    if not rows:
        return Drawn([], doubtful=False)
    em = median([row.em for row in rows if not row.cells] or [0.0])
    flows = _flows(rows, em)
    boxes = _boxes(flows, em) if len(flows) > 1 else []
    over = _are_over(rows)
    if parts := _in_parts(flows, boxes, em, left, right):
        return Drawn(parts, over or any(_are_torn(box, rows) for box in boxes))
    beside = sum(len(line) > 1 and all(map(_is_wide, line)) for line in lines)
    return Drawn([], over or beside >= _BESIDE or _are_torn(_smaller(rows), rows))


def _in_parts(
    flows: list[list[Row]], boxes: list[list[Row]], em: float, left: float, right: float
) -> list[Part]:
    """Return the parts of a page; none where the text is drawn from above to below.

    None, too, where the places of its pieces contradict the order in which they are drawn.
    """
    rest = [flow for flow in flows if flow not in boxes]
    if len(flows) == 1 or any(_is_on_lines(box, rest, em) for box in boxes):
        return []
    if boxes and not any(_running(flow, em) for flow in rest):
        return []  # nothing but labels and values
    parts = _parts(rest, em, left, right)
    for box in boxes if parts else ():
        parts = list(_with_box(parts, box, em))
    return parts


def _is_wide(row: Row) -> bool:
    return row.right - row.left >= _LEAST * row.em and not row.cells


def _smaller(rows: list[Row]) -> list[Row]:
    """Return what is set smaller than most of the text, as notes beside it are."""
    usual = median(row.size for row in rows)
    return [row for row in rows if row.size <= _SMALLER * usual and _is_wide(row)]


def _are_over(rows: list[Row]) -> bool:
    """Whether lines of text are printed over each other, as a box over the text below it."""
    wide = sorted(filter(_is_wide, rows), key=lambda row: row.base)
    return any(collide(*both) for both in pairwise(wide))


def _are_torn(box: list[Row], rows: list[Row]) -> bool:
    """Whether sentences go on beside the rows of a box or note, or are pasted into them."""
    held = set(map(id, box))
    text = [row for row in rows if id(row) not in held and _is_wide(row)]
    return any(
        abs(row.base - x.base) < row.size
        and (x.right <= row.left or row.right <= x.left)
        and not _ENDED.search(x.text)
        for row in box
        for x in text
    )


def _flows(rows: Sequence[Row], em: float) -> list[list[Row]]:
    """Divide pieces where the order goes up, or back on a line."""
    made = [[rows[0]]]
    for last, row in pairwise(rows):
        base = row.base + em if row.cells else row.base  # a table stands at its upper edge
        back = base <= last.base + _LINE * em and row.left < last.left and not last.cells
        if back or base < last.base - _UP * em:
            made.append([])
        made[-1].append(row)
    return made


def _boxes(flows: list[list[Row]], em: float) -> list[list[Row]]:
    """Return what is drawn before the rest of a page, or behind it, in none of its columns."""
    made = []
    if not _begins_column(flows[:1], flows[1][0], em) and _is_box(flows[0], em):
        made.append(flows[0])
    rest = [flow for flow in flows if flow not in made]
    if len(rest) > 1 and not _begins_column(rest[:-1], rest[-1][0], em) and _is_box(rest[-1], em):
        made.append(rest[-1])
    return made


def _is_box(rows: list[Row], em: float) -> bool:
    """Whether rows stand close together, as the text of a box; marks and numbers are none."""
    wide = max(row.right for row in rows) - min(row.left for row in rows)
    near = all(row.base - last.base <= _STEP * em for last, row in pairwise(rows))
    return len(rows) <= _BOX and wide >= _LEAST * em and near


def _is_on_lines(box: list[Row], flows: list[list[Row]], em: float) -> bool:
    """Whether a box stands on the lines of the other text, as what is filled into a form."""
    bases = [row.base for flow in flows for row in flow]
    return 2 * sum(any(abs(row.base - x) < _GRID * em for x in bases) for row in box) > len(box)


def _begins_column(flows: list[list[Row]], row: Row, em: float) -> bool:
    """Whether a row may begin the column right of what was drawn before it.

    It stands right of the row drawn last, and nothing that was drawn before stands below it.
    """
    over = _OVER * em
    below = (x for flow in flows for x in flow if x.base > row.base - _LINE * em)
    return flows[-1][-1].right <= row.left + over and not any(
        x.left < row.right and row.left + over < x.right for x in below
    )


def _parts(flows: list[list[Row]], em: float, left: float, right: float) -> list[Part]:
    """Tell columns from text of full width; return nothing where places contradict the order."""
    heads, tails = [0] * len(flows), [len(flow) for flow in flows]
    for at, (flow, following) in enumerate(pairwise(flows)):
        if not _begins_column(flows[: at + 1], following[0], em):
            return []
        heads[at + 1] = _head(flow, following, em)
        edge = min(row.left for row in following[: heads[at + 1]])
        tails[at] = _tail(flow, following[0].base, edge, em)
        if heads[at] < len(flow):
            tails[at] = max(tails[at], heads[at])
    made: list[Part] = []
    wide: list[int] = []
    block: list[list[Row]] = []
    for flow, head, tail in zip([*flows, []], [*heads, 0], [*tails, 0], strict=True):
        block += [flow[:head]] if head else []
        if head < len(flow) or not flow:
            if block and not _are_columns(block, em):
                return []
            made += _columns(block, em)
            if head < tail:
                wide.append(len(made))
                made.append(Part(_lines(flow[head:tail], em), left, right))
            block = [flow[tail:]] if tail < len(flow) else []
    for at in wide:
        for beside in made[max(at - 1, 0) : at + 2]:
            made[at] = _as_column(made[at], beside, em)
    return made


def _as_column(part: Part, beside: Part, em: float) -> Part:
    """Give text above or below a figure that is wider than its column the edges of that column."""
    rows = [row for line in part.lines for row in line]
    over = _OVER * em
    within = all(beside.left - over <= x.left and x.right <= beside.right + over for x in rows)
    if len(rows) > _ENDS and within and _are_columns([rows], em):
        return Part(part.lines, beside.left, beside.right)
    return part


def _head(last: list[Row], flow: list[Row], em: float) -> int:
    """Return how many pieces at the head of a flow stand right of the column drawn before it."""
    first, over = flow[0], _OVER * em
    beside = [row for row in last if row.base > first.base - _LINE * em]
    edge = max((x.right for x in beside if x.right <= first.left + over), default=first.left)
    return next((at for at, row in enumerate(flow) if row.left < edge - over), len(flow))


def _tail(flow: list[Row], base: float, edge: float, em: float) -> int:
    """Return where the pieces begin that stand left of a column.

    :param base: of the first row of that column, and ``edge`` of it on the left.
    """
    over = _OVER * em
    start = next((at for at in range(len(flow), 0, -1) if flow[at - 1].right > edge + over), 0)
    # The last row of text of full width may be short.
    while 0 < start < len(flow) - 1 and flow[start].base < base - _LINE * em:
        above, row = flow[start - 1], flow[start]
        if row.size != above.size or row.base - above.base > _STEP * em:
            break
        start += 1
    return start


def _are_columns(block: list[list[Row]], em: float) -> bool:
    """Whether text fills columns: they are wide enough, and rows of them go on in the next one."""
    wide = all(
        max(row.right for row in rows) - min(row.left for row in rows) >= _LEAST * em
        for rows in block
        if len(rows) > 1
    )
    on = sum(_running(rows, em) for rows in block)
    return wide and on > 0 and on * _OF >= sum(len(rows) - 1 for rows in block)


def _running(rows: list[Row], em: float) -> int:
    """Return how many rows go on in the next one: they are full and end no sentence."""
    edge = max(row.right for row in rows)
    return sum(
        edge - row.right < _FULL * em and not _ENDED.search(row.text)
        for row, below in pairwise(rows)
        if row.size and row.bold == below.bold and below.base - row.base <= _STEP * em
    )


def _columns(block: list[list[Row]], em: float) -> list[Part]:
    """Return the columns of a block with their edges: a short one is as wide as the others."""
    texts = [[row for row in rows if not row.cells] or rows for rows in block]
    sides = [(min(x.left for x in rows), max(x.right for x in rows)) for rows in texts]
    wide = max((right - left for left, right in sides), default=0.0)
    ends = [*(left for left, _ in sides[1:]), float("inf")]
    return [
        Part(_lines(rows, em), left, max(right, min(left + wide, end)))
        for rows, (left, right), end in zip(block, sides, ends, strict=False)
    ]


def _lines(rows: Sequence[Row], em: float) -> list[list[Row]]:
    made = [[rows[0]]]
    for last, row in pairwise(rows):
        if row.cells or last.cells or abs(row.base - last.base) >= _LINE * em:
            made.append([])
        made[-1].append(row)
    return made


def _with_box(parts: list[Part], box: list[Row], em: float) -> Iterator[Part]:
    """Set a box above the first line that stands beside it or below it."""
    first, last = min(x.left for x in box), max(x.right for x in box)
    ends = sum(last - x.right < _FULL * em for x in box)
    wide = parts[0] if ends < _ENDS else None  # its widest row may be no full one
    held = [Part(_lines(box, em), wide.left if wide else first, wide.right if wide else last)]
    for part in parts:
        below = (n for n, line in enumerate(part.lines) if line[0].base > box[0].base - _LINE * em)
        at = next(below, None) if held else None
        if at is None:
            yield part
            continue
        if at:
            yield Part(part.lines[:at], part.left, part.right)
        yield from held
        held = []
        yield Part(part.lines[at:], part.left, part.right)
    yield from held
