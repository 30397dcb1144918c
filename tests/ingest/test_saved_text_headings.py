"""Headings of saved text that ask, that stand below captions or bylines, and what is none."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, cleaned, outline_of

from casebook.ingest.facts.posts import names_speaker
from casebook.ingest.headings.likely import Surroundings, signs_of

HEAD = ("青河市街长制的三年账", "2024-05-06 来源：青河网")


@pytest.mark.parametrize(
    "line",
    [
        "街长到底好不好当？",
        "投诉究竟从哪里来？",
        "劝导不成怎么办？执法队来兜底",
        "商户推选的街长够不够格？",
    ],
)
def test_a_heading_may_ask(line: str) -> None:
    assert outline_of(*HEAD, ONE, line, TWO, THREE) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "这样的街长你愿意当吗？",
        "为什么投诉会减少？",
        "那么，商户满意吗？",
        "怎么劝导占道经营的商户？",
    ],
)
def test_a_paragraph_that_asks_is_no_heading(line: str) -> None:
    assert outline_of(*HEAD, ONE, line, TWO, THREE) == []


@pytest.mark.parametrize("caption", ["街长在北街巡查。 周海 摄", "（街长名单，河口区公所提供）"])
def test_a_heading_may_stand_below_a_caption(caption: str) -> None:
    assert outline_of(*HEAD, ONE, caption, "劝导在前 执法在后", TWO, THREE) == ["劝导在前 执法在后"]


def test_headings_in_brackets_may_stand_below_a_caption() -> None:
    lines = (ONE, "（北街街长在巡查。王森 摄）", "【街面概貌】", TWO, "【现场见闻】", THREE)
    assert outline_of(*HEAD, *lines) == ["【街面概貌】", "【现场见闻】"]


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        ("【同期】河口区城管局局长 周海", True),
        ("市城管协会会长 王立新", True),
        ("村党支部书记 领头雁", False),
        ("找到书记 心里亮堂", False),
    ],
)
def test_who_speaks_below_is_no_heading(line: str, *, speaks: bool) -> None:
    assert names_speaker(line) is speaks
    assert not speaks or outline_of(*HEAD, ONE, line, TWO, THREE) == []


def test_a_person_and_the_line_below_are_one_heading_above_a_byline() -> None:
    told = "从去年起，王立新当上了北街街长，每天巡查两次，发现占道经营先劝导。"
    lines = ("河口镇北街街长王立新：", "劝导在前管住“占道”", "记者 周海", told, THREE)
    assert outline_of(*HEAD, ONE + TWO, *lines) == ["河口镇北街街长王立新：劝导在前管住“占道”"]


@pytest.mark.parametrize(
    "line", ["表3 各街道投诉的件数", "图二：街长的名单", "街长巡街（视频截图）"]
)
def test_the_caption_of_a_table_or_a_screen_is_no_heading(line: str) -> None:
    assert outline_of(*HEAD, ONE, line, TWO, THREE) == []


def test_what_stands_between_paragraphs_several_times_is_no_heading() -> None:
    line = "商户街长在行动"
    assert outline_of(*HEAD, ONE, line, TWO, line, THREE) == []


def test_the_mark_of_a_list_is_no_part_of_a_heading() -> None:
    assert outline_of(*HEAD, "- 调查背景", ONE, TWO, THREE) == ["调查背景"]


@pytest.mark.parametrize(("below", "goes"), [((ONE,), False), (("劝导在前 执法在后", ONE), True)])
def test_one_copy_of_the_title_above_another_heading_is_the_name_of_a_picture(
    below: tuple[str, ...], *, goes: bool
) -> None:
    made = cleaned(*HEAD, ONE, TWO, HEAD[0], *below, THREE)
    assert ([line.text for line in made.kept].count(HEAD[0]) == 1) is goes


def test_what_stands_above_captions_stands_above_the_line_below_them() -> None:
    texts = [ONE, "街长在巡查 周海摄", "劝导在前", TWO]
    assert "above_open" in signs_of(Surroundings(texts, [2]), 2)
    assert "above_ends" in signs_of(Surroundings(texts, [2], frozenset({1})), 2)
