"""Boxes and notes that stand beside the text of a page: floats, frames, notes in the margin.

They are taken out before the page is read, so that no sentence is torn by their rows, and stand
behind the paragraph beside which they begin.  Two signs are asked for: a sentence goes on beside
them, or is printed under them, and they are drawn in a frame of their own, in smaller type, or out
of the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from casebook.ingest.read.pdf.labels import labelled_in
from casebook.ingest.read.pdf.marks import Frame, Rule
from casebook.ingest.read.pdf.printed_over import collide
from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.pdf.tables import groups_of, places_of

_NEAR = 0.5
"""Widths of a character within which places are the same."""
_STEP = 2.2
"""Widths of a character from row to row of a box."""
_OUT = 2.6
"""Widths of a character by which a row of a box begins left of one that is indented."""
_WIDE, _NOTE = 8, 4
"""Widths of a character that a row of text fills at least, and a box or note."""
_MOST = 14
"""Rows of a box that no frame holds, at most."""
_SMALLER = 0.95
"""Share of the size of the text beside it up to which type is smaller."""
_LARGER = 1.08
"""Share of the size of the text from which type is that of a heading."""
_FILLED = 0.7
"""Share of its width that rows fill which make it a column."""
_SLACK = 1.6
"""Widths of a character that a full row may leave: stops do not begin a row."""
_GRID = 0.1
"""Widths of a character within which the values of a form stand on the lines of its labels."""
_RULES = 200
"""Lines of a page that may be frames; more are a drawing."""
_ROUND = 3
"""Widths of a character on either side of a box round which a line goes on."""
_APART = 8
"""Widths of a character that a row leaves for sure below which another one begins."""
_LABEL = re.compile(r"[^\d：:。，、]{1,8}[：:]")
_DAY = re.compile(r"\D{0,2}(?:19|20)\d{2}|[一二]\D[〇○零]|民[国國]|\d{1,2}\s*[月日.:：]")
_CLOSED = re.compile(r"[。！？!?…][”』」）)]*$")
_ENDED = re.compile(r"[。！？!?：:；;…][”』」）)]*$")


@dataclass(frozen=True, slots=True)
class Aside:
    """A box or note: its rows, the place it takes, and whether that is a frame."""

    rows: list[Row]
    place: Frame
    framed: bool
    ahead: float | None = None
    """Of a label, the base of the first row of its text, which it stands ahead of."""


def frames_of(rules: Sequence[Rule], shades: Sequence[Frame]) -> list[Frame]:
    """Return what is drawn round boxes: shades, and four lines."""
    made = list(shades[:_RULES])
    for group in groups_of(list(rules)) if len(rules) <= _RULES else ():
        xs = places_of([rule.left for rule in group if not rule.across])
        ys = places_of([rule.top for rule in group if rule.across])
        if len(xs) == len(ys) == 2:
            made.append(Frame(xs[0], ys[0], xs[1], ys[1]))
    return sorted(set(made), key=lambda x: (x.left - x.right) * (x.bottom - x.top))


def asides_of(lines: Sequence[list[Row]], frames: Sequence[Frame]) -> list[Aside]:
    """Find the boxes and notes of a page.

    :param lines: of the page, each in its pieces.
    :param frames: that are drawn on it, the largest first.
    """
    rows = sorted((row for line in lines for row in line if row.em), key=lambda row: row.drawn)
    labelled = labelled_in(rows)
    labels = [
        Aside(x.label, _beside_all(x.label, x.text), framed=False, ahead=x.text[0].base)
        for x in labelled
    ]
    named = {id(row) for x in labelled for row in x.label}
    rows = [row for row in rows if id(row) not in named]
    if len(rows) < 2:
        return labels
    held: set[int] = set()
    found: list[Aside] = []
    for frame in frames:
        inside = [row for row in rows if id(row) not in held and _holds(frame, row)]
        if inside and len(inside) < len(rows):
            found.append(Aside(inside, frame, framed=True))
            held |= set(map(id, inside))
    runs = _runs([row for row in rows if id(row) not in held])
    found += [Aside(run, _place(run), framed=False) for run in runs if len(run) <= _MOST]
    over = [x for x in found if x.framed and _is_over(x, rows)]
    beside = [x for x in found if x not in over and _is_beside(x, rows, found)]
    beside += over
    taken = {id(row) for x in beside for row in x.rows}
    rest = [row for row in rows if id(row) not in taken]
    made = [x for x in beside if x in over or not _is_in_column(x, rows, rest)]
    made += [x for x in found if x.framed and x not in beside and _is_box(x, rows, found)]
    made += labels
    return sorted(made, key=lambda x: (x.place.top, x.place.left))


def _is_box(aside: Aside, rows: list[Row], found: list[Aside]) -> bool:
    """Whether a frame holds a text of its own, and nothing stands beside it.

    A shade may lie under a heading, lines may run round a whole page, and panels below each other
    may hold the parts of a text with their headings.
    """
    inside, place = aside.rows, aside.place
    held = set(map(id, inside))
    others = [row for row in rows if id(row) not in held]
    near = _NEAR * inside[0].em
    series = any(
        x.framed
        and x is not aside
        and len(x.rows) > 1
        and abs(x.place.left - place.left) <= near
        and abs(x.place.right - place.right) <= near
        for x in found
    )
    if series or not 1 < len(inside) <= _MOST or len(inside) >= len(others):
        return False
    sizes = sorted(row.size for row in others)
    largest = max(row.size for row in inside)  # a title is larger than all, a heading than most
    headed = largest > _LARGER * median(sizes) and largest > sizes[-2]
    ended = any(_ENDED.search(row.text) for row in inside)
    return ended and not headed and largest <= sizes[-1] and not _level(place, others)


def _holds(frame: Frame, row: Row) -> bool:
    middle = row.base - row.size / 4
    return (
        frame.left - _NEAR * row.em <= row.left
        and row.right <= frame.right + _NEAR * row.em
        and frame.top <= middle <= frame.bottom
    )


def _place(rows: Sequence[Row]) -> Frame:
    return Frame(
        min(row.left for row in rows),
        min(row.base for row in rows) - rows[0].size,
        max(row.right for row in rows),
        max(row.base for row in rows),
    )


def _beside_all(label: Sequence[Row], text: Sequence[Row]) -> Frame:
    """Return the place of a label, as high as the text beside it."""
    place, beside = _place(label), _place(text)
    top, bottom = min(place.top, beside.top), max(place.bottom, beside.bottom)
    return Frame(place.left, top, place.right, bottom)


def _runs(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield rows that are drawn one after the other and stand close below each other."""
    run: list[Row] = []
    for row in rows:
        if run and not _is_below(run, row):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _is_below(run: list[Row], row: Row) -> bool:
    place, last = _place(run), run[-1]
    step = row.base - last.base
    centred = abs(row.left + row.right - place.left - place.right) < 2 * row.em
    return (
        0 < step <= _STEP * max(last.em, row.em)
        and row.left < place.right
        and place.left < row.right
        and (centred or row.left > place.left - _OUT * row.em)
        and abs(row.size - last.size) <= (1 - _SMALLER) * 2 * last.size
    )


