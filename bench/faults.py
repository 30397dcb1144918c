"""Let every change of the disk fail once, over `add`, `convert` and `build` of every product.

Usage: python -m bench.faults [NAME …] [--kinds KIND …] [--every N] [--from N] [--to N]

A knowledge base is built, one of its articles edited and one removed; then the command runs
with a fault (``tests/faulty/sitecustomize.py``) at one change of the disk, in whatever process
it comes, and again without.  What is printed is how many changes there are, at how many the
command was tried, and what went wrong: a traceback, a failure without its code, a file that is
neither the old nor the new one, a second run that does not heal.  Totals come as it goes, on
the error output; skipped are faults within the removal of a tree (``tests/faulty/branches.py``).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.faulty.trial import COMMANDS, COPIED, KINDS, Trial

_TOTALS = 10
"""Trials after which totals are printed."""


def _each(trial: Trial, kinds: list[str], numbers: range) -> Iterator[tuple[str, int, str]]:
    """Yield each fault, its number and what is wrong."""
    if trial.name not in ("add", "pdf", "epub", *COPIED):
        yield from trial.each(kinds, numbers)
        return
    # Processes beside, several threads, or a copy, which has no file open that was open here:
    # none can be forked in the middle of it.
    for at in numbers:
        for kind in kinds:
            yield kind, at, trial.wrong(kind, at)


def _try(name: str, kinds: list[str], numbers: range) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(name, Path(folder), forked=True)
        tried: Counter[str] = Counter()
        failed: Counter[str] = Counter()
        numbers = range(numbers.start, min(numbers.stop, len(trial.points)), numbers.step)
        for kind, at, wrong in _each(trial, kinds, numbers):
            tried[kind] += 1
            if wrong:
                failed[kind] += 1
                print(f"{name} {kind} {at} ({trial.points[at]}): {wrong}", flush=True)
            if tried.total() % _TOTALS == 0:
                passed = len(range(numbers.start, at + 1, numbers.step)) * len(kinds)
                print(
                    f"{name} to change {at} of {len(trial.points)}: {tried.total()} tried, "
                    f"{failed.total()} wrong, {passed - kinds[::-1].index(kind) - tried.total()} "
                    "skipped",
                    file=sys.stderr,
                    flush=True,
                )
        for kind in kinds:
            skipped = len(numbers) - tried[kind]
            counts = (len(trial.points), tried[kind], skipped, failed[kind])
            print(f"| {name} | {kind} | {' | '.join(map(str, counts))} |", flush=True)
    return not failed


def main() -> int:
    """Run the trials; 1 where something went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(COMMANDS)}")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--every", type=int, default=1, help="only each so many-th change")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first change")
    parser.add_argument("--to", type=int, default=10**9, help="only changes before this one")
    given = parser.parse_args()
    print("| command | fault | changes | tried | skipped | wrong |\n|---|---|---|---|---|---|")
    results = [
        _try(name, given.kinds, range(given.first, given.to, given.every))
        for name in given.names or COMMANDS
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
