"""Many jobs on all cores: in order, and no job stops another."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Base

from casebook.cli.crew import in_order
from casebook.library import load_articles

TOOLS = Path(__file__).parents[2] / "tools"


def work(job: int) -> str:
    """Do a job: multiples of five fail, multiples of seven kill their process."""
    if job % 7 == 0:
        os._exit(3)
    if job % 5 == 0:
        raise ValueError(f"{job} is bad")
    return f"done {job}"


def failed(job: int, reason: str) -> str:
    return f"failed {job} {reason.partition(':')[0]}"


def expected(job: int) -> str:
    if job % 7 == 0:
        return f"failed {job} (BrokenProcessPool"
    return f"failed {job} (ValueError" if job % 5 == 0 else f"done {job}"


@pytest.mark.parametrize("count", [2, 6, 40])
def test_every_job_is_answered_in_order(count: int) -> None:
    jobs = list(range(1, count + 1))
    assert list(in_order(work, jobs, failed)) == [expected(job) for job in jobs]


def test_one_job_is_done_here_and_none_is_nothing() -> None:
    assert list(in_order(work, [5], failed)) == ["failed 5 (ValueError"]
    assert list(in_order(work, [], failed)) == []


def test_few_jobs_are_in_flight() -> None:
    """Memory does not grow with the number of jobs: they are taken as results leave."""
    taken = []

    class Jobs(list[int]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            for job in range(1, 2000, 35):
                taken.append(job)
                yield job

    results = in_order(str, Jobs(range(1000)), failed)
    assert next(results) == "1"
    assert len(taken) <= 8 * (os.cpu_count() or 1)
    results.close()  # type: ignore[attr-defined]


def test_one_bad_file_among_many_stops_nothing(base: Base) -> None:
    pages = [base.page(f"{number:02}.html", title=f"第{number}个改革") for number in range(30)]
    pages[11].write_bytes(b"\x00\x01\x02\xff" * 50)
    result = base.run("add", *pages)
    assert result.exit_code == 1
    assert re.findall(r"^(.*):0: (R\d+)", result.stderr, re.MULTILINE) == [(str(pages[11]), "R004")]
    articles, problems = load_articles(base.articles)
    assert not problems
    assert {article.sources[0].file for article in articles} == {
        page.name for page in pages if page != pages[11]
    }


def test_ctrl_c_leaves_only_whole_files(base: Base) -> None:
    pages = [base.page(f"{number:04}.html", title=f"第{number}个改革") for number in range(1500)]
    program = "import sys; from casebook.cli import main; main(sys.argv[1:])"
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
    names = {path.name for path in base.articles.rglob("*") if path.is_file()}
    assert names == {f"{a.slug}.{end}" for a in articles for end in ("md", "json")}
