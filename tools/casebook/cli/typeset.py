"""``casebook typeset``: manuscripts become books in PDF."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from casebook.book.edition import Step, print_book
from casebook.book.manuscript import read_manuscript
from casebook.book.press import TypesettingError
from casebook.cli.common import CLEAR_LINE, tell
from casebook.problems import Code, Problem


@click.command(short_help="Set the book as PDF from what the Sphinx builder wrote.")
@click.argument("manuscripts", nargs=-1, required=True, type=click.Path(path_type=Path))
def typeset(manuscripts: tuple[Path, ...]) -> None:
    """Set each of the MANUSCRIPTS as PDF, in one or more volumes, beside itself.

    A manuscript is what `sphinx-build -b typst` leaves; `make pdf` runs both.
    What Typst refuses, and a file that is no manuscript, is reported; the others
    are set all the same, and the exit status is 1.

    Example: casebook typeset build/typst/zh-Hant/casebook-zh-Hant.manuscript.json
    """
    done = [_set(file) for file in manuscripts]
    if not all(done):
        raise click.exceptions.Exit(1)


def _set(file: Path) -> bool:
    """Set one manuscript; tell whether all is well."""
    try:
        manuscript = read_manuscript(file)
        with _steps() as step:
            pdfs, problems = print_book(manuscript, file, step)
    except (OSError, ValueError) as error:
        tell((Problem(Code.BOOK_MANUSCRIPT, file.as_posix(), 0, str(error)),))
        return False
    except TypesettingError as error:
        tell((Problem(Code.BOOK_SETTING, file.as_posix(), 0, str(error)),))
        return False
    tell(problems)
    for pdf in pdfs:
        click.echo(pdf.as_posix())
    return not problems


@contextmanager
def _steps() -> Iterator[Step]:
    """Show on a terminal what is being set, on one line that is gone at the end."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    try:
        yield lambda what: click.echo(f"{CLEAR_LINE}{what}", nl=False, err=True)
    finally:
        click.echo(CLEAR_LINE, nl=False, err=True)
