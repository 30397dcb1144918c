"""Word documents as offices and schools write them: contents, lists, type, what is apart."""

from __future__ import annotations

import pytest
from tests.ingest.read.test_word import (
    BIG,
    CENTRE,
    CORE,
    FIRST,
    SECOND,
    TEXT,
    THIRD,
    TITLE,
    article,
    codes,
    content,
    read,
)
from tests.ingest.read.word_files import NAMES, PNG, cell, docx, level, par, relations, run, table

import casebook
from casebook.problems import Code
from casebook.records import Role

BOLD = "<w:b/>"
SHORT = "公开招聘工作人员"
NUMBERED = {
    "word/numbering.xml": f"<w:numbering {NAMES}><w:abstractNum w:abstractNumId='0'>"
    f"{level(0, 'decimal', '%1')}{level(1, 'decimal', '%1.%2')}</w:abstractNum>"
    f"<w:abstractNum w:abstractNumId='1'>{level(0, 'bullet', '●')}</w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
}


def of_list(list_id: int, at: int = 0) -> str:
    return f"<w:numPr><w:ilvl w:val='{at}'/><w:numId w:val='{list_id}'/></w:numPr>"


def field(kind: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


# ---------------------------------------------------------------- what is apart


def test_a_short_document_has_no_day_of_its_file() -> None:
    done = read(
        par("街长值班安排"), par("第一组：王建国"), **{"docProps/core.xml": CORE.format("王建国")}
    )
    assert done.article is not None
    assert done.article.sources[0].published == ""
    assert Code.NO_DATE in codes(done)


def test_heads_of_pages_are_no_masthead() -> None:
    head = f"<w:hdr {NAMES}>{par('来源：青河日报 2024年5月6日')}</w:hdr>"
    done = read(par("街长值班安排"), par("第一组：王建国"), **{"word/header1.xml": head})
    assert done.article is not None
    source = done.article.sources[0]
    assert (source.published, source.publisher) == ("", "")
    assert "来源：青河日报 2024年5月6日" in [gone.text for gone in done.ledger.removals]


# ---------------------------------------------------------------- contents

ENTRIES = (par("一、改革背景 2"), par("二、主要做法 3"), par("三、改革成效 3"))
BODY = (par(FIRST), par(SECOND))


def in_control(*lines: str, gallery: str = "Table of Contents") -> str:
    return (
        f"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='{gallery}'/></w:docPartObj>"
        f"</w:sdtPr><w:sdtContent>{''.join(lines)}</w:sdtContent></w:sdt>"
    )


def in_field(*lines: str, end: str = field("end"), name: str = "TOC") -> str:
    begin = f"{field('begin')}<w:r><w:instrText> {name} \\o </w:instrText></w:r>{field('separate')}"
    return f"{par(inner=begin + run('前言 1'))}{''.join(lines)}{par(inner=end)}"


@pytest.mark.parametrize(
    ("lines", "gone"),
    [
        ((par("目　錄"), in_control(*ENTRIES)), 4),
        ((par("目录"), in_field(*ENTRIES)), 5),
        ((in_control(*ENTRIES, gallery="Cover Pages"),), 0),
        ((in_field(*ENTRIES, end=""),), 0),
        ((in_field(*ENTRIES, name="REF"),), 0),
        ((par("目次"), *ENTRIES), 4),
        ((par("目次"), *ENTRIES[:2]), 0),
        (ENTRIES, 0),
        ((par("目次"), ENTRIES[1], ENTRIES[0], ENTRIES[2]), 0),
        ((par("目次"), par("其一 999"), par("其二 999"), par("其三 1000")), 0),
        ((par("目次"), par("其一 100"), par("其二 999"), par("其三 999")), 4),
    ],
)  # fmt: skip
def test_a_list_of_contents(lines: tuple[str, ...], gone: int) -> None:
    done = read(par(TITLE, "a3"), *lines, *BODY)
    assert done.article is not None
    assert {FIRST, SECOND} <= set(content(done.article))
    outside = [x for x in done.lines if x.role == "outside"]
    assert len(outside) == gone


@pytest.mark.parametrize(
    ("style", "gone"),
    [("WPSOffice手动目录 1", True), ("Contents Heading", True), ("TOC 标题1", True),
     ("目录", True), ("目录说明", False), ("table of figures", True)],
)  # fmt: skip
def test_styles_of_contents(style: str, *, gone: bool) -> None:
    styles = (
        f"<w:styles {NAMES}><w:style w:type='paragraph' w:styleId='x'>"
        f"<w:name w:val='{style}'/></w:style></w:styles>"
    )
    done = read(par(FIRST), par("改革背景 2", "x"), par(SECOND), **{"word/styles.xml": styles})
    assert ("outside" in [line.role for line in done.lines]) is gone


# ---------------------------------------------------------------- lists


def test_a_heading_in_a_list_is_a_heading() -> None:
    made = article(
        par(TITLE, "a3"),
        par("引言", "1", of_list(1)), par(FIRST),
        par("目标", "2", of_list(1, 1)), par(SECOND),
        par("做法", "1", of_list(2)), par(THIRD),
        **NUMBERED,
    )  # fmt: skip
    assert content(made) == ["# 1 引言", FIRST, "## 1.1 目标", SECOND, "# 做法", THIRD]


def test_a_styled_sentence_is_no_heading_unless_it_has_a_number() -> None:
    made = article(
        par(TITLE, "a3"),
        par("（一）加强领导。", "1"), par(FIRST),
        par("网上投递：寄送简历。", "1"), par("面试一次；", "1"), par("何时开始？", "1"),
        par(SECOND),
    )  # fmt: skip
    assert [x for x in content(made) if x.startswith("#")] == ["# （一）加强领导。", "# 何时开始？"]


def test_empty_points_count_unless_they_are_hidden() -> None:
    hidden = f"{of_list(1)}<w:rPr><w:vanish/></w:rPr>"
    lines = (par("甲", more=of_list(1)), par(more=of_list(1)), par("乙", more=of_list(1)))
    done = read(par(FIRST), *lines, par(more=hidden), par("丙", more=of_list(1)), **NUMBERED)
    assert [x.text for x in done.lines if x.role == "numbered"] == ["1 甲", "3 乙", "4 丙"]


def test_a_column_that_word_numbers() -> None:
    point = f"<w:tc>{par(more=of_list(1))}</w:tc>"
    two = f"<w:tc>{par(more=of_list(1))}{par('丁')}</w:tc>"
    dot = f"<w:tc>{par(more=of_list(2))}</w:tc>"
    grid = table(
        (cell("序号"), cell("事项"), cell("说明")),
        (point, cell("甲"), dot),
        (point, cell("乙"), two),
    )
    done = read(par(FIRST), grid, par(SECOND), **NUMBERED)
    rows = [line.cells for line in done.lines if line.cells]
    assert rows == [("序号", "事项", "说明"), ("1", "甲", ""), ("2", "乙", "丁")]


def test_what_stands_after_the_break_of_a_page_is_another_line() -> None:
    broken = f"{run(FIRST)}<w:r><w:br w:type='page'/></w:r>{run(SECOND)}"
    assert content(article(par(TITLE, "a3"), par(inner=broken))) == [FIRST, SECOND]


# ---------------------------------------------------------------- type


def bold(done: list[str], *lines: str) -> list[str]:
    return [line.text for line in read(*lines).lines if line.role == "bold" and line.text in done]


def test_the_type_of_sentences_makes_no_headings() -> None:
    names = ["用户", "1.2目标", "软件的精度"]
    short = [par(name, look=BOLD) for name in names]
    text = [par(FIRST), par(SECOND), par(THIRD)]
    assert bold(names, *text, *short) == names
    running = [par("数据库保存每一天的记录。", look=BOLD)]  # 12 characters; the names have 12
    assert bold(names, *text, *short, *running) == names
    running = [par("数据库保存每一天的记录了。", look=BOLD)]
    assert bold(names, *text, *short, *running) == ["1.2目标"]
    long = [par("河" * 40, look=BOLD)]
    assert bold(names, *text, *short, *long) == names
    long = [par("河" * 41, look=BOLD)]
    assert bold(names, *text, *short, *long) == ["1.2目标"]


def test_the_labels_of_a_drawing_are_no_headings() -> None:
    label = par("品牌价值观", look=BOLD)
    box = f"<w:r><w:pict><w:txbxContent>{label}</w:txbxContent></w:pict></w:r>"
    lines = (par(FIRST), par(SECOND), par(inner=run(THIRD) + box))
    assert bold(["品牌价值观"], *lines) == []
    assert bold(["品牌价值观"], *lines, label) == ["品牌价值观"]


def middle(text: str, look: str = "") -> str:
    return par(text, more=CENTRE, look=look)


LINES = (par("安排如下："), par("一组"), par(FIRST))


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ((middle(SHORT), *LINES), SHORT),
        ((middle("关于组织学员"), middle("参加活动的通知"), *LINES), "关于组织学员参加活动的通知"),
        ((middle("甲乙"), middle("丙丁"), middle("戊己"), *LINES), "甲乙丙丁戊己"),
        ((*map(middle, ("甲乙", "丙丁", "戊己", "庚辛")), *LINES), ""),
        ((middle("关于组织活动", BOLD), middle("试行办法"), *LINES), ""),
        ((middle(SHORT), *LINES[:2], middle("其他"), par(FIRST)), ""),
        ((middle(SHORT), *LINES[:2], par("二组"), middle("其他"), par(FIRST)), ""),
        ((middle(SHORT, BOLD), *LINES[:2], par("二组"), middle("其他"), par(FIRST)), SHORT),
        ((middle(SHORT, "<w:sz w:val='33'/>"), *LINES[:2], par("二组"), par(FIRST)), SHORT),
        ((middle(SHORT), *LINES[:2], par("二组"), par(FIRST)), ""),
        ((middle("值班表", BOLD), *LINES), ""),
        ((middle("值班总表", BOLD), *LINES), "值班总表"),
        ((middle("一、招聘启事"), *LINES), ""),
        ((middle("河" * 60), *LINES), "河" * 60),
        ((middle("河" * 61), *LINES), ""),
        ((middle("请各单位执行。"), *LINES), ""),
        ((middle("2024年5月6日", BOLD), *LINES), ""),
        ((middle("青河县水务局", BOLD), *LINES), ""),
        ((par("青河县教育发展研究中心"), middle(SHORT), *LINES), SHORT),
        ((par("内部资料"), par("附件一"), middle(SHORT), *LINES), SHORT),
        ((par("内部资料"), par("附件一"), par("其二"), middle(SHORT), *LINES), ""),
    ],
)  # fmt: skip
def test_a_title_in_the_type_of_the_text(lines: tuple[str, ...], title: str) -> None:
    done = read(*lines, par(SECOND), par(THIRD))
    found = [line.text for line in done.lines if line.role == "title"]
    assert found == ([title] if title else [])


