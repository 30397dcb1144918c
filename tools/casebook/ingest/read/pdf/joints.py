"""Does a row go on with the paragraph above it?  A sum of signs, each worth some points.

No sign is sure: a full row may end its paragraph by chance, a list may hang to the right, a
margin may be another on the next page.  So each says how much it speaks for one paragraph
(above zero) or for two (below), and what they say together decides.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from casebook.ingest.read.pdf.row import Row
from casebook.text.numbering import number_of

INDENT = 1.2
"""Widths of a character from which a row is indented."""
_SAME = 0.6
"""Widths of a character by which rows may differ that begin, or end, at one place."""
_SLACK, _NARROW = 0.7, 0.6
"""Widths of a Han character: what a full row may leave besides, and of a letter or digit."""
_TOKEN = re.compile(
    r"[“‘「『（《〈【(]*(?:[A-Za-z0-9.,%:/+-]+|.)[，。、；：！？”’」』）》〉】,.;:!?)]*"
    r"(?:(?<=[，、])\d[\d.,%]*)?"
)
"""What no line is broken in; some programs keep a number with the comma before it."""
_ASIDE = 0.4
"""Share of its column right of which a row begins that is set to the right: who signs, the day."""
_ENDS = 3
"""Rows of a page that end at one place: those of a list may end before the others do."""
_CLOSED = re.compile(r"[。！？!?…][”」』）)]*$")
_PAUSE = re.compile(r"[：:；;][”」』）)]*$")
_BULLET, _DASH = re.compile(r"[•●◦▪■◆►‣⁃]\s*(?=\S)"), re.compile(r"[·○–-]\s*(?=\S)")


class Sign(enum.Enum):
    """What speaks for one paragraph, and what for two."""

    FULL = "what follows had no place in the row above"
    FULL_OF_ITS_OWN = "it had, but rows of this page end there: a list with an edge of its own"
    SHORT = "it had"
    OPEN = "the row above ends within a sentence"
    CLOSED = "it ends a sentence"
    BELOW = "the row stands where those of its paragraph do"
    APART = "it stands elsewhere"
    OUTDENTED = "the first row of the paragraph is indented, and this one is not"
    HANGING = "what a number or bullet begins hangs to the right"
    INDENTED = "the row is indented"
    TURNED = "it begins a column or page, where paragraphs have no indent"
    BOTH_INDENTED = "both rows are indented, as the first rows of paragraphs are here"
    NUMBERED = "a number or a dash begins the row"
    NEXT = "a number begins the row that follows on that of its paragraph"
    BULLETED = "a bullet begins the row"
    ASIDE = "the row above is set to the right"
    SPREAD = "one of the rows is two names set far apart"


POINTS = {
    Sign.FULL: 3,
    Sign.FULL_OF_ITS_OWN: 0,
    Sign.SHORT: -3,
    Sign.OPEN: 2,
    Sign.CLOSED: -1,
    Sign.BELOW: 1,
    Sign.APART: -3,
    Sign.OUTDENTED: 1,
    Sign.HANGING: 0,
    Sign.INDENTED: -3,
    Sign.TURNED: -2,
    Sign.BOTH_INDENTED: -3,
    Sign.NUMBERED: -2,
    Sign.NEXT: -6,
    Sign.BULLETED: -6,
    Sign.ASIDE: -6,
    Sign.SPREAD: -6,
}
"""What each is worth: above zero for one paragraph, below for two.

