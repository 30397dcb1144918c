"""The Sphinx extension of the book; what sets the book does not load it, nor Sphinx."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from casebook.book.builder import (
    BookBuilder,
    empty_root,
    let_stand_alone,
    note_objects,
    read_written_pages_alone,
)
from casebook.book.epub import BookEpub


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the builders of the book and their settings with Sphinx."""
    app.add_builder(BookBuilder)
    app.add_builder(BookEpub, override=True)
    app.connect("builder-inited", read_written_pages_alone)
    app.connect("source-read", empty_root)
    app.connect("doctree-read", let_stand_alone)
    app.connect("env-updated", note_objects)
    for name, default in (
        ("title", ""),
        ("licence", ""),
        ("paper", "a4"),
        ("order", "stroke"),
        ("date", ""),
        ("book", "field"),
        ("standard", ""),
    ):
        app.add_config_value(f"casebook_{name}", default, "", frozenset({str}))
    app.add_config_value("casebook_volume_pages", 400, "", frozenset({int}))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
