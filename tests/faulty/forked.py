"""Sphinx and Typst in processes that are forked from one that has read everything already.

A trial of a build then takes a fraction of its time: what it spends on a new interpreter, its
packages, its word lists and fonts is spent once.  Everything else is as it is: each has a
process of its own, which writes its own files and can be killed.
"""

from __future__ import annotations

import contextlib
import fcntl
import io
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any, Self

from sphinx.cmd import build as sphinx_build

from casebook import sphinx_runs
from casebook.book import press
from casebook.book.fonts import installed
from casebook.cli import build as build_verb
from casebook.library import lock
from tests.faulty.branches import Branches

_ARGUMENTS = 4
"""What stands before the arguments of Sphinx: Python, ``-m``, a module, the program's id."""


branches: Branches | None = None
"""Tries the faults of this run, where one is given."""


def _nothing() -> None:
    """Let Sphinx begin."""


before_sphinx: Callable[[], None] = _nothing
"""Called when the program has made its pages, before Sphinx begins."""


class Forked:
    """As much of :class:`subprocess.Popen` as :mod:`casebook.sphinx_runs` asks of it."""

    def __init__(
        self, command: Sequence[str], *, stderr: IO[bytes], env: Mapping[str, str], **_: Any
    ) -> None:
        before_sphinx()
        read, write = os.pipe()
        ours, theirs = multiprocessing.Pipe() if branches else (None, None)
        self.pid = os.fork()
        if self.pid == 0:
            os.close(read)
            os.dup2(write, 1)
            os.dup2(stderr.fileno(), 2)
            if branches and ours and theirs:
                ours.close()
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                branches.in_sphinx(theirs)
            os._exit(sphinx(command, env))
        os.close(write)
        self.stdout: IO[bytes] = os.fdopen(read, "rb")
        self._status: int | None = None
        if branches and ours and theirs:
            theirs.close()
            self._status = branches.wait_for_sphinx(ours)
            if self._status is not None:  # a branch, whose Sphinx has ended
                self.stdout = io.BytesIO()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stdout.close()
        self.wait()

    def wait(self) -> int:
        """Return the exit status once the process has ended."""
        if self._status is None:
            self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._status

    def terminate(self) -> None:
        """Ask the process to end."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, 15)


def sphinx(command: Sequence[str], environment: Mapping[str, str]) -> int:
    os.environ.clear()
    os.environ.update(environment)
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(os.fdopen(number, "wb", closefd=False), encoding="utf-8")
        for number in (1, 2)
    )
    status = 70
    try:
        status = sphinx_build.main(command[_ARGUMENTS:])
    except SystemExit as ended:
        status = int(ended.code or 0)
    except BaseException:  # noqa: BLE001 - as an interpreter ends
        traceback.print_exc()
        status = 1
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    return status


class Lock:
    """As much of :class:`filelock.FileLock` as is asked of it, in a process that is forked."""

    def __init__(self, path: Path, **_: float) -> None:
        self._path = path
        self._file = -1

    def acquire(self, **_: float) -> None:
        """Take the lock, which nobody else has here."""
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT)
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def release(self) -> None:
        """Let it go; a process that this one was forked from keeps it."""
        os.close(self._file)


def install() -> None:
    """Let the builds of this process fork their processes.

    A process that is forked while another thread works may wait for ever for a lock that this
    thread has, so what the program does beside Sphinx it does here when Sphinx has ended.
    """
    fork = multiprocessing.get_context("fork")
    for module in (lock, build_verb):
        vars(module)["FileLock"] = Lock
    vars(sphinx_runs)["ThreadPoolExecutor"] = InTurn
    vars(sphinx_runs)["subprocess"] = SimpleNamespace(Popen=Forked, PIPE=-1)
    vars(press)["multiprocessing"] = SimpleNamespace(get_context=lambda _: fork)


class InTurn:
    """As much of a pool of threads as :func:`casebook.sphinx_runs.run_all` asks of it, in none."""

    def __init__(self, _: int) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map(self, work: Callable[[Any], Any], items: Iterable[Any]) -> list[Any]:
        """Do the work of each item now."""
        return [work(item) for item in items]


def warm_up(command: Sequence[str], log: Path) -> None:
    """Run Sphinx in this process, so that those that are forked find all it has read.

    :param command: as :meth:`casebook.sphinx_runs.Run.command` gives it.
    :param log: a file for what it says.
    """
    installed()
    with (
        log.open("w", encoding="utf-8") as said,
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
    ):
        assert sphinx_build.main(command[_ARGUMENTS:]) == 0
