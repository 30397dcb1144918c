"""An edition of the book: drafted, divided into volumes, set until its references are right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from sys import intern

from casebook.book.finish import finish
from casebook.book.manuscript import SUFFIX, Manuscript, texts_of
from casebook.book.parts import Book, Part
from casebook.book.plan import (
    Extent,
    Places,
    Run,
    Spots,
    Volume,
    drafts,
    expected,
    extents,
    volumes,
)
from casebook.book.press import Job, Sheets, draw, work
from casebook.book.source import array, call, string
from casebook.book.texts import read_text
from casebook.output import write_whole
from casebook.problems import Code, Problem

Step = Callable[[str], None]
"""Receives the name of what is being set."""

_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
# Some 300 to 400 pages are drafted at once.
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
    stem, texts = file.with_name(file.name.removesuffix(SUFFIX)), texts_of(file)
    drafted = _Drafted(book, texts, stem, manuscript.limit, step)
    drafted.read(part for part in book.parts if part.title)
    # Lists at the back take the room of what they say: where the text stands.
    drafted.read(part for part in book.parts if not part.title)
    planned = drafted.plan()
    places = expected(planned, drafted.extents)
    prints = []
    for number, volume in enumerate(planned, 1):
        name = f"{stem.name}-{number}" if len(planned) > 1 else stem.name
        front = tuple(_front(book, texts, planned, number))
        # How long the front matter is, and where its own pages stand.
        sheets = drafted.work(f"front-{number}", (*front, "#sym.zws;"), places, len(planned))
        if number == 1:
            places |= {item: (1, sheets.pages[item]) for item in sheets.pages}
        main = stem.with_name(f"{name}.typ")
        inside = (*front, *_body(volume, texts))
        _write(main, book, inside)
        job = Job(
            main,
            number,
            book.look,
            {},
            rooms=drafted.rooms,
            cuts=drafted.cuts,
            volumes=len(planned),
            pdf=stem.with_name(f"{name}.pdf"),
            standard=manuscript.standard,
        )
        prints.append(_Print(job, _named(inside), sheets.front, dict(sheets.spots)))
    places, problems = _settle(prints, places, drafted.down, step)
    pdfs = [one.job.main.with_suffix(".pdf") for one in prints]
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


class _Drafted:
    """What drafts tell of a book.

    :ivar extents: of the chapters that are drafted.
    :ivar down: how far down its page every address of them stands, in points.
    :ivar rooms: what their spaces get.
    :ivar cuts: the first unit on the last page of each list in columns.
    """

    def __init__(self, book: Book, texts: Path, stem: Path, limit: int, step: Step) -> None:
        self.extents: dict[str, Extent] = {}
        self.down: dict[str, float] = {}
        self.rooms: dict[str, float] = {}
        self.cuts: dict[str, int] = {}
        self._book, self._texts, self._stem = book, texts, stem
        self._limit, self._step = limit, step
        self._count = 0

    def plan(self) -> list[Volume]:
        """Divide into volumes what is drafted."""
        parts = [
            part
            for part in self._book.parts
            if all(chapter.key in self.extents for chapter in part.chapters)
        ]
        room = {
            chapter.key: self.extents[chapter.key].pages * (1 if part.title else _OF_TABLES)
            for part in parts
            for chapter in part.chapters
        }
        return volumes(parts, room, self._limit)

    def read(self, parts: Iterable[Part]) -> None:
        """Draft parts, which may refer to those that are drafted."""
        planned = self.plan()
        places = expected(planned, self.extents)
        results: dict[str, Extent] = {}
        for draft in drafts(parts, _DRAFT):
            self._count += 1
            inside = ("#show: body-matter", *_body(draft, self._texts))
            sheets = self.work(f"draft-{self._count}", inside, places, len(planned) or 1)
            pages = {key: int(page) for key, page in sheets.pages.items()}
            results |= extents(draft, pages, sheets.ends)
        self.extents |= results

    def work(self, name: str, inside: tuple[str, ...], places: Places, count: int) -> Sheets:
        """Set a draft.

        :param count: of volumes.
        """
        main = self._stem.with_name(f"{self._stem.name}-{name}.typ")
        self._step(main.stem)
        _write(main, self._book, inside)
        known = _known(places, _named(inside))
        sheets = work(Job(main, 0, self._book.look, known, volumes=count))
        self.down |= {key: down for key, (_, down) in sheets.spots.items()}
        self.rooms |= sheets.rooms
        self.cuts |= sheets.cuts
        return sheets


@dataclass(slots=True)
class _Print:
    """A volume at the press.

    :param named: the addresses that its source names.
    :param front: how many pages stand before the first of its body.
    :param spots: where its own addresses are known to stand.
    :param sheets: what Typst made last, of :attr:`job`.
    """

    job: Job
    named: tuple[str, ...]
    front: int
    spots: Spots
    sheets: Sheets | None = None

    def is_due(self, places: Places, digits: int) -> bool:
        """Whether it is not set yet, or prints what has changed."""
        return (
            self.sheets is None
            or not self.sheets.settled
            or digits != self.job.digits
            or _known(places, self.named) != self.job.places
        )

    def set(self, places: Places, down: Mapping[str, float], digits: int, *, last: bool) -> None:
        """Set it with what is known by now."""
        known = _known(places, self.named)
        led = {
            key: (self.front + int(page), down[key])
            for key, (volume, page) in known.items()
            if volume == self.job.number and page.isdigit() and key in down
        }
        self.job = replace(self.job, places=known, spots=led | self.spots, digits=digits)
        self.sheets = work(self.job, settle=not last)
        self.front, self.spots = self.sheets.front, dict(self.sheets.spots)


def _settle(
    prints: list[_Print], places: Places, down: Mapping[str, float], step: Step
) -> tuple[Places, tuple[Problem, ...]]:
    """Set each volume until it prints the pages that there are."""
    digits = 0
    for turn in range(1, _SETTINGS + 1):
        if turn > _FREE_SETTINGS:
            digits = max(len(page) for _, page in places.values())
        due = [one for one in prints if one.is_due(places, digits)]
        for one in due:
            step(f"{one.job.main.stem}: volume {one.job.number} of {len(prints)}, setting {turn}")
            one.set(places, down, digits, last=turn == _SETTINGS)
            assert one.sheets is not None
            pages = one.sheets.pages.items()
            places |= {key: (one.job.number, page) for key, page in pages}
        if not due:
            break
    problems: list[Problem] = []
    for one in prints:
        assert one.sheets is not None
        name, warnings = one.job.main.name, one.sheets.warnings
        problems += (Problem(Code.BOOK_SETTING, name, 0, warning) for warning in warnings)
        if one.is_due(places, digits):
            problems.append(Problem(Code.BOOK_PAGES, name))
    return places, tuple(problems)


def _named(inside: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses that a source names, each once: literals that look like one."""
    literals = (literal for text in inside for literal in _LITERAL.findall(text))
    # Typst escapes what JSON escapes (`source.string`).
    named = (json.loads(literal) for literal in literals if "#" in literal)
    return tuple(dict.fromkeys(map(intern, named)))


def _known(places: Places, named: Iterable[str]) -> Places:
    """Return the places of the addresses that a source names, as far as they are known.

    Only these are asked for: a book has a hundred times as many as a volume.
    """
    return {key: places[key] for key in named if key in places}


def _write(main: Path, book: Book, inside: tuple[str, ...]) -> None:
    lines = ('#import "book.typ": *', f"#show: book.with({book.settings})", *inside, "")
    write_whole(main, "\n".join(lines).encode("utf-8"))


def _front(book: Book, texts: Path, planned: list[Volume], number: int) -> Iterator[str]:
    yield book.cover
    yield book.imprint
    if number == 1:
        yield from (read_text(texts, item.source) for item in book.preface)
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


def _body(volume: Volume, texts: Path) -> Iterator[str]:
    for run in volume:
        if run.part.title:
            yield _opening(run)
        yield from (read_text(texts, chapter.source) for chapter in run.chapters)


def _opening(run: Run) -> str:
    if run.is_lone:
        return call("lone-part", string(run.part.key), run.part.title)
    cases = array(array((string(chapter.key), chapter.title)) for chapter in run.chapters)
    goes_on = "true" if run.goes_on else "false"
    return call("part", string(run.part.key), run.part.title, cases, goes_on=goes_on)
