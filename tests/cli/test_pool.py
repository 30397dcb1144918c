"""Many jobs on all cores: in order, and no job stops another."""

from __future__ import annotations

import mmap
import os
import re
import signal
import subprocess
import sys
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Base, snapshot

from casebook import pool
from casebook.library import load_articles
from casebook.pool import Failure, Limits, in_order

LIMITS = Limits(60)
TOOLS = Path(__file__).parents[2] / "tools"


def work(job: int) -> str:
    """Do a job: multiples of five fail, multiples of seven kill their process."""
    if job % 7 == 0:
        os._exit(3)
    if job % 5 == 0:
        raise ValueError(f"{job} is bad")
    return f"done {job}"


def failed(job: int, failure: Failure, reason: str) -> str:
    return f"failed {job} {failure.value} {reason.partition(':')[0]}"


def expected(job: int) -> str:
    if job % 7 == 0:
        return f"failed {job} mistake (its process ended"
    return f"failed {job} mistake (ValueError" if job % 5 == 0 else f"done {job}"


@pytest.mark.parametrize("count", [2, 6, 40])
def test_every_job_is_answered_in_order(count: int) -> None:
    jobs = list(range(1, count + 1))
    assert list(in_order(work, jobs, failed, LIMITS)) == [expected(job) for job in jobs]


def test_one_job_is_done_here_and_none_is_nothing() -> None:
    assert list(in_order(work, [5], failed, LIMITS)) == ["failed 5 mistake (ValueError"]
    assert list(in_order(work, [], failed, LIMITS)) == []


