"""Where clauses and sentences begin and end in a folded text.

All functions look outward from one place over so many characters at most, so that their cost does
not grow with the paragraph, nor with a clause that never ends.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

_CLAUSE_END = re.compile(r"[，。；：！？;:!?\n（）()]|,(?!\d{3})")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_SENTENCE_MARKS = "。！？!?\n"
_LONGEST_CLAUSE = 400
_LONGEST_SENTENCE = 2000
"""Characters.  What lies farther off is of no figure."""


def clause_start(folded: str, at: int) -> int:
    """Return where the clause begins that ``at`` stands in."""
    floor = max(0, at - _LONGEST_CLAUSE)
    while at > floor and not _CLAUSE_END.match(folded, at - 1):
        at -= 1
    return at


def clause_around(folded: str, start: int, end: int) -> Span:
    """Return the span of the clause that ``start`` to ``end`` stand in."""
    ceiling = min(len(folded), end + _LONGEST_CLAUSE)
    right = _CLAUSE_END.search(folded, end, ceiling)
    return clause_start(folded, start), right.start() if right else ceiling


def sentence_start(folded: str, at: int, reach: int = _LONGEST_SENTENCE) -> int:
    """Return where the sentence begins that ``at`` stands in.

    :param reach: look back over so many characters at most.
    """
    floor = max(0, at - reach)
    result = max(folded.rfind(mark, floor, at) for mark in _SENTENCE_MARKS) + 1
    return max(result, floor)


def sentence_around(folded: str, at: int) -> Span:
    """Return the span of the sentence that ``at`` stands in, its mark included."""
    ceiling = min(len(folded), at + _LONGEST_SENTENCE)
    right = _SENTENCE_END.search(folded, at, ceiling)
    return sentence_start(folded, at), right.end() if right else ceiling


def same_sentence(folded: str, start: int, end: int) -> bool:
    """Whether no sentence ends between two places."""
    return not _SENTENCE_END.search(folded, start, end)


def ends_sentence(folded: str, at: int) -> bool:
    """Whether the character at a place ends a sentence."""
    return _SENTENCE_END.match(folded, at) is not None
