"""Which lines of an HTML page are the article."""

from __future__ import annotations

import trafilatura

from casebook.read.dom import DomLine


def choose(lines: list[DomLine], markup: str, title: str) -> frozenset[int]:
    """Choose the lines of the article, as positions in ``lines``."""
    del title
    text = trafilatura.extract(
        markup, favor_precision=True, include_tables=True, include_comments=False
    )
    kept = "".join((text or "").split())
    inside: set[int] = set()
    at = 0
    for position, line in enumerate(lines):
        bare = line.text.replace(" ", "")
        if not bare or line.role == "hidden":
            continue
        found = kept.find(bare, at)
        if found >= 0:
            inside.add(position)
            at = found + len(bare)
    return frozenset(inside)
