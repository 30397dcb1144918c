"""Generated articles that weigh on an index as real ones do.

Words are those of pypinyin's phrase list, drawn by Zipf's law; each word has
its favourite followers, and each article its favourite words, so that pairs of
characters repeat within an article and across articles about as often as in
running text (``python bench/search.py corpus`` prints the figures).
"""

from __future__ import annotations

import random
from bisect import bisect
from itertools import accumulate

import opencc
from pypinyin.phrases_dict import phrases_dict

from casebook.search import EntryKind, SearchCase, SearchEntry, SearchTheme, Texts

HANT, HANS = "zh-Hant-TW", "zh-Hans-CN"
THEMES = (
    SearchTheme("background", {HANT: "改革背景", HANS: "改革背景"}),
    SearchTheme("measures", {HANT: "創新舉措", HANS: "创新举措"}),
    SearchTheme("results", {HANT: "實踐成效", HANS: "实践成效"}),
)
_WORDS = 10_000
_FOLLOWERS = 8
_OWN = 30
_SINGLES = "的和在了是与为对等以不有到从中上下内把将被由及其各全新大多更也就都已"


class Writer:
    """Writes articles; the same seed gives the same articles."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        words = sorted(word for word in phrases_dict if 2 <= len(word) <= 4)
        self.random.shuffle(words)
        # Two-character words are by far the most frequent in running text.
        words.sort(key=lambda word: len(word) + 1.6 * self.random.random())
        self.words = [*_SINGLES, *words[:_WORDS]]
        self.cumulative = list(accumulate(1 / (rank + 12) for rank in range(len(self.words))))
        self.followers: dict[str, list[str]] = {}
        self.to_traditional = opencc.OpenCC("s2tw").convert

    def word(self) -> str:
        """A word, drawn by Zipf's law."""
        return self.words[bisect(self.cumulative, self.random.random() * self.cumulative[-1])]

    def _next(self, word: str, own: list[str]) -> str:
        chance = self.random.random()
        if chance < 0.45:
            followers = self.followers.get(word)
            if followers is None:
                followers = self.followers[word] = [self.word() for _ in range(_FOLLOWERS)]
            return followers[int(_FOLLOWERS * self.random.random() ** 2)]
        return own[int(_OWN * self.random.random() ** 2)] if chance < 0.96 else self.word()

    def paragraph(self, length: int, own: list[str]) -> str:
        """Sentences of about ``length`` characters in all."""
        parts, size, word = [], 0, self.word()
        while size < length:
            parts.append(word)
            size += len(word)
            chance = self.random.random()
            if chance < 0.08:
                parts.append("，")
            elif chance < 0.11:
                parts.append("。")
            elif chance < 0.12:
                parts.append(f"{self.random.randrange(2000, 2026)}年")
            elif chance < 0.13:
                parts.append(f"{self.random.randrange(1000) / 10}%")
            word = self._next(word, own)
        return "".join([*parts, "。"])

    def _texts(self, simplified: str) -> Texts:
        return {HANT: self.to_traditional(simplified), HANS: simplified}

    def article(self, number: int, length: int) -> SearchCase:
        """One article of about ``length`` characters."""
        own = [self.word() for _ in range(_OWN)]
        entries = []
        each = length // len(THEMES)
        for theme in THEMES:
            heading = self._texts(self.paragraph(12, own)[:-1])
            entries.append(SearchEntry(theme.key, EntryKind.HEADING, heading, theme.key))
            size = 0
            while size < each:
                text = self.paragraph(min(self.random.randrange(60, 320), each - size), own)
                size += len(text)
                address = f"{theme.key}-p{len(entries)}"
                entries.append(
                    SearchEntry(address, EntryKind.PARAGRAPH, self._texts(text), theme.key)
                )
        for kind, count in ((EntryKind.TERM, 3), (EntryKind.POLICY, 2)):
            for _ in range(count):
                name = self._texts(self.paragraph(6, own)[:-1])
                entries.append(SearchEntry(entries[0].id, kind, name, "background"))
        first = self.random.randrange(1998, 2020)
        month, day = self.random.randrange(1, 13), self.random.randrange(1, 29)
        return SearchCase(
            slug=f"case-{number:05}",
            path=f"cases/case-{number:05}.html",
            title=self._texts(self.paragraph(16, own)[:-1]),
            entries=tuple(entries),
            field=self._texts(f"领域{self.random.randrange(16)}"),
            regions=(
                self._texts(f"第{number % 31}省"),
                self._texts(f"第{number % 31}省第{number % 900}县"),
            ),
            years=(first, first + self.random.randrange(6)),
            sources=(self._texts(f"第{number % 120}日报"),),
            published=f"{first + 6}-{month:02}-{day:02}",
        )

    def articles(self, count: int, length: int) -> list[SearchCase]:
        """``count`` articles of about ``length`` characters each."""
        return [self.article(number, length) for number in range(count)]
