"""The cause of each line that leaves with the masthead or the line of editors.

Lines leave for what stands around them; the record says what is true of each by itself.
"""

from __future__ import annotations

import re

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.labels import is_button, is_labelled
from casebook.ingest.facts.line_kinds import is_for_visitors
from casebook.ingest.facts.masthead import Masthead

_AFFILIATION = re.compile(
    r"[（(]?(?:\d[.．]\s?|[①-⑳])?[\u3400-\u9fff].{2,120}?(?<!\d)\d{6}[）)]?[。;；]?|[（(](?:\d[.．]|[①-⑳])?[\u3400-\u9fff]{2,20}(?:大学|大學|学院|學院|研究院|研究所|党校|黨校)[^。]{0,60}"
)
"""The institution of a writer, with its postal code."""


def cause_of(lines: Lines, at: int, cause: Cause, said: Masthead) -> Cause:
    """Return the cause that is true of a line by itself.

    :param cause: that for which it leaves.
    :param said: what was read of it.
    """
    if cause not in {Cause.HEAD, Cause.FOOT}:
        return cause
    text = lines[at].text
    value = at > 0 and is_button(lines[at - 1].text) and not is_labelled(text)
    if is_for_visitors(text) or (value and said.is_empty):
        return Cause.CHROME
    if is_affiliation(text) and not is_labelled(text) and not said.published:
        return Cause.AFFILIATION
    others = said.published or said.publisher or said.authors or said.photographers
    if others:
        return Cause.HEAD
    return Cause.FOOT if said.editors else cause


def is_affiliation(text: str) -> bool:
    """Whether a line names the institution of a writer, with its place or postal code."""
    return _AFFILIATION.fullmatch(text) is not None and not re.search("。|://", text)
