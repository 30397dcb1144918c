"""Every change of the disk of one run with each fault, from the moment before it.

A trial of its own begins at the beginning each time (:meth:`tests.faulty.trial.Trial.wrong`).
Here a command runs once.  Before each change it stops, and a process that is forked from the
one that came there goes on with the fault until it ends; then the folder is put back, byte for
byte and file for file, and the run goes on.  For a kill of all processes none is needed: what
it would leave is the folder as it stands.  Where Sphinx ended with a fault, a process that was
forked from the program, which waits for Sphinx, goes on.

Within the removal of a tree no fault is tried but kills: a full disk does not stop a removal.

Each process must have one thread: Sphinx does (:mod:`tests.faulty.forked`), Typst does not.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from tests.faulty.sitecustomize import LINE

CREATES = os.O_TRUNC | os.O_EXCL
_TICK = 50_000_000
"""Nanoseconds within which a file may be written twice with one time of change."""

Report = Callable[[str, int, int, str], None]
"""Lets the folder be judged as it stands: a fault, its number, an exit status, what was said."""


@dataclass(frozen=True)
class Stamp:
    """What changes with a file."""

    number: int
    size: int
    changed: int

    @classmethod
    def of(cls, path: str) -> Stamp:
        state = os.stat(path)
        return cls(state.st_ino, state.st_size, state.st_ctime_ns)


class Memory:
    """A folder as it stood at one moment, and how to make it so again.

    A file that this process has open must stay the same file, and its position with it.
    """

    _known: dict[str, tuple[Stamp, bytes]] = {}  # noqa: RUF012 - carried from moment to moment

    def __init__(self, folder: Path, spare: Path) -> None:
        self._folder, self._spare = str(folder), str(spare)
        now = time.time_ns()
        files: dict[str, tuple[Stamp, bytes]] = {}
        self._folders = set()
        self._young = set()
        for parent, folders, names in os.walk(self._folder):
            self._folders |= {os.path.join(parent, name) for name in folders}
            for name in names:
                path = os.path.join(parent, name)
                stamp = Stamp.of(path)
                if now - stamp.changed < _TICK:
                    self._young.add(path)
                known = self._known.get(path)
                is_new = path in self._young or not known or known[0] != stamp
                files[path] = (stamp, _read(path)) if is_new or not known else known
        self._files = files
        type(self)._known = files
        self._open = {
            number: (path, os.lseek(number, 0, os.SEEK_CUR))
            for number, path in _open_files()
            if path in files
        }
        self.is_walked = any(path in self._folders for _, path in _open_files())
        """Whether this process has a folder open, as one does that removes a tree."""
        shutil.rmtree(spare, ignore_errors=True)
        spare.mkdir()
        for path, _ in self._open.values():
            with contextlib.suppress(FileExistsError):
                os.link(path, self._link(path))
        for path in {path for path, _ in self._open.values()}:
            files[path] = (Stamp.of(path), files[path][1])  # one more link

    def _link(self, path: str) -> str:
        return os.path.join(self._spare, f"{self._files[path][0].number}")

    def put_back(self) -> None:
        """Make the folder what it was."""
        kept = {path for path, _ in self._open.values()}
        for path in kept:
            self._put_same_file(path)
        seen = set()
        for parent, folders, names in os.walk(self._folder, topdown=False):
            for path in (os.path.join(parent, name) for name in names):
                seen.add(path)
                if path not in self._files:
                    os.unlink(path)
                elif path in kept or path in self._young or Stamp.of(path) != self._files[path][0]:
                    self._write(path)
            for path in {os.path.join(parent, name) for name in folders} - self._folders:
                os.rmdir(path)
        for path in sorted(self._folders):
            os.makedirs(path, exist_ok=True)
        for path in self._files.keys() - seen:
            self._write(path)
        for number, (_, at) in self._open.items():
            os.lseek(number, at, os.SEEK_SET)

    def _put_same_file(self, path: str) -> None:
        if os.path.exists(path) and os.stat(path).st_ino == self._files[path][0].number:
            return
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        os.link(self._link(path), path)

    def _write(self, path: str) -> None:
        content = self._files[path][1]
        if os.path.exists(path) and _read(path) == content:
            return
        with open(path, "wb") as file:
            file.write(content)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _open_files() -> Iterator[tuple[int, str]]:
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            yield int(name), os.readlink(f"/proc/self/fd/{name}")


class Branches:
    """The faults of one run; its methods are called in the processes of that run.

    :param folder: the folder of the knowledge base; ``spare`` and ``log`` lie outside.
    """

    def __init__(
        self,
        folder: Path,
        spare: Path,
        log: Path,
        kinds: Sequence[str],
        numbers: range,
        report: Report,
    ) -> None:
        self._folder, self._spare, self._log = folder, spare, log
        self._kinds, self._numbers, self._report = kinds, numbers, report
        self._is_branch = False
        self._waiting: Connection | None = None
        """In Sphinx: the program, which waits for it."""

    def before(self, path: str, flags: int, number: int) -> None:
        """Try the faults of a change, which comes next; return in this process without any."""
        if self._is_branch or number not in self._numbers:
            return
        memory = Memory(self._folder, self._spare)
        for kind in self._kinds:
            if kind in ("kill", "torn"):
                made = kind == "torn" and flags & CREATES and self._empty(path, flags)
                self._report(kind, number, -signal.SIGKILL, "")
                if made:
                    memory.put_back()
                continue
            if memory.is_walked and (kind == "full" or self._waiting):
                continue  # a folder made again is another than the one that is being removed
            if kind == "end":
                status, said = int(-signal.SIGKILL), ""
            elif (branch := Branch()).is_here:
                self._is_branch = True
                branch.speak((1,) if self._waiting else (1, 2))
                _fill_disk()
                return
            else:
                status, said = branch.ended()
            if self._waiting:
                self._waiting.send((kind, status))
                status, said = self._waiting.recv()
            self._report(kind, number, status, said)
            memory.put_back()
            os.truncate(self._log, (number + 1) * LINE)

    def _empty(self, path: str, flags: int) -> bool:
        with contextlib.suppress(OSError):
            os.close(os.open(path, flags, 0o644))
            return True
        return False

    def in_sphinx(self, program: Connection) -> None:
        """Become the process of Sphinx, for which the program waits."""
        if not self._is_branch:
            self._waiting = program

    def wait_for_sphinx(self, sphinx: Connection) -> int | None:
        """In the program: fork one for each end of Sphinx with a fault.

        :returns: how Sphinx ended, in a fork; ``None`` where it has ended without a fault.
        """
        while not self._is_branch:
            try:
                kind, status = sphinx.recv()
            except EOFError:
                return None
            branch = Branch()
            if branch.is_here:
                self._is_branch = True
                branch.speak((1, 2))
                if kind == "full":
                    _fill_disk()
                return int(status)
            sphinx.send(branch.ended())
        return None


class Branch:
    """A process that goes on in another way than the one that it was forked from."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        self._pid = os.fork()
        self.is_here = self._pid == 0
        """Whether this is the new process."""
        os.close(self._read if self.is_here else self._write)

    def speak(self, streams: Sequence[int]) -> None:
        """Say what is said to a pipe: it must not need the disk."""
        for stream in streams:
            os.dup2(self._write, stream)
        os.close(self._write)

    def ended(self) -> tuple[int, str]:
        """Wait; return the exit status and what was said."""
        with os.fdopen(self._read, encoding="utf-8", errors="replace") as pipe:
            said = pipe.read()
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1]), said


def _fill_disk() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
