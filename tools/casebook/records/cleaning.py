"""The records of cleaning: lines of a page, and the ledger of what became of them."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field


class Role(enum.StrEnum):
    """What is known of a line from the markup, or was found out by a cleaning step."""

    TEXT = ""
    HEADING = "heading"
    ITEM = "item"
    BOLD = "bold"
    """A line that is bold throughout."""
    ROW = "row"
    PICTURE = "picture"
    CAPTION = "caption"
    TITLE = "title"
    KICKER = "kicker"
    SUBTITLE = "subtitle"
    LEAD = "lead"
    """A lead or an editor's note beside the title, apart from the text."""
    NUMBERED = "numbered"
    """A point of a list whose number the page counted."""
    TABLE_TITLE = "table title"
    HIDDEN = "hidden"
    """Never shown by a browser."""
    DELETED = "deleted"
    """Struck out on the page."""
    READING = "reading"
    """A reading above characters (ruby)."""
    OUTSIDE = "outside"
    """Beside the article."""
    BESIDE_TITLE = "beside the title"
    """Outside, but where a kicker or a subtitle stands: nothing else speaks for it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an input page after reading.

    ``number`` counts from 1 in the saved file (for HTML: in the text of the
    whole page).  ``role`` is what is known of it.
    ``depth`` is the level of a heading or of a point.  ``src`` is the address
    of a picture as the page gives it; ``cells`` are the cells of a table row,
    whose ``text`` is the cells joined by a space.  ``unexplained`` is a sentence outside the
    article that nothing on the page says to be of something else; a ``teaser`` is one of
    several that the link above each leads to something else.  ``apart`` is what belongs to
    the file and not to its text (properties, comments, heads and feet of the pages of a Word
    document): neither day nor source nor names are read from it.
    """

    number: int
    text: str
    role: Role = Role.TEXT
    depth: int = 0
    src: str = ""
    cells: tuple[str, ...] = ()
    unexplained: bool = False
    teaser: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Removal:
    """One line, or a span of one, that cleaning took out, and why."""

    line: int
    text: str
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One change inside a kept line: ``before`` became ``after``."""

    line: int
    before: str
    after: str
    step: str
    reason: str


class Loss(enum.StrEnum):
    """A way in which text of the article may have been lost."""

    SENTENCES = "sentences cut inside the text"
    THEME = "a heading of a theme was cut"
    WORDS = "cut inside the text by its words"
    LEAD_IN = "a line announces what does not follow"
    HIDDEN = "more is hidden than shown"
    PREFACE = "text before the first of several cases"
    HEADLINE = "a line beside the title was cut"
    NAMES = "a name behind a label was not read"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A line whose removal a person should look at, or (``LEAD_IN``) what follows it."""

    line: int
    text: str
    loss: Loss


@dataclass(frozen=True, slots=True)
class Ledger:
    """What cleaning did to one page: the other half of Conservation.

    ``alarms`` are the losses to be looked at; all of them are in ``removals``, too, but for
    lines that announce what does not follow.
    """

    removals: tuple[Removal, ...] = ()
    repairs: tuple[Repair, ...] = ()
    steps: tuple[str, ...] = field(default=())
    alarms: tuple[Alarm, ...] = ()
