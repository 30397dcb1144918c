"""Several files of a folder are changed as one: all of them or none.

What is to be written is first put into ``.casebook/transaction/``, with copies of what it
replaces.  A record ``commit.json`` that is moved into place there is the moment at which
the change has happened; until then nothing outside that folder is touched.  After it the
files are moved to their places.  Where the program is killed before the record stands, the
next one that opens the folder throws the rest away; where it is killed after it, the next
one completes the change.  Where the system refuses to move a file, the record becomes
``undo.json`` and everything is put back; that is completed in the same way.

A file that only grows is not written anew: :class:`Append` puts bytes at its end, and the
record says where they begin.

New files and the record are on the disk before anything is moved, so that what is read
after a loss of power is whole too, on a file system that keeps the order of its names.
"""

from __future__ import annotations

import contextlib
import json
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from casebook.files import (
    append,
    make_folder,
    move,
    read_file,
    remove,
    remove_folder,
    settle,
    sha256_of,
    shorten,
    write_new,
)
from casebook.library.layout import STATE
from casebook.library.lock import FolderError, locked
from casebook.problems import Code, Problem

Read = TypeVar("Read")

VERSION = 2
_COMMIT, _UNDO, _DRAFT = "commit.json", "undo.json", "draft.json"
# Files of the folder of a transaction.
_OWN = re.compile(r"\d+\.(?:new|old)|(?:commit|undo|draft)\.json")
# Names of files of a knowledge base, from its folder of articles: nothing leads out of it.
_NAME = re.compile(r"(?:[^./\\:][^/\\:]*/){0,2}[^./\\:][^/\\:]*")


@dataclass(frozen=True, slots=True)
class Append:
    """Bytes to be put at the end of a file, which is made where there is none."""

    content: bytes


Content = bytes | Append | None
"""What becomes of a file: new content, an addition, or nothing."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One file of a transaction: its name, and the checksums of what it was and will be.

    ``number`` names its two files in the folder of the transaction; a checksum is empty
    where there is no file.  ``at`` is where an addition begins, in bytes, ``None`` where the
    whole file is written.  Of an addition ``before`` is the size of the file as text, empty
    where there is none, and ``after`` the checksum of what is added.
    """

    number: int
    name: str
    before: str
    after: str
    at: int | None = None

    def staged(self, work: Path) -> Path:
        return work / f"{self.number}.new"

    def backup(self, work: Path) -> Path:
        return work / f"{self.number}.old"


def commit(folder: Path, changes: Mapping[str, Content]) -> tuple[str, ...]:
    """Change files of a folder whose lock is held, all of them or none.

    :param changes: new content by name from the folder; ``None`` removes the file.
    :returns: the names of the files that changed.
    :raises OSError: where a file cannot be written; everything is as before.
    """
    work = _work(folder)
    steps, old = _planned(folder, changes)
    if not steps:
        return ()
    try:
        make_folder(work)
        for step in steps:
            new, before = changes[step.name], old.get(step.name)
            if new is not None:
                write_new(step.staged(work), new.content if isinstance(new, Append) else new)
            if before is not None:
                write_new(step.backup(work), before)
        write_new(work / _DRAFT, _record(steps))
        # Written first and waited for then: the disk is busy once, not for each file.
        settle(*(step.staged(work) for step in steps if step.after), work / _DRAFT)
        move(work / _DRAFT, work / _COMMIT)
        settle(work)
    except BaseException:
        if (work / _COMMIT).exists():
            _revert(folder, steps)
        else:
            _finish(folder, steps)
        raise
    try:
        _apply(folder, steps)
    except OSError:
        _revert(folder, steps)
        raise
    except BaseException:
        _apply(folder, steps)  # the change has happened: what is left of it is quickly done
        raise
    return tuple(step.name for step in steps)


