"""``casebook build``: the site, the book and the EPUB of a knowledge base."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from casebook.addresses import keep_addresses
from casebook.build import PRODUCTS, Order, Report, annotations_cache, build, write_pages
from casebook.cli.common import (
    CLEAR_LINE,
    articles_option,
    build_option,
    config_option,
    docs_option,
    load_snapshot,
    print_problems,
    printable,
    stop_among_sources,
)
from casebook.messages import say
from casebook.problems import Code, Problem
from casebook.project import Project
from casebook.sphinx_runs import Progress


@click.command("build", short_help="Build the site, the book (PDF) and the EPUB.")
@click.argument("products", nargs=-1, type=click.Choice(PRODUCTS))
@articles_option
@docs_option
@build_option
@config_option
@click.option(
    "--book",
    type=click.Choice(["field", "theme"]),
    default="field",
    show_default=True,
    envvar="CASEBOOK_BOOK",
    help="How the book is sorted.",
)
@click.option(
    "--pdf-standard",
    default="",
    envvar="CASEBOOK_PDF",
    help="A standard that the PDF is to keep, as Typst names it: ua-1, a-2u.",
)
def build_verb(
    products: tuple[str, ...],
    articles: Path,
    docs: Path | None,
    build_folder: Path,
    config_file: Path | None,
    book: str,
    pdf_standard: str,
) -> None:
    """Build PRODUCTS, any of html, pdf and epub; without one, html.

    Writes the pages of the articles (as `casebook convert` does), and then each
    product in every edition into its folder of the build folder.  There is then
    exactly what this build made: files of earlier builds go, and files that Casebook
    did not make are never touched.  A broken article is reported and left out.
    Where a product fails, that of the last good build stands, with a file
    NOT-CURRENT.txt beside it.  The exit status is 1 if there is any error.

    Example: casebook build html pdf --book theme
    """
    project = Project.of(articles, config_file, docs)
    stop_among_sources(project, build_folder)
    docs = project.docs
    order = Order(
        tuple(dict.fromkeys(products)) or ("html",), docs, build_folder, book, pdf_standard
    )
    if not build_once(order, articles, config_file):
        raise click.exceptions.Exit(1)


def build_once(order: Order, articles: Path, config_file: Path | None) -> bool:
    """Load a knowledge base, write its pages and build; return whether all is well."""
    cache = partial(annotations_cache, order.build)
    snapshot = load_snapshot(articles, config_file, order.docs, cache)
    snapshot, changed = keep_addresses(snapshot)
    report = Report(problems=[*snapshot.problems, *changed])
    with progress_line() as progress:
        progress(say("Writing pages"))
        try:
            _, synced = write_pages(snapshot, order.docs)
        except OSError as error:
            path = error.filename or order.docs.as_posix()
            report.problems.append(Problem(Code.NOT_WRITTEN, str(path), 0, error.strerror or ""))
        else:
            report.problems += synced.problems
            built = build(snapshot, order, progress)
            report.made, report.messages = built.made, built.messages
            report.problems += built.problems
    for message in report.messages:
        for line in message.splitlines():
            click.echo(printable(line), err=True)
    print_problems(report.problems)
    for product, path in report.made.items():
        click.echo(f"{product}: {printable(str(path))}")
    if not report.is_good:
        click.echo(say("Build incomplete: see the errors above."), err=True)
    return report.is_good


@contextmanager
def progress_line() -> Iterator[Progress]:
    """Show on a terminal how far the work is, on one line that is gone at the end."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    width = shutil.get_terminal_size().columns - 1
    try:
        yield lambda what: click.echo(f"{CLEAR_LINE}{printable(what)[:width]}", nl=False, err=True)
    finally:
        click.echo(CLEAR_LINE, nl=False, err=True)
