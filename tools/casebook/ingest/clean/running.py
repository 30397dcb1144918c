"""Which lines of a page are running text, and where it begins and ends."""

from __future__ import annotations

import re

from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.lexicon import any_of
from casebook.records import Role

_SENTENCE = re.compile(r"[。！？]")
_MIN_SENTENCE = 20
PASSIVE = {
    *(Role.OUTSIDE, Role.BESIDE_TITLE, Role.HIDDEN, Role.DELETED),
    *(Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.LEAD, Role.ROW, Role.PICTURE),
}
"""Roles of lines that are no running text."""
_POINTS = re.compile(r"[▲△▼▽]")
"""A caption that points to its picture is no text, though it may be a sentence."""


def is_sentence(text: str) -> bool:
    """Whether a line is running text: it has a full stop and some length."""
    return len(text) >= _MIN_SENTENCE and bool(_SENTENCE.search(text))


def body_span(lines: Lines) -> tuple[int, int]:
    """First and last position of running text that belongs to the article."""
    prompt = any_of("chrome", "prompts")
    running = [
        at
        for at, line in enumerate(lines)
        if line.role not in PASSIVE
        and is_sentence(line.text)
        and not is_masthead_line(line.text)
        and not prompt.search(line.text[:80])
        and not _POINTS.match(line.text)
    ]
    if running:
        return running[0], running[-1]
    return len(lines), len(lines)
