"""Lets one change of the disk fail, in whatever process of the program it comes.

Python runs this file in every process that has its folder in ``PYTHONPATH``: in those of
Sphinx and Typst too.  Every file that is opened to be written, and every folder or name that
is made, changed or removed below a folder, is counted in a log that all processes share.
What ``CASEBOOK_FAULT`` asks for happens at one number of that count:

- ``full``: from there on the disk is full: no file takes another byte;
- ``kill``: all processes are killed before it;
- ``torn``: all are killed when a file was opened anew, and is empty;
- ``end``: the process that comes to it is killed, no other.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

LINE = 256
"""Bytes of a line of the log, so that its size says how many there are."""

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "sqlite3.connect")


def install(order: dict[str, Any], before: Callable[[str, int, int], None] | None = None) -> None:
    """Count the changes of this process from now on, and let one of them fail.

    :param before: called in place of a fault, with path, flags of opening and number.
    """
    folder = os.path.realpath(order["folder"])
    busy = False

    def hook(event: str, values: tuple[Any, ...]) -> None:
        nonlocal busy
        if busy or not is_change(event, values):
            return
        # The path as it is said: a link is not followed.
        path = os.path.abspath(os.fsdecode(values[0]))  # noqa: PTH100
        if not path.startswith(folder + os.sep):
            return
        busy = True
        try:
            number = _count(order["log"], f"{event} {path.removeprefix(folder)}")
            flags = (values[2] or 0) if event == "open" else 0
            if before:
                before(path, flags, number)
            else:
                _fail(order, path, flags, number)
        finally:
            busy = False

    sys.addaudithook(hook)


def is_change(event: str, values: tuple[Any, ...]) -> bool:
    if event == "open":
        return isinstance(values[0], (str, bytes)) and bool((values[2] or 0) & _WRITES)
    return event in _CHANGES and isinstance(values[0], (str, bytes, os.PathLike))


def _count(path: str, text: str) -> int:
    line = text.encode("utf-8", "replace")[: LINE - 1].ljust(LINE - 1) + b"\n"
    # Opened each time: a copy of the program closes what was open there.
    log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        os.write(log, line)
        return os.lseek(log, 0, os.SEEK_CUR) // LINE - 1
    except OSError:
        return -1  # the disk is full already
    finally:
        os.close(log)


def _fail(order: dict[str, Any], path: str, flags: int, number: int) -> None:
    kind, at = order["kind"], order["at"]
    if kind == "full" and number >= at >= 0:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    elif number == at:
        if kind == "torn" and flags & (os.O_TRUNC | os.O_EXCL):
            with contextlib.suppress(OSError):
                os.open(path, flags, 0o644)
        os.kill(os.getpid() if kind == "end" else -os.getpgrp(), signal.SIGKILL)


if "CASEBOOK_FAULT" in os.environ:
    install(json.loads(os.environ["CASEBOOK_FAULT"]))
