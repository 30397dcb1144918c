"""Law 7 on folders of articles: a program is killed at each change of the disk.

A killed process changes the disk no more.  That is done here within one process, which takes
thousands of kills a minute: at the chosen change, and at every one after it, the audit hook
of ``tests/faulty/sitecustomize.py`` raises an exception that nothing catches for good.  One
transaction in fifty is also killed in a process of its own, at the same change: what both
leave must be the same.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.lawtrials.parts import Parts
from bench.lawtrials.trial import trial
from tests.faulty.sitecustomize import is_change
from tests.library.stored import DAY, in_child, prepared, put, state

from casebook.library.life import carry_out, rename, restore, withdraw
from casebook.library.lock import FolderError

_TEXTS = ("舊", "新", "又")
_PICTURES = ("a.png", "b.png", "圖 c.jpg")
_SLUGS = ("one", "two", "three")


@dataclass(frozen=True)
class Step:
    """One change of a folder: of an article, by a program or (``edit``) by a person."""

    verb: str
    slug: str
    text: str = ""
    pictures: tuple[str, ...] = ()
    force: bool = False

    def do(self, folder: Path) -> None:
        """Carry it out, unless it is refused."""
        if self.verb == "put":
            article = prepared(self.text, *self.pictures, slug=self.slug, page=f"{self.slug}.html")
            put(folder, article, force=self.force)
            return
        if self.verb == "edit":
            path = folder / f"{self.slug}.md"
            if path.exists():
                path.write_text(path.read_text("utf-8") + f"\n{self.text}\n", "utf-8")
            return
        change: dict[str, Callable[[Path], Any]] = {
            "rename": lambda here: rename(here, self.slug, self.text, DAY),
            "withdraw": lambda here: withdraw(here, self.slug, "應發布者要求", DAY),
            "restore": lambda here: restore(here, self.slug, DAY),
        }
        with contextlib.suppress(FolderError):
            carry_out(folder, change[self.verb])


@dataclass(frozen=True)
class Killed:
    """What was done to a folder, and the change that is killed at each of its points.

    ``torn`` says whether a file that is opened anew there is left empty; ``twice`` at how
    many changes later the next program is killed too, 0 for none; ``real`` whether that is
    done in processes of their own as well.
    """

    history: tuple[Step, ...]
    last: Step
    torn: bool = False
    twice: int = 0
    real: bool = False


def _step(parts: Parts, verbs: tuple[str, ...]) -> Step:
    pick = parts.random
    verb, slug = pick.choice(verbs), pick.choice(_SLUGS)
    if verb == "rename":
        return Step(verb, slug, pick.choice(_SLUGS))
    if verb == "put":
        pictures = tuple(pick.sample(_PICTURES, pick.randint(0, 3)))
        return Step(verb, slug, pick.choice(_TEXTS), pictures, pick.random() < 0.5)
    return Step(verb, slug, pick.choice(_TEXTS))


def _killed(parts: Parts) -> Killed:
    pick = parts.random
    every = ("put", "put", "put", "edit", "rename", "withdraw", "restore")
    history = tuple(_step(parts, every) for _ in range(pick.randint(0, 4)))
    last = _step(parts, tuple(verb for verb in every if verb != "edit"))
    twice = pick.choice((0, 0, pick.randint(1, 30)))
    return Killed(history, last, pick.random() < 0.3, twice, pick.random() < 0.02)


class _End(BaseException):
    """The process would be dead."""


class _Fault:
    """Lets this process be as if dead from one change of the disk below a folder on."""

    def __init__(self) -> None:
        self.at, self.count, self.torn, self.real = -1, 0, False, False
        self.folder = ""
        sys.addaudithook(self._hook)

    def _hook(self, event: str, values: tuple[Any, ...]) -> None:
        if not self.folder or not is_change(event, values):
            return
        path = os.path.abspath(os.fsdecode(values[0]))  # noqa: PTH100
        if not path.startswith(self.folder):
            return
        number, self.count = self.count, self.count + 1
        if number < self.at or self.at < 0:
            return
        if self.torn and number == self.at and event == "open" and values[2] & _ANEW:
            folder, self.folder = self.folder, ""
            with contextlib.suppress(OSError):
                os.close(os.open(path, values[2], 0o644))
            self.folder = folder
        if self.real:
            os.kill(os.getpid(), signal.SIGKILL)
        raise _End

    def during(self, act: Callable[[], object], folder: Path, at: int, **ways: bool) -> int:
        """Run something that is killed at a change, ``-1`` for none; return how many there were."""
        self.at, self.count, self.folder = at, 0, str(folder) + os.sep
        self.torn, self.real = ways.get("torn", False), ways.get("real", False)
        try:
            act()
        except _End:
            pass
        finally:
            self.folder = ""
        return self.count


_ANEW = os.O_TRUNC | os.O_EXCL
_fault: list[_Fault] = []


def _injector() -> _Fault:
    """Return the hook of this process: one can be added, and none removed."""
    if not _fault:
        _fault.append(_Fault())
    return _fault[0]


def _raw(folder: Path) -> tuple[tuple[str, bytes], ...]:
    """Return all files and folders, those of a change under way too."""
    return tuple(
        (path.relative_to(folder).as_posix(), path.read_bytes() if path.is_file() else b"/")
        for path in sorted(folder.rglob("*"))
        if path.name not in {"lock", "holder.json"}
    )


def _whole(folder: Path) -> dict[str, bytes]:
    """Return what a reader finds, once what a kill left is healed."""
    found = state(folder)
    assert not [name for name in found if name.startswith(".casebook/transaction/")]
    return {name: content for name, content in found.items() if not name.startswith(".casebook/")}


@trial(7, case="a kill at one change of the disk", draw=_killed, cases=200)
def kill_at_every_write(case: Killed) -> int:
    """A killed process leaves before or after, whatever heals it is killed too, and a rerun ends.

    :returns: how many kills there were.
    """
    fault = _injector()
    with tempfile.TemporaryDirectory() as name:
        start, tried = Path(name, "start"), Path(name, "tried")
        start.mkdir()
        for step in case.history:
            step.do(start)
        (start / ".casebook" / "holder.json").unlink(missing_ok=True)
        before = {} if not case.history else _whole(start)
        shutil.copytree(start, tried)
        (tried / ".casebook" / "holder.json").unlink(missing_ok=True)
        points = fault.during(lambda: case.last.do(tried), tried, -1)
        after = _whole(tried)
        seen: set[object] = set()
        for at in range(points):
            shutil.rmtree(tried)
            shutil.copytree(start, tried)
            (tried / ".casebook" / "holder.json").unlink(missing_ok=True)
            fault.during(lambda: case.last.do(tried), tried, at, torn=case.torn)
            left = _raw(tried)
            if case.real and at % 10 == 0:
                _check_real(case, start, Path(name, "real"), at, left)
            if left in seen:
                continue  # what follows is what followed before
            seen.add(left)
            if case.twice:
                fault.during(lambda: state(tried), tried, case.twice - 1, torn=case.torn)
            assert _whole(tried) in (before, after), at
            case.last.do(tried)
            assert _whole(tried) == after, at
    return points


def _check_real(case: Killed, start: Path, folder: Path, at: int, left: object) -> None:
    """Kill a process at the same change: it leaves the same."""
    shutil.copytree(start, folder)
    (folder / ".casebook" / "holder.json").unlink(missing_ok=True)

    def act() -> None:
        _injector().during(lambda: case.last.do(folder), folder, at, torn=case.torn, real=True)

    assert in_child(act) == -signal.SIGKILL
    assert _raw(folder) == left
    shutil.rmtree(folder)
