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
    ("above", "gone"),
    [
        (("夏日大促销", "冲绳月", "店铺周年"), 2),
        (("VIP作品", "Andrew Smith"), 1),
        (("乐活人生", "财富排行榜"), 2),
        (("4 个参与者", "老王说车"), 1),
    ],
)
def test_above_a_text_goes_what_stands_apart_or_has_words_of_sites(
    above: tuple[str, ...], gone: int
) -> None:
    lines = kept(above=above)
    assert [line in lines for line in above] == [at >= gone for at in range(len(above))]


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
    assert line in kept(above=(line, "冲绳月"))


@pytest.mark.parametrize(("count", "stay"), [(4, False), (5, True)])
def test_a_text_of_short_lines_may_begin_above_its_first_sentence(count: int, stay: bool) -> None:
    steps = ("受理", "初勘", "立项", "竣工", "回访", "建档")[:count]
    assert (steps[0] in kept(above=steps)) is stay
    assert steps[-1] in kept(above=steps)


def test_of_a_longer_menu_one_in_four_has_words_of_sites() -> None:
    menu = ("财富排行榜", "冲绳月", "潮店", "夏日大促销", "店铺周年")
    assert "冲绳月" in kept(above=menu)
    assert "冲绳月" not in kept(above=("最新活动", *menu))


def test_a_short_text_need_not_share_a_word_with_its_lines() -> None:
    assert "冲绳月" in kept(above=("冲绳月", "店铺周年"), text=TEXT[:2])


def test_the_ledger_says_why() -> None:
    page = "\n\n".join((TITLE, "夏日大促销", "冲绳月", *TEXT))
    removals = clean_bytes(page.encode(), name="x.txt").ledger.removals
    assert [gone.text for gone in removals if gone.reason == Cause.STRANGE] == ["夏日大促销"]


def test_the_share_of_pairs_that_frames_say() -> None:
    assert share_of_frame("財富排行榜") == 0.75
    assert share_of_frame("VIP") == 0.0
