"""A command on a knowledge base, with one fault at one change of the disk, and again without.

Used by ``tests/project/test_faults_of_builds.py`` and ``bench/faults.py``.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import io
import json
import multiprocessing
import os
import re
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casebook import sphinx_runs
from casebook.build import WORK
from casebook.cli import main
from casebook.library import dump
from casebook.output import MANIFEST, NOT_CURRENT
from casebook.processes import Copy
from tests.cli.conftest import LOCK, PAGE, article, snapshot
from tests.faulty.sitecustomize import LINE, install

KINDS = ("full", "kill", "torn", "end")
COMMANDS: Mapping[str, Sequence[str]] = {
    "add": ("add", "saved/page.html", "--slug", "page", "--date", "2026-01-02"),
    "convert": ("convert",),
    "html": ("build", "html"),
    "pdf": ("build", "pdf"),
    "epub": ("build", "epub"),
    "zip": ("build", "zip"),
    "html-edited": ("build", "html"),
    "html-added": ("build", "html"),
}
COPIED = ("html-edited", "html-added")
"""Ten articles, of which one is edited or comes: Sphinx runs in a copy of the program."""
_PR_SET_CHILD_SUBREAPER = 36
_HERE = Path(__file__).parent
_PROBLEM = re.compile(r"^\S.*?:\d+: [A-Z]\d{3} ", re.MULTILINE)
# What is kept for the next run alone: it need not be the same.
_PASSING = re.compile(r"\.casebook-\d+-\w*|(?<=/)tmp\w{8}(?=/)")
_PASSED = re.compile(r"^\.casebook-\d+-")
# What no next run reads: who held the lock last, files for temporary use under names by chance.
_UNREAD = ("tmp/", *(f"articles/{name}" for name in LOCK))
_KNOWN = 77
"""Exit status of a run that was ended, since one like it was right."""
_OWN = (f"build/{WORK}/", "build/cache/", "tmp/", "said", "articles/.casebook/")


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit status, negative where it was killed, and what it said."""

    status: int
    said: str


