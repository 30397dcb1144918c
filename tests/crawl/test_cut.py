"""Articles that break off within a sentence."""

from __future__ import annotations

import pytest

from casebook.crawl.cut import breaks_off
from casebook.records import Article, Paragraph, Script, Section, Table, Theme


def article(*blocks: Paragraph | Table) -> Article:
    return Article("x", "某县", Script.HANS, (Section(Theme.BODY, "", blocks),))


@pytest.mark.parametrize(
    ("last", "is_cut"),
    [
        ("某县推行改革。", False),
        ("甲" * 24, False),
        ("甲" * 25, True),
        ("甲" * 40 + "（记者 某某）", False),
        ("甲" * 40 + "”", False),
        ("甲" * 40 + "2024", False),
        ("某县推行改革，", True),
        ("某县推行……", True),
        ("某县推行...", True),
    ],
)
def test_the_last_paragraph_says_whether_a_text_is_whole(last: str, *, is_cut: bool) -> None:
    assert breaks_off(article(Paragraph("甲" * 40), Paragraph(last))) == is_cut


def test_a_text_that_ends_with_a_table_says_nothing() -> None:
    table = Table((("甲", "乙"), ("一", "二")))
    assert not breaks_off(article(Paragraph("甲" * 40), table))
