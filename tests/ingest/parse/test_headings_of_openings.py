"""Headings that only their place and others like them give away, where a page was cut."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, cleaned, outline_of, paragraphs_of

TITLE = "青河市推行街长制"
COMMAS = (
    "坚持问需于民、问计于民、问效于民，把商户的“关键小事”办成暖心大事",
    "突出专班调度、清单管理、逐项销号，以“三到位”保障巡查劝导有序推进",
    "着眼长远、健全机制、常态管护，让整治后的街面“一时美”变成“时时美”",
)
COLONS = (
    "“红色引擎”强动能：党建引领汇聚沿街商户共同参与的强大合力与智慧",
    "“绿色理念”提品质：见缝插绿扮靓沿街商户门前的公共空间与街角花园",
)


def test_long_headings_that_are_built_alike_speak_for_each_other() -> None:
    one, two, three = COMMAS
    assert outline_of(TITLE, one, ONE, two, TWO, three, THREE) == list(COMMAS)
    assert outline_of(TITLE, COLONS[0], ONE, COLONS[1], TWO) == list(COLONS)


def test_two_of_them_with_commas_only_or_of_other_lengths_do_not() -> None:
    assert outline_of(TITLE, COMMAS[0], ONE, COMMAS[1], TWO, THREE) == []
    short, enough = COMMAS[2][:20], COMMAS[2][:21]  # twelve characters fewer than the longest
    lines = (TITLE, COMMAS[0], ONE, COMMAS[1], TWO)
    assert len(max(COMMAS[:2], key=len)) - len(enough) == 12
    assert outline_of(*lines, short, THREE) == []
    assert outline_of(*lines, enough, THREE) == [*COMMAS[:2], enough]


@pytest.mark.parametrize(("size", "is_heading"), [(48, True), (49, False)])
def test_one_of_them_has_forty_eight_characters_at_most(size: int, *, is_heading: bool) -> None:
    heads = [text.ljust(width, "花") for text, width in zip(COLONS, (40, size), strict=True)]
    assert outline_of(TITLE, heads[0], ONE, heads[1], TWO) == heads * is_heading


def test_points_that_each_stand_above_a_paragraph_are_headings() -> None:
    lines = (
        "■ 枫林街：先议后改",
        ONE,
        "别的街怎么办？商户们有自己的回答——",
        "■ 柳巷：边改边管",
        TWO,
    )
    assert outline_of(TITLE, THREE, *lines) == ["枫林街：先议后改", "柳巷：边改边管"]


@pytest.mark.parametrize("last", ["■ 三个月没有发生冲突", "■ 柳巷的商户边改边管，改完再议。"])
def test_a_point_that_heads_nothing_leaves_all_of_them_points(last: str) -> None:
    assert outline_of(TITLE, THREE, "■ 枫林街：先议后改", ONE, "■ 柳巷：边改", TWO, last) == []


def test_a_second_number_alone_heads_its_paragraph_where_the_first_was_not_saved() -> None:
    assert outline_of(TITLE, ONE, "二、健全机制，长效管护", TWO) == ["二、健全机制，长效管护"]


@pytest.mark.parametrize(
    ("above", "line"),
    [
        (ONE, "二、健全机制，长效管护。"),  # a sentence
        ("街长有这些职责，一起来看，", "二、健全机制，长效管护"),  # a point of what is announced
        (ONE, "2、健全机制，长效管护"),  # a number of points
    ],
)
def test_other_lone_numbers_head_nothing(above: str, line: str) -> None:
    assert outline_of(TITLE, THREE, above, line, TWO) == []


def test_questions_below_lone_numbers_are_headings_with_them() -> None:
    lines = ("01", "为什么要选街长？", ONE, "02", "钱从哪里来？", TWO)
    assert outline_of(TITLE, THREE, *lines) == ["01 为什么要选街长？", "02 钱从哪里来？"]


def test_a_line_that_leads_on_with_a_dash_heads_nothing() -> None:
    assert outline_of(TITLE, ONE, "青河的做法是——", TWO, THREE) == []


STANZA = ("春风又绿长街路", "夜雨初晴小巷花", "灯火通到人深处", "一盏清茶照万家")


def test_a_stanza_below_the_last_sentence_stays() -> None:
    lines = (TITLE, "", ONE, "", TWO, "", THREE, "", "", "")
    assert paragraphs_of(*lines, *STANZA)[-4:] == list(STANZA)


@pytest.mark.parametrize(
    "links",
    [
        (*STANZA[:3], "一盏清茶"),  # of another length
        STANZA[:3],  # an odd number of them
        ("春风又绿", "夜雨初晴", "灯火人深", "清茶万家"),  # too short for verses
    ],
)
def test_a_list_of_links_there_goes(links: tuple[str, ...]) -> None:
    gaps = (line for link in links for line in (link, "", ""))
    done = cleaned(TITLE, "", ONE, "", TWO, "", THREE, "", "", "", *gaps)
    assert [item.text for item in done.ledger.removals] == list(links)


@pytest.mark.parametrize(
    ("lines", "heads"),
    [
        ((ONE, "■ 街长来敲门", TWO), ["街长来敲门"]),
        ((ONE, "◆ 街长来敲门", TWO), ["街长来敲门"]),
        ((ONE, "■ 街长来敲门", "■ 店家有话说", TWO), []),  # points
        ((ONE, "■ 街长来敲门，", TWO), []),
        ((ONE[:29], "■ 街长来敲门", TWO), []),
        ((ONE, "• 街长来敲门", TWO), []),
    ],
)
def test_a_sign_alone_between_paragraphs_marks_a_heading(
    lines: tuple[str, ...], heads: list[str]
) -> None:
    assert outline_of(TITLE, THREE, *lines) == heads


@pytest.mark.parametrize(("size", "marks"), [(30, True), (29, False)])
def test_a_paragraph_above_such_a_heading_has_thirty_characters(size: int, *, marks: bool) -> None:
    above = "街长每天巡查".ljust(size - 1, "街") + "。"
    assert ("街长来敲门" in outline_of(TITLE, above, "■ 街长来敲门", TWO, THREE)) is marks
