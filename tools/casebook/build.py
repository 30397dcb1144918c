"""From a knowledge base to its site, its books and its EPUBs in a build folder.

Everything is made in ``work`` below the build folder.  A product is moved to its place
(:mod:`casebook.output`) when all its editions are made; where one fails, what the last
good build made stands, and a note says so.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from casebook.book.manuscript import SUFFIX
from casebook.exports.archive import write_archives
from casebook.exports.beside import beside_files
from casebook.exports.downloads import FOLDER, PAGE, completed
from casebook.output import Content, Output
from casebook.pages.site import site_files
from casebook.pages.sync import Synced, sync
from casebook.problems import Code, Problem, Severity
from casebook.project import Snapshot
from casebook.records import Edition
from casebook.sphinx_runs import Progress, Ran, Run, run_all

PRODUCTS = ("html", "pdf", "epub", "zip")
"""What can be built; also the names of the folders.  An archive is one of the site."""

# Books before the site, which offers them; archives are made with the site.
_IN_TURN = ("pdf", "epub", "html", "zip")

WORK = "work"
"""The folder below the build folder in which Sphinx and Typst work."""
CACHE = "cache"
"""The folder below the build folder that saves work between builds."""

# What Sphinx leaves for itself.
_OWN_OF_SPHINX = (".buildinfo",)
_BUILDERS = {"html": "html", "pdf": "typst", "epub": "epub", "zip": "html"}

Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, and where.

    :param docs: the Sphinx source: hand-written pages, and those that are made of articles.
    :param build: the build folder.
    :param book: how the book is sorted, ``field`` or ``theme``.
    :param standard: a PDF standard as Typst names it (``ua-1``, ``a-2u``), or ``""``.
    """

    products: Sequence[str]
    docs: Path
    build: Path
    book: str = "field"
    standard: str = ""


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


def write_pages(snapshot: Snapshot, docs: Path) -> tuple[int, Synced]:
    """Write the MyST pages of a knowledge base among its hand-written ones.

    :returns: the number of generated files, and what became of them.
    :raises OSError: where the folder cannot be written.
    """
    files = site_files(snapshot)
    return len(files), sync(files, docs)


def annotations_cache(build: Path) -> Path | None:
    """Return the folder in which annotation is saved, so that a build computes it once.

    :returns: ``None`` where it cannot be made: the build is slower then.
    """
    try:
        return Output(build).scratch(CACHE) / "annotations"
    except OSError:
        return None


def build(snapshot: Snapshot, order: Order, progress: Progress) -> Report:
    """Build the products of an order from pages that :func:`write_pages` wrote."""
    report = Report()
    output = Output(order.build)
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
        ran = run_all(_runs(snapshot, order, work), progress)
        making = _Making(snapshot, work / "zip" if "zip" in wanted else None, progress)
        for product in order.products:
            runs = [entry for entry in ran if entry.run.builder == _BUILDERS[product]]
            _finish(product, making, runs, output, report)
    except OSError as error:
        path = error.filename or order.build.as_posix()
        report.problems.append(Problem(Code.NOT_WRITTEN, str(path), 0, error.strerror or ""))
    return report


