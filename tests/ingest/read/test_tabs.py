"""Articles in tabs: their titles are the headings of their panels; members of own wording."""

from __future__ import annotations

import pytest

from casebook.ingest.read.html import read_html
from casebook.records import Role

TEXT = (
    "青河县把办事窗口搬到集市上，群众赶集时就能办证，不用再跑三十里路到县城。",
    "第一天来了四十人，办成三十一件，其余九件约好下一个集日再来，窗口派人上门收材料。",
    "县里准备把做法推广到八个乡镇，每个集市每月开两次，由镇里的干部轮流值班。",
)
NAMES = ("改革背景", "主要做法", "改革成效")


def outline(body: str) -> list[tuple[bool, str]]:
    """Return the lines of the article, each with whether it is a heading."""
    page = read_html(
        f"<html><body><h1>集市上的办事窗口</h1><div id=zoom>{body}</div></body></html>"
    )
    gone = {Role.OUTSIDE, Role.TITLE, Role.HIDDEN}
    return [(x.role is Role.HEADING, x.text) for x in page.lines if x.role not in gone]


def points(names: tuple[str, ...], tag: str = "li") -> str:
    return "".join(f"<{tag}>{name}</{tag}>" for name in names)


def panels(texts: tuple[str, ...], opening: str = "<div style='display:none'>") -> str:
    return "".join(f"{opening}<p>{text}</p></div>" for text in texts)


def linked(name: str, panel: str) -> str:
    tabs = "".join(f'<li><a {name}="{panel}{at}">{n}</a></li>' for at, n in enumerate(NAMES))
    held = "".join(f"<div id=p{at}><p>{text}</p></div>" for at, text in enumerate(TEXT))
    return f"<ul class='nav nav-tabs'>{tabs}</ul><div class=more><p>…</p></div>{held}"


@pytest.mark.parametrize(
    "body",
    [
        f"<ul class=tab-hd>{points(NAMES)}</ul><div>{panels(TEXT)}</div>",
        f"<div><div class=tabs>{points(NAMES, 'span')}</div></div><div>{panels(TEXT)}</div>",
        f"<p role=tablist>{points(NAMES, 'button')}</p><div>{panels(TEXT, '<div hidden>')}</div>",
        linked("href", "#p"),
        linked("aria-controls", "p"),
        linked("data-bs-target", "#p"),
    ],
)  # fmt: skip
def test_the_titles_of_tabs_head_their_panels(body: str) -> None:
    made = [x for x in outline(body) if x[1] != "…"]
    assert made == [
        x for name, text in zip(NAMES, TEXT, strict=True) for x in ((True, name), (False, text))
    ]


def test_a_panel_without_text_and_without_a_theme_has_no_heading() -> None:
    names, texts = (*NAMES[:2], "附件下载"), (*TEXT[:2], "名单.doc")
    made = outline(f"<ul class=tab>{points(names)}</ul><div>{panels(texts)}</div>")
    assert [text for heads, text in made if heads] == [*NAMES[:2]]


@pytest.mark.parametrize(
    ("names", "headed"),
    [
        (("正文", "解读", "图解"), False),
        (("改革背景", "解读", "图解"), False),
        (("改革背景", "改革成效", "图解"), True),
        (("青河县的集市窗口改革背景", "改革成效", "图解"), True),
        (("青河县里的集市窗口改革背景", "改革成效", "图解"), False),
    ],
)
def test_two_tabs_name_a_theme_and_all_are_short(names: tuple[str, ...], headed: bool) -> None:
    made = outline(f"<ul class=tab>{points(names)}</ul><div>{panels(TEXT, '<div>')}</div>")
    assert any(heads for heads, _ in made) is headed


@pytest.mark.parametrize(("count", "headed"), [(8, True), (9, False)])
def test_a_menu_of_many_points_is_no_row_of_tabs(count: int, headed: bool) -> None:
    names = (NAMES * 3)[:count]
    made = outline(
        f"<ul class=tab>{points(names)}</ul><div>{panels((TEXT * 3)[:count], '<div>')}</div>"
    )
    assert any(heads for heads, _ in made) is headed


def test_panels_that_are_not_as_many_as_tabs_stay() -> None:
    made = outline(f"<ul class=tab>{points(NAMES)}</ul><div>{panels(TEXT[:2], '<div>')}</div>")
    assert not any(heads for heads, _ in made)


@pytest.mark.parametrize(
    ("heads", "headings"),
    [(NAMES, 3), (NAMES[::-1], 6), ((*NAMES[:2], "工作启示"), 6)],
)
def test_tabs_that_repeat_the_headings_of_their_panels_go(
    heads: tuple[str, ...], headings: int
) -> None:
    held = "".join(
        f"<div class=tab><h3>{name}</h3><p>{text}</p></div>"
        for name, text in zip(heads, TEXT, strict=True)
    )
    made = outline(f"<ul class=tabs>{points(NAMES)}</ul>{held}")
    assert len([text for _, text in made if text in {*NAMES, *heads}]) == headings
    assert [text for _, text in made if text in TEXT] == [*TEXT]
