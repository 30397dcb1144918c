"""The frame of a site around saved text: buttons, columns and menus, by known words."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of

from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.headings.not_titles import is_menu
from casebook.ingest.lexicon import is_button, is_frame, is_listed
from casebook.records import Article, walk

TITLE = "街长制让街面更有序"
Lines = tuple[str, ...]


def text_of(article: Article) -> str:
    return "\n".join(str(placed.content) for placed in walk(article))


EDGES = [
    (("返回 打印",), ()),
    (("< 返回",), ()),
    (("抢沙发发表评论",), ()),
    (("娛樂",), ()),
    (("查看: 16|回复: 0", "找回密码"), ()),
    (("首页 学会概况 学会动态 政策法规 学术园地 会员之家",), ()),
    (("账号：", "密码：", "验证码： 换一换"), ()),
    (("晴時多雲",), ()),
    ((), ("快速回复",)),
    ((), ("我要评论快来抢沙发",)),
    ((), ("浏览 1.2万 评论 3",)),
    ((), ("打印", "文化")),
    ((), ("文化", "关闭窗口")),
    ((), ("新闻", "国内", "星捕快", "车型库", "青河坊", "渠边事")),
    (("1558290593344492_105.png",), ("IMG_2031.JPG",)),
    ((), ("页:", "[1]")),
    (("您好，欢迎光临！",), ()),
    (("上午好，欢迎访问青河人大网",), ()),
    (("Hi，请登录",), ()),
]


@pytest.mark.parametrize(("above", "below"), EDGES)
def test_the_frame_of_a_site_goes_above_and_below_the_text(above: Lines, below: Lines) -> None:
    text = text_of(article_of(TITLE, "", *above, ONE, TWO, THREE, *below))
    assert ONE in text
    assert THREE in text
    assert not [line for line in (*above, *below) if line in text]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("网格员",), ()),  # no column
        ((), ("文化", "教育")),  # nothing says that the text ended: these may be headings
        ((), ("本次改革涉及：", "文化", "教育", "医疗")),
        ((), ("• 生成海报", "• 五十家商户")),
        ((), ("• 友情链接青河在线",)),
        ((), ("• 友情链接青河在线", "• 合作媒体青河在线")),
        ((), ("客服QQ：6500515",)),  # a number to call
        (("晚上好的街面",), ()),
    ],
)
def test_lines_of_such_words_stay_without_a_second_sign(above: Lines, below: Lines) -> None:
    text = text_of(article_of(TITLE, "", *above, ONE, TWO, THREE, *below))
    assert all(line.lstrip("• ") in text for line in (*above, *below))


def test_a_column_that_the_text_speaks_of_may_be_a_heading_of_it() -> None:
    told = "体育局给每条街配了一名教练，傍晚带着居民打拳，三个月里参加的人从四十个增加到三百个。"
    assert "体育" in text_of(article_of(TITLE, "", "体育", told, ONE, TWO))
    assert "体育" not in text_of(article_of(TITLE, "", "体育", ONE, TWO))


@pytest.mark.parametrize(
    ("heading", "stays"),
    [("医疗", True), ("医疗" + "网" * 10, True), ("医疗" + "网" * 11, False)],
)
def test_a_column_above_a_text_with_headings_is_the_first_of_them(
    heading: str, stays: bool
) -> None:
    text = text_of(article_of(TITLE, "", "交通", ONE, heading, TWO, THREE))
    assert ("交通" in text) is stays


@pytest.mark.parametrize(
    ("links", "goes"),
    [
        (("新闻", "国内", "渠边事", "水车旧影", "闸口", "堰塘"), True),
        (("新闻", "国内", "渠边事", "水车旧影", "闸口"), False),  # five lines
        (("新闻", "国内", "渠边事", "水车旧影", "闸口", "堰塘", "井台"), False),  # two of seven
        (("新闻", "国内", "渠边事", "水车旧影图录第八", "闸口", "堰塘"), True),  # eight characters
        (("新闻", "国内", "渠边事", "水车旧影图录第八集", "闸口", "堰塘"), False),
    ],
)
def test_a_menu_with_a_line_for_each_link_has_six_and_a_third_known(
    links: Lines, goes: bool
) -> None:
    text = text_of(article_of(TITLE, "", *links, ONE, TWO, THREE))
    assert ("渠边事" not in text) is goes


@pytest.mark.parametrize(
    ("row", "known"),
    [
        ("新闻 渠边事 互动交流", True),  # two of three
        ("新闻 渠边事 水车旧影", False),
        ("新闻 互动交流", False),  # two words
        ("新闻 图库 渠边 水车 闸口 堰塘 井台 山塘", True),  # two of eight
        ("新闻 水坝 渠边 水车 闸口 堰塘 井台 山塘", False),
        ("新闻 图库 渠边 水车 闸口 堰塘 井台", False),  # seven words
        ("新闻 图库 渠边水车旧影图录 水车 闸口 堰塘 井台 山塘", True),  # eight characters
        ("新闻 图库 渠边水车旧影图录集 水车 闸口 堰塘 井台 山塘", False),
        ("新闻，图库 互动交流 打印", False),
        ("# /wechat — WeChat 查询", False),
    ],
)
def test_a_row_of_links_is_a_menu_by_its_known_words(row: str, known: bool) -> None:
    assert is_menu(row) is known


@pytest.mark.parametrize(
    ("line", "button", "frame"),
    [
        ("【打印】【关闭】", True, True),
        ("打印关闭", True, True),
        ("1.2万 阅读", True, True),
        ("財經 | 打印", False, True),
        ("财经娱乐", False, False),  # columns are not glued
        ("打印店", False, False),
        ("2024", False, False),
        ("大", False, False),
        ("打印 " * 53, True, True),
        ("打印 " * 54, False, False),
    ],
)
def test_words_of_the_frame_match_whatever_stands_around_them(
    line: str, button: bool, frame: bool
) -> None:
    assert (is_button(line), is_frame(line)) == (button, frame)


def test_buttons_beside_a_day_are_read_over_and_a_name_is_not() -> None:
    row = "admin admin 发表于2024-07-25 15:53:51 浏览103 评论0"
    assert is_masthead_line(row)
    assert not is_masthead_line(row.replace("admin admin", "街长上岗记账本 街长"))


def test_a_column_between_title_and_masthead_goes_though_the_text_has_the_word() -> None:
    told = "社會各界都說這個辦法好，街道因此決定把它推廣到背街小巷，並且給每名街長配一部手機。"
    lines = ("社會", "更新時間：2024/05/06 10:11", "發佈時間：2024/05/06 09:00", ONE, told)
    article = article_of(TITLE, *lines)
    assert [line.content for line in walk(article)].count("社會") == 0
    assert "社會\n" not in text_of(article)


def test_glued_buttons_that_part_in_many_ways_cost_no_time() -> None:
    glued = "分享到微信" * 31  # 分享到|微信, 分享|…: two ways each
    assert is_button(glued)
    assert not is_button(f"{glued}甲")


def test_pages_of_a_thread_that_part_in_many_ways_cost_no_time() -> None:
    assert is_listed("lines", "页：1 2 [3] 104")
    assert not is_listed("lines", f"页：{'1' * 150}甲")
