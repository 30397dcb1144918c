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
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from inspect import signature
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Overlay:
    """The data files of a knowledge base: text by address below its ``data`` folder.

    Two overlays with the same files are equal, so results may be cached by overlay.
    """

    files: tuple[tuple[str, str], ...] = field(default=())
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(self.files))

    def __hash__(self) -> int:
        # Looked up for every cached result: not to be computed each time.
        return self._hash

    def __reduce__(self) -> tuple[type[Overlay], tuple[tuple[tuple[str, str], ...]]]:
        # The hash of a text is another one in another process.
        return Overlay, (self.files,)

    def get(self, name: str) -> str | None:
        """Return the text of a file, ``None`` where the knowledge base has none."""
        return dict(self.files).get(name)


EMPTY = Overlay()
_LATEST = 1024
"""Results that are kept of what is asked of lines, from one page or article to the next."""
_NOTHING = object()
_active: ContextVar[Overlay] = ContextVar("overlay", default=EMPTY)
_of_text: ContextVar[defaultdict[Callable[..., Any], dict[Hashable, Any]] | None] = ContextVar(
    "results of one text", default=None
)


def active() -> Overlay:
    """Return the overlay of the knowledge base that is being worked on."""
    return _active.get()


def activate(overlay: Overlay) -> None:
    """Lay an overlay over the data files, for the rest of this context.

    A command works on one knowledge base and calls this once; worker processes
    call it when they start.
    """
    _active.set(_same(overlay))
    _of_text.set(None)


@contextmanager
def use(overlay: Overlay) -> Iterator[None]:
    """Lay an overlay over the data files while a block runs."""
    token, text = _active.set(_same(overlay)), _of_text.set(None)
    try:
        yield
    finally:
        _of_text.reset(text)
        _active.reset(token)


@functools.cache
def _same(overlay: Overlay) -> Overlay:
    """Return one object for equal overlays: comparing it with itself costs nothing."""
    return overlay


def cached(function: F) -> F:
    """Cache what a function makes of the data files, apart for each overlay.

    Arguments must be hashable, and are passed always by position or always by name.
    """
    return _by_overlay(function, functools.cache)


def _by_overlay(function: F, cache: Callable[[Callable[..., Any]], Callable[..., Any]]) -> F:
    of_overlays: dict[Overlay, Callable[..., Any]] = {}
    latest: tuple[Overlay, Callable[..., Any]] | None = None

    if not signature(function).parameters:
        # A list of words: no cache is asked for it each time.
        value: tuple[Overlay, Any] | None = None

        @functools.wraps(function)
        def without_arguments() -> Any:
            nonlocal value
            overlay = _active.get()
            if value is None or value[0] is not overlay:
                value = overlay, of_overlays.setdefault(overlay, cache(function))()
            return value[1]

        return cast("F", without_arguments)

    @functools.wraps(function)
    def wrapper(*args: Hashable, **named: Hashable) -> Any:
        nonlocal latest
        overlay = _active.get()
        # Some of these functions are called a million times: no overlay is hashed for each.
        if latest is None or latest[0] is not overlay:
            latest = overlay, of_overlays.setdefault(overlay, cache(function))
        return latest[1](*args, **named)

    return cast("F", wrapper)


def recalled(function: F) -> F:
    """Cache like :func:`cached`, but for the latest arguments only, and those of one text.

    For what is asked of the same lines again and again (:func:`one_text`).
    """
    latest = _by_overlay(function, functools.lru_cache(maxsize=_LATEST))

    @functools.wraps(function)
    def recall(*args: Hashable, **named: Hashable) -> Any:
        memory = _of_text.get()
        if memory is None:
            return latest(*args, **named)
        results, key = memory[recall], (args, *named.items()) if named else args
        # Most lines are asked about once: a miss is not to cost an exception.
        result = results.get(key, _NOTHING)
        if result is _NOTHING:
            result = results[key] = latest(*args, **named)
        return result

    return cast("F", recall)


@contextmanager
def one_text() -> Iterator[None]:
    """Keep all that is :func:`recalled` while a block works on one page or article.

    The latest results alone are of no use where a text has more lines than are kept and is gone
    through more than once: each would be dropped before it is asked for again.  Within such a
    block, another one is the same text still.
    """
    if _of_text.get() is not None:
        yield
        return
    token = _of_text.set(defaultdict(dict))
    try:
        yield
    finally:
        _of_text.reset(token)


def root() -> Traversable:
    """Return the folder of the data files of the program."""
    return files("casebook").joinpath("data")


def path(name: str) -> Traversable:
    """Return a data file, or a folder, of the program."""
    return root().joinpath(*name.split("/"))


def text(name: str) -> str:
    """Return the text of a data file of the program, without overlay."""
    return path(name).read_text(encoding="utf-8")


@cached
def toml(name: str) -> dict[str, Any]:
    """Return a TOML data file with what the knowledge base adds to it.  Not to be changed."""
    overlay = active().get(name)
    base = tomllib.loads(text(name))
    return merged(base, tomllib.loads(overlay)) if overlay is not None else base


def merged(base: dict[str, Any], added: dict[str, Any]) -> dict[str, Any]:
    """Return a table with what another one adds to it: see the head of this module."""
    both = dict(base)
    for key, value in added.items():
        below = both.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            both[key] = merged(below, value)
        elif isinstance(below, list) and isinstance(value, list):
            both[key] = [*below, *value]
        else:
            both[key] = value
    return both


@cached
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a TSV data file, without comment lines (``#``) and its head.

    A row that the knowledge base adds takes the place of one with the same first column.
    """
    base, overlay = tuple(_rows(text(name))), active().get(name)
    added = tuple(_rows(overlay)) if overlay is not None else ()
    replaced = {row[0] for row in added}
    return (*(row for row in base if row[0] not in replaced), *added)


def _rows(content: str) -> Iterator[tuple[str, ...]]:
    lines = [line for line in content.splitlines() if line and not line.startswith("#")]
    return (tuple(line.split("\t")) for line in lines[1:])
