"""An edition of the book: drafted, divided into volumes, set until its references are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.book.finish import finish
from casebook.book.manuscript import SUFFIX, Manuscript
from casebook.book.parts import Book
from casebook.book.plan import Extent, Places, Run, Volume, drafts, expected, extents, volumes
from casebook.book.press import Job, Sheets, draw, work
from casebook.book.source import array, call, string
from casebook.output import write_whole
from casebook.problems import Code, Problem

Step = Callable[[str], None]
"""Receives the name of what is being set."""

# About 300 pages are drafted at once.
_DRAFT = 900_000
# A page of tables, lists or index takes the memory of two and more of text.
_OF_TABLES = 2
# A number that is longer than expected may move a line, that line a page, and that page
# the number back.  Where so many settings did not do, all numbers get the same room.
_FREE_SETTINGS = 3
_SETTINGS = 6


@dataclass(frozen=True, slots=True)
class Printed:
    """A book that is set.

    :param pdfs: the PDF of each volume, in order.
    :param places: the volume and the page of every address.
    """

    pdfs: tuple[Path, ...]
    places: Places
    problems: tuple[Problem, ...] = ()


def print_book(manuscript: Manuscript, file: Path, step: Step) -> Printed:
    """Write the PDF of every volume beside the manuscript; a book of one volume bears no number.

    :param file: of the manuscript; PDF files of other volumes of its name are deleted.
    :returns: the PDF files in their order, the places in them, and what is to be reported.
    :raises casebook.book.press.TypesettingError: where Typst refuses the source.
    """
    book = manuscript.book
    stem = file.with_name(file.name.removesuffix(SUFFIX))
    results = _drafted(book, stem, step)
    room = {
        chapter.key: results[chapter.key].pages * (1 if part.title else _OF_TABLES)
        for part in book.parts
        for chapter in part.chapters
    }
    planned = volumes(book.parts, room, manuscript.limit)
    jobs = []
    for number, volume in enumerate(planned, 1):
        name = f"{stem.name}-{number}" if len(planned) > 1 else stem.name
        main = stem.with_name(f"{name}.typ")
        inside = (*_front(book, planned, number), *_body(volume))
        _write(main, book, inside)
        pdf = stem.with_name(f"{name}.pdf")
        jobs.append(
            Job(main, number, book.look, {}, len(planned), pdf=pdf, standard=manuscript.standard)
        )
    # Hand-written pages were not drafted; references to them wait for the first setting.
    preface = {item.key: (1, "0") for item in book.preface}
    places, problems = _settle(jobs, preface | expected(planned, results), step)
    pdfs = [job.main.with_suffix(".pdf") for job in jobs]
    for old in set(stem.parent.glob(f"{stem.name}*.pdf")).difference(pdfs):
        old.unlink()
    for pdf in pdfs:
        finish(pdf, manuscript.about)
    return Printed(tuple(pdfs), places, problems)


def draw_cover(manuscript: Manuscript, file: Path) -> bytes:
    """Return the cover of a book as a picture, PNG.

    :param file: of the manuscript.
    :raises casebook.book.press.TypesettingError: where Typst refuses the source.
    """
    book = manuscript.book
    main = file.with_name(f"{file.name.removesuffix(SUFFIX)}-cover.typ")
    _write(main, book, (book.cover,))
    return draw(Job(main, 1, book.look, {}))


def _drafted(book: Book, stem: Path, step: Step) -> dict[str, Extent]:
    result: dict[str, Extent] = {}
    planned = list(drafts(book.parts, _DRAFT))
    for number, draft in enumerate(planned, 1):
        step(f"{stem.name}: draft {number} of {len(planned)}")
        main = stem.with_name(f"{stem.name}-draft-{number}.typ")
        _write(main, book, ("#show: body-matter", *_body(draft)))
        sheets = work(Job(main, 0, book.look, {}))
        result |= extents(draft, {key: int(page) for key, page in sheets.pages.items()}, sheets.end)
    return result


def _settle(jobs: list[Job], places: Places, step: Step) -> tuple[Places, tuple[Problem, ...]]:
    """Set all volumes until each prints the pages that the others expect."""
    for turn in range(_SETTINGS):
        done = []
        if turn == _FREE_SETTINGS:
            digits = max(len(page) for _, page in places.values())
            jobs = [replace(job, digits=digits) for job in jobs]
        for job in jobs:
            step(f"{job.main.stem}: volume {job.number} of {len(jobs)}, setting {turn + 1}")
            done.append(work(replace(job, places=places), settle=turn + 1 < _SETTINGS))
        places = places | _places(jobs, done)
        if all(sheets.settled for sheets in done):
            break
    problems: list[Problem] = []
    for job, sheets in zip(jobs, done, strict=True):
        problems += (
            Problem(Code.BOOK_SETTING, job.main.name, 0, warning) for warning in sheets.warnings
        )
        if not sheets.settled:
            problems.append(Problem(Code.BOOK_PAGES, job.main.name))
    return places, tuple(problems)


def _places(jobs: list[Job], done: list[Sheets]) -> Places:
    return {
        key: (job.number, page)
        for job, sheets in zip(jobs, done, strict=True)
        for key, page in sheets.pages.items()
    }


def _write(main: Path, book: Book, inside: tuple[str, ...]) -> None:
    lines = ('#import "book.typ": *', f"#show: book.with({book.settings})", *inside, "")
    write_whole(main, "\n".join(lines).encode("utf-8"))


def _front(book: Book, planned: list[Volume], number: int) -> Iterator[str]:
    yield book.cover
    yield book.imprint
    if number == 1:
        yield from (item.source for item in book.preface)
    entries = list(_entries(planned, number))
    if number == 1:
        entries = [*(_entry(1, entry.key, entry.title) for entry in book.preface), *entries]
    if book.contents:
        yield call("contents", book.contents, array(entries))
    # From here to the end pages count from 1.
    yield "#show: body-matter"


def _entries(planned: list[Volume], number: int) -> Iterator[str]:
    """Yield the contents: those of all volumes in the first, else of one volume."""
    for place, volume in enumerate(planned, 1):
        if number not in {1, place}:
            continue
        if len(planned) > 1:
            yield _entry(0, "", str(place))
        for run in volume:
            if run.part.title and not run.goes_on:
                yield _entry(1, run.part.key, run.part.title)
            level = 2 if run.part.title else 1
            listed = (chapter for chapter in run.chapters if chapter.title)
            yield from (_entry(level, item.key, item.title) for item in listed)


def _entry(level: int, key: str, title: str) -> str:
    return array((str(level), string(key), title))


def _body(volume: Volume) -> Iterator[str]:
    for run in volume:
        if run.part.title:
            yield _opening(run)
        yield from (chapter.source for chapter in run.chapters)


def _opening(run: Run) -> str:
    if run.is_lone:
        return call("lone-part", string(run.part.key), run.part.title)
    cases = array(array((string(chapter.key), chapter.title)) for chapter in run.chapters)
    goes_on = "true" if run.goes_on else "false"
    return call("part", string(run.part.key), run.part.title, cases, goes_on=goes_on)
