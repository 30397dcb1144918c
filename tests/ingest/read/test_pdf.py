"""PDF files with a text layer, set by Typst: paragraphs, columns, tables, furniture."""

from __future__ import annotations

import importlib
import io
import zlib
from pathlib import Path

import pytest
from tests.ingest.read.test_word import FIRST, SECOND, THIRD, TITLE, content

import casebook
from casebook.ingest.pipeline import Cleaned
from casebook.ingest.read.pdf import marks, streams
from casebook.ingest.read.pdf.aligned import tables_in
from casebook.ingest.read.pdf.marks import Char, Rule
from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.pdf.rows import rows_of
from casebook.ingest.read.pdf.three_rules import three_ruled
from casebook.ingest.read.pdf.within_text import NORMAL, within_text
from casebook.problems import Code
from casebook.records import Role

pytest.importorskip("pypdfium2")
typst = pytest.importorskip("typst")
LONG = f"{FIRST}{SECOND}{THIRD}"


def pdf(
    body: str, *, head: str = "", columns: int = 1, tall: str = "297mm", title: str = TITLE
) -> bytes:
    return typst.compile(
        f"#set page(width: 150mm, height: {tall}, columns: {columns}, header: [{head}])\n"
        '#set text(font: ("Noto Serif CJK SC", "Noto Sans CJK SC"), size: 11pt, lang: "zh")\n'
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true))\n"
        f"#align(center, text(size: 18pt)[{title}])\n{body}".encode()
    )


def read(data: bytes) -> Cleaned:
    return casebook.clean_bytes(data, name="件.pdf")


def texts(done: Cleaned) -> list[str]:
    assert done.article is not None, done.problems
    return [text.lstrip("# ") for text in content(done.article)]


def test_lines_become_paragraphs_and_types_headings() -> None:
    done = read(pdf(f"= 改革背景\n{LONG}\n\n= 主要做法\n{SECOND}\n\n{LONG}"))
    assert done.article is not None
    assert done.article.title == TITLE
    assert texts(done) == ["改革背景", LONG, "主要做法", SECOND, LONG]
    assert [x.theme.value for x in done.article.sections] == ["background", "measures"]


def test_paragraphs_go_on_across_pages_and_furniture_is_on_the_ledger() -> None:
    body = "\n\n".join(f"第{at}段。{LONG}" for at in "甲乙丙丁戊己")
    data = pdf(f'#set page(numbering: "— 1 —")\n{body}', head="青河市改革案例匯編", tall="90mm")
    done = read(data)
    assert texts(done) == [f"第{at}段。{LONG}" for at in "甲乙丙丁戊己"]
    gone = [removal.text for removal in done.ledger.removals]
    assert gone.count("青河市改革案例匯編") == 3
    assert "—2—" in [text.replace(" ", "") for text in gone]


def test_the_number_of_a_heading_at_the_edge_of_a_page_is_no_number_of_a_page() -> None:
    headings = ("一、#h(2em)改革背景", "二、#h(2em)主要做法", "三、#h(2em)工作成效")
    parts = (f"#text(size: 15pt)[{heading}]\n\n{LONG}\n\n{SECOND}" for heading in headings)
    done = read(pdf("\n#pagebreak()\n".join(parts), tall="150mm"))
    assert [x for x in texts(done) if x not in {LONG, SECOND}] == [
        "一、改革背景",
        "二、主要做法",
        "三、工作成效",
    ]


@pytest.mark.parametrize(
    ("first", "is_text"),
    [
        ("{}年，全州共办结一万件，好评率为八成。", True),
        ("*第{}组*", True),
        ("*案例{}*#v(3em)", True),
        ("办理天数（表{}）", True),
        ("#text(size: 9pt)[街长制案例{}]", False),
        ("街长制案例{}#v(3em)", False),
    ],
)
def test_lines_that_differ_in_numbers_alone_are_heads_by_a_second_sign(
    first: str, *, is_text: bool
) -> None:
    """They are set smaller, or apart and not bold."""
    names = [first.format(at) for at in (2019, 2021, 2022, 2024)]
    body = "\n#pagebreak()\n".join(f"{name}\n\n{LONG}\n\n{SECOND}" for name in names)
    done = read(pdf(f"{LONG}\n#pagebreak()\n{body}", tall="150mm"))
    shown = [text for text in texts(done) if text not in {LONG, SECOND}]
    assert len(shown) == (4 if is_text else 0), shown
    gone = [removal.text for removal in done.ledger.removals]
    assert sum("2021" in text or "2024" in text for text in gone) == (0 if is_text else 2)


