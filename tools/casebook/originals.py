"""The saved pages of a knowledge base, as they were when they were added.

Each lies under its checksum in the folder that the setting ``originals`` names; beside the
first page of an article stands the article as Casebook wrote it, ``<sha256>.md``.  The
article names its pages by these checksums, so the folder may lie anywhere: in the
knowledge base, outside the repository, on another disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casebook.files import read_file, sha256_of
from casebook.output import write_whole
from casebook.problems import Code, Problem
from casebook.project import Project
from casebook.settings import Settings


def originals_folder(project: Project, settings: Settings) -> Path | None:
    """Return where saved pages are kept, ``None`` where they are not."""
    if not settings.originals:
        return None
    return project.articles.parent / Path(settings.originals).expanduser()


def keep_originals(folder: Path, pages: Sequence[Path], article: bytes) -> tuple[Problem, ...]:
    """Keep the pages of an article, and the article as it was written.

    :param pages: its files in reading order.
    :returns: a problem where a page cannot be kept; the article is there all the same.
    """
    first = ""
    try:
        for page in pages:
            content, problems = read_file(page)
            if content is None:
                return problems
            sha256 = sha256_of(content)
            first = first or sha256
            write_whole(folder / f"{sha256}{page.suffix.lower()}", content)
        write_whole(folder / f"{first}.article.md", article)
    except OSError as error:
        name = error.filename or folder.as_posix()
        return (Problem(Code.NOT_WRITTEN, str(name), 0, error.strerror or ""),)
    return ()


def find_originals(folder: Path, checksums: Sequence[str]) -> tuple[Path, ...]:
    """Return the kept pages of an article, in its order; none where one is missing."""
    found = []
    for sha256 in checksums:
        names = [*sorted(folder.glob(f"{sha256}.*")), folder / sha256]
        pages = [path for path in names if not path.name.endswith(".article.md")]
        page = next(filter(Path.is_file, pages), None)
        if page is None:
            return ()
        found.append(page)
    return tuple(found)


def written_article(folder: Path, checksums: Sequence[str]) -> bytes | None:
    """Return the article as Casebook wrote it last, ``None`` where that was not kept."""
    return read_file(folder / f"{checksums[0]}.article.md")[0] if checksums else None
