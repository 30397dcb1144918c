"""A line that looks like a credit and stays in the text is said to whoever adds the page."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, cleaned

from casebook.ingest.clean.causes import Cause
from casebook.ingest.facts.masthead import EMPTY
from casebook.ingest.unread_names import unread_names
from casebook.problems import Code
from casebook.records import Removal

TITLE = "河口镇街长制让街面更有序"
HEAD = "来源：青河日报 2024-05-06"


def reported(*lines: str) -> str:
    done = cleaned(*lines)
    return "".join(x.detail for x in done.problems if x.code is Code.CREDIT_KEPT)


@pytest.mark.parametrize(
    "line", ["文｜乡村观察员 大山", "口述｜周海明 整理｜李青", "文：一线来稿人", "作者：大江东去也"]
)
def test_a_label_of_writers_above_the_text_that_stays_is_reported(line: str) -> None:
    assert line in reported(TITLE, line, ONE, TWO, THREE)


def test_the_label_may_stand_two_lines_below_the_first_sentence_and_no_further() -> None:
    line = "口述｜周海明 整理｜李青"
    texts = [ONE, TWO, THREE, ONE.replace("六百", "七百"), TWO.replace("两", "三")]
    for at, rings in ((1, True), (2, True), (3, False)):
        page = [*texts[:at], line, *texts[at:]]
        assert bool(reported(TITLE, HEAD, *page)) is rings, at


@pytest.mark.parametrize(
    ("below", "told"),
    [
        (("王晓明",), "王晓明"),
        (("周麟", "返回顶部"), "周麟"),
        (("周末",), ""),  # a word
        (("王晓明", "李建华"), ""),  # names of people are a list of the text
    ],
)
def test_a_name_alone_below_the_text_is_reported(below: tuple[str, ...], told: str) -> None:
    assert reported(TITLE, HEAD, ONE, TWO, THREE, *below).partition(": ")[2].rstrip(")") == told


def test_a_name_below_the_text_that_the_text_speaks_of_is_none() -> None:
    assert not reported(TITLE, HEAD, ONE, TWO, f"{THREE}居民王晓明说。", "王晓明")


@pytest.mark.parametrize("tail", ["（水务局 周海明）", "（周海明）", "（青河县委宣传部供稿）"])
def test_a_bracket_that_stays_behind_the_last_sentence_is_reported(tail: str) -> None:
    assert tail in reported(TITLE, HEAD, ONE, TWO, THREE + tail)
    assert not reported(TITLE, HEAD, ONE, TWO + tail, THREE)


@pytest.mark.parametrize(
    "tail",
    [
        *(
            "（下同）",
            "（完）",
            "（单位：万元）",
            "（见图）",
            "（张家村）",
            "（试行）",
            "（2024年5月）",
        ),
        *("（图/河口镇提供）", "（周海明摄）", "（以下简称街长）", "（编者注）", "（黄河）"),
    ],
)
def test_other_brackets_behind_the_last_sentence_are_none(tail: str) -> None:
    assert not reported(TITLE, HEAD, ONE, TWO, THREE + tail)


@pytest.mark.parametrize(
    "line",
    [
        *("高山 流水", "王小明：“这下好办了”", "一、摄影", "文：这是什么？", "主任：周海明"),
        *(
            "老街与新街",
            "（一）",
            "（全文完）",
            "编辑部的故事",
            "□ 已办结",
            "记者手记",
            "文化站",
            "整理",
        ),
    ],
)
def test_other_short_lines_are_no_credits(line: str) -> None:
    assert not reported(TITLE, HEAD, line, ONE, TWO, THREE)
    assert not reported(TITLE, HEAD, ONE, TWO, THREE, line)


@pytest.mark.parametrize(
    "credit", ["（河口镇党建办 周海明）", "图文：李青 王立民", "（周海明 李 青）"]
)
def test_what_was_read_and_taken_or_closes_the_text_is_no_doubt(credit: str) -> None:
    assert not reported(TITLE, HEAD, ONE, TWO, THREE, credit)


@pytest.mark.parametrize(("size", "rings"), [(37, True), (38, False)])
def test_a_credit_has_forty_characters_at_most(size: int, *, rings: bool) -> None:
    assert (
        bool(reported(TITLE, ONE, TWO, THREE, "作者：" + "大江东去也" * 7 + "浪" * (size - 35)))
        is rings
    )


def test_a_bar_of_another_alphabet_parts_a_label_from_its_names() -> None:
    done = cleaned(TITLE, HEAD, "文ㅣ吴江 周海明", ONE, TWO, THREE)
    assert done.article is not None
    assert done.article.sources[0].authors == ("吴江", "周海明")


def test_a_credit_that_leaves_as_foreign_to_the_text_is_reported() -> None:
    removal = Removal(2, "剪辑：周海明", "advertising", Cause.ISOLATED)
    assert list(unread_names([removal], 9, EMPTY, "")) == [removal]
