"""Reading a whole casebook: articles with what people decided beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casebook.knowledge.build import annotate
from casebook.knowledge.corrections import (
    Corrections,
    Glossary,
    check_corrections,
    read_corrections,
    read_glossary,
)
from casebook.problems import Code, Problem
from casebook.records import Article, Casebook
from casebook.text.overrides import Exceptions, parse_exceptions


def load_casebook(
    articles: Sequence[Article], folder: Path
) -> tuple[Casebook, tuple[Problem, ...]]:
    """Annotate articles with ``corrections.toml`` and ``glossary.toml`` of their folder."""
    corrections, glossary = Corrections(), Glossary()
    problems: tuple[Problem, ...] = ()
    path = folder / "corrections.toml"
    if path.is_file():
        corrections, found = read_corrections(path.read_bytes(), path.as_posix())
        problems += found + check_corrections(corrections, articles, path.as_posix())
    path = folder / "glossary.toml"
    if path.is_file():
        glossary, found = read_glossary(path.read_bytes(), path.as_posix())
        problems += found
    return annotate(articles, corrections, glossary), problems


def exceptions_file(folder: Path) -> Path:
    """Return where a folder of articles keeps its rulings on conversion."""
    return folder / "exceptions.tsv"


def load_exceptions(folder: Path) -> tuple[Exceptions, tuple[Problem, ...]]:
    """Read the rulings on conversion; without the file there are none."""
    path = exceptions_file(folder)
    if not path.is_file():
        return Exceptions(), ()
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return Exceptions(), (Problem(Code.UNDECODABLE, path.as_posix()),)
    return parse_exceptions(text, path.as_posix())
