"""What stands alone on a line of a cover: the name of a body, a day."""

from __future__ import annotations

import re

from casebook.ingest.lexicon import words
from casebook.text.dates import find_day

_WHOLE = 0.9
"""Share of a line that a day must fill to be all of it."""
_FILLED = re.compile(r"[_＿]+")
"""What a blank leaves beside what was filled in: 2018 年___10_月."""


def is_body(text: str) -> bool:
    """Whether a line is the name of a body and nothing else."""
    return bool(re.fullmatch(r"[\u3400-\u9fff（）()、]{4,30}", text)) and text.endswith(
        words("title", "bodies")
    )


def is_day(text: str) -> bool:
    """Whether a line is a day and little else."""
    text = unended(text)
    day = find_day(text, labelled=True)
    return bool(day and len(bare(text[day.start : day.end])) >= len(text) * _WHOLE)


def unended(text: str) -> str:
    """Return a line without what says that the document was made or printed there or then."""
    text = _FILLED.sub("", bare(text))
    end = next((x for x in words("title", "body_ends") if text.endswith(x)), "")
    return text.removesuffix(end)


def bare(text: str) -> str:
    """Return a text without its blanks."""
    return re.sub(r"\s", "", text)
