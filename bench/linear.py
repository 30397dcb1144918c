"""Time each stage on one input of more and more parts: twice the input, twice the seconds.

Usage: python -m bench.linear [STAGE …] [--sizes N …]

Shapes are those of the tests (``tests/ingest/test_work_of_reading.py``,
``tests/project/test_work_of_stages.py``).  Seconds are of processor time, the best of several
runs of each size in turn, so that other work on the machine falls on all of them; what the
smallest size takes is taken away from the others.  Each run is in a process of its own, forked
from one that has done the work of a small size: what one remembers of texts, and finds again
in the next while it has room, would make small sizes cheap.  1 where what is added grows more
than 2.3 times when the size doubles; calls of functions are counted by the tests, instructions
of Typst by ``bench.typst_work``.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from bench.typst_work import manuscript
from tests.ingest import test_work_of_reading as reading
from tests.project import test_work_of_stages as stages
from tests.site.build import snapshot_of

from casebook.book import edition
from casebook.book.press import set_here
from casebook.book.setting import set_books
from casebook.memory import collecting_rarely
from casebook.records import Article, Script

MOST = 2.3
Act = Callable[[], object]


def _add(shape: str, size: int, _folder: Path) -> Act:
    return reading.read(reading.page(reading.SHAPES[shape](size)))


def _convert(shape: str, size: int, folder: Path) -> Act:
    section = {made.__name__.strip("_"): made for made in stages.SHAPES}[shape](size)
    article = Article("case", "甲縣改革", Script.HANT, (section,))

    def work() -> None:
        stages.site_files(snapshot_of([article], folder / "articles"))

    return work


def _of_snapshot(stage: Callable[..., Act]) -> Callable[[str, int, Path], Act]:
    made = {item.__name__.strip("_"): item for item in stages.SHAPES}
    return lambda shape, size, folder: stage(stages.snapshot_of_section(made[shape](size)), folder)


def _typst(shape: str, size: int, folder: Path) -> Act:
    folder.mkdir()
    file = manuscript(shape, size, folder)

    # In this process, which has no thread of Typst yet: its own would take seconds to start.
    os.environ["RAYON_NUM_THREADS"] = "1"
    vars(edition)["work"] = partial(set_here, settle=True)

    def work() -> None:
        books, problems = set_books([file], lambda _: None)
        assert books, problems

    return work


ARTICLES = tuple(item.__name__.strip("_") for item in stages.SHAPES)
TYPST = ("paragraphs", "points", "rows", "headings")
STAGES: dict[str, tuple[Callable[[str, int, Path], Act], tuple[str, ...], tuple[int, ...]]] = {
    "add": (_add, tuple(reading.SHAPES), (400, 800, 1600)),
    "convert": (_convert, ARTICLES, (200, 400, 800)),
    "sphinx": (_of_snapshot(stages.sphinx_stage), ARTICLES, (400, 800, 1600)),
    "typst": (_typst, TYPST, (2000, 4000, 8000)),
    "search": (_of_snapshot(stages.search_stage), ARTICLES, (800, 1600, 3200)),
}
_SMALL = 20
"""The size whose work is done before any is timed, so that everything is loaded."""
TIMES = {"add": 3, "convert": 3, "sphinx": 3, "typst": 2, "search": 5}
"""Runs of each size: more where one takes less."""


def _seconds(make: Callable[[int, Path], Act], sizes: Sequence[int], times: int) -> list[float]:
    """Return the least processor time of so many runs of each size, their processes counted."""
    least = [math.inf] * len(sizes)
    for _ in range(times):
        for at, size in enumerate(sizes):
            least[at] = min(least[at], _of_a_process(partial(_once, make, size)))
    return least


def _once(make: Callable[[int, Path], Act], size: int) -> float:
    with tempfile.TemporaryDirectory() as name:
        act = make(size, Path(name, "work"))
        with collecting_rarely():  # as the program does
            before = _spent()
            act()
            return _spent() - before


def _of_a_process(measure: Callable[[], float]) -> float:
    """Return what a function returns in a process of its own, forked from this one."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(write, repr(measure()).encode())
        except BaseException:  # noqa: BLE001 - as an interpreter ends
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    return float(said)


def _spent() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def _rows(names: list[str], sizes: list[int] | None) -> Iterator[tuple[str, float]]:
    for name in names or STAGES:
        stage, shapes, usual = STAGES[name]
        for shape in shapes:
            make = partial(stage, shape)
            if name != "typst":  # whose threads no fork has
                _once(make, _SMALL)
            taken = _seconds(make, sizes or usual, TIMES[name])
            added = [later - former for former, later in pairwise(taken)]
            ratio = added[-1] / added[-2]
            shown = " / ".join(f"{seconds:.3f}" for seconds in taken)
            numbers = " / ".join(map(str, sizes or usual))
            yield f"| {name} | {shape} | {numbers} | {shown} | {ratio:.2f} |", ratio


def main() -> int:
    """Print a row for each stage and shape; 1 where doubling costs too much."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=f"of {', '.join(STAGES)}")
    parser.add_argument("--sizes", nargs=3, type=int, help="each twice the one before")
    given = parser.parse_args()
    print("| stage | shape | sizes | CPU s | what is added, doubled |\n|---|---|---|---|---|")
    good = True
    for row, ratio in _rows(given.stages, given.sizes):
        print(row, flush=True)
        good = good and ratio <= MOST
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
