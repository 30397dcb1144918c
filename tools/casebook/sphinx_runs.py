"""Sphinx at work: one process of the same Python for each edition, side by side on the cores.

Where the system allows it, such a process is a copy of this one: the program and the knowledge
base are loaded already, which takes longer than what Sphinx does after a small change.  A run
from nothing has a new process, which needs less memory: a copy has what this one took before.
"""

from __future__ import annotations

import codecs
import gc
import locale
import os
import re
import shutil
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import IO

from casebook.files import FULL, all_below, remove, write_new
from casebook.processes import Copy, can_copy

Progress = Callable[[str], None]
"""Takes a line on how far the work is."""

Sphinx = Callable[[Sequence[str]], int]
"""Runs Sphinx in this process, with its arguments; returns the exit status."""

INVENTORY = "objects.inv"
"""The list of all addresses that Sphinx writes (``sphinx.builders.html.INVENTORY_FILENAME``)."""

_Process = Copy | subprocess.Popen[bytes]

_STEP = re.compile(r"(reading sources|writing output)\.\.\. \[ *(\d+)%\]")
# How many pages a step takes: Sphinx says it of reading, our builder of writing.
_TO_READ = re.compile(r"(\d+) added, (\d+) changed, \d+ removed")
_TO_WRITE = re.compile(r"pages to write: (\d+)")
# What Python says nothing of unless it is asked to (library/warnings, "Default Warning Filter").
_IGNORED = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)
_ROOM = 1 << 16
"""Bytes for which there is room on a disk that is not full: the messages of Sphinx take less."""
# Sphinx guards references: one that leads nowhere is an error.
_STRICT = ("-n", "-W", "--keep-going")


def environment() -> dict[str, str]:
    """Return the environment of a process of Sphinx.

    Sphinx stops where the system does not have the locale that the person set, so the
    process has one that is there.  It is one of UTF-8: Python before 3.13 reads the paths of
    packages that are installed for development in the encoding of the locale, and the folder
    of the program may have Chinese in its name.
    """
    return {
        **os.environ,
        "LC_ALL": _locale(),
        "PYTHONUTF8": "1",
        "PYTHONIOENCODING": "utf-8",
    }


