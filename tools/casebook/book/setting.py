"""Manuscripts of Sphinx's builder ``typst`` become books in PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casebook.book.edition import Step, print_book
from casebook.book.manuscript import read_manuscript
from casebook.book.press import TypesettingError
from casebook.problems import Code, Problem

Problems = tuple[Problem, ...]


def set_books(manuscripts: Sequence[Path], progress: Step) -> tuple[list[Path] | None, Problems]:
    """Set manuscripts of Sphinx's builder ``typst`` as PDF, each beside itself.

    A book that Typst refuses, and a file that is no manuscript, is reported; the others
    are set all the same.

    :returns: the files, ``None`` where a book was not set, and what is to be reported.
    """
    pdfs: list[Path] = []
    problems: list[Problem] = []
    good = True
    for file in manuscripts:
        try:
            manuscript = read_manuscript(file)
            made, results = print_book(manuscript, file, progress)
        except (OSError, ValueError) as error:
            problems.append(Problem(Code.BOOK_MANUSCRIPT, file.as_posix(), 0, str(error)))
            good = False
        except TypesettingError as error:
            problems.append(Problem(Code.BOOK_SETTING, file.as_posix(), 0, str(error)))
            good = False
        else:
            pdfs += made
            problems += (*manuscript.problems, *results)
    return (pdfs if good else None), tuple(dict.fromkeys(problems))
