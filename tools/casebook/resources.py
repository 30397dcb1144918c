"""The data files of the program, and what a knowledge base lays over them.

Word lists, tables and templates lie in ``casebook/data``.  A knowledge base may
have a folder ``data`` of its own with files of the same names; such a file adds
to that of the program: tables are merged key by key, lists are joined, a value
replaces a value, and rows of a ``.tsv`` file replace rows with the same first column.

The overlay is set for a context (:func:`use`), as a locale is, so that
functions that need a word list do not all have to pass it on.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Overlay:
    """The data files of a knowledge base: text by address below its ``data`` folder.

    Two overlays with the same files are equal, so results may be cached by overlay.
    """

    files: tuple[tuple[str, str], ...] = field(default=())

    def get(self, name: str) -> str | None:
        """Return the text of a file, ``None`` where the knowledge base has none."""
        return dict(self.files).get(name)


EMPTY = Overlay()
_active: ContextVar[Overlay] = ContextVar("overlay", default=EMPTY)


def read_overlay(folder: Path) -> Overlay:
    """Read all ``.toml`` and ``.tsv`` files below a folder; without the folder there are none.

    :raises OSError: where a file cannot be read.
    :raises UnicodeDecodeError: where a file is not UTF-8.
    """
    paths = sorted(path for path in folder.rglob("*.t*") if path.suffix in {".toml", ".tsv"})
    return Overlay(
        tuple(
            (path.relative_to(folder).as_posix(), path.read_text("utf-8-sig"))
            for path in paths
            if path.is_file()
        )
    )


def active() -> Overlay:
    """Return the overlay of the knowledge base that is being worked on."""
    return _active.get()


def activate(overlay: Overlay) -> None:
    """Lay an overlay over the data files, for the rest of this context.

    A command works on one knowledge base and calls this once; worker processes
    call it when they start.
    """
    _active.set(overlay)


@contextmanager
def use(overlay: Overlay) -> Iterator[None]:
    """Lay an overlay over the data files while a block runs."""
    token = _active.set(overlay)
    try:
        yield
    finally:
        _active.reset(token)


def cached(function: F) -> F:
    """Cache what a function makes of the data files, apart for each overlay.

    Arguments must be hashable, and are passed by position.
    """

    @functools.cache
    def of_overlay(_overlay: Overlay, *args: Hashable) -> Any:
        return function(*args)

    @functools.wraps(function)
    def wrapper(*args: Hashable) -> Any:
        return of_overlay(_active.get(), *args)

    return cast("F", wrapper)


def path(name: str) -> Traversable:
    """Return a data file, or a folder, of the program."""
    return files("casebook").joinpath("data", *name.split("/"))


def text(name: str) -> str:
    """Return the text of a data file of the program, without overlay."""
    return path(name).read_text(encoding="utf-8")


@cached
def toml(name: str) -> dict[str, Any]:
    """Return a TOML data file with what the knowledge base adds to it.  Not to be changed."""
    own = active().get(name)
    base = tomllib.loads(text(name))
    return _merged(base, tomllib.loads(own)) if own is not None else base


def _merged(base: dict[str, Any], added: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in added.items():
        below = merged.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            merged[key] = _merged(below, value)
        elif isinstance(below, list) and isinstance(value, list):
            merged[key] = [*below, *value]
        else:
            merged[key] = value
    return merged


@cached
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a TSV data file, without comment lines (``#``) and its head.

    A row that the knowledge base adds takes the place of one with the same first column.
    """
    base, own = tuple(_rows(text(name))), active().get(name)
    added = tuple(_rows(own)) if own is not None else ()
    replaced = {row[0] for row in added}
    return (*(row for row in base if row[0] not in replaced), *added)


def _rows(content: str) -> Iterator[tuple[str, ...]]:
    lines = [line for line in content.splitlines() if line and not line.startswith("#")]
    return (tuple(line.split("\t")) for line in lines[1:])
