"""What is drawn of time and place: where it stands, and how much of it there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from tests.site.build import snapshot_of

from casebook.pages.drawing import Scale, tile_map
from casebook.pages.site import site_files
from casebook.pages.spread import spread
from casebook.pages.tiles import province_tiles
from casebook.records import Article, Paragraph, Region, Script, Section, Theme


def _case(slug: str, years: str, code: str = "330100", text: str = "一段。") -> Article:
    section = Section(Theme.MEASURES, "創新舉措", (Paragraph(text),))
    return Article(
        slug=slug,
        title=slug,
        script=Script.HANT,
        years=years,
        field="醫療衛生",
        region=Region("", code),
        sections=(section,),
    )


def _xml(svg: str) -> etree._Element:
    return etree.fromstring(svg)


# --- the scale of years -------------------------------------------------------------------


@pytest.mark.parametrize(("last", "at"), [(2005, 500 / 6), (2006, 200 / 3)])
def test_five_empty_years_are_drawn_as_one_and_four_are_not(last: int, at: float) -> None:
    scale = Scale(frozenset({2000, last}))
    assert scale.at(2000) == 0
    assert scale.at(last) == pytest.approx(at)
    assert scale.at(last + 1) == pytest.approx(100)
    assert scale.axis().count("⋯") == (last == 2006)


@pytest.mark.parametrize(("last", "named"), [(2008, 8), (2009, 4)])
def test_at_most_eight_years_are_named(last: int, named: int) -> None:
    scale = Scale(frozenset(range(2001, last + 1)))
    assert len(scale.named) == named
    names = [item.text for item in _xml(scale.axis()).iter("text")]
    assert names == [str(year) for year in scale.named]


def test_a_bar_goes_from_the_beginning_of_a_year_to_the_end_of_another() -> None:
    scale = Scale(frozenset(range(2000, 2010)))
    (bar,) = _xml(scale.bar(2002, 2003)).iter("rect")
    assert (bar.get("x"), bar.get("width")) == ("20%", "20%")


@pytest.mark.parametrize(("many", "radius"), [(1, "4"), (5, "8"), (6, "8")])
def test_a_mark_grows_to_a_limit_and_leads_to_its_year(many: int, radius: str) -> None:
    (link,) = _xml(Scale(frozenset({2000, 2001})).marks({2000: many})).iter("a")
    (circle,) = link
    assert (link.get("href"), circle.get("cx"), circle.get("r")) == ("#y2000", "25%", radius)


def test_the_highest_column_is_the_year_with_the_most() -> None:
    columns = _xml(Scale(frozenset({2000, 2001})).columns({2000: 1, 2001: 4}, 40)).iter("rect")
    assert [column.get("height") for column in columns] == ["10", "40"]


# --- maps ---------------------------------------------------------------------------------


def test_every_province_stands_once_on_a_map() -> None:
    places = {code: (tile.column, tile.row) for code, tile in province_tiles().items()}
    svg = tile_map(places, (frozenset({"330000"}), frozenset({"310000", "999999"})))
    paths = {path.get("class"): (path.get("d") or "").count("M") for path in _xml(svg)}
    assert paths == {"s1": 1, "s2": 1, "s0": 32}
    assert len(places) == len(set(places.values())) == 34


def test_one_year_is_no_spreading() -> None:
    assert list(spread([_case("a", "2001"), _case("b", "2001", "310000")])) == []
    assert list(spread([_case("a", "2001"), _case("b", "")])) == []


@pytest.mark.parametrize(("years", "maps"), [(2, 2), (8, 8), (9, 5)])
def test_at_most_eight_maps_show_how_a_thing_spread(years: int, maps: int) -> None:
    codes = ("330100", *(code for code in province_tiles() if code != "330000"))
    cases = (_case(f"c{year}", str(2000 + year), codes[year]) for year in range(years))
    text = "\n".join(spread(cases))
    assert text.count("<svg") == maps
    assert text.count("{.year}") == maps
    first = "2000—2001" if years == 9 else "2000"
    assert f"[{first}]{{.year}} " in text


def test_what_was_there_before_is_paler() -> None:
    cases = [
        _case("a", "2001"),
        _case("b", "2003", "310000"),
        _case("c", "2003"),
        _case("d", "2009"),
    ]
    _, listed = spread(cases)
    before, after = (_xml(svg) for svg in re.findall(r"<svg.*?</svg>", listed))
    assert [path.get("class") for path in before] == ["s1", "s0"]
    assert [path.get("class") for path in after] == ["s1", "s2", "s0"]
    assert "[2003]{.year} [上海]{.hans}" in listed
    assert "2009" not in listed, "nothing is new"


# --- pages --------------------------------------------------------------------------------


@pytest.mark.parametrize(("many", "bars"), [(30, 30), (31, 0)])
def test_a_field_with_many_cases_is_drawn_as_columns(tmp_path: Path, many: int, bars: int) -> None:
    cases = [_case(f"c{number:02}", "2001-2003") for number in range(many)]
    page = site_files(snapshot_of(cases, tmp_path))["timeline/index.md"].decode("utf-8")
    drawn = page[: page.index("{#years}")]
    assert drawn.count("#case:") == bars
    assert drawn.count('<svg height="44"') == (not bars)
    assert drawn.count('<svg height="14"') == bars
    assert page.index("{#drawn}") < page.index("{#y2001}") < page.index("{#y2003}")


def test_the_map_has_all_provinces_and_leads_to_those_of_cases(tmp_path: Path) -> None:
    page = site_files(snapshot_of([_case("a", "2001")], tmp_path))["index.md"].decode("utf-8")
    assert page.count(".tile ") == 34
    assert page.count(" .none}") == 33
    assert "[浙江 1](/regions/330000.md){.hans .tile" in page


def test_a_term_and_a_document_show_where_and_when(tmp_path: Path) -> None:
    text = "依《關於改革的意見》推行「一窗兩辦」。"
    cases = [_case("a", "2001", text=text), _case("b", "2005", "310000", text)]
    made = site_files(snapshot_of(cases, tmp_path))
    pages = [
        content.decode("utf-8")
        for name, content in made.items()
        if name.startswith(("policies/guan", "terms/y"))
    ]
    assert len(pages) == 2
    for page in pages:
        assert page.count("<svg") == 2
        assert "[2005]{.year} [上海]{.hans}" in page
