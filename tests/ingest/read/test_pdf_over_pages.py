"""What a page of a PDF shows only beside others, or in a part of it: tables, heads, columns."""

from __future__ import annotations

import pytest
from tests.ingest.read.test_pdf import LONG, THIRD, pdf, read, texts
from tests.ingest.read.test_word import FIRST, SECOND

from casebook.ingest.read.pdf.bands import bands_in
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


FULL = "改革的经验在全市推广各地都来学习这种做法他们说到了"  # 25 characters: 275 points
LEFT = ("村里把闲置的院子改成", "食堂老人就近吃饭每月", "上门一次。")
RIGHT = ("县里把经费列入预算逐", "月拨付。")
EDGE = 60 + 11 * 15.0


def band(
    left: tuple[str, ...], right: tuple[str, ...], *, gap: float = 15, below: str = FULL
) -> list[list[Row]]:
    made = [[row(FULL, 50)]]
    for n in range(max(len(left), len(right))):
        line = [row(left[n], 80 + 15 * n)] if n < len(left) else []
        line += [row(right[n], 80 + 15 * n, left=EDGE)] if n < len(right) else []
        made.append(line)
    end = made[-1][0].base
    return [*made, [row(below, end + gap)], [row(FULL, end + gap + 15)]]


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (LEFT, RIGHT, True),
        (LEFT, RIGHT[:1], True),  # a line that is all of the second column
        (LEFT[1:], RIGHT, False),
        (RIGHT, LEFT, True),
        # Two who sign.
        (("甲方：民政局", "代表：王小明", "地址：城关"),
         ("乙方：卫健局", "代表：李大山", "地址：东门"), False),
        (("村里", "老人", "食堂"), RIGHT, False),  # a column of two characters
        (LEFT, ("县里", "把经费列入预算逐月拨"), False),  # its rows do not reach the edge
    ],
)  # fmt: skip
def test_columns_in_a_part_of_a_page(
    left: tuple[str, ...], right: tuple[str, ...], *, found: bool
) -> None:
    assert bool(bands_in(band(left, right), 60, 335)) == found


@pytest.mark.parametrize(
    ("below", "gap", "last"),
    [("二、成效", 19, "月拨付。"), ("二、成效", 20, "二、成效"), (FULL, 15, FULL)],
)  # fmt: skip
def test_a_heading_below_columns_is_none_of_them(below: str, gap: float, last: str) -> None:
    made = [x.text for x in in_order(band(LEFT, RIGHT, gap=gap, below=below), 60, 335)]
    assert made[1:4] == list(LEFT)
    assert made[-2] == last


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
    made = in_order([[row("题" * 33, 60)], byline, *columns], 60, 425)
    assert made[1].spread == spread
    assert (made[1].text == f"{left} {right}") == spread
