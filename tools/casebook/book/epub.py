"""The book as EPUB 3: Sphinx's own builder, in the order of the printed book."""

from __future__ import annotations

import html
import os
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder

from casebook.book.front import CONTENTS, counts_of, date_of
from casebook.book.order import GLOSSARY, SCREEN_ONLY
from casebook.pages.catalogue import Catalogue
from casebook.pages.registry import page_kinds
from casebook.site.snapshot import printer_of, snapshot_of
from casebook.text.printer import Printer

_EXT = Path(__file__).parent.parent / "site"
# The folder of the data beside the site, which the EPUB does not hold.
_BESIDE = "data"
_STATIC = Path(__file__).parent / "static"
_STYLES = ("pygments.css", "epub.css", "book.css")
# Before this day no ZIP file can be; a book without a date has it.
_FIRST_DAY = "1980-01-01"


class BookEpub(Epub3Builder):
    """Builds ``casebook-<edition>.epub``; other pages of the site follow those of the book."""

    def init(self) -> None:
        """Leave out what only a web site has: its templates, files and search page."""
        for name, folder in (("templates_path", "templates"), ("html_static_path", "static")):
            source = str(_EXT / folder)
            self.config[name] = [item for item in self.config[name] if item != source]
        self.config.html_static_path.append(str(_STATIC))
        self.config.epub_css_files = [("book.css", {})]
        self.config.casebook_search = False
        self.guide_titles = {
            **self.guide_titles,
            "toc": self._printer.interface(CONTENTS),
        }
        super().init()

    @property
    def _printer(self) -> Printer:
        return printer_of(self.config)

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(snapshot_of(self.config).casebook)

    def add_css_file(self, filename: str, **kwargs: Any) -> None:
        """Load the styles of the format alone: those of the site ask for more than it allows."""
        if filename in _STYLES:
            super().add_css_file(filename, **kwargs)

    def add_js_file(self, filename: str, **kwargs: Any) -> None:
        """Load no script: a book has none."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Leave out what is about the web site, and links to files that lie beside it."""
        for node in list(doctree.findall(nodes.Element)):
            if SCREEN_ONLY in node.get("classes", []):
                node.parent.remove(node)
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
        listed = {node["refuri"]: node for node in self.refnodes if "#" not in node["refuri"]}
        first, *_ = self.refnodes
        book = [first]
        for level, name in self._book():
            uri = html.escape(name + self.out_suffix)
            title = html.escape(self.env.titles[name].astext())
            listed.pop(uri, None)
            book.append({"level": level, "refuri": uri, "text": title})
        listed.pop(first["refuri"], None)
        above: list[int] = []
        for item in listed.values():
            # What stood above an entry may have gone into the book.
            while above and above[-1] >= item["level"]:
                above.pop()
            above.append(item["level"])
            book.append({**item, "level": len(above)})
        self.refnodes = book

    def content_metadata(self) -> dict[str, Any]:
        """Say what the cover of the printed book says; the day is that of the book."""
        counts = self._printer.interface(counts_of(self._catalogue))
        return super().content_metadata() | {
            "date": f"{self._day()}T00:00:00Z",
            "description": html.escape(counts),
            "contributor": "Casebook",
        }

    def build_epub(self) -> None:
        """Pack the files as if they were all of the day of the book: the same bytes every time."""
        moment = time.mktime(time.strptime(max(self._day(), _FIRST_DAY), "%Y-%m-%d"))
        for path in Path(self.outdir).rglob("*"):
            os.utime(path, (moment, moment))
        super().build_epub()

    def _day(self) -> str:
        date = date_of(self.config.casebook_date, self._catalogue.articles) or _FIRST_DAY
        # A year alone is its first day.
        return "-".join([*date.split("-"), "01", "01"][:3])

    def _book(self) -> Iterator[tuple[int, str]]:
        present = self.env.found_docs
        for name in self.config.casebook_appendix:
            if name != GLOSSARY:
                yield 1, name
        for field, articles in self._catalogue.by_field:
            yield 1, f"fields/{field.key}"
            yield from ((2, f"cases/{article.slug}") for article in articles)
        # After the cases, as at the back of the printed book.
        back = (*(kind.index for kind in page_kinds() if kind.book), GLOSSARY)
        yield from ((1, name) for name in back if name in present)
