"""The book as EPUB 3: Sphinx's own builder, in the order of the printed book."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder

from casebook.typst.order import GLOSSARY, catalogue_of

_EXT = Path(__file__).parent.parent / "ext"
# The folder of the data beside the site, which the EPUB does not hold.
_BESIDE = "data"
_STYLES = ("pygments.css", "epub.css")
# After the cases, as at the back of the printed book.
_BACK = ("indicators/index", "policies/index", GLOSSARY)


class BookEpub(Epub3Builder):
    """Builds ``casebook-<edition>.epub``; other pages of the site follow those of the book."""

    def init(self) -> None:
        """Leave out what only a web site has: its templates, files and search page."""
        for name, folder in (("templates_path", "templates"), ("html_static_path", "static")):
            own = str(_EXT / folder)
            self.config[name] = [one for one in self.config[name] if one != own]
        self.config.casebook_search = False
        super().init()

    def add_css_file(self, filename: str, **kwargs: Any) -> None:
        """Load the styles of the format alone: those of the site ask for more than it allows."""
        if filename in _STYLES:
            super().add_css_file(filename, **kwargs)

    def add_js_file(self, filename: str, **kwargs: Any) -> None:
        """Load no script: a book has none."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Keep the labels alone of links to files that lie beside the site."""
        for link in list(doctree.findall(nodes.reference)):
            address = urlsplit(link.get("refuri", ""))
            path = PurePosixPath(address.path)
            page = path.suffix == self.out_suffix
            if _BESIDE in path.parts[:-1] and not address.scheme and not page:
                link.replace_self(link.children)
        super().write_doc(docname, doctree)

    def get_toc(self) -> None:
        """Put the pages of the book first, in its order, and the others after them."""
        super().get_toc()
        # Pages alone: entries for their sections would have to follow the order of the text.
        listed = {one["refuri"]: one for one in self.refnodes if "#" not in one["refuri"]}
        first, *_ = self.refnodes
        book = [first]
        for level, name in self._book():
            uri = html.escape(name + self.out_suffix)
            title = html.escape(self.env.titles[name].astext())
            listed.pop(uri, None)
            book.append({"level": level, "refuri": uri, "text": title})
        listed.pop(first["refuri"], None)
        for one in listed.values():
            # What stood above an entry may have gone into the book.
            book.append({**one, "level": min(one["level"], book[-1]["level"] + 1)})
        self.refnodes = book

    def _book(self) -> Iterator[tuple[int, str]]:
        present = self.env.found_docs
        for name in self.config.casebook_appendix:
            if name != GLOSSARY:
                yield 1, name
        for field, articles in catalogue_of(self).by_field:
            yield 1, f"fields/{field.key}"
            yield from ((2, f"cases/{article.slug}") for article in articles)
        yield from ((1, name) for name in _BACK if name in present)
