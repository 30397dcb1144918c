"""The word lists of cleaning, from ``data/clean/*.toml``, each read once."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def _file(name: str) -> dict[str, Any]:
    text = resources.files("casebook").joinpath(f"data/clean/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@functools.cache
def words(file: str, key: str) -> tuple[str, ...]:
    """Read a list of words or patterns from ``data/clean/<file>.toml``."""
    return tuple(_file(file)[key])


@functools.cache
def table(file: str, key: str) -> dict[str, tuple[str, ...]]:
    """Read a table of lists from ``data/clean/<file>.toml``."""
    return {name: tuple(entry) for name, entry in _file(file)[key].items()}


@functools.cache
def any_of(file: str, key: str) -> re.Pattern[str]:
    """Compile a list of patterns into one that matches any of them."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in words(file, key)), re.IGNORECASE)


@functools.cache
def any_word(file: str, key: str) -> re.Pattern[str]:
    """Compile a list of words into a pattern that finds any of them in lower-case text.

    The longest word is tried first.  Letter case is not folded by the pattern:
    that would cost it the table of first characters that makes it fast.
    """
    lowered = {word.lower() for word in words(file, key)}
    ordered = sorted(lowered, key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) for word in ordered))
