"""Lines around a saved text that have no word of it and no form of an article."""

from __future__ import annotations

import pytest

from casebook import clean_bytes
from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.strangers import share_of_frame

TITLE = "青河镇修好了三座桥"
TEXT = (
    "近年来，青河镇的村民出门要绕十里山路，镇里先后召开十二次村民会议，商量怎样把三座桥修起来。",
    "去年春天，镇政府筹集资金八十万元，由村民出工出力，工程分三期进行，第一座桥在五月通车。",
    "如今，三座桥都已通车，村民到集市只要一刻钟，学生上学不再绕路，果农的桃子当天就能运到县城。",
    "为了管好桥梁，各村推选桥长，桥长每周走一遍桥面，发现裂缝马上上报，小毛病由泥瓦匠动手处理。",
    "桥头立起公示牌，写明桥长的姓名，大家随时可以反映情况，年底由代表打分，得分高的获得奖励。",
)
BUTTON = "查看原始文章"


def kept(
    above: tuple[str, ...] = (), below: tuple[str, ...] = (), text: tuple[str, ...] = TEXT
) -> list[str]:
    """Clean a saved text with lines between its title and its first sentence, and below it."""
    page = "\n\n".join((TITLE, *above, *text, *below))
    return [line.text for line in clean_bytes(page.encode(), name="x.txt").kept]


@pytest.mark.parametrize(
    ("above", "stay"),
    [
        # Words of sites fill three fifths of a line: apart from the text, or beside another one.
        (("财富排行榜", "最新活动周"), ()),
        (("意见反馈槐橘", "冲绳月"), ("冲绳月",)),
        (("最新柳排行", "冲绳月"), ("最新柳排行", "冲绳月")),
        (("财富排行榜",), ("财富排行榜",)),  # as a heading does
        # Furniture stands above and below what has none of them.
        ((BUTTON, "夏日大促销", "冲绳月", BUTTON), ()),
        ((BUTTON, "夏日大促销", "冲绳月"), ("夏日大促销", "冲绳月")),
        (("夏日大促销", "冲绳月", BUTTON), ("夏日大促销", "冲绳月")),
    ],
)
def test_above_a_text_goes_what_has_words_of_sites_or_stands_between_them(
    above: tuple[str, ...], stay: tuple[str, ...]
) -> None:
    assert tuple(line for line in kept(above=above) if line in above) == stay


@pytest.mark.parametrize(
    "above",
    [
        ("山高水又长", "云外一声鸡鸣", "渡船摇啊摇"),  # verses
        ("下湾子", "牛角沟", "上杨家坪"),  # villages
        ("猪肉 500克", "老抽 两勺", "八角 3粒"),  # what goes into a dish
        ("9:30 领导致辞", "10:15 茶歇", "10:30 圆桌讨论"),
        ("三月五日 星期三 晴", "早起推窗", "雾还没散"),
        ("从天堑到坦途", "大别山区蹲点见闻"),  # a subtitle
        ("讲述人 老石匠", "整理 小雨"),
        ("品名 数量", "沥青 30吨", "钢筋 12吨"),  # a table
        ("甲 好不好", "乙 好"),
    ],
)
def test_short_lines_of_an_article_stay_above_its_sentences(above: tuple[str, ...]) -> None:
    assert [line for line in kept(above=above) if line in above] == list(above)


def test_a_subtitle_below_a_menu_and_above_a_button_is_no_stranger() -> None:
    page = "\n\n".join((BUTTON, TITLE, "从天堑到坦途", BUTTON, *TEXT))
    assert "从天堑到坦途" in [x.text for x in clean_bytes(page.encode(), name="x.txt").kept]


@pytest.mark.parametrize(
    "line",
    [
        "您是第：位访客",
        "用户：匿名 隐藏地址 设为话题",
        "網站點閱次數：67,946,930 次",
        "修订日期：2007年5月31日",
        "标签：三国演义 更多话题",
    ],
)
def test_below_a_text_goes_what_stands_below_furniture(line: str) -> None:
    assert kept(below=(BUTTON, line)) == kept()


@pytest.mark.parametrize("line", ["前路漫漫", "“路通了，心也通了”", "果农的喜悦"])
def test_what_stands_right_beside_a_text_without_words_of_sites_stays(line: str) -> None:
    assert line in kept(above=(line,))
    assert line in kept(below=(line,))


@pytest.mark.parametrize(
    "line",
    [
        "柳林乡卫生院",
        "鹿山县石门镇",
        "附件：实施方案",
        "“路通了，心也通了”",
        "柳政发〔2023〕5号",
        "二、治理",
        "背景",
        "果农的喜悦",
    ],
)
def test_what_has_a_form_of_the_article_stays_above_it(line: str) -> None:
    assert line in kept(above=(BUTTON, line, BUTTON))


def test_a_short_text_need_not_share_a_word_with_its_lines() -> None:
    menu = (BUTTON, "冲绳月", BUTTON)
    assert "冲绳月" in kept(above=menu, text=TEXT[:2])
    assert "冲绳月" not in kept(above=menu)


def test_the_ledger_says_why() -> None:
    page = "\n\n".join((TITLE, BUTTON, "夏日大促销", BUTTON, *TEXT))
    removals = clean_bytes(page.encode(), name="x.txt").ledger.removals
    assert [gone.text for gone in removals if gone.reason == Cause.STRANGE] == ["夏日大促销"]


@pytest.mark.parametrize(
    ("line", "share"),
    [("財富排行榜", 0.75), ("意见反馈槐橘", 0.6), ("最新柳排行", 0.5), ("VIP", 0.0)],
)
def test_the_share_of_pairs_that_frames_say(line: str, share: float) -> None:
    assert share_of_frame(line) == share
