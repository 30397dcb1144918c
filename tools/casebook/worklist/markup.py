"""Marks of other text formats that stand in an article and print as themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

# Each with what to type instead; nothing where the mark is only to be taken out.
_MARKS = (
    (re.compile(r"\*\*(?=\S)(.+?)\*\*"), r"\1"),
    (re.compile(r"__(?=\S)([^_]+?)__"), r"\1"),
    (re.compile(r"(?<!!)\[([^\]\[]+)\]\((?:https?:|/|\.|#|\w+\.)[^)]*\)"), r"\1"),
    (re.compile(r"^[*+] (?=\S)(.*)"), r"- \1"),
    (re.compile(r"^(?:[#＃]{2,6}|[＃])[ 　]*(?=[^\s#＃])(.*)"), None),
    (re.compile(r"^# (?=\S)(.*)"), r"## \1"),
    (re.compile(r"^> (?=\S)(.*)"), r"\1"),
    (re.compile(r"^(?:```|~~~).*$"), ""),
    (
        re.compile(r"</?(?:p|br|b|i|strong|em|span|div|font|img|a|table|tr|td|ul|li|h\d)\b[^>]*>"),
        "",
    ),
    (re.compile(r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|hellip|middot|#\d+);"), ""),
)
_LONG = 80
"""Characters of a line up to which the whole line can be shown to be typed."""
_HASHES = re.compile(r"^([#＃]+)[ 　]*(.*)")
_THEME = re.compile(r"^(.*?)[ 　]*\{([^{}\s]+)\}$")


def literal_mark(text: str) -> tuple[str, str] | None:
    """Return the first mark of a line of running text, and what to type.

    That is the whole line; of a long one it is what stands in the place of the mark alone,
    ``""`` where nothing does.
    """
    for mark, instead in _MARKS:
        match = mark.search(text)
        if not match:
            continue
        if instead is None:
            hashes = _HASHES.match(text)
            assert hashes
            level = max(2, len(hashes[1]))
            return match[0], f"{'#' * level} {hashes[2]}"
        if len(text) > _LONG:
            return match[0], match.expand(instead)
        return match[0], mark.sub(instead, text)
    return None


def unknown_theme(heading: str, themes: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
    """Return the braces after a heading that name no theme, and the marks that may be meant.

    That is the mark with the most similar name, or all marks where no name is similar.
    """
    match = _THEME.match(heading)
    if not match:
        return None
    near = get_close_matches(match[2].lower(), themes, 1) or themes
    return f"{{{match[2]}}}", tuple(f"{{{theme}}}" for theme in near)
