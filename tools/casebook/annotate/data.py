"""Reading the data files of the annotation (``casebook/data/``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def text_of(name: str) -> str:
    """Return the text of a data file."""
    return (files("casebook") / "data" / name).read_text(encoding="utf-8")


@cache
def toml(name: str) -> dict[str, Any]:
    """Return a TOML data file."""
    return tomllib.loads(text_of(name))


def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a TSV data file, without comment lines (``#``) and its head."""
    lines = [line for line in text_of(name).splitlines() if line and not line.startswith("#")]
    return tuple(tuple(line.split("\t")) for line in lines[1:])
