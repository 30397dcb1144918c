"""What a browser shows and the plain text of a page lacks: numbers of style sheets, drawings.

Five members of each kind at least, of own wording.
"""

from __future__ import annotations

import pytest

from casebook.ingest.read.counted import marker, numeral
from casebook.ingest.read.dom import dom_lines
from casebook.ingest.read.html import parse, read_html
from casebook.ingest.read.lone_numbers import join_numbers
from casebook.ingest.read.unveiled import unveil
from casebook.records import Line, Role

TEXT = (
    "青河县把办事窗口搬到集市上，群众赶集时就能办证，不用再跑三十里路到县城。",
    "第一天来了四十人，办成三十一件，其余九件约好下一个集日再来，窗口派人上门收材料。",
    "县里准备把做法推广到八个乡镇，每个集市每月开两次，由镇里的干部轮流值班。",
)
HEADINGS = ("窗口搬到集市", "材料上门收取", "轮流值班")
BODY = "".join(f"<p>{text}</p>" for text in TEXT)


def lines(body: str, head: str = "") -> list[Line]:
    page = (
        f"<html><head><title>集市上的办事窗口</title>{head}</head><body>"
        f"<h1>集市上的办事窗口</h1><div id=zoom>{body}</div></body></html>"
    )
    kept = {Role.OUTSIDE, Role.TITLE, Role.HIDDEN}
    return [line for line in read_html(page).lines if line.role not in kept]


def texts(body: str, head: str = "") -> list[str]:
    return [line.text for line in lines(body, head)]


# ---------------------------------------------------------------- numbers of lists


@pytest.mark.parametrize(
    ("number", "kind", "written"),
    [
        (12, "cjk-ideographic", "十二"),
        (99, "trad-chinese-informal", "九十九"),
        (100, "simp-chinese-informal", "一百"),
        (12, "cjk-decimal", "一二"),
        (10, "cjk-decimal", "一〇"),
        (3, "trad-chinese-formal", "參"),
        (3, "simp-chinese-formal", "叁"),
        (11, "trad-chinese-formal", "壹拾壹"),
        (10, "cjk-heavenly-stem", "癸"),
        (11, "cjk-heavenly-stem", "11"),
        (12, "cjk-earthly-branch", "亥"),
        (13, "cjk-earthly-branch", "13"),
        (39, "upper-roman", "XXXIX"),
        (40, "upper-roman", "XL"),
        (4, "lower-roman", "iv"),
        (26, "lower-latin", "z"),
        (27, "upper-alpha", "AA"),
        (5, "decimal-leading-zero", "05"),
        (0, "cjk-ideographic", "0"),
    ],
)
def test_a_number_in_the_kinds_of_css(number: int, kind: str, written: str) -> None:
    assert numeral(number, kind) == written


def test_the_sign_after_a_number_is_that_of_its_kind() -> None:
    assert (marker(3, "cjk-ideographic"), marker(3, ""), marker(3, "lower-alpha")) == (
        "三、",
        "3.",
        "c.",
    )


@pytest.mark.parametrize(
    ("opening", "sheet", "numbers"),
    [
        ('<ol style="list-style-type:cjk-ideographic">', "", ("一、", "二、")),
        ("<ol class=m>", "ol.m { list-style: simp-chinese-informal }", ("一、", "二、")),
        ('<ul style="list-style: inside trad-chinese-formal">', "", ("壹、", "貳、")),
        ("<ol start=3 class=x>", ".x li{list-style-type:upper-roman}", ("III.", "IV.")),
        ('<ol type="i">', "", ("i.", "ii.")),
        ("<ol>", "ol{list-style:decimal}", ("1.", "2.")),
        # The kind is looked for in sixty characters behind the property.
        ("<ol>", f"ol{{list-style:url({'x' * 47}) upper-roman}}", ("I.", "II.")),
        ("<ol>", f"ol{{list-style:url({'x' * 48}) upper-roman}}", ("1.", "2.")),
        (
            "<ol class='a b'>",
            ".a{list-style:lower-alpha}/*x*/.b{list-style:cjk-decimal}",
            ("一、", "二、"),
        ),
    ],
)
def test_a_list_has_the_numbers_that_its_style_gives(
    opening: str, sheet: str, numbers: tuple[str, str]
) -> None:
    points = "".join(f"<li>{text}</li>" for text in TEXT[:2])
    head = f"<style>{sheet}</style>"
    made = texts(f"{opening}{points}</{opening[1:3]}><p>{TEXT[2]}</p>", head)
    assert made[:2] == [f"{number} {text}" for number, text in zip(numbers, TEXT[:2], strict=True)]


