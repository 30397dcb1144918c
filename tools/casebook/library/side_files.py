"""Reading the files that lie beside articles: one function, which never raises."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from casebook.problems import Code, Problem

Problems = tuple[Problem, ...]


def read_file(path: Path) -> tuple[bytes | None, Problems]:
    """Read a file that may be missing.

    :returns: its content; ``None`` without a problem where there is no such file, and with
        one where there is something that cannot be read.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            return path.read_bytes(), ()
        reason = "It is a folder." if stat.S_ISDIR(mode) else "It is no regular file."
    except FileNotFoundError:
        if not path.is_symlink():
            return None, ()
        reason = "It is a link to a file that is not there."
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or str(error)
    return None, (Problem(Code.FILE_UNREADABLE, path.as_posix(), 0, reason),)


def read_text_file(path: Path) -> tuple[str | None, Problems]:
    """Read a UTF-8 text file that may be missing, without its byte order mark.

    :returns: as :func:`read_file`; text in another encoding is a problem too.
    """
    content, problems = read_file(path)
    if content is None:
        return None, problems
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        where = f"It is not UTF-8: byte {error.start} is broken."
        return None, (Problem(Code.FILE_UNREADABLE, path.as_posix(), 0, where),)


def files_below(folder: Path, *suffixes: str) -> tuple[tuple[Path, ...], Problems]:
    """Return the files of a folder, and of the folders in it, that end in one of the suffixes.

    Hidden files and folders are left out.

    :returns: the files, sorted; none without a problem where there is no such folder.
    """
    problems: list[Problem] = []

    def walk(here: Path) -> Iterator[Path]:
        try:
            entries = sorted(here.iterdir())
        except FileNotFoundError:
            return
        except OSError as error:
            reason = error.strerror or ""
            problems.append(Problem(Code.FILE_UNREADABLE, here.as_posix(), 0, reason))
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from walk(entry)
            elif entry.suffix in suffixes:
                yield entry

    return tuple(walk(folder)), tuple(problems)
