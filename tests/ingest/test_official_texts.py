"""Official texts, papers and short reports: what heads what, and what is of the site."""

from __future__ import annotations

import pytest
from saved_text import ONE, THREE, TWO, article_of, cleaned
from saved_text import headings as all_headings

import casebook
from casebook.ingest.headings.title import SAID, Candidate, choose_title, is_no_title
from casebook.ingest.parse.chains import MAX_HEADING
from casebook.ingest.refusal import LEAST_LABELS, MOST_OF_COLUMN, not_an_article
from casebook.records import Article, Line

TITLE = "青河县给六百户安排住房"


def page(body: str, title: str = "青河市用房指南") -> bytes:
    head = f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>"
    return f"{head}<div>{body}</div></body></html>".encode()


def article_in(body: str, title: str = "青河市用房指南") -> Article:
    article = casebook.clean_bytes(page(body, title), media_type="text/html").article
    assert article is not None
    return article


def headings(article: Article) -> list[str]:
    return [heading for heading in all_headings(article) if heading]


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize(
    "points",
    [
        ("（一）在校学生：每人四百元。", "（二）其他人员：每人五百元。"),
        ("（一）移居境外的。", "（二）应征入伍的。", "（三）已经就业的。"),
        ("（一）男性不满五十周岁的。", "（二）女性不满四十周岁的。", "（三）" + TWO),
        ("（一）" + "申请人应当" * 13 + "。", "（二）材料齐全。" + TWO),
        ("（一）" + "申请人应当" * 13, "（二）材料齐全。" + TWO),
    ],
    ids=["labelled", "clauses", "two of three", "long sentence", "long and cut"],
)
def test_numbered_sentences_that_head_nothing_are_points(points: tuple[str, ...]) -> None:
    article = article_of(TITLE, ONE, "一、申请的条件", *points, "二、申请的办法", TWO, THREE)
    assert headings(article) == ["一、申请的条件", "二、申请的办法"]


@pytest.mark.parametrize(
    "pair",
    [
        ("（一）完善机制。" + ONE, "（二）优化流程。" + TWO),
        ("（一）完善机制。", ONE, "（二）优化流程。", TWO),
        ("（一）" + "机" * 56 + "。" + ONE, "（二）优化流程。" + TWO),
    ],
    ids=["on the line", "below", "longest"],
)
def test_numbered_sentences_with_text_below_are_headings(pair: tuple[str, ...]) -> None:
    found = headings(article_of(TITLE, ONE, "一、主要内容如此", *pair, "二、其他", THREE))
    assert len(found) == 2 + sum(text.startswith("（") for text in pair)


def test_of_three_numbers_one_that_heads_nothing_leaves_headings() -> None:
    lines = ("（一）完善机制。" + ONE, "（二）优化流程。" + TWO, "（三）" + "机" * 66 + "。")
    assert headings(article_of(TITLE, ONE, *lines))[:2] == ["（一）完善机制。", "（二）优化流程。"]


def test_cases_told_in_a_paragraph_are_no_chapters() -> None:
    told = ("案例1：周海在河口开店。店开了三年。", "案例2：吴江在东岭种地。地有四亩。")
    assert headings(article_of(TITLE, ONE, *told, TWO)) == []
    short = ("案例1：周海开店", ONE, "案例2：吴江种地", TWO)
    assert len(headings(article_of(TITLE, THREE, *short))) == 2


def test_two_numbers_of_another_list_end_a_list() -> None:
    lists = ("1.提交申请。", ONE, "2.随机选房。", TWO, "3.签订合同。", THREE)
    more = ("附件：", "1.2025年房源简介", "2.服务窗口一览", "3.办理的指引", "4.资料的清单")
    found = headings(article_of(TITLE, TWO, *lists, *more))
    assert found[:3] == ["1.提交申请。", "2.随机选房。", "3.签订合同。"]
    assert more[-1] not in found


def test_one_number_that_is_said_twice_ends_no_list() -> None:
    lists = (
        "1.提交申请。" + ONE,
        "2.随机选房。" + TWO,
        "2.公布结果。" + TWO,
        "3.签订合同。" + THREE,
    )
    assert "3.签订合同。" in headings(article_of(TITLE, TWO, *lists))


@pytest.mark.parametrize(("size", "heads"), [(12, True), (13, False)])
def test_a_long_numbered_line_that_announces_a_list_heads_nothing(size: int, heads: bool) -> None:
    lead = f"（一）{'某' * size}以下人员："
    lines = (
        lead,
        "1.低保家庭的成员。",
        "2.重度残疾的居民。",
        "（二）办理。" + ONE,
        "（三）监督。" + TWO,
    )
    assert (lead in headings(article_of(TITLE, THREE, *lines))) is heads


