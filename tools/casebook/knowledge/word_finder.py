"""Find many words in a text: leftmost, longest, without overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_NOTHING = re.compile(r"(?!)")


class WordFinder:
    """A set of words to find; both the words and the text are to be folded alike.

    :param base: a finder without a base, whose words are found as well: many sets that differ
        in few words share the others.
    """

    def __init__(self, words: Iterable[str], base: WordFinder | None = None) -> None:
        self._base = base
        by_head: dict[str, set[str]] = defaultdict(set)
        for word in words:
            if word:
                by_head[word[0]].add(word)
        self._by_head = dict(by_head)
        # By length, so that a set of many words with one head is not slower.
        self._lengths = {
            head: sorted({len(word) for word in result}, reverse=True)
            for head, result in by_head.items()
        }
        heads = "".join(re.escape(head) for head in sorted(by_head))
        # A character class lets the search skip what no word begins with.
        self._head = re.compile(f"[{heads}]") if heads else _NOTHING

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the span of each word that stands in ``text``, in order."""
        span = self.first(text, 0)
        if self._base is None:
            while span:
                yield span
                span = self.first(text, span[1])
            return
        other = self._base.first(text, 0)
        while span or other:
            best = min((one for one in (span, other) if one), key=lambda one: (one[0], -one[1]))
            yield best
            if span and span[0] < best[1]:
                span = self.first(text, best[1])
            if other and other[0] < best[1]:
                other = self._base.first(text, best[1])

    def first(self, text: str, at: int) -> tuple[int, int] | None:
        """Return the span of the first word from a place on, the longest of those that begin there.

        The words of the base are not among them.
        """
        while match := self._head.search(text, at):
            at = match.start()
            for length in self._lengths[match[0]]:
                # At the end of a text a slice may be shorter than asked for.
                word = text[at : at + length]
                if len(word) == length and word in self._by_head[match[0]]:
                    return at, at + length
            at += 1
        return None
