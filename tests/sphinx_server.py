"""Sphinx forked from a process that has its packages already, for tests that build often.

A new interpreter takes two seconds to read the packages of Sphinx, and the pages of a few
articles half a second.  Each run has a process of its own as before, in which nothing was done
but to import; runs are given in turn to two such servers, whose hashes differ.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace
from typing import IO, Any, Self

import pytest

from casebook import sphinx_runs

_SEEDS = ("1", "77")
_MOST = 1 << 17
"""Bytes of a request: a command and an environment."""


class _Forked:
    """As much of :class:`subprocess.Popen` as :mod:`casebook.sphinx_runs` asks of it."""

    def __init__(
        self,
        server: socket.socket,
        command: Sequence[str],
        *,
        stderr: IO[bytes],
        env: Mapping[str, str],
        **_: Any,
    ) -> None:
        read, write = os.pipe()
        told, tell = os.pipe()
        request = json.dumps([command, dict(env), os.getcwd()])  # noqa: PTH109 - as it is
        socket.send_fds(server, [request.encode()], [write, stderr.fileno(), tell])
        os.close(write)
        os.close(tell)
        self.stdout = os.fdopen(read, "rb")
        self._told = os.fdopen(told, "rb")
        self._pid = int(self._told.readline())
        self._status: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stdout.close()
        self.wait()
        self._told.close()

    def wait(self) -> int:
        """Return the exit status once the process has ended."""
        if self._status is None:
            self._status = int(self._told.read() or -signal.SIGTERM)
        return self._status

    def terminate(self) -> None:
        """Ask the process to end."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGTERM)


@contextmanager
def servers() -> Iterator[Sequence[socket.socket]]:
    """Start the servers; none where the system is not Linux."""
    with ExitStack() as stack:
        yield [stack.enter_context(_server(seed)) for seed in _SEEDS if sys.platform == "linux"]


@contextmanager
def forked_by(listening: Sequence[socket.socket]) -> Iterator[None]:
    """Let the builds of this process have Sphinx forked by servers, where there are any."""
    in_turn = itertools.cycle(listening)

    def popen(command: Sequence[str], **options: Any) -> _Forked:
        return _Forked(next(in_turn), command, **options)

    with pytest.MonkeyPatch.context() as patch:
        if listening:
            patch.setattr(sphinx_runs, "subprocess", SimpleNamespace(Popen=popen, PIPE=-1))
        yield


@contextmanager
def _server(seed: str) -> Iterator[socket.socket]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    paths = os.pathsep.join(filter(None, sys.path))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "tests.sphinx_server", str(theirs.fileno())]
    with subprocess.Popen(command, env=environment, pass_fds=[theirs.fileno()]), ours:
        theirs.close()
        yield ours


def _serve(requests: socket.socket) -> None:
    """Fork a process for each request until there are no more."""
    # Only here: the tests themselves load what they test.
    import casebook.book.extension
    import casebook.site.process  # noqa: F401
    from tests.faulty.forked import sphinx

    gc.freeze()  # what is looked through would be copied
    while True:
        request, files, _, _ = socket.recv_fds(requests, _MOST, 3)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG if request else 0)[0]:
                pass
        if not request:
            return
        if os.fork() == 0:
            requests.close()
            command, environment, folder = json.loads(request)
            os.chdir(folder)
            out, errors, tell = files
            os.dup2(out, 1)
            os.dup2(errors, 2)
            os.write(tell, b"%d\n" % os.getpid())
            os.write(tell, b"%d" % sphinx(command, environment))
            os._exit(0)
        for file in files:
            os.close(file)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
