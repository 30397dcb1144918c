"""What a page of a PDF shows only beside others, or in a part of it: tables, heads, columns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ingest.read.test_pdf import LONG, THIRD, pdf, read, texts
from tests.ingest.read.test_word import FIRST, SECOND

from casebook.ingest.read.pdf.furniture import furniture
from casebook.ingest.read.pdf.marks import Char, Rule, Sheet
from casebook.ingest.read.pdf.over_pages import over_pages
from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.pdf.rows import in_order
from casebook.ingest.read.pdf.tables import Grid, grids_of

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


WIDE = (50, 100, 150, 200, 250)
FORM = grid(700, ("申报单位", "镇", "时间", "十月"), ("改革背景", "甲", "甲", "甲"), columns=WIDE)


def test_a_row_in_fewer_columns_is_one_of_a_table_in_more() -> None:
    columns = (50, 100, 250)
    alone = grid(60, ("主要做法", "乙"), columns=columns)
    assert joined([[FORM], [alone]], BLANK)[0][2:] == [("主要做法", "乙", "乙", "乙")]
    # Several rows only where a form tells of themes; another table has other columns.
    two = grid(60, ("意见", "同意"), ("印章", "无"), columns=columns)
    assert len(joined([[FORM], [two]], BLANK)[0][2]) == 4
    table = grid(700, ("渠", "长", "宽", "深"), ("东", "一", "二", "三"), columns=WIDE)
    assert len(joined([[table], [two]], BLANK)[0][2]) == 2
    assert len(joined([[grid(700, EAST, WEST, columns=columns)], [FORM]], BLANK)[0][0]) == 2


NAMED = ("丙字三号织布", "314")


@pytest.mark.parametrize(
    ("rest", "right", "rows"),
    [
        # The line above is full: two characters have no place between it and its edge.
        (("厂", ""), 121, [("丙字三号织布厂", "314")]),
        (("厂", ""), 120, [NAMED, ("厂", "")]),
        (("厂", "6"), 121, [NAMED, ("厂", "6")]),
    ],
)
def test_a_row_divided_between_pages(
    rest: tuple[str, ...], right: float, rows: list[tuple[str, ...]]
) -> None:
    above, below = grid(700, EAST, NAMED), grid(60, rest)
    page = sheet((60, 735), (right - 10, 735), (160, 735))
    assert joined([[above], [below]], [page, sheet()])[0][1:] == rows


def test_a_row_that_fills_the_pages_between() -> None:
    first = grid(700, ("事项", "内容"), ("东渠", "一段。"))
    first = replace(first, open_below=True)
    between = replace(grid(60, ("", "二段。")), open_below=True, open_above=True)
    last = replace(grid(60, ("", "三段"), ("账", "贴墙")), open_above=True)
    rows, _ = joined([[first], [between], [last]], BLANK)
    assert rows == [("事项", "内容"), ("东渠", "一段。二段。三段"), ("账", "贴墙")]
    made, _ = over_pages([[first], [between], [last]], BLANK)
    assert dict(made[0][0].parts)["一段。二段。三段"] == ("一段。", "二段。", "三段")
    closed = replace(last, open_above=False)
    assert joined([[first], [between], [closed]], BLANK)[0][2] == ("", "三段")


def test_the_rest_of_a_theme_goes_on_with_its_text() -> None:
    above = grid(700, ("单位", "镇"), ("改革背景", "县里缺水"))
    rows, _ = joined([[above], [grid(60, ("", "争水。"))]], BLANK)
    assert rows[1] == ("改革背景", "县里缺水争水。")


@pytest.mark.parametrize(
    ("end", "beyond", "rows", "is_open"),
    [(48, 0, 2, True), (45, 0, 1, False), (48, 60, 2, True), (48, 61, 1, False)],
)
def test_a_table_without_a_line_at_its_end(
    end: float, beyond: int, rows: int, *, is_open: bool
) -> None:
    down = [Rule(x, 20, x, end) for x in (50, 150, 250)]
    across = [Rule(50, y, 250, y) for y in (20, 39)]
    held = [Char("字", x, y - 8, x + 8, y, y) for y in (36, 46) for x in (60, 160)]
    far = [Char("字", 60, 90, 68, 98, 98)] * beyond
    (made,) = grids_of([*down, *across], [*held, *far])
    assert (len(made.rows), made.open_below) == (rows, is_open)


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
