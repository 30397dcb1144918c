"""Furniture at the edges of saved text whose words stand in no list: place and form show it."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned

import casebook
from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.edges import is_mark
from casebook.records import Loss

TITLE = "河口镇街长制让街面更有序"
MASTHEAD = "2024-05-06 来源：青河日报"
TEXT = (ONE, TWO, THREE)
MORE = (
    "镇里每季度公布一次巡查里程，里程最长的几位由商会赠送雨具和水壶，大家笑称是跑腿奖。",
    "遇到下水道堵塞、路灯不亮之类的小毛病，住户先找他们，他们再联系养护班组登门修理。",
    "老人夜里买药不便，药房把值班电话贴在玻璃窗上，由附近铺面的人轮流陪同取送。",
)
"""More of the same, so that a text has enough words of its own."""


def page(*tail: str, head: tuple[str, ...] = (TITLE, MASTHEAD)) -> tuple[str, ...]:
    return (*head, "", ONE, "", TWO, "", THREE, *tail)


def kept(*lines: str) -> list[str]:
    return [line.text for line in cleaned(*lines).kept]


@pytest.mark.parametrize(
    "tail",
    [
        # titles of other pages, set apart from the text
        ("", "", "", "春耕时节话农机", "老城墙下新茶馆", "这个周末去哪儿玩"),
        # parts of the site, above a question that nobody answered
        ("", "", "", "登山天地", "摄影天地", "在此留下足迹", "留言回复:"),
        # icons and counts
        ("", "icon 0", "icon 0", "0 0"),
        # the same name again
        ("", "分享到", "旅行频道", "", "旅行频道"),
        # an address below a button
        ("", "分享到", "", "客服中心:http://www.example.cn/help.aspx"),
    ],
)
def test_what_stands_below_a_text_as_links_goes(tail: tuple[str, ...]) -> None:
    assert kept(*page(*tail)) == [TITLE, *TEXT]


@pytest.mark.parametrize(
    "tail",
    [
        ("青河市城市管理局", "2024年5月6日"),
        ("附件：", "1. 街长名册", "2. 巡查路线"),
        ("注：数字截至四月底",),
        ("联系人：周海", "地址：河口镇前街八号"),
        ("街长名单如下：", "周海", "吴江", "方明"),
        ("（作者系河口镇街长办主任）",),
        ("街长王立民在前街巡查。周海 摄",),
        ("", "", "", "只有一行的尾声"),
    ],
)
def test_what_belongs_to_a_text_stays_below_it(tail: tuple[str, ...]) -> None:
    lines = page(*tail)
    after = cleaned(*lines)
    assert {r.text for r in after.ledger.removals} == {MASTHEAD}


def test_without_a_gap_or_furniture_a_list_of_titles_stays() -> None:
    names = ("春耕时节话农机", "老城墙下新茶馆", "这个周末去哪儿玩")
    assert kept(TITLE, MASTHEAD, *TEXT, *names)[-3:] == list(names)


def test_one_line_without_a_word_below_a_text_stays() -> None:
    assert "CPI" in kept(*page("", "CPI"))


def test_two_lines_set_apart_are_no_list_and_three_are() -> None:
    names = ("春耕时节话农机", "老城墙下新茶馆", "这个周末去哪儿玩")
    assert set(names[:2]) <= set(kept(*page("", "", "", *names[:2])))
    assert set(names).isdisjoint(kept(*page("", "", "", *names)))


def test_a_teaser_of_something_else_goes_and_is_named_where_it_speaks_of_the_text() -> None:
    teaser = (
        "本报讯 近日，青河市推行街长制，沿街商户推选街长六百名，群众满意度明显提高。河口镇还..."
    )
    done = cleaned(*page("", "街面新闻", "前街后巷的街长们", teaser))
    assert [line.text for line in done.kept] == [TITLE, *TEXT]
    assert done.article is not None
    assert any(
        alarm.loss is Loss.SENTENCES and alarm.text == teaser for alarm in done.ledger.alarms
    )


def test_a_last_paragraph_that_was_cut_when_it_was_saved_stays() -> None:
    torn = "街长办还请商户轮流值守，遇到事情先在手机上商量。到了晚上..."
    assert kept(*page("", "商户轮流值守", "", torn))[-2:] == ["商户轮流值守", torn]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Top", True),
        ("A+ A- A", True),
        ("reaction icon 0", True),
        ("摘 要", False),
        ("2024-05-06", False),
        ("1. Scope", False),
        ("street@example.cn", False),
        ("x" * 44, True),
        ("x" * 45, False),
    ],
)
def test_a_mark_is_a_short_line_without_a_word_of_the_language(text: str, *, right: bool) -> None:
    assert is_mark(text) is right


@pytest.mark.parametrize(
    "between", [("A+ A- A",), ("春景图集",), ("我要讲 >",), ("N/A", "N/A", "Copied!")]
)
def test_buttons_between_title_and_masthead_go(between: tuple[str, ...]) -> None:
    assert kept(TITLE, *between, MASTHEAD, "", *TEXT) == [TITLE, *TEXT]


@pytest.mark.parametrize("between", ["〔2024〕12号", "——河口镇三年纪事", "一、街长制的缘起"])
def test_what_a_text_may_have_above_its_first_sentence_stays(between: str) -> None:
    assert between in kept(TITLE, between, MASTHEAD, "", *TEXT)


def test_a_copy_of_the_title_above_it_goes() -> None:
    done = cleaned(TITLE, "", "https://example.cn/a1", "", TITLE, MASTHEAD, "", *TEXT)
    assert [line.text for line in done.kept].count(TITLE) == 1


@pytest.mark.parametrize(
    "notice",
    [
        "您現在用的裝置過於老舊，請換用新版軟體，好讓圖文完整呈現。",
        "为了给你更好的体验，页面会记住请你填写的偏好设置，可随时清除。",
        "Dear reader, your browser is too old for this page。 Please get a new one.",
    ],
)
def test_a_notice_above_the_title_is_not_the_text(notice: str) -> None:
    title = "街长制三个月：投诉减少四成"
    done = cleaned(notice, "", title, "", ONE, "", TWO, "", THREE)
    assert done.article is not None
    assert done.article.title == title
    assert notice not in {line.text for line in done.kept}
    assert any(p.code.code == "C005" for p in done.problems) or "。" not in notice


def test_a_first_paragraph_that_speaks_of_the_matter_is_no_notice() -> None:
    lead = "您知道沿街商户推选街长以后，青河市的投诉减少了多少吗？群众满意度明显提高。"
    assert lead in kept(lead, "", TITLE, "", ONE, "", TWO, "", THREE)


def test_a_line_that_shares_nothing_with_the_text_is_no_title() -> None:
    done = cleaned("就业辅导讲座报名", "夏日冰品抽奖活动", "", *TEXT, *MORE)
    assert "P002" in {problem.code.code for problem in done.problems}
    assert [line.text for line in done.kept] == [*TEXT, *MORE]
    alone = cleaned("春天里的故事", "", *TEXT, *MORE)
    assert alone.article is not None
    assert alone.article.title == "春天里的故事"
    assert "P007" in {problem.code.code for problem in alone.problems}


def test_short_lines_below_the_editors_go() -> None:
    lines = page("", "[责任编辑：周海]", "", "热文排行", "一周图说")
    assert kept(*lines) == [TITLE, *TEXT]
    noted = page("", "[责任编辑：周海]", "", "附件：街长名册")
    assert "附件：街长名册" in kept(*noted)


@pytest.mark.parametrize(
    "text",
    ["文檔簡介", "版權說明：本文檔由用戶提供並上傳，收益歸屬內容提供方，若內容存在侵權，請舉報"],
)
def test_furniture_is_known_in_either_script(text: str) -> None:
    assert text not in kept(text, *page())


@pytest.mark.parametrize("label", ["資料摘自", "發布於", "責任編審", "點擊數"])
def test_labels_are_known_in_either_script(label: str) -> None:
    value = {"資料摘自": "青河日報", "發布於": "2024-05-06"}.get(label, "28")
    assert f"{label}：{value}" not in kept(TITLE, f"{label}：{value}", MASTHEAD, "", *TEXT)


def named(*lines: str) -> tuple[str, tuple[str, ...]]:
    source = article_of(*lines).sources[0]
    return source.publisher, source.authors


def test_bylines_of_agencies_and_papers() -> None:
    assert named(TITLE, "青河社／ 新竹縣30日電", "", *TEXT)[0] == "青河社"
    assert named(TITLE, "", *TEXT, "<青河社>")[0] == "青河社"
    assert named(TITLE, "", f"本报讯 （周海 吴 江 方明） {ONE}", TWO, THREE)[1] == (
        "周海",
        "吴江",
        "方明",
    )
    assert named(TITLE, "", f"{ONE}（河口镇公所提供／周海青河传真）", TWO)[1] == ("周海",)
    assert named(f"摘 要：{ONE}", "作者：周海", TWO, THREE)[1] == ("周海",)


def test_a_question_below_an_abstract_names_nobody() -> None:
    done = cleaned(f"摘 要：{ONE}", "作者：街长制为什么好？", TWO, THREE)
    assert done.article is not None
    assert done.article.sources[0].authors == ()
    assert "作者：街长制为什么好？" in {line.text for line in done.kept}


def test_the_causes_stand_in_the_ledger() -> None:
    done: casebook.Cleaned = cleaned(*page("", "icon 0", "icon 1"))
    assert {r.text: r.reason for r in done.ledger.removals}["icon 0"] == Cause.TAIL


def test_a_numbered_step_that_asks_for_something_stays() -> None:
    steps = ("1.先扫描二维码，关注办事号", "2.再扫二维码，进入小程序")
    assert set(steps) <= set(kept(*page("办理时只有两步：", *steps)))


FOREIGN = ("登山队冬训归来谈心得", "码头灯会开到正月十五", "棋院新设少年班招新人")
"""Headlines that share no pair of characters with the text."""


@pytest.mark.parametrize(
    "tail",
    [
        # buttons in brackets, with words between them or without
        ("【打印本页】【关闭本页】",),
        ("【打印】 字体【 大 中 小 】 分享到：",),
        ("[1] [2] [3]",),
        # what leads back or on
        ("＜ 市情概况",),
        ("秋游线路 →",),
        # what stands before and after a text on its site
        ("上一个: 登山队冬训归来", "下一个: 无"),
        # the imprint of a site
        ("主办单位：河口镇人民政府", "网站标识码：4201000011", "邮编：430000 电话：027-6543210"),
        ("河口文明网©版权所有 技术支持：青河新闻网",),
        # a label with nothing behind it but furniture
        ("补充材料：", "【关闭窗口】【打印】"),
    ],
)
def test_forms_below_a_text_that_are_of_its_site_go(tail: tuple[str, ...]) -> None:
    assert kept(*page("", *tail)) == [TITLE, *TEXT]


@pytest.mark.parametrize(
    "tail",
    [
        # one button, brackets with other signs between them, a name in brackets
        ("【主要做法】",),
        ("【网格员】+【楼栋长】+【志愿者】",),
        # one headline with a day is signed, two lines of news are too few
        (FOREIGN[0], "2024-05-01"),
        # who holds an event, without a word of the site
        ("主办：河口镇人民政府", "承办：镇文化站"),
        # contacts of a notice above the imprint of its site
        ("联系人：周海", "电话：027-6543210"),
        # the last line of an opening announces what is cut off
        ("镇里还做了几件事：",),
        # the one before has no other after it
        ("上一轮：四百人", "下一步：六百人"),
    ],
)
def test_forms_below_a_text_that_may_be_of_it_stay(tail: tuple[str, ...]) -> None:
    assert kept(*page("", *tail)) == [TITLE, *TEXT, *tail]


@pytest.mark.parametrize(
    ("tail", "goes"),
    [
        # headlines with the day of each; one alone may be a signature
        ((FOREIGN[0], "2024-05-01", FOREIGN[1], "2024-04-28"), True),
        ((FOREIGN[0], "2024-05-01"), False),
        # with their days on one line, the newest first; what was done stands in its order
        (("2024-05-01高山营地开张", "2024-05-01【话海】海钓赛报名"), True),
        (("高山营地今日开张(05/02)", "海钓赛已开始报名(05/01)"), True),
        (("[05-02] 高山营地今日开张", "[05-01] 海钓赛已开始报名"), True),
        (("[05-01] 街长修路灯", "[05-01] 街长补井盖"), False),
        (("高山营地今日开张 2024/5/10", "海钓赛已开始报名 2024/5/9"), True),
        (("2024-04-28 高山营地开张", "2024-05-01 海钓赛报名"), False),
        (("2024-05-01 高山营地开张",), False),
        (("2024年5月1日高山营地开张", "2024年4月28日海钓赛报名"), False),
        # headlines that call and let somebody speak; two are too few
        (
            ("高山营地开了！今年谁先登顶", "登山队长：冬训贵在坚持不懈", "海钓赛报名了！码头见"),
            True,
        ),
        (("高山营地开了！今年谁先登顶", "海钓赛报名了！码头见"), False),
        # labels with their values, and lines of the text itself
        (
            (
                "登山队长：王立民、吴江、方明",
                "领航员：周海、陈志远、李文",
                "随队医生：赵敏、孙立、钱进",
            ),
            False,
        ),
        (
            ("街长巡查！发现占道先劝导", "街长：商户推选，群众满意度提高", "照片上传！网格员核实"),
            False,
        ),
    ],
)
def test_headlines_of_other_news_below_a_text_of_many_words(
    tail: tuple[str, ...], goes: bool
) -> None:
    lines = (*page(), "", *MORE, "", *tail)
    assert kept(*lines) == [TITLE, *TEXT, *MORE, *(() if goes else tail)]


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("< 返回", True),
        ("查看原文 →", True),
        ("【大】【中】【小】", True),
        (TITLE, True),
        ("商业", True),
        # a part of a case, a word of the text, three characters
        ("引言", False),
        ("街长", False),
        ("闲话篇", False),
    ],
)
def test_forms_between_title_and_text_of_many_words(line: str, goes: bool) -> None:
    found = kept(TITLE, "", line, "", *TEXT, *MORE)
    assert found == [TITLE, *(() if goes else (line,)), *TEXT, *MORE]


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        (f"标题：{TITLE[:10]}", True),
        (f"{TITLE} News", True),
        (f"{TITLE} 街长说", False),
    ],
)
def test_the_title_or_a_text_begun_above_the_masthead_goes(line: str, *, goes: bool) -> None:
    assert kept(TITLE, line, MASTHEAD, *TEXT, *MORE) == [TITLE, *[line][goes:], *TEXT, *MORE]


def test_the_beginning_of_the_text_above_it_goes_and_a_cut_last_sentence_stays() -> None:
    begun = f"{ONE[:24]}..."
    assert kept(TITLE, MASTHEAD, begun, *TEXT, *MORE) == [TITLE, *TEXT, *MORE]
    cut = "本报讯 街长制推行以来，商户们都说街面清爽多了。他们还说..."
    assert kept(*page(cut))[-1] == cut


@pytest.mark.parametrize(
    ("way", "goes"),
    [
        ("首页 > 街区河口镇 ", True),
        ("您的位置: 首页 >> 要闻 ", True),
        ("首頁 / 新聞 ", True),
        ("Home > News ", True),
        ("主页｜", False),
    ],
)
def test_the_way_to_a_page_with_its_title_is_no_title(way: str, goes: bool) -> None:
    found = kept(way + TITLE, TITLE, "", *TEXT, *MORE)
    assert (way + TITLE not in found and found[0] == TITLE) is goes


def test_the_title_behind_a_way_to_a_page_is_no_channel() -> None:
    article = article_of(f"首页 > 要闻 {TITLE}", TITLE, MASTHEAD, "", *TEXT, *MORE)
    assert article.sources[0].channel == "要闻"


def test_a_copy_of_the_title_below_the_text_is_the_name_of_a_picture() -> None:
    below = (TITLE, "", *TEXT, "", TITLE, "", *MORE, "", TITLE)
    assert kept(*below) == [TITLE, *TEXT, *MORE]


def test_two_characters_stay_that_begin_the_next_line_or_have_their_like() -> None:
    torn = (TITLE, "", "筹备", *TEXT, *MORE)
    assert kept(*torn) == [line for line in torn if line]
    alike = (TITLE, "", "开篇", "", *TEXT, "", "收尾", "", *MORE)
    assert kept(*alike) == [line for line in alike if line]


@pytest.mark.parametrize(("line", "goes"), [("商户", True), ("网格员", False)])
def test_a_word_alone_above_the_masthead_goes_though_the_text_has_it(line: str, goes: bool) -> None:
    found = kept(TITLE, "", line, MASTHEAD, "", *TEXT, *MORE)
    assert found == [TITLE, *(() if goes else (line,)), *TEXT, *MORE]


def test_a_copy_of_the_title_below_a_caption_goes() -> None:
    caption = "（资料图片）街长在前街巡查。摄影 | 本刊记者 周海"
    assert kept(TITLE, "", caption, "", TITLE, "", *TEXT).count(TITLE) == 1


@pytest.mark.parametrize(("copies", "left"), [(1, 2), (2, 1)])
def test_copies_of_the_title_within_the_text_are_names_of_pictures(copies: int, left: int) -> None:
    within = (MORE[0], TITLE, "", MORE[1], *((TITLE, "") * (copies - 1)), MORE[2])
    assert kept(TITLE, "", *TEXT, *within, "", *MORE).count(TITLE) == left


def test_a_dash_before_the_title_is_no_part_of_it() -> None:
    done = cleaned(f"- {TITLE}", "", *TEXT)
    assert done.article is not None
    assert done.article.title == TITLE


def test_contacts_stay_above_the_imprint_of_a_site() -> None:
    tail = ("联系人：周海", "电话：027-6543210", "主办：河口镇人民政府", "网站标识码：4201000011")
    assert kept(*page("", *tail)) == [TITLE, *TEXT, *tail[:2]]


@pytest.mark.parametrize(
    ("tail", "goes"),
    [
        # eight characters between buttons, and nine
        (("【打印】返回频道查看全文【关闭】",), True),
        (("【打印】返回频道查看全部文【关闭】",), False),
        # a line of an imprint of 200 characters, and of 201
        ((f"版权所有：{'海' * 195}",), True),
        ((f"版权所有：{'海' * 196}",), False),
        # a label of ten characters, and of eleven
        (("本次登山活动补充材料：", "【打印】【关闭】"), True),
        (("本次登山活动的补充材料：", "【打印】【关闭】"), False),
    ],
)
def test_how_long_forms_of_a_site_may_be(tail: tuple[str, ...], goes: bool) -> None:
    found = kept(*page("", *tail))
    assert (tail[0] not in found) is goes


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("街长登山谈心得", False),
        ("街长登山队谈心得", True),
        ("街长" + "登山队冬训谈" * 9 + "码头灯会", True),
        ("街长" + "登山队冬训谈" * 9 + "码头灯会开", False),
    ],
)
def test_how_long_a_headline_with_its_day_may_be(line: str, goes: bool) -> None:
    tail = (line, "2024-05-01", "街长码头灯会开到十五", "2024-04-28")
    assert (line not in kept(*page(), "", *MORE, "", *tail)) is goes
