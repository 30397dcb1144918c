"""HTML pages become lines, with what their markup says."""

from __future__ import annotations

import pytest

from casebook.ingest.read.html import is_html, read_html
from casebook.ingest.read.title import bare_title

SENTENCE = "河口镇去年开始整治村庄环境，先从清理河道做起，再到修整道路和院落。"


def roles(body: str, head: str = "") -> list[tuple[str, str]]:
    page = read_html(f"<html><head>{head}</head><body>{body}</body></html>")
    return [(line.role, line.text) for line in page.lines]


def test_inline_elements_do_not_break_a_line_and_blocks_do() -> None:
    results = roles(
        f"<div><p>{SENTENCE}<b>重点</b><a href='#'>链接</a></p>{SENTENCE}<br>尾巴</div>"
    )
    assert [text for _, text in results] == [f"{SENTENCE}重点链接", SENTENCE, "尾巴"]


def test_hidden_text_inside_a_paragraph_is_a_line_of_its_own() -> None:
    results = roles(f"<p>{SENTENCE}<i style='display: none'>藏起来的</i>尾巴</p>")
    assert results == [("hidden", "藏起来的"), ("", f"{SENTENCE}尾巴")]


def test_scripts_and_comments_are_no_text() -> None:
    results = roles(f"<p>{SENTENCE}<script>var a='甲'</script><!-- 乙 --><style>丙</style></p>")
    assert results == [("", SENTENCE)]


def test_text_after_a_table_or_script_stays() -> None:
    table = "<table><tr><td>年</td><td>数</td></tr><tr><td>2019</td><td>3</td></tr></table>"
    results = roles(f"<div>{SENTENCE}{table}尾巴一<script>1</script>尾巴二</div>")
    assert [text for _, text in results] == [SENTENCE, "年 数", "2019 3", "尾巴一尾巴二"]


def test_an_article_that_waits_for_a_script_to_be_shown_is_read() -> None:
    results = roles(f"<p>导航</p><div style='display:none'>{f'<p>{SENTENCE}</p>' * 20}</div>")
    assert results.count(("", SENTENCE)) == 20


def test_a_text_in_hidden_pieces_is_shown() -> None:
    pieces = [f"街长上街第{number}次查看路灯井盖。" for number in range(20)]
    shown = "".join(f'<p style="opacity:0">{piece}</p>' for piece in pieces)
    assert roles(f"<h1>青河街长</h1>{shown}")[1:] == [("", piece) for piece in pieces]


@pytest.mark.parametrize("around", ["visibility:hidden", "opacity:0"])
@pytest.mark.parametrize("depth", [1, 2])
@pytest.mark.parametrize("within", ["hidden", "style='display:none'", "style='font-size:0'"])
def test_what_is_hidden_within_an_article_that_a_script_shows_stays_hidden(
    around: str, depth: int, within: str
) -> None:
    article = f"<p>{SENTENCE}</p>" * 9 + f"<section {within}><p>模板，请删除。</p></section>"
    body = f"<div style='{around}'>" * depth + article + "</div>" * depth
    results = roles(body)
    assert results.count(("", SENTENCE)) == 9
    assert [text for role, text in results if role == "hidden"] == ["模板，请删除。"]


def test_control_characters_are_taken_out_and_recorded() -> None:
    page = read_html(f"<html><body><p>{SENTENCE}\x01\x02尾</p></body></html>")
    assert page.lines[-1].text == f"{SENTENCE}尾"
    assert [repair.before for repair in page.repairs] == ["U+0001 U+0002"]


def test_deeply_nested_markup_is_read() -> None:
    depth = 1500
    page = read_html("<html><body>" + "<div>" * depth + SENTENCE + "</div>" * depth)
    assert SENTENCE in [line.text for line in page.lines]


def test_a_dump_with_tags_left_in_it_is_no_html() -> None:
    assert not is_html('• <ul id="k2xq7"></ul>\n正文')
    assert is_html("<!DOCTYPE html>\n<html>")
    assert is_html("\n\n<HTML><Head>")


@pytest.mark.parametrize(
    "text",
    [
        '<p class="rich">全县推行一窗受理。</p><p>办结时间缩短。</p>',
        '\ufeff\n<div id="content">\n<h2>一、背景</h2>\n<p>村里没有医生。</p>\n</div>\n',
        "<!-- 正文开始 --><table><tr><td>全县推行一窗受理。</td></tr></table><!-- 完 -->",
        "<title>一窗受理</title><h1>一窗受理</h1><p>办结时间缩短。</p>",
        "<H2>主要做法</H2>\r\n<UL><LI>设立窗口</LI></UL>",
        '<span style="font-size:16px">全县推行一窗受理。</span>',
    ],
)
def test_a_part_copied_out_of_a_page_is_html(text: str) -> None:
    assert is_html(text)
    assert not any("<" in line.text for line in read_html(text).lines)


@pytest.mark.parametrize(
    "text",
    [
        '<div align="center">\n\n# 一窗受理\n\n</div>\n\n正文。\n\n<p>完</p>',
        "<p>导语</p>\n\n全县推行一窗受理，办结时间缩短。",
        "全县推行一窗受理。<p>办结时间缩短。</p>",
        "<本报讯>全县推行一窗受理。</p>",
        "<page>全县推行一窗受理。</p>",
    ],
)
def test_text_with_tags_in_it_stays_text(text: str) -> None:
    assert not is_html(text)