Set by hand, and held against texts of which the paragraphs are known (docs/project/documents.md).
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set.

    :ivar indented: whether its paragraphs begin with an indent.
    :ivar ends: where rows end, by page, in order.
    """

    indented: bool
    ends: dict[int, list[float]]

    @classmethod
    def of(cls, rows: Iterable[Row], *, indented: bool) -> Setting:
        """Look at all rows of text."""
        ends: dict[int, list[float]] = {}
        for row in rows:
            ends.setdefault(row.page, []).append(row.right)
        return cls(indented, {page: sorted(held) for page, held in ends.items()})

    def ends_with(self, row: Row) -> int:
        """Return how many rows of the page end where this one does, with itself."""
        held, near = self.ends.get(row.page, []), _SAME * row.em
        return bisect_right(held, row.right + near) - bisect_left(held, row.right - near)


def balance(last: Row, row: Row, begun: Row, setting: Setting) -> int:
    """Add up what says whether a row goes on with the paragraph above it.

    :param last: the row above, and ``begun`` the first of its paragraph.
    :returns: points; it goes on where they are more than zero.
    """
    return sum(POINTS[sign] for sign in _signs(last, row, begun, setting))


def _signs(last: Row, row: Row, begun: Row, setting: Setting) -> list[Sign]:
    marked, begins = _mark(begun, begun) is not None, _mark(row, begun)
    is_open = not (_CLOSED.search(last.text) or _PAUSE.search(last.text))
    made = [_room(last, row, setting, hangs=is_open and marked and not begins)]
    if is_open:
        made.append(Sign.OPEN)
    elif _CLOSED.search(last.text):
        made.append(Sign.CLOSED)
    if begins:
        made.append(begins)
    if is_aside(last):
        made.append(Sign.ASIDE)
    if last.spread or row.spread:
        made.append(Sign.SPREAD)
    where = _where(last, row, begun, setting, hangs=marked and not begins)
    return [*made, where] if where else made


def _where(last: Row, row: Row, begun: Row, setting: Setting, *, hangs: bool) -> Sign | None:
    """Say what the place of a row speaks for.

    :param hangs: whether a number or bullet begins its paragraph, and none the row.
    """
    if last.page != row.page or row.base <= last.base or row.first != last.first:
        if not setting.indented:
            return Sign.TURNED
        hangs = hangs and begun.left < last.left
        return Sign.INDENTED if indent_of(row) >= INDENT and not hangs else None
    step = (row.left - last.left) / (row.em or 1)
    if begun is not last:
        return Sign.BELOW if abs(step) <= _SAME else Sign.APART
    if step >= INDENT:
        return Sign.HANGING if hangs else Sign.INDENTED
    if step <= -INDENT:
        return Sign.OUTDENTED
    indented = setting.indented and min(indent_of(row), indent_of(last)) >= INDENT
    return Sign.BOTH_INDENTED if indented and not hangs else None


def _mark(row: Row, begun: Row) -> Sign | None:
    """Say what a number or bullet at the head of a row speaks for.

    :param begun: the first row of the paragraph above.
    """
    if _BULLET.match(row.text):
        return Sign.BULLETED
    number, first = number_of(row.text), number_of(begun.text)
    if number and first and (number.kind, number.value) == (first.kind, first.value + 1):
        return Sign.NEXT
    return Sign.NUMBERED if number or _DASH.match(row.text) else None


def _room(last: Row, row: Row, setting: Setting, *, hangs: bool) -> Sign:
    if is_full(last, row):
        return Sign.FULL
    near = _SAME * row.em
    hung = hangs and row.left - last.left >= near and row.right <= last.right + near
    return Sign.FULL_OF_ITS_OWN if hung and setting.ends_with(last) >= _ENDS else Sign.SHORT


def is_full(row: Row, following: Row) -> bool:
    """Whether a row ends because what follows had no place in it."""
    token = _TOKEN.match(following.text)
    wide = 0.0
    for char in token[0] if token else "":
        wide += _NARROW if char.isascii() else 1.0
    return row.last - row.right < (wide + _SLACK) * row.em


def indent_of(row: Row) -> float:
    """Return how far a row begins right of its column, in widths of a character."""
    return (row.left - row.first) / (row.em or 1)


def is_aside(row: Row) -> bool:
    """Whether a row is set to the right, so that it does not end where its place does."""
    return row.left - row.first > _ASIDE * (row.last - row.first)
