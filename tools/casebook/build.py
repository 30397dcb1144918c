"""From a knowledge base to its site, its books and its EPUBs in a build folder.

Everything is made in ``work`` below the build folder.  A product is moved to its place
(:mod:`casebook.output`) when all its editions are made; where one fails, what the last
good build made stands, and a note says so.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.book.manuscript import SUFFIX
from casebook.checksums import Checksums
from casebook.exports.archive import write_archives
from casebook.exports.beside import beside_files
from casebook.exports.downloads import FOLDER, PAGE, completed
from casebook.files import all_below
from casebook.output import SHARED, STATIC, Content, Output, set_aside
from casebook.pages.site import site_pages
from casebook.pages.sync import Synced, sync
from casebook.problems import Code, Problem, Severity
from casebook.project import Snapshot
from casebook.records import Edition
from casebook.sphinx_runs import Progress, Ran, Run, run_all
from casebook.unchanged import CACHE, basis_of_pages

if TYPE_CHECKING:
    from casebook.book.edition import Printed

PRODUCTS = ("html", "pdf", "epub", "docx", "zip")
"""What can be built; also the names of the folders, but for cases alone.

An archive is one of the site, which is built with it.
"""
# Books before the site, which offers them; archives are made with the site.
_IN_TURN = ("pdf", "epub", "html", "zip")
OF_CASES = ("pdf", "docx")
"""What can be made of a case alone."""
CASES = "cases"
"""The folder of cases alone."""

WORK = "work"
"""The folder below the build folder in which Sphinx and Typst work."""

# What Sphinx leaves for itself.
_OWN_OF_SPHINX = (".buildinfo",)
# The book is written once for both of its forms.
_BUILDERS = {"html": "html", "pdf": "typst", "epub": "typst", "zip": "html"}

Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, and where.

    :param docs: the Sphinx source: hand-written pages, and those that are made of articles.
    :param build: the build folder.
    :param book: how the book is sorted, ``field`` or ``theme``.
    :param standard: a PDF standard as Typst names it (``ua-1``, ``a-2u``), or ``""``.
    :param cases: the slugs of the cases that are made, each alone; ``()`` for the whole.
    """

    products: Sequence[str]
    docs: Path
    build: Path
    book: str = "field"
    standard: str = ""
    cases: Sequence[str] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """What decides on what is made, besides the files of the knowledge base.

        A site offers the books that are made with it, so the products decide on each other.
        """
        fonts = _fonts() if {*self.products} & {"pdf", "epub"} else ()
        return (str(self.docs.absolute()), self.book, self.standard, *self.products, *fonts)


