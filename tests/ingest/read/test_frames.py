"""A frame of a page that holds its article; parts of a page in the shadow of another."""

from __future__ import annotations

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape

import pytest

import casebook
from casebook.ingest.read.frames import with_frame, with_parts

TEXT = "过去，云岭县办理一项水利许可要跑五个窗口，材料重复提交，群众反映强烈。" * 5
INNER = f"<html><body><h1>云岭县推行一窗受理</h1><p>{TEXT}</p></body></html>"
NAVIGATION = "<div><a href='/'>首页</a> <a href='/a'>政务公开</a></div>"


def texts(data: bytes) -> list[str]:
    article = casebook.clean_bytes(data, name="page.html").article
    return [] if article is None else [article.title, *_paragraphs(article)]


def _paragraphs(article: object) -> list[str]:
    return [item.text for section in article.sections for item in section.blocks]  # type: ignore[attr-defined]


def framed(page: str, around: str = NAVIGATION) -> str:
    return f'<html><body>{around}<iframe width=9 srcdoc="{escape(page)}"></iframe></body></html>'


def test_the_article_in_a_frame_is_read() -> None:
    assert texts(framed(INNER).encode()) == ["云岭县推行一窗受理", TEXT]


@pytest.mark.parametrize(
    ("own", "title"),
    [("", "云岭县"), ("<title> </title>", "云岭县"), ("<title>一窗受理</title>", "一窗受理")],
)
def test_the_title_of_a_frame_is_that_of_the_page(own: str, title: str) -> None:
    page = framed(f"<html><head>{own}</head><body><p>{TEXT}</p></body></html>")
    outer = page.replace("<body>", "<head><title>云岭县</title></head><body>", 1)
    assert texts(outer.encode()) == [title, TEXT]


@pytest.mark.parametrize(
    ("page", "around"),
    [
        ("<p>买一送一，今天就来。</p>", f"<p>{TEXT}</p>"),
        (f"<p>{TEXT}</p>", f"<p>{TEXT}</p>"),
        ("<p>" + "字" * 149 + "</p>", ""),
        (f"<script>var a = '{TEXT}'</script>", ""),
    ],
)
def test_other_frames_stay_where_they_are(page: str, around: str) -> None:
    markup = framed(page, around)
    assert with_frame(markup) == markup


def test_a_frame_needs_more_text_than_twice_the_rest() -> None:
    rest = "字" * 75
    assert with_frame(framed("字" * 151, rest)) != framed("字" * 151, rest)
    assert with_frame(framed("字" * 150, rest)) == framed("字" * 150, rest)


def test_frames_of_a_web_archive() -> None:
    outer = f'<html><body>{NAVIGATION}<iframe src="cid:frame-1@x"></iframe></body></html>'
    message = MIMEMultipart("related")
    for name, page in (("frame-0@x", outer), ("frame-1@x", INNER)):
        part = MIMEText(page, "html", "utf-8")
        part["Content-ID"] = f"<{name}>"
        message.attach(part)
    data = message.as_bytes().replace(b"Content-Type", b"Content-type")
    assert texts(data) == ["云岭县推行一窗受理", TEXT]


def test_parts_that_cannot_be_decoded_leave_the_page_as_it_is() -> None:
    page = b'<iframe src="a">'
    assert with_parts(page, {}) == page
    assert with_parts(page, {"a": b"\xff"}) == page
    assert with_parts(page, {"b": b"x"}) == page


@pytest.mark.parametrize("name", ["shadowrootmode", "shadowroot", "shadowmode"])
def test_what_stands_in_a_shadow_is_read(name: str) -> None:
    page = f'<html><body><x-page><template {name}="open">{INNER}</template></x-page></body></html>'
    assert texts(page.encode()) == ["云岭县推行一窗受理", TEXT]
