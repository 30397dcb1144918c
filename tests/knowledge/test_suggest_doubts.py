"""What is suggested where a title is missing, or words of time and place say little."""

from __future__ import annotations

import pytest

from casebook.knowledge.place_finder import find_places
from casebook.knowledge.suggest import suggest
from casebook.knowledge.suggested_region import subjects
from casebook.records import Article, Level, Paragraph, Script, Section, Source, Theme, first_words
from casebook.text.dates import find_dates

_VENUE = (
    "全省供销合作社改革试点现场推进会在扬州市江都区举行，与会者看了三家基层社的做法，都说受益很多。"
)


def article(title: str, *texts: str, published: str = "") -> Article:
    section = Section(Theme.BODY, "", tuple(map(Paragraph, texts)))
    sources = (Source(published=published),) if published else ()
    return Article("x", title, Script.HANS, (section,), sources=sources)


def years(*texts: str, title: str = "修路", published: str = "2023-06-02") -> str:
    return suggest(article(title, *texts, published=published)).years


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("报告2022年预算执行情况和2023年预算草案。", "2022"),
        ("2021年完成修路，2023年工作打算另文印发。", "2021"),
        ("2023年预算公开。", "2023"),
        ("2021、2022和2023年的抽查比例下降。", "2021-2023"),
        ("2020年修路，与2018年的水平比较，路更宽。", "2020"),
        ("2020年新修订的《道路法》施行，2021年修路。", "2021"),
        ("清水县修路。2020年教育部等8部门联合印发的《方案》要求，我县2021年修路。", "2021"),
        ("我县2020年教育部门联合印发《方案》，2021年修路。", "2020-2021"),
        ("根据2001年的意见，按照2016年的部署，2019年修路。", "2019"),
    ],
)
def test_a_year_that_is_of_a_draft_or_of_the_nation_is_none(text: str, said: str) -> None:
    assert years(text) == said


def test_the_first_words_of_a_text_lead_nothing_as_its_title() -> None:
    rest = "江苏省供销合作社的网点遍布乡村，江苏省因此受益，江苏省的农民也受益。"
    named = suggest(article(_VENUE[:39], _VENUE, rest)).region
    stand_in = suggest(article(first_words(_VENUE), _VENUE, rest)).region
    assert (named and named.code, stand_in and stand_in.code) == ("321012", "320000")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("福建南平科技特派员下乡", ["350000", "350700"]),
        ("陕西安康的茶", ["610000", "610900"]),
        ("南平科技特派员下乡", []),
        ("山西人说世界大同", ["140000"]),
        ("广东中山大学的教授", ["440000"]),
    ],
)
def test_a_prefecture_called_by_a_word_needs_its_province_before_it(
    text: str, codes: list[str]
) -> None:
    assert [place.code for place in find_places(text)] == codes


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("周海（1980—），男，湖北荆州人，教授。", 0),
        ("周海，1980年生，湖北荆州人。", 0),
        ("周海系湖北荆州人。", 0),
        ("周海，男，湖北荆州人的儿子。", 1),
        ("来办事的多是湖北荆州人。", 0),
        ("外地的，湖北荆州人，也来办事。", 1),
    ],
)
def test_where_somebody_is_from_is_not_where_it_is(text: str, places: int) -> None:
    assert len(subjects(text, "")) == places


def test_a_text_that_begins_with_one_place_is_not_at_once_of_the_nation() -> None:
    rest = "这是中国农村改革的开始。全国各地都来学，我国的农业由此一变。"
    assert suggest(article("", f"小岗村的门楼立在村头。{rest}")).level is Level.NATION
    assert suggest(article("", f"凤阳县小岗村的门楼立在村头。{rest}")).level is None


def test_a_portrait_of_many_is_of_the_nation() -> None:
    text = "在兰州市，居民同住一楼。在南宁市，邻里同过节日。"
    assert suggest(article("示范单位群像", text)).level is Level.NATION


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2020年修路。目前，路已通到村口。", "2020"),
        ("2021年修路。目前，路已通到村口。", "2021-2023"),
        ("2020年修路。截至目前，路已通到村口。", "2020-2023"),
        ("目前，路已通到村口。", ""),
        ("截至目前，路已通到村口。", "2023"),
        ("立法项目前期调研完成。", ""),
        ("2021年修路。立法项目前期调研完成。", "2021"),
    ],
)
def test_how_things_are_leads_on_to_publication_only_where_that_is_near(
    text: str, said: str
) -> None:
    assert years(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021年，我县修路。今年是建县70周年。", "2021"),
        ("2009年4月，新医改在全国范围内启动。2021年，我县修路。", "2021"),
        ("2015年中共中央、国务院印发《决定》。2021年，我县修路。", "2021"),
        ("2015年，县政府印发《决定》。2021年，我县修路。", "2015-2021"),
    ],
)
def test_what_the_nation_did_and_celebrates_is_no_year_of_a_place(text: str, said: str) -> None:
    assert years(text) == said


def test_what_the_nation_did_is_a_year_of_its_own_case() -> None:
    text = "2015年，国务院印发《决定》。2021年，全国的农村都修路。"
    assert years(text, title="我国农村修路") == "2015-2021"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([(Theme.BODY, "2021年3月启动街长制。")], "2021-2023"),
        ([(Theme.BODY, "2021年3月，街上热闹起来。")], "2023"),
        ([(Theme.BACKGROUND, "2021年3月启动街长制。")], "2023"),
        ([(Theme.BACKGROUND, "街上乱。"), (Theme.BODY, "2021年3月启动街长制。")], "2023"),
    ],
)
def test_the_lead_says_when_a_reform_was_made(parts: list[tuple[Theme, str]], said: str) -> None:
    sections = tuple(
        Section(theme, "", (Paragraph(text),))
        for theme, text in [*parts, (Theme.RESULTS, "2023年6月，街面干净。")]
    )
    sources = (Source(published="2024-06-02"),)
    assert suggest(Article("x", "扫街", Script.HANS, sections, sources=sources)).years == said


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2019年中，路通了", 6),
        ("2019年中央印发", 5),
        ("2019年初中毕业", 5),
        ("2019年初，路通了", 6),
    ],
)
def test_the_part_of_a_year_is_not_the_first_half_of_a_word(text: str, end: int) -> None:
    assert [date.end for date in find_dates(text)] == [end]
