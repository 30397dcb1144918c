"""Captions of pages saved as text: by their sign, by their credit, by what they show."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned

from casebook.ingest.clean.causes import Cause
from casebook.records import Picture, walk

TITLE = "青河市推行街长制"


def pictures(*lines: str) -> list[tuple[str, str]]:
    found = (part.content for part in walk(article_of(TITLE, *lines)))
    return [(x.caption, x.credit) for x in found if isinstance(x, Picture)]


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("共餐让街坊有了伴。", "图／青河有线电视提供"),
        ("上河镇新修的便桥。", "青河日报记者周海明 摄"),
        ("街长在街面上巡查", "周 明/摄"),
        ("街长在街面上巡查。", "/ 记者 周海明 摄。"),
        ("街长在街面上巡查。", "通讯员 周海明 摄/视觉青河"),
        ("街长在街面上巡查。", "青河社记者周海明摄 114年12月19日"),
    ],
)
def test_a_credit_is_not_torn(caption: str, credit: str) -> None:
    assert pictures(ONE, f"{caption} {credit}", TWO) == [(caption, credit)]


def test_the_word_before_a_bar_is_of_the_caption_without_a_gap() -> None:
    assert pictures(ONE, "街长制流程示意图／青河市政府提供", TWO) == [
        ("街长制流程示意图", "／青河市政府提供")
    ]


def test_lines_behind_signs_are_captions_where_one_shows_a_scene() -> None:
    lines = ("▲河口街长站揭牌仪式", "▲街长站的雨衣", TWO)
    assert pictures(ONE, *lines) == [("河口街长站揭牌仪式", ""), ("街长站的雨衣", "")]


def test_a_sentence_alone_behind_a_sign_is_a_caption() -> None:
    assert pictures(ONE, "▲街长把工具发给商户。", TWO) == [("街长把工具发给商户。", "")]


@pytest.mark.parametrize(
    "lines",
    [
        ("▲建立台账。", "▲定期巡查。"),  # a list
        ("▲街长站的工具",),  # nothing but the sign
        ("▲ 主要做法", TWO, "▲街长把工具发给商户。"),  # one names a theme
        ("▲ 一、街长站揭牌仪式",),
    ],
)
def test_other_lines_with_that_sign_are_none(lines: tuple[str, ...]) -> None:
    assert pictures(ONE, *lines, THREE) == []


def test_a_line_that_says_what_the_picture_shows_is_its_caption() -> None:
    assert pictures(ONE, "图为街长劝导商户的场景。", TWO) == [("图为街长劝导商户的场景。", "")]
    assert pictures(ONE, "图为民便利，街长把电话写在门上。", TWO) == []
    assert pictures(ONE, "图说：街长劝导商户以后", TWO) == [("图说：街长劝导商户以后", "")]
    assert pictures(ONE, f"图为街长劝导商户的场景。{TWO}", THREE) == []


def test_a_scene_that_stands_twice_is_a_caption_once() -> None:
    shown = "街长周海明（右）劝导商户以后，把工具交给了店里的伙计。"
    assert pictures(ONE, shown, shown, TWO) == [(shown, "")]


def test_a_post_in_short_lines_keeps_its_captions() -> None:
    verses = ("街长上岗", "走街串巷", "看一看门前", "问一问商户", "记一记难处", "办一办小事")
    shown = "这是河口街道的街面。青河社记者周海明 摄"
    assert pictures(*verses, shown) == [("这是河口街道的街面。", "青河社记者周海明 摄")]
    assert pictures(*verses[1:], shown) == []


def test_where_figures_are_from_goes_and_names_no_publisher() -> None:
    done = cleaned(TITLE, "", "2024-05-06", "", "数据来源：青河市统计局", "", ONE, "", TWO)
    assert done.article is not None
    assert done.article.sources[0].publisher == ""
    gone = {x.text: x.reason for x in done.ledger.removals}
    assert gone["数据来源：青河市统计局"] is Cause.NO_CAPTION