def test_rows_of_a_roll_are_no_running_heads_however_often_they_come() -> None:
    said = "年完成測繪，發證，農戶對結果沒有異議，檔案移交縣裡保存，鑰匙由村裡和鎮裡各管一把。"
    roll = [
        f"{name}村201{at % 8}{said}" for at, name in enumerate("青石白柳雙龍新高月大竹南北" * 2)
    ]
    done = read(pdf("\n\n".join(roll), tall="90mm", columns=2))
    assert "".join(line.text for line in done.kept).endswith("".join(roll))


def rows_at(*places: float, size: float = 10, text: str = "農戶沒有異議") -> list[Row]:
    return [Row(text, 50, at - size, 200, at, size, bold=False, page=0) for at in places]


@pytest.mark.parametrize(
    ("first", "is_text"),
    [
        (rows_at(100 - 20 * NORMAL), True),
        (rows_at(99 - 20 * NORMAL), False),
        (rows_at(60, text="農戶沒有異議。"), True),  # as far as paragraphs stand apart
        (rows_at(53, text="農戶沒有異議。"), False),
        (rows_at(80, size=9.4), False),
    ],
)
def test_what_stands_at_the_distance_of_the_text_is_text(
    first: list[Row], *, is_text: bool
) -> None:
    text = rows_at(100, 120, 140, 160, 200, 240, 280, 300, 320, 340, 360)
    found = within_text([[*first, *text]], {(0, 0)})
    assert found == (frozenset({(0, 0)}) if is_text else frozenset())
    assert within_text([rows_at(80, 100, 120)], {(0, 0)}) == frozenset()  # too few to measure


@pytest.mark.parametrize(
    ("head", "same", "is_text"),
    [
        ("改革案例匯編", 3, True),
        ("改革案例匯編", 4, False),
        ("改革，案例匯編", 4, True),
    ],
)
def test_a_head_right_above_the_text_says_the_same_on_most_pages(
    head: str, same: int, *, is_text: bool
) -> None:
    pages = [
        [*rows_at(80, text=head if at < same else "別的"), *rows_at(*range(100, 200, 20))]
        for at in range(6)
    ]
    heads = {(page, 0) for page in range(same)}
    assert within_text(pages, heads) == (frozenset(heads) if is_text else frozenset())


@pytest.mark.parametrize(
    ("head", "foot", "kept"),
    [
        ("2024/7/30 10:22#h(1fr)青河改革_某網", "https://example.org/a/b.html#h(1fr)1/1", 0),
        ("青河改革_某網#h(1fr)https://example.org/a", "1 of 1#h(1fr)2024/7/30, 10:22", 0),
        ("青河改革_某網#h(1fr)11/26/24, 11:14 AM", "https://example.org/a#h(1fr)Page 1 of 1", 0),
        ("2024年7月30日 下午3:05#h(1fr)青河改革_某網", "第 1 页，共 1 页", 0),
        ("", "file:///tmp/a.html#h(1fr)2024-07-30 10:22", 0),
        # One sign alone is no browser: the line may be text.
        ("青河改革_某網", "見 https://example.org/a", 1),
    ],
)
def test_what_a_browser_prints_around_one_page_is_on_the_ledger(
    head: str, foot: str, kept: int
) -> None:
    head, foot = (text.replace("//", "\\/\\/").replace("_", "\\_") for text in (head, foot))
    page = f"#set page(footer: [#text(size: 8pt)[{foot}]])\n#set text(size: 11pt)\n"
    done = read(pdf(f"{page}{LONG}", head=f"#text(size: 8pt)[{head}]"))
    around = [text for text in texts(done) if text != LONG and TITLE not in text]
    assert len(around) == kept, around
    if not kept:
        gone = "".join(removal.text for removal in done.ledger.removals).replace(" ", "")
        for part in f"{head}#h(1fr){foot}".replace("\\", "").split("#h(1fr)"):
            assert part.replace(" ", "") in gone


