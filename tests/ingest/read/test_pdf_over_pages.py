"""What a page of a PDF shows only beside others, or in a part of it: tables, heads, columns."""

from __future__ import annotations

import pytest
from tests.ingest.read.test_pdf import LONG, THIRD, pdf, read, texts
from tests.ingest.read.test_word import FIRST, SECOND

from casebook.ingest.read.pdf.furniture import furniture
from casebook.ingest.read.pdf.marks import Char, Sheet
from casebook.ingest.read.pdf.over_pages import over_pages
from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.pdf.rows import in_order
from casebook.ingest.read.pdf.tables import Grid

HEIGHT = 842.0
HEAD, EAST, WEST = ("片区", "天数"), ("东部", "75"), ("西部", "66")


def grid(top: float, *rows: tuple[str, ...], columns: tuple[float, ...] = (50, 150, 250)) -> Grid:
    head = len(rows) > 1 and rows[0] == HEAD
    return Grid(columns[0], top, columns[-1], top + 20 * len(rows), rows, head, columns)


def sheet(*chars: tuple[float, float]) -> Sheet:
    """A page with a character at each of some places: from the left, and from above."""
    made = [Char("字", x, base - 10, x + 10, base, base) for x, base in chars]
    return Sheet(595, HEIGHT, made)


def joined(pages: list[list[Grid]], sheets: list[Sheet]) -> tuple[list[tuple[str, ...]], list[str]]:
    made, again = over_pages(pages, sheets)
    return [("*", *row) if x.head and n == 0 else row for p in made for x in p
            for n, row in enumerate(x.rows)], again  # fmt: skip


BLANK = [sheet(), sheet(), sheet()]


@pytest.mark.parametrize(
    ("pages", "rows", "again"),
    [
        ([[grid(700, HEAD, EAST)], [grid(60, WEST)]], [("*", *HEAD), EAST, WEST], []),
        # The head alone at the foot of a page.
        ([[grid(760, HEAD)], [grid(60, EAST, WEST)]], [("*", *HEAD), EAST, WEST], []),
        ([[grid(700, HEAD, EAST)], [grid(60, HEAD, WEST)]], [("*", *HEAD), EAST, WEST],
         ["片区 天数"]),
        ([[grid(760, HEAD)], [grid(60, EAST)], [grid(60, WEST)]], [("*", *HEAD), EAST, WEST], []),
        # A box of one row without a table before it.
        ([[], [grid(60, WEST)]], [], []),
        # Lines of columns that differ by three points are the same, by four are not.
        ([[grid(700, HEAD, EAST)], [grid(60, WEST, columns=(50, 153, 250))]],
         [("*", *HEAD), EAST, WEST], []),
        ([[grid(700, HEAD, EAST)], [grid(60, WEST, columns=(50, 154, 250))]],
         [("*", *HEAD), EAST], []),
        # Another table with a head of its own.
        ([[grid(700, EAST, WEST)], [grid(60, HEAD, EAST)]],
         [EAST, WEST, ("*", *HEAD), EAST], []),
    ],
)  # fmt: skip
def test_rows_that_stand_alone_on_a_page(
    pages: list[list[Grid]], rows: list[tuple[str, ...]], again: list[str]
) -> None:
    assert joined(pages, BLANK) == (rows, again)


@pytest.mark.parametrize(
    ("first", "second", "goes_on"),
    [
        ((60, 800), (60, 50), True),  # a foot and a head of the pages
        ((60, 723), (60, 50), False),  # text below the table
        ((60, 800), (60, 119), False),  # text above the row
        ((60, 800), (300, 130), False),  # text beside it, which its lines do not hold
    ],
)
def test_no_text_stands_between_the_parts_of_a_table(
    first: tuple[float, float], second: tuple[float, float], *, goes_on: bool
) -> None:
    pages = [[grid(600, HEAD, EAST)], [grid(120, WEST)]]
    rows, _ = joined(pages, [sheet(first), sheet(second)])
    assert (WEST in rows) == goes_on