def test_names_of_sites_come_off_a_title() -> None:
    assert bare_title("东湖区把图书馆开到社区里_东湖新闻网") == "东湖区把图书馆开到社区里"
    assert bare_title("图书馆开到社区里_社会_东湖新闻网") == "图书馆开到社区里"
    assert bare_title("图书馆开到社区里 - 东湖日报") == "图书馆开到社区里"
    assert bare_title("民生|图书馆怎样开到社区里来") == "民生|图书馆怎样开到社区里来"
    assert bare_title("“十三五”2016-2020年规划") == "“十三五”2016-2020年规划"


def test_a_poem_is_found_by_the_second_opinion() -> None:
    verses = ["山前灯火欲黄昏", "山头来去云", "鹧鸪声里数家村", "潇湘逢故人"] * 6
    body = "<nav><a href='/'>首页</a></nav><article><h1>山行小记</h1>"
    body += "".join(f"<p>{verse}</p>" for verse in verses) + "</article>"
    results = roles(body, "<title>山行小记_诗网</title>")
    assert [text for role, text in results if not role] == verses
    assert ("title", "山行小记") in results


def test_dates_of_linked_data() -> None:
    data = '<script type="application/ld+json">{"datePublished": "2024-05-20T03:15:00Z"}</script>'
    assert read_html(f"<html><head>{data}</head></html>").facts.published == "2024-05-20T03:15:00Z"


def test_the_organisation_that_provides_an_article_is_its_publisher() -> None:
    data = """<script type="application/ld+json">{"@type": "NewsArticle",
        "publisher": {"@type": "Organization", "name": "大平台"},
        "author": {"@type": "Person", "name": "方舟"},
        "provider": {"@type": "Organization", "name": "江河電台"}}</script>
        <meta property="og:site_name" content="大平台">"""
    assert read_html(f"<html><head>{data}</head></html>").facts.publisher == "江河電台"
    assert read_html("<html><head>" + data.replace("provider", "x")).facts.publisher == "大平台"


def test_broken_linked_data_is_no_data() -> None:
    for text in ("{", "[1, null]", '{"@graph": 3}', "[" * 100_000, '{"datePublished": {"a": 1}}'):
        data = f'<script type="application/ld+json">{text}</script>'
        assert read_html(f"<html><head>{data}</head></html>").facts.published == ""


@pytest.mark.parametrize(
    ("points", "depths"),
    [
        ("<ol><li>流程<p>办件改为比对。</p></li><li>系统</li></ol>", [1, 2, 1]),
        ("<ul><li><b>流程</b><p>先比对。</p><p>后抽查。</p></li><li>系统</li></ul>", [1, 2, 2, 1]),
        ("<ul><li>事项<ul><li>高频<p>共八项。</p></li></ul></li></ul>", [1, 2, 3]),
        # What stands in paragraphs only has none that goes before the others.
        ("<ul><li><p>流程</p><p>办件改为比对。</p></li></ul>", [1, 1]),
        ("<ol><li>流程</li></ol><ol><li><p>系统</p></li></ol>", [1, 1]),
        ("<ul><li>流程<div>办件改为比对。</div></li></ul>", [1, 1]),
    ],
)
def test_a_paragraph_belongs_to_the_point_whose_words_stand_above_it(
    points: str, depths: list[int]
) -> None:
    page = read_html(f"<html><body><p>{SENTENCE}</p>{points}<p>{SENTENCE}</p></body></html>")
    listed = [line.depth for line in page.lines if line.role in {"item", "numbered"}]
    assert listed == depths


@pytest.mark.parametrize(
    ("label", "values", "is_text"),
    [
        ("內容", 2, True),
        ("公告內容：", 2, True),
        ("消息内容", 3, True),
        ("正文", 2, True),
        ("內文", 2, True),
        ("內容", 1, False),
        ("備註", 2, False),
        ("內容摘要", 2, False),
    ],
)
def test_the_text_in_the_record_of_a_page_is_no_row(label: str, values: int, is_text: bool) -> None:
    text = f"<p>{SENTENCE}</p>" * values
    rows = f"<tr><th>標題</th><td>整治河道</td></tr><tr><th>{label}</th><td>{text}</td></tr>"
    results = roles(f"<table>{rows}<tr><th>附件</th><td>無</td></tr></table><p>{SENTENCE}</p>")
    assert (SENTENCE in [text for role, text in results[:-1] if role != "row"]) is is_text


@pytest.mark.parametrize(
    "button", ["余下全文 ∨", "剩余全文", "继续阅读", "繼續閱讀 ▼", "展开余下内容"]
)
def test_what_a_button_unfolds_is_text(button: str) -> None:
    folded = f"<div hidden><p>{SENTENCE}</p></div><a>{button}</a>"
    assert ("", SENTENCE) in roles(f"<p>{SENTENCE}</p>" * 3 + folded)[3:]


def test_words_beside_such_a_button_unfold_nothing() -> None:
    folded = f"<div hidden><p>{SENTENCE}藏</p></div><p>请继续阅读第二章</p>"
    assert ("hidden", f"{SENTENCE}藏") in roles(f"<p>{SENTENCE}</p>" * 3 + folded)
