"""Work through many jobs on all cores: in order, few at a time, whatever becomes of one of them.

Each process has a pipe of its own and one job at a time, so that it is known which job a
process died of, and a process that is killed leaves no lock to the others.  A process ends
with the program, however that ends: it reads the end of its pipe, a thread of it waits for
the program's end, and on Linux the system kills it.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from casebook.memory import collecting_rarely, limit_memory
from casebook.processes import end_with
from casebook.resources import Overlay, activate, active

Job = TypeVar("Job")
Result = TypeVar("Result")

MEMORY = 3 * 1024**3
"""Bytes of address space that a process may take, where the system can limit it.

A page of 20.7 MB took 834 MiB: one at the default limit of 20 MB has a wide margin.
"""

# Results that wait for one before them, for each process: they keep the others busy while a
# slow job is at work, and no more are in memory.
_AHEAD = 4


class Failure(Enum):
    """Why a job has no result."""

    MISTAKE = "mistake"
    """The program failed on it."""
    TIMEOUT = "timeout"
    """It was not done within the limit."""
    MEMORY = "memory"
    """It needed more memory than the limit."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may take: wall-clock seconds, and bytes of memory."""

    seconds: float
    memory: int = MEMORY


def in_order(
    work: Callable[[Job], Result],
    jobs: Iterable[Job],
    failed: Callable[[Job, Failure, str], Result],
    limits: Limits,
    workers: int = os.cpu_count() or 1,
) -> Iterator[Result]:
    """Yield what ``work`` makes of each job, in the order of the jobs.

    Jobs are done in other processes, with a bounded number in flight, so that memory does
    not grow with their number, and a job that never ends or takes all memory stops nothing.

    :param work: a function of a module, so that it can be sent to a process.
    :param failed: what to yield for a job that has no result.
    """
    pool = _Pool(work, limits, workers)
    flight: deque[_Slot[Job, Result]] = deque()
    waiting: Iterator[Job] = iter(jobs)
    more = True
    try:
        while more or flight:
            while more and len(flight) < workers * _AHEAD and pool.has_idle():
                try:
                    job = next(waiting)
                except StopIteration:
                    more = False
                    break
                flight.append(pool.start(job))
            while flight and flight[0].is_done:
                slot = flight.popleft()
                if slot.failure is None:
                    yield slot.result[0]
                else:
                    yield failed(slot.job, slot.failure, slot.reason)
            if pool.is_busy and (not flight or not flight[0].is_done):
                pool.settle()
    finally:
        pool.close()


