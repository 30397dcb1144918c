"""Rows below the end of a text: references, distribution, notices of a site, labels."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.pipeline import Cleaned
from casebook.problems import Code

TITLE = "河口镇“一窗受理”让村民少跑路"
BODY = (
    "长期以来，村民办事要跑多个部门，材料重复提交，窗口之间互不相通，大家反映强烈。",
    "镇里把十八个部门的窗口合并为一个综合窗口，前台统一收件，后台分类审批，办结以后统一送达。",
    "各村设立代办点，村干部担任代办员，材料由邮政车辆每天送到镇上，第二天带回办理结果。",
    "截至去年底，累计受理各类事项三万余件，平均办理时间由十五天缩短到四天，村民满意。",
)
NUMBERED = "① 凡本网注明“来源：河口在线”的稿件，未经许可不得转载，违者本网将追究责任。"
CITED = ("[1]周海.窗口改革研究[J].河口学刊，2020（3）：12.", "[2]吴江：《基层政务》，2019年版。")


def cleaned(below: tuple[str, ...], form: str) -> Cleaned:
    rows = (TITLE, "2024-03-21 来源：河口日报", *BODY, *below)
    text = "\n\n".join(rows)
    if form == "html":
        text = (
            f"<html><body><h1>{TITLE}</h1>{''.join(f'<p>{x}</p>' for x in rows[1:])}</body></html>"
        )
    return casebook.clean_bytes(text.encode(), name=f"page.{form}")


def kept(below: tuple[str, ...], form: str) -> tuple[str, ...]:
    return tuple(line.text for line in cleaned(below, form).kept)[1 + len(BODY) :]


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize(
    "below",
    [
        ("参考文献", *CITED),
        ("【参考文献】", *CITED),
        ("主要参考资料：", *CITED),
        (
            "參考書目",
            "王大同，2014，〈水源保護〉，《城鄉》，41(2)：101。",
            "林小如（2016）《水權》。",
        ),
        ("抄送：镇党委各部门，镇人大办。",),
        ("报：县委改革办。", "送：镇各部门。", "发：各村、各单位。"),
        ("（此件主动公开）",),
        ("抄送：镇党委办公室。", "河口镇人民政府办公室 2024年3月21日印发"),
        ("更新日期：2024-03-22",),
        ("联络人：窗口科 周海", "联络电话：03-7654321 分机 12"),
        ("新闻联系人：周海科长 电话：0912345678",),
        ("本网常年法律顾问：河口正言律师事务所 周海律师",),
        ("河口日报法律顾问团：周海律师 吴江律师",),
        ("违者本网将依法追究法律责任。",),
        ("如有违反，本报将保留追究责任的权利。",),
        ("新闻联络人：周海科长 03-7654321", "相关档案：窗口一览表.pdf"),
        ("业务连络人：周海科长", "连络电话：03-7654321 分机 12"),
        ("抄送：镇党委各部门。", "参考文献：", *CITED),
        (">> 1111 河口大学网",),
        ("→ 更多河口新闻",),
        ("3上一篇  下一篇4",),
        ("▼",),
        ("+",),
        ("相關圖片（2張）",),
        ("回上一頁 分享至 Facebook Line", "友善列印"),
        ("相关附件：", "智能问答 分享到："),
        ("聯絡人：林科長 電話：06-7654321#12", "相關照片(3)"),
        ("👇👇👇", "☎️"),
        ("（以下空白）",),
        ("河口融媒出品",),
        ("新华社国内部出品",),
        ("河口县融媒体中心 联合出品",),
    ],
)
def test_what_is_no_text_goes(below: tuple[str, ...], form: str) -> None:
    assert kept(below, form) == ()
    assert not [x for x in cleaned(below, form).problems if x.code is Code.TEXT_CUT]


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize(
    ("gone", "stays"),
    [
        (("图片",), ()),
        (("[图片]", "▲村民在窗口办事。"), ("▲村民在窗口办事。",)),
        (("image.png",), ()),
        (("照：河口镇政府提供",), ()),
        (("（图片由河口镇司法所提供）",), ()),
        (("本组照片由河口镇政府提供",), ()),
        (("（图片由周海提供）",), ("（图片由周海提供）",)),
        (("更多相片",), ()),
        (("瀏覽更多圖片",), ()),
        (("相关图片",), ()),
        (("文／河口镇政府提供",), ()),
        (("照片说明：河口镇的窗口由村干部提供",), ("照片说明：河口镇的窗口由村干部提供",)),
        (("违者由镇里追究责任，罚款二百元。",), ("违者由镇里追究责任，罚款二百元。",)),
        (("→ 前台收件，后台审批",), ("→ 前台收件，后台审批",)),
    ],
)
def test_what_stands_between_paragraphs(
    gone: tuple[str, ...], stays: tuple[str, ...], form: str
) -> None:
    lines = kept((*gone, "镇里还把窗口开到了集市上，逢集就有人值班，办完再走。"), form)
    assert [line.lstrip("▲") for line in lines[:-1]] == [line.lstrip("▲") for line in stays]


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize(
    "below",
    [
        ("参考文献", CITED[0]),  # one citation is no list
        ("参考资料：", "1.身份证。", "2.购机发票。"),
        ("参考文献", *CITED, "以上文献是镇里编写办事指南的时候用的，全部公开。"),
        ("送：每户一包菜籽和两袋肥料。",),
        ("抄送：各村。", "此后各村也照此办理，村民都说方便，其他乡镇也来学习。"),
        ("1.办好本网站，每周更新。", "2.本网站转载的政策要注明来源，做到有据可查。"),
        (NUMBERED,),
        ("联络人：周海",),  # no telephone
        ("联系人：周海 电话：0912345678",),  # it may be part of what is announced
        ("联系人：周海", "联系电话：03-7654321", "村民办事都打这个电话，白天晚上都有人接听。"),
        ("业务咨询电话：0999-7654321",),
        ("村法律顾问：由县司法局选派律师",),
        ("河口果品合作社出品",),
    ],
)
def test_what_has_one_sign_stays(below: tuple[str, ...], form: str) -> None:
    assert kept(below, form) == below


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize(
    ("line", "publisher", "authors", "editors"),
    [
        ("以下文章来源于河口观察 ，作者周海", "河口观察", ("周海",), ()),
        ("以下文章来源于河口观察", "河口观察", (), ()),
        ("本文转自微信公众号“河口观察”", "河口观察", (), ()),
        ("本文转载自河口观察", "河口观察", (), ()),
        ("新媒体实习编辑：周海", "", (), ("周海",)),
        ("融媒体值班编辑：周海 吴江", "", (), ("周海", "吴江")),
    ],
)
def test_labels_below_a_text(
    line: str, publisher: str, authors: tuple[str, ...], editors: tuple[str, ...], form: str
) -> None:
    done = cleaned((line,), form)
    assert done.article is not None
    source = done.article.sources[0]
    assert line not in {row.text for row in done.kept}
    assert source.publisher in {publisher or "河口日报", "河口日报"}
    assert (source.authors, source.editors) == (authors, editors)


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("联络人：林科长 电话：06-7654321#12", True),
        ("承办人：周海 06-765-4321", True),
        ("新闻联络人：吴江 电话：0912345678", True),
        ("联络人：林科长", False),
        ("承办单位：六处窗口轮流办理", False),
    ],
)
def test_whom_to_ask_goes_right_below_the_masthead(line: str, *, gone: bool) -> None:
    rows = (TITLE, "发布单位：河口镇政府", "发布日期：2024-03-21", line, *BODY)
    lines = casebook.clean_bytes("\n".join(rows).encode()).kept
    assert (line not in [x.text for x in lines]) is gone
    texts = (TITLE, "发布日期：2024-03-21", BODY[0], line, *BODY[1:])
    inside = casebook.clean_bytes("\n".join(texts).encode()).kept
    assert line in [x.text for x in inside]


@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_note_of_the_text_is_no_reference(form: str) -> None:
    notes = ("¹窗口的账本见《河口日报》在2021年刊登的长篇报道。", "²窗口在去年全部合并，见附录。")
    assert kept(("参考文献", *CITED, *notes), form) == notes
