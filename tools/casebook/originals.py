"""The saved pages of a knowledge base, as they were when they were added.

Each lies under its checksum in the folder that the setting ``originals`` names; beside the
first page of an article stands the article as Casebook wrote it, ``<sha256>.article.md``.
An archive is kept once; for each article made of a page in it ``<sha256>.member`` names the
archive.  The article names its pages by these checksums, so the folder may lie anywhere: in
the knowledge base, outside the repository, on another disk.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from casebook.files import read_file, remove, sha256_of
from casebook.output import write_whole
from casebook.problems import Code, Problem

_MEMBER = ".member"
_KEPT = re.compile(r"[0-9a-f]{64}(?:\.[^./\\]+)?")


def keep_pages(
    folder: Path, pages: Sequence[Path], names: Sequence[str]
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Keep the pages of an article that is to be written, unless they are there.

    :param pages: its files in reading order.
    :param names: these pages as the article names them (:func:`casebook.library.store.pages_in`).
    :returns: the files that are new, and a problem where a page cannot be kept.
    """
    made: list[Path] = []

    def keep(name: str, content: bytes) -> None:
        is_new = not (folder / name).exists()
        write_whole(folder / name, content)
        made.extend([folder / name] if is_new else [])

    sums: dict[str, str] = {}
    try:
        if find_originals(folder, names):
            return (), ()
        for page in pages:
            content, problems = read_file(page)
            if content is None:
                forget_pages(made)
                return (), problems
            sha256 = sha256_of(content)
            sums[sha256] = f"{sha256}{page.suffix.lower()}"
            keep(sums[sha256], content)
        for name in names:
            sha256 = name.partition("/")[0]
            if sha256 not in sums and len(pages) == 1:  # a page in an archive
                (kept,) = sums.values()
                keep(f"{sha256}{_MEMBER}", f"{kept}\n".encode())
    except OSError as error:
        forget_pages(made)
        return (), (_not_written(folder, error),)
    return tuple(made), ()


def forget_pages(made: Iterable[Path]) -> None:
    """Take away pages that were kept for an article that was refused; one that stays is no harm."""
    for path in made:
        with contextlib.suppress(OSError):
            remove(path)


def keep_article(folder: Path, names: Sequence[str], article: bytes) -> tuple[Problem, ...]:
    """Keep an article as it was written.

    :param names: its pages as it names them.
    :returns: a problem where it cannot be kept; the article is there all the same.
    """
    try:
        write_whole(folder / _article(names), article)
    except OSError as error:
        return (_not_written(folder, error),)
    return ()


def _not_written(folder: Path, error: OSError) -> Problem:
    return Problem(
        Code.NOT_WRITTEN, str(error.filename or folder.as_posix()), 0, error.strerror or ""
    )


def _article(names: Sequence[str]) -> str:
    return f"{names[0].replace('/', '-')}.article.md"


def find_originals(folder: Path, pages: Sequence[str]) -> tuple[Path, ...]:
    """Return the kept pages of an article, in its order; none where one is missing.

    :returns: for a page in an archive, the archive.
    """
    result = []
    for page in pages:
        sha256 = page.partition("/")[0]
        names = [*sorted(folder.glob(f"{sha256}.*")), folder / sha256]
        files = [path for path in names if not path.name.endswith((".article.md", _MEMBER))]
        file = next(filter(Path.is_file, files), None) or _archive_of(folder, sha256)
        if file is None:
            return ()
        result.append(file)
    return tuple(result)


def _archive_of(folder: Path, sha256: str) -> Path | None:
    """Return the archive in which a page is kept."""
    content, _ = read_file(folder / f"{sha256}{_MEMBER}")
    name = (content or b"").decode("utf-8", "replace").strip()
    path = folder / name
    return path if _KEPT.fullmatch(name) and path.is_file() else None


def written_path(folder: Path, pages: Sequence[str]) -> Path:
    """Return where an article is kept as Casebook wrote it last."""
    return folder / _article(pages)


def written_article(folder: Path, pages: Sequence[str]) -> bytes | None:
    """Return the article as Casebook wrote it last, ``None`` where that was not kept."""
    return read_file(written_path(folder, pages))[0]
