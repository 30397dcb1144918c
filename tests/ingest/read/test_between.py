"""Headings and short lines of a saved page that weigh nothing stay between its text."""

from __future__ import annotations

import pytest

from casebook import clean_bytes

TITLE = "青河县推行河道认领"
TEXTS = (
    "青河县二十六个沿河村过去没有专人管河，垃圾靠汛期冲走，岸线年年被占，群众意见很大。",
    "县里把一百一十公里河道分成二百段，由村民报名认领，每段立一块牌子，写明姓名和电话。",
    "一年下来，清理垃圾三千二百吨，拆除占河的棚屋八十七处，水质由五类升到三类。",
)
SHORT = ("过去没有人管河，村民有意见。", "村民认领，一人一段，每月巡河四次。", "一年后水清了。")
THEMES, NUMBERED = (
    ("改革背景", "主要做法", "取得成效"),
    ("一、河怎么脏", "二、谁来管", "三、换来什么"),
)
PLAIN = ("没人管的河", "一人认一段", "水清岸绿")


def kept(heads: tuple[str, ...], texts: tuple[str, ...], form: str, box: str = "") -> list[str]:
    pairs = zip(heads, texts, strict=True)
    body = "".join(f"{form.format(head)}<p>{text}</p>" for head, text in pairs)
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{box}"
    html += f"<div class=content>{body}</div></body></html>"
    return [line.text for line in clean_bytes(html.encode()).kept]


@pytest.mark.parametrize("heads", [THEMES, NUMBERED, PLAIN])
@pytest.mark.parametrize(
    "form",
    [
        "<h3>{}</h3>",
        "<p>{}</p>",
        "<p><b>{}</b></p>",
        "<ul><li>{}</li></ul>",
        "<div><h4>{}</h4></div>",
    ],
)
def test_a_very_short_page_keeps_its_headings(heads: tuple[str, ...], form: str) -> None:
    lines = kept(heads, SHORT, form, "<p>2023-11-08 来源：青河日报</p>")
    assert [line for line in lines if line in (*heads, *SHORT)] == [
        text for pair in zip(heads, SHORT, strict=True) for text in pair
    ]


def test_what_stands_around_a_very_short_text_is_none_of_it() -> None:
    body = "".join(f"<p>{text}</p>" for text in SHORT)
    html = (
        f"<html><title>{TITLE}</title><div class=nav><p>乡镇</p></div><h1>{TITLE}</h1>"
        f"<div>{body}</div>"
        "<div class=sidebar><p>水务</p></div><div class=tags><p>背景</p></div>"
    )
    lines = [line.text for line in clean_bytes(html.encode()).kept]
    assert lines == [TITLE, *SHORT]


@pytest.mark.parametrize("texts", [TEXTS, SHORT])
@pytest.mark.parametrize(
    ("heads", "form"),
    [
        (heads, form)
        for form in (
            '<h3><a href="#p">{}</a></h3>',
            '<div class="share-tit">{}</div>',
            "<aside>{}</aside>",
        )
        for heads in (THEMES, NUMBERED, PLAIN)
    ]
    + [(heads, '<h3><a href="/a.html">{}</a></h3>') for heads in (THEMES, NUMBERED)],
)
def test_headings_that_look_like_furniture_stay(
    heads: tuple[str, ...], form: str, texts: tuple[str, ...]
) -> None:
    lines = kept(heads, texts, form)
    assert [line for line in lines if line in heads] == list(heads)


@pytest.mark.parametrize(
    ("heads", "form"),
    [
        # Titles of other texts above their summaries, buttons, one name again and again.
        (PLAIN, '<h3><a href="/a.html">{}</a></h3>'),
        (("某镇改革做法", "河道治理新进展", "某村成效"), '<h3><a href="/a.html">{}</a></h3>'),
        (("1.没人管的河", "2.一人认一段", "3.水清岸绿"), '<h3><a href="/a.html">{}</a></h3>'),
        (("推荐", "推荐", "推荐"), '<div class="ad-tit">{}</div>'),
        (("分享到：", "打印", "关闭窗口"), '<div class="share-tit">{}</div>'),
    ],
)
def test_what_leads_elsewhere_goes(heads: tuple[str, ...], form: str) -> None:
    assert not {*heads}.intersection(kept(heads, TEXTS, form))


def test_one_heading_is_no_row_of_them() -> None:
    one, none = '<div class="share-tit">{}</div>'.format, "<i>{}</i>".format
    for head, stays in (("主要做法", True), ("二、谁来管", True), ("一人认一段", False)):
        body = f"<p>{TEXTS[0]}</p>{one(head)}<p>{TEXTS[1]}</p>{none('')}<p>{TEXTS[2]}</p>"
        html = f"<html><title>{TITLE}</title><h1>{TITLE}</h1><div>{body}</div>"
        assert (head in [line.text for line in clean_bytes(html.encode()).kept]) is stays


@pytest.mark.parametrize(("size", "stays"), [(58, True), (59, False)])
def test_a_heading_has_sixty_characters_at_most(size: int, *, stays: bool) -> None:
    heads = tuple(f"{number}、{'河' * size}" for number in "一二三")
    lines = kept(heads, TEXTS, '<div class="share-tit">{}</div>')
    assert (heads[0] in lines) is stays


MASTHEAD = "<div class=m>2023-11-08 10:20 来源：青河日报</div>"


@pytest.mark.parametrize(
    ("button", "goes"),
    [
        ('<p><a href="#pl">去底部看看</a></p>', True),
        ('<p><a href="#pl"><img alt="参与互动">参与互动</a></p>', True),
        ('<h3><a href="#pl">没人管的河</a></h3>', False),
        ('<p><a href="#pl"><img alt="沿河的旧屋" src="a.jpg"></a></p>', False),
    ],
    ids=["words", "icon", "heading", "picture"],
)
def test_a_link_down_the_page_right_below_a_masthead_is_a_button(
    button: str, *, goes: bool
) -> None:
    body = "".join(f"<p>{text}</p>" for text in TEXTS)
    html = f"<html><body><div><h1>{TITLE}</h1>{MASTHEAD}{button}{body}</div></body></html>"
    lines = [line.text for line in clean_bytes(html.encode()).kept]
    assert (lines == [TITLE, *TEXTS]) is goes
