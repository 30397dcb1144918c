"""Lines and pages of a whole book: the sample, and articles that are hard to set."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from tests.book.book import build_book, printed, write_book_docs
from tests.book.layout import (
    PITCH,
    Line,
    body_size,
    facing,
    full_lines,
    pages_of,
    parted_numbers,
    single_characters,
)

from casebook.book.rooms import HEADING_LINES
from casebook.book.source import JOINER
from casebook.library import load_articles
from casebook.records import Script

_MEASURE = 38
"""Characters of a line on A4."""
_EDGE = 79
"""Points between the text and the outer edge of the paper, less than 1 of them to spare."""
_STRETCHED = 0.004
"""Of a character: what is less is rounding."""

_HEADING = (1.03, 1.3)
"""Sizes of the headings within a case, of the size of the text."""
_FARTHEST = 5
"""Lines from a heading to what stands above it: 3 of its own at most, and 2 of a short page."""
_COLUMN = 146
"""Points from a column of the index to the next."""

Book = tuple[Path, list[list[Line]]]


def _sample(request: pytest.FixtureRequest) -> Book:
    pdf: Path = request.getfixturevalue("sample_books")[request.param]
    return pdf, pages_of(pdf)


sample = pytest.fixture(scope="module", params=list(Script), name="sample")(_sample)


@pytest.fixture(scope="module")
def hard(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    articles = shared / "cases" / "book" / "hard-articles"
    if not articles.is_dir():
        pytest.skip("the articles that are hard to set are not here")
    folder = tmp_path_factory.mktemp("hard")
    write_book_docs(load_articles(articles)[0], folder)
    shutil.copytree(articles / "pictures", folder / "articles" / "pictures")
    pdf, reported = build_book(folder, Script.HANT)
    assert "B005" not in reported
    return pdf, pages_of(pdf)


@pytest.fixture(scope="module", params=[*Script, "hard"])
def book(request: pytest.FixtureRequest) -> Book:
    if request.param == "hard":
        result: Book = request.getfixturevalue("hard")
        return result
    return _sample(request)


def test_no_joiner_is_left_to_copy(book: Book) -> None:
    assert JOINER not in printed([book[0]])


def test_no_number_stands_apart_from_what_it_counts(book: Book) -> None:
    assert parted_numbers(book[1]) == []


def test_few_lines_are_stretched(book: Book) -> None:
    """A number that may not be parted from its unit leaves some lines short; 4 % is measured."""
    lines = full_lines(book[1], _MEASURE)
    assert len(lines) > 500
    assert sum(line.stretch > _STRETCHED for line in lines) / len(lines) < 0.06


def test_no_line_of_the_text_is_a_single_character(book: Book) -> None:
    assert single_characters(book[1]) == []


def test_nothing_passes_the_measure(book: Book) -> None:
    with pypdfium2.PdfDocument(str(book[0])) as document:
        widths = [page.get_width() for page in document]
    out = [
        line.text
        for lines in book[1]
        for line in lines
        if not _EDGE < line.left < line.right < widths[line.page] - _EDGE
    ]
    assert out == []


def _headings(lines: list[Line], size: float) -> list[tuple[Line, Line]]:
    """Return the headings within the text of a page, each with the line before it."""
    return [
        (before, line)
        for before, line in pairwise(lines)
        if _HEADING[0] * size < line.size < _HEADING[1] * size
    ]


def test_last_lines_of_facing_pages_are_level(sample: Book) -> None:
    """But where the headings of the shorter page would stand too far from the text above them."""
    spreads = facing(*sample)
    size = body_size(sample[1])
    assert len(spreads) > 10
    level = 0
    for left, right in spreads:
        apart = round(abs(left.base - right.base) / (PITCH * size), 1)
        shorter = left if left.base > right.base else right
        room = HEADING_LINES * len(_headings(sample[1][shorter.page], size))
        assert apart < 0.1 or apart > room, (left.text, right.text)
        level += apart < 0.1
    assert level / len(spreads) >= 0.75


def test_facing_pages_of_hard_articles_are_level_or_nearly(hard: Book) -> None:
    """22 of 26 are measured; a page of text alone has nothing that could take its last lines."""
    pitch = PITCH * body_size(hard[1])
    apart = [round(abs(left.base - right.base) / pitch, 1) for left, right in facing(*hard)]
    assert len(apart) > 20
    assert sum(lines < 0.1 for lines in apart) / len(apart) >= 0.8
    assert max(apart) <= 3


def test_no_heading_stands_far_below_what_is_above_it(sample: Book) -> None:
    size = body_size(sample[1])
    gaps = [
        (before.base - line.base) / (PITCH * size)
        for lines in sample[1]
        for before, line in _headings(lines, size)
    ]
    assert len(gaps) > 100
    assert max(gaps) < _FARTHEST


def test_columns_of_the_last_page_of_the_index_are_level(sample: Book) -> None:
    last = sample[1][-1]
    columns: dict[int, list[float]] = {}
    for line in last:
        for sign in line.signs:
            columns.setdefault(int((sign.left - _EDGE) // _COLUMN), []).append(sign.base)
    feet = [min(bases) for bases in columns.values()]
    assert len(feet) == 3
    assert max(feet) - min(feet) < 0.25 * (last[0].base - min(feet))


def test_lines_of_the_text_stand_on_the_lines_of_the_page(sample: Book) -> None:
    pitch = PITCH * body_size(sample[1])
    lines = full_lines(sample[1], _MEASURE)
    offsets = sorted(line.base % pitch for line in lines)
    middle = offsets[len(offsets) // 2]
    apart = [min((line.base - middle) % pitch, (middle - line.base) % pitch) for line in lines]
    assert sum(gap < 1 for gap in apart) / len(apart) > 0.97
