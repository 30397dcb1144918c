"""The words that headings are made of (``data/themes.toml``), and a heading cut into them."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from casebook import resources
from casebook.ingest.headings.forms import COUNT, JOINED
from casebook.records import Theme
from casebook.text.simplified import to_simplified


@dataclass(frozen=True)
class Vocabulary:
    """The words of the grammar: whole headings, strong and weak nouns, and what stands around."""

    headings: dict[str, Theme]
    nouns: dict[str, Theme]
    weak: dict[str, Theme]
    last: dict[str, Theme]
    modifiers: frozenset[str]
    suffixes: frozenset[str]
    outlook: tuple[str, ...]

    @functools.cached_property
    def known(self) -> frozenset[str]:
        """Every word that a heading may be made of."""
        return frozenset((*self.nouns, *self.weak, *self.modifiers, *self.suffixes))

    @functools.cached_property
    def tails(self) -> frozenset[str]:
        """What may stand after a weak head: nouns, and words that change nothing."""
        return frozenset((*self.nouns, *self.weak, *self.suffixes))

    @functools.cached_property
    def heads(self) -> tuple[str, ...]:
        """The words that decide at the end of a heading."""
        return tuple(self.last)

    @functools.cached_property
    def longest(self) -> int:
        """Characters of the longest word."""
        return max(map(len, self.known))


@resources.cached
def vocabulary() -> Vocabulary:
    """Read the words of headings, the words of a knowledge base among them."""
    data = resources.toml("themes.toml")

    def words(key: str) -> dict[str, Theme]:
        return {
            to_simplified(word): Theme(name)
            for name, entry in data.items()
            if name not in Theme.NOT_THEMES
            for word in entry.get(key, ())
        }

    common = data["grammar"]
    return Vocabulary(
        words("headings"),
        words("nouns"),
        words("weak"),
        words("last"),
        frozenset((*common["modifiers"], *common["outlook"])),
        frozenset(common["suffixes"]),
        tuple(common["outlook"]),
    )


def words_of(text: str) -> tuple[str, ...] | None:
    """Cut a text into words of the grammar, the longest first; ``None`` where that fails.

    Joining words and counts (三项) are let through; a suffix only stands after a noun.
    """
    longest, known = vocabulary().longest, vocabulary().known
    if not text:
        return None
    dead: set[int] = set()
    """Places from which no way leads to the end."""

    def cut(at: int) -> tuple[str, ...] | None:
        if at == len(text):
            return ()
        if at in dead:
            return None
        for pattern in (JOINED, COUNT) if at else (COUNT,):
            passed = pattern.match(text, at)
            rest = cut(passed.end()) if passed and passed.end() < len(text) else None
            if rest is not None:
                return rest
        for size in range(min(longest, len(text) - at), 0, -1):
            word = text[at : at + size]
            if word in known:
                rest = cut(at + size)
                if rest is not None:
                    return (word, *rest)
        dead.add(at)
        return None

    return cut(0)
