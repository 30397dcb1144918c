"""Lines of many links that are text all the same: sentences, points, what is attached."""

from __future__ import annotations

import re

from casebook.ingest.read.dom import DomLine
from casebook.records import Role

_LEAD_IN = 5
"""Characters of a line with a colon that announces a list of links."""
_FREE = 6
"""Characters outside links from which a line with a full stop is a sentence."""
_ATTACHED = re.compile(r"附件|[一二三四五六七八九十]、|\d{1,2}[.．、]")
_ATTACHMENTS = re.compile(r"附件\s*[:：]?\s*(?:1\s*[.．、:：]|一、)")
"""How the list of what is attached to an official text begins, whatever its links are called."""
_NUMBERED = re.compile(r"附件\s*[:：]?(?:\s*\d{1,2}\s*[.．、:：]?)?|\d{1,2}\s*[.．、]")
"""A line that announces what is attached, or the number of it, and nothing else."""
_DOCUMENT = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|ofd|zip|rar)[)）]?$", re.IGNORECASE)
"""A numbered link to a document is one of those that an official text lists at its end."""
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
"""The day of an official text, on a line of its own below it."""


def linked_sentences(lines: list[DomLine]) -> frozenset[int]:
    """Find lines of many links that are text: sentences, and points below a lead-in.

    A sentence has a stop and words between its links; a list of links is text where a
    line of the text announces it (出台的制度有：).
    """
    result: set[int] = set()
    announced = attached = False
    for at, line in enumerate(lines):
        attached = bool(
            line.linked and (_ATTACHMENTS if not attached else _ATTACHED).match(line.text)
        )
        if not line.linked:
            plain = line.role in {Role.TEXT, Role.ITEM} and line.text.endswith(("：", ":"))
            announced = plain and len(line.text) >= _LEAD_IN
            continue
        free = len(line.text) - line.linked
        if (
            (line.text.rstrip("”」）)").endswith("。") and free >= _FREE)
            or (announced and line.role in {Role.ITEM, Role.NUMBERED})
            or (_DOCUMENT.search(line.text) and _lists_documents(lines, at, result))
            or attached
        ):
            result.add(at)
    return frozenset(result)


def _lists_documents(lines: list[DomLine], at: int, known: set[int]) -> bool:
    """Whether a link to a document is one of those that a text lists at its end.

    It bears a number, or stands below the day of the text, a number, or another one that does.
    """
    above = next((x for x in range(at - 1, -1, -1) if lines[x].role is not Role.PICTURE), -1)
    text = lines[above].text if above >= 0 else ""
    led = above in known or _DAY.fullmatch(text) or _NUMBERED.fullmatch(text)
    return bool(led or _ATTACHED.match(lines[at].text))
