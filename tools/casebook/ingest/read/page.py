"""What reading a saved page yields, before anything is judged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from casebook.ingest.read.pictures import SavedPicture
from casebook.records import Line, Repair


@dataclass(frozen=True, slots=True)
class Facts:
    """What the markup of a page says of it outside its text; ``""`` where nothing."""

    title: str = ""
    url: str = ""
    published: str = ""
    publisher: str = ""
    saved: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a saved page, what reading changed in them, and its facts.

    ``attached`` are the pictures that a web archive holds, by their addresses.
    """

    lines: tuple[Line, ...]
    repairs: tuple[Repair, ...] = ()
    facts: Facts = field(default_factory=Facts)
    markup: bool = False
    attached: Mapping[str, SavedPicture] = field(default_factory=dict)


STEP = "read"
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Unicode categories Cc, Cs, Zl and Zp, which no record may hold."""


def clean_text(text: str) -> tuple[str, str]:
    """Make one line of text fit for a record.

    White space is folded to single spaces; control characters and separators
    that are no white space are taken out.

    :returns: the clean line, and the characters that were taken out.
    """
    folded = " ".join(text.split())
    if folded.isascii() and folded.isprintable():
        return folded, ""
    if not _FORBIDDEN.search(folded):
        return folded, ""
    taken = "".join(_FORBIDDEN.findall(folded))
    return " ".join(_FORBIDDEN.sub("", folded).split()), taken


def control_repair(number: int, taken: str) -> Repair:
    """Record that control characters were taken out of a line, named by code point."""
    named = " ".join(f"U+{ord(char):04X}" for char in taken)
    return Repair(number, named, "", STEP, "control character")
