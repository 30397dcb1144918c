"""The bytes of a saved page, or the reason why there are none."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from casebook.files import read_file
from casebook.problems import Code, Problem

MAX_PAGE_BYTES = 16 * 1024 * 1024
"""Above this a file is not one saved page; the largest of the measured pages has 0.9 MB."""


_ADDRESS = re.compile(r"^(https?:)/+")
"""The head of an address, of which a path keeps one stroke."""


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

    data, problems = read_file(path, max_bytes)
    if problems:
        return None, tuple(replace(problem, file=str(path)) for problem in problems)
    if data is None:
        named, address = _ADDRESS.subn(r"\1//", str(path))
        detail = "Save the page first: nothing is fetched." if address else ""
        return None, (Problem(Code.FILE_MISSING, named, 0, detail),)
    if not data.strip():
        return refused(Code.FILE_EMPTY)
    return data, ()
