"""Drafts say how long chapters are; where they stand in volumes follows from it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casebook.book.parts import Chapter, Part
from casebook.book.plan import Extent, Volume, drafts, expected, extents, volumes
from casebook.book.texts import Kept


def _parts(lengths: list[list[int]]) -> list[Part]:
    """Parts of chapters, whose sources are as long as they have pages."""
    return [
        Part(
            f"part-{n}#",
            "[part]",
            tuple(
                Chapter(f"case-{n}-{m}#", "[case]", Kept(0, length, length))
                for m, length in enumerate(chapters)
            ),
        )
        for n, chapters in enumerate(lengths)
    ]


def _set(volume: Volume) -> tuple[dict[str, int], dict[str, int]]:
    """Return the page of every address, and the last of every chapter, as `book.typ` sets them."""
    pages: dict[str, int] = {}
    ends: dict[str, int] = {}
    page = 1
    for run in volume:
        if run.is_lone:
            pages[run.part.key] = page
        else:
            # The title of a part stands on the right.
            page += page % 2 == 0
            if not run.goes_on:
                pages[run.part.key] = page
            page += 1
        for chapter in run.chapters:
            pages[chapter.key] = page
            page += chapter.source.length
            pages[f"{chapter.key}last"] = ends[chapter.key] = page - 1
    return pages, ends


_lengths = st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=6), min_size=1, max_size=6)


@given(_lengths, st.integers(1, 40), st.integers(9, 60))
def test_addresses_stand_where_drafts_let_expect_them(
    lengths: list[list[int]], size: int, limit: int
) -> None:
    """However drafts and volumes divide the book: or a volume would be set again."""
    parts = _parts(lengths)
    drafted: dict[str, Extent] = {}
    for draft in drafts(parts, size):
        drafted |= extents(draft, *_set(draft))
    room = {key: extent.pages for key, extent in drafted.items()}
    planned = volumes(parts, room, limit)
    assert [chapter for volume in planned for run in volume for chapter in run.chapters] == [
        chapter for part in parts for chapter in part.chapters
    ]
    places = {
        key: (number, str(page))
        for number, volume in enumerate(planned, 1)
        for key, page in _set(volume)[0].items()
    }
    assert expected(planned, drafted) == places
