"""Tags that were left in a text go with the space beside them at the ends of its line."""

from __future__ import annotations

import pytest

from casebook.ingest.clean.pinyin import pinyin
from casebook.ingest.clean.residue import residue
from casebook.records import Line


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('<ul id="2xq7"></ul> 甲鎮', "甲鎮"),
        ('甲鎮 <ul id="2xq7"></ul>', "甲鎮"),
        ("<b><i> </i></b> 甲鎮", "甲鎮"),
        ("甲鎮 endprint", "甲鎮"),
        ("甲鎮 function(){ var a = 1", "甲鎮"),
        ('甲鎮 <ul id="2xq7"></ul> 乙鎮', "甲鎮  乙鎮"),
        ("甲鎮修了路。 |", "甲鎮修了路。"),
        ("甲鎮修了路。｜｜｜", "甲鎮修了路。"),
        ("甲鎮修了路。||||", "甲鎮修了路。||||"),
        ("甲鎮 |", "甲鎮 |"),
        ("甲鎮修了路。<span>data:image/png;base64,iVBO</span>", "甲鎮修了路。"),
        ("< br />甲鎮", "甲鎮"),
        ("| 甲鎮 | 修了路。 |", "| 甲鎮 | 修了路。 |"),
    ],
)
def test_a_line_neither_begins_nor_ends_with_space(text: str, left: str) -> None:
    """Found by ``bench.laws lines-of-pages``: such a heading was no clean line."""
    (line,) = residue((Line(1, text),)).lines
    assert line.text == left


@pytest.mark.parametrize(
    ("text", "stays"),
    [("👇👇👇", False), ("☎️", False), ("❶", True), ("👇 甲鎮", True), ("➔", False)],
)
def test_a_line_of_nothing_but_pictures_for_words_goes(text: str, *, stays: bool) -> None:
    assert bool(residue((Line(1, text),)).lines) is stays


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("嚴重?fù)p害", "嚴重□害"),
        ("嚴重?fù)害", "嚴重□害"),
        ("嚴重?fù)pp害", "嚴重□pp害"),
        ("嚴重(zhòng)p害", "嚴重p害"),
    ],
)
def test_half_a_character_goes_with_the_lost_one_before_it(broken: str, whole: str) -> None:
    dense = "政(zhèng)府服(fú)務(wù)平(píng)臺(tái)"
    assert pinyin((Line(1, dense), Line(2, broken))).lines[1].text == whole


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("<-->", True),
        ("<!-- -->", True),
        ("<- 3 ->", False),
        ("3f9a8b7c6d5e4f3a2b1c0d9e", True),
        ("3f9a8b7c6d5e4f3a2b1c0d9", False),
        ("123456789012345678901234", False),
        ("甲鎮3f9a8b7c6d5e4f3a2b1c0d9e", False),
    ],
)
def test_marks_of_a_comment_and_a_random_name_alone_go(text: str, goes: bool) -> None:
    assert (residue((Line(1, text),)).lines == ()) is goes
