"""Lines that are cut short: teasers, and the end of a page that breaks off within its text."""

from __future__ import annotations

import re
from collections.abc import Collection

from casebook.ingest.clean.step import Lines
from casebook.ingest.headings.title import bigrams
from casebook.records import Role

CUT_SHORT = re.compile(r"[^.]\.\.\.(?:\s{0,2}[\u3400-\u9fff\[\]]{1,6})?$")
"""How a teaser ends that is cut short: … 一個家庭有3名成員罹患... 詳情."""
_STOP = re.compile("[。！？；]")
_SHORT, _SHARED = 22, 3
"""Characters of a title at most, and pairs of characters that the end of a text shares with it."""


def ends_cut_short(lines: Lines, last: int, known: Collection[int], pairs: frozenset[str]) -> bool:
    """Whether a page ends with the beginning of a paragraph of its text.

    It has clauses and words of the text, and no line below the last sentence is of the site.
    """
    text = lines[-1].text
    if lines[-1].role is not Role.TEXT or len(text) <= _SHORT or text[-1] in "。！？；…”」":
        return False
    tail = range(last + 1, len(lines))
    framed = any(at in known or CUT_SHORT.search(lines[at].text) for at in tail)
    clauses = re.split("[，,]", _STOP.split(text)[-1])
    return len(clauses) > 1 and not framed and len(bigrams(text) & pairs) >= _SHARED
