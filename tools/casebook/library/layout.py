"""What lies where in a folder of articles, and which of its entries are articles."""

from __future__ import annotations

import os
import re
from pathlib import Path

from casebook.files import is_special
from casebook.problems import Code, Problem

SLUG = re.compile(r"(?!index\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
"""A slug; `cases/index` is the list of all cases."""

STATE = ".casebook"
"""The folder in which Casebook keeps its lock and what is being written."""

_SUFFIX = ".md"
_TIDY = "`casebook tidy` names an article by its title."
# Files that people keep beside articles, whatever the case of their names.
_NOT_ARTICLES = {"readme.md", "license.md", "licence.md", "changelog.md", "contributing.md"}


def article_name(slug: str) -> str:
    """Return the name of an article's file in its folder."""
    return f"{slug}{_SUFFIX}"


def ledger_name(slug: str) -> str:
    """Return the name of an article's ledger, from the folder of articles."""
    return f"ledger/{slug}.json"


def withdrawn_name(slug: str) -> str:
    """Return the name of the file of a withdrawn article, from the folder of articles."""
    return f"withdrawn/{slug}.md"


def picture_name(slug: str, file: str) -> str:
    """Return the name of a picture of an article, from the folder of articles."""
    return f"pictures/{slug}/{file}"


def article_files(folder: Path) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Find the article files of a folder.

    Only files whose names are slugs are articles.  Hidden files (locks and copies that
    editors and systems leave), copies that end in ``~`` and the usual documents of a folder
    are passed over.  What else looks like an article is named once: a name that is no slug,
    and a folder, pipe, socket or device, none of which is ever opened.

    :returns: the paths by name, and the problems.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except FileNotFoundError:
        return (), (Problem(Code.FOLDER_MISSING, folder.as_posix()),)
    except OSError as error:
        return (), (Problem(Code.FILE_UNREADABLE, folder.as_posix(), 0, f"({error.strerror})"),)
    for name in names:
        stem, suffix = os.path.splitext(name)  # noqa: PTH122 - a name, not a path
        if (
            name.startswith((".", "~$"))
            or suffix.lower() != _SUFFIX
            or name.lower() in _NOT_ARTICLES
        ):
            continue
        path = folder / name
        if is_special(path):
            problems.append(Problem(Code.NO_ARTICLE_FILE, path.as_posix()))
        elif suffix != _SUFFIX or not SLUG.fullmatch(stem):
            problems.append(Problem(Code.SLUG_INVALID, path.as_posix(), 0, _TIDY))
        else:
            files.append(path)
    return tuple(files), tuple(problems)
