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
from casebook.text import engine
from casebook.text.editions import standard

RULE = "前後字"
"""The rule of a character whose neighbours decide."""

_SHAPES = {
    "_a": (0, 2),
    "a_": (-1, 1),
    "A_": (-1, 1),
    "a_b": (-1, 2),
    "_ab": (0, 3),
    "ab_": (-2, 1),
}
"""Which neighbours a context has, and where it begins and ends, counted from its character."""

_ENOUGH = "A_"
"""The shape whose one neighbour counts as two: 里 ends names (和平里), and what begins beside
them is open."""

_Contexts = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Sign:
    """What the neighbours of a character say.

    :param reading: the reading that all contexts there have.
    :param left: how many neighbours before it say so.
    :param right: how many after it.
    """

    reading: str
    left: int
    right: int

    @property
    def both(self) -> bool:
        """Whether neighbours on either side say so."""
        return bool(self.left and self.right)

    @property
    def strong(self) -> bool:
        """Whether more than one neighbour says so: 里办 may go on as 里办公处 or 里办起."""
        return self.left + self.right > 1


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
    reading, left, right = "", 0, 0
    for shape, (first, last) in _SHAPES.items():
        if place + first >= 0:
            says = _contexts()[shape].get(text[place + first : place + last])
            if says is not None:
                if reading and says != reading:
                    return None
                before = -first + (shape == _ENOUGH)
                reading, left, right = says, max(left, before), max(right, last - 1)
    return Sign(reading, left, right) if reading else None


@functools.cache
def _unusual() -> tuple[re.Pattern[str], tuple[tuple[int, int, frozenset[str]], ...]]:
    """Return a pattern of the characters that contexts give another reading than conversion does.

    The second value has those contexts, with where each begins and ends.
    """
    convert = engine.converter(standard(Script.HANT))
    listed = []
    characters = set()
    for shape, (first, last) in _SHAPES.items():
        known = _contexts()[shape]
        printed = convert("\n".join(known)).split("\n")
        chosen = {
            context
            for context, made in zip(known, printed, strict=True)
            if made[-first] != known[context] or shape == _ENOUGH
        }
        characters |= {context[-first] for context in chosen}
        listed.append((first, last, frozenset(chosen)))
    return re.compile(f"[{''.join(sorted(characters))}]"), tuple(listed)


def unusual(text: str) -> Iterator[tuple[int, str]]:
    """Yield where more than one neighbour is that of a reading that they alone would not have.

    :returns: places in order, each with that reading.
    """
    pattern, listed = _unusual()
    for match in pattern.finditer(text):
        place = match.start()
        for first, last, known in listed:
            if text[max(0, place + first) : place + last] in known:
                found = sign(text, place)
                if found is not None and found.strong:
                    yield place, found.reading
                break
