"""What stands beside a character tells which of its readings is meant.

Yarowsky (1994) calls it a decision list: of the neighbours of each character those are kept that
nearly always stand beside one reading.  ``data/script/contexts.tsv`` has them, counted in public
text (docs/project/editions.md says in which).  A context is a sign, not a word: it decides only
where no word does, and speaks against a word only from both sides.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebook import resources
from casebook.records import Script
from casebook.text import dictionary

RULE = "前後字"
"""The rule of a character whose neighbours decide."""

_SHAPES = {"_a": (0, 2), "a_": (-1, 1), "a_b": (-1, 2), "_ab": (0, 3), "ab_": (-2, 1)}
"""Which neighbours a context has, and where it begins and ends, counted from its character."""

_Contexts = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Sign:
    """What the neighbours of a character say.

    :param reading: the reading that all contexts there have.
    :param both: whether neighbours on either side say so.
    """

    reading: str
    both: bool


@functools.cache
def _contexts() -> _Contexts:
    """Return for each shape the contexts with their reading; Simplified text has them so."""
    found: _Contexts = {shape: {} for shape in _SHAPES}
    for line in resources.text("script/contexts.tsv").splitlines():
        if line.startswith("#"):
            continue
        char, reading, shape, neighbours = line.split("\t")
        size = len(shape) - 1
        for at in range(0, len(neighbours), size):
            beside = iter(neighbours[at : at + size])
            context = "".join(char if part == "_" else next(beside) for part in shape)
            found[shape][context] = reading
    return found


def sign(text: str, place: int) -> Sign | None:
    """Return what the neighbours of a character of Simplified text say.

    :returns: ``None`` where no context is known, or two contradict each other.
    """
    reading, left, right = "", False, False
    for shape, (first, last) in _SHAPES.items():
        if place + first >= 0:
            says = _contexts()[shape].get(text[place + first : place + last])
            if says is not None:
                if reading and says != reading:
                    return None
                reading, left, right = says, left or first < 0, right or last > 1
    return Sign(reading, left and right) if reading else None


@functools.cache
def _unusual() -> tuple[re.Pattern[str], tuple[tuple[int, int, frozenset[str]], ...]]:
    """Return a pattern of the characters that contexts give another reading than the common one.

    The second value has those contexts, with where each begins and ends.
    """
    common = {char: may[0] for char, may in dictionary.readings(Script.HANT).items()}
    listed = []
    characters = set()
    for shape, (first, last) in _SHAPES.items():
        chosen = {
            context: context[-first]
            for context, reading in _contexts()[shape].items()
            if reading != common[context[-first]]
        }
        characters |= set(chosen.values())
        listed.append((first, last, frozenset(chosen)))
    return re.compile(f"[{''.join(sorted(characters))}]"), tuple(listed)


def unusual(text: str) -> Iterator[tuple[int, str]]:
    """Yield where Simplified text has neighbours of a reading that is not the common one.

    :returns: places in order, each with that reading.
    """
    pattern, listed = _unusual()
    for match in pattern.finditer(text):
        place = match.start()
        if any(
            text[max(0, place + first) : place + last] in known for first, last, known in listed
        ):
            found = sign(text, place)
            if found is not None:
                yield place, found.reading
