"""Lines above the first sentence that look like a masthead and tell how something goes.

Where a text is made of short lines, all of it stands above its first sentence.  The steps of a
procedure (受理→审核→发证) are no breadcrumb there, and its stages (第一阶段（2022-03-01）) no
days of publishing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.breadcrumb import has_arrow, read_breadcrumb, says_where
from casebook.ingest.facts.labels import count_labels
from casebook.ingest.facts.masthead import is_masthead_line, read_line
from casebook.ingest.headings.title import is_no_title
from casebook.records import Line, Role
from casebook.text.dates import find_day
from casebook.text.numbering import number_of

_OUTSIDE = {Role.OUTSIDE, Role.BESIDE_TITLE}
_WORDS = re.compile(r"[\u3400-\u9fff]{2}")
"""Words of a stage; labels in English in front of a day (Published:) are none."""


def crumbs_at(lines: Lines, places: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Read the lines that have the form of a breadcrumb, in the order of ``places``."""
    read = ((at, read_breadcrumb(lines[at].text)) for at in places)
    return {at: steps for at, steps in read if steps}


def led_by(
    lines: Lines, trails: dict[int, tuple[str, ...]], title: int, day: int
) -> dict[int, tuple[str, ...]]:
    """Keep the breadcrumbs; steps of a procedure and changes of a figure are of the text.

    :param trails: the lines that have the form of a breadcrumb.
    :param title: where the title stands; -1 where it is not known.
    :param day: the last line of the masthead that is known by what it says; -1 without one.
    """
    end = day - 1
    if trails and title < 0:
        # Above the first line that could be a title it stands as above one.
        free = (at for at, line in enumerate(lines) if not is_no_title(line.text))
        end = max(end, next(free, len(lines)))
    return {at: steps for at, steps in trails.items() if _is_crumb(lines[at], at, title, end)}


def _is_crumb(line: Line, at: int, title: int, end: int) -> bool:
    """Whether a second sign says that a line with steps is a breadcrumb: its words or place.

    :param end: the last line at which one without arrows may stand.
    """
    if says_where(line.text) or line.role in _OUTSIDE or at < title:
        return True
    return at <= end and not has_arrow(line.text)


def is_stage(lines: Lines, at: int) -> bool:
    """Whether a line with a day names a part: numbered, a heading, or one of several such."""
    text = lines[at].text
    if not _names_day(text):
        return False
    if number_of(text) is not None or lines[at].role is Role.HEADING:
        return True
    others = (x for x in lines if x.role not in _OUTSIDE and x.text != text)
    return _WORDS.search(text) is not None and any(_names_day(line.text) for line in others)


def _names_day(text: str) -> bool:
    """Whether a line is a few words and a day, which nothing says to be that of publishing."""
    if find_day(text) is None or count_labels(text) or not is_masthead_line(text):
        return False
    head, left = read_line(text)
    return bool(left) and not (head.publisher or head.authors or "T" in head.published)
