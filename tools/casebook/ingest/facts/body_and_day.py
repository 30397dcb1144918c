"""A body and the day, or only the month, on a line of their own: 青河县民政局　2023年12月."""

from __future__ import annotations

import re

from casebook.ingest.facts.dates import day_alone, month_alone
from casebook.ingest.facts.masthead import EMPTY, Masthead
from casebook.ingest.lexicon import words

_TWO = re.compile(
    r"((?![全各本我该該])[\u3400-\u9fff]{4,30})(?:\s+(?=[\d二民中])|\s*(?=[（(]))(\S.{3,30})"
)
_BRACKETS = "（()）"


def body_and_day(text: str) -> Masthead:
    """Read a month alone, or a body with nothing behind it but a day or month.

    :returns: nothing where the line holds anything else.
    """
    if month := month_alone(text):
        return Masthead(month)
    both = _TWO.fullmatch(text.strip())
    if not both:
        return EMPTY
    body, said = (_unended(text) for text in both.groups())
    if not body.endswith(words("title", "bodies") + words("people", "offices")):
        return EMPTY
    day = day_alone(said) or month_alone(said.strip(_BRACKETS))
    return Masthead(day, body) if day else EMPTY


def _unended(text: str) -> str:
    """Return a text without what says that it was made or printed there or then: 编, 编印."""
    end = next((x for x in words("title", "body_ends") if text.endswith(x)), "")
    return text.removesuffix(end)
