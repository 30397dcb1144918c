"""Reading an article file back gives exactly the record that was written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.strategies import articles

from casebook.library import dump, parse
from casebook.library.body import read_body, write_body
from casebook.library.ledger import (
    VERSION,
    LedgerFile,
    NewerVersionError,
    dump_ledger,
    parse_ledger,
)
from casebook.library.line_numbers import places
from casebook.problems import Code
from casebook.records import (
    Article,
    Ledger,
    Paragraph,
    Picture,
    Removal,
    Repair,
    Script,
    Section,
    Table,
    Theme,
    blocks_of,
    walk,
)

ARTICLE = Article(
    "a", "題目", Script.HANT, (Section(Theme.MEASURES, "做法", (Paragraph("一段。"),)),)
)


@settings(max_examples=100, deadline=None)
@given(articles)
def test_any_article_survives(article: Article) -> None:
    blocks = [item for item in walk(article) if not isinstance(item.content, Section)]
    assert list(blocks_of(article)) == [(item.theme, item.content) for item in blocks]
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
    results = places(text, article)
    assert lines[results["title"] - 1].startswith("title:")
    for placed in walk(article):
        line = lines[results[placed.id] - 1]
        match placed.content:
            case Section(heading=heading):
                assert heading in line
            case Paragraph(text=words):
                assert words in line
            case Picture():
                assert line.startswith("![")
            case Table(caption=caption, sources=sources):
                assert line.startswith(f"Table: {caption}" if caption or sources else "|")


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("三千人。[^2][^5]", Paragraph("三千人。", sources=(2, 5))),
        ("三千人。 [^2]", Paragraph("三千人。", sources=(2,))),
        ("三千人。[^2][^2]", Paragraph("三千人。", sources=(2,))),
        ("- 一是三千人。[^12]", Paragraph("一是三千人。", 1, (12,))),
        ("三千人[^2]。", Paragraph("三千人[^2]。")),
        ("三千人。[^0]", Paragraph("三千人。[^0]")),
        ("三千人。[^2][^]", Paragraph("三千人。[^2]")),
        ("三千人。[^2][^][^3]", Paragraph("三千人。[^2]", sources=(3,))),
        ("[^2]", Paragraph("[^2]")),
        ("Table: 人數[^3]\n| 甲 |", Table((("甲",),), False, "人數", (3,))),
        ("Table: [^3]\n| 甲 |", Table((("甲",),), False, "", (3,))),
    ],
)
def test_a_block_ends_with_the_numbers_of_its_sources(line: str, block: Paragraph | Table) -> None:
    sections, problems = read_body(f"## 做法\n\n{line}\n", "x.md", 1)
    assert problems == []
    assert sections[0].blocks == (block,)
    again, _ = read_body(write_body(sections), "x.md", 1)
    assert again == sections


def test_ledger_survives() -> None:
    ledger = Ledger(
        (Removal(3, '"廣告"\\', "chrome", "選單"),),
        (Repair(4, ",", "，", "punctuation", "half-width"),),
        ("chrome", "punctuation"),
    )
    files = {"a.md": "0" * 64, "pictures/a/樹.jpg": "1" * 64}
    text = dump_ledger(ledger, files)
    assert parse_ledger(text, "a") == LedgerFile(ledger, files)
    assert parse_ledger(dump_ledger(Ledger(), {}), "a") == LedgerFile(Ledger(), {})
    # One entry a line, so that a difference is read at a glance.
    assert [line.strip(", ") for line in text.splitlines()].count('"punctuation"') == 1


def test_ledger_without_a_version_is_read() -> None:
    text = '{"article_sha256": "abc", "removals": [], "repairs": [], "steps": ["chrome"]}'
    read = parse_ledger(text, "a")
    assert read == LedgerFile(Ledger(steps=("chrome",)), {"a.md": "abc"}, version=1)


def test_ledger_of_a_newer_version_is_refused() -> None:
    text = dump_ledger(Ledger(), {}).replace(f'"version": {VERSION}', f'"version": {VERSION + 1}')
    with pytest.raises(NewerVersionError):
        parse_ledger(text, "a")


def test_article_file_says_no_version_while_it_is_the_first() -> None:
    text = dump(ARTICLE)
    assert "version" not in text
    named = text.replace("---\n", "---\nversion: 1\n", 1)
    assert parse(named, "a", "a.md") == parse(text, "a", "a.md")


def test_article_of_a_newer_version_is_refused_and_nothing_else_is_said_of_it() -> None:
    text = dump(ARTICLE).replace("---\n", "---\nscience: new\nversion: 2\n", 1)
    article, problems = parse(text, "a", "a.md")
    assert article is None
    assert [(problem.code, problem.line) for problem in problems] == [(Code.FORMAT_NEWER, 3)]
    text = text.replace("version: 2", "version: two")
    assert {item.code for item in parse(text, "a", "a.md")[1]} == {Code.FRONT_MATTER_VALUE}
