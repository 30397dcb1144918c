"""An edition of the book: drafted, divided into volumes, set until its references are right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.files import write_whole
from casebook.problems import Code, Problem
from casebook.typst.order import Chapter, Part
from casebook.typst.plan import Extent, Places, Run, Volume, drafts, expected, extents, volumes
from casebook.typst.press import Job, Sheets, work
from casebook.typst.source import array, call, string

# About 300 pages are drafted at once.
_DRAFT = 900_000
# A number that is longer than expected may move a line, that line a page; more
# than two settings have not been seen to be needed.
_SETTINGS = 6


@dataclass(frozen=True, slots=True)
class Book:
    """All of an edition, as Typst.

    :param settings: what the template's ``book`` takes.
    :param look: see :class:`casebook.typst.press.Job`.
    :param preface: hand-written pages before the contents.
    :param contents: the heading of the contents.
    :param parts: in order, with what stands at the back.
    """

    settings: str
    look: Mapping[str, object]
    cover: str
    imprint: str
    preface: tuple[Chapter, ...]
    contents: str
    parts: tuple[Part, ...]


def print_book(book: Book, stem: Path, *, limit: int, standard: str) -> tuple[Problem, ...]:
    """Write the PDF of every volume; a book of one volume bears no number.

    :param stem: path of the files without number and suffix, beside the template.
    :param limit: the most pages of a volume, front matter not counted.
    :raises casebook.typst.press.TypesettingError: where Typst refuses the source.
    """
    found = _drafted(book, stem)
    pages = {key: extent.pages for key, extent in found.items()}
    planned = volumes(book.parts, pages, limit)
    jobs = []
    for number, volume in enumerate(planned, 1):
        name = f"{stem.name}-{number}" if len(planned) > 1 else stem.name
        main = stem.with_name(f"{name}.typ")
        inside = (*_front(book, planned, number), *_body(volume))
        _write(main, book, inside)
        pdf = stem.with_name(f"{name}.pdf")
        jobs.append(Job(main, number, book.look, {}, len(planned), pdf=pdf, standard=standard))
    # Hand-written pages were not drafted; references to them wait for the first setting.
    preface = {one.key: (1, "0") for one in book.preface}
    return tuple(_settle(jobs, preface | expected(planned, found)))


def _drafted(book: Book, stem: Path) -> dict[str, Extent]:
    found: dict[str, Extent] = {}
    for number, draft in enumerate(drafts(book.parts, _DRAFT), 1):
        main = stem.with_name(f"{stem.name}-draft-{number}.typ")
        _write(main, book, ("#show: body-matter", *_body(draft)))
        sheets = work(Job(main, 0, book.look, {}))
        found |= extents(draft, {key: int(page) for key, page in sheets.pages.items()}, sheets.end)
    return found


def _settle(jobs: list[Job], places: Places) -> Iterator[Problem]:
    """Set all volumes until each prints the pages that the others expect."""
    for turn in range(_SETTINGS):
        done = [work(replace(job, places=places), settle=turn + 1 < _SETTINGS) for job in jobs]
        if all(sheets.settled for sheets in done):
            break
        places = places | _places(jobs, done)
    for job, sheets in zip(jobs, done, strict=True):
        for warning in sheets.warnings:
            yield Problem(Code.BOOK_SETTING, job.main.name, 0, warning)
        if not sheets.settled:
            yield Problem(Code.BOOK_PAGES, job.main.name)


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
        yield from (one.source for one in book.preface)
    entries = list(_entries(planned, number))
    if number == 1:
        entries = [*(_entry(1, one.key, one.title) for one in book.preface), *entries]
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
            listed = (one for one in run.chapters if one.title)
            yield from (_entry(level, one.key, one.title) for one in listed)


def _entry(level: int, key: str, title: str) -> str:
    return array((str(level), string(key), title))


def _body(volume: Volume) -> Iterator[str]:
    for run in volume:
        if run.part.title:
            yield _opening(run)
        yield from (one.source for one in run.chapters)


def _opening(run: Run) -> str:
    cases = array(array((string(one.key), one.title)) for one in run.chapters)
    goes_on = "true" if run.goes_on else "false"
    return call("part", string(run.part.key), run.part.title, cases, goes_on=goes_on)