def test_each_sign_of_a_ligature_is_kept_and_what_is_set_twice_is_not() -> None:
    """Noto CJK draws —— as one glyph, and PDFium says of both that they fill its box."""
    twice = "#place(top + left)[“甲乙”——]#par(first-line-indent: 0pt)[“甲乙”——]"
    done = read(pdf(f"夜市——{FIRST}——————她说。\n\n#block[{twice}]"))
    assert texts(done) == [f"夜市——{FIRST}——————她说。", "“甲乙”——"]


def test_notes_at_the_foot_do_not_tear_a_paragraph_that_goes_on() -> None:
    many = [f"第{at}段。{LONG * 2}" for at in "甲乙丙丁戊己"]
    body = "\n\n".join(f"{text}#footnote[见{text[1]}册]" for text in many)
    shown = texts(read(pdf(body, tall="120mm")))
    notes = [text for text in shown if text[1:2] == "见"]
    assert [text[2] for text in notes] == list("甲乙丙丁戊己")
    assert [text[:-1] for text in shown if text not in notes] == many


def test_two_columns_are_read_one_after_the_other() -> None:
    made = [f"第{at}段。{LONG}" for at in "甲乙丙丁戊"]
    assert texts(read(pdf("\n\n".join(made), columns=2))) == made


@pytest.mark.parametrize(
    ("mark", "pieces"), [("（", 2), ("“", 2), ("《", 2), ("（一", 2), ("一", 1)]
)
def test_an_opening_mark_that_hangs_into_a_gutter_leaves_it_a_gutter(
    mark: str, pieces: int
) -> None:
    """Its left half is empty: what is beyond a gutter of 1.2 characters is another piece."""
    left = [
        Char(x, 10 * at, 0, 10 * at + 10, 10, 10) for at, x in enumerate("村里想把林子集中起来")
    ]
    after = enumerate(f"{mark}主要做法")
    right = [Char(x, 107 + 10 * at, 0, 117 + 10 * at, 10, 10) for at, x in after]
    (line,) = rows_of([*left, *right], 0)
    assert len(line) == pieces


@pytest.mark.parametrize(
    ("entries", "is_list"),
    [
        (("一、改革背景 ...... 1", "二、主要做法 ...... 2", "三、工作成效 ...... 2"), True),
        (("1 改革背景 … 1", "1.1 从前 … 2", "2 做法 … 12"), True),
        (("附表 3", "附图 4", "后记 5"), True),
        # Two are no list, nor are lines whose numbers fall, or without a number at their end.
        (("一、改革背景 ...... 1", "二、主要做法 ...... 2", "办结一万件"), False),
        (("城东办结 31", "城西办结 30", "城南办结 12"), False),
    ],
)
def test_a_list_of_contents_is_on_the_ledger(entries: tuple[str, ...], *, is_list: bool) -> None:
    listed = "\n\n".join(("#text(size: 14pt)[目录]", *entries))
    done = read(pdf(f"{listed}\n\n#pagebreak()\n= 改革背景\n{LONG}\n\n{SECOND}"))
    shown = [text for text in texts(done) if text not in {"改革背景", LONG, SECOND}]
    assert bool(shown) is not is_list, shown
    gone = [removal.text for removal in done.ledger.removals]
    assert sum(entry.split()[0] in "".join(gone) for entry in entries) == (3 if is_list else 0)


THREE_RULES = """
#table(columns: 4, stroke: none, column-gutter: 1.5em, table.hline(), [乡镇],
  [件数], [天数], [满意度], table.hline(stroke: 0.5pt),
  [青河镇], [120], [3], [97%], [石桥镇], [88], [4], [95%], [白塔乡], [64], [5], [93%],
  table.hline())
"""


def test_a_table_with_three_rules() -> None:
    done = read(pdf(f"= 工作成效\n{LONG}\n{THREE_RULES}\n{SECOND}"))
    assert texts(done) == [
        "工作成效",
        LONG,
        "乡镇 | 件数 | 天数 | 满意度",
        "青河镇 | 120 | 3 | 97%",
        "石桥镇 | 88 | 4 | 95%",
        "白塔乡 | 64 | 5 | 93%",
        SECOND,
    ]


