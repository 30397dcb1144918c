"""Postings of character pairs, packed into bins of text.

A *key* is a pair of folded characters that stand side by side in an entry; the
last character of an entry pairs with a line feed, so that every character is
the first of some key and a query of one character has its keys side by side.

Keys are sorted and cut into bins of about equal size.  In a bin each first
character stands once, after a space, then come its second characters, each
with its postings: ``" 改革…善…"``.  Postings are the numbers of the cases,
ascending, each as the distance from the one before less one, in
(s,c)-dense codes of printable ASCII, so that a bin can be read with nothing but
``indexOf``.  After them may come, each after a sign of its own (:data:`MARKS`),
those of the cases that have the key in their title, those that have it in a
heading or a name, and those that have it often: not their numbers but their
places in the postings, written likewise.  Results are ordered by these before
any text is loaded.  A key of few cases (:data:`MARKED`) has no marks; all are true of these.

In keys the most used characters are written as *letters* from
U+00A1 on, which take two bytes of UTF-8 instead of three; what else lies below
U+0800 moves to the private use area, so that no key has ASCII.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count, repeat
from operator import add, sub
from typing import NamedTuple

#: What stands before the places of cases that have a key in a title, in a heading, often.
MARKS = "|}~"
#: Digits of the codes: printable ASCII without the space, ``"``, ``\`` and :data:`MARKS`.
DIGITS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\' + MARKS)
#: So many of the digits end a number; the others go before.
STOPPERS = 73
_CONTINUERS = len(DIGITS) - STOPPERS
#: A bin is cut at the next key when it has grown to so many bytes.
BIN_BYTES = 8_000
#: A case has a key often that it has so many times.
OFTEN = 8
#: Marks are written of keys that so many cases have: fewer are read in any order.
MARKED = 12
_FIRST_LETTER = 0xA1
#: From here on UTF-8 takes three bytes.
_THREE_BYTES = 0x800
_PRIVATE = 0xE000


class Searched(NamedTuple):
    """The distinct folded texts of a case, none with a line feed."""

    titles: frozenset[str]
    heads: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


class Keys(NamedTuple):
    """The keys of a case, one after the other, each once: all, and those that each mark is of."""

    all: str
    titles: str
    heads: str
    often: str


@dataclass(frozen=True, slots=True)
class Postings:
    """The ascending numbers of the cases that have a key, by key.

    :param marked: of each mark, those that it is true of.
    """

    cases: Mapping[str, list[int]]
    marked: tuple[dict[str, list[int]], ...]


@dataclass(frozen=True, slots=True)
class Bins:
    """Packed postings; ``first_keys`` are the first keys of every bin, as written in it."""

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


def keys_of(case: Searched) -> Keys:
    """Return the keys of a case: what it brings to the postings, whatever other cases there are."""
    titles, heads, others = ("\n".join([*sorted(texts), ""]) for texts in case)
    text = titles + heads + others
    counts = Counter(map(add, text, text[1:]))

    def keys(some: Iterable[str]) -> str:
        return "".join(key for key in some if key[0] != "\n")

    return Keys(
        keys(counts),
        keys(dict.fromkeys(map(add, titles, titles[1:]))),
        keys(dict.fromkeys(map(add, heads, heads[1:]))),
        keys(key for key, count in counts.items() if count >= OFTEN),
    )


def postings(cases: Iterable[Keys]) -> Postings:
    """Return the postings of cases, which are numbered as they come."""
    groups = list(zip(*cases, strict=True)) or [()] * len(Keys._fields)
    all_, *marked = map(_postings_of, groups)
    return Postings(all_, tuple(marked))


def _postings_of(cases: Sequence[str]) -> dict[str, list[int]]:
    """Return the numbers of the cases that have a key, by key.

    :param cases: the keys of each.
    """
    result = defaultdict[str, list[int]](list)
    keys = "".join(cases)
    places = map(result.__getitem__, map(add, keys[::2], keys[1::2]))
    numbers = chain.from_iterable(map(repeat, count(), (len(case) // 2 for case in cases)))
    # Without a loop in Python (itertools recipes, "consume"): there are millions.
    deque(map(list.append, places, numbers), 0)
    return dict(result)


def letters_of(keys: Iterable[str]) -> str:
    """The characters that letters stand for: those most used as the second of a key."""
    uses = Counter("".join(keys)[1::2])
    by_use = sorted(uses, key=lambda char: (-uses[char], char))
    return "".join(by_use[: _THREE_BYTES - _FIRST_LETTER])


def pack_bins(
    results: Postings,
    cases: int,
    letters: str,
    *,
    size: int = BIN_BYTES,
    marked: int = MARKED,
) -> Bins:
    """Pack the postings of ``cases`` cases into bins of about ``size`` bytes.

    :param marked: marks are written of keys that so many cases have.
    """

    def merged(keys: Sequence[str]) -> str:
        return packed_of(joined(results, keys), cases, marked)[""]

    return bins_of(packed_of(results, cases, marked), letters, merged, size)


def joined(results: Postings, keys: Sequence[str]) -> Postings:
    """Return the postings of several keys as those of one, ``""``."""

    def union(posting: Mapping[str, list[int]]) -> dict[str, list[int]]:
        numbers = sorted({number for key in keys for number in posting.get(key, ())})
        return {"": numbers} if numbers else {}

    return Postings(union(results.cases), tuple(map(union, results.marked)))


def packed_of(results: Postings, cases: int, marked: int = MARKED) -> dict[str, str]:
    """Return the postings of each key as they are written.

    :param cases: how many there are.
    :param marked: see :func:`pack_bins`.
    """
    codes, packed = _codes(cases), dict[str, str]()
    for key, numbers in results.cases.items():
        # Most keys have one case.
        text = _coded(numbers, codes) if len(numbers) > 1 else codes[numbers[0] + 1]
        if len(numbers) >= marked:
            for sign, mark in zip(MARKS, results.marked, strict=True):
                if some := mark.get(key):
                    text += sign + _coded([bisect_left(numbers, item) for item in some], codes)
        packed[key] = text
    return packed


@lru_cache(1)
def _codes(count: int) -> list[str]:
    """Return the code of each distance between numbers; there is no distance of 0."""
    return ["", *map(code, range(count))]


def bins_of(
    packed: Mapping[str, str],
    letters: str,
    merged: Callable[[Sequence[str]], str],
    size: int = BIN_BYTES,
) -> Bins:
    """Put packed postings into bins of about ``size`` bytes.

    :param packed: by key.
    :param merged: packs several keys as one.
    """
    written = "".join(packed).translate(_written(letters))
    names = list(map(add, written[::2], written[1::2]))
    named = dict(zip(names, packed.values(), strict=True))
    if len(named) < len(names):
        # Text may itself use the private characters: what is then found too much
        # falls away when the text is verified, but nothing may be lost.
        keys_of_name: defaultdict[str, list[str]] = defaultdict(list)
        for key, name in zip(packed, names, strict=True):
            keys_of_name[name].append(key)
        several = {name: keys for name, keys in keys_of_name.items() if keys[1:]}
        named |= {name: merged(keys) for name, keys in several.items()}
    # Where none is beyond the basic plane, the order of code points is that of JavaScript.
    is_basic = max(written, default="") <= "\uffff"
    ordered = sorted(named) if is_basic else sorted(named, key=_utf16)
    first_keys, contents = list[str](), list[str]()
    for first_key, content in _cut(ordered, list(map(named.__getitem__, ordered)), size):
        first_keys.append(first_key)
        contents.append(content)
    return Bins(tuple(first_keys), tuple(contents))


def _cut(keys: Sequence[str], packed: Sequence[str], most: int) -> Iterator[tuple[str, str]]:
    """Yield the first key of each bin, and the bin.

    :param packed: what is written of each of the keys.
    """
    first_key, parts, size, group = "", list[str](), 0, ""
    firsts, seconds = ("".join(keys)[at::2] for at in (0, 1))
    entries = list(map(add, seconds, packed))
    for key, first, entry, length in zip(
        keys, firsts, entries, map(len, map(str.encode, entries)), strict=True
    ):
        if size >= most:
            yield first_key, "".join(parts)
            parts, size, group = [], 0, ""
        if not parts:
            first_key = key
        if first != group:
            group = first
            parts.append(" " + group)
            size += 1 + len(group.encode())
        parts.append(entry)
        size += length
    if parts:
        yield first_key, "".join(parts)


def _coded(numbers: Sequence[int], codes: Sequence[str]) -> str:
    return "".join(map(codes.__getitem__, map(sub, numbers, chain((-1,), numbers))))


def _written(letters: str) -> dict[int, str]:
    """Return what characters are written as in keys, where as others than themselves."""
    moved = {code: chr(_PRIVATE + code) for code in range(_THREE_BYTES)}
    return moved | {ord(char): chr(_FIRST_LETTER + at) for at, char in enumerate(letters)}


def _utf16(key: str) -> bytes:
    """The order in which JavaScript compares strings."""
    return key.encode("utf-16-be", "surrogatepass")
