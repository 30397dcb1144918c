"""Sphinx at work: one process of the same Python for each edition, side by side on the cores."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

Progress = Callable[[str], None]
"""Takes a line on how far the work is."""

_STEP = re.compile(r"(reading sources|writing output)\.\.\. \[ *(\d+)%\]")
# Sphinx guards references: one that leads nowhere is an error.
_STRICT = ("-n", "-W", "--keep-going")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of Sphinx over the pages of one edition.

    :param name: what progress calls it.
    :param docs: the Sphinx source.
    :param conf: the folder of ``conf.py``; ``None`` for the configuration of the program.
    :param work: a folder for this edition alone; the result goes below it.
    :param settings: values of the configuration that this run has.
    """

    name: str
    builder: str
    docs: Path
    conf: Path | None
    work: Path
    settings: Mapping[str, str]

    @property
    def out(self) -> Path:
        """The folder that holds what the run made, and nothing else."""
        return self.work / self.builder

    def command(self) -> list[str]:
        """Return the command: the same Python, so that it needs no PATH and no shell."""
        conf = ["-c", str(self.conf)] if self.conf else ["-C", "-D", "extensions=casebook.site"]
        values = [part for item in self.settings.items() for part in ("-D", "=".join(item))]
        doctrees = self.work / f"doctrees-{self.builder}"
        return [
            *(sys.executable, "-m", "sphinx", *_STRICT, "-a", "-b", self.builder),
            *(*conf, *values, "-d", str(doctrees), str(self.docs), str(self.out)),
        ]


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a run: whether it ended well, and the warnings of Sphinx."""

    run: Run
    good: bool
    warnings: str


def run_all(runs: Sequence[Sequence[Run]], progress: Progress) -> list[Ran]:
    """Do each row of runs one after the other, and the rows side by side, one a core.

    :returns: the results in the order of the runs.
    """
    workers = max(1, min(len(runs), os.cpu_count() or 1))
    board = _Board(progress)
    with ThreadPoolExecutor(workers) as pool:
        try:
            rows = list(pool.map(lambda row: [_run(item, board) for item in row], runs))
        except BaseException:
            board.end()
            raise
    return [ran for row in rows for ran in row]


def _run(run: Run, board: _Board) -> Ran:
    # Sphinx does not delete the pages of sources that are gone.
    shutil.rmtree(run.out, ignore_errors=True)
    run.out.parent.mkdir(parents=True, exist_ok=True)
    log = run.work / f"{run.builder}.log"
    with log.open("wb") as warnings:
        process = subprocess.Popen(  # noqa: S603 - our own command, without a shell
            run.command(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=warnings,
            # Sphinx stops where the system does not have the locale that the person set.
            env={
                **os.environ,
                "LC_ALL": "C",
                "PYTHONUTF8": "1",
                "PYTHONIOENCODING": "utf-8",
            },
        )
        with board.watching(process):
            assert process.stdout
            for line in iter(process.stdout.readline, b""):
                steps = _STEP.findall(line.decode("utf-8", "replace"))
                if steps:
                    board.show(run.name, " ".join((steps[-1][0], f"{steps[-1][1]}%")))
            status = process.wait()
    return Ran(run, status == 0, log.read_text("utf-8", "replace"))


class _Board:
    """How far each run is, and the processes at work."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._steps: dict[str, str] = {}
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._ended = False

    def show(self, name: str, step: str) -> None:
        self._steps[name] = step
        self._progress("; ".join(f"{item}: {self._steps[item]}" for item in sorted(self._steps)))

    @contextmanager
    def watching(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        """Let the program end a process when the program is stopped."""
        self._processes.add(process)
        try:
            if self._ended:
                process.terminate()
            yield
        finally:
            self._processes.discard(process)

    def end(self) -> None:
        self._ended = True
        for process in tuple(self._processes):
            process.terminate()
