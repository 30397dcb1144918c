"""Texts written in units: what is used most takes one byte or two instead of three or six.

A *unit* is a character, or two that often stand side by side (改革).  The most used units are
written as one character of printable ASCII, the next as one from U+00A1 to U+07FF, which takes
two bytes of UTF-8; all else stands for itself, but what lies below U+0800 and has no unit moves
to the private use area.  :data:`ESCAPE` goes before a character that is itself of that area.

A text is stored once for all editions.  Read with the units of another edition it becomes what
conversion makes of it character by character; where that is not the edition's text, the pack
says what stands there instead (:mod:`casebook.search.packs`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import add

#: What units of one byte are written as: printable ASCII without the space, ``"`` and ``\``.
ONE = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
#: What those of two bytes are written as.
TWO = "".join(map(chr, range(0xA1, 0x800)))
ESCAPE = "\ue800"
#: So many pairs of characters are units, at most.
_PAIRS = 600
#: Parts the units where they are listed, so it is none.
PARTER = "|"
_PRIVATE = 0xE000
_THREE_BYTES = 0x800
_HAN = "\u2e80"


@dataclass(frozen=True)
class Units:
    """The units of the first edition, from the most used, and what they are in every other.

    :param converted: of each edition what a character of the first mostly is there, where that
        is another one.
    """

    units: tuple[str, ...]
    converted: Mapping[str, Mapping[str, str]]

    @cached_property
    def _codes(self) -> dict[str, str]:
        return dict(zip(self.units, ONE + TWO, strict=False))

    @cached_property
    def _tables(self) -> Mapping[str, Mapping[int, str]]:
        return {edition: str.maketrans(dict(table)) for edition, table in self.converted.items()}

    def written(self, text: str) -> str:
        """Return a text of the first edition as it is stored."""
        codes, at, end = self._codes, 0, len(text)
        parts = list[str]()
        while at < end:
            if code := codes.get(text[at : at + 2]):
                at += min(2, end - at)
            else:
                code = codes.get(text[at]) or _moved(text[at])
                at += 1
            parts.append(code)
        return "".join(parts)

    def in_edition(self, text: str, edition: str) -> str:
        """Return what a text of the first edition becomes, read with the units of another."""
        return text.translate(self._tables[edition])

    def of(self, edition: str) -> Units:
        """Return the units in which an edition writes texts of its own.

        One that nothing was learnt of has those of the first.
        """
        table = self._tables.get(edition, {})
        return Units(tuple(unit.translate(table) for unit in self.units), {})

    def listed(self, edition: str) -> dict[str, str]:
        """Return what a page reads the texts of an edition with.

        These are the units, in pairs what is no unit and changes there, and how all is written.
        """
        others = (pair for pair in self.converted[edition].items() if pair[0] not in self._codes)
        units = PARTER.join(self.in_edition(unit, edition) for unit in self.units)
        changed = "".join(map("".join, sorted(others)))
        written = {"one": ONE, "escape": ESCAPE, "parter": PARTER}
        return {"units": units, "changed": changed, **written}


def learnt(texts: Iterable[Mapping[str, str]], editions: Sequence[str]) -> Units:
    """Learn from the texts of a casebook what is used most, and how editions differ.

    :param texts: each text in every edition; the units are those of the first.
    """
    chars, pairs = Counter[str](), Counter[str]()
    counterparts = {edition: Counter[tuple[str, str]]() for edition in editions}
    bases = list[str]()
    for text in texts:
        base = text[editions[0]] if editions else ""
        bases.append(base)
        for edition in editions[1:]:
            if len(text[edition]) == len(base):
                counterparts[edition].update(zip(base, text[edition], strict=True))
    # A line feed parts the texts, and is in no unit.
    whole = "\n".join(bases)
    chars.update(whole)
    pairs.update(map(add, whole, whole[1:]))
    words = [pair for pair in pairs if min(pair) >= _HAN and pairs[pair] > 1]
    words = sorted(words, key=lambda pair: (-pairs[pair], pair))[:_PAIRS]
    uses = Counter({word: pairs[word] for word in words})
    for word in words:
        for char in word:
            chars[char] -= pairs[word]
    uses.update({char: count for char, count in chars.items() if char not in {"\n", PARTER}})
    by_use = sorted(uses, key=lambda unit: (-uses[unit], unit))
    units = tuple(by_use[: len(ONE) + len(TWO)])
    return Units(units, {edition: _mostly(counted) for edition, counted in counterparts.items()})


def _mostly(counted: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Return of each character what it mostly is in an edition, where that is another one."""
    result: dict[str, str] = {}
    for (char, other), _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        result.setdefault(char, other)
    return {char: other for char, other in result.items() if other not in {char, PARTER}}


def _moved(char: str) -> str:
    code = ord(char)
    if code < _THREE_BYTES:
        return chr(_PRIVATE + code)
    return ESCAPE + char if _PRIVATE <= code <= ord(ESCAPE) else char
