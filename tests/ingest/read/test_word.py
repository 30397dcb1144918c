"""Word documents: what is in them stands in the article, and what is not is on the ledger."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.ingest.read.word_files import (
    NAMES,
    PNG,
    A,
    R,
    cell,
    docx,
    listed,
    package,
    par,
    relations,
    run,
    table,
)

import casebook
from casebook.ingest.pipeline import Cleaned
from casebook.ingest.read import package as limits
from casebook.ingest.read.list_numerals import formatted
from casebook.problems import Code
from casebook.records import Article, Paragraph, Picture, Section, Table, walk

TITLE = "青河市推行“街长制”的做法"
FIRST = "过去群众要跑三个部门、交十一份材料，最长等二十天；现在由街道收件，五天内答复。"
SECOND = "全市选出街长六百名，每条街一名，每周巡查两次，问题当天上报，七天内办结并回访。"
THIRD = "一年来投诉减少四成，沿街商户满意度由六成升到九成，街道协调会由每月一次改为每周一次。"
CENTRE = "<w:jc w:val='center'/>"
BIG = "<w:sz w:val='44'/>"


def read(*body: str, **parts: str | bytes) -> Cleaned:
    return casebook.clean_bytes(docx(*body, **parts), name="件.docx")


def article(*body: str, **parts: str | bytes) -> Article:
    done = read(*body, **parts)
    assert done.article is not None, done.problems
    return done.article


def content(made: Article) -> list[str]:
    result: list[str] = []
    for placed in walk(made):
        match placed.content:
            case Section(heading=heading):
                result += [f"{'#' * placed.level} {heading}"] if heading else []
            case Paragraph(text=text):
                result.append(text)
            case Picture(caption=caption, file=file):
                result.append(f"[{caption}|{file}]")
            case Table(rows=rows):
                result += [" | ".join(row) for row in rows]
    return result


def codes(done: Cleaned) -> list[Code]:
    return [problem.code for problem in done.problems]


TEXT = (par(TITLE, "a3"), par("改革背景", "1"), par(FIRST), par("主要做法", "1"), par(SECOND))


def test_headings_by_style() -> None:
    made = article(*TEXT, par("成立专班", "2"), par(THIRD))
    assert made.title == TITLE
    assert [x.lstrip("# ") for x in content(made)] == [
        "改革背景", FIRST, "主要做法", SECOND, "成立专班", THIRD,
    ]  # fmt: skip
    assert [section.theme.value for section in made.sections] == ["background", "measures"]


def test_title_and_headings_by_look() -> None:
    made = article(
        par("青河市推行", more=CENTRE, look=BIG),
        par("“街长制”的做法", more=CENTRE, look=BIG),
        par("改革背景", look="<w:b/>"),
        par(FIRST),
        par("街长由谁来当", look="<w:rFonts w:eastAsia='黑体'/>"),
        par(SECOND),
    )
    assert made.title == TITLE
    assert [x.lstrip("# ") for x in content(made)] == ["改革背景", FIRST, "街长由谁来当", SECOND]


def test_the_numbers_of_lists_are_counted() -> None:
    made = article(
        par(TITLE, "a3"),
        listed("改革背景", 1), par(FIRST),
        listed("主要做法", 1),
        listed("选好街长", 1, 1), par(SECOND),
        listed("管好街长", 1, 1), listed("每周巡查两次；", 1, 2), listed("每月评议一次。", 1, 2),
        listed("改革成效", 1), listed("群众更满意", 1, 1), par(THIRD),
    )  # fmt: skip
    texts = [x.lstrip("# ") for x in content(made)]
    assert texts == [
        "一、改革背景", FIRST, "二、主要做法", "（一）选好街长", SECOND, "（二）管好街长",
        "1.每周巡查两次；", "2.每月评议一次。", "三、改革成效", "（一）群众更满意", THIRD,
    ]  # fmt: skip


def test_bullets_styles_with_numbers_and_starts_of_their_own() -> None:
    made = article(
        *TEXT,
        listed("每周巡查两次；", 2),
        par("由居民推荐；", "L"), par("由街道聘任；", "L"),
        listed("从第五条起算的做法", 4), par(THIRD),
    )  # fmt: skip
    texts = [x.lstrip("# ") for x in content(made)]
    assert texts[4:] == [
        "每周巡查两次；", "甲、由居民推荐；", "乙、由街道聘任；", "五、从第五条起算的做法", THIRD,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "count", "right"),
    [
        ("chineseCounting", 10, "十"), ("chineseCountingThousand", 21, "二十一"),
        ("taiwaneseCountingThousand", 105, "一百零五"), ("chineseCounting", 9999, "九千九百九十九"),
        ("chineseCounting", 10000, "10000"), ("ideographLegalTraditional", 12, "壹拾貳"),
        ("chineseLegalSimplified", 2, "贰"), ("ideographTraditional", 10, "癸"),
        ("ideographTraditional", 11, "11"), ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedCircleChinese", 20, "⑳"), ("decimalEnclosedCircleChinese", 21, "21"),
        ("lowerLetter", 27, "aa"), ("upperRoman", 14, "XIV"), ("decimalZero", 7, "07"),
        ("ideographDigital", 20, "二〇"), ("none", 3, ""), ("klingon", 3, "3"), ("decimal", 0, "0"),
    ],
)  # fmt: skip
def test_formats_of_numbers(form: str, count: int, right: str) -> None:
    assert formatted(count, form) == right


def test_merged_cells_are_filled() -> None:
    grid = table(
        (cell("指标", "<w:vMerge w:val='restart'/>"), cell("办理天数", "<w:gridSpan w:val='2'/>")),
        (cell("", "<w:vMerge/>"), cell("改革前"), cell("改革后")),
        (cell("开办企业"), cell("20"), cell("5")),
        (cell("办理施工许可", "<w:vMerge w:val='restart'/>"), cell("90"), cell("30")),
        (cell("", "<w:vMerge/>"), cell("80"), cell("25")),
    )
    rows = [x for x in content(article(*TEXT, grid)) if " | " in x]
    assert rows == [
        "指标 | 办理天数·改革前 | 办理天数·改革后",
        "开办企业 | 20 | 5",
        "办理施工许可 | 90 | 30",
        "办理施工许可 | 80 | 25",
    ]


def test_a_table_that_lays_out_text_is_text() -> None:
    made = article(*TEXT, table((cell(THIRD),)))
    assert content(made)[-1] == THIRD


def test_pictures_with_captions() -> None:
    drawing = "<w:r><w:drawing><a:blip r:embed='rId9'/></w:drawing></w:r>"
    done = read(
        *TEXT,
        par(inner=drawing),
        par("图1 街长在巡查", "a5"),
        par(THIRD),
        **{"word/_rels/document.xml.rels": relations(rId9="media/image1.png")},
        **{"word/media/image1.png": PNG},
    )
    assert done.article is not None
    assert "[图1 街长在巡查|image1.png]" in content(done.article)
    assert [picture.content for picture in done.pictures] == [PNG]


def test_footnotes_stand_at_the_end_with_their_numbers() -> None:
    notes = (
        f"<w:footnotes {NAMES}><w:footnote w:type='separator' w:id='-1'/>"
        f"<w:footnote w:id='2'>{par('见市政府二〇二三年工作报告。')}</w:footnote></w:footnotes>"
    )
    mark = f"{run(SECOND)}<w:r><w:footnoteReference w:id='2'/></w:r>"
    made = article(*TEXT[:4], par(inner=mark), **{"word/footnotes.xml": notes})
    assert content(made)[-2:] == [f"{SECOND}[1]", "[1] 见市政府二〇二三年工作报告。"]


def test_tracked_changes_are_accepted_and_reported() -> None:
    changed = (
        f"{run('全市选出街长')}<w:del><w:r><w:delText>五百</w:delText></w:r></w:del>"
        f"<w:ins>{run('六百')}</w:ins>{run('名，每条街一名，每周巡查两次，问题当天上报。')}"
    )
    gone = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del>"
        "<w:r><w:delText>整段删去的话。</w:delText></w:r></w:del></w:p>"
    )
    done = read(*TEXT[:4], par(inner=changed), gone, par(THIRD))
    assert done.article is not None
    right = "全市选出街长六百名，每条街一名，每周巡查两次，问题当天上报。"
    assert content(done.article)[-2:] == [right, THIRD]
    assert Code.TRACKED_CHANGES in codes(done)
    before = [repair.before for repair in done.ledger.repairs]
    assert before == ["五百", "整段删去的话。"]


def test_what_no_reader_sees_is_on_the_ledger() -> None:
    done = read(
        *TEXT,
        par("这一段是隐藏文字，谁也看不到它。", look="<w:vanish/>"),
        par("这一段已经划去，不再算数了。", look="<w:strike/>"),
        par("第一章\t1", "TOC1"),
        **{"word/header1.xml": f"<w:hdr {NAMES}>{par('内部资料')}</w:hdr>"},
        **{
            "word/comments.xml": f"<w:comments {NAMES}>"
            f"<w:comment>{par('此处待核')}</w:comment></w:comments>"
        },
    )
    assert done.article is not None
    assert [x.lstrip("# ") for x in content(done.article)] == [
        "改革背景",
        FIRST,
        "主要做法",
        SECOND,
    ]
    gone = [removal.text for removal in done.ledger.removals]
    assert gone[:2] == ["这一段是隐藏文字，谁也看不到它。", "这一段已经划去，不再算数了。"]
    assert {"第一章1", "内部资料", "此处待核"} <= {text.replace(" ", "") for text in gone}


CORE = (
    '<cp:coreProperties xmlns:cp="x" xmlns:dc="y" xmlns:t="z"><dc:title>文档1</dc:title>'
    "<dc:creator>{}</dc:creator><t:created>2024-05-06T01:02:03Z</t:created></cp:coreProperties>"
)


def test_properties_are_no_facts_of_the_article() -> None:
    done = read(*TEXT, **{"docProps/core.xml": CORE.format("王建国")})
    assert done.article is not None
    assert done.article.title == TITLE
    source = done.article.sources[0]
    assert (source.published, source.authors) == ("", ())
    assert Code.NO_DATE in codes(done)
    gone = [removal.text for removal in done.ledger.removals]
    assert {"title: 文档1", "creator: 王建国", "created: 2024-05-06T01:02:03Z"} <= set(gone)


def test_the_creator_is_an_author_where_the_text_names_him() -> None:
    made = article(
        *TEXT, par("作者王建国在青河市调研三个月。"), **{"docProps/core.xml": CORE.format("王建国")}
    )
    assert made.sources[0].authors == ("王建国",)


OFFICIAL = (
    par("000012"), par("特急"),
    par("青河市人民政府文件", more=CENTRE, look="<w:color w:val='FF0000'/><w:sz w:val='72'/>"),
    par("青政发〔2024〕12号", more=CENTRE),
    par("青河市人民政府关于推行", more=CENTRE, look=BIG),
    par("“街长制”的意见", more=CENTRE, look=BIG),
    par("各区人民政府，市政府各部门："),
    par("一、改革背景"), par(FIRST), par("二、主要做法"), par(SECOND),
    par("三、改革成效"), par(THIRD),
    par("青河市人民政府"), par("2024年5月6日"),
    par("抄送：市委各部门。"), par("青河市人民政府办公室　2024年5月8日印发"),
)  # fmt: skip


def test_an_official_document() -> None:
    done = read(*OFFICIAL)
    assert done.article is not None
    made = done.article
    assert made.title == "青河市人民政府关于推行“街长制”的意见"
    source = made.sources[0]
    assert source.published == "2024-05-06"
    assert source.publisher == "青河市人民政府"
    assert source.note == "青政发〔2024〕12号"
    texts = [x.lstrip("# ") for x in content(made)]
    assert texts[:3] == ["各区人民政府，市政府各部门：", "一、改革背景", FIRST]
    assert texts[-3:] == [THIRD, "青河市人民政府", "2024年5月6日"]
    gone = {removal.text for removal in done.ledger.removals}
    assert {
        "000012",
        "特急",
        "青河市人民政府文件",
        "青政发〔2024〕12号",
        "抄送：市委各部门。",
    } <= gone


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (("青河市人民政府", "文件", "青河市农业农村局"), "青河市人民政府、青河市农业农村局"),
        (("000012", "特急", "青河市人民政府", "文　件"), "青河市人民政府"),
    ],
)
def test_bodies_that_share_the_head_of_an_official_document(
    head: tuple[str, ...], publisher: str
) -> None:
    at = next(at for at, part in enumerate(OFFICIAL) if "青政发" in part)
    done = read(*map(par, head), *OFFICIAL[at:])
    assert done.article is not None
    assert done.article.title == "青河市人民政府关于推行“街长制”的意见"
    source = done.article.sources[0]
    assert (source.publisher, source.note) == (publisher, "青政发〔2024〕12号")


@pytest.mark.parametrize(
    ("above", "found"),
    [(("附件5：",), True), (("内部资料", "附件一"), True), (("一", "二", "三"), False),
     (("一二三四五六七八",), True), (("一二三四五六七八九",), False)],
)  # fmt: skip
def test_what_stands_above_a_title_by_look(above: tuple[str, ...], *, found: bool) -> None:
    lines = (par("青河市推行街长制", more=CENTRE, look=BIG), par("实施方案", more=CENTRE, look=BIG))
    made = article(*map(par, above), *lines, par(FIRST), par(SECOND))
    assert (made.title == "青河市推行街长制实施方案") == found


def test_a_number_alone_makes_no_official_document() -> None:
    quoted = par("青政发〔2024〕12号")
    made = article(par(TITLE, "a3"), quoted, par(FIRST), par(SECOND))
    assert made.sources[0].note == ""
    assert "青政发〔2024〕12号" in content(made)


def test_strict_namespaces_line_breaks_and_boxes() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{par(THIRD)}</w:txbxContent></w:pict></w:r>"
    broken = f"{run(FIRST)}<w:r><w:br/></w:r>{run(SECOND)}"
    data = docx(par(TITLE, "a3"), par(inner=broken + box))
    parts = {
        x: zipfile.ZipFile(io.BytesIO(data)).read(x)
        for x in zipfile.ZipFile(io.BytesIO(data)).namelist()
    }
    strict = {
        name: part.replace(
            b"schemas.openxmlformats.org/wordprocessingml/2006",
            b"purl.oclc.org/ooxml/wordprocessingml",
        ).replace(R.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, part in parts.items()
    }
    for held in (parts, strict):
        done = casebook.clean_bytes(package(dict(held)))
        assert done.article is not None
        assert content(done.article) == [FIRST, SECOND, THIRD]


# ---------------------------------------------------------------- bad input


def refused(data: bytes) -> list[Code]:
    done = casebook.clean_bytes(data, name="件.docx")
    assert done.article is None
    return codes(done)


def test_bad_documents_have_a_code() -> None:
    good = docx(*TEXT)
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert refused(ole + "WordDocument".encode("utf-16-le")) == [Code.OLD_OFFICE]
    assert refused(ole + "EncryptedPackage".encode("utf-16-le")) == [Code.DOCUMENT_ENCRYPTED]
    assert refused(rb"{\rtf1 abc}") == [Code.OLD_OFFICE]
    assert refused(package({"[Content_Types].xml": "x", "xl/workbook.xml": "x"})) == [
        Code.OLD_OFFICE
    ]
    assert refused(package({"mimetype": "application/vnd.oasis.opendocument.text"})) == [
        Code.OLD_OFFICE
    ]
    assert refused(docx()) == [Code.NO_BODY]
    assert refused(docx(**{"word/document.xml": ""})) == [Code.DOCUMENT_BROKEN]
    assert refused(docx(**{"word/document.xml": "<w:document"})) == [Code.DOCUMENT_BROKEN]
    assert refused(docx(**{"word/document.xml": "<a/>"})) == [Code.DOCUMENT_BROKEN]
    for end in (2, 4, 40, len(good) // 2, len(good) - 10):
        assert refused(good[:end]) == [Code.DOCUMENT_BROKEN]


def test_an_encrypted_part_is_named() -> None:
    data = bytearray(docx(*TEXT))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    assert refused(bytes(data)) == [Code.DOCUMENT_ENCRYPTED]


def test_a_bomb_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PART", 3_000_000)
    assert read(*TEXT, **{"word/footnotes.xml": b" " * 3_000_000}).article
    many = docx(*TEXT, **{"word/styles.xml": b" " * 3_000_001})
    assert len(many) < 20_000
    assert refused(many) == [Code.PACKAGE_TOO_LARGE]


def test_entities_are_not_resolved() -> None:
    bomb = (
        '<!DOCTYPE a [<!ENTITY x "青河"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<w:document {NAMES}><w:body>{par(TITLE, 'a3')}"
        f"<w:p><w:r><w:t>{FIRST}&x;&f;</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )
    done = casebook.clean_bytes(docx(**{"word/document.xml": bomb}))
    assert done.article is None or "root:" not in str(content(done.article))


def test_tables_in_tables_without_end() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 60 + par(FIRST) + "</w:tc></w:tr></w:tbl>" * 60
    assert refused(docx(deep)) == [Code.DOCUMENT_BROKEN]


def test_macros_are_named_and_links_are_not_followed() -> None:
    outside = relations(rId9="http://example.org/x.png").replace(
        "Target=", "TargetMode='External' Target="
    )
    drawing = "<w:r><w:drawing><a:blip r:link='rId9'/></w:drawing></w:r>"
    done = read(
        *TEXT,
        par(inner=drawing),
        **{"word/_rels/document.xml.rels": outside},
        **{"word/vbaProject.bin": b"x"},
    )
    assert done.article is not None
    assert done.pictures == ()
    assert Code.MACROS in codes(done)


def test_what_is_not_read_is_said() -> None:
    chart = f"<w:r><w:drawing><c:chart xmlns:c='c' xmlns:r='{R}' xmlns:a='{A}'/></w:drawing></w:r>"
    done = read(*TEXT, par(inner=chart))
    assert [x.detail for x in done.problems if x.code is Code.PARTS_UNREAD] == ["(charts: 1)"]
