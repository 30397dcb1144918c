"""Columns and boxes of a PDF by the order in which the file draws them."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("pypdfium2")

from tests.ingest.read.test_pdf import pdf, read
from tests.ingest.read.test_pdf import texts as shown
from tests.ingest.read.test_word import FIRST, SECOND, THIRD

from casebook.ingest.read.pdf.drawn import Part, as_drawn
from casebook.ingest.read.pdf.row import Row
from casebook.problems import Code

EM = 10.0
WIDE = 300.0
FULL = "河道所把巡查登记回访三件事并作一张单子交给各村照着办理每月公布一次"[:30]
L, R = 0.0, 160.0  # two columns of 14 characters
LEFT = ("渡口夜里有人值守轮流接听求助的", "电话每月十号之前公布差额由集体", "收入补齐。")
RIGHT = ("粮库把分散的仓房统一租给合作社", "打理所有单据存放满八年以上备查", "看。")

Piece = tuple[str, float, float]


def lines_of(*pieces: Piece | Row) -> list[list[Row]]:
    """Pieces (text, left, base) in the order in which they are drawn, in lines by their base."""
    rows = [x if isinstance(x, Row) else row(*x, drawn=at) for at, x in enumerate(pieces)]
    bases = sorted({x.base for x in rows})
    return [sorted((x for x in rows if x.base == base), key=lambda x: x.left) for base in bases]


def row(text: str, left: float, base: float, *, drawn: int = 0, width: float = 0) -> Row:
    right = left + (width or len(text) * EM)
    return Row(text, left, base - EM, right, base, EM, False, 0, EM, drawn=drawn)


def column(texts: tuple[str, ...], left: float, base: float, step: float = 15) -> list[Piece]:
    return [(text[:14], left, base + at * step) for at, text in enumerate(texts)]


def said(*pieces: Piece | Row) -> list[str]:
    parts = as_drawn(lines_of(*pieces), 0, WIDE).parts
    return [x.text for part in parts for line in part.lines for x in line]


def texts(*pieces: Piece) -> list[str]:
    return [text for text, *_ in pieces]


HEAD, BELOW = (FULL, L, 50.0), ("三、改革成效", L, 130.0)


@pytest.mark.parametrize(
    "pieces",
    [
        # The left column ends above the heading, the right one beside it and below.
        [HEAD, *column(LEFT, L, 80), *column(RIGHT + RIGHT, R, 76), ("三、改革成效", L, 190.0)],
        # Bases that differ, and a right column that begins below the left one.
        [HEAD, *column(LEFT + LEFT, L, 80), *column(RIGHT, R, 93), ("三、改革成效", L, 190.0)],
        # Columns one below the other.
        [*column(LEFT, L, 80), *column(RIGHT, R, 80), (FULL, L, 130.0),
         *column(LEFT, L, 160), *column(RIGHT, R, 160)],
        [*column(LEFT, L, 80), *column(RIGHT, R, 80), BELOW,
         *column(LEFT, L, 160), *column(RIGHT, R, 160)],
        # A table right below the left one.
        [HEAD, *column(LEFT, L, 80), *column(RIGHT, R, 80), replace(row("表", L, 111, drawn=7),
         cells=(("",),)), (FULL, L, 160.0)],
        # Three of them.
        [HEAD, *column(LEFT + LEFT, L, 80), *column(RIGHT, R, 80), *column(LEFT, 320, 80),
         ("三、改革成效", L, 190.0)],
    ],
)  # fmt: skip
def test_columns_are_read_as_they_are_drawn(pieces: list[Piece | Row]) -> None:
    assert said(*pieces) == [x.text if isinstance(x, Row) else x[0] for x in pieces]


@pytest.mark.parametrize(
    "pieces",
    [
        # Row by row.
        [x for pair in zip(column(LEFT, L, 80), column(RIGHT, R, 80), strict=True) for x in pair],
        # The right one first, and text of full width drawn between them that stands above.
        [*column(RIGHT, R, 80), *column(LEFT, L, 80)],
        [*column(LEFT * 5, L, 80), (FULL, L, 60.0), *column(RIGHT * 5, R, 80)],
        # Labels and values; lines with their numbers.
        [*column(("案例名称：", "申报单位：", "联系人："), L, 80),
         *column(("渡口夜航改革", "沙洲乡", "王小明"), R, 80)],
        [*column(("1", "2", "3"), L, 80), *column(RIGHT, R, 80)],
    ],
)  # fmt: skip
def test_an_order_that_places_contradict_is_none(pieces: list[Piece]) -> None:
    assert said(*pieces) == []


def edges(parts: list[Part]) -> list[tuple[float, float]]:
    return [(part.left, part.right) for part in parts]


def test_parts_have_the_edges_of_their_column() -> None:
    pieces = [HEAD, *column(LEFT, L, 80), *column(("粮库。",), R, 80), (FULL, L, 140.0)]
    parts = as_drawn(lines_of(*pieces), 0, WIDE).parts
    assert edges(parts) == [(0, WIDE), (0, 140), (R, R + 140), (0, WIDE)]


@pytest.mark.parametrize(("last", "edge"), [("每户一本。", WIDE), ("每户一本。各户" * 2, 140)])
def test_a_short_row_above_columns_belongs_to_the_text_of_full_width(
    last: str, edge: float
) -> None:
    """Where it is as near as rows are: 2.2 widths of a character."""
    near = 71 if edge == WIDE else 73
    pieces = [HEAD, (last, L, near), *column(LEFT, L, 100), *column(RIGHT, R, 100)]
    parts = as_drawn(lines_of(*pieces), 0, WIDE).parts
    held = next(part for part in parts for line in part.lines if line[0].text == last)
    assert held.right == edge


def columns(
    *,
    up: float = 30,
    wide: float = 14,
    full: float = 0,
    over: float = 0,
    more: int = 0,
    step: float = 15,
) -> bool:
    """Whether two columns of running text are found.

    :param up: points by which the second begins above the last row of the first.
    :param wide: characters of a column.
    :param full: characters that its first row leaves.
    :param over: characters by which a stop hangs out of the first.
    :param more: rows that end a sentence.
    :param step: points from line to line.
    """
    left = [row("渡口夜里", L, 80, width=(wide - full) * EM, drawn=0)]
    left += [row("电话。", L, 95 + 15 * at, width=wide * EM, drawn=1 + at) for at in range(more)]
    base = left[-1].base + step
    left.append(row("公布。", L, base, width=(R - L) + over * EM if over else wide * EM, drawn=20))
    right = [row("粮库。", R, base - up, width=wide * EM, drawn=30)]
    return bool(as_drawn(lines_of(*left, *right), 0, WIDE).parts)


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ({"up": 8.1}, {"up": 8.0}),
        ({"wide": 8}, {"wide": 7.9}),
        ({"full": 1.5}, {"full": 1.6}),
        ({"wide": 16, "over": 0.5}, {"wide": 16, "over": 0.6}),
        ({"more": 3}, {"more": 4}),
        ({"step": 22}, {"step": 22.1}),
    ],
)
def test_what_columns_are_known_by(yes: dict[str, float], no: dict[str, float]) -> None:
    assert columns(**yes)  # type: ignore[arg-type]
    assert not columns(**no)  # type: ignore[arg-type]


def with_box(*box: Piece, first: bool = True) -> list[str]:
    text = [("沙洲乡渡口夜航改革", L, 40.0), ("一、改革背景", L, 80.0), (FULL, L, 110.0),
            (FULL[:26], L, 125.0)]  # fmt: skip
    return said(*box, *text) if first else said(*text, *box)


ASIDE = (("夜航咨询请找渡口值守", R, 70.0), ("每晚七点到十点轮流", R, 83.0))


@pytest.mark.parametrize("first", [True, False])
def test_a_box_beside_text_stands_above_the_line_it_begins_at(*, first: bool) -> None:
    shown = with_box(*ASIDE, first=first)
    assert shown[:4] == ["沙洲乡渡口夜航改革", *texts(*ASIDE), "一、改革背景"]


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ([("夜航咨询请找渡口", R, 70.0)], True),
        ([("夜航咨询请找渡", R, 70.0)], False),  # seven characters: a mark, a number
        ([("夜航咨询请找渡口", R, 70.0), ("每晚七点", R, 92.0)], True),
        ([("夜航咨询请找渡口", R, 70.0), ("每晚七点", R, 92.1)], False),  # not close together
        ([("夜航咨询请找渡口", R, 81.0)], True),
        ([("夜航咨询请找渡口", R, 80.9)], False),  # a value beside its label
        ([("夜航咨询请找渡口", R, 45.0 + 7 * at) for at in range(12)], True),
        ([("夜航咨询请找渡口", R, 45.0 + 7 * at) for at in range(13)], False),
    ],
)
def test_what_a_box_is_known_by(box: list[Piece], *, found: bool) -> None:
    assert bool(with_box(*box)) == found


@pytest.mark.parametrize(("rows", "right"), [(1, WIDE), (2, R + 100)])
def test_two_rows_that_end_at_one_place_are_the_edge_of_a_box(rows: int, right: float) -> None:
    box = [
        ("夜航咨询请找渡口值守", R, 70.0),
        ("每晚七点到十点轮流"[: 10 if rows > 1 else 5], R, 83),
    ]
    text = [("沙洲乡渡口夜航改革", L, 40.0), (FULL[:14], L, 110.0), (FULL[14:28], L, 125.0)]
    parts = as_drawn(lines_of(*box, *text), 0, WIDE).parts
    assert [x.right for x in parts if x.lines[0][0].text == box[0][0]] == [right]


ROWS = tuple(f"{name}夜里有人值守轮流接听求助" for name in ("渡口", "粮库", "村里"))


@pytest.mark.parametrize(
    ("left", "count", "doubt"), [(14, 3, True), (14, 2, False), (8, 3, True), (7, 3, False)]
)
def test_text_beside_text_is_named_where_nothing_tells_which_is_first(
    left: int, count: int, *, doubt: bool
) -> None:
    """Three lines, of which both pieces have eight characters or more; fewer are labels."""
    beside = column(tuple(x[:left] for x in ROWS[:count]), L, 80)
    other = column(ROWS[:count], R, 80)
    by_rows = [x for pair in zip(beside, other, strict=True) for x in pair]
    assert as_drawn(lines_of(*by_rows), 0, WIDE).doubtful == doubt
    if left > 8:
        assert not as_drawn(lines_of(*beside, *other), 0, WIDE).doubtful


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        (f"#columns(3)[{FIRST}\n\n{SECOND}#colbreak(){FIRST}#colbreak(){THIRD}]", False),
        (f"#grid(columns: 2, gutter: 12pt, {', '.join(f'[{x}]' for x in ROWS * 2)})", True),
    ],
)
def test_pages_of_which_the_order_is_in_doubt_are_named(body: str, *, doubt: bool) -> None:
    done = read(pdf(f"{SECOND}\n\n{body}\n\n{SECOND}"))
    named = [x.detail for x in done.problems if x.code is Code.ORDER_IN_DOUBT]
    assert named == (["(pages: 1)"] if doubt else [])
    if not doubt:
        assert shown(done) == [SECOND, FIRST, SECOND, FIRST, THIRD, SECOND]


@pytest.mark.parametrize(
    ("size", "left", "end", "doubtful"),
    [
        (9.5, 200.0, "", True),  # smaller, beside a sentence that goes on
        (9.6, 200.0, "", False),
        (9.5, 200.0, "。", False),  # it ends there
        (9.5, 139.0, "", False),  # it does not stand apart
    ],
)
def test_a_note_beside_a_sentence_that_goes_on_is_in_doubt(
    size: float, left: float, end: str, *, doubtful: bool
) -> None:
    said = f"{FULL[:13]}{end or FULL[13]}"
    text = [row(said, L, 80.0 + 15 * at, drawn=2 * at + 1) for at in range(3)]
    notes = [row("粮库存放满八年", left, 82.0 + 15 * at, drawn=2 * at, width=90) for at in (0, 1)]
    notes = [replace(note, size=size) for note in notes]
    lines = [[text[0]], [notes[0]], [text[1]], [notes[1]], [text[2]]]
    assert not as_drawn(lines, 0, WIDE).parts
    assert as_drawn(lines, 0, WIDE).doubtful is doubtful


def test_a_box_in_the_type_of_the_text_is_in_doubt_where_a_sentence_goes_on_beside_it() -> None:
    text = [(FULL, L, 50.0), *column(LEFT[:2], L, 80), (FULL, L, 110.0), (FULL, L, 125.0)]
    box = column(RIGHT[:2], R, 84)
    assert as_drawn(lines_of(*text, *box), 0, WIDE).parts
    assert as_drawn(lines_of(*text, *box), 0, WIDE).doubtful
    ended = [(f"{x[:13]}。" if len(x) == 14 else x, *place) for x, *place in text]
    assert not as_drawn(lines_of(*ended, *box), 0, WIDE).doubtful
