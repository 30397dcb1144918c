"""The work of reading, cleaning and storing grows with one page, not with its square."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from tests.knowledge.test_work import MOST, calls

from casebook import clean_bytes, resources
from casebook.knowledge.suggest import suggest
from casebook.library import dump
from casebook.records import Article

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


def _article(body: str) -> Article:
    article = clean_bytes(page(body)).article
    assert article
    return article


def test_lines_are_judged_once_however_many_a_page_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for four lines a page of forty costs nearly what it costs with room for all.

    The stages go through a page one after another: of the latest results none would be there.
    """
    made = page(SHAPES["headings"](20))
    work: list[tuple[int, int]] = []
    for kept in (4, 1 << 20):
        monkeypatch.setattr(resources, "_LATEST", kept)
        with resources.use(resources.Overlay(((f"none-{kept}.toml", ""),))):
            read(page(SHAPES["headings"](6)))()
            suggest(_article(SHAPES["headings as lines"](20).replace("甲县", "乙县")))
            other = _article(SHAPES["headings as lines"](20))
            work.append((calls(read(made)), calls(partial(suggest, other))))
    (few_read, few_suggested), (read_, suggested) = work
    assert few_read <= 1.15 * read_, work
    assert few_suggested <= 1.15 * suggested, work


def test_what_one_text_recalls_ends_with_it() -> None:
    asked: list[int] = []

    @resources.recalled
    def judged(line: int, *, doubled: bool = False) -> int:
        asked.append(line)
        return line * (1 + doubled)

    lines = range(1025)  # one more than are kept
    with resources.one_text():
        assert [judged(line) for line in lines] == list(lines)
        with resources.one_text():  # the same text still
            assert [judged(line) for line in lines] == list(lines)
        assert [judged(line) for line in lines] == list(lines)
        assert judged(1, doubled=True) == 2
    assert len(asked) == len(lines) + 1
    asked.clear()
    for _ in range(2):  # outside: none is there when it is asked for again
        for line in lines:
            judged(line)
    assert len(asked) == 2 * len(lines)
    asked.clear()
    for line in lines[1:]:
        judged(line)
    assert not asked


def test_what_one_text_recalls_is_of_its_data() -> None:
    @resources.recalled
    def told(name: str) -> str:
        return resources.active().get(name) or ""

    with resources.one_text():
        assert told("a.toml") == ""
        with resources.use(resources.Overlay((("a.toml", "own"),))):
            assert told("a.toml") == "own"
        assert told("a.toml") == ""