def _planned(
    folder: Path, changes: Mapping[str, Content]
) -> tuple[list[_Step], dict[str, bytes | None]]:
    """Return the steps of a change, and what the files hold that will be replaced."""
    steps: list[_Step] = []
    old: dict[str, bytes | None] = {}
    for name, new in changes.items():
        if isinstance(new, Append):
            if new.content:
                at = _size(folder, name)
                before = "" if at is None else str(at)
                steps.append(_Step(len(steps), name, before, sha256_of(new.content), at or 0))
            continue
        was = _before(folder, name)
        if was != new:
            old[name] = was
            steps.append(_Step(len(steps), name, _sum(was), _sum(new)))
    return steps, old


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[bool]:
    """Hold the lock of a folder of articles that is whole, to change files in it.

    :returns: whether nobody else has held the lock since this process did last.
    :raises FolderError: as :func:`consistent`.
    :raises OSError: where the folder cannot be written.
    """
    with locked(folder) as undisturbed:
        _recover(folder)
        yield undisturbed


def _recover(folder: Path) -> None:
    """Complete or throw away what a killed program left in a folder whose lock is held.

    A change is put back where a person has edited one of its files since: what they wrote
    stays, and the other files are as they were.
    """
    work = _work(folder)
    if not work.is_dir():
        return
    steps = _steps(work / _UNDO)
    if steps is not None:
        _put_back(folder, steps)
        return
    steps = _steps(work / _COMMIT)
    if steps is None:
        _clear(work)
    elif all(_is_expected(folder, step) for step in steps):
        _apply(folder, steps)
    else:
        _revert(folder, steps)


def consistent(folder: Path, read: Callable[[], Read]) -> Read:
    """Read files of a folder while nobody changes them.

    Where no program has ever written to the folder, it is read without a lock, so that
    reading leaves nothing in it.

    :raises FolderError: where the folder is locked, or a killed program left a change that
        cannot be completed.
    """
    if not _has_state(folder):
        result = read()
        if not _has_state(folder):
            return result
    try:
        with opened(folder):
            return read()
    except OSError as error:
        if not _work(folder).is_dir():
            return read()  # a folder that cannot be written, and that is whole
        problem = Problem(Code.UNFINISHED, _work(folder).as_posix(), 0, f"({error.strerror})")
        raise FolderError(problem) from error


def _has_state(folder: Path) -> bool:
    """Whether a program has written to a folder; not where that cannot be seen."""
    try:
        return (folder / STATE).is_dir()
    except OSError:
        return False


def _work(folder: Path) -> Path:
    """Return the folder of a transaction; a link would lead out of the knowledge base."""
    work = folder / STATE / "transaction"
    if work.is_symlink() or work.parent.is_symlink():
        raise FolderError(Problem(Code.UNFINISHED, work.as_posix(), 0, "It is a symbolic link."))
    return work


def _before(folder: Path, name: str) -> bytes | None:
    """Return what a file holds.

    :raises OSError: where its name is used by something that is no file, or by a link: what
        it leads to may lie outside the knowledge base.
    """
    content, problems = read_file(_checked(folder, name))
    for problem in problems:
        raise OSError(0, f"{problem.code.meaning} {problem.detail}".strip())
    return content


def _size(folder: Path, name: str) -> int | None:
    """Return how many bytes a file holds, ``None`` where there is none.

    :raises OSError: as :func:`_before`.
    """
    path = _checked(folder, name)
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, f"{path.name} is no file")
    return status.st_size


def _checked(folder: Path, name: str) -> Path:
    """Return where a file of a knowledge base lies, unless a link stands in its way."""
    if not _NAME.fullmatch(name):
        raise OSError(0, f"{name!r} is no name of a file of a knowledge base")
    path = folder / name
    for part in (path, *list(path.parents)[: name.count("/")]):
        if part.is_symlink():
            raise OSError(0, f"{part.name} is a symbolic link, which is left alone")
    return path


def _sum(content: bytes | None) -> str:
    return "" if content is None else sha256_of(content)


def _record(steps: Iterable[_Step]) -> bytes:
    files = [
        {"name": step.name, "before": step.before, "after": step.after}
        | ({} if step.at is None else {"at": step.at})
        for step in steps
    ]
    return json.dumps({"version": VERSION, "files": files}, ensure_ascii=False, indent=1).encode()


