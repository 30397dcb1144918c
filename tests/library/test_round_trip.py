"""Reading an article file back gives exactly the record that was written."""

from __future__ import annotations

from hypothesis import given, settings
from tests.strategies import articles

from casebook.library import dump, parse
from casebook.library.ledger import dump_ledger, parse_ledger
from casebook.library.line_numbers import places
from casebook.records import (
    Article,
    Ledger,
    Paragraph,
    Picture,
    Removal,
    Repair,
    Section,
    Table,
    walk,
)


@settings(max_examples=100, deadline=None)
@given(articles)
def test_any_article_survives(article: Article) -> None:
    text = dump(article)
    back, problems = parse(text, article.slug, "x.md")
    assert problems == ()
    assert back == article
    assert dump(back) == text


@settings(max_examples=100, deadline=None)
@given(articles)
def test_every_part_has_its_line(article: Article) -> None:
    text = dump(article)
    lines = text.split("\n")
    found = places(text, article)
    assert lines[found["title"] - 1].startswith("title:")
    for placed in walk(article):
        line = lines[found[placed.id] - 1]
        match placed.content:
            case Section(heading=heading):
                assert heading in line
            case Paragraph(text=words):
                assert words in line
            case Picture():
                assert line.startswith("![")
            case Table(caption=caption):
                assert line.startswith(f"Table: {caption}" if caption else "|")


def test_ledger_survives() -> None:
    ledger = Ledger(
        (Removal(3, '"廣告"\\', "chrome", "選單"),),
        (Repair(4, ",", "，", "punctuation", "half-width"),),
        ("chrome", "punctuation"),
    )
    assert parse_ledger(dump_ledger(ledger, "")) == ledger