def test_few_jobs_are_in_flight() -> None:
    """Memory does not grow with the number of jobs: they are taken as results leave."""
    taken = []

    class Jobs(list[int]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            for job in range(1, 2000, 35):
                taken.append(job)
                yield job

    results = in_order(str, Jobs(range(1000)), failed, LIMITS)
    assert next(results) == "1"
    assert len(taken) <= 8 * (os.cpu_count() or 1)
    results.close()  # type: ignore[attr-defined]


_begun = os.pipe()


def endless(job: int) -> str:
    """Never finish job 1, in Python; nor job 3, which no thread of its process interrupts."""
    if job in (1, 3):
        os.write(_begun[1], b".")
    while job == 1:
        pass
    if job == 3:
        re.fullmatch("(a+)+b", "a" * 60)
    return f"done {job}"


class Clock:
    """A clock that goes on only while every process that is waited for is in an endless job."""

    def __init__(self) -> None:
        self.now = 0.0
        self._endless = 0

    def monotonic(self) -> float:
        return self.now

    def wait(self, pipes: list[Any], seconds: float) -> list[Any]:
        while self._endless < len(pipes):
            ready = wait([*pipes, _begun[0]])
            if _begun[0] not in ready:
                return ready
            self._endless += len(os.read(_begun[0], 1))
        self.now += seconds
        self._endless = 0  # they are given up
        return []


def greedy(job: int) -> str:
    """Take more memory than is allowed for job 1."""
    return f"done {len(bytearray(2 * 1024**3)) if job == 1 else job}"


@pytest.mark.skipif(sys.platform != "linux", reason="the clock is one with processes that fork")
@pytest.mark.parametrize("jobs", [[1], [3], [0, 1, 2, 3, 4]])
def test_a_job_that_never_ends_is_given_up_and_named(
    jobs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(pool, "time", clock)
    monkeypatch.setattr(pool, "wait", clock.wait)
    results = list(in_order(endless, jobs, failed, Limits(300), workers=2))
    assert results == [
        f"failed {job} timeout (300 seconds)" if job in (1, 3) else f"done {job}" for job in jobs
    ]
    assert clock.now == 300


def test_a_job_that_takes_too_much_memory_is_given_up_and_named() -> None:
    limits = Limits(60, memory=1536 * 1024**2)
    assert list(in_order(greedy, [0, 1, 2], failed, limits)) == [
        "done 0",
        "failed 1 memory (1536 MiB)",
        "done 2",
    ]


def unsendable(job: int) -> object:
    return (lambda: job) if job else "done"


def test_memory_that_the_program_has_itself_does_not_count() -> None:
    limits = Limits(60, memory=1536 * 1024**2)
    with mmap.mmap(-1, 4 * 1024**3):
        assert list(in_order(greedy, [0, 2], failed, limits)) == ["done 0", "done 2"]


def test_a_result_that_cannot_be_sent_fails_its_job_alone() -> None:
    results = list(in_order(unsendable, [1, 0], failed, LIMITS))
    assert str(results[0]).startswith("failed 1 mistake (")
    assert results[1] == "done"


def test_a_slow_job_does_not_change_the_order() -> None:
    results = in_order(slow_first, list(range(9)), failed, LIMITS, workers=2)
    assert list(results) == list(range(9))


def slow_first(job: int) -> int:
    if job == 0:
        sum(range(3_000_000))
    return job


HANGING = """
import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests may run under nohup
from casebook.pool import Limits, in_order
def hang(job):
    os.write(job[1], b"%d " % os.getpid())
    if job[0] == "python":
        while True: pass
    import re
    re.fullmatch("(a+)+b", "a" * 60)
out = int(sys.argv[1])
list(in_order(hang, [("python", out), ("c", out)], None, Limits(10**6), workers=2))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are ended otherwise on Windows")
@pytest.mark.parametrize("end", ["SIGTERM", "SIGKILL", "SIGHUP"])
def test_no_process_outlives_the_program(end: str) -> None:
    """However it ends; also one that is deep in a regular expression."""
    reading, writing = os.pipe()
    running = subprocess.Popen(
        [sys.executable, "-c", HANGING, str(writing)],
        env={**os.environ, "PYTHONPATH": str(TOOLS)},
        pass_fds=[writing],
    )
    os.close(writing)
    known = b""
    while known.count(b" ") < 2:
        known += os.read(reading, 100)
    os.kill(running.pid, getattr(signal, end))
    running.wait()
    # The pipe is open while any of the processes lives: this waits until all have ended.
    assert os.read(reading, 100) == b""
    os.close(reading)


def test_one_bad_file_among_many_stops_nothing(base: Base) -> None:
    pages = [base.page(f"{number:02}.html", title=f"第{number}个改革") for number in range(30)]
    pages[11].write_bytes(b"\x00\x01\x02\xff" * 50)
    result = base.run("add", *pages)
    assert result.exit_code == 1
    assert re.findall(r"^(.*):1: (R\d+)", result.stderr, re.MULTILINE) == [(str(pages[11]), "R004")]
    articles, problems = load_articles(base.articles)
    assert not problems
    assert {article.sources[0].file for article in articles} == {
        page.name for page in pages if page != pages[11]
    }


def test_ctrl_c_leaves_only_whole_files(base: Base) -> None:
    pages = [base.page(f"{number:04}.html", title=f"第{number}个改革") for number in range(1500)]
    # The tests may run in the background of a shell, where the signal is ignored.
    program = (
        "import signal, sys; from casebook.cli import main; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); main(sys.argv[1:])"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program, "add", "--articles", base.articles, *map(str, pages)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TOOLS)},
        start_new_session=True,
    )
    assert running.stdout
    assert "->" in running.stdout.readline()
    # As a terminal does it: to the program and its processes alike.
    os.killpg(running.pid, signal.SIGINT)
    _, wrong = running.communicate()
    assert running.returncode == 1
    assert "Traceback" not in wrong
    articles, problems = load_articles(base.articles)
    assert not problems
    assert 0 < len(articles) < len(pages)
    slugs = [article.slug for article in articles]
    expected = {f"{slug}.md" for slug in slugs}
    expected |= {"history.jsonl"}
    expected |= {f"{name}/{slug}.json" for slug in slugs for name in ("ledger", "ids")}
    assert snapshot(base.articles).keys() == expected
