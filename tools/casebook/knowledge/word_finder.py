"""Find many words in a text: leftmost, longest, without overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_NOTHING = re.compile(r"(?!)")


class WordFinder:
    """A set of words to find; both the words and the text are to be folded alike."""

    def __init__(self, words: Iterable[str]) -> None:
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
        at = 0
        while match := self._head.search(text, at):
            at = match.start()
            for length in self._lengths[match[0]]:
                # At the end of a text a slice may be shorter than asked for.
                word = text[at : at + length]
                if len(word) == length and word in self._by_head[match[0]]:
                    yield at, at + length
                    at += length
                    break
            else:
                at += 1
