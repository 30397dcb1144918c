"""What is suggested when a page is added: years, region, level, field."""

from __future__ import annotations

import pytest

from casebook.knowledge.suggest import suggest
from casebook.records import (
    Article,
    Kind,
    Level,
    Paragraph,
    Script,
    Section,
    Source,
    Theme,
)


def article(title: str, *texts: str, published: str = "", kind: Kind = Kind.ORIGINAL) -> Article:
    section = Section(Theme.BODY, "", tuple(map(Paragraph, texts)))
    sources = (Source(published=published),) if published else ()
    return Article("x", title, Script.HANS, (section,), kind=kind, sources=sources)


def test_years_are_the_first_and_last_that_the_text_tells_of() -> None:
    made = suggest(
        article("修路", "2014年动工，2016年修通，到2030年将延长。", published="2017-01-02")
    )
    assert made.years == "2014-2016"
    assert "years" in made.suggested


def test_years_come_from_measures_and_results() -> None:
    sections = (
        Section(Theme.BACKGROUND, "改革背景", (Paragraph("1978年以前这里很穷。"),)),
        Section(Theme.MEASURES, "主要做法", (Paragraph("2014年修路。"),)),
        Section(Theme.RESULTS, "成效", (Paragraph("2016年通车。"),)),
    )
    assert suggest(Article("x", "修路", Script.HANS, sections)).years == "2014-2016"


def test_no_year_is_made_up() -> None:
    assert suggest(article("修路", "全县修路，据2019年7月的报道，很快。")).years == ""


def test_a_year_said_by_last_year_needs_one_date_of_publication() -> None:
    assert suggest(article("修路", "去年修路5公里。", published="2017-01-02")).years == "2016"
    digest = article("修路", "去年修路5公里。", published="2017-01-02", kind=Kind.DIGEST)
    assert suggest(digest).years == ""


@pytest.mark.parametrize(
    ("title", "text", "region", "level"),
    [
        ("武平县林改", "浙江省、江西省、广东省都来学习，浙江省来得最多。", "350824", Level.COUNTY),
        ("林改", "福建省武平县先行，武平县的做法被推广。", "350824", Level.COUNTY),
        ("林改", "作者在北京大学任教，北京大学支持。", "", None),
        ("林改", "各地先行，如福建省武平县。如福建省武平县。", "", None),
        ("林改", "成都、达州、自贡都在推进。成都、达州、自贡很快。", "", None),
        ("林改", "图为福建省武平县的山。", "", None),
        ("林改", "我县林改。福建省武平县发了证。", "350824", Level.COUNTY),
        ("我国林改二十年", "福建省发了证。", "", Level.NATION),
        ("林改", "全国发证1亿本，我国林地增加。", "", Level.NATION),
        ("林改", "国务院印发《关于林改的意见》。", "", Level.NATION),
        ("林改", "按照国务院要求，全县发证，县委重视。", "", None),
        (
            "先行的武平实践",
            "福建省武平县发了证，三明市、龙岩市、南平市来学。",
            "350824",
            Level.COUNTY,
        ),
        ("武平县捷文村的林改", "武平县发了证。", "350824", Level.TOWNSHIP),
        ("武平县乡村治理", "武平县发了证。", "350824", Level.COUNTY),
        ("急症室收费", "医管局表示，病人减少。", "810000", Level.PROVINCE),
    ],
)
def test_region_and_level(title: str, text: str, region: str, level: Level | None) -> None:
    made = suggest(article(title, text))
    assert (made.region.code if made.region else "") == region
    assert made.level is level


def test_what_a_person_said_stays() -> None:
    given = article("武平县林改", "2014年发证。")
    given = suggest(Article("x", given.title, given.script, given.sections, years="2001"))
    assert given.years == "2001"
    assert "years" not in given.suggested
