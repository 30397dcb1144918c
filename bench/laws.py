"""Try every law of the design on records that are made by chance.

Usage: python -m bench.laws [LAW …] [--cases N] [--seconds S] [--seed N] [--keep FOLDER]
                            [--tally FILE]

For each trial, cases are made until there are N of them or S seconds of processor time have
gone.  They are made a few thousand at a time, each time from a seed (``bench/lawtrials/parts.py``);
what fails is made as small as possible, printed with its seed, and kept in FOLDER, from where
it is tried first the next time.  With FILE, what was tried in earlier calls counts, and each
call goes on with the next seed.  Ctrl+C ends the trial, and says how far it came.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import pickle
import resource
import sys
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.lawtrials import of_articles, of_folders, of_pages, of_text  # noqa: F401 - they register
from bench.lawtrials.determinism import end_processes, running_seconds
from bench.lawtrials.parts import Parts
from bench.lawtrials.smaller import smaller
from bench.lawtrials.trial import TRIALS, Trial, UnfitError


def _seconds() -> float:
    """Return the processor time of this process and all that it started, in seconds."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    return ended + running_seconds()


def _tried(item: Trial, case: Any) -> tuple[BaseException | None, int]:
    """Return what a case fails with, and how many it is."""
    try:
        count = item.check(case)
    except UnfitError:
        return None, 0
    except Exception as error:  # noqa: BLE001 - whatever it is, the law does not hold
        return error, 1
    return None, count or (len(case) if item.together else 1)


def _way(error: BaseException | None) -> tuple[object, ...]:
    """Return what distinguishes a failure from others: its kind, and the line of the trial."""
    if error is None:
        return ()
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame.lineno for frame in frames if "lawtrials" in frame.filename]
    return type(error), *own[-1:]


def _made(item: Trial, number: int, count: int) -> Iterator[Any]:
    """Yield the cases of a seed, or lists of those that are tried together."""
    parts = Parts(number)
    step = item.together or 1
    for start in range(0, count, step):
        group = [item.draw(parts) for _ in range(min(step, count - start))]
        yield group if item.together else group[0]


class _Run:
    """One trial under way: how many cases held, and what failed."""

    def __init__(self, item: Trial, keep: Path | None) -> None:
        self.item, self.tried, self.failed, self.number = item, 0, "", 0
        self._keep = keep / item.name if keep else None

    def go(self, cases: int, seconds: float, first: int) -> None:
        """Try what was kept, then seed after seed."""
        self.number = first
        start = _seconds()
        for path in sorted(self._keep.glob("*.pickle")) if self._keep else ():
            if not self._holds(pickle.loads(path.read_bytes())):
                return
        for self.number in itertools.count(first):
            for case in _made(self.item, self.number, min(self.item.cases, cases - self.tried)):
                if not self._holds(case):
                    return
                if _seconds() - start >= seconds:
                    return
            if self.tried >= cases:
                return

    def _holds(self, case: Any) -> bool:
        error, count = _tried(self.item, case)
        self.tried += count
        if error is None:
            return True
        way = _way(error)
        if self.item.shrinks:
            tries = 200 if self.item.together else 3000
            case = smaller(case, lambda other: _way(_tried(self.item, other)[0]) == way, tries)
            error = _tried(self.item, case)[0] or error
        self.failed = "".join(traceback.format_exception(error)) + f"\ncase: {case!r}"
        if self._keep:
            content = pickle.dumps(case)
            self._keep.mkdir(parents=True, exist_ok=True)
            (self._keep / f"{sha256(content).hexdigest()[:16]}.pickle").write_bytes(content)
        return False


@dataclass
class Tally:
    """What came of a trial in all calls: cases, seconds, the seeds before ``next``."""

    cases: int = 0
    seconds: float = 0.0
    next: int = 1


class _Tallies:
    """The tallies of all trials, in a file that each call adds to."""

    def __init__(self, path: Path | None, first: int) -> None:
        self._path, self._first = path, first
        known = json.loads(path.read_text("utf-8")) if path and path.exists() else {}
        self._known = {name: Tally(**values) for name, values in known.items()}

    def of(self, name: str) -> Tally:
        return self._known.setdefault(name, Tally(next=self._first))

    def write(self) -> None:
        if self._path:
            values = {name: asdict(tally) for name, tally in self._known.items()}
            self._path.write_text(json.dumps(values, indent=1), "utf-8")


def _run(item: Trial, chosen: argparse.Namespace, tallies: _Tallies) -> bool:
    tally = tallies.of(item.name)
    start, run, stopped = _seconds(), _Run(item, chosen.keep), False
    if tally.cases < chosen.cases:
        try:
            run.go(chosen.cases - tally.cases, chosen.seconds, tally.next)
        except KeyboardInterrupt:
            stopped = True
        tally.cases += run.tried
        tally.seconds += _seconds() - start
        tally.next = run.number + 1
        tallies.write()
    end_processes()
    said = f"FAILED at seed {run.number}" if run.failed else "stopped" if stopped else "holds"
    numbers = ", ".join(map(str, item.laws))
    print(
        f"| {numbers} | {item.name} | {item.case} | {tally.cases} | {tally.seconds:.0f} "
        f"| below {tally.next} | {said} |",
        flush=True,
    )
    if run.failed:
        print(run.failed, file=sys.stderr, flush=True)
    return not run.failed


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "laws", nargs="*", metavar="LAW", help="number of a law, or name of a trial"
    )
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=30.0, help="of processor time, each trial")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder of failures")
    parser.add_argument("--tally", type=Path, help="file that counts over several calls")
    return parser.parse_args()


def main() -> int:
    """Run the trials; 1 where a law does not hold."""
    chosen = _arguments()
    if "PYTHONHASHSEED" not in os.environ:  # what fails at a seed must fail there again
        environment = {**os.environ, "PYTHONHASHSEED": "2"}
        os.execve(sys.executable, [sys.executable, "-m", "bench.laws", *sys.argv[1:]], environment)
    print("| law | trial | case | cases | CPU s | seeds | |\n|---|---|---|---|---|---|---|")
    tallies = _Tallies(chosen.tally, chosen.seed)
    good = [
        _run(item, chosen, tallies)
        for item in TRIALS.values()
        if not chosen.laws or {*map(str, item.laws), item.name} & set(chosen.laws)
    ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
