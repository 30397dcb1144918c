"""Laws 1 and 9 on saved pages: what is read, cleaned, kept and written down."""

from __future__ import annotations

from bench.lawtrials.parts import Parts
from bench.lawtrials.trial import trial
from hypothesis import strategies as st
from tests.ingest.clean.test_conservation import DIRT, check_article, check_ledger, elements
from tests.ingest.test_laws_of_pages import check_saved
from tests.made_pages import MadePage, html_page, text_page

from casebook.ingest.read.html import read_html
from casebook.ingest.read.text import read_text

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


@trial(1, 9, case="the bytes of a saved page", draw=_saved, shrinks=False)
def saved_pages(page: MadePage) -> None:
    """From bytes to the article file and back by the ledger alone; no sentence goes silently."""
    check_saved(page)
