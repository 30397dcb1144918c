"""Postings of character pairs, packed into bins of text.

A *key* is a pair of folded characters that stand side by side in an entry; the
last character of an entry pairs with a line feed, so that every character is
the first of some key and a query of one character has its keys side by side.

Keys are sorted and cut into bins of about equal size.  In a bin each first
character stands once, behind a space, then come its second characters, each
with its postings: ``" 改革…善…"``.  Postings are the numbers of the cases,
ascending, each as the distance from the one before less one, in
(s,c)-dense codes of printable ASCII.  Characters of ASCII move to the private
use area when they are part of a key, so that a bin can be read with nothing
but ``indexOf``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import add

#: Digits of the codes: printable ASCII without the space, ``"`` and ``\``.
DIGITS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
#: So many of the digits end a number; the others go before.
STOPPERS = 76
_CONTINUERS = len(DIGITS) - STOPPERS
#: A bin is cut at the next key when it has grown to so many bytes.
BIN_BYTES = 24_000
_PRIVATE = 0xE000


def code(number: int) -> str:
    """A number from 0 up in digits: continuers (bijective), then one stopper."""
    rest, last = divmod(number, STOPPERS)
    digits = [DIGITS[last]]
    while rest:
        rest, digit = divmod(rest - 1, _CONTINUERS)
        digits.append(DIGITS[STOPPERS + digit])
    return "".join(reversed(digits))


def postings(texts: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Map each key to the ascending numbers of the cases that have it.

    :param texts: of each case its folded entries, none with a line feed.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, entries in enumerate(texts):
        text = "\n".join([*entries, ""])
        for key in set(map(add, text, text[1:])):
            found[key].append(number)
    return {key: numbers for key, numbers in found.items() if key[0] != "\n"}


def bins(found: dict[str, list[int]], cases: int) -> Iterator[tuple[str, str]]:
    """Pack postings of ``cases`` cases, yielding the first key of a bin and the bin."""
    codes = [code(number) for number in range(cases)]
    moved: dict[str, list[int]] = {}
    for key, numbers in found.items():
        # Text may itself use the private characters: what is then found too much
        # falls away when the text is verified, but nothing may be lost.
        name = _moved(key)
        moved[name] = sorted({*moved[name], *numbers}) if name in moved else numbers
    first_key, parts, size, group = "", list[str](), 0, ""
    for key in sorted(moved, key=_utf16):
        if size >= BIN_BYTES:
            yield first_key, "".join(parts)
            parts, size, group = [], 0, ""
        if not parts:
            first_key = key
        if key[0] != group:
            group = key[0]
            parts.append(" " + group)
            size += 1 + len(group.encode())
        packed = _packed(moved[key], codes)
        parts.append(key[1] + packed)
        size += len(key[1].encode()) + len(packed)
    if parts:
        yield first_key, "".join(parts)


def _packed(numbers: Sequence[int], codes: Sequence[str]) -> str:
    return codes[numbers[0]] + "".join([codes[b - a - 1] for a, b in pairwise(numbers)])


def _moved(key: str) -> str:
    return "".join(chr(_PRIVATE + ord(char)) if char < "\x80" else char for char in key)


def _utf16(key: str) -> bytes:
    """The order in which JavaScript compares strings."""
    return key.encode("utf-16-be", "surrogatepass")
