"""Teasers below the editors, names of papers and buttons set as headings, citations."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned

import casebook
from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.punctuation import punctuation
from casebook.ingest.facts.breadcrumb import publisher_of
from casebook.ingest.facts.publisher import is_short_for, named_first
from casebook.records import Line

TITLE = "河口镇街长制让街面更有序"
DAY = "2024-05-06 来源：青河日报"
PAGE = (TITLE, DAY, ONE, TWO, THREE)
EDITORS = "责任编辑：吴江"


def kept(*lines: str) -> list[str]:
    return [line.text for line in cleaned(*lines).kept]


@pytest.mark.parametrize(
    "tail",
    [
        ("云湖库区：柑橘红了",),
        ("热门评论", "云湖库区：柑橘红了"),
        ("猜你喜欢", "查看更多", "云湖库区：柑橘红了"),
        ("热门评论", "查看更多", "相关推荐", "东岭南坡：院子里的“共享厨房”", "云湖库区：柑橘红了"),
        ("云湖库区：柑橘红了", "北港码头：老船工登台演戏，票卖得很快，散场后…"),
    ],
)
def test_teasers_below_the_editors_go(tail: tuple[str, ...]) -> None:
    assert kept(*PAGE, EDITORS, *tail) == [TITLE, ONE, TWO, THREE]


@pytest.mark.parametrize(
    "line", ["街长名单：周海 李文 王立民", "青河市街长：群众满意才算数", "主要成效：柑橘卖到邻省"]
)
def test_names_themes_and_what_shares_the_words_of_the_text_stay(line: str) -> None:
    assert line in kept(*PAGE, EDITORS, line)


def test_more_of_the_site_ends_a_text_without_editors() -> None:
    assert kept(*PAGE, "更多精彩", "云湖库区：柑橘红了") == [TITLE, ONE, TWO, THREE]


@pytest.mark.parametrize(
    "rows",
    [
        ("城东街道：周海", "城西街道：吴江、李文", "城北街道：王立民（兼）"),
        ("附件：收费标准", "夜市摊位：按晚收取", "广告牌：每块每年一百元"),
        ("收费标准", "夜市摊位：按晚收取", "广告牌：每块每年一百元"),
        ("谁来管：十二名干部轮流值班", "怎么管：发现即登记", "管得好不好：请居民打分"),
        ("问题一：摊位够不够用", "问题二：夜里谁来守"),
        ("第二步：摊主抽签",),
        ("监督举报：市纪委驻城管局组",),
    ],
)
def test_rows_of_a_list_below_the_editors_stay(rows: tuple[str, ...]) -> None:
    assert kept(*PAGE, EDITORS, *rows)[-len(rows) :] == list(rows)


def html_of(body: str) -> casebook.Cleaned:
    page = f"<html><body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    return casebook.clean_bytes(page.encode(), media_type="text/html")


def test_the_paper_and_a_button_are_no_headings_whatever_their_tag() -> None:
    made = html_of(
        f"<h2>青河特区报</h2><p>2024-05-06 08:30</p><h2>背景</h2><p>{ONE}</p>"
        f"<h2>点击查看大图</h2><p>{TWO}</p><h2>成效</h2><p>{THREE}</p>"
    )
    assert made.article is not None
    assert made.article.sources[0].publisher == "青河特区报"
    assert [part.heading for part in made.article.sections] == ["背景", "成效"]
    assert TWO in [line.text for line in made.kept]


@pytest.mark.parametrize("heads", [("农民办起农村报", "成效"), ("青河日报", "青河晚报")])
def test_a_heading_that_a_paper_is_told_of_below_stays(heads: tuple[str, str]) -> None:
    first, second = heads
    made = html_of(f"<h2>{first}</h2><p>{ONE}</p><h2>{second}</h2><p>{TWO}</p><p>{THREE}</p>")
    assert [x.text for x in made.kept] == [TITLE, first, ONE, second, TWO, THREE]


def test_the_paper_above_the_day_of_a_saved_text_is_the_publisher() -> None:
    page = (TITLE, "青河特区报", "2024-05-06 08:30", ONE, TWO, THREE)
    assert article_of(*page).sources[0].publisher == "青河特区报"


@pytest.mark.parametrize(
    "line",
    [
        "讀文章",
        "跳到正文",
        "核心阅读",
        "第 14 版",
        "聯絡人：林大同 (02)2345-6789 分機1234",
        "附件：第三批案例汇编.doc",
        "[1]: https://www.example.cn",
    ],
)
def test_words_of_the_frame_go_between_title_and_text(line: str) -> None:
    made = html_of(f"<p>{DAY}</p><p>{line}</p><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>")
    assert [x.text for x in made.kept] == [TITLE, ONE, TWO, THREE]


def test_the_full_name_of_a_body_goes_first() -> None:
    assert named_first("市数据资源局", "云湖市数据资源管理局") == "云湖市数据资源管理局"
    assert named_first("市数据资源局", "云湖市教育局") == "市数据资源局"
    assert named_first("市场监管局", "云湖市市场监管局") == "市场监管局"
    assert named_first("市教育局", "市教育局") == "市教育局"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("市医保局", "青河市医疗保障局"),
        ("县农业局", "青河县农业农村局"),
        ("区政府", "云湖市东岭区人民政府"),
        ("市司法局", "江南省云湖市司法局"),
    ],
)
def test_a_short_name_is_that_of_the_full_one(short: str, full: str) -> None:
    assert is_short_for(short, full)


@pytest.mark.parametrize(
    ("short", "other"),
    [
        ("市教育局", "青河市教育考试局"),
        ("市公安局", "青河市公安局交通管理局"),
        ("市医保局", "青河市医疗保障局东岭分局"),
        ("市水务局", "青河市东岭区水务局"),
        ("市政府", "青河市人民政府东岭区政府"),
        ("市水利局", "青河市水利工程管理局"),
    ],
)
def test_a_body_below_another_is_not_its_full_name(short: str, other: str) -> None:
    assert not is_short_for(short, other)


def test_a_channel_is_of_the_site_whose_breadcrumb_it_is() -> None:
    crumbs = ("青河在线", "改革")
    assert publisher_of(crumbs) == ("青河在线", "改革")
    assert publisher_of(crumbs, "", "青河在线") == ("青河在线", "改革")
    assert publisher_of(crumbs, "", "青河日报") == ("青河在线", "")


def test_raised_numbers_stand_behind_the_names_of_writers() -> None:
    source = article_of(TITLE, "周海明¹ 李若兰²", ONE, TWO, THREE).sources[0]
    assert source.authors == ("周海明", "李若兰")


def test_citations_go_with_their_heading_and_keep_their_punctuation_where_they_stay() -> None:
    cited = ("王大同. 街长制初探. 青河土地, 2018(3)", "李文. 青河镇志. 青河: 远方出版社, 2017")
    assert kept(*PAGE, "参考文献", *cited) == [TITLE, ONE, TWO, THREE]
    mixed = ("参考文献", "王大同的讲话, 街长座谈会: 记录稿", *cited)
    assert kept(*PAGE, *mixed) == [TITLE, ONE, TWO, THREE]
    lines = tuple(Line(at, text) for at, text in enumerate(("街长说,好.", *mixed), 1))
    assert [x.text for x in punctuation(lines).lines] == ["街长说，好.", *mixed]


def test_text_below_the_references_has_its_width_restored() -> None:
    page = (
        *PAGE,
        "参考文献",
        "王大同的讲话, 记录稿",
        "街长说,这条街的变化大家都看在眼里,记在心上。",
    )
    made = cleaned(*page)
    assert made.kept[-1].text == "街长说，这条街的变化大家都看在眼里，记在心上。"
    assert {item.reason for item in made.ledger.repairs} == {Cause.WIDTH}
