"""Strategies for saved pages: whatever stands around a text, and what the text says.

A page is put together from sentences that are known to be the text and from what stands
around texts, so that a test can say what must not be lost without asking the program.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

from hypothesis import strategies as st

_TOWNS = ("青河縣", "东岭镇", "石桥街道", "柳湾村", "南屏區")
_DEEDS = (
    "把{n}項審批合并办理",
    "清退{n}家长期闲置的企业",
    "投入{n}万元修整水渠",
    "请{n}位村民代表逐项表决",
    "把办事时间由{n}天缩短到三天",
    "開通了{n}條公交線路",
)
_ENDS = ("群众办事不再来回跑。", "第二年在全县推开。", "此后没有再增加人手。", "當年就見了成效。")

sentences = st.builds(
    lambda town, deed, number, end: f"{town}{deed.format(n=number)}，{end}",
    st.sampled_from(_TOWNS),
    st.sampled_from(_DEEDS),
    st.integers(2, 999),
    st.sampled_from(_ENDS),
)
_HEADINGS = ("改革背景", "一、先行试点", "（二）分類推開", "主要做法", "改革成效", "3. 建章立制")
_FURNITURE = (
    "首页 > 新闻 > 正文",
    "返回頂部",
    "相關閱讀",
    "小字号 大字号",
    "上一篇：没有了",
    "版权所有 江河网",
    "來源：江河網",
    "(责编：林一帆)",
    "分享到：",
    "扫一扫在手机打开当前页",
)
_NOISE = st.text(st.characters(blacklist_categories=("Cs",)), max_size=20)
_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")


@dataclass(frozen=True)
class MadePage:
    """A saved page.

    :param text: the sentences of the article, in order.
    """

    content: bytes
    text: tuple[str, ...]


_pieces = st.one_of(
    st.tuples(st.just("text"), st.lists(sentences, min_size=1, max_size=3).map("".join)),
    st.tuples(st.just("heading"), st.sampled_from(_HEADINGS)),
    st.tuples(st.just("furniture"), st.sampled_from(_FURNITURE)),
    st.tuples(st.just("noise"), _NOISE),
)
_bodies = st.lists(_pieces, min_size=1, max_size=14)
_titles = st.builds(
    "{}推进{}改革的做法".format, st.sampled_from(_TOWNS), st.sampled_from(("审批", "水務"))
)
_elements = st.sampled_from(("p", "div", "li", "td", "section", "blockquote", "span", "dd", "pre"))
_wrappers = st.sampled_from(
    ("{}", "<b>{}</b>", "<font color=red>{}</font>", "<span style='font-size:16px'>{}</span>")
)


def text_page(draw: st.DrawFn) -> MadePage:
    """Draw a page saved as text, in any encoding and with any line ends."""
    body = draw(_bodies)
    end = draw(st.sampled_from(("\n", "\r\n", "\n\n", "\r")))
    lines = [draw(_titles), *(text for _, text in body)]
    content = end.join(lines).encode(draw(st.sampled_from(_ENCODINGS)), "replace")
    return MadePage(content, tuple(text for kind, text in body if kind == "text"))


def html_page(draw: st.DrawFn) -> MadePage:
    """Draw a page saved as HTML: any elements, well or badly nested."""
    body = draw(_bodies)
    title = draw(_titles)
    parts = [f"<h1>{title}</h1>"] if draw(st.booleans()) else []
    for kind, text in body:
        tag = draw(_elements) if kind != "heading" else draw(st.sampled_from(("h2", "p", "h3")))
        inside = draw(_wrappers).format(html.escape(text))
        closing = f"</{tag}>" if draw(st.integers(0, 9)) else ""
        parts.append(f"<{tag}>{inside}{closing}")
    markup = "".join(parts)
    for _ in range(draw(st.integers(0, 3))):
        markup = (
            f"<div class='{draw(st.sampled_from(('main', 'content', 'list', '')))}'>{markup}</div>"
        )
    encoding = draw(st.sampled_from(_ENCODINGS))
    page = f"<html><head><title>{title}_江河网</title></head><body>{markup}</body></html>"
    return MadePage(
        page.encode(encoding, "xmlcharrefreplace" if encoding != "utf-16" else "replace"),
        tuple(text for kind, text in body if kind == "text"),
    )


text_pages = st.composite(text_page)
html_pages = st.composite(html_page)
made_pages = text_pages() | html_pages()
