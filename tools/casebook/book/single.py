"""Cases alone: each as a PDF and as a Word document, without Sphinx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from casebook.book.compose import book_of, compose_case
from casebook.book.edition import Step
from casebook.book.front import front_of
from casebook.book.manuscript import SUFFIX, texts_of, write_manuscript
from casebook.book.pictures import Pictures
from casebook.book.setting import Problems, set_books
from casebook.book.texts import TextsWriter
from casebook.book.typeset import ManuscriptWriter, NoFontsError, typefaces, write_template
from casebook.book.word import word_document
from casebook.book.writing import write_book
from casebook.output import write_whole
from casebook.problems import Code, Problem
from casebook.project import Snapshot
from casebook.text.printer import Printer

PDF, DOCX = "pdf", "docx"


def make_cases(
    snapshot: Snapshot, slugs: Sequence[str], kinds: Sequence[str], folder: Path, progress: Step
) -> tuple[list[Path] | None, Problems]:
    """Make cases alone, in every edition.

    :param kinds: of :data:`PDF` and :data:`DOCX`.
    :param folder: where they are made.
    :returns: the files, ``None`` where one was not made, and what is to be reported.
    :raises OSError: where the folder cannot be written.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    good = True
    pictures = Pictures(folder)
    for edition in snapshot.editions:
        printer = snapshot.printer(edition.tag)
        for slug in slugs:
            stem = f"{slug}-{edition.folder}"
            if DOCX in kinds:
                progress(f"{stem}: Word")
                file = folder / f"{stem}.docx"
                write_whole(file, _document(snapshot, printer, slug, pictures))
                files.append(file)
            if PDF in kinds:
                file = folder / f"{stem}{SUFFIX}"
                made, results = _pdf(snapshot, printer, slug, pictures, file, progress)
                files += made or ()
                problems += results
                good = good and made is not None
    return (files if good else None), tuple(dict.fromkeys((*problems, *pictures.problems)))


def _document(snapshot: Snapshot, printer: Printer, slug: str, pictures: Pictures) -> bytes:
    settings = snapshot.settings
    chapter = compose_case(snapshot, printer, slug)
    article = snapshot.casebook.case(slug).article
    front = front_of(settings, printer, (article,), ())
    return word_document(
        chapter,
        printer,
        pictures,
        author=front.author,
        date=front.date,
        paper=settings.book_paper,
    )


def _pdf(
    snapshot: Snapshot,
    printer: Printer,
    slug: str,
    pictures: Pictures,
    file: Path,
    progress: Step,
) -> tuple[tuple[Path, ...] | None, Problems]:
    chapter = compose_case(snapshot, printer, slug)
    book = book_of(chapter)
    article = snapshot.casebook.case(slug).article
    settings = snapshot.settings
    try:
        front = front_of(settings, printer, (article,), typefaces(printer.edition))
        named = replace(front, title=chapter.title)
        with TextsWriter(texts_of(file)) as texts:
            writer = ManuscriptWriter(
                named, book.addresses, printer, settings, pictures, texts, plain=True
            )
            write_book(book, writer)
        manuscript = writer.made()
    except NoFontsError:
        return None, (Problem(Code.BOOK_FONTS, "requirements.txt"),)
    write_template(file.parent)
    write_manuscript(manuscript, file)
    made, problems = set_books([file], progress)
    return (made[0].pdfs if made else None), problems