@cache
def _locale() -> str:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


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
        program = (sys.executable, "-m", "casebook.site.process", str(os.getpid()))
        return [*program, *self.arguments()]

    def arguments(self) -> list[str]:
        """Return the arguments of Sphinx."""
        conf = ["-c", str(self.conf)] if self.conf else ["-C", "-D", "extensions=casebook.site"]
        values = [part for item in self.settings.items() for part in ("-D", "=".join(item))]
        return [
            *(*_STRICT, "-a", "-b", self.builder),
            *(*conf, *values, "-d", str(self.doctrees), str(self.docs), str(self.out)),
        ]

    @property
    def log(self) -> Path:
        """The file of the warnings of Sphinx."""
        return self.work / f"{self.builder}.log"

    @property
    def doctrees(self) -> Path:
        """The folder of what Sphinx has read, for the next run."""
        return self.work / f"doctrees-{self.builder}"

    def prepare(self) -> None:
        """Leave of the last run what this one may rely on: nothing, where it did not end well.

        What Sphinx has read it does not read again, so it would not warn again either.
        Pages, pictures and the inventory stay for the builder that knows which of them it would
        make again.

        :raises OSError: where something of it cannot be removed.
        """
        if not self._good.exists():
            _remove(self.doctrees)
        self._good.unlink(missing_ok=True)
        if self.builder != "html" or not self.doctrees.is_dir():
            # Sphinx does not delete the pages of sources that are gone.
            _remove(self.out)
        for path in list(all_below(self.out)):
            stays = path.endswith((".html", INVENTORY)) or Path(path).parent.name == "_images"
            if not stays:
                Path(path).unlink()
        self.work.mkdir(parents=True, exist_ok=True)

    def discard(self) -> None:
        """Give back the room on the disk that a run took that did not end well.

        The next one would not rely on it.
        """
        for folder in (self.doctrees, self.out):
            shutil.rmtree(folder, ignore_errors=True)

    def end_well(self) -> None:
        """Remember that the run ended well."""
        self._good.touch()

    @property
    def goes_on(self) -> bool:
        """Whether it may rely on the last run, and so has little to do."""
        return self._good.exists() and self.doctrees.is_dir()

    @property
    def _good(self) -> Path:
        return self.work / f"{self.builder}.good"


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a run: whether it ended well, and the warnings of Sphinx.

    :param full: what the system says of a disk that had no room for the run, ``""`` where it had.
    """

    run: Run
    good: bool
    warnings: str
    full: str = ""


def run_all(
    runs: Sequence[Sequence[Run]],
    progress: Progress,
    meanwhile: Callable[[], None],
    sphinx: Sphinx | None = None,
) -> list[Ran]:
    """Do each row of runs one after the other, and the rows side by side, one a core.

    :param meanwhile: what this process does while they run.
    :param sphinx: what a copy of this process may do instead of a new one.
    :returns: the results in the order of the runs.
    """
    workers = max(1, min(len(runs), os.cpu_count() or 1))
    board = _Board(progress)
    with ExitStack() as stack, ThreadPoolExecutor(workers) as pool:
        # All of them before there is another thread; each waits for its turn.
        copies = {
            id(run): stack.enter_context(Copy(partial(_in_copy, run.log, run.arguments(), sphinx)))
            for run in (item for row in runs for item in row)
            if sphinx and run.goes_on and _is_fit()
        }
        try:
            rows = pool.map(
                lambda row: [_run(item, board, copies.get(id(item))) for item in row], runs
            )
            meanwhile()
            return [ran for row in rows for ran in row]
        except BaseException:
            board.end()
            raise


def _is_fit() -> bool:
    """Whether a copy of this process is as good as a new one.

    Not where Sphinx worked here before, or might have, as in tests: it leaves traces.
    """
    encodings = (locale.getpreferredencoding(False), sys.getfilesystemencoding())
    is_utf8 = all(codecs.lookup(name).name == "utf-8" for name in encodings)
    return is_utf8 and "sphinx" not in sys.modules and can_copy()


def _in_copy(log: Path, arguments: Sequence[str], sphinx: Sphinx) -> int:
    """Run Sphinx in a copy of the program, as a new process would."""
    gc.freeze()  # what is looked through would be copied
    warnings.resetwarnings()
    for kind in _IGNORED:
        warnings.simplefilter("ignore", kind)
    os.environ.update(environment())
    with log.open("ab") as errors:
        os.dup2(errors.fileno(), 2)
    if not sys.flags.safe_path:
        sys.path.insert(0, os.getcwd())  # noqa: PTH109 - as Python does for a module
    return sphinx(arguments)


def _run(run: Run, board: _Board, copy: Copy | None = None) -> Ran:
    run.prepare()
    with run.log.open("wb") as errors, copy or _new(run, errors) as process:
        if copy:
            copy.begin()
        status = _watched(process, run.name, board)
    said = run.log.read_text("utf-8", "replace")
    if status == 0:
        run.end_well()
        return Ran(run, True, said)
    full = _full(run.work, said)
    if full:
        run.discard()
    return Ran(run, False, said, full)


def _full(folder: Path, said: str) -> str:
    """Return why a run had no room on the disk, in the words of the system; ``""`` where it had.

    Sphinx names the number of an error, where there is still room for what it says.

    :param folder: a folder of the run, in which a file is tried.
    """
    for number in FULL:
        if f"[Errno {number}]" in said:
            return os.strerror(number)
    trial = folder / "trial"
    try:
        write_new(trial, bytes(_ROOM))
    except OSError as error:
        return (error.strerror or "") if error.errno in FULL else ""
    finally:
        remove(trial)
    return ""


def _new(run: Run, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own command, without a shell
        run.command(),
        stdin=subprocess.PIPE,  # it ends where this does
        stdout=subprocess.PIPE,
        stderr=errors,
        env=environment(),
    )


def _watched(process: _Process, name: str, board: _Board) -> int:
    """Show how far a process is until it ends; return its exit status."""
    with board.watching(process):
        pace = Pace(time.monotonic)
        assert process.stdout
        for line in iter(process.stdout.readline, b""):
            if step := pace.after(line.decode("utf-8", "replace")):
                board.show(name, step)
        return process.wait()


class Pace:
    """How far a run of Sphinx is, from what it prints: pages, their total, and pages a second.

    :param clock: returns seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._totals: dict[str, int] = {}
        self._step, self._began = "", 0.0

    def after(self, line: str) -> str:
        """Return what to show after a line of Sphinx; ``""`` for nothing new."""
        if match := _TO_READ.search(line):
            self._totals["reading sources"] = int(match[1]) + int(match[2])
        if match := _TO_WRITE.search(line):
            self._totals["writing output"] = int(match[1])
        steps = _STEP.findall(line)
        if not steps:
            return ""
        step, share = steps[-1]
        now = self._clock()
        if step != self._step:
            self._step, self._began = step, now
        total = self._totals.get(step)
        if total is None:
            return f"{step} {share}%"
        done = total * int(share) // 100
        took = now - self._began
        return f"{step} {done}/{total}" + (f", {done / took:.1f}/s" if took >= 1 else "")


class _Board:
    """How far each run is, and the processes at work."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._steps: dict[str, str] = {}
        self._processes: set[_Process] = set()
        self._ended = False

    def show(self, name: str, step: str) -> None:
        self._steps[name] = step
        self._progress("; ".join(f"{item}: {self._steps[item]}" for item in sorted(self._steps)))

    @contextmanager
    def watching(self, process: _Process) -> Iterator[None]:
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
