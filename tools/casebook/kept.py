"""Results that are kept for the next run: each is a function of its inputs, and found by them.

A result has a name and a key: a checksum of everything that it was made of.  Where a run asks
for it with the same key, it is read; else it is made, and written over the old one.  So what
does not depend on what was edited is not computed again, and what comes out is the same without
anything kept.

They lie in a folder that may be deleted at any time.  One with another key, of another
format, or damaged counts as missing.  It is MessagePack that is read into the records
it stands for, and nothing else, so a foreign file can do no harm.
"""

from __future__ import annotations

import functools
import hashlib
import os
import platform
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from casebook import files as disk
from casebook.kept_file import CHECKSUM, KeptFile, checksum_of

_FORMAT = "casebook-kept-3"
SUFFIX = ".msgpack"

T = TypeVar("T")


class Kept:
    """The results of earlier runs, in groups of one kind each.

    :param folder: where their file lies; ``None`` for nowhere.
    :param basis: a checksum of what all of them depend on.
    """

    def __init__(self, folder: Path | None = None, basis: str = "") -> None:
        self._folder, self._basis = folder, basis
        self._file = KeptFile(folder) if folder is not None else None
        self._wanted: defaultdict[str, set[str]] = defaultdict(set)
        self._checksums: dict[str, str] = {}

    def checksum(self, name: str, record: object) -> str:
        """Return a checksum of what several results are made of, computed once for its name."""
        if self._folder is None:
            return ""
        if name not in self._checksums:
            self._checksums[name] = digest(record)
        return self._checksums[name]

    def key(self, inputs: object) -> str:
        """Return a checksum of the inputs of a result; ``""`` where nothing is kept."""
        return "" if self._folder is None else digest(inputs)

    def of(self, group: str, name: str, inputs: object, form: type[T], make: Callable[[], T]) -> T:
        """Return a result; made, and kept, where it is not known.

        :param name: in its group.
        :param inputs: all that it is made of besides the basis, as records or a checksum of them.
        :param form: what it is read as.
        """
        if self._file is None:
            return make()
        self.stays(group, name)
        key = digest(self._basis, inputs)
        content = self._file.read(group, name, key)
        if content is not None:
            with suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                return msgspec.msgpack.decode(content, type=form)
        result = make()
        self._file.write(group, name, key, msgspec.msgpack.encode(result))
        return result

    def stays(self, group: str, name: str) -> None:
        """Let a result stay that this run may not ask for."""
        self._wanted[group].add(name)

    @property
    def scratch(self) -> Path | None:
        """A folder for files that end with this run, ``None`` for that of the system.

        What a killed run left there :meth:`forget_others` deletes.

        :raises OSError: it cannot be made.
        """
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder

    def close(self) -> None:
        """Let the file go until something is asked for again."""
        if self._file is not None:
            self._file.close()

    def forget_others(self) -> None:
        """Delete the results that this run did not ask for, and what a killed run left."""
        if self._file is None or self._folder is None:
            return
        self._file.delete_others(self._wanted)
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.is_dir():
                    shutil.rmtree(path)


def _head(key: str) -> bytes:
    """Return what stands in a file before the checksum of its content, and the content."""
    return f"{_FORMAT}\n{key}\n".encode()


def read_entry(path: Path, key: str, kind: type[T]) -> T | None:
    """Read a result; ``None`` where there is none of this key."""
    head = _head(key)
    try:
        with path.open("rb") as file:
            # What has another key is not read: it may be that of all cases.
            if file.read(len(head)) != head:
                return None
            checksum, content = file.read(CHECKSUM), file.read()
        if checksum_of(content) != checksum:
            return None
        return msgspec.msgpack.decode(content, type=kind)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def write_entry(path: Path, key: str, value: Any) -> None:
    """Keep a value that consists of records, under a key."""
    content = msgspec.msgpack.encode(value)
    parts = (_head(key), checksum_of(content), content)
    # What cannot be kept is computed again the next time, and so is what was cut: written in
    # place, because moving each to its place took longer than writing it.
    with suppress(OSError):
        disk.before_change("write", path)
        try:
            _write(path, parts)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, parts)


def _write(path: Path, parts: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(parts)


def delete_others(folder: Path, wanted: Collection[str]) -> None:
    """Delete the results of a folder that nobody wants any more, by their names."""
    with suppress(OSError):
        for path in folder.glob(f"*{SUFFIX}"):
            if path.name not in wanted:
                path.unlink()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def digest(*values: Any) -> str:
    """Return a checksum of values that consist of records."""
    return _sha256(msgspec.msgpack.encode(values))


@functools.cache
def program(parts: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """Return a checksum of parts of the program, and of what they take from other packages.

    :param parts: files and folders of the package.
    :param libraries: as they are distributed.
    """
    # The version of Unicode decides what is a letter or a digit.
    versions = [sys.version.split()[0], *map(metadata.version, libraries)]
    package = files("casebook")
    sources = [package.joinpath(name) for name in parts]
    return digest(versions, [each for top in sources for each in _all(top)])


@functools.cache
def whole_program() -> str:
    """Return a checksum of the program, and of the versions of all that is installed."""
    # The folder of what is said of a package bears its name and its version (PEP 491).
    installed = {
        name
        for folder in sys.path
        if os.path.isdir(folder)  # noqa: PTH112 - may be a file or anything
        for name in os.listdir(folder)  # noqa: PTH208
        if name.endswith((".dist-info", ".egg-info"))
    }
    return digest(platform.python_version(), list(_all(files("casebook"))), sorted(installed))


def _all(entry: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield every file below a folder, sorted, with the checksum of its content."""
    name = f"{above}/{entry.name}"
    if entry.is_file():
        yield name, _sha256(entry.read_bytes())  # all contents are never held together
        return
    below: Iterable[Traversable] = sorted(entry.iterdir(), key=lambda path: path.name)
    for item in below:
        if item.name != "__pycache__":
            yield from _all(item, name)
