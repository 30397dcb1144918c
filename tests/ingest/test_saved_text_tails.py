"""What a site leaves of itself around saved text in sentences, rows, titles and second copies."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned, headings

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.site_tail import is_tag_row
from casebook.problems import Code
from casebook.records import Role

TITLE = "河口镇街长制让街面更有序"
MASTHEAD = "2024-05-06 来源：青河日报"
PAGE = (TITLE, MASTHEAD, ONE, TWO, THREE)
MORE = (
    "镇里每季度公布一次巡查里程，里程最长的几位由商会赠送雨具和水壶，大家笑称是跑腿奖。",
    "遇到下水道堵塞、路灯不亮之类的小毛病，住户先找他们，他们再联系养护班组登门修理。",
    "老人夜里买药不便，药房把值班电话贴在玻璃窗上，由附近铺面的人轮流陪同取送。",
)
LONG = (*PAGE, *MORE)


def kept(*lines: str) -> list[str]:
    return [line.text for line in cleaned(*lines).kept]


def whole(*lines: str) -> list[str]:
    """Return the lines without their masthead."""
    return [line for line in lines if line != MASTHEAD]


# Notices of the site


@pytest.mark.parametrize(
    "tail",
    [
        (
            "凡属青河在线的稿件，未经书面许可不得转载或镜像；违者将追究责任。",
            "总机：0571-1234567 传真：0571-7654321",
        ),
        ("青河在线 http://www.example.cn 青河报社。稿件未经许可，任何人不得转载。",),
    ],
)
def test_a_notice_with_a_way_to_reach_the_site_goes(tail: tuple[str, ...]) -> None:
    assert kept(*PAGE, *tail) == whole(*PAGE)


@pytest.mark.parametrize(
    "tail",
    [
        # of the text, though it speaks of reprints
        ("街长制的做法被多家媒体转载，沿街商户把街长六百名的名册贴在门口，群众满意度提高。",),
        # a way to be reached without a notice of the site
        ("联系人：周海 电话：0571-1234567 传真：0571-7654321",),
        # what may not be done without leave, and is no reprint
        ("未经街道许可，任何人不得占道经营，违者由街长劝离。",),
    ],
)
def test_one_sign_takes_no_sentence_away(tail: tuple[str, ...]) -> None:
    assert kept(*PAGE, *tail)[-len(tail) :] == list(tail)


def test_credits_above_a_notice_are_read_without_a_masthead() -> None:
    source = article_of(
        *(ONE, TWO, THREE, "记者：周海 吴江", "编辑：方明", "来源：青河县融媒体中心"),
        "青河在线 http://www.example.cn 版权作品，未经授权严禁转载。",
    ).sources[0]
    assert (source.authors, source.editors) == (("周海", "吴江"), ("方明",))
    assert source.publisher == "青河县融媒体中心"


# Rows of tags, titles of something else, strangers


def test_a_row_of_tags_goes_and_names_stay() -> None:
    above = "".join(PAGE) + "周海吴江方明"
    assert is_tag_row("街长制 河口镇 执法队", above)
    assert not is_tag_row("街长制 河口镇", above)
    assert not is_tag_row("街长制 河口镇 县政协", above)
    assert not is_tag_row("周海 吴江 方明", above)
    assert kept(*PAGE, "街长 执法队 网格员") == whole(*PAGE)


@pytest.mark.parametrize(
    "title",
    [
        "春耕的农机这样挑才不亏！",
        "【话家常】老城墙下的茶馆开了几家",
        "青山大学老校长：做学问先要坐冷板凳",
    ],
)
def test_a_title_that_calls_speaks_or_has_a_column_goes_below_furniture(title: str) -> None:
    assert kept(*LONG, "返回顶部", title) == whole(*LONG)
    assert kept(*LONG, title) == [*whole(*LONG), title]


def test_two_lines_without_a_word_of_a_long_text_go_and_one_stays() -> None:
    tail = ("点此开始畅听全新节目", "欧洲杯赛程一览")
    assert kept(*LONG, *tail) == whole(*LONG)
    assert kept(*LONG, tail[1]) == [*whole(*LONG), tail[1]]


def test_a_teaser_below_a_button_goes_with_its_title() -> None:
    teaser = (
        "海胆开放采捕期间为七月至八月，自开放以来，市面上未见有大量上市。渔会特别呼吁，如有违规..."
    )
    tail = ("官方呼吁：海胆未满尺寸切勿采捕", teaser)
    assert kept(*PAGE, "发布留言", *tail) == whole(*PAGE)
    assert teaser in kept(*PAGE, *tail)


def test_a_prompt_with_an_address_goes_and_a_label_with_its_value_stays() -> None:
    prompt = "青河客户端已更新版本，浏览更精彩节目请到https://example.com/app"
    label = "报名网址：https://example.com/form"
    assert kept(*PAGE, prompt) == whole(*PAGE)
    assert kept(*PAGE, label) == [*whole(*PAGE), label]


def test_a_stranger_between_masthead_and_text_goes_from_a_long_text() -> None:
    assert kept(*LONG[:2], "登录可享更多", *LONG[2:]) == whole(*LONG)
    assert "引言" in kept(*LONG[:2], "引言", *LONG[2:])


# Copies


def test_a_text_that_stands_twice_is_one() -> None:
    done = cleaned(TITLE, ONE, TWO, THREE, "（记者：周海）", TITLE, ONE, TWO, THREE)
    assert sum(line.text == TWO for line in done.kept) == 1
    causes = [r.reason for r in done.ledger.removals if r.text == TWO]
    assert causes == [Cause.SECOND_COPY]


def test_a_paragraph_that_a_text_repeats_stays() -> None:
    assert kept(*PAGE, ONE).count(ONE) == 2
    assert kept(*PAGE, ONE, MORE[0]).count(ONE) == 2


def test_an_excerpt_above_the_text_goes() -> None:
    excerpt = (ONE + TWO)[:70]
    assert kept(TITLE, MASTHEAD, excerpt, ONE, TWO, THREE) == whole(*PAGE)
    first = ONE + TWO
    assert kept(TITLE, MASTHEAD, first, "【青河网讯】" + first, THREE).count(first) == 0
    other = excerpt[:-1] + "也"
    assert other in kept(TITLE, MASTHEAD, other, ONE, TWO, THREE)


# Above the text


def test_a_title_that_calls_out_is_no_sentence() -> None:
    assert not is_sentence("秋收怎么收！街上的人这样说 老农王立民：先看天再看地")
    assert is_sentence("秋收怎么收！街上的人这样说，老农王立民：先看天再看地！")
    assert is_sentence("秋收怎么收！街上的人这样说，老农王立民先看天再看地。")
    assert not is_sentence("街" * 41 + "！街街")
    assert is_sentence("街" * 42 + "！街街")


def test_titles_of_other_reports_above_the_masthead_are_none() -> None:
    done = cleaned(
        *(
            "2024-05-06 快讯",
            "老牌歌手住院中 经纪人回应曝光最新病況",
            "否认犯罪！护理师再限境八月 法官：有逃亡之虞",
        ),
        *(TITLE, "青河报／ 记者周海／河口报道", *LONG[2:]),
    )
    assert done.article is not None
    assert done.article.title == TITLE


def test_a_breadcrumb_without_signs_and_a_greeting_are_no_titles() -> None:
    assert article_of("您现在的位置是： 首页新闻要闻", *PAGE).title == TITLE
    assert article_of("首页新闻中心河口镇街长制让街面更有序", *PAGE).title == TITLE
    done = cleaned("青河村务信息网，乡亲的贴心网！", *PAGE)
    assert done.article is not None
    assert done.article.title == TITLE


def test_what_stands_above_lines_of_the_site_goes_with_them() -> None:
    above = (
        "青河报提供河口每日新闻、街面专栏、副刊、夹报、印刷服务等!",
        "左边轮播上栏",
        "左边轮播下栏",
    )
    assert kept(*above, TITLE, ONE, TWO, THREE)[0] == TITLE


def test_stars_after_a_title_go() -> None:
    assert article_of(TITLE + "******", *PAGE[1:]).title == TITLE


# Captions and credits without their picture


def test_from_where_a_missing_picture_was_is_no_text() -> None:
    assert kept(*PAGE[:3], "（图/青河县政府）", *PAGE[3:]) == whole(*PAGE)
    source = article_of(*PAGE[:3], "图/周海", *PAGE[3:]).sources[0]
    assert source.photographers == ("周海",)


def test_a_report_that_is_the_text_of_its_picture_is_an_article() -> None:
    article = article_of(f"{ONE}图为街长在巡查。 周海 吴江摄")
    assert article.sources[0].photographers == ("周海", "吴江")
    roles = [line.role for line in cleaned(*PAGE, "街长在前街巡查（周海 摄）").kept]
    assert roles[-1] is Role.CAPTION


# Facts


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("发布日期:11/24/2024", "2024-11-24"),
        ("发布日期：24/11/2024", "2024-11-24"),
        ("10 5 月, 2023", "2023-05-10"),
        ("发布日期：05/03/2021", ""),
    ],
)
def test_a_day_before_its_year(line: str, day: str) -> None:
    assert article_of(TITLE, line, ONE, TWO, THREE).sources[0].published == day


def test_a_publisher_glued_to_a_count_and_to_nobody() -> None:
    source = article_of(TITLE, "村务 2024-05-06 18:0812未知青河村务信息网", ONE, TWO).sources[0]
    assert source.publisher == "青河村务信息网"


@pytest.mark.parametrize(
    ("lines", "authors", "photographers"),
    [
        ((TITLE, MASTHEAD, f"青河社 河口8月30日电 （周海）{ONE}", TWO), ("周海",), ()),
        ((TITLE, f"{ONE}（记者周海摄）", TWO), (), ("周海",)),
        ((TITLE, MASTHEAD, ONE, f"{TWO}（周海 吴江", "）"), ("周海", "吴江"), ()),
        ((TITLE, MASTHEAD, ONE, f"{TWO}（周海 吴江 来源：青河网）"), ("周海", "吴江"), ()),
        ((TITLE, "记者周海∕河口报道", ONE, TWO), ("周海",), ()),
        ((TITLE, f"（青河商报首席记者 周海）{ONE}", TWO), ("周海",), ()),
        ((TITLE, MASTHEAD, "陈海涛/青山大学公共事务学系助理教授", ONE, TWO), ("陈海涛",), ()),
        ((TITLE, "文／编辑中心", ONE, TWO), (), ()),
    ],
)
def test_who_wrote(
    lines: tuple[str, ...], authors: tuple[str, ...], photographers: tuple[str, ...]
) -> None:
    source = article_of(*lines).sources[0]
    assert (source.authors, source.photographers) == (authors, photographers)


def test_the_writers_after_a_label_stay_beside_the_name_before_the_title() -> None:
    article = article_of(f"周海：{TITLE}", "2024-05-06", "作者：周海 吴江", ONE, TWO, THREE)
    assert article.sources[0].authors == ("周海", "吴江")
    assert article.title == TITLE


def test_a_reporter_below_a_caption_is_read() -> None:
    source = article_of(TITLE, f"{THREE}(镇政府提供)", "【记者周海／河口报导】", ONE, TWO).sources[
        0
    ]
    assert source.authors == ("周海",)


def test_editors_after_the_last_sentence_in_any_bracket() -> None:
    assert article_of(*PAGE[:-1], f"{THREE}（完） 【编辑：周海】").sources[0].editors == ("周海",)


# Headings


def test_a_heading_above_a_paragraph_that_was_cut_short() -> None:
    names = ("街长从哪里来", "问题由谁解决", "夜里怎样值守")
    cut = "再过一个月，巡查的里程就要公布，商会"
    lines = [x for pair in zip(names, (ONE, TWO, cut), strict=True) for x in pair]
    assert headings(article_of(TITLE, MASTHEAD, THREE, *lines)) == ["", *names]


def test_a_text_that_is_only_a_notice_is_not_emptied() -> None:
    done = cleaned("未经许可，任何人不得转载本站 http://www.example.cn 的稿件和图片。")
    assert Code.NO_BODY in {p.code for p in done.problems} or done.article is not None


# A numbered list of other news


# Rows of teasers, and numbered buttons

OTHERS = (
    ("白鹭湖修起步道", "环湖步道分三期修成，沿途设了二十处歇脚亭。", "2024-02-20"),
    ("茶园换了新主人", "山口村把闲置的茶园租给合作社，头一年就回本。", "2024-02-11"),
    ("祠堂改成图书角", "放学后孩子们有了去处，书都是邻居捐来的。", "2024-01-05"),
)


def test_a_series_above_the_title_is_its_kicker() -> None:
    made = article_of("“河口街面”系列报道之四", TITLE, ONE, TWO, THREE)
    assert (made.title, made.kicker) == (TITLE, "“河口街面”系列报道之四")
