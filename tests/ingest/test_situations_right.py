"""Every input of ``situations/`` gives what is right for it (``situations/right.toml``)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from casebook.ingest.pipeline import Cleaned, clean_files
from casebook.records import Theme

HERE = Path(__file__).parent / "situations"
RIGHT: dict[str, dict[str, Any]] = tomllib.loads((HERE / "right.toml").read_text("utf-8"))
LETTERS = {theme: "-" if theme is Theme.BODY else theme.value[0] for theme in Theme}
INPUTS = {".html", ".txt", ".md", ".mhtml"}


def test_every_input_is_judged() -> None:
    inputs = {
        path.relative_to(HERE).as_posix()
        for path in HERE.rglob("*")
        if path.suffix in INPUTS and "_files" not in path.parent.name
    }
    assert inputs == set(RIGHT)


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_right(name: str) -> None:
    done = clean_files([HERE / name])
    right = dict(RIGHT[name])
    codes = {problem.code.code for problem in done.problems}
    assert set(right.pop("codes", ())) <= codes
    assert bool(right.pop("refused", False)) == (done.article is None)
    assert _read(done, set(right)) == right


def _read(done: Cleaned, wanted: set[str]) -> dict[str, object]:
    if done.article is None:
        return {}
    (source,) = done.article.sources
    themes = "".join(LETTERS[part.theme] for part in done.article.sections if part.heading)
    known = {
        "title": done.article.title,
        "published": source.published,
        "publisher": source.publisher,
        "authors": list(source.authors),
        "editors": list(source.editors),
        "themes": themes,
    }
    return {key: known[key] for key in wanted}
