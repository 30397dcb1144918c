"""Pages that hold their article twice, once for screens and once for telephones."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.pipeline import Cleaned
from casebook.problems import Code
from casebook.records import Section, block_texts, walk

TITLE = "青河县推进街长制改革"
ALL = (
    "青河县二〇二三年起推行街长制，每条街巷由一名街长负责，居民有事可以直接找到他。",
    "街长每周巡街两次，发现的问题当天报到街道办事处，三个工作日内必须答复。",
    "一年来全县共解决问题一千二百件，居民满意率由七成提高到九成以上。",
    "下一步，青河县将把街长制推广到所有乡镇，并公布每名街长的电话号码。",
)


def texts(done: Cleaned) -> list[str]:
    assert done.article
    return [
        text
        for placed in walk(done.article)
        if not isinstance(placed.content, Section)
        for text in block_texts(placed.content)
    ]


def block(lines: tuple[str, ...], title: str = f"<h2>{TITLE}</h2>") -> str:
    masthead = "<p>2024-05-06 来源：青河日报</p>"
    return f"{title}{masthead}<div>{''.join(f'<p>{line}</p>' for line in lines)}</div>"


def page(first: str, second: str, between: str = "") -> bytes:
    head = f"<html><head><title>{TITLE}</title></head>"
    body = f"<div id=a>{first}</div>{between}<div id=b>{second}</div>"
    return f"{head}<body>{body}<div>主办：青河县人民政府</div></body></html>".encode()


MENU = "<ul><li><a href=1>首页</a></li><li><a href=2>要闻</a></li></ul>"


@pytest.mark.parametrize(
    "made",
    [
        page(block(ALL), block(ALL)),
        page(block(ALL), block(ALL), MENU),
        page(block(ALL), block(ALL, "")),
        page(block(ALL[:2]), block(ALL[:2])),
        page(block(ALL), f"<section>{block(ALL)}<p>【关闭窗口】</p></section>", MENU),
    ],
)
def test_the_article_is_kept_once(made: bytes) -> None:
    kept = texts(casebook.clean_bytes(made))
    assert len(kept) == len(set(kept))
    assert all(any(line in text for text in kept) for line in ALL[:2])


@pytest.mark.parametrize(
    "made",
    [
        # A summary in a box, before and after the text.
        page(block(ALL[:1]), block(ALL, "")),
        page(block(ALL), f"<p>{ALL[2]}</p>"),
        # Paragraphs that the text itself repeats.
        page(block(ALL[:2] * 2), ""),
        page(block((*ALL, ALL[0])), ""),
        # A folded beginning, and the whole text.
        page(block(ALL[:2]), block(ALL)),
    ],
)
def test_what_a_text_repeats_stays(made: bytes) -> None:
    kept = "\n".join(texts(casebook.clean_bytes(made)))
    raw = made.decode()
    whole = max(raw.split("<div id="), key=len)
    assert all(line in kept for line in ALL if line in whole)


def test_what_the_second_copy_adds_is_said() -> None:
    added = "街长由居民推选，任期三年，可以连任一次，报酬由县财政承担。"
    made = page(block(ALL), block((*ALL[:3], added, ALL[3])))
    done = casebook.clean_bytes(made)
    assert added not in texts(done)
    told = [problem.detail for problem in done.problems if problem.code is Code.TEXT_CUT]
    assert any(added[:20] in detail for detail in told)


def test_a_copy_without_anything_new_is_not_said() -> None:
    done = casebook.clean_bytes(page(block(ALL), block(ALL)))
    assert not [problem for problem in done.problems if problem.code is Code.TEXT_CUT]


HEADS = ("一、为什么设街长", "二、街长做什么", "三、换来什么", "四、下一步")
PARTS = tuple(text for pair in zip(HEADS, ALL, strict=True) for text in pair)
PLAIN = "".join(f"<h3>{head}</h3><p>{text}</p>" for head, text in zip(HEADS, ALL, strict=True))


@pytest.mark.parametrize(
    "copy",
    [
        f"<pre>{chr(10).join(PARTS)}</pre>",
        f"<div class=print>{''.join(PARTS)}</div>",
        f"<div class=print>{'　　'.join(PARTS)}</div>",
        f"<div class=print>{'<br>'.join(PARTS)}</div>",
        f"<div class=m><p>{''.join(PARTS[:4])}</p><p>{''.join(PARTS[4:])}</p></div>",
        f"<div style='display:none'>{''.join(PARTS)}</div>",
        f"<div class=desc>{''.join(PARTS)[:100]}...</div>",
        f"<div class=desc>{''.join(PARTS)[:100]}……</div>",
        f"<div class=m>{PLAIN}</div>",
        f"<p>朗读：{''.join(ALL)}</p>",
        f"<p>{ALL[0]}{ALL[1][:24]}……</p>",
    ],
)
@pytest.mark.parametrize("place", ["{0}{1}", "{1}{0}", "<div class=content>{2}{0}</div>"])
def test_a_copy_in_one_block_goes(copy: str, place: str) -> None:
    article = f"<h1>{TITLE}</h1><p>2024-05-06 来源：青河日报</p><div class=content>{PLAIN}</div>"
    body = place.format(copy, article, f"<h1>{TITLE}</h1>{PLAIN}")
    html = f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    done = casebook.clean_bytes(html.encode())
    assert done.article
    assert done.article.title == TITLE
    assert texts(done) == list(ALL)
    assert [line.text for line in done.kept if line.text in HEADS] == list(HEADS)
    assert not [problem for problem in done.problems if problem.code is Code.TEXT_CUT]


@pytest.mark.parametrize(
    ("block", "stays"),
    [
        # Four fifths of the block are lines of the page, and it says something of its own.
        (f"{ALL[0]}{ALL[1]}{ALL[2]}{'街道办事处另设专线，' * 2}", False),
        (f"{ALL[0]}{ALL[1]}{'街道办事处另设专线，' * 3}", True),
        # A summary of two of four lines is no copy; it may be the lead.
        (f"{ALL[0]}{ALL[1]}", True),
        (f"{ALL[0][:30]}，街长由居民推选，任期三年，可以连任一次，报酬由县财政承担...", True),
    ],
)
def test_what_a_block_says_more_keeps_it(block: str, stays: bool) -> None:
    html = f"<html><title>{TITLE}</title><h1>{TITLE}</h1><div>{PLAIN}<p>{block}</p></div>"
    assert (block in texts(casebook.clean_bytes(html.encode()))) is stays


def test_the_copy_with_the_headings_stays() -> None:
    bare = "".join(f"<p>{text}</p>" for text in ALL)
    html = f"<html><title>{TITLE}</title><div>{bare}</div><h1>{TITLE}</h1><div>{PLAIN}</div>"
    done = casebook.clean_bytes(html.encode())
    assert [line.text for line in done.kept if line.text in HEADS] == list(HEADS)
    assert texts(done) == list(ALL)
