"""What sites put around a saved text, and how one is broken: kinds, in our own wording."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned, headings

import casebook
from casebook.ingest.clean.causes import Cause
from casebook.ingest.facts.publisher import clean_publisher
from casebook.records import Article, walk

TITLE = "街长制让街面更有序"


def text_of(article: Article) -> str:
    return "\n".join(str(placed.content) for placed in walk(article))


WRAPPED = [
    "街道办事处去年在沿街商户里推选了六百名街长，每人负责一百五十米，",
    "每天巡查两次，发现占道经营先劝导，劝导不成再报执法队处理，三个月",
    "以来没有发生一起冲突，投诉比前一年减少了四成，商户和居民都说这个",
    "办法好，街道准备把它推广到背街小巷，并且给每名街长配一部手机和一",
    "件马甲，费用由街道承担。",
]


def test_lines_wrapped_at_a_width_are_joined_across_the_empty_lines_between_all_of_them() -> None:
    spaced = [part for line in WRAPPED for part in (line, "")]
    assert "".join(WRAPPED) in text_of(article_of(TITLE, "", *spaced))


BESIDE_PICTURE = [
    "街道办事处去年在沿街商户里推选了街长",
    "六百名，每人负责一百五十米，每天巡查",
    "两次，发现占道经营先劝导，劝导不成再",
    "报执法队处理，三个月以来没有发生一起",
    "冲突，商户和居民都说这个办法好，街道",
]
"""The same text in a narrow column, as it stands beside a picture."""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (BESIDE_PICTURE, WRAPPED),
        (WRAPPED[:-1], BESIDE_PICTURE),
        ([*BESIDE_PICTURE, *BESIDE_PICTURE], WRAPPED[1:]),
        (BESIDE_PICTURE, [line.replace("，", "、") for line in WRAPPED]),
        (WRAPPED[:-1], [f"“街长”{line[4:]}" for line in BESIDE_PICTURE]),
    ],
)
def test_a_text_that_goes_on_at_another_width_is_joined(
    first: list[str], second: list[str]
) -> None:
    said = text_of(article_of(TITLE, "", *first, *second))
    assert "".join((*first, *second)) in said


def test_a_part_that_ends_its_sentence_is_not_joined_to_the_next_width() -> None:
    ended = [*BESIDE_PICTURE[:-1], "冲突，商户居民都说这个办法非常好呢。"]
    said = text_of(article_of(TITLE, "", *ended, *WRAPPED))
    assert "".join(WRAPPED) in said
    assert "".join((*ended, *WRAPPED)) not in said


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("二、整合资源要素，激发共同发展", "的联建动力", True),
        ("青河市推行街长制改革", "的三年", True),
        ("街长制改革，", "的确不易", False),
        ("青河市城区出租汽车", "的士改革", False),
        ("街长制带来变化。", "的联建动力", False),
    ],
)
def test_a_line_that_begins_with_de_goes_on(first: str, second: str, *, joined: bool) -> None:
    lines = [line.text for line in cleaned(TITLE, ONE, first, second, TWO, THREE).kept]
    assert (first + second in lines) is joined


def test_empty_lines_between_whole_paragraphs_join_nothing() -> None:
    article = article_of(TITLE, "", ONE, "", TWO, "", THREE)
    assert ONE + TWO not in text_of(article)


NOISE = ['" u1 N, Z" \\6 n" a* Y) b* t6 ~2 ]: p)', "5 T( j* I( S# e) z3 I", "} [. z1 [5 ?9 V k+"]


@pytest.mark.parametrize("sign", ["[复制链接]", "查看: 1723|回复: 0", "显示全部楼层"])
def test_what_a_forum_puts_between_paragraphs_goes(sign: str) -> None:
    done = cleaned(TITLE, "", sign, ONE, NOISE[0], TWO, NOISE[1], THREE, NOISE[2])
    assert done.article is not None
    assert not any(noise in text_of(done.article) for noise in NOISE)
    assert [r.text for r in done.ledger.removals if r.reason == Cause.NOISE] == NOISE


def test_short_pieces_of_letters_stay_where_no_forum_shows() -> None:
    assert NOISE[1] in text_of(article_of(TITLE, "", ONE, NOISE[1], TWO))


@pytest.mark.parametrize("line", ["a b c d e f g h", "x = 1 + 2 kg per 100 m of road in all"])
def test_a_line_of_words_is_no_noise_of_a_forum(line: str) -> None:
    assert line in text_of(article_of(TITLE, "", "[复制链接]", ONE, line, TWO))


@pytest.mark.parametrize("reading", ["jiànshè", "jīngyíngfànwéi", "jiē"])
def test_the_reading_of_a_whole_word_goes(reading: str) -> None:
    dense = "街长制(jiēzhǎngzhì)的建设(jiànshè)由街道(jiēdào)推进(tuījìn)，群众(qúnzhòng)满意。"
    article = article_of(TITLE, "", dense, f"经营范围({reading})由商户自己写明，街道审核以后公开。")
    assert "经营范围由商户" in text_of(article)
    assert "zhǎng" not in text_of(article)


@pytest.mark.parametrize(
    ("value", "publisher"),
    [("sp", ""), ("sp20241124", ""), ("qq", ""), ("青河网", "青河网"), ("CCTV", "CCTV")],
)
def test_what_is_left_of_the_number_of_a_file_is_no_publisher(value: str, publisher: str) -> None:
    assert clean_publisher(value)[0] == publisher


@pytest.mark.parametrize(
    ("end", "authors"),
    [
        ("刘欢 晓俊", ("刘欢", "晓俊")),
        ("张明、李小红", ("张明", "李小红")),
        ("王建国　赵敏 小马", ("王建国", "赵敏", "小马")),
        ("街道 满意", ()),
        ("刘欢", ()),
    ],
)
def test_names_without_brackets_after_the_last_sentence(end: str, authors: tuple[str, ...]) -> None:
    article = article_of("2024-05-06 来源：青河日报", TITLE, ONE, TWO + end)
    assert article.sources[0].authors == authors


@pytest.mark.parametrize("site", ["青河社工网", "青河在线", "青河论坛"])
def test_the_name_of_a_site_above_the_title_of_saved_text(site: str) -> None:
    article = article_of(site, "", TITLE, "", "发表于 2012-1-9 21:12", ONE, TWO)
    assert (article.title, article.sources[0].publisher) == (TITLE, site)


def test_a_number_alone_is_a_heading_where_its_kind_is_one_elsewhere() -> None:
    lines = ["一、背景", "1. 街面情况", ONE, "2. 群众意见", TWO, "二、做法", "1. 推选街长"]
    lines += ["推选街长有以下特点：", "- 商户自愿报名", "- 街道公开结果"]
    assert "1. 推选街长" in headings(article_of(TITLE, "", *lines))


def test_a_number_alone_is_none_where_its_kind_numbers_points() -> None:
    points = ["1. 每天巡查两次，问题当天上报。", "2. 每周开会一次，结果当天公开。"]
    article = article_of(TITLE, "", "一、做法", *points, "二、成效", THREE, "1. 推选街长", ONE)
    assert "1. 推选街长" not in headings(article)


PAGE = "".join(f"<p>{text}</p>" for text in (ONE, TWO, THREE))
BUTTONS = "".join(f"<p><a href='/{at}'>分享第{at}条</a></p>" for at in range(12))


def page(body: str) -> Article:
    markup = f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    article = casebook.clean_bytes(markup.encode(), media_type="text/html").article
    assert article is not None
    return article


def test_the_paper_right_below_the_title_though_apart_from_the_text() -> None:
    head = f"<div><h1>{TITLE}</h1><p><img src='a.png'></p><a href='/p'>青河日报</a></div>"
    assert page(f"{head}<div>{PAGE}</div>").sources[0].publisher == "青河日报"


def test_a_link_to_a_paper_further_below_the_title_is_none() -> None:
    head = f"<div><h1>{TITLE}</h1><p>街面</p><a href='/p'>青河日报</a></div>"
    assert page(f"{head}<div>{PAGE}</div>").sources[0].publisher == ""


def test_editors_below_buttons_end_the_article() -> None:
    foot = "<p>本文来源：青河网综合责任编辑：罗小琳_NB1150</p><p>免费设计</p><p>请输入手机号</p>"
    article = page(f"<h1>{TITLE}</h1><div>{PAGE}{BUTTONS}{foot}</div>")
    assert (article.sources[0].publisher, article.sources[0].editors) == ("青河网综合", ("罗小琳",))
    assert "手机号" not in text_of(article)
