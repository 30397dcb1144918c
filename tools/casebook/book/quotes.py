"""The words of an article that a figure stands in, as short as they can be understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

LONG = 60
"""Characters of a sentence that is quoted whole, about three lines of a column of the book."""
LONGEST = 72
"""Characters of clauses that are quoted together; of more, only that with the figure."""
_SENTENCE_ENDS = "。！？；\n"
_PAIRS = (("「", "」"), ("『", "』"), ("《", "》"), ("（", "）"), ("“", "”"))
CUT = "……"
"""Stands where words of the sentence are left out."""


def quoted_span(text: str, start: int, end: int, measured: str) -> tuple[int, int]:
    """Return the span of the words to quote for a figure.

    A sentence is quoted whole where it is short; of a longer one the clauses from that which
    names what is measured to that of the figure.  A quotation mark or bracket never stands
    without its partner: the whole sentence is quoted then.

    :param text: of the paragraph.
    :param start: of the figure, in code points.
    :param end: of the figure.
    :param measured: the words that name what is measured, ``""`` for none.
    """
    first, last = _around(text, start, end, _SENTENCE_ENDS)
    while last > end and text[last - 1].isspace():
        last -= 1
    if last - first <= LONG:
        return first, last
    at = text.rfind(measured, first, start) if measured else -1
    begins = [at, start] if at >= 0 else [start]
    for begin in begins:
        span = _around(text, begin, end, _SENTENCE_ENDS + "，")
        if span[1] - span[0] <= LONGEST and _is_closed(text[slice(*span)]):
            return span
    return first, last


def joined(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans to quote, those of one sentence together where they are not too long.

    :param spans: in the order of the text.
    """
    last: tuple[int, int] | None = None
    for span in spans:
        if last is None:
            last = span
            continue
        both = min(last[0], span[0]), max(last[1], span[1])
        inside = text[slice(*both)]
        if both[1] - both[0] <= LONGEST and not re.search(f"[{_SENTENCE_ENDS}]", inside):
            last = both
        else:
            yield last
            last = span
    if last is not None:
        yield last


def quoted(text: str, span: tuple[int, int]) -> str:
    """Return the words of a span, with marks where the sentence goes on."""
    start, end = span
    words = text[start:end].strip()
    before = CUT if start and text[start - 1] not in _SENTENCE_ENDS else ""
    after = CUT if end < len(text) and text[end] not in _SENTENCE_ENDS else ""
    return before + words + after


def _around(text: str, start: int, end: int, marks: str) -> tuple[int, int]:
    """Return the span between the marks before ``start`` and after ``end``, without them."""
    any_mark = f"[{re.escape(marks)}]"
    before = [match.end() for match in re.finditer(any_mark, text[:start])]
    after = re.search(any_mark, text[end:])
    return (before[-1] if before else 0), (end + after.start() if after else len(text))


def _is_closed(words: str) -> bool:
    many = Counter(words)
    return all(many[left] == many[right] for left, right in _PAIRS)
