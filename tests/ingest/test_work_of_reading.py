"""The work of reading, cleaning and storing grows with one page, not with its square."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.knowledge.test_work import MOST, calls

from casebook import clean_bytes
from casebook.library import dump

SIZES = (80, 160, 320)
TEXT = "甲县出台第{0}号意见，投入{0}万元，建成{0}个“小站”，群众办事少跑了{0}次。"


def _each(form: str) -> Callable[[int], str]:
    """Return what makes a page that repeats a form with a number."""
    return lambda size: "".join(form.format(TEXT.format(at), at) for at in range(size))


START = f"<p>{TEXT}</p>" * 3
"""What makes an article of every page."""
SHAPES: dict[str, Callable[[int], str]] = {
    "paragraphs": _each("<p>{0}</p>"),
    "list": lambda size: f"<ul>{_each('<li>{0}</li>')(size)}</ul>",
    "headings": _each("<h2>{1}、做法之{1}</h2><p>{0}</p>"),
    "headings as lines": _each("<p>（{1}）做法之{1}。{0}</p>"),
    "rows": lambda size: f"<table>{_each('<tr><td>第{1}项</td><td>{0}</td></tr>')(size)}</table>",
    "figures": _each("<figure><img src='{1}.png'><figcaption>{0}</figcaption></figure>"),
    "one paragraph": lambda size: f"<p>{_each('{0}')(size)}</p>",
    "broken lines": lambda size: f"<p>{_each('{0}<br>')(size)}</p>",
    # With prose, or many brackets are no article.
    "brackets": lambda size: (
        f"<p>{TEXT * (3 + size // 20)}{'（[《“' * size}字{'”》]）' * size}。</p>"
    ),
    "deep": lambda size: f"{'<div>' * size}<p>{TEXT * 3}</p>{'</div>' * size}",
    "inline": _each("<p><b><font color=red><span>{0}</span></font></b></p>"),
    "links": _each("<p><a href='{1}.html'>{0}</a></p>"),
    "one line twice": lambda size: f"<p>{TEXT}</p>" * size,
}


def page(body: str, *, is_html: bool = True) -> bytes:
    if is_html:
        head = "<html><title>甲县改革_江河网</title><body><h1>甲县改革</h1>"
        return f"{head}{START}{body}</body></html>".encode()
    return f"甲县改革\n{body}".encode()


def read(page: bytes) -> Callable[[], object]:
    def work() -> None:
        article = clean_bytes(page).article
        assert article
        dump(article)

    return work


def _must_at_most_double(pages: list[bytes]) -> None:
    read(pages[0])()
    work = [calls(read(page)) for page in pages]
    first, second = work[1] - work[0], work[2] - work[1]
    assert second <= MOST * first, work


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_page_is_twice_the_work(shape: str) -> None:
    _must_at_most_double([page(SHAPES[shape](size)) for size in SIZES])


@pytest.mark.parametrize("end", ["\n", "\n\n", ""])
def test_twice_the_text_is_twice_the_work(end: str) -> None:
    texts = ["".join(TEXT.format(at) + end for at in range(size)) for size in SIZES]
    _must_at_most_double([page(text, is_html=False) for text in texts])


def test_twice_the_title_is_twice_the_work() -> None:
    pages = [f"<html><title>{'改革' * size}_江河网</title><p>{TEXT}" for size in SIZES]
    _must_at_most_double([page.encode() for page in pages])
