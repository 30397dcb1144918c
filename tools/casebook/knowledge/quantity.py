"""A number with its unit, and the word lists that say what is one (``data/quantities.toml``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from casebook import resources
from casebook.records import Approximation
from casebook.text.fold import fold


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at a span of a folded text.

    ``start`` and ``end`` span the approximators too; ``number_start`` is where
    the first digit stands.  ``unit`` is folded, ``unit_span`` where it stands
    (empty for bare numbers).
    """

    start: int
    end: int
    number_start: int
    value: Decimal
    unit: str
    unit_span: tuple[int, int]
    approx: Approximation = Approximation.EXACT
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of ``data/quantities.toml``, folded.

    :param units: by their first character, the longest first.
    :param before: words before a number, by their last character, the longest first.
    :param after: words after one, by their first.
    """

    units: Mapping[str, tuple[str, ...]]
    times: frozenset[str]
    money: frozenset[str]
    counters: frozenset[str]
    digits_only: frozenset[str]
    word_heads: frozenset[str]
    shares: frozenset[str]
    before: Mapping[str, tuple[tuple[str, Approximation], ...]]
    after: Mapping[str, tuple[tuple[str, Approximation], ...]]
    joiners: tuple[str, ...]
    lists: dict[str, tuple[str, ...]]


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({fold(word) for word in words}, key=lambda word: (-len(word), word)))


def _by_head(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    heads: dict[str, list[str]] = defaultdict(list)
    for word in words:
        heads[word[0]].append(word)
    return {head: tuple(those) for head, those in heads.items()}


def _by_character(
    pairs: Iterable[tuple[str, Approximation]], place: int
) -> Mapping[str, tuple[tuple[str, Approximation], ...]]:
    groups: dict[str, list[tuple[str, Approximation]]] = defaultdict(list)
    for pair in pairs:
        groups[pair[0][place]].append(pair)
    return {character: tuple(group) for character, group in groups.items()}


@resources.cached
def lists() -> Words:
    """Return the word lists of the data file."""
    data = resources.toml("quantities.toml")
    units = data["units"]
    sides = {}
    for side in ("before", "after"):
        pairs = [
            (word, approx)
            for approx in (Approximation.OVER, Approximation.UNDER, Approximation.ABOUT)
            for word in _folded(data["approximate"][f"{approx.value}_{side}"])
        ]
        pairs.sort(key=lambda pair: (-len(pair[0]), pair))
        sides[side] = _by_character(pairs, -1 if side == "before" else 0)
    lists = {name: _folded(words) for name, words in data["not_figure"].items()}
    return Words(
        units=_by_head(
            _folded([*(unit for kind in units.values() for unit in kind), *data["counters"]["all"]])
        ),
        times=frozenset(_folded(units["time"])),
        money=frozenset(_folded(units["money"])),
        counters=frozenset(_folded(data["counters"]["all"])),
        digits_only=frozenset(_folded(data["counters"]["digits_only"])),
        word_heads=frozenset(_folded(data["counters"]["word_heads"])),
        shares=frozenset(_folded(units["share"])),
        before=sides["before"],
        after=sides["after"],
        joiners=_folded(data["change"]["joiners"]),
        lists=lists
        | {
            "bare": _folded(data["bare"]["before"]),
            "from": _folded(data["change"]["from"]),
            "to": _folded(data["change"]["to"]),
        },
    )
