"""Kinds of Word documents: levels by style, merged cells, fields, symbols, controls, forms."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.ingest.read.test_word import (
    FIRST,
    SECOND,
    THIRD,
    TITLE,
    article,
    codes,
    content,
    read,
)
from tests.ingest.read.word_files import (
    NAMES,
    NUMBERING,
    PACKAGE,
    PNG,
    STYLES,
    R,
    cell,
    docx,
    level,
    package,
    par,
    relations,
    run,
    table,
)

import casebook
from casebook.ingest.clean.causes import Cause
from casebook.ingest.read.word.signs import symbol
from casebook.problems import Code
from casebook.records import Picture, Table, walk

HEAD = par(TITLE, "a3")


def ruby(base: str, reading: str) -> str:
    """Return characters with their reading above them."""
    held = f"<w:rt>{run(reading)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase>"
    return f"<w:r><w:ruby>{held}</w:ruby></w:r>"


def lines(*body: str, **parts: str | bytes) -> list[str]:
    return [text.lstrip("# ") for text in content(article(HEAD, *body, **parts))]


def test_the_level_of_a_list_may_belong_to_a_style() -> None:
    levels = [
        level(at, "chineseCounting", text, f"<w:pStyle w:val='{style}'/>")
        for at, text, style in ((0, "%1、", "M1"), (1, "（%2）", "M2"))
    ]
    numbering = NUMBERING.replace(
        "<w:num ", f"<w:abstractNum w:abstractNumId='6'>{''.join(levels)}</w:abstractNum><w:num ", 1
    ).replace(
        "</w:numbering>",
        "<w:num w:numId='8'><w:abstractNumId w:val='6'/></w:num></w:numbering>",
    )
    based = {"M1": "a", "M2": "a", "M3": "M2"}
    numbered = "<w:pPr><w:numPr><w:numId w:val='8'/></w:numPr></w:pPr>"
    styles = STYLES.replace(
        "</w:styles>",
        "".join(
            f"<w:style w:type='paragraph' w:styleId='{key}'><w:name w:val='{key}'/>"
            f"<w:basedOn w:val='{below}'/>{'' if key == 'M3' else numbered}</w:style>"
            for key, below in based.items()
        )
        + "</w:styles>",
    )
    parts = {"word/numbering.xml": numbering, "word/styles.xml": styles}
    own = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='8'/></w:numPr>"
    body = (par(FIRST, "M1"), par(SECOND, "M2"), par(THIRD, "M3"), par(FIRST, "M2", own))
    made = lines(*body, **parts)
    assert made == [f"一、{FIRST}", f"（一）{SECOND}", f"（二）{THIRD}", f"二、{FIRST}"]


def test_cells_merged_as_word_97_wrote_it() -> None:
    begins, goes_on = (f"<w:hMerge w:val='{x}'/>" for x in ("restart", "continue"))
    made = lines(
        par(FIRST),
        table(
            (cell("指标", begins), cell("", goes_on), cell("数量")),
            (cell("投诉"), cell("噪音"), cell("120")),
            (cell("", goes_on), cell("占道", begins), cell("88")),
        ),
    )
    # A first cell has nothing on its left that it could go on with.
    assert made[1:] == ["指标 | 指标 | 数量", "投诉 | 噪音 | 120", "| 占道 | 88"]


def test_a_deletion_in_a_cell_does_not_repeat_the_cell() -> None:
    gone = "<w:del w:id='1'><w:r><w:delText>99</w:delText></w:r></w:del>"
    changed = f"<w:tc>{par(inner=run('120') + gone)}</w:tc>"
    rows = ((cell("指标"), cell("数量")), (cell("投诉"), changed))
    done = read(HEAD, par(FIRST), table(*rows), par(SECOND))
    assert done.article is not None
    assert content(done.article) == [FIRST, "指标 | 数量", "投诉 | 120", SECOND]
    assert "99" in [removal.text for removal in done.ledger.removals]


def box(text: str, form: str) -> str:
    return (
        "<w:r><mc:AlternateContent xmlns:mc='urn:mc'>"
        f"<mc:{form}><w:pict><w:txbxContent>{par(text)}</w:txbxContent></w:pict></mc:{form}>"
        "</mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize("form", ["Choice", "Fallback"])
def test_a_box_has_one_form_at_least(form: str) -> None:
    assert lines(par(FIRST), par(inner=run(SECOND) + box(THIRD, form))) == [FIRST, SECOND, THIRD]


def test_what_an_empty_control_asks_for_is_no_text() -> None:
    asked = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr{}/></w:sdtPr>"
        f"<w:sdtContent>{run('单击此处输入文字。')}</w:sdtContent></w:sdt>"
    )
    done = read(HEAD, par(inner=run(FIRST) + asked.format("")), par(SECOND))
    assert done.article is not None
    assert content(done.article) == [FIRST, SECOND]
    assert "单击此处输入文字。" in [repair.before for repair in done.ledger.repairs]
    filled = lines(par(inner=run(FIRST) + asked.format(" w:val='0'")))
    assert filled == [f"{FIRST}单击此处输入文字。"]


def mark(kind: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


SEPARATED = "<w:r><w:t>否</w:t><w:fldChar w:fldCharType='separate'/><w:t>是。</w:t></w:r>"
INNER = mark("begin") + code("MERGEFIELD 名") + mark("separate") + run("甲") + mark("end")


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (mark("begin") + code("IF") + INNER + run("不是") + mark("separate") + run("是。"), "是。"),
        # Mark and result in one run, and a field without result.
        (mark("begin") + SEPARATED, "是。"),
        (mark("begin") + code("XE") + run("索引"), ""),
        (mark("begin") + code("PAGE") + mark("separate") + INNER, "甲"),
    ],
)
def test_the_code_of_a_field_is_no_text(field: str, shown: str) -> None:
    assert lines(par(inner=field + mark("end") + run(FIRST))) == [f"{shown}{FIRST}"]


def test_a_field_that_does_not_end_hides_nothing() -> None:
    assert lines(par(inner=mark("begin") + code("IF") + run(FIRST))) == [FIRST]
    assert lines(par(inner=mark("end") + run(FIRST))) == [FIRST]


@pytest.mark.parametrize(("text", "said"), [(" eq \\o(○,1)", True), ("SEQ 表", False)])
def test_what_the_code_of_a_field_draws_is_counted(text: str, *, said: bool) -> None:
    field = mark("begin") + code(text) + mark("end")
    done = read(HEAD, par(inner=field + run(FIRST)), par(SECOND))
    details = [x.detail for x in done.problems if x.code is Code.PARTS_UNREAD]
    assert details == (["(formulas: 1)"] if said else [])


@pytest.mark.parametrize(
    ("font", "place", "sign"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("wingdings ", "00fe", "☑"),
        ("Symbol", "F0B3", "≥"),
        ("Wingdings", "F021", "\uf021"),  # not known: of private use
        ("宋体", "2460", "①"),
        ("Wingdings", "EFFF", "\uefff"),
        ("Wingdings", "zz", ""),
        ("Wingdings", "001f", ""),
        ("Wingdings", "0020", " "),
        ("Wingdings", "d800", ""),
        ("Wingdings", "e000", "\ue000"),
        ("Wingdings", "ffff", "\uffff"),
        ("Wingdings", "10000", ""),
    ],
)
def test_symbols(font: str, place: str, sign: str) -> None:
    assert symbol(font, place) == sign


@pytest.mark.parametrize(
    ("points", "headings"),
    [
        (("●每条街一名街长", "●问题当天上报"), 0),
        (("●每条街一名街长",), 1),  # a heading behind a mark, with its text below
        (("●每条街一名街长", SECOND, "●问题当天上报"), 2),
        (("◆每条街一名街长", "✓问题当天上报"), 0),
    ],
)
def test_bold_points_behind_typed_bullets_are_no_headings(
    points: tuple[str, ...], headings: int
) -> None:
    look = "<w:b/>"
    made = article(
        HEAD, par(FIRST), *(par(x, look="" if x == SECOND else look) for x in points), par(THIRD)
    )
    assert sum(text.startswith("# ") for text in content(made)) == headings


# --- Tables that are the text

PLAN = (
    "全市选出街长六百名，每周巡查两次问题。",
    "问题逐条登记，七天内办结回访，再行公布。",
    "满意度纳入街道考核，每半年再通报一次。",
)


def plan(*cells: str) -> list[Code]:
    rows = [(cell(str(at)), cell(text)) for at, text in enumerate(cells, 1)]
    return codes(read(HEAD, table((cell("序号"), cell("措施")), *rows)))


def test_a_plan_of_nothing_but_tables_is_a_text() -> None:
    twenty = tuple(text.ljust(20, "。") for text in PLAN)
    assert [len(text) for text in twenty] == [20, 20, 20]
    assert Code.NO_BODY not in plan(*twenty)
    assert Code.NO_BODY in plan(*twenty[:2])
    assert Code.NO_BODY in plan(*twenty[:2], twenty[2][:19])
    # The same cell three times, as merged ones stand; no sentences; most of it elsewhere.
    assert Code.NO_BODY in plan(*[twenty[0]] * 3)
    assert Code.NO_BODY in plan(*(text.replace("。", "，") for text in twenty))
    others = ["序号", "措施", "1", "2", "3", "4"]
    fill = 60 - len("".join(others))
    assert Code.NO_BODY not in plan(*twenty, "甲" * fill)
    assert Code.NO_BODY in plan(*twenty, "甲" * (fill + 1))


@pytest.mark.parametrize(("timed", "is_list"), [(2, False), (3, True)])
def test_a_table_with_an_hour_in_most_rows_is_a_list(timed: int, *, is_list: bool) -> None:
    hours = ["17:30", "9:05", "08:40"][:timed] + ["街长"] * (3 - timed)
    rows = [(cell(x), cell(text.ljust(20, "。"))) for x, text in zip(hours, PLAN, strict=True)]
    made = codes(read(HEAD, table((cell("时间"), cell("内容")), *rows)))
    assert (Code.NO_BODY in made) == is_list


LONG = "为破解群众办事多头跑、重复交材料的难题，全市改为街道统一受理，缩短办理的时间。五"


def form(*rows: tuple[str, ...]) -> str:
    return table(*(tuple(cell(text) for text in row) for row in rows))


def test_the_rows_of_a_form_are_the_parts_of_a_text() -> None:
    assert len(LONG) == 40
    rows = (
        ("案例名称", "推行街长制", "单位", "城管局"),
        ("改革背景（300字以内）", LONG),
        ("主要做法", SECOND + THIRD),
        ("推荐意见", "同意。"),
        ("盖章", ""),
    )
    made = article(HEAD, form(*rows))
    assert content(made) == [
        "案例名称 | 推行街长制 | 单位 | 城管局", "# 改革背景（300字以内）", LONG, "# 主要做法",
        SECOND + THIRD, "推荐意见 | 同意。", "盖章",
    ]  # fmt: skip


NESTED = form(("停车", "31"), ("加装电梯", "14"))
ROWS = ["停车 | 31", "加装电梯 | 14"]


def holding(*parts: str) -> str:
    return f"<w:tc><w:tcPr/>{''.join(parts)}</w:tc>"


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ((cell("主要做法"), holding(par(SECOND), NESTED)), ["# 主要做法", SECOND, *ROWS]),
        (
            (cell("主要做法"), holding(NESTED, par(), par(SECOND))),
            ["# 主要做法", *ROWS, SECOND],
        ),
        (
            (
                cell("主要做法"),
                holding(
                    par(SECOND), f"<w:sdt><w:sdtContent>{NESTED}</w:sdtContent></w:sdt>", par(THIRD)
                ),
            ),
            ["# 主要做法", SECOND, *ROWS, THIRD],
        ),
        ((cell("件数"), holding(NESTED, par())), ["件数", *ROWS]),
        ((holding(NESTED, par()),), ROWS),
    ],
)
def test_a_table_in_a_cell_of_a_form_leaves_it_a_form(
    row: tuple[str, ...], shown: list[str]
) -> None:
    rows = (
        (cell("案例名称"), cell("推行街长制"), cell("单位"), cell("河口镇人民政府")),
        (cell("联系人"), cell("赵敏"), cell("电话"), cell("0555-1234567")),
        (cell("改革背景"), cell(LONG)),
        row,
        (cell("工作成效"), cell(THIRD + SECOND)),
    )
    made = article(HEAD, table(*rows))
    assert made.sources[0].authors == ()
    assert content(made) == [
        "案例名称 | 推行街长制 | 单位 | 河口镇人民政府", "联系人 | 赵敏 | 电话 | 0555-1234567",
        "# 改革背景", LONG, *shown, "# 工作成效", THIRD + SECOND,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        (("改革背景", LONG), ("单位", LONG)),
        (("改革背景", LONG), ("主要做法", LONG[:39])),
        (("改革背景", LONG, "一"), ("主要做法", LONG, "二")),
    ],
)
def test_what_is_no_form_stays_a_table(rows: tuple[tuple[str, ...], ...]) -> None:
    made = content(article(HEAD, par(FIRST), form(*rows)))
    assert made[1:] == [" | ".join(row) for row in rows]


def test_pictures_and_deletions_in_a_form_are_not_lost() -> None:
    gone = "<w:del w:id='1'><w:r><w:delText>旧名</w:delText></w:r></w:del>"
    changed = f"<w:tc>{par(inner=run('街长制') + gone)}</w:tc>"
    label = f"<w:tc>{par(inner=run('主要做法') + gone)}</w:tc>"
    body = table(
        (cell("案例名称"), changed), (cell("改革背景"), cell(LONG)), (label, cell(SECOND + THIRD))
    )
    done = casebook.clean_bytes(docx(HEAD, body), name="件.docx")
    assert [x.text for x in done.ledger.removals].count("旧名") == 2


GRID = form(("部门", "人数"), ("住建", "2"))


@pytest.mark.parametrize(
    ("body", "captions"),
    [
        ((GRID, par("表1 两家分工")), ["表1 两家分工"]),
        ((par("表1 两家分工"), GRID), ["表1 两家分工"]),
        ((GRID, par("表1 一季"), GRID, par("表2 二季")), ["表1 一季", "表2 二季"]),
        ((par("表1 一季"), GRID, par("表2 二季"), GRID), ["表1 一季", "表2 二季"]),
        ((GRID, par("表1 一季"), GRID), ["", "表1 一季"]),
        ((GRID, par(SECOND), par("表1 一季")), [""]),
        ((par("表1 一季"), GRID, par("表2 二季")), ["表1 一季"]),
        # By the style of Word for captions.
        ((par("表1 两家分工", "a5"), GRID), ["表1 两家分工"]),
        ((GRID, par("两家分工", "a5")), ["两家分工"]),
        ((GRID, par(SECOND), par("两家分工", "a5")), [""]),
        ((GRID, par("图1 两家分工", "a5")), [""]),
    ],
)
def test_captions_of_tables_stand_on_one_side(body: tuple[str, ...], captions: list[str]) -> None:
    made = article(HEAD, par("主要做法", "1"), par(FIRST), *body, par(THIRD))
    assert [x.content.caption for x in walk(made) if isinstance(x.content, Table)] == captions
    kept = "".join([*content(made), *captions])
    assert all(said in kept for said in ("一季", "二季", "两家") if said in "".join(body))


DELETED = "<w:trPr><w:del w:id='1'/></w:trPr>"


def ledger(*body: str) -> list[str]:
    return [x.text for x in casebook.clean_bytes(docx(HEAD, *body), name="件.docx").ledger.removals]


@pytest.mark.parametrize("mark", ["t", "delText"])
def test_a_row_that_was_deleted_in_tracking_is_on_the_ledger(mark: str) -> None:
    """Some writers leave its text as it was, and mark the row alone."""
    gone = table((DELETED, cell("西部"), cell("66"))).replace("w:t>", f"w:{mark}>")
    gone = gone.replace("<w:t ", f"<w:{mark} ")
    rows = table((cell("片区"), cell("改革后")), (cell("东部"), cell("98")))
    body = rows.replace("</w:tbl>", gone.removeprefix("<w:tbl>"))
    assert content(article(HEAD, par(FIRST), body))[1:] == ["片区 | 改革后", "东部 | 98"]
    assert "西部 66" in ledger(par(FIRST), body)
    # A table of which nothing is left, and one that stands in another.
    whole = f"<w:tbl><w:tr>{DELETED}{cell('南部')}{cell('73')}</w:tr></w:tbl>"
    nested = f"<w:tbl><w:tr>{cell('说明')}<w:tc>{whole}{par('新')}</w:tc></w:tr></w:tbl>"
    assert "南部 73" in ledger(par(FIRST), whole)
    assert ledger(par(FIRST), nested).count("南部 73") == 1


def test_a_cell_that_was_deleted_in_tracking_is_on_the_ledger() -> None:
    rows = (("片区", "改革后", "旧数"), ("东部", "98", "75"))
    gone = "<w:cellDel w:id='1'/>"
    body = table(*((cell(a), cell(b), cell(c, gone)) for a, b, c in rows))
    assert content(article(HEAD, par(FIRST), body))[1:] == ["片区 | 改革后", "东部 | 98"]
    assert {"旧数", "75"} <= set(ledger(par(FIRST), body))


INSERTED = "<w:trPr><w:ins w:id='1'/></w:trPr>"
NEW_CELL = "<w:cellIns w:id='1'/>"
NEW = par(inner=f"<w:ins w:id='2'>{run('西部')}</w:ins>")


@pytest.mark.parametrize(
    ("row", "count"),
    [
        (f"{INSERTED}{cell('西部')}{cell('66')}", 1),
        (f"{cell('西部', NEW_CELL)}{cell('66')}", 1),
        # Its text is marked, too: it is counted once.
        (f"{INSERTED}<w:tc>{NEW}</w:tc>{cell('66')}", 1),
        (f"{cell('西部')}{cell('66')}", 0),
        (f"<w:trPr><w:ins w:id='1'/><w:del w:id='2'/></w:trPr>{cell('西部')}{cell('66')}", 0),
    ],
)
def test_a_row_that_was_inserted_in_tracking_is_counted(row: str, count: int) -> None:
    body = f"<w:tbl><w:tr>{cell('片区')}{cell('改革后')}</w:tr><w:tr>{row}</w:tr></w:tbl>"
    problems = casebook.clean_bytes(docx(HEAD, par(FIRST), body), name="件.docx").problems
    said = [x.detail for x in problems if x.code is Code.TRACKED_CHANGES]
    gone = "<w:del" in row
    assert said == ([f"({count} insertions, {int(gone)} deletions)"] if count or gone else [])


def test_an_entity_stands_as_it_is_written_and_takes_no_text_with_it() -> None:
    """Nothing is fetched for it; what stands around it was lost before."""
    data = docx(HEAD, par(FIRST), par(inner=run(f"旧词&e;{SECOND}")))
    declared = "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        text = archive.read("word/document.xml")
    parts["word/document.xml"] = declared.encode() + text
    done = casebook.clean_bytes(package(parts), name="件.docx")
    assert done.article is not None
    assert content(done.article)[1].startswith("旧词&e")
    assert content(done.article)[1].endswith(SECOND)
    assert [x.detail for x in done.problems if x.code is Code.PARTS_UNREAD] == ["(entities: 1)"]


@pytest.mark.parametrize(
    "body",
    [
        par(inner=run("河口") + ruby("峄", "yì") + run("县设立街长。")),
        par(inner=run("河口") + ruby("峄县", "yìxiàn") + run("设立街长。")),
        par(inner=run("河口") + ruby("峄", "y") + ruby("县", "x") + run("设立街长。")),
    ],
)
def test_a_reading_above_characters_goes_to_the_ledger(body: str) -> None:
    done = read(HEAD, par(FIRST), body, par(THIRD))
    assert done.article is not None
    assert "河口峄县设立街长。" in content(done.article)
    gone = [item.before for item in done.ledger.repairs if item.reason == Cause.READING]
    assert gone in (["yì"], ["yìxiàn"], ["yx"])


def test_a_reading_in_a_cell_goes_to_the_ledger() -> None:
    held = f"<w:tc>{par(inner=ruby('峄', 'yì') + run('街'))}</w:tc>"
    done = read(
        HEAD, par(FIRST), table((cell("街道"), cell("件数")), (held, cell("12"))), par(THIRD)
    )
    assert ("yì", Cause.READING) in {(x.text, x.reason) for x in done.ledger.removals}


@pytest.mark.parametrize(("size", "shown"), [(40, False), (41, True)])
def test_what_an_empty_control_of_paragraphs_asks_for_is_short(size: int, *, shown: bool) -> None:
    asked = "单击此处输入文字" + "字" * (size - 8)
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert (asked in lines(par(FIRST), control.format(par(asked)), par(THIRD))) is shown


MATH = "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"


def math(name: str, **parts: str) -> str:
    made = "".join(
        f"<m:{key}><m:r><m:t>{said}</m:t></m:r></m:{key}>" for key, said in parts.items()
    )
    return f"<m:oMath {MATH}><m:{name}>{made}</m:{name}></m:oMath>"


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (math("f", num="办结件", den="受理件"), "办结件/受理件"),
        (math("f", num="a+b", den="2.5"), "（a+b）/2.5"),
        (math("sSup", e="10", sup="5"), "10⁵"),
        (math("sSup", e="a", sup="b+c"), "a^(b+c)"),
        (math("sSub", e="S", sub="i"), "S_i"),
        (math("sSubSup", e="S", sub="1", sup="2"), "S₁²"),
        (math("nary", sub="1", sup="k", e="x"), "∫₁^kx"),
        (math("rad", deg="3", e="27"), "³√27"),
        (math("d", e="a"), "（a）"),
        (math("r", t="").replace("<m:t><m:r><m:t></m:t></m:r></m:t>", "<m:t>S=1</m:t>"), "S=1"),
    ],
)
def test_formulas_stand_on_the_line(formula: str, shown: str) -> None:
    done = read(HEAD, par(FIRST), par(inner=run("得数") + formula + run("。")), par(THIRD))
    assert done.article is not None
    assert f"得数{shown}。" in content(done.article)
    assert [x.detail for x in done.problems if x.code is Code.PARTS_UNREAD] == ["(formulas: 1)"]


def test_a_formula_that_is_a_paragraph_is_not_lost() -> None:
    formula = f"<m:oMathPara {MATH}>{math('f', num='a', den='b')}</m:oMathPara>"
    assert "a/b" in lines(par(FIRST), formula, par(THIRD))


def drawn(inner: str) -> str:
    return par(inner=f"<w:r><w:drawing>{inner}</w:drawing></w:r>")


POINTS = "".join(
    f"<g:pt><g:t><a:p><a:r><a:t>{said}</a:t></a:r></a:p></g:t></g:pt>" for said in ("上报", "派单")
)
REFERS = (
    f"<Relationships xmlns='{PACKAGE}'>"
    f"<Relationship Id='d1' Type='{R}/diagramData' Target='diagrams/data1.xml'/>"
    f"<Relationship Id='n1' Type='{R}/footnotes' Target='own.xml'/>"
    f"<Relationship Id='c1' Type='{R}/comments' Target='said.xml'/>"
    f"<Relationship Id='p1' Type='{R}/image' TargetMode='External' Target='https://a.example'/>"
    "</Relationships>"
)


@pytest.mark.parametrize(
    ("drawing", "shown", "named"),
    [
        (drawn("<g:relIds xmlns:g='g' r:dm='d1'/>"), ["上报", "派单"], ["(diagrams: 1)"]),
        (drawn("<g:relIds xmlns:g='g' r:dm='d9'/>"), [], ["(diagrams: 1)"]),
        (
            drawn("<x:txBody xmlns:x='x'><a:p><a:r><a:t>上报</a:t></a:r></a:p></x:txBody>"),
            ["上报"],
            [],
        ),
        (
            par(inner="<w:r><w:pict><v:textpath xmlns:v='v' string='上报'/></w:pict></w:r>"),
            ["上报"],
            [],
        ),
        (drawn("<a:blip r:link='p1'/>"), [], ["(pictures that are not in the file: 1)"]),
        ("<w:subDoc r:id='s1'/>", [], ["(embedded files: 1)"]),
        (par(inner="<w:r><w:footnoteReference w:id='9'/></w:r>"), ["[1]"], ["(notes: 1)"]),
    ],
)
def test_what_is_drawn_or_stands_elsewhere_is_read_or_named(
    drawing: str, shown: list[str], named: list[str]
) -> None:
    parts = {
        "word/_rels/document.xml.rels": REFERS,
        "word/diagrams/data1.xml": f"<g:dataModel xmlns:g='g' {NAMES}>{POINTS}</g:dataModel>",
        "word/own.xml": f"<w:footnotes {NAMES}/>",
    }
    done = read(HEAD, par(FIRST), drawing, par(THIRD), **parts)
    assert done.article is not None
    assert content(done.article) == [FIRST, *shown, THIRD]
    assert [x.detail for x in done.problems if x.code is Code.PARTS_UNREAD] == named


def test_notes_and_comments_are_found_by_what_the_document_says() -> None:
    parts = {
        "word/_rels/document.xml.rels": REFERS,
        "word/own.xml": f"<w:footnotes {NAMES}><w:footnote w:id='2'>"
        + par(inner=run("不含网上。") + "<w:r><w:drawing><a:blip r:embed='i1'/></w:drawing></w:r>")
        + "</w:footnote></w:footnotes>",
        "word/_rels/own.xml.rels": relations(i1="media/a.png"),
        "word/media/a.png": PNG,
        "word/said.xml": f"<w:comments {NAMES}><w:comment w:id='1'>{par('要核实。')}"
        "</w:comment></w:comments>",
    }
    note = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    done = read(HEAD, par(FIRST), par(inner=run("办结136件") + note), par(THIRD), **parts)
    assert done.article is not None
    assert content(done.article)[:4] == [FIRST, "办结136件[1]", THIRD, "[1] 不含网上。"]
    assert "要核实。" in {item.text for item in done.ledger.removals}
    assert any(isinstance(item, Picture) and item.file for item in done.article.sections[-1].blocks)


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("<w:ddList><w:result w:val='1'/>{}</w:ddList>", "乙类案例。"),
        ("<w:ddList>{}</w:ddList>", "甲类案例。"),
        ("<w:ddList><w:result w:val='2'/>{}</w:ddList>", "案例。"),
        ("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "☑案例。"),
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", "☑案例。"),
        ("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "☐案例。"),
    ],
)
def test_what_was_chosen_in_an_old_form_is_read(form: str, shown: str) -> None:
    entries = "<w:listEntry w:val='甲类'/><w:listEntry w:val='乙类'/>"
    data = f"<w:ffData>{form.format(entries)}</w:ffData>"
    begin = f"<w:r><w:fldChar w:fldCharType='begin'>{data}</w:fldChar></w:r>"
    end = "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    assert shown in lines(par(FIRST), par(inner=begin + end + run("案例。")), par(THIRD))
