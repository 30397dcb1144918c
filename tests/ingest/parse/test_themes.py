"""Headings and the parts of a case that they open."""

from __future__ import annotations

import pytest

from casebook.ingest.headings.themes import lexicon, theme_of
from casebook.records import Edition, Script, Theme
from casebook.text import detect_script, to_edition


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("改革背景", Theme.BACKGROUND),
        ("一、實施背景", Theme.BACKGROUND),
        ("（一）案例背景：", Theme.BACKGROUND),
        ("二、总体思路", Theme.APPROACH),
        ("【主要做法】", Theme.MEASURES),
        ("3. 具體做法。", Theme.MEASURES),
        ("創新舉措：三個轉變", Theme.MEASURES),
        ("創新舉措——三個轉變", Theme.MEASURES),
        ("实践 成效", Theme.RESULTS),
        ("改革成效", Theme.RESULTS),
        ("四、启示与思考", Theme.LESSONS),
        ("經驗啟示", Theme.LESSONS),
    ],
)
def test_variants_of_a_heading(heading: str, theme: Theme) -> None:
    assert theme_of(heading) is theme


@pytest.mark.parametrize(
    "heading",
    ["", "一、", "结语", "改革背景下的新農村", "成效如何", "：", "做法律援助"],
)
def test_other_headings_open_no_theme(heading: str) -> None:
    assert theme_of(heading) is None


def test_every_heading_of_the_lexicon_has_its_other_script() -> None:
    """A heading is found in whichever script the article is in."""
    known = lexicon()
    traditional = [heading for heading in known if detect_script(heading) is Script.HANT]
    assert traditional
    for heading in traditional:
        assert known.get(to_edition(heading, Edition.SIMPLIFIED)) is known[heading], heading
