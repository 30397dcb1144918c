"""The Sphinx builder ``typst``: all pages of an edition as the manuscript of a book."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from casebook.book.back import Back, back_parts
from casebook.book.case import CaseWriter, Shared, names_of
from casebook.book.context import Context, address
from casebook.book.fonts import Faces, faces, with_fallbacks
from casebook.book.front import CONTENTS, date_of, front, look, settings
from casebook.book.manuscript import SUFFIX, Manuscript, write_manuscript
from casebook.book.order import GLOSSARY, SCREEN_ONLY, by_field, by_theme
from casebook.book.parts import Book, Chapter, chapter
from casebook.book.pictures import Pictures
from casebook.book.source import content
from casebook.book.translate import PageTranslator, UnknownNodeError
from casebook.output import write_whole
from casebook.pages.catalogue import Catalogue
from casebook.problems import Code, Problem
from casebook.records import Case, Section, walk
from casebook.site.domain import CaseDomain, Entry
from casebook.site.snapshot import printer_of, snapshot_of
from casebook.text.collate import order_of
from casebook.text.printer import Printer

_TEMPLATE = Path(__file__).parent / "book.typ"


# Of a page that is only tried.
_NO_WORDS = {"continued": "", "broken": ""}


class BookError(SphinxError):
    """The book cannot be made."""

    category = "Book error"


class BookBuilder(Builder):
    """Builds ``casebook-<edition>.manuscript.json``, which :mod:`casebook.build` sets as PDF."""

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
        """Write the manuscript, and the template and the pictures beside it."""
        printer = printer_of(self.config)
        edition = printer.edition
        results = faces(edition)
        if results is None:
            raise BookError(str(Problem(Code.BOOK_FONTS, "requirements.txt")))
        out = Path(self.outdir)
        stem = f"casebook-{edition.folder}"
        for old in out.glob(f"{stem}*"):
            old.unlink()
        write_whole(out / _TEMPLATE.name, _TEMPLATE.read_bytes())
        book, context = self._book(printer, results)
        if context.undrawn and (more := with_fallbacks(results, context.undrawn)) != results:
            book, context = self._book(printer, more)
        manuscript = Manuscript(
            book,
            self.config.casebook_volume_pages,
            self.config.casebook_standard,
            tuple(dict.fromkeys(context.problems)),
        )
        write_manuscript(manuscript, out / f"{stem}{SUFFIX}")

    def _book(self, printer: Printer, results: Faces) -> tuple[Book, Context]:
        config = self.config
        edition, here = printer.edition, printer.interface
        snapshot = snapshot_of(config)
        catalogue = Catalogue(snapshot.casebook)
        present = self.env.found_docs
        written_pages = {n: self._page(n) for n in config.casebook_appendix if n in present}
        extra, problems = _printable(written_pages)
        index_order = order_of(edition, config.casebook_order)
        back = Back(catalogue.casebook, catalogue.articles, printer, index_order)
        pictures = Pictures(Path(self.outdir))
        context = Context(
            drawn=results.drawn,
            places=frozenset(),
            wanted=frozenset(),
            picture=pictures.take,
            words={"continued": here("（續）"), "broken": here("（圖片無法讀取）")},
        )
        names = names_of(catalogue.casebook, printer)
        shared = Shared(catalogue, printer, context, snapshot.pictures, names)
        writers = [CaseWriter(case, shared, 2) for case in catalogue.casebook.cases]
        trees = extra.items()
        context.places = frozenset().union(
            *(writer.places() for writer in writers), *(_places(name, tree) for name, tree in trees)
        )
        context.wanted = back.wanted().union(
            *(writer.refs() for writer in writers), *(_refs(name, tree) for name, tree in trees)
        )

        def show(text: str) -> str:
            return context.text(text, "book")

        def show_own(text: str) -> str:
            return show(here(text))

        def opener(case: Case, level: int) -> CaseWriter:
            return CaseWriter(case, shared, level)

        def written(name: str) -> Chapter:
            page = PageTranslator(name, context, Path(self.srcdir), top=1)
            title = page.title(next(extra[name].findall(nodes.section)))
            return chapter(address(name, ""), content(title), page.translate(extra[name]))

        arrange = by_theme if config.casebook_book == "theme" else by_field
        date = date_of(config.casebook_date, catalogue.articles)
        cover, imprint = front(config, edition, catalogue, date, show_own)
        book = Book(
            settings=settings(config, edition, results, here, date),
            look=look(results, here),
            cover=cover,
            imprint=imprint,
            preface=tuple(written(name) for name in extra if name != GLOSSARY),
            contents=content(show_own(CONTENTS)),
            parts=(
                *arrange(catalogue, opener, show_own),
                *back_parts(
                    back, show, show_own, [written(name) for name in extra if name == GLOSSARY]
                ),
            ),
        )
        # No warnings of Sphinx: a remark on content never costs the book.
        context.problems[:0] = problems
        context.problems += pictures.problems
        return book, context

    def _page(self, docname: str) -> nodes.document:
        tree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        for node in list(tree.findall(nodes.Element)):
            if SCREEN_ONLY in node.get("classes", []):
                node.parent.remove(node)
        return tree


def _printable(
    pages: Mapping[str, nodes.document],
) -> tuple[dict[str, nodes.document], list[Problem]]:
    """Leave out hand-written pages that the book cannot print, and report them."""
    good, problems = dict(pages), []
    for name, tree in pages.items():
        probe = Context(frozenset(), frozenset(), frozenset(), lambda _: "", _NO_WORDS)
        reason = "" if next(tree.findall(nodes.section), None) else "the page has no heading"
        try:
            PageTranslator(name, probe, Path(), top=1).translate(tree)
        except UnknownNodeError as error:
            reason = str(error)
        if reason:
            problems.append(Problem(Code.BOOK_NODE, name, 0, reason))
            del good[name]
    return good, problems


_ROOT = "index"


def read_written_pages_alone(app: Sphinx) -> None:
    """Let Sphinx read hand-written pages alone: cases are written from their records.

    References to pages that are not in the book print their labels; that they lead
    somewhere is guarded where the site is built.
    """
    if app.builder.name != BookBuilder.name:
        return
    config = app.config
    config.root_doc = _ROOT
    config.include_patterns = [f"{name}.md" for name in (_ROOT, *config.casebook_appendix)]
    config.suppress_warnings = [*config.suppress_warnings, "myst.xref_missing", "toc.excluded"]


def empty_root(app: Sphinx, docname: str, content: list[str]) -> None:
    """Leave nothing of the home page: it lists what is not read."""
    if app.builder.name == BookBuilder.name and docname == _ROOT:
        content[0] = "# Casebook\n"


def let_stand_alone(app: Sphinx, doctree: nodes.document) -> None:  # noqa: ARG001
    """Ask for no table of contents that lists a hand-written page."""
    if app.builder.name == BookBuilder.name:
        app.env.metadata[app.env.docname]["orphan"] = "1"


def note_objects(app: Sphinx, env: BuildEnvironment) -> None:
    """Let hand-written pages refer to cases and their parts, whose pages are not read."""
    if app.builder.name != BookBuilder.name:
        return
    snapshot = snapshot_of(app.config)
    domain = env.get_domain("case")
    assert isinstance(domain, CaseDomain)
    for article in snapshot.articles:
        page = f"cases/{article.slug}"
        domain.note("case", article.slug, Entry(page, "", article.title))
        for placed in walk(article):
            heading = isinstance(placed.content, Section)
            kind = "section" if heading else "paragraph"
            title = placed.content.heading if isinstance(placed.content, Section) else ""
            domain.note(kind, f"{article.slug}/{placed.id}", Entry(page, placed.id, title))


def _places(docname: str, tree: nodes.document) -> frozenset[str]:
    result = {address(docname, "")}
    for node in tree.findall(nodes.Element):
        ids: list[str] = node.get("ids", [])
        result.update(address(docname, element_id) for element_id in ids)
    return frozenset(result)


def _refs(docname: str, tree: nodes.document) -> frozenset[str]:
    result = set()
    for node in tree.findall(nodes.reference):
        if node.get("refid"):
            result.add(address(docname, node["refid"]))
        elif node.get("internal"):
            uri = node["refuri"]
            result.add(uri if "#" in uri else f"{uri}#")
    return frozenset(result)
