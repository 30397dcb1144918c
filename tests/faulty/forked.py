"""Sphinx and Typst in processes that are forked from one that has read everything already.

A trial of a build then takes a fraction of its time: what it spends on a new interpreter, its
packages, its word lists and fonts is spent once.  Everything else is as it is: each has a
process of its own, which writes its own files and can be killed.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any, Self

from sphinx.cmd import build as sphinx_build

from casebook import build, sphinx_runs
from casebook.book import press
from casebook.book.fonts import installed

_ARGUMENTS = 4
"""What stands before the arguments of Sphinx: Python, ``-m``, a module, the program's id."""


class Forked:
    """As much of :class:`subprocess.Popen` as :mod:`casebook.sphinx_runs` asks of it."""

    def __init__(
        self, command: Sequence[str], *, stderr: IO[bytes], env: Mapping[str, str], **_: Any
    ) -> None:
        read, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(read)
            os.dup2(write, 1)
            os.dup2(stderr.fileno(), 2)
            os._exit(_sphinx(command, env))
        os.close(write)
        self.stdout = os.fdopen(read, "rb")
        self._status: int | None = None

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


def _sphinx(command: Sequence[str], environment: Mapping[str, str]) -> int:
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


def install() -> None:
    """Let the builds of this process fork their processes.

    A process that is forked while another thread works may wait for ever for a lock that this
    thread has, so what the program does beside Sphinx it does here when Sphinx has ended.
    """
    fork = multiprocessing.get_context("fork")
    vars(build)["run_all"] = _in_turn
    vars(sphinx_runs)["subprocess"] = SimpleNamespace(Popen=Forked, PIPE=-1)
    vars(press)["multiprocessing"] = SimpleNamespace(get_context=lambda _: fork)


def _in_turn(
    runs: Sequence[Sequence[sphinx_runs.Run]],
    progress: sphinx_runs.Progress,
    meanwhile: Callable[[], None],
) -> list[sphinx_runs.Ran]:
    ran = sphinx_runs.run_all(runs, progress, lambda: None)
    meanwhile()
    return ran


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
