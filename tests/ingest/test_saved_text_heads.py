"""What stands around the title of a page saved as text, kind by kind."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned, headings

from casebook.ingest.clean.causes import Cause
from casebook.records import Article, Paragraph, Picture, Table, walk

TITLE = "河口镇推行街长制三年"


def _texts(article: Article) -> list[str]:
    return [p.content.text for p in walk(article) if isinstance(p.content, Paragraph)]


@pytest.mark.parametrize(
    "line",
    [
        f"{TITLE}时间：2024-05-06 来源：青河日报",
        f"{TITLE} 来源：青河日报 2024-05-06",
        f"{TITLE}发布日期：2024-05-06 来源：青河日报 浏览次数：12",
        f"{TITLE}（来源：青河日报 2024-05-06）",
        f"{TITLE} 发布时间:2024-05-06 10:30 来源:青河日报 责编:",
    ],
)
def test_a_masthead_on_the_line_of_the_title_is_parted_from_it(line: str) -> None:
    done = cleaned(line, "", ONE, TWO)
    assert done.article is not None
    source = done.article.sources[0]
    assert (done.article.title, source.published[:10], source.publisher) == (
        TITLE,
        "2024-05-06",
        "青河日报",
    )
    assert Cause.AFTER_TITLE in {repair.reason for repair in done.ledger.repairs}


def test_a_title_with_the_word_of_a_label_is_whole() -> None:
    line = "街长时间：每天两次巡查怎么安排"
    assert article_of(line, "2024-05-06 来源：青河日报", ONE, TWO).title == line


def test_a_site_named_in_two_languages_is_the_publisher_and_no_title() -> None:
    article = article_of(
        "青河新闻 Qinghe News", "", "如果街上有街长", "", "2024/5/6 10:30", ONE, TWO
    )
    assert (article.title, article.sources[0].publisher) == ("如果街上有街长", "青河新闻")
    article = article_of("街长新闻", "", "如果街上有街长", "", "2024/5/6 10:30", ONE, TWO)
    assert article.sources[0].publisher == ""  # a channel, as far as anyone can tell


def test_a_caption_with_its_writer_that_stands_twice_is_one() -> None:
    caption = "里长们昨天到工务局讨论报修方式。（图/文：周海明）"
    lines = ("路灯报修改用手机", "2016-07-28", caption, caption, f"【记者周海明报道】{ONE}", TWO)
    article = article_of(*lines)
    pictures = [x for x in article.sections[0].blocks if isinstance(x, Picture)]
    assert [(x.caption, x.credit) for x in pictures] == [(caption[:16], caption[16:])]
    assert article.sources[0].authors == ("周海明",)
    once = article_of(*lines[:3], *lines[4:])
    assert not any(isinstance(x, Picture) for x in once.sections[0].blocks)


def test_a_caption_that_stands_twice_below_the_title_is_none() -> None:
    caption = "街长代表上台领取街长制奖牌"
    lines = ("青河市街长制获年度治理奖", "", caption, caption, "", ONE, TWO)
    assert article_of(*lines).title == "青河市街长制获年度治理奖"


@pytest.mark.parametrize("label", ["標題", "報告名稱", "论文题目"])
def test_the_label_of_a_title_is_no_part_of_it(label: str) -> None:
    lines = (f"{label}：{TITLE}之检讨", "日期：2024-05-06", "作者：周海", ONE, TWO)
    assert article_of(*lines).title == f"{TITLE}之检讨"


def test_several_writers_before_a_title_are_its_writers() -> None:
    article = article_of(f"周海 吴江：{TITLE}", "周海", "2024-05-06 来源：青河日报", ONE, TWO)
    assert (article.title, article.sources[0].authors) == (TITLE, ("周海", "吴江"))
    kept = article_of("周海 吴江：两位街长的一天", "2024-05-06 来源：青河日报", ONE, TWO)
    assert kept.title == "周海 吴江：两位街长的一天"  # nothing else says that they wrote it


@pytest.mark.parametrize(
    ("value", "publisher", "authors"),
    [
        ("青河日报 周海 吴江", "青河日报", ("周海", "吴江")),
        ("青河日报", "青河日报", ()),
        ("青河乡村网（作者授权发布）", "青河乡村网", ()),
        ("青河学报（社会科学版）", "青河学报（社会科学版）", ()),
    ],
)
def test_what_follows_a_publisher_is_no_part_of_it(
    value: str, publisher: str, authors: tuple[str, ...]
) -> None:
    source = article_of(TITLE, f"2024-05-06 来源：{value}", ONE, TWO).sources[0]
    assert (source.publisher, source.authors) == (publisher, authors)


@pytest.mark.parametrize(
    ("opening", "authors", "publisher"),
    [
        ("【记者周海/高雄报导】", ("周海",), ""),
        ("【青河媒／记者 周海／青河 报导】", ("周海",), "青河媒"),
        ("本报讯(全媒体记者 周 海 通讯员 吴江)", ("周海", "吴江"), ""),
        ("【记者周海、吴江/高雄报导】", ("周海", "吴江"), ""),
    ],
)
def test_the_place_of_a_report_is_no_writer(
    opening: str, authors: tuple[str, ...], publisher: str
) -> None:
    source = article_of(TITLE, "", opening + ONE, TWO).sources[0]
    assert (source.authors, source.publisher) == (authors, publisher)


def test_credits_below_the_first_paragraph_leave_the_text_where_they_are_two() -> None:
    credited = ("主编 | 周海", "来源 | 青河观察")
    article = article_of(ONE, "", *credited, "", "一、街长由来", TWO)
    source = article.sources[0]
    assert (source.editors, source.publisher) == (("周海",), "青河观察")
    assert not any(isinstance(place.content, Table) for place in walk(article))
    article = article_of(ONE, "", credited[0], "", "一、街长由来", TWO)
    assert credited[0] in [
        p.content.text for p in walk(article) if isinstance(p.content, Paragraph)
    ]


def test_a_title_that_a_site_of_documents_names_on_every_page_is_parted_from_the_text() -> None:
    pages = tuple(f"青河市街长制实施方案_第{n}页" for n in (1, 2))
    done = cleaned(
        *pages, "", "青河市街长制实施方案范文参考一、街长制背景", "", ONE, "1.1街道现状", TWO
    )
    assert done.article is not None
    assert done.article.title == "青河市街长制实施方案范文参考"
    assert "一、街长制背景" in headings(done.article)
    # Without a number after it, the words may go on as they began.
    done = cleaned(*pages, "", "青河市街长制实施方案印发以来，街面有了新样子。", ONE, TWO)
    assert done.article is not None
    assert "青河市街长制实施方案印发以来，街面有了新样子。" in _texts(done.article)


def test_a_heading_with_a_stop_stands_below_one_of_a_higher_kind() -> None:
    lines = (TITLE, "2024-05-06 来源：青河日报", "一、三年回顾", ONE)
    assert "（一）街面更整洁，商户更安心。" in headings(
        article_of(*lines, "（一）街面更整洁，商户更安心。", TWO, THREE)
    )
    sentence = "（一）街面更整洁，商户也都更安心，投诉少了四成左右。"
    assert sentence not in headings(article_of(*lines, sentence, TWO, THREE))


@pytest.mark.parametrize(
    "line",
    [
        "聯絡我們 網站導覽 線上客服 工作夥伴",
        "新聞字體調整: 轉寄 (0) | 推薦 (0) | 書籤 (0)",
        "其它新聞",
        "切换到简体中文",
    ],
)
def test_furniture_of_a_site_goes(line: str) -> None:
    article = article_of(TITLE, "2024-05-06 来源：青河日报", ONE, TWO, THREE, line)
    assert line not in _texts(article)


def test_the_column_of_a_journal_is_no_title() -> None:
    article = article_of("·街面工作瞭望·", "", TITLE, "", ONE, TWO)
    assert article.title == TITLE


@pytest.mark.parametrize(
    ("above", "below", "publisher", "authors"),
    [
        (("青河县人民政府",), "发布日期：2023-08-14 信息来源：县委改革办", "县委改革办", ()),
        (("东岭县财政局办公室",), "来源：青河日报 2024-05-06", "青河日报", ()),
        (
            ("改革简报", "第36期", "中共青河县委改革办　2018年10月29日"),
            "",
            "中共青河县委改革办",
            (),
        ),
        (("工作交流", "中共东岭市委政法委 2021年3月2日"), "", "中共东岭市委政法委", ()),
        (("青河县人民政府",), "2023-08-14 来源：青河日报 记者：周海", "青河日报", ("周海",)),
        # Below the title, beside its day, it publishes; behind a label, and by its kind, it writes.
        ((), "县委改革办 2018年10月29日", "县委改革办", ()),
        (("作者：县委政研室",), "来源：青河日报 2024-05-06", "青河日报", ("县委政研室",)),
        (("青河市街长课题组",), "来源：青河日报 2024-05-06", "青河日报", ("青河市街长课题组",)),
    ],
)
def test_an_office_above_the_title_is_no_writer(
    above: tuple[str, ...], below: str, publisher: str, authors: tuple[str, ...]
) -> None:
    source = article_of(*above, TITLE, *filter(None, (below,)), ONE, TWO, THREE).sources[0]
    assert (source.publisher, source.authors) == (publisher, authors)


@pytest.mark.parametrize(
    "crumbs",
    ["首页 > 要闻 > {}", "首页/地方综合/{}", "您的位置：首页 > 改革 > {} > 正文"],
)
@pytest.mark.parametrize("above", [(), (TITLE,)])
def test_the_last_step_of_a_breadcrumb_may_be_the_title(
    crumbs: str, above: tuple[str, ...]
) -> None:
    article = article_of(*above, crumbs.format(TITLE), TITLE, "2024-05-06", ONE, TWO)
    assert article.title == TITLE
    assert "首页" not in str(article.sections)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("青河特别行政区政府 新闻公报", "青河特别行政区政府"),
        ("青河市农业局　新闻稿", "青河市农业局"),
        ("东岭县人民政府办公室 政府公报", "东岭县人民政府办公室"),
        ("街长制改革 新闻稿", ""),
        ("青河市农业局 街长名单", ""),
    ],
)
def test_an_office_with_its_releases_above_the_title_is_the_publisher(
    line: str, publisher: str
) -> None:
    source = article_of(line, "简体版 | English", TITLE, ONE, TWO, "2024年5月6日").sources[0]
    assert source.publisher == publisher


@pytest.mark.parametrize(
    ("line", "gone"),
    [("20230307185309nwiI", True), ("20230307185317", False), ("2023030718530nwiI", False)],
)
def test_the_name_of_a_file_between_paragraphs_goes(line: str, *, gone: bool) -> None:
    article = article_of(TITLE, "2024-05-06 来源：青河日报", ONE, line, TWO, THREE)
    assert (line not in _texts(article)) is gone