def test_a_table_over_two_pages() -> None:
    table = "#table(columns: 3, [乡镇], [件数], [天数], [青河镇], [120], [3], [石桥镇], [88], [4])"
    done = read(pdf(f"{LONG}\n\n#v(45mm)\n{table}\n{THIRD}", tall="150mm"))
    assert texts(done)[-5:-1] == [
        LONG, "乡镇 | 件数 | 天数", "青河镇 | 120 | 3", "石桥镇 | 88 | 4",
    ]  # fmt: skip


def row(text: str, base: float, *, left: float = 60, size: float = 11, page: int = 0) -> Row:
    right = left + size * sum(0.5 if x.isascii() else 1 for x in text)
    return Row(text, left, base - size, right, base, size, False, page, size)


def page_of(head: str, *, size: float = 9, at: float = 40, first: float = 65) -> list[Row]:
    body = [row("改革的经验在全市推广各地都来学习这种做法", first + 15 * n) for n in range(9)]
    return [row(head, at, size=size), *body]


@pytest.mark.parametrize(
    ("pages", "gone"),
    [
        # Odd and even pages, each once.
        ([page_of("改革案例"), page_of("养老服务")], 2),
        ([page_of("改革案例", size=10.1), page_of("养老服务", size=10.1)], 2),
        ([page_of("改革案例", size=10.2), page_of("养老服务", size=10.2)], 0),
        ([page_of("改革案例"), page_of("养老服务", at=43)], 0),
        # As near to the text as its own lines: the first row of a table in smaller type.
        ([page_of("改革案例", at=44), page_of("养老服务", at=44)], 0),
        # In larger type, the even head once, where the odd one comes again.
        ([page_of("改革案例", size=14), page_of("养老服务", size=14),
          page_of("改革案例", size=14)], 3),
        # The number of the page, now in front, now behind.
        ([page_of("改革案例 7", size=11), page_of("8 养老服务", size=11)], 2),
        ([page_of("改革案例 7", size=11), page_of("9 养老服务", size=11)], 0),
        ([page_of("1 改革案例", size=11), page_of("2 养老服务", size=11)], 0),
    ],
)  # fmt: skip
def test_heads_that_differ_on_odd_and_even_pages(pages: list[list[Row]], gone: int) -> None:
    assert len(furniture(pages, [340.0] * len(pages))) == gone


@pytest.mark.parametrize(("size", "at", "gone"), [(9, 40, 3), (9.1, 40, 2), (9, 41, 2)])
def test_the_other_side_of_a_running_head_goes_with_it(size: float, at: float, gone: int) -> None:
    """On its line and in its type; the first line of a text near it stays."""
    first = [row("总第118期", at, left=230, size=size), *page_of("改革案例", first=58)]
    other = [row("窗口一次办好群众少跑路大家都说方便", 58 + 15 * n) for n in range(9)]
    assert len(furniture([first, [row("改革案例", 40, size=9), *other]], [340.0] * 2)) == gone


def test_columns_of_unequal_length_below_text() -> None:
    body = f"{LONG}\n\n#columns(2)[{FIRST}{SECOND}\n\n#colbreak()\n{THIRD}]\n\n{LONG}"
    assert texts(read(pdf(body))) == [LONG, f"{FIRST}{SECOND}", THIRD, LONG]


@pytest.mark.parametrize(
    ("left", "right", "spread"),
    [
        ("清河县民政局", "2024年3月12日", True),
        ("来源：清河日报", "日期：2024年3月12日", True),
        ("清河日报", "2024年第12期", True),
        ("清河简报", "第12期", True),
        ("清河县民政局", "主要做法", False),
        # A row of text fills its column.
        ("村里把闲置的院子改成食", "2024年3月12日", True),
        ("村里把闲置的院子改成食堂", "2024年3月12日", False),
    ],
)
def test_a_byline_over_a_gutter_is_one_row(left: str, right: str, *, spread: bool) -> None:
    columns = [
        [row("改" * 15, 100 + 15 * n), row("革" * 15, 100 + 15 * n, left=260)] for n in range(6)
    ]
    byline = [row(left, 80), row(right, 80, left=425 - 11 * len(right))]
    made, _ = in_order([[row("题" * 33, 60)], byline, *columns], 60, 425)
    assert made[1].spread == spread
    assert (made[1].text == f"{left} {right}") == spread
