"""What sites put around a saved text: welcomes, counts, prompts, agencies; kinds, our wording."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned, headings
from tests.ingest.test_saved_text_frames import text_of

from casebook.ingest.clean.causes import Cause
from casebook.ingest.facts.people import names_in, read_byline
from casebook.ingest.facts.publisher import clean_publisher
from casebook.problems import Code

TITLE = "街长制让街面更有序"
DAY = "发布时间：2024-05-06 10:20"


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("欢迎访问“青河水利”网", "青河水利"),
        ("欢迎光临青河文化网", "青河文化网"),
        ("欢迎来到青河社科！", "青河社科"),
        ("青河教育科学研究院官网", "青河教育科学研究院"),
        ("青河市人民政府门户网站", "青河市人民政府"),
        ("欢迎您访问青河统计 今天是", "青河统计"),
    ],
)
def test_the_welcome_of_a_site_names_it_and_is_no_title(line: str, publisher: str) -> None:
    article = article_of(line, "", TITLE, "", DAY, "", ONE, TWO, THREE)
    assert article.title == TITLE
    assert article.sources[0].publisher == publisher
    assert line not in text_of(article)


@pytest.mark.parametrize(
    "line",
    [
        "欢迎您，下午好！",
        "上午好,欢迎访问青河人大网",
        "Hi，请登录",
        "游客您好，请登录 注册",
        "您好，欢迎光临！",
    ],
)
def test_a_greeting_is_no_title_even_where_there_is_none(line: str) -> None:
    done = cleaned(line, ONE, TWO, THREE)
    assert done.article
    assert done.article.title.startswith(ONE[:10])
    assert Code.NO_TITLE in {problem.code for problem in done.problems}
    assert line not in text_of(done.article)
    assert article_of("您好，青河街长", ONE, TWO, THREE).title == "您好，青河街长"


@pytest.mark.parametrize(
    "lines",
    [
        ("字級設定：",),
        ("跳至主要內容",),
        ("3小時前",),
        ("12分钟前",),
        ("文章正文",),
        ("#街長制 #青河市",),
        ("分享至手機",),
        ("> 正文",),
        ("| 下一篇",),
        ("沒有留言：", "張貼留言"),
        ("关键词 街长制 街面秩序 商户自治",),
        ("【qinghe.com-青河资料网】",),
        ("注意：本站部分内容由网友投稿，如有问题请联系我们。",),
        ("1532",),
    ],
)
def test_furniture_between_title_and_text_goes(lines: tuple[str, ...]) -> None:
    article = article_of(TITLE, "", DAY, *lines, "", ONE, TWO, THREE)
    assert article.title == TITLE
    assert not any(line in text_of(article) for line in lines)
    assert all(part in text_of(article) for part in (ONE, TWO, THREE))


@pytest.mark.parametrize(
    "line", ["街长 600 名", "2024", "#1 街长巡查", "3小时前往现场", "关键词是自治", "提交材料"]
)
def test_lines_like_furniture_that_say_more_stay(line: str) -> None:
    assert line in text_of(article_of(TITLE, "", DAY, "", ONE, line, TWO, THREE))


@pytest.mark.parametrize(
    ("first", "others"),
    [
        ("爆料熱線：", ("人人做記者", "傳 真：", "SMS：")),
        ("查看更多評論", ("七日預報", "找不到結果")),
        ("分享", ("取消收藏夹", "用户中心")),
        ("加入青河新聞LINE好友，話題不漏接", ("👉財富精油，還可抽獎", "海外遊學專家")),
        ("打印本页", ("访客留下的脚印", "回到我的主页")),
    ],
)
def test_short_lines_below_furniture_below_the_text_go(first: str, others: tuple[str, ...]) -> None:
    done = cleaned(TITLE, "", DAY, "", ONE, TWO, THREE, "", first, *others)
    assert done.article is not None
    assert not any(line in text_of(done.article) for line in (first, *others))
    removed = {removal.text for removal in done.ledger.removals}
    assert removed >= {first, *others}


@pytest.mark.parametrize(
    "after",
    [
        ("（一）街长名单",),
        ("1. 街长守则",),
        ("联系人：周海",),
        ("街长守则由商户大会每年修订一次，修订以后向全体商户公布。",),
    ],
)
def test_what_is_numbered_or_a_sentence_stays_below_furniture(after: tuple[str, ...]) -> None:
    text = text_of(article_of(TITLE, "", DAY, "", ONE, TWO, THREE, "分享", *after))
    assert all(line in text for line in after)


def test_short_lines_below_the_text_stay_where_no_furniture_stands_above_them() -> None:
    assert "东街街长名单" in text_of(
        article_of(TITLE, "", DAY, "", ONE, TWO, THREE, "东街街长名单")
    )


def test_copies_of_the_title_above_the_text_go() -> None:
    done = cleaned(TITLE, DAY, "收藏", TITLE, TITLE, "", ONE, TWO, THREE)
    assert done.article is not None
    assert TITLE not in text_of(done.article)
    assert [r.reason for r in done.ledger.removals if r.text == TITLE] == [Cause.AGAIN] * 2


def test_a_title_that_ends_in_a_telephone_is_no_institution() -> None:
    article = article_of(f"{TITLE} 咨询电话 4005551234", "", DAY, "", ONE, TWO, THREE)
    assert article.title.startswith(TITLE)


@pytest.mark.parametrize("lead", ["钱从哪里来，账往哪里记", "马甲和手机谁来出资"])
def test_a_line_above_the_title_that_may_be_it_is_reported(lead: str) -> None:
    long = "青河市推行街长制“商户自治、网格巡查、执法兜底”三项做法持续见效"
    parts = (f"一、{lead}", ONE, "二、街长怎样巡查", TWO)
    done = cleaned("青河市", lead, long, DAY, "", THREE, *parts)
    assert "P007" in {problem.code.code for problem in done.problems}


def test_the_name_of_a_column_above_the_title_is_no_doubt() -> None:
    done = cleaned("青河市", "百姓关注热点", TITLE, DAY, "", ONE, TWO, THREE)
    assert "P007" not in {problem.code.code for problem in done.problems}


@pytest.mark.parametrize(
    ("lead", "publisher", "authors"),
    [
        ("青河社北京8月25日电（记者周海、吴江）", "青河社", ("周海", "吴江")),
        ("青河网5月6日电 ", "青河网", ()),
        ("【青河新闻台】", "青河新闻台", ()),
        ("（劲报记者周海／新竹报导）", "劲报", ("周海",)),
        ("【知报记者吴江／台南报导】", "知报", ("吴江",)),
        ("【青河日报】", "青河日报", ()),
    ],
)
def test_who_reports_at_the_head_of_the_text_is_its_publisher(
    lead: str, publisher: str, authors: tuple[str, ...]
) -> None:
    source = article_of(TITLE, "", lead + ONE, TWO, THREE).sources[0]
    assert source.publisher == publisher
    assert source.authors == authors


@pytest.mark.parametrize("lead", ["本报5月6日讯 ", "【本報消息】", "【街长制】", "晚报讯 "])
def test_what_names_no_paper_is_no_publisher(lead: str) -> None:
    assert article_of(TITLE, "", lead + ONE, TWO, THREE).sources[0].publisher == ""


@pytest.mark.parametrize(
    ("end", "publisher", "photographers"),
    [
        ("（青河社）", "青河社", ()),
        ("(知行日报)", "知行日报", ()),
        ("周海摄（青河图片网）", "", ("周海",)),
    ],
)
def test_who_stands_after_the_last_sentence(
    end: str, publisher: str, photographers: tuple[str, ...]
) -> None:
    source = article_of(TITLE, "", ONE, TWO, THREE + end).sources[0]
    assert (source.publisher, source.photographers) == (publisher, photographers)


@pytest.mark.parametrize(
    ("text", "paper", "name"),
    [("青河新聞─周海／新竹", "青河新聞", "周海"), ("知行報—吳江/臺南", "知行報", "吳江")],
)
def test_a_paper_with_its_writer_and_the_place(text: str, paper: str, name: str) -> None:
    byline = read_byline(text)
    assert byline is not None
    assert (byline.publisher, byline.authors) == (paper, (name,))


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("青河文明网周海", ("周海",)),
        ("青河日报吴江", ("吴江",)),
        ("周海", ("周海",)),
        ("青河网新闻中心", ("青河网新闻中心",)),
        ("周海江苏报道", ("周海",)),
        ("《青河内参》记者周海江苏江阴报道", ("周海",)),
    ],
)
def test_names_glued_to_a_paper_or_a_place(value: str, names: tuple[str, ...]) -> None:
    assert names_in(value) == names


def test_names_without_anything_between_them_above_their_institution() -> None:
    office = "（1.青河理工学院经济学院，江苏 青河 213001；2.城东县水利局，江苏 城东 832207）"
    article = article_of(TITLE, "", DAY, "", "周 海 吴 江", "", office, "", ONE, TWO, THREE)
    assert article.sources[0].authors == ("周海", "吴江")


@pytest.mark.parametrize(
    ("value", "publisher", "channel"),
    [
        ("青河号-图片新闻", "青河号", "图片新闻"),
        ("青河网-要闻", "青河网", "要闻"),
        ("青河在线-街区频道", "青河在线", "街区频道"),
        ("网友投稿", "", ""),
    ],
)
def test_the_channel_after_a_publisher(value: str, publisher: str, channel: str) -> None:
    assert clean_publisher(value)[:2] == (publisher, channel)


def test_the_day_below_the_title_goes_before_that_of_the_frame() -> None:
    frame = (f"{TITLE}-青河频道-青河网", "2019-01-31 08:30:55")
    article = article_of(*frame, TITLE, "2024-05-06 16:43 来源：青河日报", "", ONE, TWO, THREE)
    assert article.title == TITLE
    assert article.sources[0].published[:10] == "2024-05-06"


def test_a_line_of_labels_names_the_writer() -> None:
    article = article_of(TITLE, "", "时间：01-20人气：27作者：周海", "", ONE, TWO, THREE)
    assert article.sources[0].authors == ("周海",)
    assert "人气" not in text_of(article)


def test_the_footer_of_a_paper_names_it_below_a_dated_text() -> None:
    footer = f"2024-05-06 1 1 青河日报 content_276080.html 1 {TITLE} /enpproperty-->"
    article = article_of("2024年05月06日", "", TITLE, "", ONE, TWO, THREE, "", footer)
    assert article.sources[0].publisher == "青河日报"
    assert "content_" not in text_of(article)


ENGLISH = (
    "This study explores how shopkeepers of a street look after it together, and what it costs."
)


def test_an_abstract_in_english_goes_with_its_heading() -> None:
    title = "How Shopkeepers Look After Their Street"
    article = article_of(TITLE, "", title, "", ONE, TWO, THREE, "", "並列摘要", "", ENGLISH)
    assert not any(line in text_of(article) for line in (title, "並列摘要", ENGLISH))


def test_english_inside_a_text_stays() -> None:
    assert ENGLISH in text_of(article_of(TITLE, "", ONE, ENGLISH, TWO, THREE))


@pytest.mark.parametrize("dash", ["——商户自己管", "──每条街都有街长"])
def test_a_short_line_above_a_line_of_a_dash_is_a_heading(dash: str) -> None:
    article = article_of(TITLE, "", ONE, "", "从乱到治", "", dash, "", TWO, "", THREE)
    assert "从乱到治" in headings(article)
    assert dash in text_of(article)


def test_a_title_whose_words_the_text_has_is_no_advertising() -> None:
    text = "公交公司将于五月六日为市民提供免费乘车优惠，所有线路照常运行，市民可以提前查询班次。"
    article = article_of("五月六日免费乘车优惠", "", text, TWO, THREE)
    assert article.title == "五月六日免费乘车优惠"


TABLE = ("索 引 号 010600106/2023-00071 发布机构 青河县政府办公室 公开日 2023-07-04",)


@pytest.mark.parametrize(
    ("rows", "publisher", "day"),
    [
        (TABLE, "青河县政府办公室", "2023-07-04"),
        ((*TABLE, "著录日期 生效日期"), "青河县政府办公室", "2023-07-04"),
        (
            (*TABLE, "体裁分类 服务对象 各乡镇、各部门 有效性 有效"),
            "青河县政府办公室",
            "2023-07-04",
        ),
        (("发布单位 青河市政府办 发文日期 2018-09-25",), "青河市政府办", "2018-09-25"),
        (("文号 青政发〔2018〕53号 发布机构 青河市政府", DAY), "青河市政府", "2024-05-06"),
    ],
)
def test_rows_of_labels_and_values_without_colons(
    rows: tuple[str, ...], publisher: str, day: str
) -> None:
    title = "关于推行街长制的通知"
    article = article_of(title, "", *rows, "", ONE, TWO, THREE)
    source = article.sources[0]
    assert article.title == title
    assert (source.publisher, source.published[:10]) == (publisher, day)
    assert not any(row in text_of(article) for row in rows)


@pytest.mark.parametrize("line", ["发布 街长名单 打印 出来", "时间 就是 街长 的 分享"])
def test_words_that_are_labels_elsewhere_stay_in_the_text(line: str) -> None:
    assert line in text_of(article_of(TITLE, "", ONE, line, TWO, THREE))


def test_names_of_any_surname_above_their_institution() -> None:
    office = "（1.青河理工学院 建筑学院，青河 300072；2.城东建设大学 建筑学院，城东 300384）"
    article = article_of(TITLE, "", DAY, "", "杨佳，运迎", "", office, "", ONE, TWO, THREE)
    assert article.sources[0].authors == ("杨佳", "运迎")


def test_an_unknown_label_after_a_publisher_is_no_part_of_it() -> None:
    assert clean_publisher("青河县政府 发布科室:办公室")[0] == "青河县政府"


def test_what_a_program_of_journals_leaves_goes_as_a_repair() -> None:
    done = cleaned(TITLE, "", ONE, TWO + "endprint", THREE)
    assert done.article is not None
    assert "endprint" not in text_of(done.article)
    assert TWO in text_of(done.article)
    assert any(repair.before.endswith("endprint") for repair in done.ledger.repairs)
