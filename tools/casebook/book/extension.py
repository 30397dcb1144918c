"""The Sphinx extension of the book; what sets the book does not load it, nor Sphinx."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment


class LaterBuilder(Builder):
    """The builder of the book, loaded where Sphinx wants one: a site is built without it."""

    name = "typst"

    def __new__(cls, app: Sphinx, env: BuildEnvironment) -> Builder:  # type: ignore[misc]
        """Return the builder itself."""
        # Only here: loading it takes a tenth of what Sphinx does after a small change.
        from casebook.book.builder import BookBuilder  # noqa: PLC0415

        return BookBuilder(app, env)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the builder of the book with Sphinx; its settings are those of the site."""
    app.add_builder(LaterBuilder)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