def _runs(snapshot: Snapshot, order: Order, work: Path) -> list[list[Run]]:
    """Return the runs of Sphinx, a row for each edition."""
    project = snapshot.project
    root = project.articles.absolute().parent
    conf = root if (root / "conf.py").is_file() else None
    inputs = _inputs(snapshot)
    return [
        [
            Run(
                f"{edition.folder} {product}",
                _BUILDERS[product],
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
            for product in order.products
            if product != "zip"
        ]
        for edition in snapshot.editions
    ]


def _inputs(snapshot: Snapshot) -> str:
    """Return a checksum of what decides on words of pages whose sources stay the same."""
    project = snapshot.project
    kept = [(article.slug, article.keep) for article in snapshot.articles if article.keep]
    checksum = hashlib.sha256(repr((kept, snapshot.overlay)).encode("utf-8", "backslashreplace"))
    for path in (project.settings_file, project.overrides_file):
        checksum.update(path.read_bytes() if path.is_file() else b"")
        checksum.update(b"\0")
    return checksum.hexdigest()


def _finish(product: str, making: _Making, runs: list[Ran], output: Output, report: Report) -> None:
    """Move a product to its place, or leave the last one there."""
    failed = tuple(
        Problem(Code.BUILD_FAILED, ran.run.docs.as_posix(), 0, ran.run.name)
        for ran in runs
        if not ran.good
    )
    report.messages += [
        ran.warnings for ran in runs if ran.warnings and ran.warnings not in report.messages
    ]
    files: dict[str, Content] = {}
    if not failed:
        made, problems = _MAKERS[product](making, runs)
        report.problems += (problem for problem in problems if problem not in report.problems)
        files, failed = (made, ()) if made is not None else ({}, problems)
    if failed:
        _fail(product, failed, output, report)
        return
    making.progress(f"{product}: moving files")
    changes = output.replace(product, files)
    report.problems += changes.problems
    folder = output.folder / product
    report.made[product] = folder / "index.html" if product == "html" else folder


def _fail(product: str, reasons: Problems, output: Output, report: Report) -> None:
    """Report why a product was not made, and that the last one stands."""
    report.problems += (reason for reason in reasons if reason not in report.problems)
    last = output.keep_last(product, reasons)
    report.problems += [last] if last else []


def _can_make_books() -> bool:
    """Whether the packages of the extra ``book`` are there."""
    return all(importlib.util.find_spec(name) for name in ("typst", "fontTools", "icu"))


Made = tuple[dict[str, Content] | None, Problems]
"""The files of a product, ``None`` where it was not made, and what is to be reported."""


@dataclass(slots=True)
class _Making:
    """A build at work.

    :param zips: where archives of the site are made, ``None`` for nowhere.
    :param books: the books that this build made, by name.
    :param archives: the archives that this build made, by name.
    """

    snapshot: Snapshot
    zips: Path | None
    progress: Progress
    books: dict[str, Content] = field(default_factory=dict)
    archives: dict[str, Content] = field(default_factory=dict)


def _site(making: _Making, runs: list[Ran]) -> Made:
    snapshot = making.snapshot
    files: dict[str, Content] = {}
    for edition, ran in zip(snapshot.editions, runs, strict=True):
        for name, path in _files(ran.run.out):
            files[f"{edition.folder}/{name}"] = path
    making.progress("html: data, citations and search")
    files.update(beside_files(snapshot))
    if making.zips:
        making.progress("zip: packing")
        packed = {**files, **_offering(snapshot, files, {})}
        making.archives = write_archives(snapshot, packed, making.zips)
    carried = {**making.books, **making.archives}
    files |= _offering(snapshot, files, carried)
    return files | {f"{FOLDER}/{name}": content for name, content in carried.items()}, ()


def _offering(
    snapshot: Snapshot, files: Mapping[str, Content], carried: Mapping[str, Content]
) -> dict[str, Content]:
    """Return the pages that list the data and what can be carried away, with their sizes."""
    made = {name: _size(content) for name, content in carried.items()}
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


def _archives(making: _Making, runs: list[Ran]) -> Made:  # noqa: ARG001 - made with the site
    return (making.archives or None), ()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in _OWN_OF_SPHINX:
            yield path.relative_to(folder).as_posix(), path


def _books(making: _Making, runs: list[Ran]) -> Made:
    """Set the books, one after the other: each takes memory by the page."""
    # Only here: without the packages of the book, everything else works.
    from casebook.book.setting import set_books  # noqa: PLC0415

    manuscripts = [
        ran.run.out / f"{_stem(edition)}{SUFFIX}"
        for edition, ran in zip(making.snapshot.editions, runs, strict=True)
    ]
    pdfs, problems = set_books(manuscripts, making.progress)
    if pdfs is None:
        return None, problems
    files: dict[str, Content] = {path.name: path for path in pdfs}
    making.books |= files
    return files, problems


def _epubs(making: _Making, runs: list[Ran]) -> Made:
    files: dict[str, Content] = {
        f"{_stem(edition)}.epub": ran.run.out / f"{_stem(edition)}.epub"
        for edition, ran in zip(making.snapshot.editions, runs, strict=True)
    }
    making.books |= files
    return files, ()


def _stem(edition: Edition) -> str:
    return f"casebook-{edition.folder}"


_MAKERS: Mapping[str, Callable[[_Making, list[Ran]], Made]] = {
    "html": _site,
    "pdf": _books,
    "epub": _epubs,
    "zip": _archives,
}
