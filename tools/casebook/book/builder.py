"""The Sphinx builder ``typst``: all pages of an edition as the manuscript of a book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from casebook.book.back import Back, back_parts
from casebook.book.collate import order_of
from casebook.book.fonts import Faces, faces
from casebook.book.front import contents_title, date_of, front, look, settings
from casebook.book.manuscript import SUFFIX, Manuscript, write_manuscript
from casebook.book.order import GLOSSARY, SCREEN_ONLY, by_field, by_theme, catalogue_of
from casebook.book.parts import Book, Chapter, chapter
from casebook.book.pictures import Pictures
from casebook.book.source import content
from casebook.book.translate import Context, PageTranslator, UnknownNodeError, address
from casebook.output import write_whole
from casebook.problems import Code, Problem
from casebook.site.snapshot import printer_of
from casebook.text.printer import Printer

_TEMPLATE = Path(__file__).parent / "book.typ"

# Ways from page to page, and what the maintainer says of the web site alone.
_SCREEN_ONLY = frozenset({"part-links", SCREEN_ONLY})
# The figures of a case stand in the tables at the back, with the pages that they are from;
# how to cite is about the web page, the record of cleaning about the page that was saved.
_NOT_PRINTED = frozenset({"figures", "cite", "record"})


# Of a page that is only tried.
_NO_WORDS = {"table": "", "broken": ""}


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
        found = faces(edition)
        if found is None:
            raise BookError(str(Problem(Code.BOOK_FONTS, "requirements.txt")))
        out = Path(self.outdir)
        stem = f"casebook-{edition.folder}"
        for old in out.glob(f"{stem}*"):
            old.unlink()
        write_whole(out / _TEMPLATE.name, _TEMPLATE.read_bytes())
        book, problems = self._book(printer, found)
        manuscript = Manuscript(
            book,
            self.config.casebook_volume_pages,
            self.config.casebook_standard,
            problems,
        )
        write_manuscript(manuscript, out / f"{stem}{SUFFIX}")

    def _book(self, printer: Printer, found: Faces) -> tuple[Book, tuple[Problem, ...]]:
        config = self.config
        edition, here = printer.edition, printer.interface
        present = self.env.found_docs
        catalogue = catalogue_of(self)
        trees = _Trees(self.env, self, [one.slug for one in catalogue.articles])
        written_pages = {
            name: trees.page(name) for name in config.casebook_appendix if name in present
        }
        extra, problems = _printable(written_pages)
        back = Back(
            catalogue.casebook,
            catalogue.articles,
            printer,
            order_of(edition, config.casebook_order),
        )

        places: set[str] = set()
        wanted = set(back.wanted())
        # One at a time: all trees together take some MiB an article.
        for name, tree in chain(trees.named(), extra.items()):
            places |= _places(name, tree)
            wanted |= _refs(name, tree)
        pictures = Pictures(Path(self.srcdir), Path(self.outdir))
        context = Context(
            drawn=found.drawn,
            places=frozenset(places),
            wanted=frozenset(wanted),
            picture=pictures.take,
            words={"table": here("表格"), "broken": here("（圖片無法讀取）")},
        )

        def show(text: str) -> str:
            return PageTranslator("book", context, top=1).text(text)

        def show_own(text: str) -> str:
            return show(here(text))

        def opener(slug: str, level: int) -> PageTranslator:
            return PageTranslator(f"cases/{slug}", context, top=level)

        def written(name: str) -> Chapter:
            page = PageTranslator(name, context, top=1)
            title = page.title(next(extra[name].findall(nodes.section)))
            return chapter(address(name, ""), content(title), page.translate(extra[name]))

        arrange = by_theme if config.casebook_book == "theme" else by_field
        date = date_of(config.casebook_date, catalogue.articles)
        cover, imprint = front(config, edition, catalogue, date, show_own)
        book = Book(
            settings=settings(config, edition, found, here, date),
            look=look(found, here),
            cover=cover,
            imprint=imprint,
            preface=tuple(written(name) for name in extra if name != GLOSSARY),
            contents=content(show_own(contents_title(edition))),
            parts=(
                *arrange(catalogue, trees, opener, show_own),
                *back_parts(
                    back, show, show_own, [written(name) for name in extra if name == GLOSSARY]
                ),
            ),
        )
        # No warnings of Sphinx: a remark on content never costs the book.
        return book, tuple(dict.fromkeys([*problems, *context.problems, *pictures.problems]))


def _printable(
    pages: Mapping[str, nodes.document],
) -> tuple[dict[str, nodes.document], list[Problem]]:
    """Leave out hand-written pages that the book cannot print, and report them."""
    good, problems = dict(pages), []
    for name, tree in pages.items():
        probe = Context(frozenset(), frozenset(), frozenset(), lambda _: "", _NO_WORDS)
        reason = "" if next(tree.findall(nodes.section), None) else "the page has no heading"
        try:
            PageTranslator(name, probe, top=1).translate(tree)
        except UnknownNodeError as error:
            reason = str(error)
        if reason:
            problems.append(Problem(Code.BOOK_NODE, name, 0, reason))
            del good[name]
    return good, problems


class _Trees(Mapping[str, nodes.document]):
    """The resolved pages of the cases by slug, made when asked: all at once take much memory."""

    def __init__(self, env: BuildEnvironment, builder: Builder, slugs: list[str]) -> None:
        self._env = env
        self._builder = builder
        self._slugs = slugs

    def __getitem__(self, slug: str) -> nodes.document:
        return self.page(f"cases/{slug}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._slugs)

    def __len__(self) -> int:
        return len(self._slugs)

    def page(self, docname: str) -> nodes.document:
        env, builder = self._env, self._builder
        tree = env.get_and_resolve_doctree(docname, builder, tags=builder.tags)
        _drop_unprinted(tree, is_case=docname.startswith("cases/"))
        return tree

    def named(self) -> Iterator[tuple[str, nodes.document]]:
        """Yield every page with its name."""
        return ((f"cases/{slug}", self[slug]) for slug in self)


def _drop_unprinted(tree: nodes.document, *, is_case: bool) -> None:
    for node in list(tree.findall(nodes.Element)):
        classes: list[str] = node.get("classes", [])
        ids: list[str] = node.get("ids", [])
        if _SCREEN_ONLY.intersection(classes) or (is_case and _NOT_PRINTED.intersection(ids)):
            node.parent.remove(node)


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
