"""Marks of other text formats that stand in an article and print as themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_HASHES = re.compile(r"^([#＃]+)[ 　]*(.*)")
_THEME = re.compile(r"^(.*?)[ 　]*\{([^{}\s]+)\}$")


def literal_mark(text: str) -> tuple[str, str] | None:
    """Return the mark that a line of running text has, and the line to type instead."""
    for mark, instead in _MARKS:
        match = mark.search(text)
        if not match:
            continue
        if instead is None:
            hashes = _HASHES.match(text)
            assert hashes
            level = max(2, len(hashes[1]))
            return match[0], f"{'#' * level} {hashes[2]}"
        typed = mark.sub(instead, text)
        return match[0], typed if typed != text else ""
    return None


def unknown_theme(heading: str, themes: Iterator[str] | tuple[str, ...]) -> tuple[str, str] | None:
    """Return the braces after a heading that name no theme, and those that there are."""
    match = _THEME.match(heading)
    if not match:
        return None
    return f"{{{match[2]}}}", " ".join(f"{{{theme}}}" for theme in themes)