@pytest.mark.parametrize(
    ("rows", "is_table"),
    [
        (["甲乙 丙丁 戊己"] * 2, False),
        (["甲乙 丙丁 戊己"] * 3, True),
        (["甲乙 丙丁"] * 3, False),
        (["甲 乙 丙 丁"] * 3, False),
        (["甲乙 丙丁 戊己", "甲乙 丙丁 戊己 庚辛", "甲乙 丙丁 戊己"], False),
        ([f"{'字' * 24} 丙丁 戊己"] * 3, True),
        ([f"{'字' * 25} 丙丁 戊己"] * 3, False),
    ],
)
def test_rows_whose_pieces_stand_below_each_other(rows: list[str], *, is_table: bool) -> None:
    lines = []
    for at, row in enumerate(rows):
        left, line = 0.0, []
        for text in row.split():
            right = left + 10 * len(text)
            line.append(Row(text, left, at * 14.0, right, at * 14.0 + 10, 10, False, 0, 10))
            left = right + 20
        lines.append(line)
    assert list(tables_in(lines)) == ([(0, len(rows))] if is_table else [])


def pairs(*rows: str, caption: str = "", gap: float = 30, shift: float = 0) -> bool:
    """Whether rows of two cells are a table; every other right cell stands a little aside."""
    above = [Row(caption, 0, 0, 90, 10, 10, False, 0, 10)]
    lines = [above] if caption else []
    for at, row in enumerate(rows, 1):
        line, left = [], 0.0
        for n, text in enumerate(row.split()):
            left = n * (60 + gap) + shift * (at % 2) * n
            right = 60.0 if n == 0 and at == 1 else left + 10 * len(text)
            line.append(Row(text, left, at * 14.0, right, at * 14.0 + 10, 10, False, 0, 10))
        lines.append(line)
    return list(tables_in(lines)) == [(len(lines) - len(rows), len(lines))]


FIGURES = ("事项 时限", "占道 2小时", "路灯 24小时", "井盖 1小时")


def test_two_columns_are_a_table_by_two_signs() -> None:
    assert pairs(*FIGURES)
    assert pairs("单位 职责", "街道办 督办", "城管队 清理", caption="表1 分工")
    assert not pairs("单位 职责", "街道办 督办", "城管队 清理", "派出所 处置")
    assert not pairs(*FIGURES[:3])
    assert not pairs("占道 2小时", *FIGURES[1:])  # no head
    assert not pairs("章 页", "总则 1", "受理 8", "附则 12")  # a list of contents
    assert not pairs("修路 清河", "1.种树 2.建站", "3.办学 4.医疗", "5.养老 6.托育")
    assert not pairs("姓名： 李水", "电话： 12", "年龄： 3", "人数： 4")
    assert not pairs("事项 时限", f"{'路' * 13} 24小时", *FIGURES[1:])
    assert pairs("事项 时限", f"{'路' * 6} 24小时", *FIGURES[1:])


@pytest.mark.parametrize(
    ("gap", "shift", "is_table"),
    [(20, 0, True), (19, 0, False), (30, 6, True), (30, 7, False)],
)
def test_two_columns_stand_apart_and_at_one_place(
    gap: float, shift: float, *, is_table: bool
) -> None:
    assert pairs(*FIGURES, gap=gap, shift=shift) is is_table


def test_a_table_with_three_rules_whose_cells_have_several_lines() -> None:
    rows = "[上段], [开闸、看表、记账，夜里也要守], [每旬], [中段], [清淤], [每月一次，由各户轮流]"
    rules = "table.hline(), [分段], [做什么], [多久], table.hline(), "
    flat = "#set par(first-line-indent: 0pt)\n"
    table = (
        f"#[{flat}#table(columns: (15mm, 40mm, 25mm), stroke: none, {rules}{rows}, table.hline())]"
    )
    assert texts(read(pdf(f"{LONG}\n\n{table}\n\n{THIRD}"))) == [
        LONG,
        "分段 | 做什么 | 多久",
        "上段 | 开闸、看表、记账，夜里也要守 | 每旬",
        "中段 | 清淤 | 每月一次，由各户轮流",
        THIRD,
    ]


