"""Laws 1 and 9 on saved pages: what is read, cleaned, kept and written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bench.lawtrials.parts import Parts
from bench.lawtrials.trial import trial
from hypothesis import strategies as st
from tests.ingest.clean.test_conservation import (
    DIRT,
    check_article,
    check_ledger,
    elements,
    replay,
)
from tests.made_pages import MadePage, html_page, text_page

from casebook import clean_bytes
from casebook.ingest.read.html import read_html
from casebook.ingest.read.text import read_text
from casebook.library import dump, parse
from casebook.problems import Code, Severity
from casebook.records import Line
from casebook.text.fold import Level, fold

_noise = st.text(max_size=40)
_bytes = st.binary(max_size=300)


def _page(parts: Parts) -> str:
    """Put a page together: lines of text, or elements of HTML."""
    pick = parts.random
    if pick.random() < 0.5:
        lines = range(pick.randint(1, 30))
        texts = [pick.choice((pick.choice(DIRT), parts.one(_noise, 300))) for _ in lines]
        return "\n".join(texts)
    body = "".join(parts.one(elements, 600) for _ in range(pick.randint(1, 25)))
    return f"<html><title>青川改革_江河網</title><body>{body}</body></html>"


@trial(1, case="a page, its lines read and cleaned", draw=_page)
def lines_of_pages(page: str) -> None:
    """Every line is kept or in the ledger, and what is kept is the article."""
    is_markup = page.startswith("<html>")
    check_article(check_ledger(read_html(page) if is_markup else read_text(page)))


def _saved(parts: Parts) -> MadePage:
    chance = parts.random.random()
    if chance < 0.05:
        return MadePage(parts.one(_bytes), ())
    return (html_page if chance < 0.6 else text_page)(parts.draw)


def _sentences(page: MadePage) -> Iterator[str]:
    """The sentences that the page must not lose: a heading may take the first one of a text."""
    for text in page.text:
        yield from (f"{part}。" for part in text.split("。") if part)


def _is_of_others(sentence: str, lines: Sequence[Line]) -> bool:
    """Whether a sentence stands below the heading of a list of other articles."""
    return any(
        above.text in {"相關閱讀", "相关阅读"} and sentence in line.text
        for above, line in pairwise(lines)
    )


@trial(1, 9, case="the bytes of a saved page", draw=_saved, shrinks=False)
def saved_pages(page: MadePage) -> None:
    """From bytes to the article file and back by the ledger alone; no sentence goes silently."""
    done = clean_bytes(page.content)
    kept = {line.number: "".join(line.text.split()) for line in done.kept if line.text.strip()}
    steps = tuple(step for step in done.ledger.steps if step != "read")
    if done.kept:
        assert kept == replay(done.lines, replace(done.ledger, steps=steps))
    if done.article is None:
        assert any(problem.code.severity is Severity.ERROR for problem in done.problems)
        return
    text = dump(done.article)
    again, problems = parse(text, done.article.slug, "x.md")
    assert [p for p in problems if p.code.severity is Severity.ERROR] == []
    assert again == done.article
    # Folded, because what is left in the other script is repaired.
    printed = fold(text, Level.SEARCH)
    reported = fold("\n".join(alarm.text for alarm in done.ledger.alarms), Level.SEARCH)
    lost = [
        sentence
        for sentence in _sentences(page)
        if fold(sentence, Level.SEARCH) not in printed and not _is_of_others(sentence, done.lines)
    ]
    assert [sentence for sentence in lost if fold(sentence, Level.SEARCH) not in reported] == []
    assert bool(done.ledger.alarms) == any(item.code is Code.TEXT_CUT for item in done.problems)
