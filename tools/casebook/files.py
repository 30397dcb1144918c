"""Files are read and changed through the functions of this module.

Reading turns every failing system call into a problem that names the file.  Every change
of the disk passes :data:`before_change`, so that tests can let each of them fail once.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from casebook.problems import Code, Problem

Problems = tuple[Problem, ...]

MAX_BYTES = 64 * 1024 * 1024
"""Above this a file beside the articles is none that a person or Casebook wrote."""


FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says where there is no more room for a file."""


def _nothing(_operation: str, _path: Path) -> None:
    """Let every change of the disk happen."""


before_change: Callable[[str, Path], None] = _nothing
"""Called with an operation and a path before each change of the disk; replaced by tests only."""


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 checksum of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_file(path: Path, max_bytes: int = MAX_BYTES) -> tuple[bytes | None, Problems]:
    """Read a file that may be missing; a failure is a problem with its name, no exception.

    Pipes, sockets and devices are never opened: reading them may wait for ever.

    :param max_bytes: size in bytes above which the file is refused.
    :returns: its content; ``None`` without a problem where nothing has this name, and with
        one where there is something that cannot be read.
    """

    def refused(code: Code, detail: str = "") -> tuple[None, Problems]:
        return None, (Problem(code, path.as_posix(), 0, detail),)

    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            content = _content(path, max_bytes)
            if content is not None:
                return content, ()
            return refused(Code.FILE_TOO_LARGE, f"(limit {max_bytes} bytes)")
    except (FileNotFoundError, NotADirectoryError):
        if not path.is_symlink():
            return None, ()
        return refused(Code.FILE_MISSING, "It is a link that leads nowhere.")
    except (OSError, ValueError) as error:
        return refused(Code.FILE_UNREADABLE, getattr(error, "strerror", None) or str(error))
    return refused(Code.FILE_IS_FOLDER if stat.S_ISDIR(mode) else Code.FILE_SPECIAL)


def is_special(path: Path) -> bool:
    """Whether a path is there and no regular file; nothing is opened."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:  # reading the file says what is wrong with it
        return False


def _content(path: Path, max_bytes: int) -> bytes | None:
    """Return the bytes of a file, ``None`` where there are more than allowed.

    What stands at the path may have changed since it was looked at: the file that was
    opened decides, and opening one does not wait.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_CLOEXEC", 0)), "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise OSError(errno.EINVAL, "It is no regular file")
        content = opened.read(max_bytes + 1)
    return content if len(content) <= max_bytes else None


def files_below(folder: Path, *suffixes: str) -> tuple[tuple[Path, ...], Problems]:
    """Return what ends in one of the suffixes in a folder, and in the folders in it.

    It need not be a file: reading it says so.  Hidden files and folders are left out.

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
            if entry.suffix in suffixes:
                yield entry
            elif entry.is_dir():
                yield from walk(entry)

    return tuple(walk(folder)), tuple(problems)


def all_below(folder: Path | str) -> Iterator[str]:
    """Yield the path of every file of a folder and the folders in it, as text: of thousands."""
    for above, _, names in os.walk(folder):
        for name in names:
            yield os.path.join(above, name)  # noqa: PTH118


def write_new(path: Path, content: bytes) -> None:
    """Write a file that nobody reads yet.

    :raises OSError: where that is not possible.
    """
    before_change("write", path)
    path.write_bytes(content)


def write_over(path: Path, content: bytes) -> None:
    """Write a file in place of one that may be a link; the link is replaced, never followed."""
    before_change("write", path)
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def append(path: Path, content: bytes, at: int) -> None:
    """Let a file end with bytes that begin at an offset, and wait until they are on the disk.

    What a killed program wrote of them is written again; without the file it is made.

    :param at: where they begin, in bytes: no later than the file ends.
    """
    before_change("append", path)
    _part_from_links(path)
    with path.open("r+b" if path.exists() else "wb") as opened:
        opened.seek(at)
        opened.truncate()
        opened.write(content)
    settle(path)


def shorten(path: Path, size: int) -> None:
    """Take the end of a file away.

    :param size: what is left, in bytes.
    """
    before_change("shorten", path)
    _part_from_links(path)
    os.truncate(path, size)


def _part_from_links(path: Path) -> None:
    """Let a file be one of its own, where it has other names: a backup may consist of links."""
    if not path.exists() or path.stat().st_nlink == 1:
        return
    handle, made = new_beside(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(path.read_bytes())
        shutil.copymode(path, made)
        move(made, path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def new_beside(path: Path) -> tuple[int, Path]:
    """Make an empty file in the folder of a path, to be moved there when it is whole.

    What a program left there that was killed before it moved its file is removed, once for
    each folder.

    :returns: the open file, and where it is.
    """
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    known = folder.absolute()  # a relative name means another folder after a change of folder
    if known not in _cleared:
        _cleared.add(known)
        for entry in folder.glob(f"{_UNMOVED}*"):
            match = _WRITER.fullmatch(entry.name)
            if match and not _is_being_written(entry, int(match[1])):
                entry.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=f"{_UNMOVED}{os.getpid()}-")
    return handle, Path(name)


_UNMOVED = ".casebook-"
_WRITER = re.compile(re.escape(_UNMOVED) + r"(\d+)-\w+")
_cleared: set[Path] = set()


def is_unmoved(path: Path) -> bool:
    """Whether a file is one of :func:`new_beside`, which nobody has moved yet."""
    return _WRITER.fullmatch(path.name) is not None


_STEP_OF_CLOCK = 1.0
"""Seconds by which a process may seem to begin after it wrote: clocks are set, and round."""


def _is_being_written(path: Path, process: int) -> bool:
    """Whether the process that made a file runs still.

    Numbers of processes come again, in a container at each start: one that began after the
    file was written did not write it.  One that has ended writes no more, though the process
    that began it may never ask how (the first process of a container often does not).
    """
    import psutil  # noqa: PLC0415 - only where a program was killed

    try:
        writer = psutil.Process(process)
        if writer.status() == psutil.STATUS_ZOMBIE:
            return False
        return bool(writer.create_time() <= path.stat().st_mtime + _STEP_OF_CLOCK)
    except (psutil.NoSuchProcess, FileNotFoundError):
        return False
    except psutil.AccessDenied:
        return True


def move(path: Path, target: Path) -> None:
    """Give a file another name; a file of that name is replaced in one step."""
    before_change("move", target)
    path.replace(target)


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    before_change("remove", path)
    path.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, where they are missing."""
    if not path.is_dir():
        before_change("make folder", path)
        path.mkdir(parents=True, exist_ok=True)


def remove_folder(path: Path) -> None:
    """Remove a folder, if it is there and holds nothing."""
    with contextlib.suppress(OSError):
        path.rmdir()


def settle(*paths: Path) -> None:
    """Wait until files, and the names in folders, are on the disk."""
    for path in paths:
        if os.name == "nt" and path.is_dir():
            continue  # the system cannot do that
        before_change("settle", path)
        handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
