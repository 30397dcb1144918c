"""Find many words in a text: leftmost, longest, without overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_NOTHING = re.compile(r"(?!)")


class WordFinder:
    """A set of words to find; both the words and the text are to be folded alike."""

    def __init__(self, words: Iterable[str], base: WordFinder | None = None) -> None:
        """Take up words.

        :param base: what else is found; it is shared, so that many finders with a few words
            of their own take no memory for the rest.
        """
        by_head: dict[str, set[str]] = defaultdict(set)
        for word in words:
            if word:
                by_head[word[0]].add(word)
        self.entries: _Entries = _Entries(base.entries if base else {})
        for head, result in by_head.items():
            whole = result | self.entries[head].words if head in self.entries else result
            # By length, so that a set of many words with one head is not slower.
            lengths = sorted({len(word) for word in whole}, reverse=True)
            self.entries.own[head] = _Entry(lengths, whole, {word[:2] for word in whole})
        self.heads: re.Pattern[str]
        if base and all(head in base.entries for head in by_head):
            self.heads = base.heads
        else:
            heads = "".join(re.escape(head) for head in sorted(self.entries))
            # A character class lets the search skip what no word begins with.
            self.heads = re.compile(f"[{heads}]") if heads else _NOTHING

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the span of each word that stands in ``text``, in order."""
        at, search = 0, self.heads.search
        own, base = self.entries.own, self.entries.base
        while match := search(text, at):
            at = match.start()
            head = match[0]
            lengths, words, pairs = own.get(head) or base[head]
            # Of most characters that words begin with none begins here.
            if text[at : at + 2] not in pairs and head not in words:
                at += 1
                continue
            for length in lengths:
                # At the end of a text a slice may be shorter than asked for.
                word = text[at : at + length]
                if word in words and len(word) == length:
                    yield at, at + length
                    at += length
                    break
            else:
                at += 1


class _Entry(NamedTuple):
    """The words with one head, how long they are, from the longest, and what they begin with."""

    lengths: list[int]
    words: set[str]
    pairs: set[str]


class _Entries(Mapping[str, _Entry]):
    """Entries by head: a few of its own over those of another finder."""

    def __init__(self, base: Mapping[str, _Entry]) -> None:
        self.own: dict[str, _Entry] = {}
        self.base = base

    def __getitem__(self, head: str) -> _Entry:
        return self.own.get(head) or self.base[head]

    def __iter__(self) -> Iterator[str]:
        return iter(self.own.keys() | self.base.keys())

    def __len__(self) -> int:
        return len(self.own.keys() | self.base.keys())
