"""Whether a page was cut off while it was saved: its markup has no end, and its text has none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.records import Line, Role

WHOLE = re.compile(r"(?:[。！？!?；;：:）)】」』”\"》\]〕’']|[a-zA-Z\d])\s*$")
"""What a paragraph ends with that is whole; a list may end with a number or an address."""
_BEGUN = re.compile(r"<body\b", re.IGNORECASE)
_ENDED = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_WITHIN = re.compile(r"<[a-z][^<>]*\s[^<>]*\Z", re.IGNORECASE)
_TAIL = 2_000
"""Characters at the end of a page in which it is closed; programs write some behind."""


def is_cut(markup: str, lines: Sequence[Line]) -> bool:
    """Whether a page breaks off: within a tag, or within a sentence and without its end.

    Either alone of the last two says nothing: some programs leave out the end of a page.

    :param lines: what was read of it; its last one is of the article and ends within a sentence.
    """
    if _WITHIN.search(markup, max(0, markup.rfind("<"))):
        return True
    if not _BEGUN.search(markup) or _ENDED.search(markup[-_TAIL:]):
        return False
    last = next((line for line in reversed(lines) if line.text), None)
    return last is not None and last.role is Role.TEXT and not WHOLE.search(last.text)