class _Slot(Generic[Job, Result]):
    """A job in flight, and what became of it."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.result: list[Result] = []
        self.failure: Failure | None = None
        self.reason = ""

    @property
    def is_done(self) -> bool:
        return bool(self.result) or self.failure is not None

    def fail(self, failure: Failure, reason: str) -> None:
        self.failure, self.reason = failure, reason


@dataclass(slots=True)
class _Worker(Generic[Job, Result]):
    """A process, its end of the pipe, and the job that it has, with the time it must end by."""

    process: Any
    pipe: Connection
    slot: _Slot[Job, Result] | None = None
    deadline: float = 0.0


class _Pool(Generic[Job, Result]):
    """The processes; new ones are made as they are needed."""

    def __init__(self, work: Callable[[Job], Result], limits: Limits, workers: int) -> None:
        self._work = work
        self._limits = limits
        self._most = workers
        self._workers: list[_Worker[Job, Result]] = []
        # The program has one thread, so a fork is safe and costs nothing; elsewhere than on
        # Linux the system's libraries do not bear it.
        method = "fork" if sys.platform == "linux" and hasattr(os, "fork") else "spawn"
        self._context: Any = multiprocessing.get_context(method)

    @property
    def is_busy(self) -> bool:
        return any(worker.slot for worker in self._workers)

    def has_idle(self) -> bool:
        """Whether a process has no job, or can still be made."""
        return len(self._workers) < self._most or any(not worker.slot for worker in self._workers)

    def start(self, job: Job) -> _Slot[Job, Result]:
        """Give a job to a process that has none."""
        slot = _Slot[Job, Result](job)
        worker = next((item for item in self._workers if not item.slot), None) or self._new()
        worker.slot = slot
        worker.deadline = time.monotonic() + self._limits.seconds
        try:
            worker.pipe.send(job)
        except OSError:  # it died while it had nothing to do
            self._end(worker)
            worker = self._new()
            worker.slot, worker.deadline = slot, time.monotonic() + self._limits.seconds
            worker.pipe.send(job)
        return slot

    def settle(self) -> None:
        """Wait until at least one job is done, or has failed."""
        busy = {item.pipe: item for item in self._workers if item.slot}
        until = min(worker.deadline for worker in busy.values())
        ready = wait(list(busy), max(0.0, until - time.monotonic()))
        for pipe in ready:
            assert isinstance(pipe, Connection)
            self._receive(busy[pipe])
        now = time.monotonic()
        for worker in busy.values():
            if worker.slot and worker.deadline <= now and not worker.pipe.poll():
                worker.slot.fail(Failure.TIMEOUT, f"({self._limits.seconds:g} seconds)")
                self._end(worker)

    def _receive(self, worker: _Worker[Job, Result]) -> None:
        slot = worker.slot
        assert slot is not None
        try:
            failure, value = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            slot.fail(Failure.MISTAKE, f"(its process ended: {_ending(worker.process.exitcode)})")
            self._end(worker)
            return
        worker.slot = None
        if failure is None:
            slot.result.append(value)
            return
        slot.fail(failure, value)
        if failure is Failure.MEMORY:
            self._end(worker)  # what it has taken it may never give back

    def _new(self) -> _Worker[Job, Result]:
        ours, theirs = self._context.Pipe()
        # A forked process has the program's ends of all pipes: it must not keep them open.
        others = [item.pipe for item in self._workers] if self._is_forked else []
        process = self._context.Process(
            target=_serve,
            args=(self._work, theirs, [*others, ours] if self._is_forked else []),
            kwargs={"memory": self._limits.memory, "overlay": active(), "program": os.getpid()},
            daemon=True,
        )
        process.start()
        theirs.close()
        worker = _Worker[Job, Result](process, ours)
        self._workers.append(worker)
        return worker

    @property
    def _is_forked(self) -> bool:
        return bool(self._context.get_start_method() == "fork")

    def _end(self, worker: _Worker[Job, Result]) -> None:
        # Windows knows no SIGKILL: to terminate is to kill there.
        stop = worker.process.kill if hasattr(signal, "SIGKILL") else worker.process.terminate
        stop()
        worker.process.join()
        worker.pipe.close()
        worker.slot = None
        self._workers.remove(worker)

    def close(self) -> None:
        """End all processes, whatever they are at."""
        for worker in list(self._workers):
            self._end(worker)


def _serve(
    work: Callable[[Job], Result],
    pipe: Connection,
    others: Iterable[Connection],
    *,
    memory: int,
    overlay: Overlay,
    program: int,
) -> None:
    """Do jobs until the program has no more, or has ended."""
    # Ctrl-C reaches the program alone: it ends its processes itself, without tracebacks.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(program)
    for other in others:
        other.close()
    limit_memory(memory)
    activate(overlay)
    gc.freeze()  # what is loaded stays; looking through it would copy what was forked
    with collecting_rarely():
        while True:
            try:
                job = pipe.recv()
            except (EOFError, OSError):
                return
            try:
                pipe.send((None, work(job)))
            except BrokenPipeError:
                return
            except MemoryError:
                pipe.send((Failure.MEMORY, f"({memory // 1024**2} MiB)"))
            except Exception as error:  # noqa: BLE001  one bad file stops nothing
                pipe.send((Failure.MISTAKE, f"({type(error).__name__}: {error})"))


def _ending(exitcode: int | None) -> str:
    """Say how a process ended."""
    if exitcode is not None and exitcode < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-exitcode).name
    return f"status {exitcode}"
