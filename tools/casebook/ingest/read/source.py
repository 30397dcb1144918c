"""The bytes of a saved page, or the reason why there are none."""

from __future__ import annotations

import re
from pathlib import Path

from casebook.problems import Code, Problem

MAX_PAGE_BYTES = 16 * 1024 * 1024
"""Above this a file is not one saved page; the largest of the measured pages has 0.9 MB."""


_ADDRESS = re.compile(r"https?:/")


def read_bytes(
    path: Path, max_bytes: int = MAX_PAGE_BYTES
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Read a saved page.

    :param path: a file.
    :param max_bytes: size above which the file is refused unread.
    :returns: its bytes and no problem, or ``None`` and the one that was met.
    """

    def refused(code: Code, detail: str = "") -> tuple[None, tuple[Problem, ...]]:
        return None, (Problem(code, str(path), 0, detail),)

    try:
        if path.is_dir():
            return refused(Code.FILE_IS_FOLDER)
        size = path.stat().st_size
        if size > max_bytes:
            return refused(Code.FILE_TOO_LARGE, f"({size} bytes, limit {max_bytes})")
        data = path.read_bytes()
    except FileNotFoundError:
        address = _ADDRESS.match(str(path))
        return refused(
            Code.FILE_MISSING, "Save the page first: nothing is fetched." * bool(address)
        )
    except (OSError, ValueError) as error:
        return refused(Code.FILE_UNREADABLE, f"({type(error).__name__})")
    if not data.strip():
        return refused(Code.FILE_EMPTY)
    return data, ()
