"""Which sentences outside the article nothing on the page explains, and what is said of them."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.read.html import read_html
from casebook.records import Loss

TITLE = "河口镇推进审批改革的做法"
TEXT = (
    "全镇把五个窗口合成一个窗口，统一收件、分类办理、限时答复，群众少跑了很多路。",
    "镇里投入二百万元，疏通沟渠十二公里，种下柳树三千棵，村民都来帮忙。",
)
OTHER = "本市昨日举行马拉松比赛，三万名选手参加，冠军由一名学生夺得。"
MENU = "<ul>" + "<li><a href='/'>各地新闻和通知公告</a></li>" * 9 + "</ul>"
"""Links that weigh more than the sentence: it is no part of the article, whatever it says."""
NETWORK = f"全县的水管连成一体，本网络不再漏水。{OTHER}"
ARTICLE = f"<div>{''.join(f'<p>{text}</p>' for text in TEXT)}</div>"


def page(rest: str, *, around: str = "{}") -> str:
    body = around.format(f"{ARTICLE}{rest}{MENU}")
    return f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"


UNEXPLAINED = {
    "in another element": f"<div><p>{OTHER}</p></div>",
    "in another list": f"<ul><li>{OTHER}</li></ul>",
    "below a button": f"<div><p>返回頂部</p><p>{OTHER}</p></div>",
    "quoted": f"<div><p>他说：“{OTHER}”</p></div>",
    "of a network": f"<div><p>{NETWORK}</p></div>",
    "after furniture": f"<div><p>上一篇：没有了{OTHER}</p></div>",
    "after a notice": f"<div><p>版权所有 江河网{OTHER}</p></div>",
    "before a button": f"<div><p>{OTHER}扫一扫在手机打开当前页</p></div>",
    "in a cell": f"<div><table><tr><td>{OTHER}</td></tr></table></div>",
}
EXPLAINED = {
    "a link": f"<div><p><a href='/1'>{OTHER}</a></p></div>",
    "a link in it": f"<div><p>{OTHER}<a href='/1'>详细</a>。</p></div>",
    "led by a link": f"<div><h3><a href='/1'>马拉松开跑</a></h3><p>{OTHER}</p></div>",
    "comments": f"<div class='comment'><p>{OTHER}</p></div>",
    "a footer": f"<footer><p>{OTHER}</p></footer>",
    "words of a site": "<div><p>版权所有 江河网，未经许可不得转载本站内容，违者必究。</p></div>",
    "a prompt": "<div><p>为了获得最佳浏览效果，请使用新的浏览器打开本站的所有页面。</p></div>",
    "on reprints": "<div><p>各地媒体欢迎使用这里的文章，转载时写明作者和江河报即可。</p></div>",
    "on the site": "<div><p>您对本网的文章有什么意见和建议，可以写信到编辑部告诉我们。</p></div>",
    "on opinions": "<div><p>以上只是作者的话，不代表江河报的观点，请各位读者自行判断。</p></div>",
    "on what is stored": "<div><p>特别声明：以上由用户上传，平台仅提供信息存储服务。</p></div>",
    "in the other script": "<div><p>本文主要內容關鍵詞為：改革、開放。僅供讀者參考。</p></div>",
    "cut short": f"<div><p>{OTHER.rstrip('。')}……</p></div>",
    "not shown": f"<div style='display:none'><p>{OTHER}</p></div>",
}


def found(markup: str) -> list[str]:
    return [line.text for line in read_html(markup).lines if line.unexplained]


@pytest.mark.parametrize("rest", UNEXPLAINED.values(), ids=UNEXPLAINED)
def test_a_sentence_that_nothing_explains_is_reported(rest: str) -> None:
    (text,) = found(page(rest))
    assert OTHER in text
    done = casebook.clean_bytes(page(rest).encode())
    assert [(alarm.text, alarm.loss) for alarm in done.ledger.alarms] == [(text, Loss.SENTENCES)]


@pytest.mark.parametrize("rest", EXPLAINED.values(), ids=EXPLAINED)
def test_what_the_page_explains_is_not_reported(rest: str) -> None:
    assert found(page(rest)) == []
    assert casebook.clean_bytes(page(rest).encode()).ledger.alarms == ()


def test_an_element_that_holds_the_article_explains_nothing() -> None:
    rest = UNEXPLAINED["in another element"]
    assert found(page(rest, around="<div class='comment'>{}</div>")) == [OTHER]


@pytest.mark.parametrize(("characters", "expected"), [(19, 0), (20, 1)])
def test_a_sentence_has_twenty_characters(characters: int, expected: int) -> None:
    text = f"{OTHER[: characters - 1]}。"
    assert len(found(page(f"<div><p>{text}</p></div>"))) == expected


@pytest.mark.parametrize("editors", ["(责编：林一帆)", "（責任編輯：林一帆）"])
def test_a_sentence_after_the_editors_is_reported(editors: str) -> None:
    """Found by ``bench.laws saved-pages``: after the editors a part of the text went on."""
    for text in (OTHER, f"版权所有 江河网{OTHER}"):
        rest = f"<p>{editors}</p><p>改革成效</p><ul><li>{text}</li></ul>"
        done = casebook.clean_bytes(page(rest).replace("</div>", "").encode())
        assert text in [alarm.text for alarm in done.ledger.alarms]


@pytest.mark.parametrize(("others", "rung"), [(0, True), (1, False)])
def test_sentences_below_links_ring_for_each_other_no_alarm(others: int, *, rung: bool) -> None:
    # One alone may be of the article; it has the words of the text.
    told = f"全镇把五个窗口合成一个窗口，群众少跑了很多路。{OTHER}"
    link = "<p><a href='/1'>全镇合成一个窗口</a></p>"
    more = "<p><a href='/2'>马拉松比赛昨日举行</a></p>" + f"<p>{OTHER}</p>"
    markup = page(f"<div>{link}<p>{told}</p>{more * others}</div>")
    done = casebook.clean_bytes(markup.encode())
    assert any(alarm.text == told for alarm in done.ledger.alarms) is rung