THREE = ((10, "甲段|乙事"), (40, "丙段|丁事长"), (52, "|戊己"), (70, "庚段|辛事"), (82, "|壬癸"))
"""Lines of a table by their base lines; cells are 60 points apart, characters 10 wide."""
RULES = [Rule(0, y, 110, y) for y in (0.0, 20.0, 90.0)]


def three(
    lines: tuple[tuple[int | float, str], ...] = THREE,
    rules: list[Rule] | None = None,
    apart: float = 60.0,
) -> list[tuple[tuple[str, ...], ...]]:
    chars = [
        Char(sign, left, base - 8, left + 10, base + 2, base)
        for base, line in lines
        for column, cell in enumerate(line.split("|"))
        for at, sign in enumerate(cell)
        if sign != "_"
        for left in (apart * column + 10 * at,)
    ]
    return [grid.rows for grid in three_ruled(RULES if rules is None else rules, chars, [])]


@pytest.mark.parametrize(("apart", "found"), [(24.0, True), (23.9, False)])
def test_cells_between_three_rules_may_stand_nearer_than_their_heads(
    apart: float, *, found: bool
) -> None:
    """Four tenths of their type, where no line fills what is between them."""
    assert bool(three(((10, "甲|乙事"), *THREE[1:]), apart=apart)) == found


@pytest.mark.parametrize(("count", "found"), [(12, True), (13, False)])
def test_columns_between_three_rules(count: int, *, found: bool) -> None:
    below = (10, 40, 52, 70)
    rows = tuple(
        (base, "|".join("" if base == 52 and at else "甲" for at in range(count))) for base in below
    )
    rules = [Rule(0, rule.top, 60.0 * count, rule.top) for rule in RULES]
    assert bool(three(rows, rules)) == found


@pytest.mark.parametrize(
    ("lines", "third", "found"),
    [
        ("甲|乙|丙 丁|戊|己 庚|辛|壬 癸|子|丑", 60.9, True),
        ("甲|乙|丙 丁|戊|己 庚|辛|壬 癸|子|丑", 61, False),
        ("甲|乙|丙 丁|戊|己 庚||壬 癸|子|丑", 60.9, False),
        ("甲||丙 丁|戊|己 庚|辛|壬 癸|子|丑", 60.9, False),
        ("甲|乙 丁|戊 庚|辛 癸|子", 60.9, False),
        ("甲__乙|丙|丁 戊己庚子|辛|壬 癸子丑戊|寅|卯 辰巳午甲|未|申", 60.9, False),
    ],
)
def test_each_line_between_three_rules_is_a_row_where_all_are_full_at_one_distance(
    lines: str, third: float, *, found: bool
) -> None:
    cells = lines.split()
    wide = 46 if "_" in lines else 14
    rows = three(tuple(zip((10, 40, 50, third), cells, strict=False)), apart=wide)
    assert rows == ([tuple(tuple(x.split("|")) for x in cells)] if found else [])


def test_lines_of_a_cell_between_three_rules_are_one_cell() -> None:
    right = [(("甲段", "乙事"), ("丙段", "丁事长戊己"), ("庚段", "辛事壬癸"))]
    assert three() == right
    parted = [Rule(x, y, x + 55, y) for x in (0, 55) for y in (0.0, 20.0, 90.0)]
    assert three(rules=parted) == right  # as browsers draw the rules of each cell


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            {70: (65.3, "庚段|辛事"), 82: (77.3, "|壬癸")},
            True,
        ),  # 13.3 points below the last line, not 12: a row
        ({70: (65.0, "庚段|辛事"), 82: (77.0, "|壬癸")}, False),
        ({52: (52, "其一|戊己")}, False),  # a line that goes on in all columns
        ({70: (70, "|辛事")}, False),  # a row without its first cell
        ({10: (10, "甲段|")}, False),  # a column without a head
        ({52: (52, "左右左右左右左|戊己")}, False),  # a cell that runs into the next column
        ({70: (52, ""), 82: (52, "")}, False),  # one row
        ({70: (70, "庚段|辛事"), 82: (70, "")}, True),  # two rows, one of which goes on
        ({52: (58, "其一|戊己"), 70: (76, "庚段|辛事"), 82: (94, "")}, False),  # one line each
    ],
)
def test_signs_of_cells_between_three_rules(
    change: dict[int, tuple[float, str]], *, found: bool
) -> None:
    assert bool(three(tuple(change.get(base, (base, line)) for base, line in THREE))) == found


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        (RULES[:2], False),
        ([*RULES, Rule(0, 60, 110, 60)], False),
        ([*RULES, Rule(50, 0, 50, 90)], False),
        ([*RULES, Rule(114, 0, 114, 90)], True),
        ([*RULES[:2], Rule(0, 90, 113, 90)], True),
        ([*RULES[:2], Rule(0, 90, 114, 90)], False),
    ],
)
def test_three_rules_begin_and_end_at_one_place(rules: list[Rule], *, found: bool) -> None:
    assert bool(three(rules=rules)) == found


