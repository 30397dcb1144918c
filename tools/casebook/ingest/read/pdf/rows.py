"""Characters of a page become rows of text in the order of reading, column after column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from casebook.ingest.facts.dates import day_alone
from casebook.ingest.read.cover_names import is_body
from casebook.ingest.read.official_forms import has_form, is_person, number_in
from casebook.ingest.read.pdf.aligned import cells_of, tables_in
from casebook.ingest.read.pdf.drawn import as_drawn
from casebook.ingest.read.pdf.marks import Char
from casebook.ingest.read.pdf.printed_over import told_apart
from casebook.ingest.read.pdf.row import Row

_BASE = 0.45
"""Share of its height by which a character may stand off the line of the others."""
_GAP = 0.95
"""Widths of a character that divide a row into pieces; a gutter is wider."""
_JUMP = 8
"""Characters that the file draws between two that stand beside each other, but in one text."""
_APART_BY, _OFF = 0.4, 0.1
"""Widths of a character between two pieces that are drawn apart, or their height between lines."""
_EM = 0.75
"""Width of a Han character, as a share of the height of the box of a character."""
_WORD = 0.18
"""Widths of a character that are a space between words."""
_NAMES, _APART = 2, 4
"""Names on a row, and the widths of a character between them."""
_PART = 0.7
"""Share of its column that a piece of a byline takes at most; a row of text takes all."""
_LABELLED = re.compile(r"^[^\d:：]{1,8}[:：]\s*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_CLOSING = frozenset("，。、；：！？”’）》」』】〉")
_OPENING = frozenset("“‘（《「『【〈〔")
_LEAST = 4
"""Rows on each side of a gutter."""
_FILLED = 0.5
"""Share of its column that the middle piece of it fills; cells of a table fill less."""


_LABEL = re.compile(r"第[一二三四五六七八九十百千零〇\d]+[条條款章节節编編]|.{1,12}[:：]")
"""What is set before a text on its first line."""
_ENDS = 3
"""Rows that end at one place and make it the edge of the text."""
_FEW, _FARTHER = 2, 0.1
"""Rows of a page that may end farther out than the edge of its text, or their share."""
_STEPS = 3
"""Distances that make one of them usual."""
_ANY = (-1, 0)


@dataclass(frozen=True, slots=True)
class Pitches:
    """The usual distance of lines, by page and size of type."""

    known: dict[tuple[int, int], float]

    def of(self, row: Row) -> float:
        """Return that of text like a row, in heights of its type; 0 where none is known."""
        return self.known.get((row.page, round(row.size)), self.known.get(_ANY, 0.0))


@dataclass(slots=True)
class _Line:
    base: float
    chars: list[Char] = field(default_factory=list)


def rows_of(chars: Iterable[Char], page: int) -> list[list[Row]]:
    """Put the characters of a page in lines from above, each in its pieces from the left."""
    lines: list[_Line] = []
    line: _Line | None = None
    held = list(chars)
    drawn = {id(char): at for at, char in enumerate(held)}
    for char in sorted(held, key=lambda char: (char.base, char.left)):
        if not _follows(line, char, drawn):
            line = next((x for x in reversed(lines[-3:]) if _fits(x, char)), None)
        if line is None:
            line = _Line(char.base)
            lines.append(line)
        line.chars.append(char)
    parted = (part for line in lines for part in told_apart(line.chars, drawn))
    return [made for part in parted if (made := _pieces(part, page, drawn))]


def _fits(line: _Line, char: Char) -> bool:
    largest = max(line.chars[0].size, char.size)
    return abs(line.base - char.base) <= _BASE * largest


def _follows(line: _Line | None, char: Char, drawn: dict[int, int]) -> bool:
    """Whether a character is drawn behind the one before it on one base, whatever their sizes."""
    last = line.chars[-1] if line else None
    return last is not None and drawn[id(char)] == drawn[id(last)] + 1 and char.base == last.base


def _pieces(line: list[Char], page: int, drawn: dict[int, int]) -> list[Row]:
    made: list[Row] = []
    held: list[Char] = []
    chars = sorted(line, key=lambda char: char.left)
    while chars and chars[-1].text.isspace():
        chars.pop()
    if not chars:
        return []
    wide = [char.right - char.left for char in chars if not char.text.isascii()]
    em = median(wide) if wide else _EM * median(char.size for char in chars)
    for char in chars:
        if held and _is_apart(held[-1], char, em, drawn):
            made += _row(held, page, em, drawn)
            held = []
        if held and _again(held[-1], char):
            continue
        if held or not char.text.isspace():
            held.append(char)
    return [*made, *_row(held, page, em, drawn)]


def _is_apart(last: Char, char: Char, em: float, drawn: dict[int, int]) -> bool:
    """Whether a piece begins: behind a gap, or what is drawn elsewhere in the order of the page.

    A box may stand so near that its rows seem to go on those of the text.
    """
    gap = _inked_from(char, em) - _inked_to(last, em)
    if gap > _GAP * em:
        return True
    jump = abs(drawn[id(char)] - drawn[id(last)]) > _JUMP
    off = abs(char.base - last.base) > _OFF * min(char.size, last.size)
    return jump and gap > 0 and (gap > _APART_BY * em or off)


def _inked_to(char: Char, em: float) -> float:
    """Return where a character ends: the right half of a closing mark is empty."""
    return min(char.right, char.left + em / 2) if char.text in _CLOSING else char.right


def _inked_from(char: Char, em: float) -> float:
    """Return where a character begins: the left half of an opening mark is empty."""
    return max(char.left, char.right - em / 2) if char.text in _OPENING else char.left


def _again(char: Char, other: Char) -> bool:
    """Whether a character is set twice in one place, to look bold."""
    return char.text == other.text and abs(char.left - other.left) < 0.2 * char.size


def _row(chars: list[Char], page: int, em: float, drawn: dict[int, int]) -> list[Row]:
    text = ""
    before: Char | None = None
    for char in chars:
        if before and char.left - before.right > _WORD * char.size and _is_word(before, char):
            text += " "
        text += char.text
        before = char
    if not text.strip():
        return []
    inked = [char for char in chars if not char.text.isspace()]
    # Letters and digits are often set in another font, whose box is of another height.
    set_in = [char for char in inked if not char.text.isascii()] or inked
    size = median(char.size for char in set_in)
    bold = any(sum(char.bold for char in held) * 2 > len(held) for held in (set_in, inked))
    base = median(char.base for char in inked)
    top = min(char.top for char in inked)
    left, right, first = inked[0].left, inked[-1].right, min(drawn[id(char)] for char in inked)
    han = [(char.size, char.bold) for char in inked if _HAN.match(char.text)]
    types = (han[0], han[-1]) if han else None
    return [
        Row(text.strip(), left, top, right, base, size, bold, page, em, types=types, drawn=first)
    ]


def _is_word(char: Char, other: Char) -> bool:
    return (
        not char.text.isspace()
        and not other.text.isspace()
        and (char.text.isascii() and other.text.isascii())
    )


def edges_of(rows: list[Row]) -> tuple[float, float, bool]:
    """Find where the text of a page begins and ends, and whether several rows end there.

    A table or a drawing may stand out on the right: one row that ends farther out is not it.
    """
    left = min(row.left for row in rows)
    ends = sorted((row.right for row in rows), reverse=True)
    em = median(row.em or row.size for row in rows)
    for at, end in enumerate(ends[: max(_FEW, round(len(ends) * _FARTHER)) + 1]):
        if len(ends) < at + _ENDS:
            break
        if end - ends[at + _ENDS - 1] <= em:
            return left, end, True
    return left, ends[0], False


def in_order(
    lines: list[list[Row]], left: float, right: float, known: float | None = None
) -> tuple[list[Row], bool]:
    """Put rows in the order of reading: column after column between rows that run across.

    :param left: edge of the text on the left, in points, and ``right`` on the right.
    :param known: a gutter of other pages, for a page whose text does not fill a column.
    :returns: the rows, and whether their order is in doubt.
    """
    parts, doubtful = as_drawn(lines, left, right)
    if parts:
        rows = (_one_column(part.lines, part.left, part.right) for part in parts)
        return [row for column in rows for row in column], doubtful
    gutter = gutter_of(lines, left, right)
    if gutter is None and known and is_beside(lines, known):
        gutter = known
    if gutter is None:
        return _one_column(lines, left, right), doubtful
    made: list[Row] = []
    band: list[list[Row]] = []
    for line in lines:
        above = not band and _is_byline(line, left, gutter)
        if above or any(row.left < gutter < row.right for row in line):
            made += _band(band, gutter, left, right)
            band = []
            row = _whole(line, left, right)
            made.append(replace(row, spread=True) if above else row)
        else:
            band.append(line)
    return made + _band(band, gutter, left, right), doubtful


def _one_column(lines: list[list[Row]], left: float, right: float) -> list[Row]:
    """Join the pieces of the lines, and the lines of a table to one row that holds its cells."""
    made: list[Row] = []
    done = 0
    for start, end in tables_in(lines):
        made += [_whole(line, left, right) for line in lines[done:start]]
        held = lines[start:end]
        bottom = replace(_whole(held[0], left, right), text="table", size=0, cells=cells_of(held))
        made.append(replace(bottom, right=max(row.right for line in held for row in line)))
        done = end
    return made + [_whole(line, left, right) for line in lines[done:]]


def _band(band: list[list[Row]], gutter: float, left: float, right: float) -> list[Row]:
    if not band:
        return []
    before = [part for line in band if (part := [row for row in line if row.right <= gutter])]
    after = [part for line in band if (part := [row for row in line if row.left >= gutter])]
    inner = max((row.right for line in before for row in line), default=gutter)
    outer = min((row.left for line in after for row in line), default=gutter)
    return [*in_order(before, left, inner)[0], *in_order(after, outer, right)[0]]


def _whole(line: list[Row], left: float, right: float) -> Row:
    """Join the pieces of a row that no gutter divides."""
    head, tail = line[0], line[-1]
    set_in = [row for row in line if not row.text.isascii()] or line
    text = head.text
    for before, row in pairwise(line):
        near = row.left - before.right < 2 * row.em and not text[-1:].isascii()
        text += ("" if near else " ") + row.text
    return Row(
        text,
        head.left,
        min(row.top for row in line),
        tail.right,
        head.base,
        max(row.size for row in set_in),
        all(row.bold for row in set_in),
        head.page,
        head.em,
        left,
        right,
        _is_spread(line),
        head.cells,
        head.types if head is tail else None,
    )


def _is_spread(line: list[Row]) -> bool:
    """Whether a row is two names set far apart: bodies that sign, a body and the day.

    A blank to be filled in stands between parts of a sentence.
    """
    if len(line) != _NAMES or line[1].left - line[0].right < _APART * line[0].em:
        return False
    named = [is_body(row.text) or bool(number_in(row.text)) for row in line]
    return any(named) and all(
        name or is_person(row.text) or bool(day_alone(row.text))
        for name, row in zip(named, line, strict=True)
    )


def _is_byline(line: list[Row], left: float, gutter: float) -> bool:
    """Whether a row above two columns is none of them: who published a text, and the day.

    Its pieces are short, though columns begin here, and one is a day or a number.
    """
    if len(line) != _NAMES or line[0].right > gutter or line[1].left < gutter:
        return False
    if any(row.right - row.left > _PART * (gutter - left) for row in line):
        return False
    told = [_LABELLED.sub("", row.text) for row in line]
    return any(
        bool(day_alone(text) or number_in(text)) or has_form(text, "bulletin_number")
        for text in told
    )


def is_beside(lines: list[list[Row]], gutter: float) -> bool:
    """Whether no row runs across a gutter, and some stand before it."""
    rows = [row for line in lines for row in line]
    return any(row.right <= gutter for row in rows) and not any(
        row.left < gutter < row.right for row in rows
    )


def gutter_of(lines: list[list[Row]], left: float, right: float) -> float | None:
    """Find the middle of a gutter between two columns; ``None`` where there is one column."""
    edges = sorted({row.left for line in lines for row in line})
    best: tuple[int, float] | None = None
    for edge in edges:
        if not left + 0.2 * (right - left) < edge < right - 0.2 * (right - left):
            continue
        at = edge - 1
        before = [row for line in lines for row in line if row.right <= at]
        after = [row for line in lines for row in line if row.left >= at]
        if _are_labels(lines, at):
            continue
        starts = sum(abs(row.left - edge) < row.size * 0.3 for row in after)
        crossing = sum(row.left < at < row.right for line in lines for row in line)
        # The last page may end soon after its second column begins.
        soon = crossing == 0 and len(before) >= 2 * _LEAST and len(after) >= 2
        if min(len(before), len(after)) < _LEAST and not soon:
            continue
        if starts * 2 < len(after) or crossing > min(len(before), len(after)):
            continue
        inner = max(row.right for row in before)
        filled = median(row.right - row.left for row in before) >= _FILLED * (inner - left)
        other = median(row.right - row.left for row in after) >= _FILLED * (right - edge)
        if filled and other and edge - inner > 0 and _are_level(before, after):
            score = min(len(before), len(after)) - crossing
            if best is None or score > best[0]:
                best = (score, (edge + inner) / 2)
    return best[1] if best else None


def _are_level(before: list[Row], after: list[Row]) -> bool:
    """Whether rows of two columns stand beside each other, and not only below each other."""
    return any(abs(row.base - x.base) < max(row.size, x.size) for row in before for x in after)


def _are_labels(lines: list[list[Row]], at: float) -> bool:
    """Whether what stands left of a gutter are the labels of what stands right of it.

    第一百三十六条 and a blank come at the head of many lines of a law.
    """
    beside = [
        before[-1].text
        for line in lines
        if (before := [row for row in line if row.right <= at]) and len(before) < len(line)
    ]
    return 2 * sum(bool(_LABEL.fullmatch(text)) for text in beside) > len(beside)


def pitches_of(rows: list[Row]) -> Pitches:
    """Find the usual distance of the lines of a text.

    A document may be set in more than one: its text apart from its annexes and tables.
    """
    steps: dict[tuple[int, int], list[float]] = {}
    for above, below in pairwise(rows):
        if above.page != below.page or below.base <= above.base or not above.size:
            continue
        if abs(above.size - below.size) < 0.1 * above.size:
            step = (below.base - above.base) / above.size
            for key in ((above.page, round(above.size)), _ANY):
                steps.setdefault(key, []).append(step)
    return Pitches({key: _usual(held) for key, held in steps.items() if len(held) >= _STEPS})


def _usual(steps: list[float]) -> float:
    return sorted(steps)[len(steps) // 4]
