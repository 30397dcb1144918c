"""Where clauses and sentences begin and end in a folded text.

All functions look outward from one place, so their cost does not grow with the paragraph.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

_CLAUSE_END = re.compile(r"[，。；：！？;:!?\n（）()]|,(?!\d{3})")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_SENTENCE_MARKS = "。！？!?\n"


def clause_start(folded: str, at: int) -> int:
    """Return where the clause begins that ``at`` stands in."""
    while at > 0 and not _CLAUSE_END.match(folded, at - 1):
        at -= 1
    return at


def clause_around(folded: str, start: int, end: int) -> Span:
    """Return the span of the clause that ``start`` to ``end`` stand in."""
    right = _CLAUSE_END.search(folded, end)
    return clause_start(folded, start), right.start() if right else len(folded)


def sentence_start(folded: str, at: int, reach: int | None = None) -> int:
    """Return where the sentence begins that ``at`` stands in.

    :param reach: look back over so many characters at most.
    """
    floor = max(0, at - reach) if reach else 0
    result = max(folded.rfind(mark, floor, at) for mark in _SENTENCE_MARKS) + 1
    return max(result, floor)


def sentence_around(folded: str, at: int) -> Span:
    """Return the span of the sentence that ``at`` stands in, its mark included."""
    right = _SENTENCE_END.search(folded, at)
    return sentence_start(folded, at), right.end() if right else len(folded)


def same_sentence(folded: str, start: int, end: int) -> bool:
    """Whether no sentence ends between two places."""
    return not _SENTENCE_END.search(folded, start, end)


def ends_sentence(folded: str, at: int) -> bool:
    """Whether the character at a place ends a sentence."""
    return _SENTENCE_END.match(folded, at) is not None