def test_ruled_tables_with_merged_cells() -> None:
    table = (
        "#table(columns: 3, table.cell(rowspan: 2)[指标], table.cell(colspan: 2)[办理天数],"
        "[改革前], [改革后], [开办企业], [20], [5], [施工许可], [90], [30])"
    )
    assert texts(read(pdf(f"{LONG}\n\n{table}\n\n{THIRD}"))) == [
        LONG,
        "指标 | 办理天数·改革前 | 办理天数·改革后",
        "开办企业 | 20 | 5",
        "施工许可 | 90 | 30",
        THIRD,
    ]


def test_a_box_is_no_table_and_captions_are_known() -> None:
    done = read(pdf(f"#rect[{SECOND}]\n\n{LONG}\n\n#align(center)[图1 街长在巡查]\n\n{THIRD}"))
    assert "[图1 街长在巡查|]" in texts(done)
    assert SECOND in texts(done)


def picture_page(text: str = "") -> bytes:
    """A page that a picture covers, as a scanner makes it."""
    image = io.BytesIO()
    importlib.import_module("PIL.Image").new("L", (40, 60), 200).save(image, "PNG")
    pixels = ", ".join(str(byte) for byte in image.getvalue())
    return typst.compile(
        f"#set page(margin: 0pt)\n{text}\n#pagebreak(weak: true)\n"
        f"#image(bytes(({pixels})), width: 100%, height: 100%)".encode()
    )


def test_pages_that_are_pictures_are_named() -> None:
    pytest.importorskip("PIL")
    done = read(picture_page())
    assert done.article is None
    assert [x.code for x in done.problems] == [Code.NO_TEXT_LAYER]
    done = read(picture_page(f'#set text(font: "Noto Serif CJK SC")\n{LONG}'))
    assert [x.detail for x in done.problems if x.code is Code.PICTURE_PAGES] == ["(pages: 2)"]
    assert texts(done) == [LONG]