@pytest.mark.parametrize("style", ["list-style:disc", "list-style:none", "color:red"])
def test_a_list_of_bullets_has_no_numbers(style: str) -> None:
    assert texts(f'<ul style="{style}"><li>{TEXT[0]}</li></ul>{BODY}')[0] == TEXT[0]


HEADED = "".join(f"<h2 class=n>{h}</h2><p>{t}</p>" for h, t in zip(HEADINGS, TEXT, strict=True))


@pytest.mark.parametrize(
    ("sheet", "numbers"),
    [
        (
            (
                "#zoom{counter-reset:s} h2::before{counter-increment:s;"
                "content:counter(s, cjk-ideographic) '、'}"
            ),
            ("一、", "二、", "三、"),
        ),
        (
            ".n{counter-increment:a} .n:before{content:'（' counter(a,simp-chinese-informal) '）'}",
            ("（一）", "（二）", "（三）"),
        ),
        (
            (
                "#zoom{counter-reset:p 4} #zoom > h2{counter-increment:p} "
                "h2::before{content:'第' counter(p) '节\\3001'}"
            ),
            ("第5节、", "第6节、", "第7节、"),
        ),
        (
            "h2{counter-increment:k 2} h2::before{content:counter(k) '. ' !important}",
            ("2. ", "4. ", "6. "),
        ),
        (
            "@media screen{h2::before{counter-increment:s;content:counter(s) '、'}}",
            ("1、", "2、", "3、"),
        ),
        ("h2::before{content:'◆'} .x::before{content:counter(y)}", ("", "", "")),
        ("h2::before{content:attr(title) counter(s)}", ("", "", "")),
        ("h2:nth-child(2n+:before{content:counter(s)}", ("", "", "")),
    ],
)
def test_counters_before_headings_are_their_numbers(sheet: str, numbers: tuple[str, ...]) -> None:
    made = [line.text for line in lines(HEADED, f"<style>{sheet}</style>") if line.depth]
    assert made == [f"{n}{h}" for n, h in zip(numbers, HEADINGS, strict=True)]


# ---------------------------------------------------------------- drawings


@pytest.mark.parametrize(
    "drawn",
    [
        f"<svg><foreignObject><p>{TEXT[1]}</p></foreignObject></svg>",
        f"<div><svg><g><foreignObject width=9><p>{TEXT[1]}</p></foreignObject></g></svg></div>",
        f"<svg><foreignObject><svg><foreignObject>{TEXT[1]}</foreignObject></svg></svg>",
        f"<svg><text><tspan>{TEXT[1][:12]}</tspan> <tspan>{TEXT[1][12:]}</tspan></text></svg>",
        f"<p><svg><text>{TEXT[1]}</text><path d='M0 0'/></svg></p>",
    ],
)
def test_text_in_a_drawing_is_text_of_the_page(drawn: str) -> None:
    assert texts(f"<p>{TEXT[0]}</p>{drawn}<p>{TEXT[2]}</p>") == [*TEXT]


@pytest.mark.parametrize(
    "drawn",
    [
        "<svg><text>2021年</text><text>2022年</text><text>38%</text></svg>",
        "<svg><text>办结件数</text><text>2022年</text></svg>",
        "<svg><title>分享</title><path d='M0 0'/></svg>",
        "<svg><text>38%</text></svg>",
        "<a href=x><svg><text>分享到朋友圈</text></svg></a>",
        f"<svg style='display:none'><foreignObject><p>{TEXT[1]}</p></foreignObject></svg>",
    ],
)
def test_a_chart_an_icon_and_what_is_hidden_are_no_text(drawn: str) -> None:
    assert texts(f"<p>{TEXT[0]}</p>{drawn}<p>{TEXT[2]}</p>") == [TEXT[0], TEXT[2]]


def test_a_drawn_number_and_its_heading_are_one_line() -> None:
    drawn = "<svg><text>01</text><text>窗口搬到集市</text></svg>"
    assert texts(f"{drawn}{BODY}")[0] == "01 窗口搬到集市"


# ---------------------------------------------------------------- lines of the source


@pytest.mark.parametrize(
    "body",
    [
        "<pre>　　{}\n　　{}\n　　{}</pre>",
        "<pre>\r\n{}\r\n\r\n{}\r\n{}\r\n</pre>",
        "<pre><b>{}</b>\n{}\n<i>{}</i></pre>",
        '<div style="white-space: pre-line">{}\n{}\n{}</div>',
        '<div style="color:red;white-space:pre-wrap">\n{}\n\n{}\n{}\n</div>',
    ],
)
def test_lines_that_are_shown_as_they_stand_are_lines(body: str) -> None:
    assert texts(body.format(*TEXT)) == [*TEXT]


