"""On which line of its file each part of an article stands."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.library.body import body_lines
from casebook.library.front_matter import front_matter_lines
from casebook.records import Article, walk

FIRST_LINE = 1
"""Where what is missing would stand: the front matter begins there."""


def places(text: str, article: Article) -> Mapping[str, int]:
    """Return the lines of an article file, from 1.

    :param text: the file that ``article`` was read from.
    :returns: the line of every key of the front matter (``field``, ``sources.0.url``,
        ``suggested.region``), and of every section and block by its address
        (:func:`casebook.records.walk`).
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    marks = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    begin, end = marks[:2]
    keys = front_matter_lines("\n".join(lines[begin + 1 : end]), begin + 2)
    blocks = body_lines("\n".join(lines[end + 1 :]), end + 2)
    return keys | {placed.id: line for placed, line in zip(walk(article), blocks, strict=True)}
