"""The builder of the book is loaded for a book alone."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from sphinx.application import Sphinx

from casebook.book import extension


class _Loading:
    """Notes which modules are asked for, and loads none of them."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def find_spec(self, name: str, *_: Any) -> None:
        self.asked.append(name)


@pytest.fixture
def loading(monkeypatch: pytest.MonkeyPatch) -> _Loading:
    loading = _Loading()
    monkeypatch.delitem(sys.modules, "casebook.book.builder", raising=False)
    monkeypatch.setattr(sys, "meta_path", [loading])
    return loading


class _Registry(Sphinx):
    """Takes what an extension registers."""

    def __init__(self) -> None:
        self.builders: list[Any] = []

    def add_builder(self, builder: Any, *, override: bool = False) -> None:  # type: ignore[override]
        self.builders.append(builder)


def test_it_is_asked_for_where_sphinx_makes_one(loading: _Loading) -> None:
    app = _Registry()
    extension.setup(app)
    (builder,) = app.builders
    assert builder.name == "typst"
    assert loading.asked == []
    with pytest.raises(ModuleNotFoundError):
        builder(app, None)
    assert loading.asked == ["casebook.book.builder"]
