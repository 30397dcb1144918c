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


def test_one_point_of_a_list_is_none() -> None:
    assert outline_of(TITLE, ONE, "• 街长每天巡查街面", TWO, THREE) == []
    assert outline_of(TITLE, ONE, "■ 街长每天巡查街面", TWO, THREE) == ["街长每天巡查街面"]


@pytest.mark.parametrize("numbers", [("（一）", "（二）"), ("一", "二"), ("1", "2")])
def test_numbers_that_are_all_of_a_heading_are_headings(numbers: tuple[str, str]) -> None:
    first, second = numbers
    assert outline_of(TITLE, THREE, first, ONE, second, TWO) == list(numbers)


def test_the_first_number_is_enough_unless_it_is_a_digit() -> None:
    assert outline_of(TITLE, THREE, "（一）", ONE, TWO) == ["（一）"]
    assert outline_of(TITLE, THREE, "1", ONE, TWO) == []
    assert outline_of(TITLE, THREE, "（二）", ONE, TWO) == []
    assert outline_of(TITLE, THREE, "①", ONE, TWO) == []  # a note
    date = "2024-05-06 来源：青河日报"
    assert outline_of(TITLE, date, "（一）", ONE, TWO, THREE) == []  # a part of a series


def test_a_number_right_below_the_masthead_heads_the_first_part() -> None:
    lines = (TITLE, "2024-05-06 来源：青河日报", "一", ONE, "二", TWO, "三", THREE)
    assert outline_of(*(part for line in lines for part in (line, ""))) == ["一", "二", "三"]


def test_numbers_in_brackets_are_joined_to_the_headings_below_them() -> None:
    lines = ("（一）", "先把街面看一遍", ONE, "（二）", "再把责任分下去", TWO)
    assert outline_of(TITLE, THREE, *lines) == ["（一） 先把街面看一遍", "（二） 再把责任分下去"]


@pytest.mark.parametrize("word", ["劝导", "巡 查", "执法队"])
def test_a_word_of_the_text_alone_between_paragraphs_is_a_heading(word: str) -> None:
    assert outline_of(TITLE, ONE, word, TWO, THREE) == [word]


@pytest.mark.parametrize(
    ("above", "word"),
    [
        (ONE, "周海"),  # a name
        (ONE, "摆渡"),  # no word of the text
        (ONE[:-1] + "，", "劝导"),  # goes on with the line above
        (ONE, "打印"),  # a button
    ],
)
def test_another_word_alone_is_none(above: str, word: str) -> None:
    assert outline_of(TITLE, THREE, above, word, TWO, THREE[::-1]) == []


def test_words_that_stand_alike_are_headings_for_each_others_sake() -> None:
    assert outline_of(TITLE, ONE, "摆渡", TWO, "靠岸", THREE) == ["摆渡", "靠岸"]


def test_speakers_head_nothing_nor_does_a_word_right_below_the_title() -> None:
    talk = (ONE, "街长", TWO, "商户", THREE, "街长", ONE[::-1])
    assert outline_of(TITLE, *talk) == []
    date = "2024-05-06 来源：青河日报"
    assert outline_of(TITLE, date, "街巷", ONE, TWO, THREE) == []


def test_two_lines_of_balanced_clauses_are_headings() -> None:
    lines = (ONE, "门前三包，各管一段", TWO, "巡查有人，处置有方", THREE)
    assert outline_of(TITLE, *lines) == ["门前三包，各管一段", "巡查有人，处置有方"]


def test_the_last_heading_has_the_commas_of_the_one_above_it() -> None:
    cut = "“以前一个人管不过来，路上堵，商户也烦，现在大家轮流"
    lines = (ONE, "门前三包，各管一段", TWO, "巡查有人，处置有方", cut)
    assert outline_of(TITLE, *lines)[-1] == "巡查有人，处置有方"


def test_a_heading_above_is_a_sign_for_the_last_one_that_speaks_of_the_text() -> None:
    cut = "照片传上去以后，商户自己也能看"
    above = (TITLE, ONE + TWO, "街面怎么管，商户说了算", TWO + THREE)
    assert outline_of(*above, "街长巡查 再次上岗", cut)[1:] == ["街长巡查 再次上岗"]
    assert outline_of(*above, "大雨 又连着下了两天", cut)[1:] == []


@pytest.mark.parametrize(
    "line",
    [
        "青河省临水市河口县上河镇",  # from where the report is
        "【街长制要落到实处】",
        "▲街长每天巡查的街面",
        "——摘自《青河街长手记》",
        "河口街道街长揭牌仪式",
        "新启用的河口街长服务站",
        "街长到商户门口劝导",
        "街长周海所在的服务站",
    ],
)
def test_what_only_looks_like_a_heading_is_none(line: str) -> None:
    date = "2024-05-06 来源：青河日报"
    assert outline_of(TITLE, "", date, "", line, "", ONE, "", TWO, "", THREE) == []


@pytest.mark.parametrize(("place", "heads"), [("青河市河口街道", 3), ("青河省青河市河口街道", 2)])
def test_three_levels_are_an_address(place: str, heads: int) -> None:
    others = (ONE, "门前三包，各管一段", TWO, "巡查有人，处置有方", THREE)
    lines = (TITLE, "2024-05-06 来源：青河日报", place, *others)
    assert len(outline_of(*(part for line in lines for part in (line, "")))) == heads


def test_what_a_site_sets_into_a_text_hides_no_heading() -> None:
    lines = (ONE, "专题：走基层", "商户每天巡查，投诉减少", TWO + THREE)
    assert outline_of(TITLE, *lines) == ["商户每天巡查，投诉减少"]


def test_a_first_number_heads_what_was_cut_short() -> None:
    cut = "街长每天巡查两次，发现占道经营先劝导，劝导不成再报执法"
    lines = (ONE, "（一）健全机制", "1、街长带头巡查", cut)
    assert outline_of(TITLE, *lines) == ["（一）健全机制", "1、街长带头巡查"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("河口镇：", "街长每天巡查"),
        ("河口镇街长周海明：", "每天巡查两次"),
        ("重庆：", "“街长”上岗"),
    ],
)
def test_a_heading_that_names_a_place_or_person_first_is_one(first: str, second: str) -> None:
    told = "河口镇街长周海明说，重庆的办法学来以后，街面一天比一天整齐。"
    assert outline_of(TITLE, ONE + TWO, first, second, told, THREE) == [f"{first}{second}"]
    assert outline_of(TITLE, ONE + TWO, first, second, TWO, THREE) == []


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
