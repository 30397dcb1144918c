"""Captions that stand twice: once as the text of the picture, once below it."""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.clean.step import Lines, Outcome, without
from casebook.lexicon import any_of
from casebook.model import Line, Removal

NAME = "captions"
_FILE_NAME = re.compile(r"[\w.%@-]*\.(?:png|jpe?g|gif|webp|bmp)|[\x21-\x7e]+", re.IGNORECASE)
_MIN, _MAX = 12, 120
"""Length of a caption that is known by nothing but standing twice in a row."""
_LABEL = re.compile(r"[：:]|\d+\W?$")
_ENDS = re.compile(r"[。！？；：，、!?;:,]$")


def captions(lines: Lines) -> Outcome:
    """Give caption lines their role, and take the second copy of each out.

    Only captions are compared: exact repetition elsewhere in an article is
    often meant.
    """
    marked = tuple(
        replace(line, role="caption") if not line.role and is_caption(line.text) else line
        for line in lines
    )
    marked = _doubled_plain(marked)
    reasons: dict[int, str] = {}
    removals = tuple(
        Removal(line.number, line.text, NAME, "the name of a file, not a caption")
        for line in marked
        if _is_file_name(line)
    )
    marked = tuple(replace(line, text="") if _is_file_name(line) else line for line in marked)
    last: dict[str, int] = {}
    for at, line in enumerate(marked):
        if line.role in {"caption", "picture"} and line.text:
            before = last.get(line.text)
            if line.role == "caption" and before is not None and at - before <= 3:
                reasons[at] = "the caption stands here a second time"
            last[line.text] = at
    after = without(marked, reasons, NAME)
    return Outcome(after.lines, removals + after.removals)


def _is_file_name(line: Line) -> bool:
    return line.role == "picture" and bool(_FILE_NAME.fullmatch(line.text))


def _doubled_plain(lines: Lines) -> Lines:
    """Mark a line that stands twice in a row and ends in no stop: alt text and caption."""
    made = list(lines)
    for at in range(len(made) - 1):
        first, second = made[at], made[at + 1]
        if (
            not first.role
            and not second.role
            and first.text == second.text
            and _may_be_caption(first.text)
        ):
            made[at] = replace(first, role="caption")
            made[at + 1] = replace(second, role="caption")
    return tuple(made)


def _may_be_caption(text: str) -> bool:
    """Whether a line without a credit reads like a caption: a phrase, no label and no sentence."""
    return _MIN <= len(text) <= _MAX and not _ENDS.search(text) and not _LABEL.search(text)


def is_caption(text: str) -> bool:
    """Whether a line of plain text says of itself that it is a caption: it ends in a credit."""
    return len(text) <= 160 and bool(any_of("captions", "credits").search(text))