def _is_beside(aside: Aside, rows: list[Row], found: list[Aside]) -> bool:
    """Whether sentences go on beside a box, and it is told from the columns of a page.

    :param found: all that may be boxes and notes of the page.
    """
    place = aside.place
    em = median(row.em for row in aside.rows)
    own = set(map(id, aside.rows))
    others = [row for row in rows if id(row) not in own]
    level = _level(place, others)
    over = any(row.left < place.right - em and place.left + em < row.right for row in level)
    level = [row for row in level if row.right - row.left >= _WIDE * row.em]
    alone = over or all(_ENDED.search(row.text) for row in level)
    if alone or place.right - place.left < _NOTE * em:
        return False
    on = sum(any(abs(row.base - x.base) < _GRID * em for x in level) for row in aside.rows)
    is_on = 2 * on > len(aside.rows)
    ended = [bool(_CLOSED.search(row.text)) for row in aside.rows]
    if aside.framed:
        boxes = [x for x in found if x.framed and x is not aside]
        boxed = all(any(_holds(x.place, row) for x in boxes) for row in level)
        return not boxed and (any(ended) or not is_on)  # else a shaded column of a table
    if ended == [False]:
        return False  # a day, a number, a part of a formula
    usual = min(median(map(_size, others)), *map(_size, level))
    if max(map(_size, aside.rows)) <= _SMALLER * usual:
        return True
    return not is_on and _is_out_of_order(aside, others, em)


def _is_over(aside: Aside, rows: list[Row]) -> bool:
    """Whether a box is printed over text, whose lines run on under its rows."""
    own = set(map(id, aside.rows))
    under = [row for row in _level(aside.place, rows) if id(row) not in own]
    return any(collide(row, x) for row in aside.rows for x in under)


def _size(row: Row) -> float:
    """Return the size of its Han characters: letters and digits are often of another font."""
    return max(row.types)[0] if row.types else row.size


def _is_out_of_order(aside: Aside, others: list[Row], em: float) -> bool:
    """Whether text above a box is drawn after it, or text below it before it."""
    place, first, last = aside.place, aside.rows[0].drawn, aside.rows[-1].drawn
    across = [
        row
        for row in others
        if row.left < place.right - em
        and place.left + em < row.right
        and row.right - row.left >= _WIDE * row.em
    ]
    above = any(row.base < place.top and row.drawn > last for row in across)
    return above or any(row.base - row.size > place.bottom and row.drawn < first for row in across)


