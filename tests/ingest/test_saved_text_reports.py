"""Reports and posts saved as text: who gives them, what stands over a title, bare headings."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned

from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import holder_of_post
from casebook.problems import Code
from casebook.records import Article, Paragraph, Section, Theme, walk

REPORT = "2026年青河市政府工作报告"
TITLE = "街长上岗，街面有了新样子"
BUTTONS = ("下载", "打印", "全屏", "收藏", "【字号：", "加大", "减小】")
MORE = "东街商户开会投票，一户一票，当场唱票，票数最多的三人轮流担任街长。"
MOST = "街长由街道考评，一年一次，考评结果贴在街口的公示栏里。"
WIDE = "执法队每月到街面走访一次，听取街长和商户的意见，当场答复，一周之内办结。"


def headings(article: Article) -> list[str]:
    made = (p.content.heading for p in walk(article) if isinstance(p.content, Section))
    return [heading for heading in made if heading]


def _texts(lines: tuple[str, ...]) -> list[str]:
    return [p.content.text for p in walk(article_of(*lines)) if isinstance(p.content, Paragraph)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("青河市市长 周海", "周海"),
        ("市長　吳江", "吳江"),
        ("自治区主席 艾尔肯·吐尼亚孜", "艾尔肯·吐尼亚孜"),
        ("青河市人民政府市长 周 海", "周海"),
        ("周海 | 青河大学教授", "周海"),
        ("青河县委书记 谈街长制", ""),
        ("周海 | 街长的一天", ""),
        ("老街新事 | 青河大学教授", ""),
    ],
)
def test_who_holds_a_post_is_known_by_post_and_name(line: str, name: str) -> None:
    assert holder_of_post(line) == name


def test_who_gives_a_report_is_no_title_and_buttons_are_no_names() -> None:
    day = "——2026年1月25日在青河市第十六届人民代表大会第四次会议上"
    masthead = ("来源：青河日报", "时间：2026-02-02")
    article = article_of(
        *BUTTONS, REPORT, day, *masthead, "青河市市长 周海", "各位代表：", ONE, TWO
    )
    assert (article.title, article.subtitle) == (REPORT, day)
    assert article.sources[0].authors == ("周海",)
    # What looks like a name is one where no buttons stand around it.
    assert article_of(TITLE, "2026-02-02", "全喜", ONE, TWO).sources[0].authors == ("全喜",)


def test_an_institution_below_a_writer_is_no_title() -> None:
    article = article_of("青河县：街长制的由来", "周海", "公共管理学院", "引言", ONE, TWO)
    assert (article.title, article.sources[0].authors) == ("青河县：街长制的由来", ("周海",))
    assert "公共管理学院" not in headings(article)


def test_a_line_over_the_masthead_is_told_of_where_the_title_stands_below_it() -> None:
    over, below = "老城有了当家人，夜里不再吵", "沿街商户推选街长六百名"
    head = ("青河网", over, over, "2026-02-02 来源：青河日报", below)
    told = [p.detail for p in cleaned(*head, ONE, TWO).problems if p.code is Code.TITLE_IN_DOUBT]
    assert any(over in detail for detail in told)
    # What stands there once and speaks of nothing in the text may be the name of a site.
    once = cleaned("青河网", "云墨山上的星空", "2026-02-02 来源：青河日报", below, ONE, TWO)
    assert not any(p.code is Code.TITLE_IN_DOUBT for p in once.problems)


def test_a_caption_above_a_heading_does_not_hide_it() -> None:
    one, two, three = "街面换了新样子", "商户有了说话处", "投诉有人当场办"
    caption = "街长在东街巡查 青河图片"
    lines = (TITLE, "", ONE, caption, one, TWO, two, THREE, three, WIDE)
    assert headings(article_of(*lines)) == [one, two, three]


@pytest.mark.parametrize(("more", "seen"), [(0, True), (1, False)])
def test_a_caption_has_sixty_characters_at_most(more: int, seen: bool) -> None:
    one, two, three = "街面换了新样子", "商户有了说话处", "投诉有人当场办"
    caption = "街" * (60 + more - 3) + "周海攝"
    lines = (TITLE, "", ONE, one, TWO, two, THREE, three, WIDE, caption, "执法队每月走访", ONE)
    assert ("执法队每月走访" in headings(article_of(*lines))) is seen


@pytest.mark.parametrize(
    "line",
    [
        "青河新闻制图",
        "青河资料照片（档案）",
        "本文原载于青河网志",
        "{{ }}",
        "周海街谈 发布于 2026-02-02",
        "【撰文：街长周海】",
    ],
)
def test_what_stands_apart_from_a_text_is_no_heading(line: str) -> None:
    one, two, three = "街面换了新样子", "商户有了说话处", "投诉有人当场办"
    lines = (TITLE, "", ONE, one, TWO, two, THREE, three, WIDE, line, ONE)
    assert line not in headings(article_of(*lines))


def test_three_headings_stand_below_each_other_where_the_first_names_a_theme() -> None:
    bare = ("街面换了新样子", TWO, "商户有了说话处", THREE, "投诉有人当场办", WIDE)
    stack = ("案例启示", "街面治理维度", "巡查质量提升")
    assert {*stack} <= {*headings(article_of(TITLE, "", ONE, *bare, *stack, ONE))}
    four = ("案例启示", "街面治理维度", "巡查质量维度", "商户参与提升")
    assert four[-1] not in headings(article_of(TITLE, "", ONE, *bare, *four, ONE))
    plain = ("街面见闻", "街面治理维度", "巡查质量提升")
    assert plain[-1] not in headings(article_of(TITLE, "", ONE, *bare, *plain, ONE))


def test_a_bare_heading_stands_right_below_a_numbered_one_or_above_a_first_point() -> None:
    bare = ("街面换了新样子", TWO, "商户有了说话处", THREE, "投诉有人当场办", WIDE)
    made = headings(
        article_of(
            TITLE, "", ONE, *bare, "一、街长怎么选", "由沿街商户推选", MORE, "二、街长怎么管", MOST
        )
    )
    assert "由沿街商户推选" in made
    assert "街长名册" in headings(
        article_of(TITLE, "", ONE, *bare, "街长名册", "1、周海管东街。", "2、吴江管西街。", MORE)
    )


def test_the_first_line_is_a_heading_where_it_speaks_of_the_text() -> None:
    bare = ("街面换了新样子", TWO, "商户有了说话处", THREE, "投诉有人当场办", WIDE)
    head = (TITLE, "2026-02-02 来源：青河日报")
    assert "街长巡查记" in headings(article_of(*head, "街长巡查记", ONE, *bare))
    assert "云墨智库" not in headings(article_of(*head, "云墨智库", ONE, *bare))


def _list_of(count: int, parted: int) -> list[str]:
    lines = []
    for n in range(1, count + 1):
        lines += [f"{n}. 街面第{n}号商户"] + ([ONE] if n == parted else [])
    return headings(article_of(TITLE, "", TWO, *lines, THREE))


@pytest.mark.parametrize(("count", "points"), [(11, True), (10, False)])
def test_a_list_stays_one_where_one_line_in_more_than_ten_has_text_below(
    count: int, points: bool
) -> None:
    assert (_list_of(count, 3) == []) is points


def test_a_theme_between_them_does_not_part_numbers_of_the_highest_kind() -> None:
    lines = ("一、工作回顾", ONE, "主要成效", TWO, "改革背景", THREE, "二、今年任务", WIDE)
    assert "二、今年任务" in headings(article_of(TITLE, "", *lines))


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("案例背景：数字时代的文化使命", Theme.BACKGROUND),
        ("未来：积极面对带来的新挑战", Theme.LESSONS),
        ("今年工作的总体要求是：", None),
    ],
)
def test_words_before_a_colon_decide(heading: str, theme: Theme | None) -> None:
    assert theme_of(heading) is theme


def test_a_credit_after_a_slash_is_no_title() -> None:
    done = cleaned("街长今日上路／青河县府提供", ONE, TWO)
    assert done.article is not None
    assert Code.NO_TITLE in {p.code for p in done.problems}


def test_keywords_end_before_a_sentence() -> None:
    glued = "关 键 词：街长；商户 一、问题的提出。长期以来，街面无人管理，商户多有怨言。"
    assert glued in _texts((TITLE, "2026-02-02 来源：青河日报", ONE, glued, TWO))
    assert "关 键 词：街长；商户；街面" not in _texts(
        (TITLE, "2026-02-02 来源：青河日报", ONE, "关 键 词：街长；商户；街面", TWO)
    )


def test_who_uploads_is_no_writer() -> None:
    assert article_of(TITLE, "2026-02-02 作者：会员上传", ONE, TWO).sources[0].authors == ()