@pytest.mark.parametrize(("size", "points"), [(MAX_HEADING, False), (MAX_HEADING + 1, True)])
def test_a_sentence_too_long_for_a_heading_makes_points(size: int, points: bool) -> None:
    first = "（一）" + "某" * (size - 3)
    lines = (f"{first}。{ONE}", "（二）材料齐全。" + TWO)
    assert ("（二）材料齐全。" in headings(article_of(TITLE, THREE, *lines))) is not points


def test_a_sentence_before_a_lead_in_is_its_heading() -> None:
    lines = ("（一）停发。有下列情况的停发：", "1.死亡的；", "2.失踪的。", "（二）办理。" + ONE)
    assert headings(article_of(TITLE, TWO, *lines))[0] == "（一）停发。"


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (("申领对象：", "线下办理：", "办理准备："), 3),
        (("申领对象：", "线下办理："), 0),
        (("记者：", "周海：", "记者："), 0),
        (("申领的对象和范围有哪些：", "线下办理：", "办理准备："), 3),
        (("申领的对象和范围都有哪些：", "线下办理：", "办理准备："), 0),
    ],
    ids=["three", "two", "speakers", "twelve", "thirteen"],
)
def test_bold_lines_with_a_colon_are_headings_for_each_others_sake(
    heads: tuple[str, ...], found: int
) -> None:
    body = "".join(
        f"<p><b>{head}</b></p><p>{text}</p>"
        for head, text in zip(heads, (ONE, TWO, THREE), strict=False)
    )
    assert len(headings(article_in(f"<p>{ONE}</p>{body}"))) == found


def test_bold_labels_of_a_table_of_dates_are_no_headings() -> None:
    terms = "".join(f"<p><b>第{n}期：</b></p><p>报名时间：{n}月3日</p>" for n in "一二三")
    assert headings(article_in(f"<p>{ONE}</p><p>{TWO}</p>{terms}")) == []


def test_headings_in_brackets_stand_for_each_other_beside_bold_type() -> None:
    marks = paragraphs(ONE, "【老街变样】", TWO, "【谁来管？】", THREE)
    assert headings(article_in(marks + "<p><b>青河的另一件事</b></p>"))[:2] == [
        "【老街变样】",
        "【谁来管？】",
    ]
    one = paragraphs(ONE, "【老街变样】", TWO, THREE)
    assert "【老街变样】" not in headings(article_in(one + "<p><b>青河的另一件事</b></p>"))


def test_the_same_lead_in_below_several_headings_is_none() -> None:
    lines = ("1、创业资助", "存在问题：", ONE, "2、租金补贴", "存在问题：", TWO)
    assert headings(article_of(TITLE, THREE, *lines)) == ["1、创业资助", "2、租金补贴"]


@pytest.mark.parametrize("text", ["这里是青河——", "图 | 背着包的组长周海"])
def test_what_runs_on_or_names_a_picture_is_no_heading(text: str) -> None:
    assert headings(article_of("青河的山和水", ONE, text, TWO, THREE)) == []


def test_a_number_that_counts_places_is_none_of_an_outline() -> None:
    heads = ("12村800名老人有饭吃", "街长巡查的办法", "街道手机的用处")
    lines = (ONE, heads[0], TWO, heads[1], THREE, heads[2], ONE + TWO)
    assert headings(article_of("青河的街和村", *lines)) == list(heads)


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("河口發起人鄭冰 | 圖片來源：西西廢", True),
        ("二百篇调研报道出炉的幕后……", False),
        ("清晨，关口下货车排成了长队……", True),
        ("调" * 30 + "……", False),
        ("调" * 31 + "……", True),
        ("调研的" + "……", True),
        ("调研报告" + "……", False),
        ("梯度用房 打破困局", False),
        ("用房的困局", True),
    ],
)
def test_titles_trail_off_and_captions_are_none(text: str, none: bool) -> None:
    assert is_no_title(text) is none


def test_a_title_may_name_a_theme_where_the_page_names_itself_so() -> None:
    name = "借阅管理办法"
    head = f"<head><meta charset=utf-8><title>{name} - 青河大学图书馆</title></head>"
    data = f"<html>{head}<body><div>{name}</div>{paragraphs(ONE, TWO, THREE)}</body></html>"
    article = casebook.clean_bytes(data.encode(), media_type="text/html").article
    assert article is not None
    assert article.title == name
    assert choose_title([Candidate(0, name, named=1.0)], "").at == 0
    assert choose_title([Candidate(0, name[1:], named=1.0)], "").at == -1