@pytest.mark.parametrize("text", ["工作总结", "青河县经济贸易学校"])
def test_a_title_by_its_style_needs_no_larger_type(text: str) -> None:
    done = read(par(text, "a3"), par(FIRST * 3), par(SECOND), par(THIRD))
    assert done.article is not None
    assert done.article.title == text


def test_the_mark_of_a_note_is_no_part_of_a_title() -> None:
    mark = "<w:r><w:footnoteReference w:id='1'/></w:r>"
    note = par("本文是青河市社会治理课题的成果，已经由专家评审通过。")
    notes = f"<w:footnotes {NAMES}><w:footnote w:id='1'>{note}</w:footnote></w:footnotes>"
    titled = par(inner=run(SHORT[:4], BIG) + mark + run(SHORT[4:], BIG), more=CENTRE)
    made = article(titled, par(FIRST), par(SECOND), **{"word/footnotes.xml": notes})
    assert made.title == SHORT
    assert any(x.startswith("[1] 本文") for x in content(made))
    typed = f"{SHORT[:4]}[1]{SHORT[4:]}"
    assert article(par(typed, "a3"), *TEXT[1:]).title == typed


KAI, BLACK = "<w:rFonts w:eastAsia='楷体_GB2312'/>", "<w:rFonts w:eastAsia='黑体'/>"


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        ([("改革背景", BLACK), ("窗口过多", KAI), (FIRST, "")], ["改革背景", "窗口过多"]),
        ([("窗口过多", KAI), (FIRST, ""), ("改革背景", BLACK)], ["改革背景"]),  # none above it
        ([("改革背景", BLACK), (FIRST, ""), ("街长办公室", KAI)], ["改革背景"]),  # who signs
        (
            [("改革背景", BLACK), ("窗口过多", KAI), ("街长办公室", "")],  # no sentence follows
            ["改革背景"],
        ),
        ([("改革背景", BLACK), ("窗" * 40, KAI), (FIRST, "")], ["改革背景", "窗" * 40]),
        ([("改革背景", BLACK), ("窗" * 41, KAI), (FIRST, "")], ["改革背景"]),
        ([("改革背景", BLACK), ("窗口过多。", KAI), (FIRST, "")], ["改革背景"]),
        ([("改革背景", BLACK), (SECOND, KAI), ("窗口过多", KAI), (FIRST, "")], ["改革背景"]),
    ],
)
def test_headings_of_the_second_level_are_set_in_kai(
    lines: list[tuple[str, str]], headings: list[str]
) -> None:
    body = [par(text, look=look) for text, look in lines]
    done = read(par(TITLE, "Title"), par(THIRD), par(FIRST), *body)
    assert [line.text for line in done.kept if line.role == "bold"] == headings


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        (("装", "订", "线"), True),
        (("…………", "裝", "…○…", "訂", "…", "線"), True),
        (("——装——订——线——",), True),
        (("装订线内不要答题",), False),
    ],
)
def test_the_line_of_binding_in_a_box_parts_no_head(drawn: tuple[str, ...], found: bool) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{''.join(map(par, drawn))}</w:txbxContent></w:pict></w:r>"
    done = read(
        par(more=CENTRE, inner=run("青河县人民政府文件") + box),
        par("青政发〔2024〕33号", more=CENTRE),
        par("关于推行街长制的通知", more=CENTRE),
        par("各乡镇人民政府："),
        par(FIRST),
        par(SECOND),
        par("青河县人民政府"),
        par("2024年5月7日"),
    )
    assert done.article is not None
    assert (done.article.sources[0].publisher == "青河县人民政府") == found