def _steps(path: Path) -> list[_Step] | None:
    """Read the record of a transaction; without the file there is none."""
    content, problems = read_file(path)
    for problem in problems:
        raise FolderError(problem)
    if content is None:
        return None
    try:
        values = json.loads(content)
        newer = values["version"] > VERSION
        steps = [
            _Step(number, entry["name"], entry["before"], entry["after"], entry.get("at"))
            for number, entry in enumerate(values["files"])
        ]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FolderError(Problem(Code.UNFINISHED, path.as_posix(), 0, f"({error})")) from error
    if newer:
        raise FolderError(Problem(Code.FORMAT_NEWER, path.as_posix()))
    strange = next((step.name for step in steps if not _NAME.fullmatch(step.name)), None)
    if strange is not None:
        raise FolderError(Problem(Code.UNFINISHED, path.as_posix(), 0, f"({strange!r})"))
    return steps


def _is_expected(folder: Path, step: _Step) -> bool:
    """Whether a file is as it was before the transaction, or as it will be after it."""
    if step.at is not None:
        return _added(folder, step) is not None
    return _sum(_before(folder, step.name)) in {step.before, step.after}


def _added(folder: Path, step: _Step) -> int | None:
    """Return how many bytes of an addition a file has, ``None`` where it holds something else."""
    assert step.at is not None
    size = _size(folder, step.name) or 0
    addition = step.staged(_work(folder))
    if size < step.at or not addition.exists():
        return None
    with contextlib.suppress(FileNotFoundError), (folder / step.name).open("rb") as opened_file:
        opened_file.seek(step.at)
        tail = opened_file.read()
        return len(tail) if addition.read_bytes().startswith(tail) else None
    return 0


def _apply(folder: Path, steps: Iterable[_Step]) -> None:
    """Move every file to its place; those that are there already stay."""
    work = _work(folder)
    for step in steps:
        path = folder / step.name
        if not _is_expected(folder, step):
            raise OSError(0, f"{step.name} was changed meanwhile")
        if step.at is not None:
            append(path, step.staged(work).read_bytes(), step.at)
        elif not step.after:
            remove(path)
        elif step.staged(work).exists():
            make_folder(path.parent)
            move(step.staged(work), path)
    _finish(folder, steps)


def _revert(folder: Path, steps: Iterable[_Step]) -> None:
    """Put everything back after a change that cannot be completed."""
    work = _work(folder)
    move(work / _COMMIT, work / _UNDO)
    _put_back(folder, steps)


def _put_back(folder: Path, steps: Iterable[_Step]) -> None:
    """Make every file what it was, unless somebody else has changed it since."""
    work = _work(folder)
    for step in steps:
        path = folder / step.name
        if step.at is not None:
            added = _added(folder, step)
            if added is not None and not step.before:
                remove(path)
            elif added:
                shorten(path, step.at)
            continue
        if step.before == step.after or _sum(_before(folder, step.name)) != step.after:
            continue
        if step.backup(work).exists():
            make_folder(path.parent)
            move(step.backup(work), path)
        elif not step.before:
            remove(path)
    _finish(folder, steps)


def _finish(folder: Path, steps: Iterable[_Step]) -> None:
    """Forget a transaction that is over, and remove folders that it left without a file.

    What cannot be removed is removed when the folder is opened next.
    """
    with contextlib.suppress(OSError):
        _clear(_work(folder))
    for step in steps:
        for above in list((folder / step.name).parents)[: step.name.count("/")]:
            remove_folder(above)


def _clear(work: Path) -> None:
    """Remove what Casebook put into the folder of a transaction, its record first."""
    names = sorted(path.name for path in work.iterdir() if _OWN.fullmatch(path.name))
    for name in sorted(names, key=[_COMMIT, _UNDO].__contains__, reverse=True):
        remove(work / name)
    remove_folder(work)
