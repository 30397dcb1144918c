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


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the builder of the book with Sphinx; its settings are those of the site."""
    app.add_builder(BookBuilder)
    app.connect("builder-inited", read_written_pages_alone)
    app.connect("source-read", empty_root)
    app.connect("doctree-read", let_stand_alone)
    app.connect("env-updated", note_objects)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
