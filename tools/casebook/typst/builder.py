"""The Sphinx builder ``typst``: all pages of an edition as one PDF."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util import logging

import typst
from casebook.annotate.build import annotate
from casebook.files import write_whole
from casebook.model import Edition, Script
from casebook.problems import Code, Problem
from casebook.script import to_edition
from casebook.store import load_articles
from casebook.typst.back import Back
from casebook.typst.fonts import Faces, faces
from casebook.typst.front import date_of, front, settings
from casebook.typst.order import by_field, by_theme
from casebook.typst.pictures import Pictures
from casebook.typst.source import call, content
from casebook.typst.translate import Page, Shelf, address
from casebook.write.catalogue import Catalogue

logger = logging.getLogger(__name__)

_TEMPLATE = Path(__file__).parent / "book.typ"
_GLOSSARY = "glossary"


class BookError(SphinxError):
    """The book cannot be made."""

    category = "Book error"


class BookBuilder(Builder):
    """Builds ``casebook-<edition>.pdf`` beside its Typst source."""

    name = "typst"
    format = "typst"
    epilog = "The book is in %(outdir)s."
    allow_parallel = False
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]

    def get_outdated_docs(self) -> str:
        """Tell Sphinx that the book is always made whole."""
        return "the book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the name of the page: addresses in the book are ``page#id``."""
        return docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the same address from wherever it is asked."""
        return to

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002
        """Write the Typst source and the PDF of the edition."""
        edition = Edition(self.config.casebook_edition)
        found = faces(edition)
        if found is None:
            raise BookError(str(Problem(Code.BOOK_FONTS, "requirements.txt")))
        out = Path(self.outdir)
        write_whole(out / _TEMPLATE.name, _TEMPLATE.read_bytes())
        source = self._source(edition, found)
        main = out / "casebook.typ"
        write_whole(main, source.encode("utf-8"))
        written = self._set(main, found)
        write_whole(out / f"casebook-zh-{edition.script}.pdf", written)

    def _set(self, main: Path, found: Faces) -> bytes:
        standard = self.config.casebook_standard
        try:
            written, warnings = typst.compile_with_warnings(
                str(main),
                root=str(main.parent),
                font_paths=found.fonts,
                pdf_standards=[standard] if standard else [],
                timestamp=0,
            )
        except typst.TypstError as error:
            raise BookError(
                str(Problem(Code.BOOK_SETTING, main.name, 0, error.diagnostic))
            ) from error
        for warning in warnings:
            logger.warning("%s", Problem(Code.BOOK_SETTING, main.name, 0, str(warning)))
        assert isinstance(written, bytes)
        return written

    def _source(self, edition: Edition, found: Faces) -> str:
        config = self.config

        def here(text: str) -> str:
            return to_edition(text, edition, script=Script.HANT)

        loaded, _ = load_articles(Path(self.confdir, config.casebook_articles))
        present = self.env.found_docs
        catalogue = Catalogue(annotate(one for one in loaded if f"cases/{one.slug}" in present))
        trees = {one.slug: self._tree(f"cases/{one.slug}") for one in catalogue.articles}
        extra = {name: self._tree(name) for name in config.casebook_appendix if name in present}
        back = Back(catalogue.casebook, catalogue.articles, edition, config.casebook_order)

        named = {f"cases/{slug}": tree for slug, tree in trees.items()} | extra
        pictures = Pictures(Path(self.srcdir), Path(self.outdir))
        shelf = Shelf(
            drawn=found.drawn,
            places=frozenset(
                place for name, tree in named.items() for place in _places(name, tree)
            ),
            wanted=back.wanted()
            | {ref for name, tree in named.items() for ref in _refs(name, tree)},
            picture=pictures.take,
            words={"table": here("表格"), "broken": here("（圖片無法讀取）")},
        )

        def show(text: str) -> str:
            return Page("", shelf, top=1).text(text)

        def show_own(text: str) -> str:
            return show(here(text))

        def opener(slug: str, level: int) -> Page:
            return Page(f"cases/{slug}", shelf, top=level)

        def chapter(name: str) -> str:
            return Page(name, shelf, top=1).translate(extra[name])

        arrange = by_theme if config.casebook_book == "theme" else by_field
        date = date_of(config.casebook_date, catalogue.articles)
        matter = [
            *front(config, edition, catalogue, date, show_own),
            *(chapter(name) for name in extra if name != _GLOSSARY),
            call("contents", content(show_own("目次"))),
            # From here to the end pages count from 1.
            "#show: body-matter",
            *arrange(catalogue, trees, opener, show_own),
            call("matter", content(show_own("指標表"))),
            back.indicators(show),
            call("matter", content(show_own("政策文件"))),
            back.policies(show),
            *(chapter(name) for name in extra if name == _GLOSSARY),
            call("matter", content(show_own("索引"))),
            back.index(show),
        ]
        for problem in dict.fromkeys([*shelf.problems, *pictures.problems]):
            logger.warning("%s", problem)
        given = settings(config, edition, found, here, date)
        return "\n".join(
            (
                f'#import "{_TEMPLATE.name}": *',
                f"#show: book.with({given})",
                *matter,
                "",
            )
        )

    def _tree(self, docname: str) -> nodes.document:
        return self.env.get_and_resolve_doctree(docname, self)


def _places(docname: str, tree: nodes.document) -> frozenset[str]:
    found = {address(docname, "")}
    for node in tree.findall(nodes.Element):
        ids: list[str] = node.get("ids", [])
        found.update(address(docname, own) for own in ids)
    return frozenset(found)


def _refs(docname: str, tree: nodes.document) -> frozenset[str]:
    found = set()
    for node in tree.findall(nodes.reference):
        if node.get("refid"):
            found.add(address(docname, node["refid"]))
        elif node.get("internal"):
            uri = node["refuri"]
            found.add(uri if "#" in uri else f"{uri}#")
    return frozenset(found)
