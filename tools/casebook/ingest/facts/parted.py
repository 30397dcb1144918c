"""A title that has its masthead on the same line."""

from __future__ import annotations

import re

from casebook.ingest.facts.labels import is_labelled, labels_in
from casebook.ingest.facts.masthead import BRACKETS, is_masthead_line, read_line
from casebook.ingest.facts.names import is_office
from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.lexicon import words

_LEAST_TITLE = 6
"""Characters of a title before a masthead on the same line."""
_WORDS = re.compile(r"[\u3400-\u9fff]{4}")
_DIGITS = re.compile(r"\d\d")
_DAY_GLUED = re.compile(
    r"(?P<title>(?=.*[”」』）！？])[^，。：:.\s]{6,40}(?<![\d至到自])"
    r"|[^，。：:.\s]{4,60}(?:通知|公告|通[报報]|意[见見]|方案|[办辦]法|[报報]告|[纪紀][实實要])"
    r"|[^。：:.]{10,80}(?<![\d至到自])[\s　])"
    r"(?P<day>(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|-\d\d-\d\d)(?:\s\d{1,2}:\d\d(?::\d\d)?)?)"
)
"""A title with its day glued to it, or behind a space: 街坊守望“一碗汤”2021年4月3日."""
_DAY_ENDS = re.compile(r"\d日?$")
_DAY_LAST = re.compile(
    r"[\s　(（\[]+(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
    r"(?:\s*\d{1,2}:\d\d(?::\d\d)?)?[)）\]\s　]*$"
)
"""A day between a title and the first label of the masthead on its line."""


def part_from_masthead(text: str) -> tuple[str, str] | None:
    """Part a title from a masthead on its line (某镇推行街长制时间：2024-05-06 来源：…).

    The day may stand before the first label: 某镇推行街长制 2024-05-06 来源：….

    Two signs are asked for: a label, and a whole masthead with a day after the title.

    :returns: both parts; ``None`` where a line is not made so.
    """
    if len(text) < 2 * _LEAST_TITLE or "。" in text or not _DIGITS.search(text):
        return None
    label = next(labels_in(text, _LEAST_TITLE), None)
    if not label:
        return None
    day = _DAY_LAST.search(text, _LEAST_TITLE, label.start())
    begins = day.start() if day else label.start()
    title, rest = text[:begins].rstrip(BRACKETS), text[begins:].lstrip(BRACKETS)
    if not (is_masthead_line(rest) and read_line(rest)[0].published):
        return None
    named = is_publisher(title) or is_office(title) or read_byline(title) is not None
    named = named or is_labelled(title)
    if named or len(title) < _LEAST_TITLE or not _WORDS.search(title):
        return None
    return title, rest


def part_from_day(text: str) -> tuple[str, str] | None:
    """Part a title from the day glued to its end; ``None`` where a line is not made so."""
    text = text.strip()
    found = _DAY_GLUED.fullmatch(text) if _DAY_ENDS.search(text[-3:]) else None
    title = found["title"].strip() if found else ""
    if not found or is_publisher(title) or is_office(title) or read_byline(title) is not None:
        return None
    named = is_masthead_line(title) or title.endswith(words("masthead", "site_names"))
    return None if named or not _WORDS.search(title) else (title, found["day"])
