"""What of a page is its article: nothing of it is cut for its weight, and no notice is one."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.lexicon import is_furniture, is_prose
from casebook.ingest.read.content import _last, _weight
from casebook.ingest.read.dom import DomLine
from casebook.ingest.read.html import parse
from casebook.records import Article, Role

TITLE = "青河县推进街长制改革"
TEXT = (
    "青河县二〇二三年起推行街长制，每条街巷由一名街长负责，居民有事可以直接找到他。",
    "街长每周巡街两次，发现的问题当天报到街道办事处，三个工作日内必须答复。",
    "一年来全县共解决问题一千二百件，居民满意率由七成提高到九成以上。",
)
MASTHEAD = "<div>2024-05-06 来源：青河日报</div>"


def cleaned(inner: str, head: str = f"<h1>{TITLE}</h1>{MASTHEAD}") -> casebook.Cleaned:
    markup = f"<html><head><title>{TITLE}_青河日报</title></head><body>{head}{inner}</body></html>"
    return casebook.clean_bytes(markup.encode(), media_type="text/html")


def article_in(inner: str, head: str = f"<h1>{TITLE}</h1>{MASTHEAD}") -> Article:
    article = cleaned(inner, head).article
    assert article is not None
    return article


def kept(inner: str) -> set[str]:
    return {line.text for line in cleaned(f"<div class=c>{inner}</div>").kept}


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_a_title_below_which_hardly_any_text_stands_is_none() -> None:
    named = f"<html><head><title>{TITLE}_青河日报</title></head><body>"
    head = f"{named}<h1>换一种办法管街：{TITLE}</h1>{MASTHEAD}<div>{paragraphs(*TEXT * 4)}</div>"
    page = f"{head}<div><h1>{TITLE}</h1><p>街长制助力青河建设宜居县城。</p></div></body></html>"
    article = casebook.clean_bytes(page.encode(), media_type="text/html").article
    assert article is not None
    assert article.title.startswith("换一种办法管街")
    assert str(article).count(TEXT[2]) == 4


def _line(text: str, linked: int = 0) -> DomLine:
    block = parse("<p>x</p>")
    assert block is not None
    return DomLine(text, block, Role.TEXT, linked=linked)


def test_a_long_line_without_a_stop_weighs_no_more_than_a_short_one() -> None:
    assert _weight(_line("河" * 59), sentence=False) == pytest.approx(-17.7)
    assert _weight(_line("河" * 60), sentence=False) == pytest.approx(-18)
    assert _weight(_line("河" * 300), sentence=False) == pytest.approx(-18)


@pytest.mark.parametrize(("size", "weight"), [(120, -120), (121, 0), (320, 0), (321, -18)])
def test_a_long_notice_of_the_site_weighs_nothing(size: int, weight: int) -> None:
    text = "Notice: The content above ".ljust(size + 4, "x")
    assert is_furniture(text)
    assert _weight(_line(text), sentence=False) == weight


@pytest.mark.parametrize(("foot", "last"), [(10, 1), (9, 0)])
def test_a_tenth_of_the_text_stands_below_a_title(foot: int, last: int) -> None:
    assert _last([_line("河"), _line("河")], [100.0 - foot, float(foot)]) == last


NOTE = (
    "（2011年1月27日青河县人民政府令第247号公布 根据2017年1月13日青河县人民政府令第311号《青河县"
    "人民政府关于修订〈青河县街长管理办法〉和〈青河县巷长管理办法〉的决定》第一次修正 根据2023年"
    "9月20日青河县人民政府令第361号《青河县人民政府关于修改部分规章的决定》第二次修正）"
)
NAMES = [
    f"周海{name}" for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒"
] * 2


@pytest.mark.parametrize(
    "box",
    [
        f"<p>{NOTE}</p>",
        f"<p>{'河口镇 东屋镇 西山镇 ' * 20}</p>",
        "<ul>" + "".join(f"<li>{name}</li>" for name in NAMES) + "</ul>",
        "<div>" + "".join(f"<span>{name}</span><br>" for name in NAMES) + "</div>",
        "<section>" + "".join(f"<p>{name}</p>" for name in NAMES) + "</section>",
    ],
)
def test_text_without_a_stop_stays_between_paragraphs(box: str) -> None:
    made = kept(paragraphs(*TEXT[:2]) + box + paragraphs(TEXT[2]))
    assert NOTE in made or NAMES[7] in made or any(x.startswith("河口镇 东屋镇") for x in made)
    assert set(TEXT) <= made


@pytest.mark.parametrize(
    "box",
    [
        "<ul>" + "".join(f"<li><a href=x>{name}要闻</a></li>" for name in NAMES) + "</ul>",
        "<div class=menu>" + "".join(f"<p>{name}</p>" for name in NAMES) + "</div>",
        "<div>" + "".join("<p>【打印】【关闭】</p>" for _ in range(9)) + "</div>",
    ],
)
def test_links_and_furniture_between_paragraphs_go(box: str) -> None:
    assert kept(paragraphs(*TEXT[:2]) + box + paragraphs(TEXT[2])) <= {TITLE, *TEXT}


@pytest.mark.parametrize("number", ["附件：1.", "附件1：", "附件：", "2.", "12、"])
def test_a_document_below_its_number_is_attached(number: str) -> None:
    icon = "<img src=/icons/word.png>"
    link = f"<p>{number}{icon}</p><p><a href=a.doc>街长巡查记录表.doc</a></p>"
    assert "街长巡查记录表.doc" in kept(paragraphs(*TEXT) + link)


@pytest.mark.parametrize("above", ["123.", "附件见下页"])
def test_a_document_below_something_else_is_none_of_the_text(above: str) -> None:
    link = f"<p>{above}</p><p><a href=a.doc>街长巡查记录表.doc</a></p>"
    assert "街长巡查记录表.doc" not in kept(paragraphs(*TEXT) + link)


def test_nothing_but_a_notice_is_no_article() -> None:
    notice = (
        "【免责声明】本文仅代表作者本人观点，与本网无关。本网站不对所包含内容的准确性提供任何保证。"
    )
    assert cleaned(f"<div class=c><p>{notice}</p></div>").article is None
    short = "青河县今日公布首批六十名街长的姓名和电话。"
    apart = f"<div class=a><div><p>{short}</p></div></div><div><p>{notice}</p></div>"
    assert [line.text for line in cleaned(apart).kept][1:] == [short]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("很抱歉，当前没有启用javascript，网站无法正常访问。请开启以便继续访问。", False),
        ("特别声明：本文为网络平台的作者上传并发布，仅代表该作者观点，平台仅提供存储。", False),
        ("【免责声明】本文仅代表作者本人观点，与本网无关。" + TEXT[0], False),
        ("【打印】" + TEXT[0], True),
        (TEXT[0], True),
    ],
)
def test_furniture_that_is_a_sentence_has_no_other_glued_to_it(text: str, *, prose: bool) -> None:
    assert is_prose(text) is prose


def test_a_short_text_between_advertisements_is_whole() -> None:
    told = (
        "沙溪镇把茶馆变成议事点，已收集意见412条。",
        "镇里安排干部轮值，意见五日内答复。",
        "群众说，喝着茶就把事办了。",
    )
    sold = ("点击下载沙溪客户端，看更多本地资讯", "【广告】沙溪首府，首付12万起，热线0577-88888888")
    inner = paragraphs(told[0], sold[0], told[1], sold[1], told[2])
    head = f"<h1>沙溪镇推行茶馆</h1>{MASTHEAD}"
    page = f"<html><head><title>沙溪镇推行茶馆</title></head><body>{head}<div>{inner}</div>"
    kept_lines = {line.text for line in casebook.clean_bytes(page.encode()).kept}
    assert set(told) <= kept_lines
    assert not set(sold) & kept_lines