def test_a_report_of_one_sentence_is_found_in_a_page_of_others() -> None:
    title = "青河县推选六百名街长"
    teasers = paragraphs(*(TWO, THREE) * 4)

    def text_of(said: str, name: str = "p-detail", more: str = "") -> str:
        body = f"<div id={name}><p>{said}</p>{more}</div><div class=x>{teasers}</div>"
        article = article_in(body, title)
        return repr(article.sections)

    said = "青河社快讯：青河县２日推选六百名街长。"
    assert THREE not in text_of(said)
    assert TWO not in text_of(said)
    assert TWO in text_of("青河社快讯：东岭办了一场别的会。")
    assert TWO in text_of(said, name="any-name")
    long = said[:-1] + "，" + "街" * (120 - len(said) - 1) + "。"
    assert len(long) == 120
    assert TWO not in text_of(long)
    assert TWO in text_of(long[:-1] + "街。")


@pytest.mark.parametrize(
    ("title", "said", "found"),
    [
        (
            "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌",
            "甲乙丙丁戊己庚辛壬癸子丑寅的这一天里有雨。",
            True,
        ),
        (
            "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌",
            "甲乙丙丁戊己庚辛壬癸子丑的这一天里也有雨。",
            False,
        ),
        ("青河推选街长", "快讯：青河推选街长六百名，今天都要上任。", True),
        ("青河选街长", "快讯：青河选街长六百名，今天就都要上任。", False),
    ],
)
def test_a_report_of_one_sentence_says_most_of_its_title(
    title: str, said: str, found: bool
) -> None:
    body = f"<div id=p-detail><p>{said}</p></div><div class=x>{paragraphs(*(TWO, THREE) * 4)}</div>"
    assert (TWO not in repr(article_in(body, title).sections)) is found


def test_the_edition_of_a_paper_and_its_buttons_leave() -> None:
    lines = (
        "第03版：要闻",
        "上一版 下一版",
        "青河日报 2024年05月06日",
        "放大 缩小 全文复制",
        "上一篇 下一篇",
        "老街装上了扶手",
        "本报记者 周海",
    )
    article = article_of(*lines, ONE, TWO, THREE, "下一篇▶", "标题导航")
    assert article.title == "老街装上了扶手"
    assert article.sources[0].publisher == "青河日报"
    assert article.sources[0].authors == ("周海",)
    kept = [line.text for line in cleaned(*lines, ONE, TWO, THREE, "下一篇▶", "标题导航").kept]
    assert kept == ["老街装上了扶手", ONE, TWO, THREE]


def test_a_box_of_links_below_the_source_of_a_text_leaves_it() -> None:
    lines = ("青河县推选街长", ONE, TWO, "来源：青河电台", "相关推荐", "别处的事", THREE)
    article = article_of(*lines)
    assert article.sources[0].publisher == "青河电台"
    assert THREE not in repr(article.sections)
    assert THREE in repr(article_of(*lines[:3], *lines[4:]).sections)


@pytest.mark.parametrize(
    ("row", "box"),
    [
        ("2020-10-21 来源：青河日报", ("相关推荐",)),
        ("2020-10-21 來源：青河日報", ("相關閱讀", TITLE)),
        ("时间：2020-10-21 15:45", ("猜你喜欢", "滨江公园夜跑大赛收官")),
        ("2020-10-21 来源：青河日报", ("热门推荐", "滨江公园夜跑大赛收官", "泳池暑期开放")),
    ],
)
def test_a_box_of_links_above_a_text_leaves_without_it(row: str, box: tuple[str, ...]) -> None:
    kept = [line.text for line in cleaned(TITLE, row, *box, ONE, TWO, THREE).kept]
    assert kept == [TITLE, ONE, TWO, THREE]


@pytest.mark.parametrize("below", ["——记六百户的新家", "一、背景", "住房安排六百户"])
def test_what_speaks_of_the_text_below_a_box_of_links_stays(below: str) -> None:
    lines = (TITLE, "2020-10-21 来源：青河日报", "相关推荐", below, ONE, TWO + TITLE, THREE)
    assert below in [line.text for line in cleaned(*lines).kept]


def test_a_box_of_links_ends_a_text_that_weighs_what_it_cuts() -> None:
    above, source = (TITLE, ONE), ("来源：青河日报", "相关推荐")
    kept = [line.text for line in cleaned(*above, *source, ONE[::-1]).kept]
    assert kept == [*above]
    assert ONE[::-1] + "。" in [
        line.text for line in cleaned(*above, *source, ONE[::-1] + "。").kept
    ]


def test_telephones_in_a_list_of_labels_stay() -> None:
    body = paragraphs(ONE, "查询、咨询电话：020-12345", "投诉电话：020-54321", TWO, THREE)
    assert "投诉电话" in repr(article_in(body).sections)


def test_documents_below_the_day_of_a_text_stay() -> None:
    links = "<p><a href=a.docx>用房指引(20240506).docx</a></p><p><a href=b.pdf>流程.pdf</a></p>"
    body = f"<div class=v_news_content>{paragraphs(ONE, TWO, '2024年5月6日')}{links}</div>"
    assert "用房指引" in repr(article_in(body).sections)
    assert "流程" in repr(article_in(body).sections)


