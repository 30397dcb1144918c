"""Words of a folded text with their parts of speech (jieba's tags), and the word lists for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from casebook import resources
from casebook.knowledge.mask import HIDDEN
from casebook.knowledge.word_finder import WordFinder
from casebook.text import jieba
from casebook.text.fold import fold

_QUOTES = '“”「」‘’『』《》"'


class Token(NamedTuple):
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
def any_of(*names: str) -> frozenset[str]:
    """Return the words of several lists of ``data/measured.toml``, folded."""
    return frozenset().union(*map(words, names))


@resources.cached
def longest_first(name: str) -> tuple[str, ...]:
    """Return a list of ``data/measured.toml``, for ``startswith`` and ``endswith``."""
    return tuple(sorted(words(name), key=lambda word: (-len(word), word)))


@resources.cached
def _compounds() -> WordFinder:
    return WordFinder(words("compounds"))


def tokens(folded: str, start: int, end: int) -> list[Token]:
    """Tag a span; names of statistics (可支配收入) that the tagger would split stay whole."""
    result: list[Token] = []
    at = start
    for first, last in _compounds().find(folded[start:end]):
        result += _tagged(folded, at, start + first)
        result.append(Token(folded[start + first : start + last], "n", start + first))
        at = start + last
    result += _tagged(folded, at, end)
    return _compounded(result)


def words_around(folded: str, start: int, end: int, reach: int) -> Iterator[tuple[int, int]]:
    """Yield where each word of a span, and of the characters around it, begins and ends.

    :param reach: how many characters before and after the span are cut into words with it.
    """
    at = max(0, start - reach)
    for word in jieba.cut(folded[at : end + reach]):
        yield at, at + len(word)
        at += len(word)


_CUT_RATE = frozenset(("办率", "结率", "评率"))
_SUFFIXED = re.compile("([率量额值比数])([达为超占升降])")
_SUFFIXED_BY_VERB = re.compile("([率量额值数度])([一-鿿]{2})")
_CUT_HEADS = frozenset("率量额值比数度已将约")
"""What a word that is cut in two begins with."""


def _changed(word: str) -> re.Match[str] | None:
    """Cut a verb of more or less off the end of a measure: 植被盖|度提高."""
    match = _SUFFIXED_BY_VERB.fullmatch(word)
    return match if match and match[2] in words("change_verbs") else None


def _cut(token: Token, lists: _Joining) -> tuple[Token, ...]:
    """Cut a word that the tagger takes for one: 率达, 已高达."""
    word, _, start = token
    if (match := _SUFFIXED.fullmatch(word)) or (match := _changed(word)):
        return Token(match[1], "n", start), Token(match[2], "v", start + len(match[1]))
    if word[0] in "已将约" and word[1:] in lists.between:
        return Token(word[0], "d", start), Token(word[1:], "v", start + 1)
    return (token,)


def _compounded(results: list[Token]) -> list[Token]:
    """Put together what the tagger splits: 受理|率, and verbs that qualify a noun (发证面积)."""
    split: list[Token] = []
    lists = _joining()
    for token in results:
        if token.word[0] in _CUT_HEADS:
            split += _cut(token, lists)
        else:
            split.append(token)
    made: list[Token] = []
    before: Token | None = None
    for place, token in enumerate(split):
        if before and (
            (token.word in lists.endings and _is_ending(before, token, lists))
            or (len(before.word) == 1 and _is_rate(before, token))
        ):
            before = made[-1] = Token(before.word + token.word, "n", before.start)
            continue
        if token.tag == "v" and _has_head(token, split[place + 1 : place + 2], lists):
            token = Token(token.word, "vn", token.start)  # noqa: PLW2901
        made.append(token)
        before = token
    return made


class _Joining(NamedTuple):
    """Words that decide what is put together."""

    endings: frozenset[str]
    rate_endings: frozenset[str]
    thing_endings: frozenset[str]
    verbal_heads: frozenset[str]
    never_first: frozenset[str]
    governing: frozenset[str]
    between: frozenset[str]


@resources.cached
def _joining() -> _Joining:
    never_first = words("leading_verbs") | words("change_verbs") | words("between")
    rates, things = words("rate_endings"), words("thing_endings")
    return _Joining(
        *(rates | things | {_LAND}, rates, things, words("verbal_heads")),
        *(never_first, words("copulas") | words("governing_verbs"), words("between")),
    )


_LAND = "地"


def _is_ending(before: Token, token: Token, lists: _Joining) -> bool:
    """Whether one character ends the name that the word before it begins: 受理|率, 调解|室."""
    word = token.word
    if word in lists.rate_endings and before.tag in ("v", "vn", "n"):
        return True
    if word == _LAND and before.tag == "n" and len(before.word) == 1:
        return True  # 荒山岗|地
    if word not in lists.thing_endings or len(before.word) != _PAIR:
        return False
    return before.word not in lists.never_first and before.tag in ("v", "vn", "a")


_PAIR = 2


def _is_rate(before: Token, token: Token) -> bool:
    """Whether the tagger has cut the first character of a rate off: 即|办率, 好|评率, 漏|损率.

    :param before: a word of one character.

    What is left is no word of the dictionary: 升|税率 stays.
    """
    if before.end != token.start:
        return False
    if token.word in _CUT_RATE:
        return before.tag in ("v", "a", "d")
    short = len(token.word) == _PAIR and token.word[1] == "率" and before.tag == "v"
    return short and not jieba.has_word(token.word) and before.word not in _joining().never_first


def _has_head(verb: Token, after: list[Token], lists: _Joining) -> bool:
    """Whether a verb qualifies the noun after it (种植面积, 回收利用率), and governs no object."""
    if not after or len(verb.word) != _PAIR:
        return False
    if verb.word in lists.never_first or verb.word in lists.governing:
        return False
    noun = after[0].word
    return noun in lists.verbal_heads or (len(noun) > 1 and noun.endswith("率"))


def _tagged(folded: str, start: int, end: int) -> list[Token]:
    result: list[Token] = []
    if start >= end:
        return result
    known = words("nouns")
    for word, tag in jieba.tag(folded[start:end]):
        if word in known:
            tag = "n"  # noqa: PLW2901
        elif word in _QUOTES:
            tag = "quote"  # noqa: PLW2901
        elif HIDDEN in word:
            tag = "x"  # noqa: PLW2901
        elif tag == "f" and len(word) > 1 and word[:-1] in known:  # 村中
            tag = "n"  # noqa: PLW2901
        result.append(Token(word, tag, start))
        start += len(word)
    return result


def is_name(folded: str, start: int, end: int) -> bool:
    """Whether a span is nouns all through, as a name is."""
    return all(token.tag in words("inside_tags") for token in tokens(folded, start, end))


@resources.recalled
def nouns(folded: str) -> tuple[Token, ...]:
    """Return the words of a text that name things, of two characters at least."""
    tags, none = words("word_tags"), _no_things()
    return tuple(
        token
        for token in tokens(folded, 0, len(folded))
        if token.tag in tags and len(token.word) > 1 and token.word not in none
    )


@resources.cached
def _no_things() -> frozenset[str]:
    return frozenset(words("not_thing") | words("common"))
