"""The shell of the pages: one style sheet, one script, and the contents of each page.

The templates are the project's own.  Of the static files of sphinx-book-theme, of
pydata-sphinx-theme and of Sphinx none is copied: ``assets/theme.css`` has the rules that
the pages use (``tools/reduce_styles.py`` makes it), and ``assets/shell.js`` does what their
scripts did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from casebook.output import write_whole
from casebook.pages.myst import WIDE

_HERE = Path(__file__).parent

BUNDLES = {
    "casebook.css": (
        *("theme.css", "casebook.css", "look.css", "tray.css", "cite.css", "data.css"),
        "print.css",
    ),
    # cite.js and report.js take from tray.js how text is copied.
    "casebook.js": (
        *("shell.js", "reading.js", "casebook.js", "tray.js", "cite.js"),
        "report.js",
    ),
}
"""Files that every page loads, each made of files of ``assets/`` in this order."""

# What Sphinx and the theme would load on every page.
_STOCK = frozenset(
    {
        *("documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"),
        *("scripts/sphinx-book-theme.js", "styles/sphinx-book-theme.css"),
        *("basic.css", "pygments.css", "pygments_dark.css"),
    }
)


class SiteBuilder(StandaloneHTMLBuilder):
    """Sphinx's builder ``html``, with the static files of this shell for those of the theme."""

    def add_js_file(self, filename: str, **kwargs: Any) -> None:
        """Add a script to every page, unless it is one that the shell does without."""
        # The theme sets options of Sphinx's scripts on every page, as a script without a file.
        if filename not in _STOCK and "DOCUMENTATION_OPTIONS" not in str(kwargs.get("body")):
            super().add_js_file(filename, **kwargs)

    def add_css_file(self, filename: str, **kwargs: Any) -> None:
        """Add a style sheet to every page, unless it is one that the shell does without."""
        if filename not in _STOCK:
            super().add_css_file(filename, **kwargs)

    def copy_translation_js(self) -> None:
        """Copy nothing: the words of the scripts stand in the pages."""

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:  # noqa: ARG002
        """Write the files of the shell instead of those of the theme."""
        for name, content in static_files():
            write_whole(self._static_dir / name, content)


def static_files() -> Iterator[tuple[str, bytes]]:
    """Yield the static files of the shell: those of every page, then those of single pages."""
    for name, parts in BUNDLES.items():
        yield name, b"\n".join((_HERE / "assets" / part).read_bytes() for part in parts)
    for path in sorted((_HERE / "static").iterdir()):
        yield path.name, path.read_bytes()


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the contents of its page, with those below it."""

    title: str
    href: str
    below: tuple[Entry, ...]


def set_shell(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001 - the signature is Sphinx's
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put into the template context what the shell needs: contents, whether there is code."""
    # Some pages say in their front matter that they take the whole width.
    listed = doctree is not None and WIDE not in app.env.metadata.get(pagename, {})
    context["casebook_contents"] = _contents(app, pagename) if listed else ()
    context["casebook_has_code"] = 'class="highlight' in context.get("body", "")
    # docutils says again how wide a page is.
    context["metatags"] = re.sub(
        r'<meta [^>]*name="viewport"[^>]*>', "", context.get("metatags", "")
    ).strip()


def _contents(app: Sphinx, page: str) -> tuple[Entry, ...]:
    """Return the headings of a page below its title."""
    table = app.env.tocs.get(page)
    entries = _entries(table) if table is not None else ()
    return entries[0].below if len(entries) == 1 else entries


def _entries(node: nodes.Element) -> tuple[Entry, ...]:
    result = []
    for item in node.children:
        if not isinstance(item, nodes.list_item) or not item.children:
            continue
        head, *rest = item.children
        link = next(iter(head.findall(nodes.reference)), None)
        if link is not None:
            below = tuple(
                entry
                for element in rest
                if isinstance(element, nodes.Element)
                for entry in _entries(element)
            )
            result.append(Entry(head.astext(), link.get("anchorname") or "#", below))
    return tuple(result)
