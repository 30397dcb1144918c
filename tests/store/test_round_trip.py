"""Reading an article file back gives exactly the record that was written."""

from __future__ import annotations

from hypothesis import given, settings
from tests.strategies import articles

from casebook.model import Article, Ledger, Removal, Repair
from casebook.store import dump, parse
from casebook.store.ledger import dump_ledger, parse_ledger


@settings(max_examples=100, deadline=None)
@given(articles)
def test_any_article_survives(article: Article) -> None:
    text = dump(article)
    back, problems = parse(text, article.slug, "x.md")
    assert problems == ()
    assert back == article
    assert dump(back) == text


def test_ledger_survives() -> None:
    ledger = Ledger(
        (Removal(3, '"廣告"\\', "chrome", "選單"),),
        (Repair(4, ",", "，", "punctuation", "half-width"),),
        ("chrome", "punctuation"),
    )
    assert parse_ledger(dump_ledger(ledger, "")) == ledger