class Trial:
    """A knowledge base that was built and then edited, and a command that has work to do.

    :param name: of :data:`COMMANDS`.
    :param folder: an empty folder.
    :param forked: whether Sphinx and Typst are forked (:mod:`tests.faulty.forked`), and a state
        of the folder that was healed once is not healed again.
    """

    def __init__(self, name: str, folder: Path, *, forked: bool = False) -> None:
        self.name = name
        _adopt_orphans()
        self._command = COMMANDS[name]
        self._is_copied = name in COPIED
        self._healed: set[str] | None = set() if forked else None
        self._runs: list[int] = []
        self._base, self._kept, self._log = folder / "base", folder / "kept", folder / "log"
        if forked:
            _fork_processes(self._command, folder / "warm")
        self._fill()
        self.before = self._tree()
        shutil.copytree(self._base, self._kept)
        ended = self._run({"kind": "", "at": -1})
        assert ended.status == 0, ended.said
        lines = self._log.read_bytes()
        self.points = [
            lines[at : at + LINE].decode("utf-8", "replace").rstrip()
            for at in range(0, len(lines), LINE)
        ]
        """The changes of the disk that the command makes."""
        self.after = self._tree()

    def _fill(self) -> None:
        for name in ("articles", "docs", "saved", "tmp"):
            (self._base / name).mkdir(parents=True)
        (self._base / "casebook.toml").write_text('editions = ["zh-Hant-TW"]\n', "utf-8")
        (self._base / "saved" / "page.html").write_text(
            PAGE.format(title="某镇一窗受理改革", town="某镇"), "utf-8"
        )
        slugs = [f"case-{number}" for number in range(8)] if self._is_copied else []
        for slug in ("good", "gone", *slugs):
            (self._base / "articles" / f"{slug}.md").write_text(dump(article(slug)), "utf-8")
        if self._command[0] != "add":
            ended = self._run(None)
            assert ended.status == 0, ended.said
        if not self._is_copied:
            (self._base / "articles" / "gone.md").unlink()
        changed = "new" if self.name == "html-added" else "good"
        (self._base / "articles" / f"{changed}.md").write_text(
            dump(article(changed, title="另一題目")), "utf-8"
        )

    def _tree(self) -> dict[str, bytes]:
        return {
            name: content
            for name, content in snapshot(self._base).items()
            if not name.startswith(_OWN)
        }

    def wrong(self, kind: str, at: int) -> str:
        """Let one change fail, then run the command again; return what is wrong, or ``""``."""
        shutil.rmtree(self._base)
        shutil.copytree(self._kept, self._base)
        ended = self._run({"kind": kind, "at": at})
        if wrong := self._wrong_at_once(kind, ended):
            return wrong
        return self._wrong_afterwards() if self._is_new_state() else ""

    def _wrong_at_once(self, kind: str, ended: Ended) -> str:
        tree = self._tree()
        if "Traceback" in ended.said:
            return f"traceback: {ended.said[-1500:]}"
        if kind in ("kill", "torn"):
            if ended.status != -9:
                return f"was not killed: {ended}"
        elif ended.status == 0:
            if tree != self.after:
                return f"says that it is done: {_differences(tree, self.after)}"
        elif ended.status != -9 and (ended.status != 1 or not _PROBLEM.search(ended.said)):
            return f"names no problem: {ended}"
        for name in tree.keys() | self.before.keys():
            known = (self.before.get(name), self.after.get(name))
            is_note = name.endswith(NOT_CURRENT) or name == f"build/{MANIFEST}"
            # The next program removes such a file, and ends an addition that was begun.
            is_addition = name == "articles/history.jsonl" and tree.get(name) == b""
            is_passing = "/.casebook-" in f"/{name}" or is_addition
            if not (is_note or is_passing) and tree.get(name) not in known:
                return f"neither old nor new: {name}"
        return ""

    def each(self, kinds: Sequence[str], numbers: range) -> Iterator[tuple[str, int, str]]:
        """Let each of these changes fail, as :mod:`tests.faulty.branches` does.

        :returns: the fault, its number, and what is wrong, or ``""``.
        """
        from tests.faulty import forked
        from tests.faulty.branches import Branches

        shutil.rmtree(self._base)
        shutil.copytree(self._kept, self._base)
        log, text = self._base.with_name("log-of-all"), self._base.with_name("said")
        log.unlink(missing_ok=True)
        judge, run = multiprocessing.Pipe()
        pid = os.fork()
        if pid == 0:
            judge.close()

            def report(kind: str, at: int, status: int, said: str) -> None:
                run.send((kind, at, status, said))
                run.recv()

            forked.branches = Branches(
                self._base, self._base.with_name("spare"), log, kinds, numbers, report
            )
            order = {"log": str(log), "kind": "", "at": -1, "before": forked.branches.before}
            os._exit(self._child(order, os.open(text, os.O_WRONLY | os.O_CREAT)))
        run.close()
        with contextlib.suppress(EOFError):
            while True:
                kind, at, status, said = judge.recv()
                yield kind, at, self._judged(kind, Ended(status, said))
                judge.send(None)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        assert status == 0, text.read_text("utf-8")
        assert self._tree() == self.after

    def _judged(self, kind: str, ended: Ended) -> str:
        """Return what is wrong with the folder as it stands, which stays as it is."""
        if wrong := self._wrong_at_once(kind, ended):
            return wrong
        if not self._is_new_state():
            return ""
        live = self._base.with_name("live")
        self._base.rename(live)
        try:
            shutil.copytree(live, self._base)
            # The process that made them lives still, but would be dead.
            for path in list(self._base.rglob(".casebook-*")):
                if path.is_file():
                    path.rename(path.with_name(_PASSED.sub(f".casebook-{_dead()}-", path.name)))
            return self._wrong_afterwards()
        finally:
            shutil.rmtree(self._base)
            live.rename(self._base)

    def _is_new_state(self) -> bool:
        if self._healed is None:
            return True
        state = self._state()
        is_new = state not in self._healed
        self._healed.add(state)
        return is_new

    def _state(self) -> str:
        """Return a checksum of all that the next run may read."""
        state = hashlib.sha256()
        for name, content in sorted(snapshot(self._base).items()):
            if not name.startswith(_UNREAD):
                state.update(repr((_PASSING.sub(".casebook-", name), content)).encode())
        return state.hexdigest()

    def _stop_where_known(self) -> None:
        """In the program, before Sphinx: end where one with this folder went on and was right."""
        assert self._healed is not None
        state = f"sphinx {self._state()}"
        if state in self._healed:
            os._exit(_KNOWN)
        self._base.with_name("state").write_text(state, "utf-8")

    def _wrong_afterwards(self) -> str:
        ended = self._run(None)
        if ended.status == _KNOWN:
            return ""
        if ended.status:
            return f"the next run fails: {ended}"
        tree = self._tree()
        left = sorted(name for name in tree if ".casebook-" in name)
        if tree != self.after:
            found = _differences(tree, self.after)
            return f"the next run does not heal: {found} {left}; {self._runs}: {ended.said}"
        if self._healed is not None and (note := self._base.with_name("state")).exists():
            self._healed.add(note.read_text("utf-8"))
            note.unlink()
        return ""

    def _run(self, order: dict[str, Any] | None) -> Ended:
        """Run the command in a session of its own, and wait for the end of all its processes."""
        self._log.unlink(missing_ok=True)
        # A pipe: what is said must not need the disk.
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(read)
            os._exit(self._child(order, write))
        self._runs = [*self._runs[-1:], pid]
        os.close(write)
        with os.fdopen(read, encoding="utf-8", errors="replace") as pipe:
            said = pipe.read()
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        with contextlib.suppress(ChildProcessError):
            # Sphinx, killed with it or by its end, may be within a last call of the system.
            while os.waitpid(-pid, 0):
                pass
        return Ended(status, said)

    def _child(self, order: dict[str, Any] | None, write: int) -> int:
        os.setsid()
        os.chdir(self._base)
        os.environ["TMPDIR"] = str(self._base / "tmp")
        tempfile.tempdir = None
        for stream in (1, 2):
            os.dup2(write, stream)
        os.close(write)
        # Faults reach Sphinx by the environment of a new process, or are there in a copy.
        vars(sphinx_runs)["_is_fit"] = lambda: self._is_copied
        if order is None and self._healed is not None:
            from tests.faulty import forked

            forked.before_sphinx = self._stop_where_known
        if order is not None:
            before = order.pop("before", None)
            given = {"log": str(self._log), **order, "folder": str(self._base)}
            os.environ["CASEBOOK_FAULT"] = json.dumps(given)
            known = os.environ.get("PYTHONPATH", "")
            os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_HERE), known)))
            install(given, before)
        return _status(self._command)


