"""Lists of links that are the text of an article, and those that lead elsewhere."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, TWO

import casebook
from casebook.records import Paragraph, Section, Table, walk


def _link(text: str) -> str:
    return f'<a href="x.html">{text}</a>'


def _numbered(*texts: str) -> str:
    return "".join(f"<p>{_link(f'{n}、{text}')}</p>" for n, text in enumerate(texts, 1))


def _items(*texts: str) -> str:
    return "<ul>" + "".join(f"<li>{_link(text)}</li>" for text in texts) + "</ul>"


def _shown(inside: str, after: str = "") -> str:
    """Return what is left of a page with two paragraphs and more, inside them and after them."""
    markup = (
        "<html><head><title>街长制资料汇编</title></head><body>"
        f'<div class="nav">{_link("首页")}{_link("新闻")}</div>'
        f'<div class="entry-content"><h1>街长制资料汇编</h1><p>{ONE}</p><p>{TWO}</p>{inside}</div>'
        f"{after}</body></html>"
    )
    article = casebook.clean_bytes(markup.encode(), media_type="text/html").article
    assert article is not None
    parts: list[str] = []
    for place in walk(article):
        match place.content:
            case Section(heading=text) | Paragraph(text=text):
                parts.append(text)
            case Table(rows=rows):
                parts += [cell for row in rows for cell in row]
    return "\n".join(parts)


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ("<h2>制度文件</h2>" + _numbered("街长推选办法", "街长巡查办法"), "2、街长巡查办法"),
        ("<h2>街长制下载材料</h2>" + _items("街长推选办法", "沿街商户名单"), "沿街商户名单"),
        ("<p>可以下载的有：</p>" + _items("街长推选办法", "街长巡查手册"), "街长巡查手册"),
        (f"<ul><li>{_link('东街街长名单')}：六十名</li></ul>", "东街街长名单：六十名"),
        (
            f"<p>各街道街长名单：{_link('东街街长')}、{_link('西街街长')}</p>",
            "各街道街长名单：东街街长、西街街长",
        ),
        (
            "<table><tr><th>街道</th><th>名单</th></tr>"
            + "".join(f"<tr><td>{x}街</td><td>{_link(x + '街街长')}</td></tr>" for x in "东西")
            + "</table>",
            "西街街长",
        ),
        ("<h3>Street keepers</h3>" + _items("Keeper handbook", "Keeper rules"), "Keeper rules"),
    ],
)
def test_links_that_the_text_holds_stay(inside: str, kept: str) -> None:
    assert kept in _shown(inside)


@pytest.mark.parametrize(
    ("inside", "after", "gone"),
    [
        (_items("河口镇推行路长制三年", "北山县街长制观摩会"), "", "北山县"),
        ("<h3>推荐阅读</h3>" + _items("河口镇推行街长制", "北山县街长制"), "", "北山县"),
        ("<h3>名人轶事</h3>" + _items("歌星演唱会门票开售", "明星新剧定档"), "", "歌星"),
        (f"<p>标签：{_link('街长制')}、{_link('街面治理')}</p>", "", "街面治理"),
        (f"<p>上一篇：{_link('河口镇推行街长制三年')}</p>", "", "河口镇"),
        (f"<p>更多阅读：{_link('河口镇推行街长制三年')}</p>", "", "河口镇"),
        (
            "",
            '<div class="hot"><h3>街长</h3>' + _numbered("街长推选", "街长巡查") + "</div>",
            "街长巡查",
        ),
    ],
)
def test_links_that_lead_elsewhere_go(inside: str, after: str, gone: str) -> None:
    assert gone not in _shown(inside, after)


def test_one_numbered_link_counts_on_from_nothing() -> None:
    assert "街长推选办法" not in _shown(f"<p>{_link('1、街长推选办法')}</p>")


def test_what_names_itself_the_body_is_no_furniture_however_many_links_it_holds() -> None:
    links = "".join(
        f"<h3>第{n}章</h3>" + _items(f"街长制第{n}章的资料和下载地址") for n in "一二三"
    )
    markup = (
        f'<html><body><article><h1>街长制资料汇编</h1><div itemprop="articleBody"><p>{ONE}</p>'
        f"{links}</div></article></body></html>"
    )
    article = casebook.clean_bytes(markup.encode(), media_type="text/html").article
    assert article is not None
    texts = [p.content.text for p in walk(article) if isinstance(p.content, Paragraph)]
    assert ONE in texts
    assert "街长制第三章的资料和下载地址" in texts
