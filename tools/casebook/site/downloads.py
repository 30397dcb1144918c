"""``{case:downloads}``: where the list of files to carry away stands on its page."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from casebook.exports.downloads import MARK


class Downloads(SphinxDirective):
    """Put a mark into the page, which ``casebook build`` replaces by the list."""

    def run(self) -> list[nodes.Node]:
        """Return the mark, in HTML alone."""
        screen = nodes.container("", classes=["screen-only"])
        screen += nodes.raw("", f"{MARK}\n", format="html")
        return [screen]