@dataclass(slots=True)
class Report:
    """What came of an order.

    :param made: the products that are new, with what leads to them.
    :param messages: what Sphinx wrote, by edition.
    """

    made: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether no problem is an error."""
        return not any(problem.code.severity is Severity.ERROR for problem in self.problems)


def write_pages(snapshot: Snapshot, docs: Path, sums: Checksums | None = None) -> Synced:
    """Write the MyST pages of a knowledge base among its hand-written ones.

    :param sums: what is known of the files there.
    :raises OSError: where the folder cannot be written.
    """
    return sync(site_pages(snapshot), docs, sums)


def annotations_cache(build: Path) -> Path | None:
    """Return the folder in which annotation is saved, so that a build computes it once.

    :returns: ``None`` where it cannot be made: the build is slower then.
    """
    try:
        return Output(build).scratch(CACHE) / "annotations"
    except OSError:
        return None


def build(
    snapshot: Snapshot, order: Order, progress: Progress, sums: Checksums | None = None
) -> Report:
    """Build the products of an order from pages that :func:`write_pages` wrote.

    :param sums: what is known of the files of the build folder.
    """
    report = Report()
    output = Output(order.build, sums or Checksums())
    report.problems += output.load()
    if not report.is_good:
        return report
    wanted = {*order.products, *(("html",) if "zip" in order.products else ())}
    lacking = () if _can_make_books() else tuple(wanted & {"pdf", "epub"})
    order = replace(order, products=[item for item in _IN_TURN if item in wanted - {*lacking}])
    try:
        for product in lacking:
            _fail(product, (Problem(Code.BOOK_PACKAGES, product),), output, report)
        work = output.scratch(WORK)
        carried = _Carried(work / "zip" if "zip" in wanted else None)
        sums = output.sums

        def meanwhile() -> None:
            if "html" in wanted:
                carried.make_beside(snapshot, work / "beside", sums)

        snapshot.kept.close()  # no copy of this process may have a database open
        for printer in snapshot.printers:
            printer.load()  # once for both
        ran = run_all(_runs(snapshot, order, work), progress, meanwhile, partial(_sphinx, snapshot))
        batches = {
            name: _Batch(
                snapshot, [one for one in ran if one.run.builder == name], progress, carried
            )
            for name in _BUILDERS.values()
        }
        for product in order.products:
            _finish(product, batches[_BUILDERS[product]], output, report)
    except OSError as error:
        report.problems.append(_not_written(error, order))
        for product in order.products:
            if product not in report.made:
                _fail(product, (report.problems[-1],), output, report)
    return report


def _not_written(error: OSError, order: Order) -> Problem:
    return Problem(Code.NOT_WRITTEN, str(error.filename or order.build), 0, error.strerror or "")


def _sphinx(snapshot: Snapshot, arguments: Sequence[str]) -> int:
    """Run Sphinx in this process, which is a copy that has loaded the knowledge base."""
    # Only there: the program itself does without Sphinx.
    from casebook.site.process import build_loaded  # noqa: PLC0415

    return build_loaded(snapshot, arguments)


def build_cases(snapshot: Snapshot, order: Order, progress: Progress) -> Report:
    """Make the cases of an order, each alone; no page is written for them.

    :raises KeyError: where there is no such case.
    """
    report = Report()
    output = Output(order.build)
    report.problems += output.load()
    if not report.is_good:
        return report
    if not _can_make_books():
        _fail(CASES, (Problem(Code.BOOK_PACKAGES, CASES),), output, report)
        return report
    # Only here: without the packages of the book, everything else works.
    from casebook.book.single import make_cases  # noqa: PLC0415

    try:
        folder = output.scratch(WORK).absolute() / CASES
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        files, problems = make_cases(snapshot, order.cases, order.products, folder, progress)
        if files is None:
            _fail(CASES, problems, output, report)
            return report
        changes = output.replace(CASES, {file.name: file for file in files})
        report.problems += (*problems, *changes.problems)
        report.made[CASES] = output.folder / CASES
    except OSError as error:
        report.problems.append(_not_written(error, order))
    return report


def _runs(snapshot: Snapshot, order: Order, work: Path) -> list[list[Run]]:
    """Return the runs of Sphinx, a row for each edition."""
    project = snapshot.project
    root = project.articles.absolute().parent
    conf = root if (root / "conf.py").is_file() else None
    inputs = basis_of_pages(snapshot)
    return [
        [
            Run(
                f"{edition.folder} {builder}",
                builder,
                order.docs.absolute(),
                conf,
                work.absolute() / edition.folder,
                {
                    "casebook_edition": edition.tag,
                    "casebook_search": "1",
                    "casebook_inputs": inputs,
                    "casebook_articles": str(project.articles.absolute()),
                    "casebook_settings": str(project.settings_file.absolute()),
                    "casebook_cache": str(snapshot.cache.absolute()) if snapshot.cache else "",
                    "casebook_book": order.book,
                    "casebook_standard": order.standard,
                },
            )
            for builder in dict.fromkeys(_BUILDERS[product] for product in order.products)
        ]
        for edition in snapshot.editions
    ]


@dataclass(slots=True)
class _Carried:
    """What this build made to be carried away.

    :param zips: where archives of the site are made, ``None`` for nowhere.
    :param beside: data, search and the like, which wait for the site; why they could not be made.
    :param books: the books, by name.
    :param archives: the archives, by name.
    """

    zips: Path | None
    beside: dict[str, Content] | OSError = field(default_factory=dict)
    books: dict[str, Content] = field(default_factory=dict)
    archives: dict[str, Content] = field(default_factory=dict)

    def make_beside(self, snapshot: Snapshot, folder: Path, sums: Checksums) -> None:
        """Make what lies beside the pages of the site in a folder of its own.

        What fails here fails when the site is made: books are made first.
        """
        try:
            self.beside = set_aside(beside_files(snapshot), folder, sums)
            snapshot.kept.forget_others()
        except OSError as error:
            self.beside = error


@dataclass
class _Batch:
    """What one builder of Sphinx made, in every edition."""

    snapshot: Snapshot
    runs: list[Ran]
    progress: Progress
    carried: _Carried

    @cached_property
    def manuscripts(self) -> list[Path]:
        """The manuscripts of the books."""
        return [
            ran.run.out / f"{_stem(edition)}{SUFFIX}"
            for edition, ran in zip(self.snapshot.editions, self.runs, strict=True)
        ]

    @cached_property
    def books(self) -> tuple[list[Printed] | None, Problems]:
        """The books, set one after the other: each takes memory by the page."""
        # Only here: without the packages of the book, everything else works.
        from casebook.book.setting import set_books  # noqa: PLC0415

        return set_books(self.manuscripts, self.progress)


def _finish(product: str, batch: _Batch, output: Output, report: Report) -> None:
    """Move a product to its place, or leave the last one there."""
    failed = tuple(_failure(ran, output) for ran in batch.runs if not ran.good)
    messages = (ran.warnings for ran in batch.runs if ran.warnings and not ran.full)
    report.messages += (message for message in messages if message not in report.messages)
    files: dict[str, Content] = {}
    if not failed:
        made, problems = _MAKERS[product](batch)
        report.problems += (problem for problem in problems if problem not in report.problems)
        files, failed = (made, ()) if made is not None else ({}, problems)
    if failed:
        _fail(product, failed, output, report)
        return
    batch.progress(f"{product}: moving files")
    changes = output.replace(product, files)
    report.problems += changes.problems
    folder = output.folder / product
    report.made[product] = folder / "index.html" if product == "html" else folder


def _failure(ran: Ran, output: Output) -> Problem:
    """Return why a run failed: what Sphinx says of a full disk is no mistake of a page."""
    if ran.full:
        return Problem(Code.NOT_WRITTEN, (output.folder / WORK).as_posix(), 0, ran.full)
    return Problem(Code.BUILD_FAILED, ran.run.docs.as_posix(), 0, ran.run.name)


def _fail(product: str, reasons: Problems, output: Output, report: Report) -> None:
    """Report why a product was not made, and that the last one stands."""
    report.problems += (reason for reason in reasons if reason not in report.problems)
    last = output.keep_last(product, tuple(dict.fromkeys(reasons)))
    report.problems += [last] if last else []


def _can_make_books() -> bool:
    """Whether the packages of the extra ``book`` are there."""
    return all(
        importlib.util.find_spec(name) for name in ("typst", "fontTools", "icu", "pikepdf", "docx")
    )


def _fonts() -> Iterator[str]:
    """Yield the families of fonts that books may be set in."""
    if _can_make_books():
        from casebook.book.fonts import installed  # noqa: PLC0415 - as above

        yield from sorted(installed().families())


Made = tuple[dict[str, Content] | None, Problems]
"""The files of a product, ``None`` where it was not made, and what is to be reported."""


def _site(batch: _Batch) -> Made:
    files: dict[str, Content] = {}
    for edition, ran in zip(batch.snapshot.editions, batch.runs, strict=True):
        for name, path in _files(ran.run.out):
            first, _, rest = name.partition("/")
            files[f"{STATIC}/{rest}" if first == SHARED else f"{edition.folder}/{name}"] = path
    snapshot, carried = batch.snapshot, batch.carried
    if isinstance(carried.beside, OSError):
        raise carried.beside
    files.update(carried.beside)
    if carried.zips:
        batch.progress("zip: packing")
        packed = {**files, **_offering(snapshot, files, None)}
        carried.archives = write_archives(snapshot, packed, carried.zips)
    offered = {**carried.books, **carried.archives}
    files |= _offering(snapshot, files, offered)
    return files | {f"{FOLDER}/{name}": content for name, content in offered.items()}, ()


def _offering(
    snapshot: Snapshot, files: Mapping[str, Content], carried: Mapping[str, Content] | None
) -> dict[str, Content]:
    """Return the pages that list the data and what can be carried away, with their sizes.

    :param carried: archives and books; ``None`` for the pages of an archive.
    """
    made = None if carried is None else {name: _size(item) for name, item in carried.items()}
    pages: dict[str, Content] = {}
    for printer in snapshot.printers:
        folder = printer.edition.folder
        address, prefix = f"{folder}/{PAGE}.html", f"{folder}/data/"
        page = files.get(address)
        if isinstance(page, Path):
            data = {
                name.removeprefix(prefix): _size(content)
                for name, content in files.items()
                if name.startswith(prefix)
            }
            pages[address] = completed(page.read_bytes(), printer, made, data)
    return pages


def _size(content: Content) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size


def _archives(batch: _Batch) -> Made:
    return (batch.carried.archives or None), ()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(map(Path, all_below(folder))):
        if path.name not in _OWN_OF_SPHINX:
            yield path.relative_to(folder).as_posix(), path


def _books(batch: _Batch) -> Made:
    books, problems = batch.books
    if books is None:
        return None, problems
    files: dict[str, Content] = {pdf.name: pdf for book in books for pdf in book.pdfs}
    batch.carried.books |= files
    return files, problems


def _epubs(batch: _Batch) -> Made:
    from casebook.book.setting import pack_epubs  # noqa: PLC0415 - as above

    books, problems = batch.books
    if books is None:
        return None, problems
    files, more = pack_epubs(batch.manuscripts, books, batch.progress)
    made: dict[str, Content] | None
    made = None if files is None else {file.name: file for file in files}
    batch.carried.books |= made or {}
    return made, (*problems, *more)


def _stem(edition: Edition) -> str:
    return f"casebook-{edition.folder}"


_MAKERS: Mapping[str, Callable[[_Batch], Made]] = {
    "html": _site,
    "pdf": _books,
    "epub": _epubs,
    "zip": _archives,
}
