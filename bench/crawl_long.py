"""Crawl many made pages with one worker, killed at random moments, and count what came of it.

    python bench/crawl_long.py FOLDER [PAGES] [KILLS]      # default: 100000 pages, 12 kills

The archives are those of bench/crawl.py, about 600 pages each.  The crawl is killed with all
its processes after a random number of further archives and a random while, and twice more
after the last archive, and is taken up again by the same command.  Then the rows are held
against the addresses that were written, and the mirrors against those that were made.
"""

from __future__ import annotations

import ctypes
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import crawl

_IN_ARCHIVE = 600
_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER: processes whose parent was killed are ours, and counted."""


def command(folder: Path) -> list[str]:
    names = [str(path) for path in sorted(folder.glob("*.warc.gz"))]
    start = [sys.executable, "-c", "from casebook.cli import main; main()", "crawl", *names]
    return [*start, "--out", str(folder / "whole"), "--workers", "1"]


def run_with_kills(folder: Path, kills: int) -> int:
    """Return how often the crawl was killed before it came to its end."""
    chance = random.Random(5)
    out = folder / "whole" / "pages"
    archives = len(list(folder.glob("*.warc.gz")))
    done = 0
    while True:
        before = len(list(out.glob("*.parquet")))
        last = before == archives
        wanted = archives if last else min(archives, before + chance.randint(0, 3))
        pause = chance.random() * (20 if last else 60)
        running = subprocess.Popen(command(folder), start_new_session=True)
        if done < kills + 2 * last:
            while running.poll() is None and len(list(out.glob("*.parquet"))) < wanted:
                time.sleep(1)
            try:
                running.wait(pause)
            except subprocess.TimeoutExpired:
                os.killpg(running.pid, signal.SIGKILL)
                done += 1
                there = len(list(out.glob("*.parquet")))
                print(f"killed with {there} of {archives} archives done", flush=True)
        status = running.wait()
        _reap()
        if status >= 0:
            return done


def _reap() -> None:
    """Wait for the processes that a killed one left, so that their CPU seconds count."""
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def count_rows(folder: Path) -> None:
    """Hold the rows of all pages against what was written."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    written = Counter((folder / "addresses.txt").read_text("utf-8").split())
    found: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    for path in sorted((folder / "whole" / "pages").glob("*.parquet")):
        table = pq.read_table(path, columns=["address", "outcome"])
        found.update(table["address"].to_pylist())
        outcomes.update(table["outcome"].to_pylist())
    print(f"pages written {written.total()}, rows {found.total()}: {dict(outcomes)}")
    print(f"lost {(written - found).total()}, doubled {(found - written).total()}")


def main() -> None:
    match sys.argv[1:]:
        case [folder, *numbers] if len(numbers) <= 2:
            path = Path(folder)
            pages, kills = [*map(int, numbers), *(100_000, 12)[len(numbers) :]]
        case _:
            sys.exit(__doc__)
    if not path.exists():
        crawl.make(path, pages, files=max(1, pages // _IN_ARCHIVE))
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run_with_kills(path, kills)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime - start.ru_utime - start.ru_stime
    print(f"killed {done} times; CPU {cpu:.0f} s, largest process {used.ru_maxrss / 1024:.0f} MiB")
    count_rows(path)
    crawl.mirrors(path)


if __name__ == "__main__":
    main()
