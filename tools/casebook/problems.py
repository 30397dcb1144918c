"""Every problem that Casebook can report, in one enumeration.

A code is permanent: it is never reused and never changes its meaning.  The
page ``docs/project/problems.md`` is generated from this module.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Severity(enum.StrEnum):
    """How bad a problem is.  Only an error keeps an article out of the build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(enum.Enum):
    """A kind of problem: permanent code, severity, meaning and remedy."""

    FILE_MISSING = ("R001", Severity.ERROR, "The file does not exist.", "Check the path.")
    FILE_IS_FOLDER = (
        "R002",
        Severity.ERROR,
        "The path is a folder, not a file.",
        "Name the files in it.",
    )
    FILE_EMPTY = ("R003", Severity.ERROR, "The file is empty.", "Save the page again.")
    FILE_BINARY = (
        "R004",
        Severity.ERROR,
        "The file is not text: it holds binary data.",
        "Save the page as HTML or as text.",
    )
    FILE_TOO_LARGE = (
        "R005",
        Severity.ERROR,
        "The file is larger than the configured limit.",
        "Save the article alone, or raise max_page_bytes in casebook.toml.",
    )
    UNDECODABLE = (
        "R006",
        Severity.ERROR,
        "The bytes are in no encoding that Casebook knows.",
        "Save the page again as UTF-8.",
    )
    FILE_UNREADABLE = (
        "R007",
        Severity.ERROR,
        "The system did not let Casebook read the file.",
        "Check its permissions.",
    )
    BROKEN_BYTES = (
        "R008",
        Severity.WARNING,
        "A few bytes of the file could not be read and stand as U+FFFD.",
        "Compare the paragraph with the page and correct the article.",
    )
    MOJIBAKE = (
        "R009",
        Severity.WARNING,
        "Text was decoded wrongly before it was saved, and cannot be restored.",
        "Save the page again from its source.",
    )
    SPUN_TEXT = (
        "C001",
        Severity.ERROR,
        "The text was rewritten by a machine; the page is refused, not cleaned.",
        "Save the original publication instead.",
    )
    OVERRULE_UNUSED = (
        "C002",
        Severity.WARNING,
        "A line of the overrules file matches no line of the page.",
        "Correct the line or take it out.",
    )
    OVERRULES_UNREADABLE = (
        "C003",
        Severity.ERROR,
        "The overrules file is not valid.",
        "Every line is '+' or '-', a space, and the text of a line of the page.",
    )
    LOST_CHARACTERS = (
        "C004",
        Severity.WARNING,
        "The page had lost characters; □ stands for each of them.",
        "Write the characters into the article file from another copy of the text.",
    )
    NO_BODY = (
        "P001",
        Severity.ERROR,
        "No article text was found on the page.",
        "Save the page again with its text, or force lines in by the overrules file.",
    )
    NO_TITLE = (
        "P002",
        Severity.WARNING,
        "No title was found; the first words of the text stand for it.",
        "Write the title into the article file.",
    )
    NO_DATE = (
        "P003",
        Severity.WARNING,
        "The page does not say when it was published.",
        "Write 'published' into the article file.",
    )
    NO_PUBLISHER = (
        "P004",
        Severity.WARNING,
        "The page does not say who published it.",
        "Write 'publisher' into the article file.",
    )
    NO_THEME = (
        "P005",
        Severity.WARNING,
        "No heading of the article names a theme; its text is kept whole as body.",
        "Add headings or write {theme} behind those that stand in the article file.",
    )
    TEXT_BEFORE_THEME = (
        "P006",
        Severity.NOTE,
        "Text stands before the first heading that names a theme; it is kept as body.",
        "Move it under a theme in the article file, or leave it.",
    )
    EXCEPTION_MALFORMED = (
        "E001",
        Severity.ERROR,
        "A line of the exceptions file does not have its four columns.",
        "Give language tag, slug or *, the words as they stand, and what to print, with tabs.",
    )
    EXCEPTION_LENGTH = (
        "E002",
        Severity.ERROR,
        "An exception replaces words by words of another length.",
        "Give as many characters as stand in the article: an exception changes characters only.",
    )
    EXCEPTION_TWICE = (
        "E003",
        Severity.ERROR,
        "The exceptions file decides the same words twice.",
        "Keep the line that is right.",
    )
    LEFT_SIMPLIFIED = (
        "E004",
        Severity.WARNING,
        "Characters of the article are in the form of the other script.",
        "Run `casebook proofread`, then accept the repair or add the word to `keep`.",
    )
    UNDECIDED = (
        "E005",
        Severity.NOTE,
        "A character could be read in more than one way and no word decides.",
        "Run `casebook proofread` and accept or reject what it chose.",
    )

    def __init__(self, code: str, severity: Severity, meaning: str, remedy: str) -> None:
        self.code = code
        self.severity = severity
        self.meaning = meaning
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at one place.

    ``file`` is a path as the user gave it; ``line`` counts from 1, 0 where the
    problem is about the file as a whole.
    """

    code: Code
    file: str
    line: int = 0
    detail: str = ""

    def __str__(self) -> str:
        """``file:line: CODE message``, the form of every report."""
        message = self.code.meaning if not self.detail else f"{self.code.meaning} {self.detail}"
        return f"{self.file}:{self.line}: {self.code.code} {message}"
