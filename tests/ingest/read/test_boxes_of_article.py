"""Headings that stand in boxes of their own, and what stands above the title in its element."""

from __future__ import annotations

import pytest

import casebook

TITLE = "青河县推进街长制改革"
TEXT = (
    "青河县二〇二三年起推行街长制，每条街巷由一名街长负责，居民有事可以直接找到他。",
    "街长每周巡街两次，发现的问题当天报到街道办事处，三个工作日内必须答复。",
    "一年来全县共解决问题一千二百件，居民满意率由七成提高到九成以上。",
    "下一步，青河县将把街长制推广到所有乡镇，并公布每名街长的电话号码。",
)
HEADINGS = (("3条街", "一名街长管到底"), ("“零距离”", "居民说了算"), ("以巷为家", "老街又有人气"))


def page(inner: str, above: str = "") -> bytes:
    head = f"<html><head><title>{TITLE}_青河日报</title></head><body><div class=main>"
    masthead = "<div>2024-05-06 来源：青河日报</div>"
    return f"{head}{above}<h1>{TITLE}</h1>{masthead}{inner}</div></body></html>".encode()


def boxed(form: str) -> str:
    made = f"<p>{TEXT[0]}</p>"
    for (name, subject), text in zip(HEADINGS, TEXT[1:], strict=True):
        made += form.format(name=name, subject=subject) + f"<p>{text}</p>"
    return made


@pytest.mark.parametrize(
    "form",
    [
        "<section class=box><p><b>{name}</b></p><p><b>{subject}</b></p></section>",
        "<div class=title-box><strong>{name}</strong><p>{subject}</p></div>",
        "<section class=t><section><p><b>{name}</b></p></section><p>{subject}</p></section>",
        "<div class=h><h3>{name}</h3><p>{subject}</p></div>",
        "<blockquote class=q><p><b>{name}</b></p><p>{subject}</p></blockquote>",
    ],
)
def test_headings_in_boxes_stay(form: str) -> None:
    kept = {line.text for line in casebook.clean_bytes(page(boxed(form))).kept}
    assert {word for pair in HEADINGS for word in pair} <= kept


def test_teasers_below_the_text_go() -> None:
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    teaser = "<div class=card><h3>{name}</h3><p>{subject}</p></div>"
    cards = "".join(teaser.format(name=name, subject=subject) for name, subject in HEADINGS)
    kept = {line.text for line in casebook.clean_bytes(page(text + cards)).kept}
    assert not {word for pair in HEADINGS for word in pair} & kept
    assert set(TEXT) <= kept


@pytest.mark.parametrize(
    ("above", "gone"),
    [
        ("<div>各地动态</div>", "各地动态"),
        ("<ol><li><a href=1>首页</a></li><li>正文</li></ol>", "正文"),
        ("<table><tr><td>索引号</td><td>0001</td><td>分类</td></tr></table>", "索引号 0001"),
        ("<p>青河要闻</p><img src=a.png>", "青河要闻"),
        ("<div><span>行情</span></div>", "行情"),
    ],
)
def test_furniture_above_the_title_goes(above: str, gone: str) -> None:
    done = casebook.clean_bytes(page("".join(f"<p>{line}</p>" for line in TEXT), above))
    assert done.article
    assert done.article.title == TITLE
    assert not [line for line in done.kept if line.text.startswith(gone)]
    assert any(gone[:2] in removal.text for removal in done.ledger.removals)


@pytest.mark.parametrize(
    "above", ["<p>青政发〔2023〕12号</p>", f"<p>{TEXT[3]}</p>", "<h2>改革背景</h2>"]
)
def test_what_is_of_the_text_above_the_title_stays(above: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in TEXT[:3])
    done = casebook.clean_bytes(page(text, above))
    inner = above.split(">")[1].split("<", maxsplit=1)[0]
    assert any(inner in line.text for line in done.kept)
