"""The page of all indicators: narrowed, sorted, shared by its address, in either script."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

ROWS = ".indicator-explorer tbody tr"


def _shown(page: Page) -> int:
    """Return how many figures the page says that it found."""
    return int(page.inner_text(".indicator-form output").split("/")[0])


def _figures(site: Path) -> list[dict[str, str]]:
    text = (site / "zh-Hant/data/indicators.csv").read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_figures_are_narrowed_by_every_choice(desktop: Watched, site: Path) -> None:
    figures = _figures(site)
    page = desktop.open("zh-Hant/indicators/index.html")
    assert _shown(page) == len(figures) > 100
    assert page.locator(ROWS).count() == 100

    page.select_option("select[name=unit]", "元")
    unit = [figure for figure in figures if figure["unit"] == "元"]
    assert _shown(page) == len(unit)
    page.select_option("select[name=field]", "農村土地")
    field = [item for item in unit if item["field"] == "rural-land"]
    assert _shown(page) == len(field)
    page.select_option("select[name=year]", "2015")
    year = [entry for entry in field if entry["year"] == "2015"]
    assert 0 < _shown(page) == len(year) < len(field) < len(unit)
    shown = page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts()
    assert shown == [element["text"] for element in year]

    page.reload()
    assert page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts() == shown
    page.click(".indicator-form button[type=reset]")
    expect(page.locator(ROWS)).to_have_count(100)
    assert _shown(page) == len(figures)
    assert "?" not in page.url
    assert desktop.wrong == []


def test_words_of_the_other_script_find_the_same(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/indicators/index.html")
    page.fill(".indicator-form input", "村集體")
    results = _shown(page)
    assert results > 0
    page.fill(".indicator-form input", "村集体")
    expect(page.locator(ROWS)).to_have_count(results)
    page.fill(".indicator-form input", "沒有這樣的東西")
    assert page.locator(ROWS).count() == 0


def test_figures_are_sorted_by_value_and_lead_to_their_paragraph(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/indicators/index.html?unit=%25&field=農村土地")
    for ascending in (True, False):
        page.click(".indicator-explorer th:nth-child(2) button")
        shown = page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts()
        values = [float(text[:-1]) for text in shown if re.fullmatch(r"[\d.]+%", text)]
        assert values == sorted(values, reverse=not ascending)
        assert len(set(values)) > 3
    link = page.locator(f"{ROWS} td:nth-child(2) a").first
    figure = link.inner_text()
    link.click()
    paragraph = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert figure in page.locator(f"[id='{paragraph}']").inner_text()
    assert desktop.wrong == []


def test_table_of_one_field_is_filtered_in_either_script(desktop: Watched) -> None:
    page = desktop.open("zh-Hans/indicators/rural-land.html")
    rows = page.locator("table.filterable tbody tr:not(.of-case):visible")
    heads = page.locator("table.filterable .of-case:visible")
    every, cases = rows.count(), heads.count()
    assert cases > 1
    page.fill(".table-filter input", "村集体")
    expect(page.locator("output")).not_to_have_text(re.compile("^0 "))
    results = rows.count()
    assert 0 < results < every
    page.fill(".table-filter input", "村集體")
    expect(page.locator("output")).to_have_text(re.compile(f"^{results} "))
    assert rows.count() == results
    # A case is filtered by its name, which stands above its rows; of the others nothing is left.
    page.fill(".table-filter input", heads.first.inner_text().split()[0])
    expect(heads).to_have_count(1)
    assert rows.count() == page.locator("tbody:has(.of-case:visible) tr").count() - 1
    page.fill(".table-filter input", "")
    expect(heads).to_have_count(cases)
    assert desktop.wrong == []


def test_sorted_rows_of_several_cases_say_each_whose_it_is(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/indicators/rural-land.html")
    groups = page.locator("table.filterable tbody")
    names = groups.locator(".of-case th").all_inner_texts()
    figures = [group.locator("td:nth-child(2)").all_inner_texts() for group in groups.all()]
    rows = page.locator("table.filterable tbody tr")
    for column in (2, 4):
        page.click(f"table.filterable th:nth-child({column}) button")
        said = [row.locator("td").all_inner_texts() for row in rows.all()]
        assert sorted((row[3], row[1]) for row in said) == sorted(
            (name, figure) for name, each in zip(names, figures, strict=True) for figure in each
        )
        assert page.locator("table.filterable th:visible").count() == len(said[0]) == 5
    page.fill(".table-filter input", names[0].split()[0])
    expect(page.locator("output")).to_have_text(re.compile(f"^{len(figures[0])} "))
    assert desktop.wrong == []


def test_more_rows_come_when_asked_for(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/indicators/index.html")
    page.click(".indicator-explorer > button")
    assert page.locator(ROWS).count() == 200
    focused = page.evaluate("document.activeElement.closest('tr').rowIndex")
    assert focused == 101


def test_time_saved_is_one_choice_that_can_be_shared_and_taken_along(
    desktop: Watched, site: Path
) -> None:
    page = desktop.open("zh-Hant/indicators/index.html")
    page.click(".indicator-presets a >> nth=0")
    less = {"decrease", "decrease-to"}
    saved = [
        figure
        for figure in _figures(site)
        if figure["family"] == "time"
        and (
            figure["kind"] in less
            or (figure["kind"] == "change" and float(figure["value"]) < float(figure["base"]))
        )
    ]
    assert _shown(page) == len(saved) > 1
    assert "family=time&change=less" in page.url
    # The choice holds in the other edition: its address has keys, not words.
    with page.expect_navigation():
        page.click("a.edition-switch")
    assert _shown(page) == len(saved)
    sentences = page.locator(f"{ROWS} td:last-child").all_inner_texts()
    values = page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts()
    assert all(value in sentence for value, sentence in zip(values, sentences, strict=True))
    with page.expect_download() as download:
        page.click(".indicator-save")
    path = download.value.path()
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert [row["text"] for row in rows] == values
    assert [row["sentence"] for row in rows] == sentences
    assert {row["family"] for row in rows} == {"time"}
    assert download.value.suggested_filename.startswith("数字-时间-减少")
    assert desktop.wrong == []


def test_units_of_a_family_are_sorted_by_what_they_measure(desktop: Watched) -> None:
    page = desktop.open("zh-Hans/indicators/index.html?family=time")
    page.click(".indicator-explorer th:nth-child(2) button")
    shown = page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts()
    assert shown.index("70毫秒" if "70毫秒" in shown else shown[0]) < len(shown) / 2
    units = [re.sub(r"[^毫秒分钟小时天日月年]", "", text)[-2:] for text in shown]
    assert units[-1].endswith("年")
    assert units[0].endswith(("秒", "钟"))


def test_on_a_phone_a_figure_is_a_card(phone: Watched) -> None:
    for address in ("zh-Hans/indicators/rural-land.html", "zh-Hans/indicators/index.html"):
        page = phone.open(address)
        row = page.locator("table.figures tbody tr:not(.of-case)").first
        row.wait_for()
        # What is not known (no date, no place) takes no room on a card.
        unknown = page.locator("table.figures td:empty")
        assert unknown.count() > 5
        assert not [cell for cell in unknown.all()[:20] if cell.is_visible()]
        cells = row.locator("td:visible").all()
        assert len(cells) >= 4
        tops = [cell.bounding_box()["y"] for cell in cells]  # type: ignore[index]
        assert tops == sorted(tops)
        assert len(set(tops)) == len(tops)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert phone.wrong == []
