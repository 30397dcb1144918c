"""The text of a book, composed from a knowledge base and its hand-written pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from casebook.book.back import Back, back_parts
from casebook.book.blocks import BookText, ChapterText, PartText
from casebook.book.case import CaseWriter, Shared, names_of
from casebook.book.order import GLOSSARY, by_field, by_theme
from casebook.book.walks import keys_in
from casebook.pages.catalogue import Catalogue
from casebook.project import Snapshot
from casebook.records import walk
from casebook.settings import Settings
from casebook.text.collate import order_of
from casebook.text.printer import Printer


def compose(
    snapshot: Snapshot,
    printer: Printer,
    settings: Settings,
    written: Mapping[str, ChapterText],
    *,
    by: str = "field",
) -> BookText:
    """Return the book of an edition.

    :param written: the hand-written pages by name.
    :param by: how it is sorted, ``field`` or ``theme``.
    """
    shared = shared_of(snapshot, printer)
    catalogue = shared.catalogue
    order = order_of(printer.edition, settings.book_order)
    back = Back(catalogue.casebook, catalogue.articles, printer, order)
    arrange = by_theme if by == "theme" else by_field
    glossary = [chapter for name, chapter in written.items() if name == GLOSSARY]
    return BookText(
        preface=tuple(chapter for name, chapter in written.items() if name != GLOSSARY),
        parts=chain(arrange(shared), back_parts(back, glossary)),
        addresses=_Addresses(_keys(*written.values()), catalogue),
    )


def compose_case(snapshot: Snapshot, printer: Printer, slug: str) -> ChapterText:
    """Return a case alone.

    :raises KeyError: where there is no such case.
    """
    shared = shared_of(snapshot, printer)
    return CaseWriter(shared.catalogue.cases[slug], shared, 2).whole()


def book_of(chapter: ChapterText) -> BookText:
    """Return a book of one chapter."""
    return BookText((), (PartText("", "", (chapter,)),), _keys(chapter))


def _keys(*chapters: ChapterText) -> frozenset[str]:
    return frozenset(keys_in(*chapters)).union(chapter.key for chapter in chapters)


@dataclass(frozen=True)
class _Addresses:
    """The addresses of a book: those of cases are not held, for there are many.

    :param written: those of hand-written pages.
    """

    written: frozenset[str]
    catalogue: Catalogue

    def __contains__(self, key: object) -> bool:
        page, _, element_id = str(key).partition("#")
        case = self.catalogue.cases.get(page.removeprefix("cases/"))
        if case is None or not page.startswith("cases/"):
            return key in self.written
        sources = range(1, len(case.article.sources) + 1)
        own = {"", "top", *(f"source-{number}" for number in sources)}
        return element_id in own or any(entry.id == element_id for entry in walk(case.article))


def shared_of(snapshot: Snapshot, printer: Printer) -> Shared:
    """Return what the cases of an edition share."""
    catalogue = Catalogue(snapshot.casebook)
    names = names_of(catalogue.casebook, printer)
    return Shared(catalogue, printer, snapshot.pictures, names, snapshot.corrections.series)
