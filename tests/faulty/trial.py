"""A command on a knowledge base, with one fault at one change of the disk, and again without.

Used by ``tests/project/test_faults_of_builds.py`` and ``bench/faults.py``.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from casebook import files, sphinx_runs
from casebook.build import WORK
from casebook.cli import main
from casebook.library import dump
from casebook.output import MANIFEST, NOT_CURRENT
from tests.cli.conftest import PAGE, article, snapshot
from tests.faulty.sitecustomize import LINE, install

KINDS = ("full", "kill", "torn", "end")
COMMANDS: Mapping[str, Sequence[str]] = {
    "add": ("add", "saved/page.html", "--slug", "page", "--date", "2026-01-02"),
    "convert": ("convert",),
    "html": ("build", "html"),
    "pdf": ("build", "pdf"),
    "epub": ("build", "epub"),
    "zip": ("build", "zip"),
}
_HERE = Path(__file__).parent
_PROBLEM = re.compile(r"^\S.*?:\d+: [A-Z]\d{3} ", re.MULTILINE)
# What is kept for the next run alone: it need not be the same.
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
        self._command = COMMANDS[name]
        self._healed: set[str] | None = set() if forked else None
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
        for slug in ("good", "gone"):
            (self._base / "articles" / f"{slug}.md").write_text(dump(article(slug)), "utf-8")
        if self._command[0] != "add":
            ended = self._run(None)
            assert ended.status == 0, ended.said
        (self._base / "articles" / "gone.md").unlink()
        (self._base / "articles" / "good.md").write_text(
            dump(article("good", title="另一題目")), "utf-8"
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
        return self._wrong_at_once(kind, ended) or self._wrong_afterwards()

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

    def _wrong_afterwards(self) -> str:
        if self._healed is not None:
            state = sha256(repr(sorted(snapshot(self._base).items())).encode()).hexdigest()
            if state in self._healed:
                return ""
            self._healed.add(state)
        ended = self._run(None)
        if ended.status:
            return f"the next run fails: {ended}"
        tree = self._tree()
        left = sorted(name for name in tree if ".casebook-" in name)
        if tree != self.after:
            return f"the next run does not heal: {_differences(tree, self.after)} {left}"
        return ""

    def _run(self, order: dict[str, object] | None) -> Ended:
        """Run the command in a session of its own, and wait for the end of all its processes."""
        self._log.unlink(missing_ok=True)
        # A pipe: what is said must not need the disk.
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(read)
            os._exit(self._child(order, write))
        os.close(write)
        with os.fdopen(read, encoding="utf-8", errors="replace") as pipe:
            said = pipe.read()
        return Ended(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said)

    def _child(self, order: dict[str, object] | None, write: int) -> int:
        os.setsid()
        os.chdir(self._base)
        os.environ["TMPDIR"] = str(self._base / "tmp")
        tempfile.tempdir = None
        for stream in (1, 2):
            os.dup2(write, stream)
        os.close(write)
        if order is not None:
            given = {**order, "log": str(self._log), "folder": str(self._base)}
            os.environ["CASEBOOK_FAULT"] = json.dumps(given)
            known = os.environ.get("PYTHONPATH", "")
            os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_HERE), known)))
            install(given)
        return _status(self._command)


def _fork_processes(command: Sequence[str], folder: Path) -> None:
    """Let Sphinx and Typst be forked, from this process once it has done all of the work."""
    from tests.faulty import forked

    made: list[sphinx_runs.Run] = []
    run = sphinx_runs._run

    def remember(item: sphinx_runs.Run, board: sphinx_runs._Board) -> sphinx_runs.Ran:
        made.append(item)
        return run(item, board)

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
            main([*command])
    finally:
        vars(sphinx_runs)["_run"] = run
        os.chdir(here)
    for item in made:
        forked.warm_up(item.command(), folder / "said")
    forked.install()
    files._cleared.clear()  # folders of the same names are others now


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
