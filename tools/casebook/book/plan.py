"""What stands in which volume, and on which page it is expected."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook.book.parts import Chapter, Part

Places = dict[str, tuple[int, str]]
"""The volume (from 1) and the printed page number of every address."""

Spots = dict[str, tuple[int, float]]
"""The page of every address, counted from the first of its volume, and how many points down it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Chapters of one part that stand in the same volume.

    :param goes_on: whether earlier chapters of the part stand in the volume before.
    """

    part: Part
    chapters: tuple[Chapter, ...]
    goes_on: bool = False

    @property
    def is_lone(self) -> bool:
        """Whether the part is a single chapter, which bears its title instead of a page."""
        return len(self.part.chapters) == 1


Volume = tuple[Run, ...]


def volumes(parts: Iterable[Part], room: Mapping[str, int], limit: int) -> list[Volume]:
    """Divide a book into volumes of at most ``limit`` pages of text.

    A part is divided only where it alone is longer than a volume, a chapter
    never; a chapter that is longer fills a volume of its own.

    :param room: what every chapter takes by its key, in pages of text.
    """
    done: list[Volume] = []
    now: list[Run] = []
    free = limit
    for part in parts:
        whole = sum(room[chapter.key] for chapter in part.chapters)
        if now and whole > free and (whole <= limit or not _fits_first(part, room, free)):
            done.append(tuple(now))
            now, free = [], limit
        run: list[Chapter] = []
        goes_on = False
        for chapter in part.chapters:
            length = room[chapter.key]
            if length > free and (run or now):
                if run:
                    now.append(Run(part, tuple(run), goes_on))
                done.append(tuple(now))
                now, run, free, goes_on = [], [], limit, True
            run.append(chapter)
            free -= length
        now.append(Run(part, tuple(run), goes_on))
    return [*done, tuple(now)] if now else done


def _fits_first(part: Part, room: Mapping[str, int], free: int) -> bool:
    """Return whether at least the first chapter of a part still fits."""
    return room[part.chapters[0].key] <= free


def drafts(parts: Iterable[Part], size: int) -> Iterator[Volume]:
    """Divide a book by the length of its source, to learn how many pages each chapter has."""
    now: list[Run] = []
    taken = 0
    for part in parts:
        start = 0
        for number, chapter in enumerate(part.chapters):
            if taken and taken + chapter.source.length > size:
                if number > start:
                    now.append(Run(part, part.chapters[start:number], start > 0))
                yield tuple(now)
                now, taken, start = [], 0, number
            taken += chapter.source.length
        now.append(Run(part, part.chapters[start:], start > 0))
    if now:
        yield tuple(now)


@dataclass(frozen=True, slots=True)
class Extent:
    """How long a chapter is.

    :param pages: with the title page of its part, where that stands before it.
    :param within: how many pages after the beginning each address of it stands.
    """

    pages: int
    within: Mapping[str, int]


def extents(
    volume: Volume, results: Mapping[str, int], ends: Mapping[str, int]
) -> dict[str, Extent]:
    """Return the extent of each chapter of a draft by its key.

    :param results: the page of every address.
    :param ends: the last page of every chapter.  A page that is left empty before the title of
        a part is of no chapter: whether there is one depends on what stands before.
    """
    keys = [chapter.key for run in volume for chapter in run.chapters]
    first = [
        results[run.part.key if number == 0 and _opens(run) else chapter.key]
        for run in volume
        for number, chapter in enumerate(run.chapters)
    ]
    within: list[dict[str, int]] = [{} for _ in keys]
    for address, page in results.items():
        part = bisect_right(first, page) - 1
        within[part][address] = page - first[part]
    return {
        key: Extent(ends[key] - start + 1, inside)
        for key, start, inside in zip(keys, first, within, strict=True)
    }


def expected(books: Iterable[Volume], results: Mapping[str, Extent]) -> Places:
    """Return where every address is expected to stand, from the extents of the chapters."""
    places: Places = {}
    for number, volume in enumerate(books, 1):
        page = 1
        for run in volume:
            if run.part.title and not run.is_lone:
                # Title pages stand on the right; one that goes on is not in the extents.
                page += (page % 2 == 0) + run.goes_on
            for chapter in run.chapters:
                extent = results[chapter.key]
                places |= {
                    address: (number, str(page + offset))
                    for address, offset in extent.within.items()
                }
                page += extent.pages
    return places


def _opens(run: Run) -> bool:
    return bool(run.part.title) and not run.goes_on