def test_bad_files_have_a_code(tmp_path: Path) -> None:
    good = pdf(LONG)
    for data in (b"%PDF-1.7\n", b"%PDF-1.7 " + b"\0" * 900, good[: len(good) // 2]):
        done = read(data)
        assert done.article is None
        assert [x.code for x in done.problems] == [Code.DOCUMENT_BROKEN]
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(io.BytesIO(good)) as file:
        locked = tmp_path / "locked.pdf"
        file.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert [x.code for x in read(locked.read_bytes()).problems] == [Code.DOCUMENT_ENCRYPTED]


def test_without_the_extra_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(marks, "import_module", missing)
    done = read(b"%PDF-1.7\n")
    assert [x.code for x in done.problems] == [Code.EXTRA_MISSING]


FONT = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/XObject<</X 5 0 R>>"


def file_of(content: bytes, *more: bytes, packed: int = 1) -> bytes:
    """A PDF of one page; ``more`` are the dictionaries and contents of forms, from object 5 on."""
    contents = [(b"", content), *zip(more[::2], more[1::2], strict=True)]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>" % FONT,
    ]
    for names, text in contents:
        data = text
        for _ in range(packed):
            data = zlib.compress(data, 9)
        head = b"<<%s/Length %d/Filter[%s]>>" % (names, len(data), b"/FlateDecode" * packed)
        objects.append(head + b"stream\n" + data + b"\nendstream")
    made = b"%PDF-1.5\n"
    places = []
    for at, item in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (at, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    rows = len(objects) + 1
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (rows, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % rows + table + trailer


TEXT = b"BT /F 10 Tf 50 700 Td (How a county reformed its offices) Tj ET "


@pytest.mark.parametrize(
    ("matrix", "turned"),
    [
        (b"1 0 0.333 1", False),  # letters that lean
        (b"1 0.09 -0.09 1", False),
        (b"1 0.11 -0.11 1", True),
        (b"-1 0 0 -1", True),
        (b"0.7 0.7 -0.7 0.7", True),
    ],
)
def test_letters_that_lean_are_text_and_turned_ones_a_watermark(
    matrix: bytes, *, turned: bool
) -> None:
    data = file_of(b"BT /F 10 Tf %s 90 700 Tm (offices) Tj ET" % matrix)
    (sheet,), _ = marks.sheets_of(data)
    shown = "".join(char.text for char in sheet.chars)
    assert (shown, sheet.turned) == (("", "offices") if turned else ("offices", ""))


@pytest.mark.parametrize("packed", [1, 2])
@pytest.mark.parametrize("more", [0, 1])
def test_a_bomb_in_a_stream_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch, packed: int, more: int
) -> None:
    text = TEXT + b" " * (3_000_000 - len(TEXT) + more)
    monkeypatch.setattr(streams, "MAX_UNPACKED", 3_000_000)
    data = file_of(text, packed=packed)
    assert len(data) < 10_000
    done = read(data)
    assert (Code.PACKAGE_TOO_LARGE in [x.code for x in done.problems]) == bool(more)


def test_pictures_are_never_unpacked_and_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MAX_UNPACKED", 1_000)
    data = file_of(TEXT, b"/Subtype/Image", b"x" * 2_000)
    assert Code.PACKAGE_TOO_LARGE not in [x.code for x in read(data).problems]
    other = file_of(TEXT, b"", b"x" * 2_000)
    assert Code.PACKAGE_TOO_LARGE in [x.code for x in read(other).problems]


@pytest.mark.parametrize(("deep", "is_bomb"), [(3, False), (12, True)])
def test_drawings_within_drawings_come_to_an_end(deep: int, *, is_bomb: bool) -> None:
    forms: list[bytes] = []
    for at in range(deep):
        inner = b"/XObject<</X %d 0 R>>" % (6 + at)
        forms += [
            b"/Subtype/Form/BBox[0 0 600 800]/Resources<<%s>>" % inner,
            TEXT if at == deep - 1 else b"/X Do " * 10,
        ]
    done = read(file_of(b"/X Do " * 10, *forms))
    assert (Code.PACKAGE_TOO_LARGE in [x.code for x in done.problems]) == is_bomb


def test_drawings_in_a_circle_are_read() -> None:
    forms = (b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>", b"/X Do " + TEXT)
    done = read(file_of(TEXT + b"/X Do ", *forms))
    assert Code.PACKAGE_TOO_LARGE not in [x.code for x in done.problems]


@pytest.mark.parametrize("content", [TEXT, b"0 0 m " + b"100 0 l " * 40 + b"S " + TEXT])
def test_marks_are_counted_before_they_are_read(
    monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    data = file_of(content)
    for limit in (20, 1_000):
        monkeypatch.setattr(marks, "MAX_MARKS", limit)
        assert (Code.PACKAGE_TOO_LARGE in [x.code for x in read(data).problems]) == (limit == 20)


@pytest.mark.parametrize("limit", [1, 2])
def test_too_many_pages(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    monkeypatch.setattr(marks, "MAX_PAGES", limit)
    done = read(pdf(f"{LONG}\n#pagebreak()\n{LONG}"))
    assert (Code.PACKAGE_TOO_LARGE in [x.code for x in done.problems]) == (limit == 1)


def test_an_official_document() -> None:
    title = "青河市人民政府办公室关于街长制试行情况的通报"
    body = "\n\n".join(
        [
            "#text(fill: red, size: 30pt)[#align(center)[青河市人民政府办公室文件]]",
            "#align(center)[青政办发〔2023〕18号]",
            f"#align(center, text(size: 20pt)[{title}])",
            "#par(first-line-indent: 0pt)[各区人民政府，市直各部门：]",
            LONG,
            "附件：街长名册",
            "#align(right)[青河市人民政府办公室]",
            "#align(right)[2023年7月5日]",
            "#par(first-line-indent: 0pt)[抄送：市委各部门，市人大常委会办公室。]",
            "#par(first-line-indent: 0pt)[青河市人民政府办公室　　2023年7月6日印发]",
        ]
    )
    done = read(pdf(body, title=""))
    assert done.article is not None
    assert done.article.title == title
    source = done.article.sources[0]
    assert (source.publisher, source.published) == ("青河市人民政府办公室", "2023-07-05")
    assert source.note == "青政办发〔2023〕18号"
    assert LONG in texts(done)
    assert not any("抄送" in text or "文件" in text for text in texts(done))


def test_one_page_that_is_wider_does_not_part_the_paragraphs_of_the_others() -> None:
    shifted = [LONG[at:] + LONG[:at] for at in (0, 5, 11, 17)]
    parts = [f"第{at}段。{text}" for at, text in zip("甲乙丙丁", shifted, strict=True)]
    wide = "#place(right, dx: 20mm)[注记]"
    body = f"{parts[0]}\n\n{parts[1]}#pagebreak()\n{parts[2]}\n\n{parts[3]}\n\n{wide}"
    assert [text for text in texts(read(pdf(body))) if len(text) > 9] == parts


def test_a_preface_is_no_title_where_a_running_head_has_it() -> None:
    head = "青河学院学生手册"
    done = read(pdf(f"{LONG}#pagebreak()\n{SECOND}#pagebreak()\n{THIRD}", head=head, title="前言"))
    assert done.article is not None
    assert done.article.title == head
    assert texts(done)[0] == "前言"


@pytest.mark.parametrize(("count", "headings"), [(1, 1), (2, 0)])
def test_larger_type_in_which_a_page_is_set_makes_no_headings(count: int, headings: int) -> None:
    parts = [f"第{at}段。{LONG}" for at in "甲乙丙丁戊己庚"]
    large = "\n\n".join(parts[:count])
    small = "\n\n".join(parts[count:])
    data = pdf(f"{small}#pagebreak()\n#text(size: 14pt)[{large}\n\n条例自五月起施行]")
    done = read(data)
    assert done.article is not None
    assert sum(x.startswith("#") for x in content(done.article)) == headings


@pytest.mark.parametrize(
    ("code", "is_sign"),
    [(0x09, True), (0x1F, False), (0x20, True), (0xD7FF, True), (0xD800, False), (0xE000, True),
     (0xFFFD, True), (0xFFFE, False), (0x10FFFF, True), (0x110000, False)],
)  # fmt: skip
def test_numbers_that_are_no_character(code: int, *, is_sign: bool) -> None:
    assert marks._is_no_sign(code) != is_sign


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [("本报记者 周海", False), ("清水县民政局（2022年9月）", False), ("清水县民政局的做法", True)],
)
def test_who_wrote_stands_below_the_title_in_larger_type(line: str, *, is_heading: bool) -> None:
    body = f"#align(center, text(size: 14pt)[{line}])\n{LONG}\n\n= 主要做法\n{SECOND}\n\n{LONG}"
    done = read(pdf(body))
    headed = [x.text for x in done.kept if x.role is Role.HEADING]
    assert headed == [*([line] if is_heading else []), "主要做法"]


@pytest.mark.parametrize(
    ("first", "second", "is_heading"),
    [
        (19, "雨季断路。", False),
        (18, "雨季断路。", True),
        (19, "雨季断。", True),
        (19, "雨季断路", True),
    ],
)
def test_a_sentence_in_larger_type_is_no_heading(
    first: int, second: str, *, is_heading: bool
) -> None:
    line = f"{'过去修路归县里的交通局管路却总没有什么人'[:first]}，{second}"
    done = read(pdf(f"{LONG}\n\n#text(size: 14pt)[{line}]\n\n{SECOND}\n\n{LONG}"))
    assert bool([x for x in done.kept if x.role is Role.HEADING]) is is_heading
