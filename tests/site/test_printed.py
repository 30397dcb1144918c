"""What a page printed is printed again without asking, as long as the same decides on words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from casebook.kept_file import NAME
from casebook.site.printed import Asked, forget_others, remembered

LIST = {"casebook_page": "list"}


@dataclass(eq=False)
class _Environment:
    """What is asked of the environment of Sphinx."""

    doctreedir: Path
    inputs: str = "basis"
    edition: str = "zh-Hant-TW"
    docname: str = "cases/index"
    found_docs: set[str] = field(default_factory=lambda: {"cases/index"})

    @property
    def config(self) -> object:
        return SimpleNamespace(casebook_inputs=self.inputs, casebook_edition=self.edition)


def _read(environment: _Environment, head: dict[str, Any], *texts: Asked) -> list[Asked]:
    """Read a page; return what had to be printed for it."""
    made: list[Asked] = []

    def make(asked: Asked) -> str:
        made.append(asked)
        return f"{asked} printed"

    env = cast(BuildEnvironment, environment)
    with remembered(env, head, make) as shown:
        assert [shown(text) for text in texts] == [f"{text} printed" for text in texts]
    forget_others(cast(Sphinx, SimpleNamespace(env=environment)), None)
    return made


ONE, TWO = ("改革", "Hans", "a"), ("改革", "Hans", "b")


def test_only_what_is_new_is_printed(tmp_path: Path) -> None:
    assert _read(_Environment(tmp_path), LIST, ONE, ONE) == [ONE]
    assert _read(_Environment(tmp_path), LIST, ONE, TWO) == [TWO]
    assert _read(_Environment(tmp_path), LIST, TWO) == []
    assert _read(_Environment(tmp_path), LIST, ONE) == [ONE]  # it was gone from the page


@pytest.mark.parametrize(
    "change",
    [
        lambda it: setattr(it, "inputs", "another basis"),
        lambda it: setattr(it, "edition", "zh-Hant-HK"),
        lambda it: setattr(it, "docname", "fields/index"),
        lambda it: (it.doctreedir / "printed" / NAME).write_bytes(b"no database" * 999),
    ],
    ids=["basis", "edition", "page", "damage"],
)
def test_nothing_else_is_taken_for_it(
    tmp_path: Path, change: Callable[[_Environment], object]
) -> None:
    assert _read(_Environment(tmp_path), LIST, ONE) == [ONE]
    other = _Environment(tmp_path)
    change(other)
    assert _read(other, LIST, ONE) == [ONE]


def test_what_a_page_that_is_gone_printed_is_forgotten(tmp_path: Path) -> None:
    assert _read(_Environment(tmp_path), LIST, ONE) == [ONE]
    gone = _Environment(tmp_path, docname="fields/index", found_docs={"fields/index"})
    assert _read(gone, LIST, ONE) == [ONE]
    assert _read(_Environment(tmp_path), LIST, ONE) == [ONE]


@pytest.mark.parametrize(
    ("inputs", "head"),
    [("", LIST), ("basis", {}), ("basis", {"casebook_case": "a"})],
    ids=["not by Casebook", "by hand", "of a case"],
)
def test_of_other_pages_nothing_is_kept(tmp_path: Path, inputs: str, head: dict[str, str]) -> None:
    environment = _Environment(tmp_path, inputs)
    assert _read(environment, head, ONE) == [ONE]
    assert not (tmp_path / "printed").exists()
