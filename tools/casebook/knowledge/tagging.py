"""Words of a folded text with their parts of speech (jieba's tags), and the word lists for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from casebook import resources
from casebook.knowledge.lexicon import Lexicon
from casebook.knowledge.mask import HIDDEN
from casebook.text.fold import fold

_QUOTES = '“”「」‘’『』《》"'


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its tag (``quote`` for a quotation mark, ``x`` for what is hidden)."""

    word: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.word)


@resources.cached
def words(name: str) -> frozenset[str]:
    """Return a list of ``data/measured.toml``, folded."""
    return frozenset(fold(word) for word in resources.toml("measured.toml")[name])


@resources.cached
def longest_first(name: str) -> tuple[str, ...]:
    """Return a list of ``data/measured.toml``, for ``startswith`` and ``endswith``."""
    return tuple(sorted(words(name), key=lambda word: (-len(word), word)))


@resources.cached
def _compounds() -> Lexicon:
    return Lexicon(words("compounds"))


def tokens(folded: str, start: int, end: int) -> list[Token]:
    """Tag a span; names of statistics (可支配收入) that the tagger would split stay whole."""
    found: list[Token] = []
    at = start
    for first, last in _compounds().find(folded[start:end]):
        found += _tagged(folded, at, start + first)
        found.append(Token(folded[start + first : start + last], "n", start + first))
        at = start + last
    found += _tagged(folded, at, end)
    return found


def _tagged(folded: str, start: int, end: int) -> Iterator[Token]:
    if start >= end:
        return
    for word, tag in rjieba.tag(folded[start:end]):
        yield Token(word, _tag(word, tag), start)
        start += len(word)


def _tag(word: str, tag: str) -> str:
    if word in _QUOTES:
        return "quote"
    if HIDDEN in word:
        return "x"
    if tag == "f" and len(word) > 1 and word[:-1] in words("nouns"):
        return "n"  # 村中
    return "n" if word in words("nouns") else tag


def is_name(folded: str, start: int, end: int) -> bool:
    """Whether a span is nouns all through, as a name is."""
    return all(token.tag in words("inside_tags") for token in tokens(folded, start, end))


def nouns(folded: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the words of a text that name things, of two characters at least."""
    return tuple(
        (token.start, token.end)
        for token in tokens(folded, 0, len(folded))
        if token.tag in words("word_tags")
        and len(token.word) > 1
        and token.word not in words("not_thing") | words("common")
    )
