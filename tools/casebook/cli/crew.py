"""Work through many jobs on all cores: in order, few at a time, whatever becomes of one of them."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from typing import Generic, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

# Jobs in flight for each process: enough to keep it busy, and no more in memory.
_AHEAD = 4


def in_order(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    failed: Callable[[Job, str], Result],
) -> Iterator[Result]:
    """Yield what ``work`` makes of each job, in the order of the jobs.

    One job is done in this process; several on all cores, with a bounded number
    in flight, so that memory does not grow with their number.

    :param work: a function of a module, so that it can be sent to a process.
    :param failed: what to yield for a job on which ``work`` failed or its process died.
    """
    if len(jobs) < 2:
        for job in jobs:
            yield _guarded(work, failed, job)
        return
    crew = _Crew(work, failed, min(len(jobs), os.cpu_count() or 1))
    try:
        for job in jobs:
            if crew.is_busy:
                yield crew.next()
            crew.take(job)
        while crew.flight:
            yield crew.next()
    finally:
        crew.pool.shutdown(wait=True, cancel_futures=True)


class _Crew(Generic[Job, Result]):
    """Processes at work, and the jobs that they have, the oldest first."""

    def __init__(
        self,
        work: Callable[[Job], Result],
        failed: Callable[[Job, str], Result],
        workers: int,
    ) -> None:
        self.work = work
        self.failed = failed
        self.workers = workers
        self.pool = _pool(workers)
        self.flight: deque[tuple[Job, Future[Result] | None]] = deque()

    @property
    def is_busy(self) -> bool:
        return len(self.flight) >= self.workers * _AHEAD

    def take(self, job: Job) -> None:
        """Put a job in flight."""
        try:
            future = self.pool.submit(self.work, job)
        except BrokenExecutor:
            self.renew()
            future = self.pool.submit(self.work, job)
        self.flight.append((job, future))

    def next(self) -> Result:
        """Wait for the oldest job."""
        job, future = self.flight.popleft()
        if future is not None:
            error = future.exception()
            if error is None:
                return future.result()
            if not isinstance(error, BrokenExecutor):
                return self.failed(job, _told(error))
            self.renew()
        return self.alone(job)

    def renew(self) -> None:
        """Take new processes for those of a pool that one of its jobs has killed.

        Which job it was nobody knows: all that were in flight are done again, each alone.
        """
        self.pool.shutdown(wait=True, cancel_futures=True)
        self.pool = _pool(self.workers)
        self.flight = deque(
            (job, future if future and _is_well(future) else None) for job, future in self.flight
        )

    def alone(self, job: Job) -> Result:
        """Do a job in a process that no other job needs."""
        with _pool(1) as pool:
            future = pool.submit(self.work, job)
            error = future.exception()
        return future.result() if error is None else self.failed(job, _told(error))


def _guarded(
    work: Callable[[Job], Result], failed: Callable[[Job, str], Result], job: Job
) -> Result:
    try:
        return work(job)
    except Exception as error:  # noqa: BLE001  one bad file stops nothing
        return failed(job, _told(error))


def _is_well(future: Future[Result]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    """Let Ctrl-C reach the program alone: it ends its processes itself, without tracebacks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _told(error: BaseException) -> str:
    return f"({type(error).__name__}: {error})"
