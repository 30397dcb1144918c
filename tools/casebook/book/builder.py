"""The Sphinx builder ``typst``: all pages of an edition as the manuscript of a book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from casebook.book.blocks import ChapterText
from casebook.book.compose import compose
from casebook.book.epub import SUFFIX as EPUB_SUFFIX
from casebook.book.epub import EpubWriter, bodies_of, write_epub_text
from casebook.book.front import front_of
from casebook.book.manuscript import SUFFIX, texts_of, write_manuscript
from casebook.book.order import SCREEN_ONLY
from casebook.book.pictures import Pictures
from casebook.book.texts import TextsWriter
from casebook.book.translate import PageTranslator, UnknownNodeError
from casebook.book.typeset import ManuscriptWriter, NoFontsError, typefaces, write_template
from casebook.book.writing import write_book
from casebook.pages.catalogue import Catalogue
from casebook.problems import Code, Problem
from casebook.records import Section, walk
from casebook.settings import Settings
from casebook.site.domain import CaseDomain, Entry
from casebook.site.snapshot import printer_of, provide, snapshot_of


class BookError(SphinxError):
    """The book cannot be made."""

    category = "Book error"


class BookBuilder(Builder):
    """Builds what :mod:`casebook.build` sets as PDF and packs as EPUB."""

    name = "typst"
    format = "typst"
    epilog = "The manuscript is in %(outdir)s; `casebook build pdf` sets it."
    allow_parallel = False
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]

    def init(self) -> None:
        """Let Sphinx read what a book needs."""
        super().init()
        for event, act in _WHILE_READING.items():
            self.events.connect(event, act, priority=500)

    def get_outdated_docs(self) -> str:
        """Tell Sphinx that the book is always made whole."""
        return "the book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002 - Sphinx calls it so
        """Return the name of the page: addresses in the book are ``page#id``."""
        return docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002 - Sphinx calls it so
        """Return the same address from wherever it is asked."""
        return to

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002 - Sphinx calls it so
        """Write the manuscript and the text of the EPUB, with the pictures beside them."""
        printer, snapshot = printer_of(self.config), snapshot_of(self.config)
        settings = _settings(self.config, snapshot.settings)
        out = Path(self.outdir)
        stem = f"casebook-{printer.edition.folder}"
        for old in out.glob(f"{stem}*"):
            old.unlink()
        pictures = Pictures(out)
        written, problems = self._written()
        book = compose(snapshot, printer, settings, written, by=self.config.casebook_book)
        articles = Catalogue(snapshot.casebook).articles
        file, epub_file = out / f"{stem}{SUFFIX}", out / f"{stem}{EPUB_SUFFIX}"
        identity = settings.base_url + stem
        try:
            front = front_of(settings, printer, articles, typefaces(printer.edition))
            shared = (front, book.addresses, printer)
            with TextsWriter(texts_of(file)) as texts, TextsWriter(bodies_of(epub_file)) as bodies:
                writer = ManuscriptWriter(*shared, settings, pictures, texts)
                epub = EpubWriter(*shared, pictures, bodies, identity)
                write_book(book, writer, epub)
                manuscript, made = writer.made(self.config.casebook_standard), epub.made()
        except NoFontsError as error:
            raise BookError(str(error)) from None
        # No warnings of Sphinx: a remark on content never costs the book.
        manuscript = replace(manuscript, problems=(*problems, *manuscript.problems))
        write_template(out)
        write_manuscript(manuscript, file)
        write_epub_text(made, epub_file)

    def _written(self) -> tuple[dict[str, ChapterText], list[Problem]]:
        """Return the hand-written pages, without those that the book cannot print."""
        pages: dict[str, ChapterText] = {}
        problems: list[Problem] = []
        for name in self.config.casebook_appendix:
            if name not in self.env.found_docs:
                continue
            translator = PageTranslator(name, Path(self.srcdir))
            try:
                pages[name] = translator.chapter(self._page(name))
            except UnknownNodeError as error:
                problems.append(Problem(Code.BOOK_NODE, name, 0, str(error)))
            problems += translator.problems
        return pages, problems

    def _page(self, docname: str) -> nodes.document:
        tree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        for node in list(tree.findall(nodes.Element)):
            if SCREEN_ONLY in node.get("classes", []):
                node.parent.remove(node)
        return tree


def _settings(config: Config, settings: Settings) -> Settings:
    """Return the settings of a knowledge base, with what ``conf.py`` sets."""
    values = {
        "title": config.casebook_title,
        "licence": config.casebook_licence,
        "base_url": config.casebook_base_url,
        "book_paper": config.casebook_paper,
        "book_order": config.casebook_order,
        "book_date": config.casebook_date,
        "book_volume_pages": config.casebook_volume_pages,
    }
    return replace(settings, **values)


_ROOT = "index"


def _read_written_pages_alone(app: Sphinx) -> None:
    """Let Sphinx read hand-written pages alone: cases are written from their records.

    References to pages that are not in the book print their labels; one that leads
    nowhere is a problem (B010), where the site is not built too.
    """
    config = app.config
    # What the book has no use for is not held.
    provide(config, replace(snapshot_of(config), texts={}, ledgers={}))
    config.root_doc = _ROOT
    config.include_patterns = [f"{name}.md" for name in (_ROOT, *config.casebook_appendix)]
    config.suppress_warnings = [*config.suppress_warnings, "myst.xref_missing", "toc.excluded"]


def _empty_root(app: Sphinx, docname: str, content: list[str]) -> None:  # noqa: ARG001 - Sphinx calls it so
    """Leave nothing of the home page: it lists what is not read."""
    if docname == _ROOT:
        content[0] = "# Casebook\n"


def _let_stand_alone(app: Sphinx, doctree: nodes.document) -> None:  # noqa: ARG001 - Sphinx calls it so
    """Ask for no table of contents that lists a hand-written page."""
    app.env.metadata[app.env.docname]["orphan"] = "1"


def _note_objects(app: Sphinx, env: BuildEnvironment) -> None:
    """Let hand-written pages refer to cases and their parts, whose pages are not read."""
    snapshot = snapshot_of(app.config)
    domain = env.get_domain("case")
    assert isinstance(domain, CaseDomain)
    # What nobody refers to is not noted: a long book has a hundred thousand paragraphs.
    said = "".join(
        Path(env.doc2path(name)).read_text("utf-8", "replace") for name in sorted(env.found_docs)
    )
    for article in snapshot.articles:
        if article.slug not in said:
            continue
        page = f"cases/{article.slug}"
        domain.note("case", article.slug, Entry(page, "", article.title))
        for placed in walk(article):
            heading = isinstance(placed.content, Section)
            kind = "section" if heading else "paragraph"
            title = placed.content.heading if isinstance(placed.content, Section) else ""
            domain.note(kind, f"{article.slug}/{placed.id}", Entry(page, placed.id, title))
    # Their pages are not in the book: a reference prints its words.
    casebook = snapshot.casebook
    for kind, names in (
        ("policy", [policy.slug for policy in casebook.policies]),
        ("term", [term.slug for term in casebook.terms]),
        ("organisation", [organisation.slug for organisation in casebook.organisations]),
        ("place", [place.code for place in casebook.places]),
    ):
        for name in names:
            if name in said:
                domain.note(kind, name, Entry(f"{kind}/{name}", "", name))


_WHILE_READING: Mapping[str, Callable[..., None]] = {
    "builder-inited": _read_written_pages_alone,
    "source-read": _empty_root,
    "doctree-read": _let_stand_alone,
    "env-updated": _note_objects,
}
