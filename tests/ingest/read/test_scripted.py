r"""Posts of WeChat whose text stands in a script only: five members of the kind, own wording."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.read.html import parse
from casebook.ingest.read.scripted import show_scripted_text
from casebook.problems import Code

LINES = (
    "青河县把办事窗口搬到集市上，群众赶集时就能办证。",
    "第一天来了四十人，办成三十一件。",
    "县里准备把做法推广到八个乡镇。",
)
ESCAPED = r"\x0a\x0a".join(LINES)
MARKED = "".join(f"<p>{line}</p>" for line in LINES).replace("<", r"\x3c").replace(">", r"\x3e")
EMPTY = '<div id="js_content" style="visibility:hidden"><p id="js_text_desc"></p></div>'


def post(data: str, title: str = "集市上的窗口", body: str = EMPTY) -> casebook.Cleaned:
    heading = "" if title.startswith(LINES[0]) else f'<h1 class="rich_media_title">{title}</h1>'
    page = (
        f'<html><head><meta property="og:title" content="{title}"></head><body>'
        f'{heading}<span id="js_name">青河发布</span>{body}'
        f'<script>var ct = "1714960800"; window.cgiDataNew = {{ {data} }};</script></body></html>'
    )
    return casebook.clean_bytes(page.encode(), media_type="text/html")


def paragraphs(made: casebook.Cleaned) -> list[str]:
    assert made.article is not None
    return [block.text for block in made.article.sections[0].blocks if hasattr(block, "text")]


@pytest.mark.parametrize(
    ("data", "body"),
    [
        (f"content_noencode: JsDecode('{ESCAPED}')", EMPTY),
        (f"text_page_info: {{ content: JsDecode('{ESCAPED}'), is_user_title: '0' }}", EMPTY),
        (f"content_noencode: '{MARKED}'", ""),
        (f'contentNoEncode: "{ESCAPED}"', EMPTY),
        ("content_noencode: JsDecode('" + ESCAPED.replace("\\", "\\\\") + "')", EMPTY),
    ],
)
def test_the_text_of_a_post_is_read_from_its_script(data: str, body: str) -> None:
    made = post(data, body=body)
    assert paragraphs(made) == list(LINES)
    assert made.article is not None
    source = made.article.sources[0]
    assert (made.article.title, source.publisher) == ("集市上的窗口", "青河发布")
    assert source.published.startswith("2024-05-06")


def test_a_post_without_a_title_is_reported_and_not_called_by_its_account() -> None:
    text = r"\n\n".join(LINES)
    made = post(f"text_page_info: {{ content: JsDecode('{ESCAPED}') }}", title=text)
    assert paragraphs(made) == list(LINES)
    assert made.article is not None
    assert made.article.title != "青河发布"
    assert Code.NO_TITLE in {problem.code for problem in made.problems}


def test_what_a_post_shows_goes_before_its_script() -> None:
    shown = "".join(f"<p>{line}</p>" for line in reversed(LINES))
    data = f"content_noencode: JsDecode('{ESCAPED}')"
    made = post(data, body=f'<div id="js_content">{shown}</div>')
    assert paragraphs(made) == list(reversed(LINES))


@pytest.mark.parametrize(("size", "read"), [(19, False), (20, True)])
def test_a_text_in_a_script_has_twenty_characters(size: int, *, read: bool) -> None:
    root = parse("<body><div id=js_content></div></body>")
    assert root is not None
    text = "集" * size
    assert show_scripted_text(root, f"content_noencode: '{text}'") == (text if read else "")


@pytest.mark.parametrize(("size", "read"), [(30, True), (31, False)])
def test_an_element_that_shows_more_than_thirty_characters_is_not_empty(
    size: int, *, read: bool
) -> None:
    root = parse(f"<body><div id=js_content>{'青' * size}</div></body>")
    assert root is not None
    assert bool(show_scripted_text(root, f"content_noencode: '{'集' * 20}'")) is read
