"""Whether a row of a PDF goes on with the paragraph above it: each sign, and what it is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.ingest.read.pdf.furniture import furniture
from casebook.ingest.read.pdf.joints import Setting, balance
from casebook.ingest.read.pdf.marks import Char
from casebook.ingest.read.pdf.paragraphs import paragraphs
from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.pdf.rows import edges_of, in_order, rows_of

EM, WIDE = 10.0, 300.0
BLOCK, INDENTED = Setting(indented=False, ends={}), Setting(indented=True, ends={})
OPEN, CLOSED, PAUSED = "縣裡把審批的權力下放到鎮", "縣裡把審批下放到鎮。", "縣裡這樣做："


def row(text: str, at: int = 1, *, left: float = 0, slack: float = 0, page: int = 0) -> Row:
    """Return the row of a number on a page.

    :param left: its indent, and ``slack`` what it leaves at its end, in characters.
    """
    base, right = 14.0 * at, WIDE - slack * EM
    return Row(text, left * EM, base - EM, right, base, EM, False, page, EM, 0, WIDE)


def points(
    above: str, text: str = "再由鎮辦理", setting: Setting = BLOCK, *, begun: Row | None = None,
    left: float = 0, to: float = 0, slack: float = 0, page: int = 0,
) -> int:  # fmt: skip
    """Return the points of a row below another one; ``left`` and ``to`` are their indents."""
    last = row(above, left=left, slack=slack)
    return balance(last, row(text, 2, left=to, page=page), begun or last, setting)


FIRST = row("第一行", 0, left=2)
LIST = row("1. 第一行", 0)


@pytest.mark.parametrize(
    ("got", "right"),
    [
        (points(PAUSED), 3),
        (points(OPEN), 5),
        (points(CLOSED), 2),
        (points(PAUSED, slack=5), -3),
        (points(OPEN, begun=FIRST), 6),
        (points(OPEN, begun=FIRST, to=2), 2),
        (points(OPEN, setting=INDENTED, left=2), 6),
        (points(OPEN, setting=INDENTED, to=2), 2),
        (points(PAUSED, setting=INDENTED, to=2), 0),
        (points(CLOSED, setting=INDENTED, left=2, to=2), -1),
        (points(CLOSED, setting=INDENTED, left=2, to=2, begun=FIRST), 3),
        (points("1. " + OPEN, setting=INDENTED, to=2), 5),
        (points("1. " + CLOSED, setting=INDENTED, left=2, to=2), 2),
        (points(OPEN, "（三）再辦"), 3),
        (points(PAUSED, "（三）再辦"), 1),
        (points(OPEN, "– 再辦"), 3),
        (points("1. " + OPEN, "2. 再辦"), -1),
        (points("1. " + OPEN, "3. 再辦"), 3),
        (points("1. " + OPEN, "（二）再辦"), 3),
        (points(OPEN, "• 再辦"), -1),
        (points(OPEN, "費，2019年", slack=5), 5),  # 1 and 1 and four times 0.6, and 0.7 besides
        (points(OPEN, "費，2019年", slack=5.2), -1),
        (points(OPEN, "費2019年", slack=5), -1),
        (points(OPEN, left=13), 0),
        (points(OPEN, page=1), 3),
        (points(CLOSED, page=1), 0),
        (points(OPEN, page=1, setting=INDENTED), 5),
        (points(CLOSED, page=1, setting=INDENTED, to=2), -1),
        (points(OPEN, page=1, setting=INDENTED, left=2, to=2, begun=LIST), 5),
    ],
)
def test_what_the_signs_come_to(got: int, right: int) -> None:
    assert got == right


@pytest.mark.parametrize(
    ("wider", "narrower"),
    [
        # An indent begins at 1.2 characters.
        (points(OPEN, to=1.2), points(OPEN, to=1.1)),
        (points(OPEN, left=1.2), points(OPEN, left=1.1)),
        (
            points(OPEN, page=1, setting=INDENTED, to=1.2),
            points(OPEN, page=1, setting=INDENTED, to=1.1),
        ),
        # Rows of a paragraph begin within 0.6 characters.
        (points(OPEN, begun=FIRST, to=0.7), points(OPEN, begun=FIRST, to=0.6)),
        # What had no place: a character and 0.7, a letter is 0.6 wide.
        (points(OPEN, slack=1.7), points(OPEN, slack=1.6)),
        (points(OPEN, "ABCDE", slack=3.7), points(OPEN, "ABCDE", slack=3.6)),
        # Right of 0.4 of the column stands who signs.
        (points(OPEN, left=12.1), points(OPEN, left=12)),
    ],
)
def test_where_signs_begin(wider: int, narrower: int) -> None:
    assert wider != narrower


@pytest.mark.parametrize(
    ("ends", "to", "slack", "one"),
    [
        ([200.0] * 3, 2, 10, True),
        ([200.0] * 2, 2, 10, False),
        ([193.9, 200, 206], 2, 10, False),
        ([194.0, 200, 206], 2, 10, True),
        ([200.0] * 3, 0.5, 10, False),
        ([200.0] * 3, 0.6, 10, True),
        ([200.0] * 3, 2, 9.4, True),
        ([200.0] * 3, 2, 9.3, False),
    ],
)
def test_a_list_may_have_an_edge_of_its_own(
    ends: list[float], to: float, slack: float, *, one: bool
) -> None:
    """A list ends before the other text does; a heading and its text do not end alike."""
    last = row("二、擬請各校報名時將報名表上傳，學校班級數二十四班以", slack=10)
    below = row("上每校至少一組", 2, left=to, slack=slack)
    got = balance(last, below, last, Setting(indented=False, ends={0: ends}))
    assert got == 2 if one else got < 0


def test_a_hanging_list_in_a_text_with_indents() -> None:
    text = [
        row("縣裡把審批的權力下放到鎮，再由鎮裡的窗口", 1, left=2),
        row("一次辦好：", 2, slack=25),
        row("• 鎮裡設一個窗口，把原來分散在各站所的事", 3, left=1),
        row("一次辦好；", 4, left=2, slack=20),
        row("• 村裡設一個人", 5, left=1, slack=15),
        row("今年以來辦了三千件。", 6, left=2, slack=15),
    ]
    assert [block.text[:2] for block in paragraphs(text)] == ["縣裡", "• ", "• ", "今年"]


@pytest.mark.parametrize(
    ("farther", "rows", "edge"),
    [(2, 10, 200), (3, 10, WIDE), (2, 20, 200), (3, 20, WIDE), (5, 50, 200), (6, 50, WIDE)],
)
def test_the_end_of_most_rows_is_the_edge(farther: int, rows: int, edge: float) -> None:
    """Three rows of a list that end alike are no edge, where many rows end farther out."""
    wide = [row("字", at, slack=1.5 * at) for at in range(farther)]
    list_of = [replace(row("字", 50 + at), right=200) for at in range(rows - farther)]
    assert edges_of([*wide, *list_of]) == (0, edge, edge == 200)


@pytest.mark.parametrize(("pages", "out"), [(7, 0), (8, 8)])
def test_the_head_of_a_part_of_a_book(pages: int, out: int) -> None:
    head = [[row("第一部分", 2, slack=20), row(OPEN, 10)] for _ in range(pages)]
    rest = [[row(OPEN + "字" * at, 10)] for at in range(60)]
    assert len(furniture([*head, *rest], [800.0] * (60 + pages))) == out


def test_the_type_of_a_row_is_that_of_its_han() -> None:
    """Digits are of another font: their boxes are higher, their strokes bolder."""

    def chars(text: str, left: float, high: float, *, bold: bool) -> list[Char]:
        return [
            Char(sign, left + 10 * at, 20 - high, left + 10 * (at + 1), 20, 18, bold)
            for at, sign in enumerate(text)
        ]

    line = rows_of([*chars("5.2.2", 0, 13, bold=False), *chars("縣裡把", 90, 10, bold=True)], 0)
    joined, _ = in_order(line, 0, WIDE)
    assert [(x.text, x.size, x.bold) for x in joined] == [("5.2.2 縣裡把", 10, True)]
    mixed = rows_of([*chars("12", 0, 13, bold=True), *chars("開", 20, 10, bold=False)], 0)
    assert [(x.size, x.bold) for line in mixed for x in line] == [(10, True)]


PLAIN, BOLD = (EM, False), (EM, True)


@pytest.mark.parametrize(
    ("text", "ends", "begins", "count"),
    [
        ("（一）一張圖管全", BOLD, BOLD, 1),  # bold begins the paragraph, over two rows
        ("縣裡把審批的權", PLAIN, PLAIN, 1),  # most of the row above is bold, its end is not
        ("縣裡把審批的權", BOLD, PLAIN, 2),
        ("縣裡把審批的權", BOLD, (EM * 0.92, True), 1),
        ("縣裡把審批的權", BOLD, (EM * 0.91, True), 2),
        ("縣裡把審批，", BOLD, PLAIN, 1),  # no heading ends so
        ("縣裡把審批、", BOLD, PLAIN, 1),
    ],
)
def test_bold_goes_on_in_the_next_row(
    text: str, ends: tuple[float, bool], begins: tuple[float, bool], count: int
) -> None:
    above = replace(row(text), bold=True, types=(BOLD, ends))
    size = EM if begins[0] == EM else EM * 0.8
    below = replace(row(OPEN, 2), size=size, types=(begins, PLAIN))
    assert len(paragraphs([above, below])) == count


@pytest.mark.parametrize(("indent", "count"), [(1.1, 1), (1.2, 2)])
def test_a_number_that_is_indented_below_a_number_begins_a_paragraph(
    indent: float, count: int
) -> None:
    """In a narrow column 二、主要做法 may be a full row."""
    rows = [row("二、主要做法"), row("（一）一張圖", 2, left=indent), row("縣裡把審批。", 3)]
    assert len(paragraphs(rows)) == count


LONG_ROW, SHORT_ROW = "縣裡把四百個事項交給窗口辦理", "統一出件。"


def in_left_column(*texts: str, wide: float = 14) -> int:
    """Return how many paragraphs rows of a column make, each full if it is long."""
    rows = [
        row(text, at, slack=WIDE / EM - (wide if len(text) > 8 else wide - 5))
        for at, text in enumerate(texts, 1)
    ]
    return len(paragraphs([replace(x, left=0.0) for x in rows]))


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ((LONG_ROW, SHORT_ROW, LONG_ROW, LONG_ROW, SHORT_ROW), 2),
        ((LONG_ROW, LONG_ROW, LONG_ROW, SHORT_ROW, SHORT_ROW), 2),
        # Too few full rows, or too few ends of sentences.
        ((LONG_ROW, SHORT_ROW, LONG_ROW, SHORT_ROW, SHORT_ROW), 5),
        ((LONG_ROW, LONG_ROW, LONG_ROW, LONG_ROW, SHORT_ROW), 5),
        # A short row that ends no sentence: verses, or a list.
        ((LONG_ROW, SHORT_ROW, LONG_ROW, LONG_ROW, SHORT_ROW, "統一出件"), 6),
    ],
)
def test_rows_of_a_left_column_beside_which_nothing_stands_go_on(
    texts: tuple[str, ...], count: int
) -> None:
    assert in_left_column(*texts) == count


@pytest.mark.parametrize(("wide", "count"), [(7.9, 5), (8, 2), (18, 2), (18.1, 5)])
def test_such_a_column_has_a_width(wide: float, count: int) -> None:
    texts = (LONG_ROW, SHORT_ROW, LONG_ROW, LONG_ROW, SHORT_ROW)
    assert in_left_column(*texts, wide=wide) == count


@pytest.mark.parametrize(("slack", "count"), [(1.6, 2), (1.7, 5)])
def test_a_full_row_of_such_a_column_may_leave_some_room(slack: float, count: int) -> None:
    ends = (14.0, 9.0, 14 - slack, 14.0, 9.0)
    texts = (LONG_ROW, SHORT_ROW, LONG_ROW, LONG_ROW, SHORT_ROW)
    rows = [
        row(text, at, slack=WIDE / EM - end)
        for at, (text, end) in enumerate(zip(texts, ends, strict=True))
    ]
    assert len(paragraphs(rows)) == count


@pytest.mark.parametrize(("left", "count"), [(3, 2), (3.1, 5)])
def test_a_row_of_such_a_column_may_be_indented(left: float, count: int) -> None:
    texts = (LONG_ROW, SHORT_ROW, LONG_ROW, LONG_ROW, SHORT_ROW)
    ends = (14, 9, 14, 14, 9)
    rows = [
        row(text, at, left=left if at == 3 else 0, slack=WIDE / EM - end)
        for at, (text, end) in enumerate(zip(texts, ends, strict=True), 1)
    ]
    assert len(paragraphs(rows)) == count


TABLE = replace(row("table", 3), cells=(("年份", "件數"), ("2018", "12")))
FLOAT = {
    "foot": [row(OPEN), TABLE, row("再由鎮辦理。", 1, page=1)],
    "head, with its name": [
        row(OPEN), row("表1 歷年辦件", 1, page=1, slack=20), replace(TABLE, page=1),
        row("再由鎮辦理。", 5, page=1),
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", FLOAT.values(), ids=list(FLOAT))
def test_a_paragraph_goes_on_behind_a_table_at_the_edge_of_a_page(rows: list[Row]) -> None:
    assert paragraphs(rows)[0].text == OPEN + "再由鎮辦理。"
    assert len(paragraphs(rows)) == len(rows) - 1


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([row(CLOSED), TABLE, row("再由鎮辦理", page=1)], id="a sentence ends above"),
        pytest.param([row(PAUSED), TABLE, row("再由鎮辦理", page=1)], id="announced"),
        pytest.param([row(OPEN), TABLE, row("再由鎮辦理", 4)], id="within a page"),
        pytest.param([row(OPEN, slack=5), TABLE, row("再由鎮", page=1)], id="a short row"),
    ],
)
def test_what_stands_behind_a_table_is_a_paragraph_of_its_own(rows: list[Row]) -> None:
    assert [x.text for x in paragraphs(rows)] == [x.text for x in rows]


@pytest.mark.parametrize(
    ("heads", "count"),
    [
        # Headings part the rows of a column, which show together where it ends.
        (("一、起因", "二、做法"), 4),
        # Points of a list: each row has a number.
        (("一、起因", "", "二、办"), 7),
    ],
)
def test_headings_part_no_column(heads: tuple[str, ...], count: int) -> None:
    if len(heads) == 2:
        texts = (heads[0], LONG_ROW, LONG_ROW, SHORT_ROW, heads[1], LONG_ROW, LONG_ROW, SHORT_ROW)
    else:
        texts = tuple(f"{at}、{LONG_ROW[2:]}" for at in "一二三四五六七")
    assert in_left_column(*texts) == count


def test_bold_headings_part_no_column() -> None:
    texts = ("起因", LONG_ROW, LONG_ROW, SHORT_ROW, "做法", LONG_ROW, SHORT_ROW)
    rows = [
        replace(
            row(text, at, slack=WIDE / EM - (14 if len(text) > 8 else len(text))),
            left=0.0,
            bold=len(text) == 2,
        )
        for at, text in enumerate(texts, 1)
    ]
    assert len(paragraphs(rows)) == 4
    assert len(paragraphs([replace(x, bold=False) for x in rows])) > 4


def test_a_file_may_hold_no_row_of_text() -> None:
    """Nothing but running heads."""
    assert paragraphs([]) == []
