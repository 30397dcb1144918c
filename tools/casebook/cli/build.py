"""``casebook build``: the site, the book and the EPUB of a knowledge base."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import click
from filelock import FileLock, Timeout

from casebook.addresses import keep_addresses
from casebook.build import (
    OF_CASES,
    PRODUCTS,
    WORK,
    Order,
    Report,
    annotations_cache,
    build,
    build_cases,
    write_pages,
)
from casebook.checksums import Checksums
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
    stop_without_articles,
)
from casebook.cli.names import Slug
from casebook.library.nearby import no_article
from casebook.memory import collecting_rarely
from casebook.messages import say
from casebook.output import Output
from casebook.problems import Code, Problem
from casebook.project import Project, Snapshot
from casebook.sphinx_runs import Progress
from casebook.unchanged import CACHE, Last, Unchanged, remember, remembered


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
@click.option(
    "--case",
    "cases",
    multiple=True,
    type=Slug(),
    metavar="SLUG",
    help="Make only this case, alone, as pdf or docx; may be given several times.",
)
def build_verb(
    products: tuple[str, ...],
    articles: Path,
    docs: Path | None,
    build_folder: Path,
    config_file: Path | None,
    book: str,
    pdf_standard: str,
    cases: tuple[str, ...],
) -> None:
    """Build PRODUCTS, any of html, pdf, epub, docx and zip; without one, html.

    Writes the pages of the articles (as `casebook convert` does), and then each
    product in every edition into its folder of the build folder.  There is then
    exactly what this build made: files of earlier builds go, and files that Casebook
    did not make are never touched.  A broken article is reported and left out.
    Where a product fails, that of the last good build stands, with a file
    NOT-CURRENT.txt beside it.  The exit status is 1 if there is any error.
    A zip holds the site of an edition, or of all, to be read without a network;
    the site is built with it.  The site offers the books and archives that are
    built with it on its page for carrying away.

    With --case, only the named cases are made, each alone, as pdf or as docx (a Word
    document), in every edition, into the folder `cases`; docx is made only so.

    Example: casebook build html pdf --book theme

    Example: casebook build pdf docx --case wuping-forest-tenure
    """
    project = Project.of(articles, config_file, docs)
    stop_among_sources(project, build_folder)
    docs = project.docs
    chosen = tuple(dict.fromkeys(products)) or (("pdf",) if cases else ("html",))
    _check(chosen, cases)
    order = Order(chosen, docs, build_folder, book, pdf_standard, tuple(dict.fromkeys(cases)))
    if not build_once(order, articles, config_file):
        raise click.exceptions.Exit(1)


def _check(products: tuple[str, ...], cases: tuple[str, ...]) -> None:
    """Refuse an order that means nothing.

    :raises click.UsageError: where it does.
    """
    if cases and (wrong := [product for product in products if product not in OF_CASES]):
        raise click.UsageError(
            say(
                "--case makes {products}, not {wrong}.",
                products=", ".join(OF_CASES),
                wrong=", ".join(wrong),
            )
        )
    if "docx" in products and not cases:
        raise click.UsageError(say("docx is made of single cases: name them with --case SLUG."))


def build_once(order: Order, articles: Path, config_file: Path | None) -> bool:
    """Load a knowledge base, write its pages and build; return whether all is well.

    Where nothing changed since the last good build of the same products, they are left.
    """
    project = Project.of(articles, config_file, order.docs)
    wanted = () if order.cases else order.products
    sums = remembered(order.build)
    unchanged = Unchanged(project, order.build, wanted, order.options, sums)
    memory = partial(Output(order.build).scratch, CACHE)
    standing = unchanged.standing(memory)
    report = Report()
    if standing:
        report.problems += standing.problems
        report.messages += standing.messages
    else:
        stop_without_articles(articles)
        with _alone(order.build), collecting_rarely():
            passing = _build(order, articles, config_file, report, sums)
            if report.is_good and Code.IDS_NOT_WRITTEN not in {problem.code for problem in passing}:
                lasting = tuple(item for item in report.problems if item not in passing)
                unchanged.keep(report.made, Last(lasting, tuple(report.messages)), memory)
                remember(sums, memory)
    for message in report.messages:
        for line in message.splitlines():
            click.echo(printable(line), err=True)
    print_problems(report.problems)
    for product in order.products if standing else ():
        click.echo(say("{product}: nothing changed", product=product))
    for product, path in report.made.items():
        click.echo(f"{product}: {printable(str(path))}")
    if not report.is_good:
        click.echo(say("Build incomplete: see the errors above."), err=True)
    return report.is_good


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one build at a time work in a build folder; say so where another must end first."""
    lock = None
    # Where nothing can be written, the build says so.
    with suppress(OSError):
        lock = FileLock(Output(folder).scratch(WORK) / "lock")
        try:
            lock.acquire(blocking=False)
        except Timeout:
            where = printable(folder.as_posix())
            click.echo(
                say("Another build works in {folder}; this one waits for its end.", folder=where),
                err=True,
            )
            lock.acquire()
    try:
        yield
    finally:
        if lock:
            lock.release()


def _build(
    order: Order, articles: Path, config_file: Path | None, report: Report, sums: Checksums
) -> tuple[Problem, ...]:
    """Build products into a report; return the problems that only this build has."""
    cache = partial(annotations_cache, order.build)
    snapshot = load_snapshot(articles, config_file, order.docs, cache)
    known = {article.slug for article in snapshot.articles}
    if unknown := [slug for slug in order.cases if slug not in known]:
        print_problems(no_article(articles, slug) for slug in unknown)
        raise click.exceptions.Exit(1)
    snapshot, changed = keep_addresses(snapshot)
    with progress_line() as progress:
        built = _built(snapshot, order, progress, sums)
    report.made = built.made
    report.messages += built.messages
    report.problems += (*snapshot.problems, *changed, *built.problems)
    return changed


def _built(snapshot: Snapshot, order: Order, progress: Progress, sums: Checksums) -> Report:
    """Make what is ordered; only what Sphinx reads needs the pages of the articles."""
    if order.cases:
        return build_cases(snapshot, order, progress)
    progress(say("Writing pages"))
    try:
        synced = write_pages(snapshot, order.docs, sums)
    except OSError as error:
        path = error.filename or order.docs.as_posix()
        problem = Problem(Code.NOT_WRITTEN, str(path), 0, error.strerror or "")
        return _not_begun(order, (problem,))
    if any(problem.code is Code.FILE_SPECIAL for problem in synced.problems):
        return _not_begun(order, synced.problems)
    built = build(snapshot, order, progress, sums)
    built.problems[:0] = synced.problems
    return built


def _not_begun(order: Order, reasons: tuple[Problem, ...]) -> Report:
    """Report why a build could not begin, and say so beside what earlier ones made."""
    output = Output(order.build)
    problems = (*reasons, *output.load())
    products = dict.fromkeys((*order.products, *(("html",) if "zip" in order.products else ())))
    notes = [output.keep_last(product, problems) for product in products]
    return Report(problems=[*problems, *filter(None, notes)])


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
