"""Wrong characters after a journey to Simplified and back, for the project and for plain OpenCC."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Confusions = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Score:
    """How a conversion did on some lines.

    :param characters: how many characters the lines have.
    :param confusions: how often a character came back as another one.
    """

    characters: int
    confusions: Confusions

    @property
    def wrong(self) -> int:
        """How many characters came back wrong."""
        return self.confusions.total()

    @property
    def per_10000(self) -> float:
        """Wrong characters in 10,000."""
        return self.wrong * 10_000 / self.characters if self.characters else 0.0


def halves(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """Split lines by a hash of their text into a half to tune on and a half to report."""
    tuned: list[str] = []
    held: list[str] = []
    for line in lines:
        odd = hashlib.sha256(line.encode()).digest()[0] % 2
        (held if odd else tuned).append(line)
    return tuned, held


def score(lines: Iterable[str], there: Callable[[str], str], back: Callable[[str], str]) -> Score:
    """Send lines to Simplified with ``there`` and home with ``back``, and count what changed."""
    confusions: Confusions = Counter()
    characters = 0
    for line in lines:
        home = back(there(line))
        characters += len(line)
        confusions.update(pair for pair in zip(line, home, strict=True) if pair[0] != pair[1])
    return Score(characters, confusions)


def side_by_side(ours: Score, plain: Score, rows: int) -> list[str]:
    """Return the most frequent confusions of two scores as lines of one table."""
    left = [_confusion(*item) for item in ours.confusions.most_common(rows)]
    right = [_confusion(*entry) for entry in plain.confusions.most_common(rows)]
    pairs = itertools.zip_longest(left, right, fillvalue="")
    return [f"{element:<12} | {other}".rstrip() for element, other in pairs]


def _confusion(pair: tuple[str, str], times: int) -> str:
    return f"{pair[0]} {pair[1]} {times}"
