"""Law 7 on folders of articles: a program is killed at each change of the disk.

What a kill leaves is what stands on the disk before the change at which it comes.  So one run
shows what all kills of it leave: an audit hook sees each change (as that of
``tests/faulty/sitecustomize.py``), and the folder is read before it.  Each of these states is
put there again, healed, and the change done once more.  One transaction in fifty is also
killed in processes of their own, which must leave the same.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.lawtrials.parts import Parts
from bench.lawtrials.trial import trial
from tests.faulty.sitecustomize import is_change
from tests.library.stored import DAY, in_child, prepared, put

from casebook.library.life import carry_out, rename, restore, withdraw
from casebook.library.lock import FolderError
from casebook.library.store import Prepared
from casebook.library.transaction import consistent

_TEXTS = ("舊", "新", "又")
_PICTURES = ("a.png", "b.png", "圖 c.jpg")
_SLUGS = ("one", "two", "three")


@functools.cache
def _prepared(text: str, pictures: tuple[str, ...], slug: str) -> Prepared:
    return prepared(text, *pictures, slug=slug, page=f"{slug}.html")


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
            put(folder, _prepared(self.text, self.pictures, self.slug), force=self.force)
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

    ``torn`` says whether a file that is opened anew there is left empty; ``twice`` at which
    change the program is killed that heals, 0 for none; ``real`` whether processes are killed
    as well.
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


_State = dict[str, bytes | None]
"""Files of a folder by their path, with their bytes; folders with ``None``."""
_SIGNED = {"lock", "holder.json"}
"""What names the process that wrote it."""
_ANEW = os.O_TRUNC | os.O_EXCL


class _Hook:
    """Calls a function before each change of the disk below a folder."""

    def __init__(self) -> None:
        self._folder = ""
        self._before: Callable[[str, int], None] = lambda _path, _flags: None
        sys.addaudithook(self._hook)

    def _hook(self, event: str, values: tuple[Any, ...]) -> None:
        if not self._folder or not is_change(event, values):
            return
        path = os.path.abspath(os.fsdecode(values[0]))  # noqa: PTH100
        if path.startswith(self._folder):
            self._folder, folder = "", self._folder
            try:
                self._before(path, (values[2] or 0) if event == "open" else 0)
            finally:
                self._folder = folder

    def during(
        self, act: Callable[[], object], folder: Path, before: Callable[[str, int], None]
    ) -> None:
        """Run something; call a function with the path and the flags of each change."""
        self._before, self._folder = before, str(folder) + os.sep
        try:
            act()
        finally:
            self._folder = ""


@functools.cache
def _hook() -> _Hook:
    """Return the hook of this process: one can be added, and none removed."""
    return _Hook()


def _read(folder: Path) -> _State:
    found: _State = {}
    for here, folders, names in os.walk(folder):
        base = here[len(str(folder)) + 1 :]
        found.update((os.path.join(base, name), None) for name in folders)  # noqa: PTH118
        for name in names:
            if name not in _SIGNED:
                with open(f"{here}/{name}", "rb") as file:  # noqa: PTH123 - a million of them
                    found[os.path.join(base, name)] = file.read()  # noqa: PTH118
    return found


def _write(folder: Path, files: _State) -> None:
    """Let a folder hold what it held."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        if content is None:
            os.makedirs(f"{folder}/{name}", exist_ok=True)  # noqa: PTH103 - as above
    for name, content in files.items():
        if content is not None:
            with open(f"{folder}/{name}", "wb") as file:  # noqa: PTH123
                file.write(content)


def _killed_at_each(step: Callable[[], object], folder: Path, *, torn: bool) -> list[_State]:
    """Return what a kill at each change that a step makes leaves of a folder."""
    left: list[_State] = []

    def before(path: str, flags: int) -> None:
        state = _read(folder)
        named = flags & _ANEW and not flags & os.O_DIRECTORY  # a file without a name is no change
        if torn and named and os.path.basename(path) not in _SIGNED:  # noqa: PTH119
            state[os.path.relpath(path, folder)] = b""
        left.append(state)

    _hook().during(step, folder, before)
    return left


def _healed(folder: Path) -> _State:
    """Return what is there once what a kill left is healed, as a reader finds it."""
    consistent(folder, list)
    found = _read(folder)
    assert not [name for name in found if name.startswith(".casebook/transaction/")]
    return found


def _seen(found: _State) -> _State:
    return {
        name: content
        for name, content in found.items()
        if content is not None and not name.startswith(".casebook/")
    }


@trial(7, case="a kill at one change of the disk", draw=_killed, cases=300)
def kill_at_every_write(case: Killed) -> int:
    """A killed process leaves before or after, whatever heals it is killed too, and a rerun ends.

    :returns: how many kills there were.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "articles")
        folder.mkdir()
        for step in case.history:
            step.do(folder)
        start = _healed(folder)
        _write(folder, start)
        left = _killed_at_each(lambda: case.last.do(folder), folder, torn=case.torn)
        end = _healed(folder)
        before, after = _seen(start), _seen(end)
        if case.real:
            _check_real(case, start, folder, left)
        kills, known, again = len(left), list[_State](), list[_State]()
        for found in left:
            if found in known:
                continue  # what follows is what followed before
            known.append(found)
            _write(folder, found)
            if case.twice:
                healing = _killed_at_each(lambda: consistent(folder, list), folder, torn=case.torn)
                kills += bool(healing)
                if healing:
                    _write(folder, healing[case.twice % len(healing)])
            healed = _healed(folder)
            assert _seen(healed) in (before, after)
            if healed not in again:
                again.append(healed)
                case.last.do(folder)
                assert _seen(_healed(folder)) == after
    return kills


def _check_real(case: Killed, start: _State, folder: Path, left: list[_State]) -> None:
    """Kill processes at some of the changes: they leave the same."""
    for at in range(0, len(left), 5):
        _write(folder, start)
        count = itertools.count()

        def before(path: str, flags: int, at: int = at, count: Iterator[int] = count) -> None:
            if next(count) == at:
                if case.torn and flags & _ANEW:
                    with contextlib.suppress(OSError):
                        os.open(path, flags, 0o644)
                os.kill(os.getpid(), signal.SIGKILL)

        child = in_child(lambda: _hook().during(lambda: case.last.do(folder), folder, before))
        assert child == -signal.SIGKILL
        assert _read(folder) == left[at]
