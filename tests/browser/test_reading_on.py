"""Reading on: what is in view, the same line in the other edition, the next case; and paper."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Watched, serious

pytestmark = pytest.mark.browser

CASE = "cases/shanghai-one-net.html"
THREE = "shanghai-one-net,beijing-swift-response,zhejiang-at-most-one-visit"


def test_the_head_of_the_page_names_what_is_read(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{CASE}")
    line = page.locator(".reading-line")
    assert line.inner_text() == ""
    page.evaluate("document.getElementById('measures-2-p1').scrollIntoView()")
    expect(line.locator("> *")).to_have_count(3)
    title = page.locator("article h1").evaluate("one => one.firstChild.data")
    assert line.locator("b").first.inner_text() == title
    assert line.locator("b").nth(1).inner_text() == "創新舉措"


@pytest.mark.parametrize("part", [0.2, 0.7])
def test_the_other_edition_opens_at_the_line_that_was_read(desktop: Watched, part: float) -> None:
    page = desktop.open(f"zh-Hant/{CASE}")
    place = "document.getElementById('measures-2-p1').getBoundingClientRect()"

    def read() -> float:
        return float(page.evaluate(f"(96 - {place}.top) / {place}.height"))

    page.evaluate(f"scrollBy(0, {place}.top - 96 + {part} * {place}.height)")
    assert read() == pytest.approx(part, abs=0.05)
    page.click("a.edition-switch:visible")
    page.wait_for_load_state("load")
    assert page.url.endswith(f"/zh-Hans/{CASE}#measures-2-p1")
    page.evaluate(
        "() => new Promise((read) => {"
        f" const look = () => {place}.top < 96 ? read() : requestAnimationFrame(look); look(); }})"
    )
    assert read() == pytest.approx(part, abs=0.05)
    assert desktop.wrong == []


def test_from_the_end_of_a_part_to_the_same_part_of_the_next_case(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/cases/guizhou-one-cloud-one-net.html")
    links = page.locator("section#measures .part-links")
    assert links.count() == 1
    links.locator("a").last.click()
    assert re.search(r"/cases/[a-z-]+\.html#measures$", page.url)
    assert "guizhou" not in page.url


def test_what_an_edition_chose_is_marked_and_explained(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{CASE}")
    before = page.inner_text("article section#measures")
    button = page.get_by_role("button", name="標出用字的取捨")
    button.click()
    page.wait_for_selector("mark.differs")
    listed = page.locator(".differences-legend ol li")
    assert page.locator("mark.differs").count() == listed.count() > 10
    assert f"共 {listed.count()} 處" in page.inner_text(".differences-legend p")
    first = page.locator("mark.differs").first
    assert re.match(r"原稿作「.」，", first.get_attribute("title") or "")
    assert page.inner_text("article section#measures") == before
    assert serious(page) == []
    page.get_by_role("button", name="不標用字的取捨").click()
    assert page.locator("mark.differs").count() == 0
    assert page.inner_text("article section#measures") == before
    assert desktop.wrong == []


def test_nothing_is_marked_where_the_edition_is_of_the_script_of_the_original(
    desktop: Watched,
) -> None:
    page = desktop.open(f"zh-Hans/{CASE}")
    assert page.locator("[data-differences]").count() == 0


def test_traditional_lists_of_names_go_by_strokes(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/terms/index.html")
    strokes = [
        int(match[1])
        for text in page.locator("article h2").all_inner_texts()
        if (match := re.match(r"(\d+)畫", text))
    ]
    assert len(strokes) > 5
    assert strokes == sorted(strokes)
    assert not set(page.locator("article h2").all_inner_texts()) & set("ABCDEFGHXYZ")
    assert page.locator("ul.names li").count() == int(
        re.findall(r"共 (\d+) 條", page.inner_text("article p"))[0]
    )
    page = desktop.open("zh-Hans/terms/index.html")
    assert page.locator("article h2").last.evaluate("one => one.firstChild.data") == "Z"


# --- paper ---------------------------------------------------------------------------------


def _pdf(page: Page, path: Path) -> list[str]:
    """Print a page as Chromium does; return the text of each sheet."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.pdf(path=str(path), prefer_css_page_size=True)
    with pypdfium2.PdfDocument(str(path)) as document:
        return [sheet.get_textpage().get_text_bounded() for sheet in document]


def test_a_printed_case_has_heads_in_words_and_says_where_it_is_from(
    desktop: Watched, tmp_path: Path
) -> None:
    sheets = _pdf(desktop.open(f"zh-Hant/{CASE}"), tmp_path / "case.pdf")
    text = "\n".join(sheets)
    for hidden in ("加入比較", "篩選", "連讀", "本頁目次", "↕", "複製"):
        assert hidden not in text, hidden
    heading = next(sheet for sheet in sheets if "本案例的數字" in sheet)
    assert re.search(r"\d", heading.split("本案例的數字")[1]), (
        "the heading stands with its drawings"
    )
    headed = [sheet for sheet in sheets if "指標" in sheet and "數值" in sheet]
    assert len(headed) > 1, "the head of the table is repeated in words"
    assert re.search(r"zh-Hant/cases/shanghai-one-net\.html", text)
    assert re.search(r"列印日期：\d{4}-\d{2}-\d{2}", text)
    assert str(tmp_path.parent) not in text
    assert "file:" not in text


def test_a_printed_comparison_is_readable_in_landscape(desktop: Watched, tmp_path: Path) -> None:
    page = desktop.open(f"zh-Hant/compare.html?cases={THREE}")
    page.wait_for_selector(".compare-indicators")
    sheets = _pdf(page, tmp_path / "compare.pdf")
    with pypdfium2.PdfDocument(str(tmp_path / "compare.pdf")) as document:
        width, height = document[0].get_size()
    assert width > height
    assert f"compare.html?cases={THREE}" in re.sub(r"\s", "", "".join(sheets)).replace("%2C", ",")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1020, "height": 700})
    crossing = page.evaluate(
        """() => [...document.querySelectorAll(".compare-case table")].filter((table) => {
            const column = table.closest(".compare-case").getBoundingClientRect();
            return table.getBoundingClientRect().right > column.right + 1;
        }).length"""
    )
    assert crossing == 0, "no table prints over the case beside it"


def test_drawings_hold_no_stop_and_their_lists_say_the_same(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/timeline/index.html")
    bars = page.locator("ul.spans > li")
    assert bars.count() == page.locator("ul.spans > li svg rect").count() > 10
    for item in bars.all():
        assert re.search(r"\d{4}", item.inner_text())
    assert page.locator("svg:not([aria-hidden='true'])").count() == 0
    assert page.locator("svg a:not([tabindex='-1'])").count() == 0
    assert serious(page) == []
    page.locator(".documents a").first.click(force=True)
    assert re.search(r"#y\d{4}$", page.url)
