"""Which pages of a folder people wrote, and which the program generated.

A generated page says so itself: its front matter begins with a key ``casebook_…``.
"""

from __future__ import annotations

from pathlib import Path

from casebook.library.plain_text import read_text_file
from casebook.problems import Code, Problem

MARK = b"---\ncasebook_"
"""What a page that the program wrote begins with."""


def has_mark(path: Path) -> bool:
    """Whether a page says that the program wrote it.

    :raises OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK


def handwritten(folder: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the names of the pages at the top of a folder that people wrote, sorted."""
    result: list[str] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.md")):
        if path.name == "README.md" or path.name.startswith("."):
            continue
        try:
            if path.is_file() and not has_mark(path):
                result.append(path.stem)
                problems += read_text_file(path)[1]
        except OSError as error:
            reason = error.strerror or ""
            problems.append(Problem(Code.FILE_UNREADABLE, path.as_posix(), 0, reason))
    return tuple(result), tuple(problems)
