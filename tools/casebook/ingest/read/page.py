"""What reading a saved page yields, before anything is judged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from casebook.ingest.headings.title import Choice
from casebook.ingest.read.normal import NEWLINE, Change, normalize
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
    authors: tuple[str, ...] = ()
    account: str = ""
    """The account of a platform that published the page; it goes before all else."""
    formal: bool = False
    """Whether day and publisher are known by the form of the document, and go before all else."""
    site: str = ""
    """The name of a paper or site that ends the ``<title>`` and stands in the page, too."""
    note: str = ""
    """What else identifies it: the number of an official document."""

    def filled_by(self, other: Facts) -> Facts:
        """Return these facts with what is missing taken from others."""
        missing = {
            name: getattr(other, name)
            for name in self.__dataclass_fields__
            if not getattr(self, name) and getattr(other, name)
        }
        return replace(self, **missing) if missing else self


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a saved page, what reading changed in them, and its facts.

    ``choice`` is how the title was chosen.  ``attached`` are the pictures that a web archive
    holds, by their addresses.
    """

    lines: tuple[Line, ...]
    repairs: tuple[Repair, ...] = ()
    facts: Facts = field(default_factory=Facts)
    markup: bool = False
    choice: Choice | None = None
    attached: Mapping[str, SavedPicture] = field(default_factory=dict)


STEP = "read"
CONTROL = "control character"
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Unicode categories Cc, Cs, Zl and Zp, which no record may hold."""


class CleanText(NamedTuple):
    """One line fit for a record, with what was taken out of it and what was changed in it.

    A page has thousands, so that it is of the kind that is made soonest.
    """

    text: str
    taken: str = ""
    changes: tuple[Change, ...] = ()


def clean_text(text: str) -> CleanText:
    """Make one line of text fit for a record, in the normal form.

    White space is folded to single spaces, and to none where a line of the source
    breaks between two Chinese characters; control characters and separators that
    are no white space are taken out.
    """
    if "\n" in text or "\r" in text:
        text = NEWLINE.sub("", text.strip())
    folded = " ".join(text.split())
    if folded.isascii() and folded.isprintable() and "&" not in folded:
        return CleanText(folded)
    folded, changes = normalize(folded)
    if changes:
        folded = " ".join(folded.split())
    if not _FORBIDDEN.search(folded):
        return CleanText(folded, "", changes)
    taken = "".join(_FORBIDDEN.findall(folded))
    return CleanText(" ".join(_FORBIDDEN.sub("", folded).split()), taken, changes)


def read_repairs(number: int, line: CleanText) -> tuple[Repair, ...]:
    """Record what reading changed in a line; control characters are named by code point."""
    made = tuple(Repair(number, before, after, STEP, why) for before, after, why in line.changes)
    if not line.taken:
        return made
    named = " ".join(f"U+{ord(char):04X}" for char in line.taken)
    return (*made, Repair(number, named, "", STEP, CONTROL))
