"""Postings of character pairs, packed into bins of text.

A *key* is a pair of folded characters that stand side by side in an entry; the
last character of an entry pairs with a line feed, so that every character is
the first of some key and a query of one character has its keys side by side.

Keys are sorted and cut into bins of about equal size.  In a bin each first
character stands once, after a space, then come its second characters, each
with its postings: ``" 改革…善…"``.  Postings are the numbers of the cases,
ascending, each as the distance from the one before less one, in
(s,c)-dense codes of printable ASCII, so that a bin can be read with nothing but
``indexOf``.  In keys the most used characters are written as *letters* from
U+00A1 on, which take two bytes of UTF-8 instead of three; what else lies below
U+0800 moves to the private use area, so that no key has ASCII.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

#: Digits of the codes: printable ASCII without the space, ``"`` and ``\``.
DIGITS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
#: So many of the digits end a number; the others go before.
STOPPERS = 76
_CONTINUERS = len(DIGITS) - STOPPERS
#: A bin is cut at the next key when it has grown to so many bytes.
BIN_BYTES = 16_000
_FIRST_LETTER = 0xA1
#: From here on UTF-8 takes three bytes.
_THREE_BYTES = 0x800
_PRIVATE = 0xE000


@dataclass(frozen=True, slots=True)
class Bins:
    """Packed postings.

    ``letters`` are the characters that letters stand for, in the order of the
    letters; ``first_keys`` the first key of every bin, as written in it.
    """

    letters: str
    first_keys: tuple[str, ...]
    contents: tuple[str, ...]


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
    result: defaultdict[str, list[int]] = defaultdict(list)
    for number, entries in enumerate(texts):
        text = "\n".join([*entries, ""])
        for key in set(map(add, text, text[1:])):
            result[key].append(number)
    return {key: numbers for key, numbers in result.items() if key[0] != "\n"}


def pack_bins(results: Mapping[str, Sequence[int]], cases: int) -> Bins:
    """Pack the postings of ``cases`` cases."""
    uses = Counter(key[1] for key in results)
    by_use = sorted(uses, key=lambda char: (-uses[char], char))
    letters = "".join(by_use[: _THREE_BYTES - _FIRST_LETTER])
    written = {char: chr(_FIRST_LETTER + place) for place, char in enumerate(letters)}
    moved: dict[str, Sequence[int]] = {}
    for key, numbers in results.items():
        name = _written(key[0], written) + _written(key[1], written)
        # Text may itself use the private characters: what is then found too much
        # falls away when the text is verified, but nothing may be lost.
        moved[name] = sorted({*moved[name], *numbers}) if name in moved else numbers
    first_keys, contents = list[str](), list[str]()
    for first_key, content in _cut(moved, [code(number) for number in range(cases)]):
        first_keys.append(first_key)
        contents.append(content)
    return Bins(letters, tuple(first_keys), tuple(contents))


def _cut(moved: Mapping[str, Sequence[int]], codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the first key of each bin, and the bin."""
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


def _written(char: str, letters: Mapping[str, str]) -> str:
    letter = letters.get(char)
    if letter is None and ord(char) < _THREE_BYTES:
        return chr(_PRIVATE + ord(char))
    return letter or char


def _utf16(key: str) -> bytes:
    """The order in which JavaScript compares strings."""
    return key.encode("utf-16-be", "surrogatepass")
