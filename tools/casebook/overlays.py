"""Reading the data files of a knowledge base: each is checked before anything uses it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from casebook import resources, themes
from casebook.files import files_below
from casebook.library import SLUG
from casebook.library.plain_text import read_text_file
from casebook.problems import Code, Problem
from casebook.records import is_clean_line
from casebook.resources import Overlay
from casebook.toml_faults import fault, loads, told

Problems = tuple[Problem, ...]

_SUFFIXES = (".toml", ".tsv")
_NOT_LAID_OVER = ("script/", "editions/", "search/", "compare/", "fold.tsv")
"""What every knowledge base must share: rulings change the words of an edition instead."""
_LOOKS_LIKE_PATTERN = re.compile(r"\(\?|[\[\\]|[.)][*+?]")


def names() -> tuple[str, ...]:
    """Return the names of the data files that a knowledge base may add to, sorted."""
    return tuple(sorted(_names("")))


def _names(folder: str) -> Iterator[str]:
    for entry in (resources.path(folder) if folder else resources.root()).iterdir():
        name = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_dir():
            yield from _names(name)
        elif name.endswith(_SUFFIXES) and not name.startswith(_NOT_LAID_OVER):
            yield name


def read_overlay(folder: Path) -> tuple[Overlay, Problems]:
    """Read all ``.toml`` and ``.tsv`` files below a folder; without the folder there are none.

    :returns: the files that can be used, and a problem for each that cannot.
    """
    known = names()
    paths, problems = files_below(folder, *_SUFFIXES)
    good: list[tuple[str, str]] = []
    for path in paths:
        name, file = path.relative_to(folder).as_posix(), path.as_posix()
        text, results = read_text_file(path)
        if text is not None:
            if name not in known:
                detail = f"There are: {', '.join(known)}."
                results = (Problem(Code.DATA_FILE_UNKNOWN, file, 0, detail),)
            elif wrong := next(_wrong(name, text), None):
                line, reason = wrong
                results = (Problem(Code.DATA_FILE_BROKEN, file, line, reason),)
            else:
                good.append((name, text))
        problems += results
    return Overlay(tuple(good)), problems


def _wrong(name: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield what keeps a file from being laid over that of the program: line and reason."""
    if name.endswith(".tsv"):
        yield from _wrong_rows(name, text)
        return
    try:
        added = loads(text)
    except tomllib.TOMLDecodeError as error:
        found = fault(error, text)
        yield found.line, told(found, text)
        return
    base = tomllib.loads(resources.text(name))
    # A table in the file of themes adds a theme; other files have fixed keys.
    example = _forms(tuple(base.values())) if name == themes.TABLE else None
    for key, value in added.items():
        if key not in base and example is None:
            yield _line_of(text, key), f"`{key}` is unknown; there are: {', '.join(base)}."
        for reason in _wrong_value(value, base.get(key, example), key):
            yield _line_of(text, key), reason
    if name == themes.TABLE:
        for key, reason in themes.wrong_in(resources.merged(base, added)):
            yield _line_of(text, key), f"[{key}]: {reason}"


def _wrong_rows(name: str, text: str) -> Iterator[tuple[int, str]]:
    head, *rows = _table(resources.text(name))
    lengths = [_lengths_of_numbers(cells) for cells in zip(*(row for _, row in rows), strict=True)]
    added = _table(text)
    for number, row in added[:1]:
        if row != head[1]:
            shown = " | ".join(head[1])
            yield number, f"The first line must name the columns: {shown}, with tabs between."
    for number, row in added[1:]:
        if len(row) != len(head[1]) or not all(row):
            yield number, f"This row must have {len(head[1])} columns with tabs between."
            return
        for title, cell, allowed in zip(head[1], row, lengths, strict=True):
            if allowed and not (cell.isascii() and cell.isdigit() and len(cell) in allowed):
                yield number, f"`{title}` must be a number like those of the program."


def _table(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows of a TSV file with their line numbers, the head first."""
    lines = enumerate(text.splitlines(), 1)
    return [(at, line.split("\t")) for at, line in lines if line and not line.startswith("#")]


def _lengths_of_numbers(cells: Sequence[str]) -> set[int]:
    """Return how long the numbers of a column are; empty where it holds other text."""
    return {len(cell) for cell in cells} if all(map(str.isdigit, cells)) else set()


def _wrong_value(added: Any, base: Any, name: str) -> Iterator[str]:
    """Yield how a value differs in form from that of the program."""
    if type(added) is not type(base):
        yield f"`{name}` must be {_kind(base)}, not {_kind(added)}."
    elif isinstance(added, str) and not (added and is_clean_line(added)):
        yield f"`{name}` must be one line of text."
    elif isinstance(base, list):
        yield from _wrong_list(added, base, name)
    elif isinstance(base, dict):
        # A table of words with a value each takes any word; other tables have fixed keys.
        free = next(iter(base.values())) if _is_table_of_words(base) else None
        for key, value in added.items():
            if key in base:
                yield from _wrong_value(value, base[key], f"{name}.{key}")
            elif free is None:
                yield f"`{name}.{key}` is unknown; there are: {', '.join(base)}."
            else:
                yield from _wrong_value(value, free, f"{name}.{key}")


def _is_table_of_words(base: Mapping[str, Any]) -> bool:
    return any(not key.isascii() for key in base)


def _wrong_list(added: Sequence[Any], base: Sequence[Any], name: str) -> Iterator[str]:
    first = base[0] if base else ""
    if isinstance(first, dict):
        for entry in added:
            yield from _wrong_entry(entry, base, name)
        return
    are_patterns = any(_LOOKS_LIKE_PATTERN.search(str(entry)) for entry in base)
    for entry in added:
        if type(entry) is not type(first) or not (entry or entry in base):
            yield f"`{name}` holds {_kind(first)} only, none of it empty."
        elif are_patterns and (reason := _not_a_pattern(entry)):
            yield f"`{name}`: {entry!r} is no regular expression: {reason}."


def _wrong_entry(entry: Any, base: Sequence[Mapping[str, Any]], name: str) -> Iterator[str]:
    """Yield how one table of a list differs in form from those of the program."""
    if not isinstance(entry, dict):
        yield f"`{name}` holds tables only."
        return
    needed = set.intersection(*(set(row) for row in base))
    forms = _forms(base)
    if "key" in needed and isinstance(address := entry.get("key"), str):
        if not SLUG.fullmatch(address):
            yield f"`{address}` can be no key: it is made of a-z, 0-9 and single hyphens."
        if address in {row["key"] for row in base}:
            yield f"`{address}` is there already."
    for key in sorted(needed - entry.keys()):
        yield f"An entry of `{name}` lacks `{key}`."
    for key in sorted(entry):
        if key in forms:
            yield from _wrong_value(entry[key], forms[key], key)
        else:
            yield f"`{key}` of `{name}` is unknown; there are: {', '.join(forms)}."


def _forms(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a value of each key as an example; an empty one does not show its form."""
    forms: dict[str, Any] = {}
    for row in rows:
        forms |= {key: value for key, value in row.items() if not forms.get(key)}
    return forms


def _not_a_pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        return str(error)
    return ""


_KINDS = {
    str: "text",
    list: "a list",
    dict: "a table",
    int: "a whole number",
    bool: "true or false",
}


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), type(value).__name__)


def _line_of(text: str, key: str) -> int:
    """Return the line on which a key or its table begins, 0 where it is not seen."""
    mark = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if mark.match(line)), 0)
