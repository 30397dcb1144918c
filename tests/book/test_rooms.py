"""What a page lacks is shared among its headings, tables, pictures and drawings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.book.rooms import BLOCK_LINES, HEADING_LINES, Space, moved, rooms

_PITCH, _FOOT = 20.0, 700.0


def _page(lines: float, *levels: int, page: int = 1) -> list[Space]:
    """Spaces one below the other, of which the first got all that the page lacks."""
    tall = [lines * _PITCH, *(0.0 for _ in levels[1:])]
    return [
        Space(f"{page}-{n}", level, page, 100.0 * n, 100.0 * n + height)
        for n, (level, height) in enumerate(zip(levels, tall, strict=True), 1)
    ]


def _lines(*spaces: Space) -> list[float]:
    given = rooms(spaces, _PITCH, _FOOT)
    return [given.get(space.name, 0.0) / _PITCH for space in spaces]


@pytest.mark.parametrize(
    ("lacking", "levels", "expected"),
    [
        (0, (3, 4), [0, 0]),
        (1, (4, 3), [0, 1]),
        (2, (4, 4, 4), [1, 1, 0]),
        (2, (0, 4), [1, 1]),
        (3, (0, 4), [1, 2]),
        (4, (4, 3), [2, 2]),
        # No gap draws the eye: what they cannot take is left at the foot.
        (5, (4, 3), [0, 0]),
        (3, (0, 0), [2, 1]),
        (2, (0,), [2]),
        (3, (0,), [0]),
    ],
)
def test_headings_come_first_and_no_gap_is_large(
    lacking: float, levels: tuple[int, ...], expected: list[float]
) -> None:
    assert _lines(*_page(lacking, *levels)) == expected


def test_what_is_less_than_a_line_stands_above_the_last() -> None:
    assert _lines(*_page(1.5, 3, 4)) == [1, 0.5]


def test_what_rounding_leaves_counts_as_a_line_or_as_nothing() -> None:
    assert _lines(*_page(1.99, 3, 4)) == [1, 1]
    assert _lines(*_page(1.01, 3, 4)) == [1, 0]


def test_a_heading_that_went_to_the_next_page_takes_nothing() -> None:
    here, gone = Space("1", 3, 1, 100, 100 + 2 * _PITCH), Space("2", 3, 1, _FOOT, _FOOT)
    assert _lines(here, gone) == [2, 0]
    assert _lines(Space("2", 3, 1, _FOOT - _PITCH, _FOOT)) == [0]


def test_pages_are_apart() -> None:
    assert _lines(*_page(1, 3), *_page(2, 4, page=2)) == [1, 2]


def test_what_stands_below_a_space_moves_with_its_room() -> None:
    spaces = _page(2, 3, 3)
    given = rooms(spaces, _PITCH, _FOOT)
    first, second = spaces
    assert moved(first.top - 1, spaces, given) == first.top - 1
    assert moved(first.bottom, spaces, given) == first.bottom - _PITCH
    assert moved(second.bottom, spaces, given) == second.bottom


@given(st.floats(0, 12), st.lists(st.sampled_from([0, 3, 4, 5]), min_size=1, max_size=6))
def test_a_page_gets_all_that_it_lacks_or_nothing(lacking: float, levels: list[int]) -> None:
    lines = _lines(*_page(lacking, *levels))
    total = sum(lines)
    assert total == 0 or total == pytest.approx(lacking, abs=0.03)
    for level, share in zip(levels, lines, strict=True):
        assert share < (HEADING_LINES if level else BLOCK_LINES) + 1