def _is_in_column(aside: Aside, rows: list[Row], rest: list[Row]) -> bool:
    """Whether text stands above or below a box that fills its place: it is a part of a column.

    :param rows: of the page, and ``rest`` those of them that are in no box.
    """
    place = _place(aside.rows)
    beyond = (row.left for row in _level(aside.place, rows) if row.left >= place.right)
    end = min(beyond, default=float("inf"))
    least = _FILLED * (place.right - place.left)
    return any(
        place.left - row.em <= row.left < place.right
        and row.right <= end
        and row.right - row.left >= max(least, _WIDE * row.em)
        and not _ENDED.search(row.text)
        for row in rest
    )


def _level(place: Frame, rows: Iterable[Row]) -> list[Row]:
    """Return the rows that stand on the lines of a place."""
    return [row for row in rows if place.top < row.base and row.base - row.size < place.bottom]


def without(lines: Sequence[list[Row]], asides: Sequence[Aside]) -> list[list[Row]]:
    """Take boxes and notes out of the lines of a page."""
    gone = {id(row) for aside in asides for row in aside.rows}
    kept = ([row for row in line if id(row) not in gone] for line in lines)
    return [_closed(line, asides) for line in kept if line]


def _closed(line: list[Row], asides: Sequence[Aside]) -> list[Row]:
    """Join the pieces of a line that goes on behind a box."""
    made = line[:1]
    for row in line[1:]:
        last = made[-1]
        between = (
            x.place.top < row.base and row.base - row.size < x.place.bottom
            for x in asides
            if 0 <= _place(x.rows).left - last.right <= _ROUND * row.em
            and 0 <= row.left - _place(x.rows).right <= _ROUND * row.em
        )
        if any(between):
            text = last.text + row.text
            types = (last.types[0], row.types[1]) if last.types and row.types else None
            made[-1] = replace(last, text=text, right=row.right, types=types)
        else:
            made.append(row)
    return made


def with_asides(rows: Sequence[Row], asides: Sequence[Aside], number: int) -> list[Row]:
    """Put boxes and notes behind the first row beside them, and let that text end where they stand.

    :param rows: of a page in the order of reading.
    :param number: of boxes and notes on the pages before.
    """
    made = list(rows)
    for aside in asides:
        made = _with_edges(made, aside)
    for at, aside in enumerate(asides, number + 1):
        first = aside.rows[0].base if aside.ahead is None else aside.ahead
        top = first - _NEAR * aside.rows[0].em
        place = next((n for n, row in enumerate(made) if not row.aside and row.base >= top), None)
        if place is None:
            place = len(made)
        elif aside.ahead is None and made[place].base - made[place].size < aside.place.bottom:
            place += 1
        left, right = _sides(aside)
        held = [replace(row, first=left, last=right, aside=at) for row in aside.rows]
        if aside.ahead is not None:  # a label is one paragraph, however short its rows
            name = "".join(row.text for row in held)
            if _DAY.match(name) and place < len(made):  # alone it would be the day of the document
                made[place] = replace(made[place], text=f"{name} {made[place].text}")
                continue
            held = [replace(held[0], text=name, types=None)]
        labelled = [bool(_LABEL.match(row.text)) for row in held]
        for n, both in enumerate(pairwise(labelled)):
            if all(both):  # a box may be as wide as its longest row
                held[n] = replace(held[n], last=held[n].right + _APART * held[n].em)
        made[place:place] = held
    return made


def _sides(aside: Aside) -> tuple[float, float]:
    """Return where the rows of a box begin and end; its frame has as much room on either side."""
    text, place = _place(aside.rows), aside.place
    return text.left, max(text.right, place.right - max(text.left - place.left, 0.0))


def _with_edges(rows: list[Row], aside: Aside) -> list[Row]:
    """Let rows beside a box begin or end where it leaves them room."""
    place = aside.place
    level = set(map(id, _level(place, rows)))
    beside = [at for at, row in enumerate(rows) if id(row) in level]
    if not beside:
        return rows
    left = [at for at in beside if rows[at].right <= place.left + _NEAR * rows[at].em]
    right = [at for at in beside if rows[at].left >= place.right - _NEAR * rows[at].em]
    made = list(rows)
    if left:
        edge = max(rows[at].right for at in left)
        while (at := left[-1] + 1) < len(rows) and _is_narrowed(rows[at], edge):
            left.append(at)
        while (at := left[0] - 1) >= 0 and _is_narrowed(rows[at], edge):
            left.insert(0, at)
        for at in left:
            made[at] = replace(rows[at], last=min(rows[at].last, edge))
    if right:
        edge = min(rows[at].left for at in right)
        for at in right:
            made[at] = replace(rows[at], first=edge)
    return made


def _is_narrowed(row: Row, edge: float) -> bool:
    """Whether a row below a box ends where the rows beside it do."""
    return -_NEAR * row.em <= edge - row.right < _SLACK * row.em and not _ENDED.search(row.text)
