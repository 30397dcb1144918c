"""Manuscripts of Sphinx's builder ``typst`` become books in PDF and EPUB."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from casebook.book.edition import Printed, Step, draw_cover, print_book
from casebook.book.epub import SUFFIX as EPUB_SUFFIX
from casebook.book.epub import bodies_of, read_epub_text
from casebook.book.manuscript import SUFFIX, read_manuscript
from casebook.book.package import pack
from casebook.book.press import TypesettingError
from casebook.problems import Code, Problem

Problems = tuple[Problem, ...]


def set_books(manuscripts: Sequence[Path], progress: Step) -> tuple[list[Printed] | None, Problems]:
    """Set manuscripts of Sphinx's builder ``typst`` as PDF, each beside itself.

    A book that Typst refuses, and a file that is no manuscript, is reported; the others
    are set all the same.

    :returns: the books, ``None`` where one was not set, and what is to be reported.
    """
    books: list[Printed] = []
    problems: list[Problem] = []
    for file in manuscripts:
        try:
            manuscript = read_manuscript(file)
            books.append(print_book(manuscript, file, progress))
        except (OSError, ValueError) as error:
            problems.append(Problem(Code.BOOK_MANUSCRIPT, file.as_posix(), 0, str(error)))
        except TypesettingError as error:
            problems.append(Problem(Code.BOOK_SETTING, file.as_posix(), 0, str(error)))
        else:
            problems += (*_paged(manuscript.problems, books[-1]), *books[-1].problems)
    return (books if len(books) == len(manuscripts) else None), tuple(dict.fromkeys(problems))


def _paged(problems: Iterable[Problem], book: Printed) -> Iterator[Problem]:
    """Yield problems, those of a paragraph with the printed page that it stands on."""
    for problem in problems:
        if problem.file not in book.places:
            yield problem
            continue
        volume, page = book.places[problem.file]
        of_volume = f" of volume {volume}" if len(book.pdfs) > 1 else ""
        yield replace(problem, detail=f"{problem.detail}, page {page}{of_volume}")


def pack_epubs(
    manuscripts: Sequence[Path], books: Sequence[Printed], progress: Step
) -> tuple[list[Path] | None, Problems]:
    """Pack the EPUB of each book that is set, beside its manuscript.

    :returns: the files, ``None`` where one was not made, and what is to be reported.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    for file, book in zip(manuscripts, books, strict=True):
        stem = file.name.removesuffix(SUFFIX)
        progress(f"{stem}: EPUB")
        made = file.with_name(f"{stem}.epub")
        try:
            text = file.with_name(f"{stem}{EPUB_SUFFIX}")
            cover = draw_cover(read_manuscript(file), file)
            pack(read_epub_text(text), bodies_of(text), book.places, cover, made)
        except (OSError, ValueError) as error:
            problems.append(Problem(Code.BOOK_MANUSCRIPT, file.as_posix(), 0, str(error)))
        except TypesettingError as error:
            problems.append(Problem(Code.BOOK_SETTING, file.as_posix(), 0, str(error)))
        else:
            files.append(made)
    return (files if len(files) == len(manuscripts) else None), tuple(problems)
