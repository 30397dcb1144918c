"""Boxes and notes of a PDF that stand beside its text."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("pypdfium2")

from tests.ingest.read.test_pdf import pdf, read, texts
from tests.ingest.read.test_pdf_drawn import EM, FULL, WIDE, lines_of, row
from tests.ingest.read.test_word import FIRST, SECOND, THIRD

from casebook.ingest.read.pdf.beside import asides_of, frames_of, with_asides, without
from casebook.ingest.read.pdf.drawn import as_drawn
from casebook.ingest.read.pdf.marks import Char, Frame, Rule
from casebook.ingest.read.pdf.paragraphs import paragraphs
from casebook.ingest.read.pdf.printed_over import collide
from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.pdf.rows import rows_of

NOTE = ("渡口夜里有人值守轮流接", "听求助。")
AT = 200.0


def page(
    *, size: float = 9.0, left: float = AT, first: bool = False, end: str = "", count: int = 2
) -> tuple[list[list[Row]], list[Row]]:
    """Five rows of text, of which the second and the third leave room for a note of two."""
    wide = (30, 14, 14, 30, 30)
    text = [row(FULL[:n], 0, 80 + 15 * at, drawn=100 * at + 100) for at, n in enumerate(wide)]
    text = [replace(x, text=f"{x.text[:-1]}{end}") for x in text] if end else text
    drawn = 0 if first else 250
    rows = [(NOTE[0], NOTE[1])[at % 2] for at in range(count)]
    note = [
        replace(row(x, left, 94 + 15 * at, drawn=drawn + at), size=size)
        for at, x in enumerate(rows)
    ]
    return lines_of(*text, *note), note


def found(lines: list[list[Row]], *frames: Frame) -> list[str]:
    return ["".join(x.text for x in aside.rows) for aside in asides_of(lines, frames)]


@pytest.mark.parametrize(
    ("given", "is_aside"),
    [
        ({"size": 9.5}, True),  # smaller, beside a sentence that goes on
        ({"size": 9.6}, False),
        ({"size": 9.5, "end": "。"}, False),
        ({"size": 10, "first": True}, True),  # drawn before what stands above it
        ({"size": 10}, False),
        ({"size": 9.5, "left": 129.0}, False),  # on the text
        ({"size": 9.0, "count": 14, "left": 310.0}, True),
        ({"size": 9.0, "count": 15, "left": 310.0}, False),
    ],
)
def test_a_note_is_known_by_two_signs(given: dict[str, object], *, is_aside: bool) -> None:
    lines, note = page(**given)  # type: ignore[arg-type]
    expected = ["".join(x.text for x in note)] if is_aside else []
    assert found(lines) == expected


@pytest.mark.parametrize(("wide", "is_aside"), [(4, True), (3.9, False)])
def test_a_note_has_a_width(wide: float, *, is_aside: bool) -> None:
    lines, _ = page()
    lines = [
        [replace(x, right=AT + wide * EM) if x.left == AT else x for x in line] for line in lines
    ]
    assert bool(found(lines)) is is_aside


@pytest.mark.parametrize(
    ("box", "is_aside"),
    [
        (Frame(195, 80, 320, 115), True),
        (Frame(205, 80, 320, 115), True),  # half a character of its rows may stand out
        (Frame(205.1, 80, 320, 115), False),
        (Frame(0, 60, 320, 150), False),  # the border of the page
    ],
)
def test_what_stands_in_a_frame_beside_a_sentence_is_a_box(box: Frame, *, is_aside: bool) -> None:
    lines, _ = page(size=10)
    assert bool(found(lines, box)) is is_aside


def test_boxes_side_by_side_are_columns() -> None:
    lines, _ = page(size=10)
    frames = Frame(195, 80, 320, 115), Frame(-5, 82, 150, 112)
    assert not found(lines, *frames)


@pytest.mark.parametrize(("share", "is_aside"), [(0.69, True), (0.7, False)])
def test_a_part_of_a_column_is_no_note(share: float, *, is_aside: bool) -> None:
    lines, _ = page()
    lines = [[replace(x, right=AT + 140) if x.left == AT else x for x in y] for y in lines]
    wide = share * 140
    below = row("每月十号之前公布", AT, 170, drawn=900, width=wide)
    assert bool(found([*lines, [below]])) is is_aside


@pytest.mark.parametrize(("end", "is_aside"), [("。", True), ("助", False)])
def test_a_note_of_one_row_is_a_sentence(end: str, *, is_aside: bool) -> None:
    lines, _ = page(count=1)
    lines = [[replace(x, text=f"{x.text}{end}") if x.left == AT else x for x in y] for y in lines]
    assert bool(found(lines)) is is_aside


@pytest.mark.parametrize(("end", "is_aside"), [("。", True), ("", False)])
def test_a_shaded_column_of_a_table_is_no_box(end: str, *, is_aside: bool) -> None:
    lines, note = page(size=10)
    kept = [x for y in lines for x in y if x.left < AT]
    on = [replace(x, base=95.0 + 15 * at, text=f"六成五{end}") for at, x in enumerate(note)]
    assert bool(found(lines_of(*kept, *on), Frame(195, 80, 320, 115))) is is_aside


def test_values_of_a_form_are_no_note() -> None:
    lines, note = page(size=10, first=True)
    on = [replace(x, base=95.0 + 15 * at) for at, x in enumerate(note)]
    lines = [[x for x in line if x not in note] for line in lines]
    lines = [sorted([*y, *(x for x in on if x.base == y[0].base)], key=lambda x: x.left)
             for y in lines if y]  # fmt: skip
    assert found(lines) == []


def test_text_goes_on_beside_a_note_that_stands_behind_its_paragraph() -> None:
    lines, _ = page()
    asides = asides_of(lines, ())
    rows = [replace(x, last=WIDE) for line in without(lines, asides) for x in line]
    made = with_asides(rows, asides, 0)
    assert [x.text for x in made[:4]] == [FULL, FULL[:14], *NOTE]
    assert [x.last for x in made if not x.aside] == [300, 140, 140, 300, 300]
    blocks = paragraphs(made)
    assert [x.text for x in blocks] == [FULL + FULL[:14] * 2 + FULL * 2, "".join(NOTE)]
    assert [x.aside for x in blocks] == [False, True]


@pytest.mark.parametrize(("left", "last"), [(1.5, 140), (1.6, 300)])
def test_a_row_below_a_box_may_end_where_the_rows_beside_it_do(left: float, last: float) -> None:
    lines, _ = page()
    short = row(FULL[:14], 0, 125, drawn=400, width=(14 - left) * EM)
    lines[5] = [short] if len(lines) == 7 else lines[5]
    asides = asides_of(lines, ())
    rows = [replace(x, last=WIDE) for line in without(lines, asides) for x in line]
    assert [x.last for x in with_asides(rows, asides, 0) if x.right == short.right] == [last]


def test_a_line_goes_on_behind_a_box_that_stands_in_the_middle() -> None:
    lines, _ = page(left=150)
    beyond = row("报村里各户", 270, 95, drawn=201)
    lines = [sorted([*y, *([beyond] if y[0].base == 95 else [])], key=lambda x: x.left)
             for y in lines]  # fmt: skip
    kept = without(lines, asides_of(lines, ()))
    assert [[x.text for x in line] for line in kept][1] == [f"{FULL[:14]}报村里各户"]


@pytest.mark.parametrize(
    ("count", "gone", "boxed"),
    [(1, 0, False), (2, 0, True), (14, 0, True), (15, 0, False), (5, 5, False), (2, 11, False)],
)
def test_a_frame_beside_which_nothing_stands_is_a_box(
    count: int, gone: int, *, boxed: bool
) -> None:
    """It has two rows or more, a sentence, and less than half of the page: no heading, no page."""
    inside = [row("来件先收，缺的后补。", 20, 300 + 15 * at, drawn=50 + at) for at in range(count)]
    if gone > 5:
        inside = [replace(x, text="来件先收", size=gone) for x in inside]
    text = [row(FULL, 0, 80 + 10 * at, drawn=at) for at in range(16 - gone - (gone == 5) * 6)]
    lines = [[x] for x in (*text, *inside)]
    frame = Frame(10, 280, 290, 290 + 15 * count)
    assert bool(found(lines, frame)) is boxed


@pytest.mark.parametrize(("right", "count", "boxed"), [(290, 2, 0), (284.9, 2, 2), (290, 1, 1)])
def test_panels_below_each_other_are_no_boxes(right: float, count: int, boxed: int) -> None:
    text = [row(FULL, 0, 80 + 10 * at, drawn=at) for at in range(9)]
    inside = [
        row("来件先收，缺的后补。", 20, 300 + 100 * n + 15 * at, drawn=50 + 10 * n + at)
        for n in range(count)
        for at in range(2)
    ]
    frames = [Frame(10, 280, 290, 330), Frame(10, 380, right, 430)][:count]
    assert len(found([[x] for x in (*text, *inside)], *frames)) == boxed


@pytest.mark.parametrize(
    ("size", "outside", "boxed"), [(10.8, 10, True), (10.9, 10, False), (14, 14, True)]
)
def test_a_panel_with_a_heading_of_the_text_is_no_box(
    size: float, outside: float, *, boxed: bool
) -> None:
    title, head = row("渡口夜航", 0, 40), row("一、背景", 0, 60)
    text = [row(FULL, 0, 80 + 10 * at, drawn=at) for at in range(9)]
    inside = [row("来件先收。", 20, 300, drawn=50), row("缺的后补。", 20, 320, drawn=51)]
    given = [replace(title, size=18), replace(head, size=outside), *text]
    given += [replace(inside[0], size=size), inside[1]]
    assert bool(found([[x] for x in given], Frame(10, 280, 290, 330))) is boxed


def test_frames_are_shades_and_four_lines() -> None:
    four = [Rule(0, 0, 90, 0), Rule(0, 50, 90, 50), Rule(0, 0, 0, 50), Rule(90, 0, 90, 50)]
    shade = Frame(0, 100, 50, 150)
    assert frames_of(four, [shade]) == [Frame(0, 0, 90, 50), shade]
    assert frames_of(four[:3], []) == []
    assert frames_of([*four, *[Rule(200, 0, 200, 9)] * 196], []) == [Frame(0, 0, 90, 50)]
    assert frames_of([*four, *[Rule(200, 0, 200, 9)] * 197], []) == []


@pytest.mark.parametrize(
    ("gap", "jump", "off", "pieces"),
    [
        (4.1, 9, 0.0, 2),
        (4.0, 9, 0.0, 1),
        (4.1, 8, 0.0, 1),
        (1.0, 9, 1.1, 2),
        (1.0, 9, 1.0, 1),
        (-1.0, 9, 1.1, 1),
    ],
)
def test_a_box_that_stands_near_is_divided_from_the_text_by_what_is_drawn_between(
    gap: float, jump: int, off: float, pieces: int
) -> None:
    left = [Char(x, 10 * at, 0, 10 * at + 10, 10, 10) for at, x in enumerate("村里把林子")]
    other = [Char("中", 10 * at, 100, 10 * at + 10, 110, 110) for at in range(jump - 1)]
    at = 50 + gap
    right = [
        Char(x, at + 10 * n, off, at + 10 * n + 10, 10 + off, 10 + off)
        for n, x in enumerate("夜航咨询")
    ]
    assert len(rows_of([*left, *other, *right], 0)[0]) == pieces


def test_a_heading_near_the_row_of_a_box_stays_whole() -> None:
    """Its characters are of different heights, of which only some would fit on that row."""
    box = [Char(x, 200 + 10 * at, 0, 210 + 10 * at, 10, 8) for at, x in enumerate("每晚七点到")]
    between = [Char("中", 10 * at, 100, 10 * at + 10, 110, 110) for at in range(9)]
    head = [
        Char(x, 14 * at, 14 - tall, 14 * at + 14, 14, 8 + 6)
        for at, (x, tall) in enumerate(zip("改革成效", (14, 13, 14, 14), strict=True))
    ]
    (line, _) = rows_of([*box, *between, *head], 0)
    assert [x.text for x in line] == ["改革成效", "每晚七点到"]


FLAT = "#set par(first-line-indent: 0pt)"
BOX = f"rect(width: 100%)[{FLAT}\n#strong[办事的规矩]\n\n一、来件先收。\n\n二、两日办结。]"


def test_boxes_and_notes_of_a_page_are_paragraphs_of_their_own() -> None:
    note = f"#place(right, dx: 34mm, box(width: 30mm, text(8pt)[{FLAT}\n{SECOND}]))"
    beside = f"#grid(columns: (1fr, 40mm), gutter: 5mm, [{FIRST}\n\n{THIRD}], {BOX})"
    first = f"#set page(margin: (right: 38mm))\n= 改革背景\n{note}\n{FIRST}"
    done = read(pdf(f"{first}\n= 主要做法\n{THIRD}{FIRST}\n\n#{BOX}\n\n{beside}\n{SECOND}"))
    points = ["办事的规矩", "一、来件先收。", "二、两日办结。"]
    assert texts(done) == [
        *("改革背景", FIRST, SECOND, "主要做法", f"{THIRD}{FIRST}"),
        *(*points, FIRST, *points, THIRD, SECOND),
    ]
    assert done.article is not None
    assert len(done.article.sections) == 2


def over(*, step: float, framed: bool) -> tuple[list[str], bool]:
    """Print a box of two rows over text, so many points above its lines."""
    text = [row(FULL, 0, 80 + 15 * at, drawn=100 * at + 100) for at in range(4)]
    note = [row(x, 60, 95 + 15 * at - step, drawn=at) for at, x in enumerate(NOTE)]
    lines = lines_of(*text, *note)
    frame = Frame(55, note[0].top - 1, 190, note[1].base + 1)
    return found(lines, *([frame] if framed else [])), as_drawn(lines, 0, WIDE).doubtful


@pytest.mark.parametrize(
    ("step", "framed", "is_aside", "doubtful"),
    [
        (5, True, True, True),
        (0.5, True, True, True),
        (5, False, False, True),  # without a frame it is only named
        (1.6, False, False, True),
    ],
)
def test_a_box_printed_over_text(
    step: float, *, framed: bool, is_aside: bool, doubtful: bool
) -> None:
    asides, doubt = over(step=step, framed=framed)
    assert asides == (["".join(NOTE)] if is_aside else [])
    assert doubt is doubtful


@pytest.mark.parametrize(("step", "collides"), [(8.4, True), (8.5, False)])
def test_lines_of_a_text_stand_farther_apart(step: float, *, collides: bool) -> None:
    upper, lower = row(FULL, 0, 100), row(NOTE[0], 60, 100 + step)
    assert collide(upper, lower) is collides
    assert not collide(upper, row(NOTE[0], 290, 100 + step))
    high = [replace(x, size=2 * EM) for x in (upper, lower)]  # the box of a font may be
    assert collide(*high) is collides


def set_in(text: str, left: float, base: float = 100.0) -> list[Char]:
    return [
        Char(x, left + at * EM, base - EM, left + (at + 1) * EM, base, base, 0)
        for at, x in enumerate(text)
    ]


@pytest.mark.parametrize(("shift", "said"), [(0.6, 1), (0.7, 1), (4.9, 2), (0.0, 2)])
def test_what_is_printed_on_a_line_is_none_of_it(shift: float, said: int) -> None:
    """Fake bold sets the same text again, a little beside it."""
    below = set_in(FULL[:12], 0)
    above = set_in(FULL[:12] if said == 1 else NOTE[0][:5], shift if said == 1 else 30 + shift)
    rows = [x.text for line in rows_of([*above, *below], 0) for x in line]
    assert rows == ([FULL[:12]] if said == 1 else [FULL[:12], NOTE[0][:5]])