HEAD = par(TITLE, "a3")
BLACK = "<w:rFonts w:eastAsia='黑体'/>"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("图1 议事厅", Role.CAPTION),
        ("图 1-2：议事厅", Role.CAPTION),
        ("附图三 议事厅", Role.CAPTION),
        ("图书馆改革", Role.BOLD),
        ("图1 议事厅。建成后", Role.TEXT),
    ],
)
def test_a_typed_caption_below_a_picture_is_no_heading(text: str, role: Role) -> None:
    shown = "<w:r><w:drawing><a:blip r:embed='r9'/></w:drawing></w:r>"
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relations(r9="media/1.png"), "word/media/1.png": PNG,
    }  # fmt: skip
    body = (HEAD, par(FIRST), par(inner=shown), par(text, look=BLACK), par(SECOND))
    lines = casebook.clean_bytes(docx(*body, **parts), name="件.docx").lines
    assert next(line.role for line in lines if line.text == text) is role


@pytest.mark.parametrize(("table_after", "role"), [(True, Role.TABLE_TITLE), (False, Role.BOLD)])
def test_a_typed_title_of_a_table(*, table_after: bool, role: Role) -> None:
    rows = table((cell("片区"), cell("改革后")), (cell("东部"), cell("98")))
    after = (rows,) if table_after else ()
    body = (HEAD, par(FIRST), par("表2-1 各片区", look=BLACK), *after, par(SECOND))
    lines = casebook.clean_bytes(docx(*body), name="件.docx").lines
    assert next(line.role for line in lines if line.text == "表2-1 各片区") is role


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("清水县民政局（2022年9月）", False),
        ("本报记者 王小明", False),
        ("（2022年9月8日）", False),
        ("（清水县民政局）", False),
        ("王小明（清水县民政局）", False),
        ("王小明", True),
        ("清水县民政局的做法", True),
    ],
)
def test_who_and_when_below_a_title_are_no_headings(text: str, *, heading: bool) -> None:
    body = (HEAD, par(text, look=BLACK), par("一、做法", look=BLACK), par(FIRST), par(SECOND))
    lines = casebook.clean_bytes(docx(*body), name="件.docx").lines
    roles = {line.text: line.role for line in lines}
    assert (roles[text] is Role.BOLD) == heading
    assert roles["一、做法"] is Role.BOLD


@pytest.mark.parametrize(
    ("initial", "frame", "is_one"),
    [
        (FIRST[:1], "w:dropCap='drop'", True),
        (f"“{FIRST[:1]}", "w:dropCap='margin'", True),
        (FIRST[:3], "w:dropCap='drop'", False),
        (FIRST[:1], "w:dropCap='none'", False),
    ],
)
def test_an_initial_begins_the_next_paragraph(initial: str, frame: str, *, is_one: bool) -> None:
    body = par(initial, more=f"<w:framePr {frame} w:lines='2'/>"), par(FIRST[1:]), par(SECOND)
    assert (initial + FIRST[1:] in content(article(*body))) is is_one


def test_a_body_above_the_title_of_a_cover_is_its_publisher_and_no_heading() -> None:
    title = par("书车进村改革案例", "Title")
    body = (par("云溪县政府", look=BLACK), title, par("2023年5月"), par("一、做法"), par(FIRST))
    done = casebook.clean_bytes(docx(*body), name="件.docx")
    assert done.article is not None
    assert done.article.sources[0].publisher == "云溪县政府"
    assert "云溪县政府" not in [line.text for line in done.kept]
    assert "云溪县政府" in [removal.text for removal in done.ledger.removals]
