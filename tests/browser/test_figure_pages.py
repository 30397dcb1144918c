"""Figures drawn, the numbers of sources, and the report of a mistake, as readers meet them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.conftest import Watched, serious
from tests.conftest import ROOT
from tests.site.whole import FOLDERS

import casebook
from casebook.knowledge.series import series_of
from casebook.records import IndicatorKind

pytestmark = pytest.mark.browser

CASE = "cases/beijing-swift-response.html"


@pytest.mark.parametrize("edition", FOLDERS)
def test_every_change_and_every_series_of_the_sample_is_drawn(
    desktop: Watched, site: Path, edition: str
) -> None:
    opened = casebook.open(ROOT)
    for case in opened.casebook.cases:
        changes = [
            indicator for indicator in case.indicators if indicator.kind is IndicatorKind.CHANGE
        ]
        series = series_of(case, opened.snapshot.corrections.series)
        if not changes and not series:
            continue
        page = desktop.open(f"{edition}/cases/{case.slug}.html")
        assert page.locator(".charts.beside svg").count() == len(changes)
        assert page.locator("#figures svg").count() == len(series)
        for drawing in page.locator("svg.chart-drawing").all():
            assert drawing.get_attribute("role") == "img"
            title, said = (drawing.get_attribute("aria-labelledby") or "").split()
            assert page.locator(f"[id='{title}']").count() == 1
            text = page.locator(f"[id='{said}']").text_content() or ""
            bars = drawing.locator("rect").count()
            assert text.count("：") == bars >= 2
            shown = drawing.locator("text").all_text_contents()
            assert all(word in text for word in shown)
        for table in page.locator("figure.chart table").all():
            assert table.locator("th[scope=row]").count() >= 2
    assert desktop.wrong == []


def test_bars_are_as_long_as_their_figures(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{CASE}")
    drawing = page.locator(".charts.beside svg").first
    words = drawing.locator("text").all_text_contents()[1::2]
    assert words == ["53%", "89%"]
    widths = [float(bar.get_attribute("width") or 0) for bar in drawing.locator("rect").all()]
    assert widths[0] / widths[1] == pytest.approx(53 / 89, abs=0.01)


def test_drawings_are_printed(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.as_uri()}/zh-Hant/{CASE}")
    page.emulate_media(media="print")
    drawing = page.locator(".charts.beside svg").first
    assert drawing.is_visible()
    adjust = drawing.locator("rect").first.evaluate("one => getComputedStyle(one).printColorAdjust")
    assert adjust == "exact"
    assert page.locator(".case-report").is_hidden()
    context.close()


@pytest.mark.parametrize("edition", FOLDERS)
def test_the_number_of_a_source_leads_to_it_and_says_which(desktop: Watched, edition: str) -> None:
    page = desktop.open(f"{edition}/{CASE}")
    mark = page.locator("#results-2-p3 a.source-mark").last
    assert mark.inner_text() == "[5]"
    mark.hover()
    assert "3134万件" in (page.locator(".preview-box").inner_text().replace("萬", "万"))
    mark.click()
    assert page.evaluate("location.hash") == "#source-5"
    assert page.locator("#source-5").is_visible()
    copied = page.evaluate(
        "() => { const p = document.querySelector('#results-2-p3').cloneNode(true);"
        " return p.querySelectorAll('.source-mark').length }"
    )
    assert copied == 2
    assert desktop.wrong == []


def test_a_table_names_its_sources_below_it(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{CASE}")
    marks = page.locator("p.table-sources a.source-mark").all_inner_texts()
    assert marks == ["[2]", "[4]", "[5]", "[6]"]


@pytest.mark.parametrize("edition", FOLDERS)
def test_a_mistake_is_reported_with_file_and_paragraph(
    browser: Browser, site: Path, edition: str
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    watched = Watched(context, site)
    page = watched.open(f"{edition}/{CASE}#results-1-p1")
    report = page.locator(".case-report textarea")
    text = report.input_value()
    assert "articles/beijing-swift-response.md" in text
    assert "results-1-p1" in text
    assert "117天" in text
    assert "[1]" not in text
    assert f"{edition}/{CASE}#results-1-p1" in text
    assert "file:" not in text
    page.select_option(".case-report select", "measures-1-p1")
    text = report.input_value()
    assert "measures-1-p1" in text
    assert "117天" not in text
    page.click(".case-report button")
    page.wait_for_selector(".case-report [role=status]:not(:empty)")
    assert page.evaluate("navigator.clipboard.readText()") == text
    assert watched.wrong == []
    context.close()


def test_without_scripts_the_report_can_be_copied_by_hand(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/zh-Hant/{CASE}")
    text = page.locator(".case-report textarea").input_value()
    assert re.search("檔案：articles/beijing-swift-response.md", text)
    context.close()


@pytest.mark.parametrize(
    "address",
    [
        CASE,
        "cases/sanming-medical-reform.html",
        "indicators/government-services.html",
        "indicators/index.html",
        "download/index.html",
        "download/data.html",
    ],
)
@pytest.mark.parametrize("edition", FOLDERS)
def test_nothing_serious_stands_in_the_way(
    desktop: Watched, phone: Watched, edition: str, address: str
) -> None:
    assert serious(desktop.open(f"{edition}/{address}")) == []
    phone.page.emulate_media(color_scheme="dark")
    assert serious(phone.open(f"{edition}/{address}")) == []


def test_no_line_ends_before_the_number_of_a_source(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{CASE}")
    parted = page.evaluate(
        """() => {
          const parted = [];
          for (const paragraph of document.querySelectorAll("article p:has(.source-mark)")) {
            const marks = [...paragraph.querySelectorAll(".source-mark")];
            const text = marks[0].previousSibling;
            if (text?.nodeType !== Node.TEXT_NODE) continue;
            const last = document.createRange();
            last.setStart(text, text.length - 1);
            last.setEnd(text, text.length);
            for (let width = 200; width <= 420; width += 7) {
              paragraph.style.width = `${width}px`;
              const bottom = last.getBoundingClientRect().bottom;
              if (marks.some((mark) => mark.getBoundingClientRect().top > bottom - 2)) {
                parted.push(`${width}: ${paragraph.textContent.slice(-20)}`);
              }
            }
          }
          return parted;
        }"""
    )
    assert page.locator("article p .source-mark").count() > 5
    assert parted == []
