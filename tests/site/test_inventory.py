"""The inventory is written where it lists something else, or is gone."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder

from casebook.site.written import Written
from casebook.sphinx_runs import INVENTORY


def _written(folder: Path, *objects: tuple[str, ...]) -> Written:
    domain = SimpleNamespace(name="case", get_objects=lambda: iter(objects))
    domains = SimpleNamespace(sorted=lambda: iter([domain]))
    builder = SimpleNamespace(
        doctreedir=folder, outdir=folder, env=SimpleNamespace(domains=domains)
    )
    written = Written(cast(StandaloneHTMLBuilder, builder))
    written._before, _ = written._read()
    return written


def test_the_inventory_is_left_where_it_lists_the_same(tmp_path: Path) -> None:
    assert INVENTORY == INVENTORY_FILENAME
    one, two = ("a", "title"), ("b", "title")
    for objects, is_listed in (
        ((one,), False),
        ((one,), True),
        ((one, two), False),
        ((two, one), True),
        ((two, ("a", "another title")), False),
    ):
        written = _written(tmp_path, *objects)
        assert written.is_listed() is is_listed
        (tmp_path / INVENTORY).touch()
        written.keep()
    (tmp_path / INVENTORY).unlink()
    assert not _written(tmp_path, two, ("a", "another title")).is_listed()


def test_a_name_that_is_no_text_is_compared_too(tmp_path: Path) -> None:
    for name, is_listed in (("a\udcff", False), ("a\udcff", True), ("a\udcfe", False)):
        written = _written(tmp_path, (name, "title"))
        assert written.is_listed() is is_listed
        (tmp_path / INVENTORY).touch()
        written.keep()
