"""The checksums of files, remembered by the state of each: what did not change is not read again.

The state of a file is its size, its number in the file system, and the times of its content
and of its record there; no program can set the last of these.  What was changed shortly before
it was read is not remembered, because it may change again within the same tick of the clock
(as in https://git-scm.com/docs/racy-git).
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from pathlib import Path
from typing import NamedTuple

import msgspec

from casebook.files import sha256_of

MARGIN = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT) has ticks of two seconds."""
_BEGINNING = 16


class Sum(NamedTuple):
    """The SHA-256 of a file, in hexadecimal, and its first 16 bytes, which may say what it is."""

    sha256: str
    beginning: bytes

    @classmethod
    def of(cls, content: bytes) -> Sum:
        """Return that of a content."""
        return cls(sha256_of(content), content[:_BEGINNING])


_State = tuple[int, int, int, int]
_Entries = dict[str, tuple[_State, Sum]]


class Checksums:
    """The checksums of files."""

    def __init__(self, remembered: bytes = b"") -> None:
        """Begin with what :meth:`dump` gave; with nothing where it is no such thing."""
        try:
            self._before = msgspec.msgpack.decode(remembered, type=_Entries) if remembered else {}
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            self._before = _Entries()
        self._now = _Entries()

    def of(self, path: Path | str) -> Sum:
        """Return the checksum of a file.

        :raises OSError: it cannot be read.
        """
        name = os.fspath(path)
        state, since = _state(name)
        if known := self._known(name, state):
            return known
        with open(name, "rb") as file:  # noqa: PTH123 - thousands of them
            beginning = file.read(_BEGINNING)
            file.seek(0)
            result = Sum(hashlib.file_digest(file, "sha256").hexdigest(), beginning)
            size = file.tell()
        if since > MARGIN and size == state[0]:
            self._now[name] = (state, result)
        return result

    def known(self, path: Path | str) -> str:
        """Return the checksum of a file where that needs no reading, else ``""``."""
        name = os.fspath(path)
        try:
            known = self._known(name, _state(name)[0])
        except OSError:
            return ""
        return known.sha256 if known else ""

    def note(self, path: Path | str, content: Sum) -> None:
        """Remember the checksum of a file that this program has just written itself."""
        name = os.fspath(path)
        self._now[name] = (_state(name)[0], content)

    def dump(self) -> bytes:
        """Return the checksums of all files that were asked for since the beginning."""
        return msgspec.msgpack.encode(self._now)

    def _known(self, name: str, state: _State) -> Sum | None:
        entry = self._now.get(name) or self._before.get(name)
        if entry is None or entry[0] != state:
            return None
        self._now[name] = entry
        return entry[1]


def _state(name: str) -> tuple[_State, int]:
    """Return the state of a file, and for how long it has it, in nanoseconds.

    :raises OSError: it is none: reading a pipe or a device may wait for ever.
    """
    status = os.stat(name)  # noqa: PTH116 - thousands of them
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "It is no regular file", name)
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    state = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return state, time.time_ns() - changed