def test_a_caption_above_the_day_of_a_page_is_no_text() -> None:
    caption = "後寮社區的長者們今天聚在一起，吃得開心又滿意。（記者周海攝）"
    lines = ("後寮社區長者共餐", caption, "2018/03/23 20:30", "〔記者吳江／青河報導〕" + ONE, TWO)
    assert article_of(*lines).sources[0].published.startswith("2018-03-23")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("周海，青河大学教授；吴江，东岭研究院研究员。", ("周海", "吴江")),
        ("周海，青河大学教授。", ()),
        ("周海，青河大学教授；吴江说不。", ()),
    ],
)
def test_writers_are_introduced_in_a_line(line: str, authors: tuple[str, ...]) -> None:
    article = article_of(TITLE, "2024年5月6日", "作者简介", line, ONE, TWO, THREE)
    assert article.sources[0].authors == authors


def test_agencies_offices_and_writers_of_a_text() -> None:
    wire = article_of(TITLE, "（中央社東嶺縣26日電）" + ONE, TWO)
    assert wire.sources[0].publisher == "中央社"
    sent = article_of("房屋署署长的发言", "下稿代青河房屋委员会发出：", ONE, TWO)
    assert sent.sources[0].publisher == "青河房屋委员会"
    post = article_of("街长换上新面孔", "周海 青河联盟秘书长", ONE, TWO)
    assert post.sources[0].authors == ("周海",)
    unit = article_of("青河的調查日記", "青河大學鄉村治理研究中心 周海", "2007年7月21日", ONE, TWO)
    assert unit.sources[0].authors == ("周海",)
    both = article_of("把会开到田里", "2024年5月6日", ONE, TWO + "（周海文并摄）")
    assert both.sources[0].authors == ("周海",)
    assert both.sources[0].photographers == ("周海",)


def test_a_writer_glued_to_the_institution_is_read() -> None:
    article = article_of(TITLE, "来源：青河新闻 2017-02-26 作者：青河大学历史学院郭伦", ONE, TWO)
    assert article.sources[0].authors == ("郭伦",)


def test_the_paper_that_stands_for_its_writer_gives_way_to_a_byline() -> None:
    article = article_of(
        "乡村关注两会", "作者:青河日报 来源:青河日报 2002-03-09", "本报记者周海", ONE, TWO
    )
    assert article.sources[0].authors == ("周海",)


def test_names_below_a_lead_in_are_of_the_text() -> None:
    lines = (
        TITLE,
        "2024年5月6日",
        ONE,
        "出席座谈的有：",
        "王立民 青河县副县长",
        TWO,
        THREE,
    )
    assert article_of(*lines).sources[0].authors == ()


def refused(text: str, title: str) -> bool:
    rows = [Line(n, f"青河县推进第{n}项改革试点 2024-05-1{n}") for n in range(6)]
    kept = [Line(n, line) for n, line in enumerate(text.split("|"))]
    return not_an_article([*rows, *kept], kept, title, "x") is not None


def test_a_report_of_one_sentence_among_dated_titles_is_no_list() -> None:
    title = "格鲁吉亚的总理昨天宣布辞职"
    assert len(title) == MOST_OF_COLUMN + 1
    assert not refused("的总理昨天宣布辞职了。", title)
    assert refused("的总理昨天宣布辞职了。", title[1:])
    assert refused("的总理昨天宣布辞职", title)
    assert refused("东岭昨天宣布辞职了。", title)


def test_most_of_a_title_must_be_said() -> None:
    title = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"
    pairs = len(title) - 1
    said = round(SAID * pairs)
    assert said == SAID * pairs
    assert not refused(f"{title[: said + 1]}的一天里。", title)
    assert refused(f"{title[:said]}的一天里。", title)


def test_a_notice_of_labels_is_no_list() -> None:
    labels = [f"项目{n}号：青河" for n in "甲乙丙丁戊己"]
    assert len(labels) == LEAST_LABELS
    assert not refused("|".join(labels), "青河")
    assert refused("|".join(labels[1:]), "青河")


@pytest.mark.parametrize(("name", "cut"), [("青河的山水", False), ("青河的好山水", True)])
def test_the_site_behind_a_spaced_dash_is_cut_where_the_page_shows_the_rest_alone(
    name: str, cut: bool
) -> None:
    head = f"<head><meta charset=utf-8><title>{name} - 东岭住房服务窗口</title></head>"
    data = f"<html>{head}<body><div>{name}</div>{paragraphs(ONE, TWO)}</body></html>"
    article = casebook.clean_bytes(data.encode(), media_type="text/html").article
    assert article is not None
    assert (article.title == name) is cut