@pytest.mark.parametrize("style", ["white-space: normal", "white-space:nowrap", ""])
def test_other_breaks_of_the_source_are_none(style: str) -> None:
    half = f"{TEXT[0][:10]}\n{TEXT[0][10:]}"
    assert texts(f'<p style="{style}">{half}</p><p>{TEXT[1]}</p>')[0] == TEXT[0]


def test_how_a_page_was_written_down_breaks_no_line() -> None:
    body = f'<p>\n<span style="white-space:pre-wrap">\n{TEXT[0]}</span>\n</p>'
    assert texts(body + BODY)[0] == TEXT[0]


# ---------------------------------------------------------------- headings that fade in


def veiled(numbers: tuple[str, ...], style: str = "opacity:0") -> str:
    return "".join(
        f'<div style="{style}"><h3>{number}{heading}</h3></div><p>{text}</p>'
        for number, heading, text in zip(numbers, HEADINGS, TEXT, strict=True)
    )


SHOWN = "".join(f"<h3>{n}、{h}</h3>" for n, h in zip("一二三", HEADINGS, strict=True))


@pytest.mark.parametrize(
    ("numbers", "style"),
    [
        (("一、", "二、", "三、"), "opacity:0"),
        (("（一）", "（二）", "（三）"), "visibility:hidden"),
        (("1. ", "2. ", "3. "), "opacity: 0; transform: none"),
        (("01 ", "02 ", "03 "), "visibility: hidden"),
        (("①", "②", "③"), "display:none"),
    ],
)
def test_numbered_headings_that_are_hidden_above_shown_text_are_shown(
    numbers: tuple[str, ...], style: str
) -> None:
    made = [line.text for line in lines(veiled(numbers, style)) if line.depth]
    assert made == [f"{n}{h}" for n, h in zip(numbers, HEADINGS, strict=True)]


@pytest.mark.parametrize(
    "body",
    [
        veiled(("一、", "三、", "四、")),
        veiled(("", "", "")),
        veiled(("一、", "（二）", "3. ")),
        f'<p style="display:none">一、窗口搬到集市</p>{BODY}',
        '<div style="display:none"><p>一、首页</p><p>二、新闻</p></div>' + BODY,
        SHOWN + veiled(("一、", "二、", "三、")),
    ],
)
def test_other_hidden_lines_stay_hidden(body: str) -> None:
    root = parse(f"<html><body>{body}</body></html>")
    assert root is not None
    assert not unveil(dom_lines(root))


@pytest.mark.parametrize(
    ("heading", "running", "shown"),
    [(38, 20, True), (39, 20, False), (38, 19, False)],
)
def test_a_heading_that_fades_in_is_short_and_stands_above_running_text(
    heading: int,
    running: int,
    shown: bool,
) -> None:
    body = "".join(
        f'<p style="opacity:0">{number}、{"值" * heading}</p><p>{"班" * (running - 1)}。</p>'
        for number in "一二"
    )
    root = parse(f"<html><body>{body}</body></html>")
    assert root is not None
    assert unveil(dom_lines(root)) is shown


# ---------------------------------------------------------------- numbers on lines of their own


@pytest.mark.parametrize(
    ("above", "joined"),
    [
        (("PART.01", "PART.02", "PART.03"), ("PART.01", "PART.02", "PART.03")),
        (("No.1", "No.2", "No.3"), ("No.1", "No.2", "No.3")),
        (("❶", "❷", "❸"), ("❶", "❷", "❸")),
        (("①", "②", "③"), ("①", "②", "③")),
        (("PART</p><p>01", "PART</p><p>02", "PART</p><p>03"), ("PART 01", "PART 02", "PART 03")),
    ],
)
def test_numbers_of_posts_stand_before_their_headings(
    above: tuple[str, ...], joined: tuple[str, ...]
) -> None:
    body = "".join(
        f"<section><p>{number}</p><p><b>{heading}</b></p></section><p>{text}</p>"
        for number, heading, text in zip(above, HEADINGS, TEXT, strict=True)
    )
    page = join_numbers(
        read_html(f"<html><body><h1>集市</h1><div id=zoom>{body}</div></body></html>")
    )
    made = [line.text for line in page.lines if line.text.endswith(HEADINGS)]
    assert made == [f"{n} {h}" for n, h in zip(joined, HEADINGS, strict=True)]
