"""The way back: what the files of the last changes were, in ``.casebook/history/``.

A change of several articles is made with :func:`change`.  :func:`undo` makes it undone, as
one transaction again, unless a person or a program has written one of its files since.
Entries are local to the machine: they stay out of version control, as all of ``.casebook``.
"""

from __future__ import annotations

import base64
import contextlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from casebook.files import make_folder, move, read_file, remove, sha256_of, write_new
from casebook.library.changes import HISTORY, Change, addition, without_lines
from casebook.library.layout import STATE
from casebook.library.lock import FolderError
from casebook.library.transaction import commit
from casebook.problems import Code, Problem

KEPT = 20
"""So many changes can be undone, the last one first."""
VERSION = 2
_NAME = re.compile(r"\d{6}\.json")
# They follow from the text of an article; the article file itself is looked at.
_DERIVED = "ids/"


def change(
    folder: Path,
    what: str,
    changes: Mapping[str, bytes | None],
    listed: Sequence[Change] = (),
) -> tuple[str, ...]:
    """Change files of a folder whose lock is held, all or none, with a way back.

    :param what: the command, as it is shown by :func:`undo`: ``withdraw one``.
    :param changes: new content by name from the folder; ``None`` removes the file.
    :param listed: what becomes of cases, for the list of changes.
    :returns: the names of the files that changed.
    :raises OSError: where a file cannot be written; everything is as before.
    """
    files = [
        {
            "name": name,
            "before": None if before is None else base64.b64encode(before).decode(),
            "after": "" if content is None else sha256_of(content),
        }
        for name, content in changes.items()
        if (before := _content(folder, name)) != content
    ]
    if not files:
        return ()
    lines = addition(folder, listed)
    entry = _write(
        folder,
        {
            "version": VERSION,
            "what": what,
            "files": files,
            "lines": lines.content.decode("utf-8"),
        },
    )
    try:
        return commit(folder, {**changes, HISTORY: lines})
    except BaseException:
        with contextlib.suppress(OSError):
            remove(entry)
        raise
    finally:
        with contextlib.suppress(OSError):
            for old in _entries(folder)[:-KEPT]:
                remove(old)


def can_undo(folder: Path) -> bool:
    """Whether there is a change to undo."""
    return bool(_entries(folder))


def undo(folder: Path) -> tuple[str, tuple[str, ...]]:
    """Undo the last change of a folder whose lock is held.

    :returns: the command that was undone, and the files that changed; ``""`` where there
        is nothing to undo.
    :raises FolderError: where one of the files was written since, or an entry cannot be read.
    :raises OSError: where a file cannot be written; everything is as before.
    """
    for path in reversed(_entries(folder)):
        entry = _read(path)
        changes: dict[str, bytes | None] = {}
        changed: list[str] = []
        for file in entry["files"]:
            name, now = file["name"], _content(folder, file["name"])
            before = file["before"]
            changes[name] = None if before is None else base64.b64decode(before)
            sha256 = "" if now is None else sha256_of(now)
            if sha256 != file["after"] and not name.startswith(_DERIVED):
                changed.append(name)
        if changed and all(_content(folder, name) == was for name, was in changes.items()):
            remove(path)  # it was killed before it happened
            continue
        if changed:
            file = (folder / changed[0]).as_posix()
            raise FolderError(Problem(Code.UNDO_REFUSED, file, 0, f"({entry['what']})"))
        if entry.get("lines"):
            listed = _content(folder, HISTORY) or b""
            changes[HISTORY] = without_lines(listed, entry["lines"].encode("utf-8")) or None
        names = commit(folder, changes)
        remove(path)
        return str(entry["what"]), names
    return "", ()


def _entries(folder: Path) -> list[Path]:
    history = folder / STATE / "history"
    if history.is_symlink() or not history.is_dir():
        return []
    return sorted(path for path in history.iterdir() if _NAME.fullmatch(path.name))


def _write(folder: Path, entry: Mapping[str, Any]) -> Path:
    entries = _entries(folder)
    number = int(entries[-1].stem) + 1 if entries else 1
    path = folder / STATE / "history" / f"{number:06}.json"
    make_folder(path.parent)
    draft = path.with_suffix(".draft")
    write_new(draft, json.dumps(entry, ensure_ascii=False, indent=1).encode("utf-8"))
    move(draft, path)
    return path


def _read(path: Path) -> Any:
    content, problems = read_file(path)
    for problem in problems:
        raise FolderError(problem)
    try:
        entry = json.loads(content or b"")
        if entry["version"] > VERSION:
            raise FolderError(Problem(Code.FORMAT_NEWER, path.as_posix()))
        for file in entry["files"]:
            str(file["name"]), file["before"], str(file["after"])
        str(entry["what"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FolderError(Problem(Code.UNFINISHED, path.as_posix(), 0, f"({error})")) from error
    return entry


def _content(folder: Path, name: str) -> bytes | None:
    content, problems = read_file(folder / name)
    for problem in problems:
        raise OSError(0, f"{problem.code.meaning} {problem.detail}".strip())
    return content
