"""Find many words in a text: leftmost, longest, without overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator


class Lexicon:
    """A set of words to find; both the words and the text are to be folded alike."""

    def __init__(self, words: Iterable[str]) -> None:
        by_head: dict[str, set[str]] = defaultdict(set)
        for word in words:
            if word:
                by_head[word[:2]].add(word)
        self._by_head = {
            head: tuple(sorted(found, key=lambda word: (-len(word), word)))
            for head, found in by_head.items()
        }

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the span of each word that stands in ``text``, in order."""
        at = 0
        while at < len(text):
            word = self._longest(text, at)
            if word:
                yield at, at + len(word)
            at += len(word) or 1

    def _longest(self, text: str, at: int) -> str:
        candidates = self._by_head.get(text[at : at + 2], ())
        single = self._by_head.get(text[at], ())
        return next((word for word in (*candidates, *single) if text.startswith(word, at)), "")
