"""Processes that end when the program that started them ends; copies of the program."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Self

_PR_SET_PDEATHSIG = 1


def end_with(program: int) -> None:
    """End this process when the program that started it ends, also where that is killed.

    On Linux the system kills it; elsewhere a process of :mod:`multiprocessing` has a thread
    that waits for the program's end.

    :param program: the process id of the program.
    """
    if _is_killed_with(program):
        return
    parent = multiprocessing.parent_process()
    if parent is not None:
        end_after(parent.join)


def _is_killed_with(program: int) -> bool:
    """Let the system kill this process when the program ends; return whether it will."""
    if sys.platform != "linux":
        return False
    will = False
    with contextlib.suppress(OSError, AttributeError):
        will = ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) == 0
    if os.getppid() != program:
        os._exit(1)
    return will


def end_after(wait: Callable[[], object]) -> None:
    """End this process when a function returns, which waits in a thread of its own."""

    def watch() -> None:
        wait()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def can_copy() -> bool:
    """Whether a copy of this process can go on as it would: on Linux, where it has one thread.

    What another thread has locked nobody would unlock in the copy.
    """
    if sys.platform == "linux" and hasattr(os, "fork"):
        with contextlib.suppress(OSError):
            return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208
    return False


class Copy:
    """A copy of this process as it is now, which does one thing when it is told to, and ends.

    It has everything that this process has loaded, and no file that is open here.

    :param work: what it does; what this writes to standard output is read from ``stdout``.
    """

    def __init__(self, work: Callable[[], int]) -> None:
        begin, told = os.pipe()
        read, write = os.pipe()
        program = os.getpid()
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _serve(work, program, begin, write)
        os.close(begin)
        os.close(write)
        self.stdout = os.fdopen(read, "rb")
        self._begin = os.fdopen(told, "wb", 0)
        self._status: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it where it has not begun, and wait for its end."""
        self._begin.close()
        self.stdout.close()
        self.wait()

    def begin(self) -> None:
        """Let it do its work."""
        with contextlib.suppress(BrokenPipeError):
            self._begin.write(b"\n")

    def wait(self) -> int:
        """Return its exit status once it has ended."""
        if self._status is None:
            self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._status

    def terminate(self) -> None:
        """Ask it to end."""
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGTERM)


def _serve(work: Callable[[], int], program: int, begin: int, write: int) -> None:
    """Be a copy: wait until the work may begin, do it, and end."""
    status = 1
    try:
        os.dup2(begin, 0)
        os.dup2(write, 1)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        _is_killed_with(program)
        if os.read(0, 1):
            end_after(lambda: os.read(0, 1))
            status = _done(work)
    finally:
        os._exit(status)


def _done(work: Callable[[], int]) -> int:
    """Do something as a program would whose standard output and errors are UTF-8."""
    for name, number in (("stdout", 1), ("stderr", 2)):
        setattr(sys, name, os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace"))
    try:
        status = work()
    except BaseException:  # noqa: BLE001 - as an interpreter ends
        traceback.print_exc()
        status = 1
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    return status
