"""Citations as people print them.

GB/T 7714—2015 (numeric system, electronic resources, §8.5 and annex A.8), and the
form that Chinese journals use for APA: the same order in Chinese punctuation.
"""

from __future__ import annotations

import msgspec

from casebook.exports.citations.reference import Reference
from casebook.text import labels

DAY = "\ufdd0"
ADDRESS = "\ufdd1"
"""Stand for the day and the address of reading in what a page completes; no text has them."""

_NAMED = 3
"""GB/T 7714 §8.1.2: up to three names are printed, then 等."""


def gbt(reference: Reference) -> str:
    """Return a citation after GB/T 7714."""
    authors = ", ".join(reference.authors[:_NAMED])
    if len(reference.authors) > _NAMED:
        authors += ", 等"
    who = authors or (reference.publisher if reference.title else "")
    parts = [f"{who}. " if who else "", _title(reference), "[EB/OL]"]
    imprint = ""
    if authors and reference.title and reference.publisher:
        imprint = reference.publisher
        if reference.date:
            imprint += f", {reference.date[:4]}"
    if len(reference.date) > len("2024") or not imprint:
        imprint += f"({reference.date})" if reference.date else ""
    if reference.accessed:
        imprint += f"[{reference.accessed}]"
    parts += [f". {part}" for part in (imprint, reference.url) if part]
    return "".join((*parts, "."))


def apa(reference: Reference) -> str:
    """Return a citation in the order of APA, in Chinese punctuation."""
    date = labels.date(reference.date) or reference.words.undated
    title = _title(reference)
    who = "、".join(reference.authors) or (reference.publisher if reference.title else "")
    first, second = (who, title) if who else (title, "")
    publisher = reference.publisher if reference.authors and reference.title else ""
    rest = [part for part in (second, publisher) if part]
    body = "".join(
        part if part.endswith(("。", "？", "！", "?", "!")) else f"{part}。" for part in rest
    )
    return f"{first}（{date}）。{body}{_retrieved(reference)}{reference.url}"


def _retrieved(reference: Reference) -> str:
    """Return on which day a page that may change was read, before its address."""
    if not reference.digest or not reference.accessed or not reference.url:
        return ""
    day = reference.accessed
    return f"{day if day == DAY else labels.date(day)}{reference.words.retrieved} "


def to_fill(reference: Reference) -> Reference:
    """Return what is cited with :data:`DAY` and :data:`ADDRESS` for what only a reader knows."""
    return msgspec.structs.replace(
        reference, accessed=reference.accessed or DAY, url=reference.url or ADDRESS
    )


def _title(reference: Reference) -> str:
    return reference.title or reference.publisher
