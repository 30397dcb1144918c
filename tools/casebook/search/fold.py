"""Fold text so that what a reader takes for the same is the same.

Characters fall into classes, and folding puts the first of its class in place
of every character, one for one, so that an offset into the folded text is an
offset (in code points) into the text as it stands.  Classes come from

- Unicode: NFKC and lower case, where they give one character for one;
- OpenCC: what ``t2s``, ``tw2s``, ``hk2s`` and ``s2t`` make of each single CJK
  character.  ``s2t`` adds the few pairs of which only that direction knows
  (餘 and 馀), so that a query typed in either script always folds alike;
- ``data/search/fold.tsv``: quotation marks, dashes and the like.

Classes are closed: whoever shares a member is one class (乾, 幹 and 干).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

import opencc

from casebook import resources

#: Beyond the last CJK extension nothing folds: what follows are tags and private use.
_END = 0x33480
_CONFIGS = ("t2s", "tw2s", "hk2s", "s2t")
_CJK = ("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH", "CJK RADICAL", "KANGXI RADICAL")


@cache
def fold_classes() -> tuple[str, ...]:
    """Every class of two or more characters, each with its representative first.

    The representative is the smallest character of the class that nothing
    folds further (a lower-case letter, a Simplified character), from the basic
    plane where there is one.
    """
    parent: dict[str, str] = {}
    folded_away: set[str] = set()

    def root(char: str) -> str:
        while (above := parent.get(char, char)) != char:
            char = above
        return char

    for char, other in _pairs():
        folded_away.add(char)
        ours, theirs = root(char), root(other)
        parent[max(ours, theirs)] = parent[min(ours, theirs)] = min(ours, theirs)
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for char in sorted(parent.keys() | folded_away):
        classes[root(char)].append(char)

    def led(members: list[str]) -> str:
        first = min(members, key=lambda char: (char > "\uffff", char in folded_away, char))
        return first + "".join(char for char in members if char != first)

    return tuple(led(members) for members in sorted(classes.values()))


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield pairs of characters that fold alike: the second is the folded one."""
    chars = [
        char
        for char in map(chr, range(0x20, _END))
        if unicodedata.category(char) not in {"Cc", "Cn", "Co", "Cs"}
    ]
    for char in chars:
        for other in (unicodedata.normalize("NFKC", char), char.lower()):
            if len(other) == 1 and other != char:
                yield char, other
    cjk = [char for char in chars if unicodedata.name(char, "").startswith(_CJK)]
    lines = "\n".join(cjk)
    for config in _CONFIGS:
        converted = opencc.OpenCC(config).convert(lines).split("\n")
        for char, other in zip(cjk, converted, strict=True):
            if len(other) == 1 and other != char:
                # Simplified represents a class, whichever way the pair was found.
                yield (other, char) if config == "s2t" else (char, other)
    table = resources.text("search/fold.tsv")
    for line in table.splitlines():
        if not line.startswith("# "):
            for char in line[1:]:
                yield char, line[0]


@cache
def _folding() -> dict[int, str]:
    return {ord(char): members[0] for members in fold_classes() for char in members[1:]}


def fold(text: str) -> str:
    """Fold every character of ``text`` to the representative of its class.

    :returns: a text of as many code points.
    """
    return text.translate(_folding())


def classes_of(folded: Iterable[str]) -> tuple[str, ...]:
    """The classes that folded text touches: all that folding a query for it needs."""
    touched = set[str]().union(*folded)
    return tuple(members for members in fold_classes() if members[0] in touched)
