"""Words of OpenCC that go across words of Traditional text on its way to Simplified.

OpenCC takes the longest word from left to right, and of some characters only rare words have
another reading than the common one: 對於|單一 holds the name 於單, 配合|著 holds 合著.
So a reading that a word gives is held against the words of the text, cut with it and with the
common reading: it gives way where the text then has fewer words, and where neither cut has a word
for it and the word that asks for it begins or ends within another.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import accumulate

from casebook.records import Edition
from casebook.text import engine, jieba

_CLAUSE = re.compile("[\u3400-\u9fff]+")


def ill_fitting(text: str, converted: str, edition: Edition) -> dict[int, str]:
    """Return where a word goes across words of the text, and the common reading that fits there.

    :param converted: the text as OpenCC and the project's words give it, as long as the text.
    :param edition: an edition in Simplified script.
    """
    common = engine.common(edition)(text)
    if common == converted:
        return {}
    return {
        match.start() + place: reading
        for match in _CLAUSE.finditer(text)
        if converted[slice(*match.span())] != common[slice(*match.span())]
        for place, reading in _in_clause(match[0], converted[slice(*match.span())], edition)
    }


@functools.lru_cache(maxsize=1 << 12)
def _in_clause(clause: str, converted: str, edition: Edition) -> tuple[tuple[int, str], ...]:
    common = engine.common(edition)(clause)
    return tuple(
        (place, usual)
        for place, (made, usual) in enumerate(zip(converted, common, strict=True))
        if made != usual and not _fits(clause, converted, place, usual, edition)
    )


def _fits(clause: str, converted: str, place: int, usual: str, edition: Edition) -> bool:
    """Whether the reading that a word gives fits the words of the text better than the usual."""
    words = jieba.cut(converted)
    otherwise = jieba.cut(converted[:place] + usual + converted[place + 1 :])
    if len(words) < len(otherwise):
        return True
    asking = list(_asking(clause, converted[place], place, edition))
    left, right = _around(words, place)
    first, last = _around(otherwise, place)
    held = any(left <= start and end <= right for start, end in asking)
    if held and len(words) == len(otherwise) and last - first <= right - left:
        return True
    ends = {0, *accumulate(map(len, otherwise))}
    return not asking or any(
        first <= start <= end <= last or (start in ends and end in ends) for start, end in asking
    )


def _around(words: list[str], place: int) -> tuple[int, int]:
    """Return the start and end of the word that covers a place."""
    ends = accumulate(map(len, words))
    return next(
        (end - len(word), end) for word, end in zip(words, ends, strict=True) if place < end
    )


def _asking(clause: str, made: str, place: int, edition: Edition) -> Iterator[tuple[int, int]]:
    """Yield the word of the project's that covers a place.

    Else the shortest spans that by themselves give the reading that a word gives; none, where
    the word has a mark (其著《).
    """
    for start, end, _ in engine.own_words(engine.probe(edition)(clause), edition):
        if start <= place < end:
            yield start, end
            return
    convert = engine.converter(edition)
    for length in range(2, len(clause) + 1):
        spans = [
            (start, start + length)
            for start in range(max(0, place - length + 1), place + 1)
            if start + length <= len(clause)
        ]
        found = [span for span in spans if convert(clause[slice(*span)])[place - span[0]] == made]
        if found:
            yield from found
            return
