"""Articles to store, and a folder at every moment that a program can be killed or refused."""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.cli.conftest import snapshot

from casebook import files
from casebook.ingest.read.pictures import SavedPicture
from casebook.library.store import Prepared, Store, prepare
from casebook.library.transaction import consistent
from casebook.problems import Problem
from casebook.records import Article, Ledger, Paragraph, Picture, Script, Section, Source, Theme

PAGE = Path("saved/page.html")
DAY = dt.date(2026, 1, 2)


def prepared(text: str, *pictures: str, slug: str = "case", page: str = "page.html") -> Prepared:
    """Return an article of one paragraph, with pictures that hold its text."""
    blocks = (Paragraph(text), *(Picture("說明", name) for name in pictures))
    article = Article(
        slug,
        "題目",
        Script.HANT,
        (Section(Theme.MEASURES, "做法", blocks),),
        sources=(Source(file=page, sha256=files.sha256_of(page.encode())),),
    )
    saved = tuple(SavedPicture(name, f"{name} {text}".encode()) for name in pictures)
    return prepare(article, Ledger(steps=(text,)), saved)


def put(folder: Path, article: Prepared, *, force: bool = False) -> tuple[Problem, ...]:
    return Store(folder, force=force, day=DAY).put(article, PAGE)


def state(folder: Path) -> dict[str, bytes]:
    """Return what a reader finds in a folder."""
    return consistent(folder, lambda: snapshot(folder)) if folder.is_dir() else {}


class Killed(BaseException):
    """The process that was to be killed has come to its end instead."""


def in_child(action: Callable[[], None]) -> int:
    """Run something in a process of its own; return its exit status, negative where killed."""
    pid = os.fork()
    if pid == 0:
        try:
            action()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - nothing of the child may reach the test runner
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def points(action: Callable[[], object]) -> list[str]:
    """Return every change of the disk that an action makes."""
    seen: list[str] = []
    files.before_change = lambda operation, path: seen.append(f"{operation} {path.name}")
    try:
        action()
    finally:
        files.before_change = files._nothing
    return seen


def killing(at: int) -> Callable[[str, Path], None]:
    """Return a fault that kills the process before its change number ``at``."""
    left = iter(range(at, -1, -1))

    def kill(_operation: str, _path: Path) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return kill


def refusing(*at: int) -> Callable[[str, Path], None]:
    """Return a fault that lets the changes of these numbers fail, as on a full disk."""
    count: Iterator[int] = iter(range(10**6))

    def refuse(_operation: str, path: Path) -> None:
        if next(count) in at:
            raise OSError(28, "No space left on device", str(path))

    return refuse
