"""Typst at work, in a process of its own, whose memory ends with it."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from sys import intern
from typing import Any, TypeVar

import typst

from casebook.book.fonts import installed
from casebook.book.plan import Places, Spots
from casebook.book.rooms import Space, moved, rooms
from casebook.output import write_whole
from casebook.processes import end_with

_T = TypeVar("_T")

# Pixels an inch: A4 becomes 1,240 by 1,754, which readers show without enlarging it.
_COVER = 150.0


class TypesettingError(Exception):
    """Typst refused the source, and the message is its own; or its process ended."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to set.

    :param main: its Typst source, beside the template.
    :param number: of the volume, from 1; 0 for a draft, which has no references.
    :param look: what the template takes beside the source: faces and words.
    :param places: what its references print, and where its own addresses are expected.
    :param spots: where its links lead, for addresses of the same volume.
    :param rooms: see :func:`casebook.book.rooms.rooms`.
    :param cuts: the first unit on the last page of each list in columns.
    :param volumes: how many there are.
    :param digits: page numbers in running text take the room of at least so many digits.
    :param pdf: where the PDF goes once its pages are where ``places`` says; ``None`` for a draft.
    :param standard: a PDF standard as Typst names it, or ``""``.
    """

    main: Path
    number: int
    look: Mapping[str, object]
    places: Places
    spots: Spots = field(default_factory=dict)
    rooms: Mapping[str, float] = field(default_factory=dict)
    cuts: Mapping[str, int] = field(default_factory=dict)
    volumes: int = 1
    digits: int = 0
    pdf: Path | None = None
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What Typst made of a document.

    :param pages: the printed page number of every address.
    :param ends: the last page of every chapter of a draft, by its key.
    :param settled: whether the pages are where the references say.
    :param spots: where every address stands, once a draft's spaces have got their room.
    :param front: how many pages stand before the first of the body.
    :param rooms: the room that its spaces get, see :func:`casebook.book.rooms.rooms`.
    :param cuts: the first unit on the last page of each list in columns.
    """

    pages: dict[str, str]
    ends: Mapping[str, int]
    settled: bool
    spots: Spots = field(default_factory=dict)
    front: int = 0
    rooms: Mapping[str, float] = field(default_factory=dict)
    cuts: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def work(job: Job, *, settle: bool = True) -> Sheets:
    """Set a document in a process of its own.

    :param settle: whether no PDF is made before the references are right.
    :raises TypesettingError: where Typst refuses the source, or the system ends its process.
    """
    fresh = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(
            1, mp_context=fresh, initializer=end_with, initargs=(os.getpid(),)
        ) as pool:
            sheets = pool.submit(set_here, job, settle=settle).result()
    except BrokenProcessPool:
        raise TypesettingError("the process of Typst was ended; is there enough memory?") from None
    # A long book has a hundred thousand addresses, and several tables know each.
    return replace(sheets, pages=_interned(sheets.pages), spots=_interned(sheets.spots))


def _interned(known: Mapping[str, _T]) -> dict[str, _T]:
    return {intern(key): value for key, value in known.items()}


def draw(job: Job) -> bytes:
    """Return a document of one page as a picture, PNG.

    :raises TypesettingError: where Typst refuses the source.
    """
    try:
        made = _compiler(job).compile(format="png", ppi=_COVER)
    except typst.TypstError as error:
        raise TypesettingError(str(error)) from None
    assert isinstance(made, bytes)
    return made


def _compiler(job: Job) -> typst.Compiler:
    known = {
        **job.look,
        "volume": job.number,
        "volumes": job.volumes,
        "digits": job.digits,
        "places": job.places,
        "spots": job.spots,
        "rooms": job.rooms,
        "cuts": job.cuts,
    }
    file = job.main.with_suffix(".json")
    write_whole(file, json.dumps(known, ensure_ascii=False).encode("utf-8"))
    return typst.Compiler(
        str(job.main),
        root=str(job.main.parent),
        font_paths=installed(),
        sys_inputs={"known": file.name},
    )


def set_here(job: Job, *, settle: bool) -> Sheets:
    """Set a document in this process: see :func:`work`."""
    try:
        compiler = _compiler(job)
        result = json.loads(compiler.query("<places>", field="value", one=True))
        sheets = _sheets(job, result)
        warnings: tuple[str, ...] = ()
        if job.pdf and (sheets.settled or not settle):
            standards: list[Any] = [job.standard] if job.standard else []
            written, said = compiler.compile_with_warnings(pdf_standards=standards, timestamp=0)
            assert isinstance(written, bytes)
            write_whole(job.pdf, written)
            warnings = tuple(map(str, said))
    # A query raises the second.
    except (typst.TypstError, RuntimeError) as error:
        raise TypesettingError(str(error)) from None
    return replace(sheets, warnings=warnings)


def _sheets(job: Job, result: dict[str, Any]) -> Sheets:
    """Read what the template tells: see ``tell`` in ``base.typ``."""
    pages = {key: page for key, page, _, _ in result["pages"]}
    spaces = _spaces(result["spaces"])
    given = rooms(chain(*spaces.values()), result["pitch"], result["foot"])
    spots = {
        key: (sheet, round(moved(down, spaces.get(sheet, ()), given), 2))
        for key, _, sheet, down in result["pages"]
    }
    settled = all(job.places.get(key) == (job.number, page) for key, page in pages.items())
    led = all(spots[key][0] == sheet for key, (sheet, _) in job.spots.items() if key in spots)
    cuts = cuts_of(result["cuts"])
    return Sheets(pages, dict(result["ends"]), settled and led, spots, result["front"], given, cuts)


def cuts_of(units: Iterable[tuple[str, int, int]]) -> dict[str, int]:
    """Return the number of the first unit on the last page of each list.

    A list has none whose last page begins within a unit: it could not be divided there.

    :param units: the name of the list, the number of a unit and a page, where the unit begins
        and again where it ends.
    """
    begins: dict[str, dict[int, int]] = defaultdict(dict)
    ends: dict[str, dict[int, int]] = defaultdict(dict)
    for name, number, sheet in units:
        begins[name].setdefault(number, sheet)
        ends[name][number] = sheet
    cuts = {}
    for name, first in begins.items():
        last = max(ends[name].values())
        there = [number for number, sheet in ends[name].items() if sheet == last]
        if all(first[number] == last for number in there):
            cuts[name] = min(there)
    return cuts


def _spaces(marks: Iterable[tuple[str, int, float, int, float]]) -> dict[int, list[Space]]:
    """Return the spaces of a draft by their page."""
    spaces: dict[int, list[Space]] = defaultdict(list)
    for name, level, height, sheet, down in marks:
        spaces[sheet].append(Space(name, level, sheet, down, down + height))
    return spaces