def _fork_processes(command: Sequence[str], folder: Path) -> None:
    """Let Sphinx and Typst be forked, from this process once it has done all of the work."""
    from tests.faulty import forked

    made: list[sphinx_runs.Run] = []
    run = sphinx_runs._run

    def remember(
        item: sphinx_runs.Run, board: sphinx_runs._Board, copy: Copy | None
    ) -> sphinx_runs.Ran:
        made.append(item)
        return run(item, board, copy)

    folder.mkdir()
    (folder / "articles").mkdir()
    (folder / "casebook.toml").write_text('editions = ["zh-Hant-TW"]\n', "utf-8")
    (folder / "articles" / "good.md").write_text(dump(article("good")), "utf-8")
    here = Path.cwd()
    os.chdir(folder)
    vars(sphinx_runs)["_run"] = remember
    try:
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            contextlib.suppress(SystemExit),
        ):
            # Typst draws the cover of an EPUB in this process, and its threads are in no copy.
            main(["build", "pdf"] if "epub" in command else [*command])
    finally:
        vars(sphinx_runs)["_run"] = run
        os.chdir(here)
    for item in made:
        forked.warm_up(item.command(), folder / "said")
    forked.install()


def _adopt_orphans() -> None:
    """Let processes whose parent has ended be children of this one, which can wait for them."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _dead() -> int:
    """Return the number of a process that has ended."""
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return pid


def _status(command: Sequence[str]) -> int:
    output = io.TextIOWrapper(os.fdopen(1, "wb", closefd=False), encoding="utf-8")
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            main(list(command))
            status = 0
        except SystemExit as ended:
            status = int(ended.code or 0)
        except BaseException:  # noqa: BLE001 - a traceback is what is sought
            traceback.print_exc()
            status = 70
        output.flush()
    sys.stderr.flush()
    return status


def _differences(tree: Mapping[str, bytes], expected: Mapping[str, bytes]) -> list[str]:
    names = sorted(tree.keys() | expected.keys())
    return [name for name in names if tree.get(name) != expected.get(name)][:8]
