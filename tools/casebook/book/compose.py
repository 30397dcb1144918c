"""The text of a book, composed from a knowledge base and its hand-written pages."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.book.back import Back, back_parts
from casebook.book.blocks import BookText, ChapterText, PartText
from casebook.book.case import CaseWriter, Shared, names_of
from casebook.book.order import GLOSSARY, by_field, by_theme
from casebook.pages.catalogue import Catalogue
from casebook.project import Snapshot
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
        parts=(*arrange(shared), *back_parts(back, glossary)),
    )


def compose_case(snapshot: Snapshot, printer: Printer, slug: str) -> BookText:
    """Return a case alone as a book of one chapter.

    :raises KeyError: where there is no such case.
    """
    shared = shared_of(snapshot, printer)
    chapter = CaseWriter(shared.catalogue.cases[slug], shared, 2).whole()
    return BookText((), (PartText("", "", (chapter,)),))


def shared_of(snapshot: Snapshot, printer: Printer) -> Shared:
    """Return what the cases of an edition share."""
    catalogue = Catalogue(snapshot.casebook)
    names = names_of(catalogue.casebook, printer)
    return Shared(catalogue, printer, snapshot.pictures, names, snapshot.corrections.series)
