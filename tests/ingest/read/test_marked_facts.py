"""Days and writers that the markup of a page tells apart from those of something else."""

import json

import pytest
from lxml.html import document_fromstring

from casebook.ingest.read.facts import page_facts
from casebook.ingest.read.page import Facts

DAY = "<time datetime='2024-06-01'>6月1日</time>"


def facts(body: str, *, linked: object = None) -> Facts:
    data = json.dumps(linked, ensure_ascii=False)
    head = f'<script type="application/ld+json">{data}</script>' if linked else ""
    markup = f"<html><head><title>河口修渠记</title>{head}</head><body>{body}</body></html>"
    return page_facts(document_fromstring(markup), markup)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (f"<div>{DAY}</div>", "2024-06-01"),
        (f"<p>水务局 {DAY}</p>", "2024-06-01"),
        (f"<div class='x'>{DAY}{DAY}</div>", "2024-06-01"),
        (f"<div>{DAY}<time datetime='2024-06-02'></time></div>", ""),
        (f"<p>{'河口的渠修好了，' * 5}{DAY}放水。</p>", ""),
        (f"<footer>{DAY}</footer>", ""),
        (f"<div class='comment-list'><b>{DAY}</b></div>", ""),
        (f"<article class='comments-open'><b>{DAY}</b></article>", "2024-06-01"),
    ],
)
def test_the_only_moment_of_a_page(body: str, day: str) -> None:
    assert facts(body).published == day


SITE = {"@type": "WebSite", "author": {"@type": "Person", "name": "吴江明"}}
REVIEW = {"@type": "UserReview", "author": "李文杰"}


@pytest.mark.parametrize(
    ("linked", "authors"),
    [
        ({"@type": "NewsArticle", "author": {"@type": "Person", "name": "周海明"}}, ("周海明",)),
        ({"@type": "NewsArticle", "author": ["周海明", "吴江明"]}, ("周海明", "吴江明")),
        ({"@graph": [SITE, REVIEW, {"@type": "Article", "author": "周海明"}]}, ("周海明",)),
        ({"@type": "NewsArticle", "author": {"@type": "Organization", "name": "周海明"}}, ()),
        ({"@type": "NewsArticle", "author": "董河"}, ()),  # whom the page shows nowhere
    ],
)
def test_writers_of_linked_data(linked: object, authors: tuple[str, ...]) -> None:
    shown = "<p>周海明 吴江明 李文杰</p>"
    assert facts(shown, linked=linked).authors == authors


def test_the_name_of_a_marked_writer_and_not_his_post() -> None:
    inner = "<span itemprop='name'>周海明</span> 渠长"
    assert facts(f"<span itemprop='author'>{inner}</span>").authors == ("周海明",)
