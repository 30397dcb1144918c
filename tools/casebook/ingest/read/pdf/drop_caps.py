"""Initials of a PDF (首字下沉): a character that takes two rows or more becomes one of the first.

Two signs are asked for: it stands alone and is much larger than the characters right beside it,
and these begin two rows or more, at one place.  Programs draw it before its paragraph, before the
whole page or behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from casebook.ingest.read.pdf.marks import Char

_LARGER = 1.6
"""Times the size of the text from which a character is an initial."""
_GAP = 1.2
"""Widths of a character between it and the rows beside it, at most."""
_NEAR = 0.5
"""Widths of a character within which these rows begin."""
_ROWS = range(2, 5)
"""Rows that an initial takes."""
_MOST = 3
"""Initials of a page, at most; more large characters are tables or drawings."""
_INITIAL = re.compile(r"[\u3400-\u9fffA-Z]")
_CLOSING = re.compile(r"[\s，。、；：！？”’）》」』】〉]")


def with_drop_caps(chars: list[Char]) -> list[Char]:
    """Set initials on the first of the rows beside them, which begin where they do then.

    :param chars: of a page, in the order in which the file draws them.
    """
    inked = [_size(char) for char in chars if char.text.strip()]
    least = _LARGER * median(inked) if inked else 0.0
    alone = [x for at, x in enumerate(chars) if _size(x) >= least and _is_alone(chars, at)]
    made = list(chars)
    for char in alone if len(alone) <= _MOST else ():
        heads = _heads(char, chars)
        if len(heads) not in _ROWS:
            continue
        first = heads[0]
        edge = char.left
        look = {"base": first.base, "top": first.top, "bottom": first.bottom, "bold": first.bold}
        initial = replace(char, left=edge, right=first.left, **look)  # type: ignore[arg-type]
        made = [x for x in made if x is not char]
        at = next(n for n, x in enumerate(made) if x is first)
        made.insert(at, initial)
        below = set(map(id, heads[1:]))
        made = [replace(x, left=edge) if id(x) in below else x for x in made]
    return made


def _size(char: Char) -> float:
    """Return the size of a character; its box may be that of its ink, and 一 is flat."""
    return max(char.size, char.right - char.left)


def _is_alone(chars: Sequence[Char], at: int) -> bool:
    """Whether a character is larger than those drawn before and behind it, or they are far off."""
    char = chars[at]
    if not _INITIAL.fullmatch(char.text):
        return False
    beside = [x for x in (*chars[max(at - 1, 0) : at], *chars[at + 1 : at + 2]) if x.text.strip()]
    smaller = [_size(x) * _LARGER <= _size(char) for x in beside]
    apart = [abs(x.base - char.base) > _NEAR * _size(char) for x in beside]
    return all(a or b for a, b in zip(smaller, apart, strict=True))


def _heads(char: Char, chars: Sequence[Char]) -> list[Char]:
    """Return the characters that begin the rows beside an initial, from above."""
    size = _size(char)
    held = [
        x
        for x in chars
        if _size(x) * _LARGER <= size
        and char.top - _NEAR * x.size <= x.base - _NEAR * _size(x)
        and x.base - _NEAR * _size(x) <= char.bottom
        and -_NEAR * _size(x) <= x.left - char.right <= _GAP * _size(x)
        and not _CLOSING.match(x.text)
    ]
    held.sort(key=lambda x: (x.base, x.left))
    heads = held[:1]
    for x in held:
        if x.base - heads[-1].base > _NEAR * _size(x):
            heads.append(x)
    near = all(abs(x.left - y.left) <= _NEAR * _size(x) for x, y in pairwise(heads))
    return heads if near else []
