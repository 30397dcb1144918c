"""Kicker, subtitle, lead and editor's note in a box of the title, apart from the text of a page."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.alarm import problems_of
from casebook.ingest.pipeline import Cleaned
from casebook.records import Article, Loss, Paragraph

TITLE = "河口镇“一窗受理”让村民少跑路"
BODY = """
<p>长期以来，村民办事要跑多个部门，材料重复提交，窗口之间互不相通，大家反映强烈。</p>
<h2>主要做法</h2>
<p>镇里把十八个部门的窗口合并为一个综合窗口，前台统一收件，后台分类审批，办结以后统一送达。</p>
<p>各村设立代办点，村干部担任代办员，材料由邮政车辆每天送到镇上，第二天带回办理结果。</p>
<h2>改革成效</h2>
<p>截至去年底，累计受理各类事项三万余件，平均办理时间由十五天缩短到四天，村民满意。</p>"""
KICKER = "从“村民跑腿”到“数据跑路”"
SUBTITLE = "山里小镇的一个窗口管到底"
LEAD = "三年时间，十八个部门的窗口合而为一，村民办事平均少跑三趟。"
NOTE = "编者按：改革没有完成时。本报今起讲述山里小镇的窗口改革故事。"
DATED = "<div>2023-05-06 来源：河口日报</div>"


def page(head: str) -> bytes:
    return (
        f"<html><head><title>{TITLE}_河口镇人民政府</title></head><body>"
        "<div><a href='/'>首页</a> <a href='/a'>政务公开</a> <a href='/b'>互动交流</a></div>"
        f"{head}<div>版权所有：河口镇人民政府办公室</div></body></html>"
    ).encode()


def read(head: str) -> tuple[Cleaned, Article]:
    done = casebook.clean_bytes(page(head), media_type="text/html")
    assert done.article is not None
    assert done.article.title == TITLE
    return done, done.article


def opening(article: Article) -> str:
    block = article.sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    return block.text


@pytest.mark.parametrize(
    "head",
    [
        (
            f"<header><p class='kicker'>{KICKER}</p><h1>{TITLE}</h1>"
            f"<p class='sub-title'>{SUBTITLE}</p>"
            f"{DATED}</header><article>{BODY}</article>"
        ),
        (
            f"<div class='tit'><h3>{KICKER}</h3><h1>{TITLE}</h1><h2>{SUBTITLE}</h2>{DATED}</div>"
            f"<div class='content'>{BODY}</div>"
        ),
        (
            f"<div id='article'><h3>{KICKER}</h3><h1>{TITLE}</h1><h2>{SUBTITLE}</h2>"
            f"<h4>本报记者 张明</h4>{DATED}<div id='ozoom'>{BODY}</div></div>"
        ),
        (
            f"<div class='title_box'><div class='yinti'>{KICKER}</div><h1>{TITLE}</h1>"
            f"<div id='futi'><p>{SUBTITLE}</p></div></div>{DATED}<div>{BODY}</div>"
        ),
    ],
)
def test_kicker_and_subtitle_beside_the_title(head: str) -> None:
    done, article = read(head)
    assert (article.kicker, article.subtitle) == (KICKER, SUBTITLE)
    assert article.sources[0].published == "2023-05-06"
    assert done.ledger.alarms == ()


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (f"<div class='h'><h1>{TITLE}</h1><div class='lead'>{LEAD}</div>{DATED}</div>", LEAD),
        (f"<section><div><h1>{TITLE}</h1><div>{LEAD}</div></div></section>{DATED}", LEAD),
        (f"<div><div><p>{NOTE}</p></div><h1>{TITLE}</h1>{DATED}</div>", NOTE),
        (f"<div class='h'><h1>{TITLE}</h1>{DATED}<blockquote>{NOTE}</blockquote></div>", NOTE),
    ],
)
def test_a_lead_or_note_opens_the_article(head: str, text: str) -> None:
    done, article = read(f"{head}<div class='content'>{BODY}</div>")
    assert opening(article) == text
    assert article.sources[0].publisher == "河口日报"
    assert done.ledger.alarms == ()


def test_two_subtitles_are_one() -> None:
    head = f"<div><h1>{TITLE}</h1><p>——{SUBTITLE}</p><p>——窗口合一以后</p></div><div>{BODY}</div>"
    assert read(head)[1].subtitle == f"——{SUBTITLE} ——窗口合一以后"


def test_what_only_its_place_speaks_for_is_cut_and_said() -> None:
    head = f"<table><tr><td>窗口改革看河口</td></tr><tr><td><b>{TITLE}</b></td></tr></table>"
    done, article = read(f"{head}<div>{BODY}</div>")
    assert article.kicker == ""
    (alarm,) = done.ledger.alarms
    assert (alarm.loss, alarm.text) == (Loss.HEADLINE, "窗口改革看河口")
    (problem,) = problems_of(done.ledger.alarms, "page.html")
    assert f"lines {alarm.line}: 窗口改革看河口" in problem.detail


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href='/c'>村民办事指南</a></p>",
        "<p>河口日报</p>",
        "<p>发布机关：河口镇村民服务中心</p>",
        "<p>窗口、村民、材料、镇里的事</p>",
        "<p>网址 www.hekou.example 村民窗口</p>",
        "<h4>张明 河口大学教授</h4>",
        "<div class='author-intro'><p>张明，窗口改革的村民</p></div>",
        "<p>长期以来，村民办事要跑多个部门，材料重复提交，窗口之间互不相通…</p>",
        "<p>阴晴雨雪</p>",
    ],
)
def test_furniture_beside_the_title_is_no_headline(line: str) -> None:
    done, article = read(f"<div>{line}<h1>{TITLE}</h1></div><div class='content'>{BODY}</div>")
    assert (article.kicker, article.subtitle) == ("", "")
    assert opening(article).startswith("长期以来")
    assert [alarm for alarm in done.ledger.alarms if alarm.loss is Loss.HEADLINE] == []


PARTS = ("河口镇把十八个窗口并成一个", "村民办事当天就能领到回执")
WHOLE = " ".join(PARTS)


def named(head: str, title: str) -> Article:
    done = casebook.clean_bytes(
        page(f"{head}{DATED}{BODY}").replace(TITLE.encode(), title.encode()),
        media_type="text/html",
    )
    assert done.article is not None
    return done.article


@pytest.mark.parametrize(
    "head",
    [
        f"<div class='bt'>{PARTS[0]}</div><div class='bt'>{PARTS[1]}</div>",
        f"<h3 class='t'>{PARTS[0]}</h3><h3 class='t'>{PARTS[1]}</h3>",
        f"<p class='title'>{PARTS[0]}</p><p class='title'>{PARTS[1]}</p>",
        (
            f"<table><tr><td class='t'>{PARTS[0]}</td></tr><tr><td class='t'>{PARTS[1]}</td></tr>"
            "</table>"
        ),
        f"<table><tr><td>{PARTS[0]}<br>{PARTS[1]}</td></tr></table>",
    ],
)
def test_two_lines_of_one_form_are_one_title(head: str) -> None:
    article = named(head, "")
    assert (article.title, article.kicker, article.subtitle) == (WHOLE, "", "")
    # What the page calls itself is whole: the other line is its kicker or its subtitle.
    below = named(head, PARTS[1])
    assert (below.title, below.kicker) == (PARTS[1], PARTS[0])
    above = named(head, PARTS[0])
    assert (above.title, above.subtitle) == (PARTS[0], PARTS[1])


@pytest.mark.parametrize(
    ("first", "kept"),
    [
        ("河口镇人民政府", ""),
        ("作者：王立民", ""),
        ("要闻", ""),
        ("国际体育快讯", ""),
        ("窗口合并以后，", "窗口合并以后，"),
        ("河口镇人民政府办公室", ""),
    ],
)
def test_a_line_of_the_form_of_the_title_that_is_none_of_it(first: str, kept: str) -> None:
    head = f"<p class='title'>{first}</p><p class='title'>{PARTS[1]}</p>"
    assert named(head, "").title == kept + PARTS[1]


@pytest.mark.parametrize(
    ("head", "title", "made"),
    [
        ("<br>".join(PARTS), "", WHOLE),
        ("<br>".join(PARTS), "".join(PARTS), "".join(PARTS)),
        (
            "河口镇十八个办事窗口一体<br>化改革的六百天",
            "",
            "河口镇十八个办事窗口一体化改革的六百天",
        ),
        ("河口镇关于合并窗口<br>方便村民的意见", "", "河口镇关于合并窗口方便村民的意见"),
    ],
)
def test_a_break_in_a_heading_parts_its_halves(head: str, title: str, made: str) -> None:
    assert named(f"<h1>{head}</h1>", title).title == made


def test_who_issues_a_document_is_part_of_its_title() -> None:
    second = "关于合并村民办事窗口的意见"
    head = f"<p class='title'>河口镇人民政府</p><p class='title'>{second}</p>"
    assert named(head, "").title == f"河口镇人民政府{second}"


@pytest.mark.parametrize(("more", "parts"), [(0, 3), (1, 1)])
def test_three_lines_are_a_title_and_four_are_none(more: int, parts: int) -> None:
    lines = (*PARTS, "窗口后台分类审批限时办结", "各村设立代办点代办材料")[: 3 + more]
    head = "".join(f"<p class='title'>{line}</p>" for line in lines)
    assert named(head, "").title == " ".join(lines[:parts])


@pytest.mark.parametrize(
    ("head", "kicker", "subtitle"),
    [
        (f"<h1>{PARTS[0]}</h1><p>副标题：{PARTS[1]}</p>", "", PARTS[1]),
        (f"<p>標題：{PARTS[0]}</p><p>副題：{PARTS[1]}</p>", "", PARTS[1]),
        (f"<p>引题：{PARTS[1]}</p><h1>{PARTS[0]}</h1>", PARTS[1], ""),
        (f"<h1>{PARTS[0]}</h1><h2>——{PARTS[1]}</h2>", "", f"——{PARTS[1]}"),
        (f"<h1>{PARTS[0]}<br>——{PARTS[1]}</h1>", "", f"——{PARTS[1]}"),
    ],
)
def test_a_label_or_a_dash_says_what_a_line_of_the_headline_is(
    head: str, kicker: str, subtitle: str
) -> None:
    article = named(f"<div>{head}</div>", f"{PARTS[0]}——{PARTS[1]}")
    assert (article.title, article.kicker, article.subtitle) == (PARTS[0], kicker, subtitle)
