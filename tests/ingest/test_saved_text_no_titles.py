"""Lines above saved text that are no title: who brought it, issues, bodies, lists of others."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned, outline_of

from casebook.ingest.headings.not_titles import is_of_every_page, is_printed_in
from casebook.ingest.lexicon import ends_in_credit
from casebook.problems import Code

TITLE = "沿街商户自己选出来的街长"
DAY = "2024-05-06 来源：青河网"
OTHERS = (
    "南城夜市商户开起了议事会 摊位怎么摆",
    "河口区给网格员减负：十二张表并成一张",
    "街道办的工作群为什么越来越安静",
    "商户与执法队的一次长谈 群众当评委",
)


def _codes(*lines: str) -> set[Code]:
    return {problem.code for problem in cleaned(*lines).problems}


def _is_doubted(*lines: str) -> bool:
    return Code.TITLE_IN_DOUBT in _codes(*lines)


@pytest.mark.parametrize(
    "line",
    [
        "省级媒体看青河·青河卫视“民生在线”5月6日播出",
        "《青河日报》5月6日头版刊发",
        "本文刊于《青河城管》2024年第3期",
        "青河城管局街巷通訊第128期",
        "河口社區報 第7期",
        "青河大學 新聞傳播學院街巷實驗室",
        "青河城市治理研究院",
        "上河小学",
        "（青河社）",
        "欢迎浏览青河生活网！",
        "承上篇：街長的由來",
        "（上接A1版）",
        "当前位置首页政务公开工作动态正文",
        "首頁 chevron_right 街區 chevron_right 街長",
    ],
)
def test_what_brought_a_text_is_not_its_title(line: str) -> None:
    assert article_of(line, TITLE, DAY, ONE, TWO, THREE).title == TITLE
    assert Code.NO_TITLE in _codes(line, ONE, TWO, THREE)


@pytest.mark.parametrize(
    "line",
    [
        "纪录片《街长》5月6日首播",
        "青河市5月6日发布街长名单",
        "农民工上大学",
        "乡亲们办起合作社",
        "流动的图书馆",
        "承接街面整治 商户当街长",
        "",
    ],
)
def test_a_title_may_end_like_what_brings_texts(line: str) -> None:
    assert not is_of_every_page(line)


def test_a_medium_is_named_with_the_day() -> None:
    assert is_printed_in("青河卫视“街巷”5月6日播出")
    assert not is_printed_in("青河街长的故事5月6日播出")


@pytest.mark.parametrize("head", ["看更多編輯精選文章", "推荐阅读", "猜你喜欢"])
def test_the_last_of_a_list_of_other_articles_is_in_doubt(head: str) -> None:
    assert _is_doubted(head, *OTHERS, ONE, TWO, THREE)


def test_below_a_list_of_other_articles_the_title_stands_above_its_masthead() -> None:
    lines = ("推荐阅读", *OTHERS, TITLE, DAY, ONE, TWO, THREE)
    assert article_of(*lines).title == TITLE
    assert not _is_doubted(*lines)


def test_two_lines_below_the_heading_of_a_list_may_be_title_and_subtitle() -> None:
    assert not _is_doubted("推荐阅读", OTHERS[1], TITLE, ONE, TWO, THREE)
    assert _is_doubted("推荐阅读", *OTHERS[1:3], TITLE, ONE, TWO, THREE)


def test_more_lines_than_a_headline_has_are_in_doubt() -> None:
    assert not _is_doubted(*OTHERS[1:3], TITLE, ONE, TWO, THREE)
    assert _is_doubted(*OTHERS[:3], TITLE, ONE, TWO, THREE)
    assert not _is_doubted("左边轮播上栏", *OTHERS[1:3], TITLE, ONE, TWO, THREE)


def test_a_line_right_above_the_masthead_with_words_of_the_text_may_be_the_title() -> None:
    assert _is_doubted("青河市城管局创新城市治理", "商户们劝导着办", DAY, ONE, TWO, THREE)
    assert not _is_doubted("青河市城管局创新城市治理", "商户们商量着办", DAY, ONE, TWO, THREE)


def test_a_line_below_the_day_that_tells_nothing_of_the_text_is_in_doubt() -> None:
    assert _is_doubted("上河小学", DAY, "街长手记之外的话", ONE, TWO, THREE)
    assert not _is_doubted("上河小学", DAY, TITLE, ONE, TWO, THREE)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("標題[新聞] " + TITLE,), TITLE),
        (("标题：Re: [转载] " + TITLE,), TITLE),
        (("首页", "活动", TITLE + " 2020/5/23"), TITLE),
        ((f"标题: {TITLE} [打印本页]", "作者: 周海", f"标题: {TITLE}"), TITLE),
        ((DAY, "（原标题：" + TITLE + "）"), TITLE),
        (
            ("标题[新闻] " + TITLE, "1.来源:青河报", f"2.完整新闻标题:{TITLE} 投诉减少四成"),
            f"{TITLE} 投诉减少四成",
        ),
        (
            (
                f"青河网 - 新闻 | 论坛 > 城市 > {TITLE}",
                TITLE,
                "• 发布日期：2020-07-07",
                "老街。王森 摄",
            ),
            TITLE,
        ),
    ],
)
def test_labels_of_a_title_and_its_place_in_the_page(lines: tuple[str, ...], title: str) -> None:
    assert article_of(*lines, ONE, TWO, THREE).title == title


@pytest.mark.parametrize(
    ("first", "title"),
    [("街长巡查占道存隐患", "街长巡查占道存隐患"), ("街长占道存隐患", "市城管局：已处理")],
)
def test_a_first_line_of_a_theme_that_says_more_than_a_heading_is_the_title(
    first: str, title: str
) -> None:
    lines = (first, "市城管局：已处理", ONE, TWO, THREE)
    assert article_of(*lines).title == title


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("商戶在街口合議。照片提供/青河市政府", True),
        ("街長在北街巡查。圖/青河街坊粉專", True),
        ("街長與商戶合影。 攝影/周海", True),
        ("◎ 图：@青河微博", False),
        ("每户补贴两百元/年", False),
    ],
)
def test_a_credit_behind_a_slash(line: str, *, ends: bool) -> None:
    assert ends_in_credit(line) is ends


def test_a_heading_stands_below_a_caption_and_on_two_lines() -> None:
    heading = "从抱怨到商量，街区慢慢变了"
    caption = "街长把意见写下来。图/青河街坊粉专"
    assert outline_of(TITLE, DAY, ONE, caption, heading, TWO + "街区变了。", THREE) == [heading]
    two = ("守住街面——", "王街长爱较真儿")
    assert outline_of(TITLE, DAY, ONE, "街面净了。", *two, TWO, THREE) == ["".join(two)]


@pytest.mark.parametrize("line", ["新闻推荐", "北街“听民声、议街事、解难题”街长会现场"])
def test_prompts_and_captions_are_no_headings(line: str) -> None:
    assert outline_of(TITLE, DAY, ONE, line, TWO, THREE) == []


def test_words_on_the_last_lines_and_names_of_agencies_are_no_headings() -> None:
    assert outline_of(TITLE, DAY, ONE, TWO, THREE, "商户", "街长", "问题") == []
    assert outline_of(TITLE, DAY, ONE, TWO, THREE, "商户。", "街长", "问题") == ["问题"]
    assert outline_of(TITLE, "（青河社）", "青河社", f"青河社记者{ONE}", TWO, THREE) == []
