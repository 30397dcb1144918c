"""A lock on a folder of articles.  It dies with the process that holds it.

The lock is held while files are written or read as one, which takes moments; who comes
meanwhile waits.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from casebook.files import make_folder, read_file, write_over
from casebook.library.layout import STATE
from casebook.problems import Code, Problem

WAIT = 30.0
"""Seconds to wait for another process: far more than writing an article or reading all takes."""

_LOCK, _HOLDER = "lock", "holder.json"
# Keeps the folder out of version control, wherever it is made.
_IGNORE = (".gitignore", b"*\n")


class FolderError(Exception):
    """A folder of articles cannot be used now; carries the problem to be reported."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Hold the lock of a folder of articles.

    :returns: whether nobody else has held it since this process did last.
    :raises FolderError: where another process keeps it longer than :data:`WAIT`.
    :raises OSError: where the lock cannot be made in the folder.
    """
    state = folder / STATE
    make_folder(state)
    lock = FileLock(state / _LOCK, timeout=WAIT, poll_interval=0.01)
    try:
        lock.acquire()
    except Timeout as error:
        detail = f"It is held by {_holder(state)}."
        raise FolderError(Problem(Code.FOLDER_LOCKED, folder.as_posix(), 0, detail)) from error
    try:
        yield _sign(state)
    finally:
        lock.release()


# What this process writes beside the locks that it holds.
_STARTED = time.time_ns()


def _sign(state: Path) -> bool:
    """Write down who holds the lock; return whether that stood there."""
    started = datetime.fromtimestamp(_STARTED // 10**9, UTC)
    signature = json.dumps(
        {
            "pid": os.getpid(),
            "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]),
            "since": started.isoformat(),
            "started_ns": _STARTED,
        }
    ).encode()
    path = state / _HOLDER
    if read_file(path)[0] == signature:
        return True
    write_over(path, signature)
    write_over(state / _IGNORE[0], _IGNORE[1])
    return False


def _holder(state: Path) -> str:
    """Say who holds the lock, as far as that can be read."""
    content, _ = read_file(state / _HOLDER)
    try:
        known = json.loads(content or b"")
        return f"process {known['pid']} ({known['command']}), since {known['since']}"
    except (ValueError, KeyError, TypeError, RecursionError):
        return "another process"
