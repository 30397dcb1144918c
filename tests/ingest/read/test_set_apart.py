"""What the style of elements says of lines, and of what a script shows."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO

from casebook import clean_bytes
from casebook.ingest.clean.causes import Cause
from casebook.problems import Code
from casebook.records import Article, Paragraph, Picture, walk

_FOOT = "<div><p>各部門聯繫電話 | 技術支持：027-8000 | 信箱：a@example.org</p></div>"


def _article(body: str, title: str = "青河市街长制") -> Article:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    article = clean_bytes(page.encode(), media_type="text/html").article
    assert article is not None
    return article


def _texts(article: Article) -> list[str]:
    contents = (placed.content for placed in walk(article))
    return [content.text for content in contents if isinstance(content, Paragraph)]


def test_an_element_set_apart_by_its_style_parts_paragraphs() -> None:
    body = (
        f'<div>{ONE}<span style="display:block"></span>{TWO}'
        f'<span style="color:red; Display: block;">{THREE}</span></div>'
    )
    assert _texts(_article(body)) == [ONE, TWO, THREE]


def test_an_element_that_stays_on_its_line_parts_nothing() -> None:
    body = f'<p>{ONE[:9]}<b style="display:inline-block">{ONE[9:14]}</b>{ONE[14:]}</p><p>{TWO}</p>'
    assert _texts(_article(body)) == [ONE, TWO]
    word = f'<p>{ONE[:8]}<b style="display:block">{ONE[8:10]}</b>{ONE[10:]}</p><p>{TWO}</p>'
    assert _texts(_article(word)) == [ONE, TWO]


def test_the_halves_of_a_title_stay_one_title() -> None:
    halves = "".join(f'<span style="display:block">{x}</span>' for x in ("青河市推行", "街长制"))
    assert _article(f"<h1>{halves}</h1><p>{ONE}</p><p>{TWO}</p>", "").title == "青河市推行街长制"


def test_a_script_shows_the_text_and_no_dialogues() -> None:
    """A page that was saved before its script ran hides text and dialogues alike."""
    dialogue = '<div style="display:none"><p>扫一扫关注</p><p>向上滑动看下一个</p></div>'
    text = "".join(f"<p>{x}</p>" for x in (ONE, TWO, THREE) * 3)
    hidden = f'<div id="js_content" style="visibility: hidden; opacity: 0;">{text}</div>'
    page = f"<title>青河市街长制</title><h1>青河市街长制</h1>{hidden}{dialogue}"
    done = clean_bytes(page.encode(), media_type="text/html")
    assert done.article is not None
    assert _texts(done.article)[:3] == [ONE, TWO, THREE]
    reasons = {removal.text: removal.reason for removal in done.ledger.removals}
    assert reasons["向上滑动看下一个"] == Cause.HIDDEN


def test_the_foot_of_a_page_without_text_is_no_article() -> None:
    page = f"<title>青河市街长制</title><h1>青河市街长制</h1><div>2024-05-06</div>{_FOOT}"
    done = clean_bytes(page.encode(), media_type="text/html")
    assert done.article is None
    assert Code.NO_BODY in {problem.code for problem in done.problems}


def test_a_row_that_says_of_which_year_it_is_is_no_foot() -> None:
    rows = ("办公时间 | 2024年起每天八点到十八点", "办公地点 | 青河市便民中心一楼大厅")
    article = _article("<h1>青河市街长制</h1>" + "".join(f"<p>{row}</p>" for row in rows))
    assert _texts(article) == [*rows]


def test_a_poem_without_stops_is_no_foot() -> None:
    verses = ("山前燈火欲黃昏", "山頭來去雲", "鷓鴣聲裡數家村", "瀟湘逢故人") * 3
    body = "".join(f"<p>{verse}</p>" for verse in verses)
    article = _article(f"<h1>山行</h1><div class='article'>{body}</div>", "山行")
    assert "鷓鴣聲裡數家村" in "\n".join(_texts(article))


def test_headings_with_words_of_buttons_stay_beside_others() -> None:
    parts = (("工具", ONE), ("图片", TWO), ("文摘", THREE), ("言论", ONE[:-1] + "，大家都说好。"))
    body = "".join(f"<h2>{head}</h2><p>{text}</p>" for head, text in parts)
    article = _article(f"<h1>青河市街长制</h1><p>{TWO[:-1]}，办法简单。</p>{body}")
    assert [section.heading for section in article.sections if section.heading] == [
        head for head, _ in parts
    ]


def test_texts_of_pictures_that_are_no_captions() -> None:
    alts = ("fororder_街景 (2)", "點擊閱讀下一則新聞", "青河市 街长制")
    images = "".join(f'<img src="{n}.png" alt="{alt}">' for n, alt in enumerate(alts))
    article = _article(f"<h1>青河市街长制</h1><p>{ONE}</p>{images}<p>{TWO}</p><p>{THREE}</p>")
    contents = [placed.content for placed in walk(article)]
    assert not [content for content in contents if isinstance(content, Picture)]


def test_the_title_of_what_a_text_is_taken_from_is_no_publisher() -> None:
    meta = '<meta name="source" content="河湾新闻网">'
    body = f"<h1>青河市街长制</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    foot = "<div>文章来源：青河市怎样把街道交给住户来管</div>"
    page = f"<html><head><title>青河市街长制</title>{meta}</head><body>{body}{foot}</body></html>"
    article = clean_bytes(page.encode(), media_type="text/html").article
    assert article is not None
    assert article.sources[0].publisher == "河湾新闻网"


@pytest.mark.parametrize(
    ("source", "shown", "publisher"),
    [
        ("青河日报", "<a>青河日报</a><a>河湾青年网</a>", "青河日报"),
        ("青河日报", "<a>青河日报</a><a>河湾乡网</a>", "青河日报"),
        ("青河日报", "青河日报新闻网", "青河日报新闻网"),
        ("青河日报", "青河日报客户端", "青河日报客户端"),
        ("青河网", "青河网络电视台", "青河网络电视台"),
        ("青河", "青河日报", "青河日报"),
        ("青河", "青河融媒体网", "青河融媒体网"),
    ],
)
def test_the_site_behind_a_source_is_no_part_of_it(source: str, shown: str, publisher: str) -> None:
    meta = f'<meta name="source" content="{source}">'
    body = f"<p>来源：{shown} 2024-05-06</p><p>{ONE}</p><p>{TWO}</p>"
    page = f"<html><head><title>青河市街长制</title>{meta}</head><body>{body}</body></html>"
    article = clean_bytes(page.encode(), media_type="text/html").article
    assert article is not None
    assert article.sources[0].publisher == publisher


def test_a_paper_named_as_writer_is_the_publisher() -> None:
    body = f"<h1>青河市街长制</h1><p>2024-05-06</p><p>文｜青河日報</p><p>{ONE}</p><p>{TWO}</p>"
    source = _article(body).sources[0]
    assert (source.publisher, source.authors) == ("青河日報", ())


def test_where_a_picture_is_from_is_no_publisher() -> None:
    note = "（本文经编辑修订后刊登，经审核并评估合宜性后再行刊登。首图来源：青河）"
    body = f"<h1>青河市街长制</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>{note}</p>"
    assert _article(body).sources[0].publisher == ""


def test_what_was_done_to_a_recording_is_no_name() -> None:
    body = f"<h1>青河市街长制</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    row = "<p>编辑|周海 语音|吴江 剪辑|李文明</p>"
    editors = _article(body + row).sources[0].editors
    assert {"语音", "剪辑"}.isdisjoint(editors)


@pytest.mark.parametrize(("size", "publisher"), [(12, "青河" * 6), (13, "青河日报")])
def test_a_long_source_below_the_text_is_a_title(size: int, publisher: str) -> None:
    meta = '<meta name="source" content="青河日报">'
    foot = f"文章来源：{('青河' * 7)[:size]}"
    body = f"<h1>青河市街长制</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>{foot}</p>"
    page = f"<html><head><title>青河市街长制</title>{meta}</head><body>{body}</body></html>"
    article = clean_bytes(page.encode(), media_type="text/html").article
    assert article is not None
    assert article.sources[0].publisher == publisher
