"""Lines around a title that say who wrote and when: no headings, whatever they are set in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.ingest.facts.people import read_byline
from casebook.ingest.read.cover import LONG
from casebook.ingest.read.cover_labels import label_lines
from casebook.ingest.read.cover_names import is_body, is_day
from casebook.ingest.read.official_forms import is_person

_PARTS = re.compile(r"[（()）\s]+")


def no_headings(texts: Sequence[str], titles: Sequence[int]) -> set[int]:
    """Find the lines around a title that say who wrote and when, and labels above the text.

    Above it stands nothing but a body, as on a cover.

    :param texts: the lines of a document, ``""`` for what is passed over.
    :param titles: which of them are the title; without one, nothing is found.
    """
    if not titles:
        return set()
    found: set[int] = set()
    for at in range(max(titles) + 1, len(texts)):
        if texts[at] and not says_who(texts[at]):
            break
        found.add(at)
    found |= {at for at in range(min(titles)) if is_body(texts[at])}
    end = next((at for at, text in enumerate(texts) if len(text) > LONG), len(texts))
    return found | set(label_lines(texts[:end]))


def says_who(text: str) -> bool:
    """Whether a line is nothing but bodies, days and names, or names its reporters.

    :param text: of a line below a title: 清水县民政局（2022年9月）, 本报记者 周海.
    """
    parts = [part for part in _PARTS.split(text) if part]
    named = any(is_body(part) or is_day(part) for part in parts)
    if named and all(is_body(x) or is_day(x) or is_person(x) for x in parts):
        return True
    byline = read_byline(text)
    return byline is not None and byline.strong
