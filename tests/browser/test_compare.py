"""Comparing cases in a real browser, opened from the disk."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.conftest import Watched, serious
from tests.editions import SIMPLIFIED, TRADITIONAL, printer
from tests.site.whole import FOLDERS
from tests.strategies import HOSTILE

from casebook.exports.comparison import compare_files
from casebook.knowledge.build import annotate
from casebook.records import (
    Article,
    Casebook,
    Paragraph,
    Picture,
    Script,
    Section,
    Table,
    Theme,
)
from casebook.search import Units

pytestmark = pytest.mark.browser

CASES = ("zhejiang-at-most-one-visit", "shanghai-one-net", "guizhou-one-cloud-one-net")
ADDRESS = f"compare.html?cases={','.join(CASES)}"
OTHER = {"zh-Hant": "zh-Hans", "zh-Hans": "zh-Hant"}


def _columns(page: Page, theme: str) -> Locator:
    return page.locator(f"section.compare-theme#{theme} .compare-case")


def _compared(page: Page) -> list[str]:
    """The cases on the page, by the addresses that their names lead to."""
    page.wait_for_selector(".compare-result:not([aria-busy])")
    links = page.locator(".compare-card h3 a").all()
    return [str(link.get_attribute("href"))[len("cases/") : -len(".html")] for link in links]


@pytest.mark.parametrize("edition", FOLDERS)
def test_three_cases_side_by_side(desktop: Watched, site: Path, edition: str) -> None:
    page = desktop.open(f"{edition}/{ADDRESS}")
    assert _compared(page) == list(CASES)
    for theme in ("background", "measures", "results"):
        boxes = [column.bounding_box() for column in _columns(page, theme).all()]
        assert len(boxes) == len(CASES)
        assert len({box["y"] for box in boxes if box}) == 1, "side by side"
        assert len({box["x"] for box in boxes if box}) == len(CASES)
    # Every text leads to its place, and is what stands there.
    wanted = page.locator(".compare-case :is(p, li) > .compare-where").all()[::9]
    assert len(wanted) > 5
    texts = {
        str(link.get_attribute("href")): link.locator("..").inner_text().strip() for link in wanted
    }
    for href, text in texts.items():
        page.goto(f"{site.as_uri()}/{edition}/{href}")
        there = page.locator(f"[id='{href.partition('#')[2]}']").evaluate(
            """one => {
                const copy = one.cloneNode(true);
                for (const mark of copy.querySelectorAll(".marks, .source-mark")) mark.remove();
                return copy.textContent.trim();
            }"""
        )
        assert there == text
    assert desktop.wrong == []


def test_figures_stand_in_one_table_and_lead_to_their_paragraphs(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{ADDRESS}")
    table = page.locator(".compare-indicators table")
    assert table.locator("thead th[scope=col]").count() == len(CASES) + 1
    shared = [int(str(body.get_attribute("data-shared"))) for body in table.locator("tbody").all()]
    assert shared == sorted(shared, reverse=True)
    assert shared[0] > 1
    assert shared[-1] == 1
    for body, most in zip(table.locator("tbody").all(), shared, strict=True):
        for row in body.locator("tr:not(.compare-unit)").all():
            filled = row.locator("td:has(a)").count()
            assert filled <= most or row.locator("th").inner_text() == "未說明指標"
            assert filled > 1 or most == 1
    for row in table.locator("tbody tr:not(.compare-unit)").all()[::10]:
        assert row.locator("th[scope=row]").count() == 1
        assert row.locator("td").count() == len(CASES)
        assert row.locator("td a").count() >= 1
    page.check("#compare-shared")
    assert table.locator("tbody:visible").count() == len([item for item in shared if item > 1])
    link = table.locator("td a:visible").first
    figure = link.inner_text()
    link.click()
    target = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert figure in page.locator(f"[id='{target}']").inner_text()
    assert desktop.wrong == []


def test_the_address_says_what_is_compared(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{ADDRESS}")
    page.locator(".compare-remove").nth(1).click()
    assert _compared(page) == [CASES[0], CASES[2]]
    assert page.url.endswith(f"?cases={CASES[0]},{CASES[2]}")
    assert "2" in page.locator(".compare-status").inner_text()
    focused = page.evaluate("document.activeElement.className")
    assert "compare-remove" in focused
    page.reload()
    assert _compared(page) == [CASES[0], CASES[2]]
    page.go_back()
    assert _compared(page) == list(CASES)
    assert desktop.wrong == []


def test_the_other_edition_compares_the_same_cases(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{ADDRESS}")
    _compared(page)
    before = page.title()
    page.click("a.edition-switch:visible")
    assert f"/zh-Hans/{ADDRESS}" in page.url
    assert _compared(page) == list(CASES)
    assert page.title() != before
    assert desktop.wrong == []


def test_cases_are_chosen_by_keyboard_in_either_script(desktop: Watched) -> None:
    page = desktop.open("zh-Hans/compare.html")
    page.locator(".compare-list input").first.wait_for()
    page.focus(".compare-chooser summary")
    page.keyboard.press("Tab")
    for typed, expected in (("最多跑一次", CASES[0]), ("貴州", CASES[2])):
        page.keyboard.press("Control+a")
        page.keyboard.type(typed)
        box = page.locator(f".compare-list input[value='{expected}']")
        box.wait_for()
        for _ in range(8):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.value") == expected:
                break
        page.keyboard.press("Space")
        expect(page).to_have_url(re.compile(expected))
        page.focus("#compare-find")
    assert _compared(page) == [CASES[0], CASES[2]]
    assert desktop.wrong == []


def test_no_more_than_four_can_be_chosen(desktop: Watched) -> None:
    four = (*CASES, "wuping-forest-tenure")
    page = desktop.open(f"zh-Hant/compare.html?cases={','.join(four)},yiwu-trade-reform")
    assert _compared(page) == list(four)
    page.click(".compare-chooser summary")
    assert page.locator(".compare-list input:not(:checked)").first.is_disabled()
    page.locator(".compare-list input:checked").first.uncheck()
    expect(page).to_have_url(re.compile(r"\?cases=[^,]+(,[^,]+){2}$"))
    assert page.locator(".compare-list input:not(:checked)").first.is_enabled()
    assert desktop.wrong == []


def test_cases_are_gathered_on_other_pages(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/cases/index.html")
    assert not page.locator("#casebook-tray").is_visible()
    for slug in CASES[:2]:
        page.locator("li", has=page.locator(f"a[href='{slug}.html']")).locator(
            "button.compare-add"
        ).click()
    page.locator("#casebook-tray a").click()
    assert _compared(page) == list(CASES[:2])
    page = desktop.open(f"zh-Hans/cases/{CASES[0]}.html")
    own = page.locator(".case-head button.compare-add")
    assert own.get_attribute("aria-pressed") == "true"
    page.locator("#similar a.compare-add").first.click()
    assert _compared(page)[0] == CASES[0]
    assert len(_compared(page)) == 2
    assert desktop.wrong == []


def test_on_a_phone_cases_follow_one_another_under_their_names(phone: Watched) -> None:
    page = phone.open(f"zh-Hans/{ADDRESS}")
    _compared(page)
    boxes = [column.bounding_box() for column in _columns(page, "measures").all()]
    assert len({box["x"] for box in boxes if box}) == 1
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    name = _columns(page, "measures").first.locator("h3")
    _columns(page, "measures").first.locator("p").nth(4).evaluate(
        "one => window.scrollBy(0, one.getBoundingClientRect().top - 300)"
    )
    top = page.evaluate("one => one.getBoundingClientRect().top", name.element_handle())
    assert 0 <= top < 100
    assert phone.wrong == []


def test_it_prints_without_what_can_only_be_clicked(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{ADDRESS}")
    _compared(page)
    page.emulate_media(media="print")
    for hidden in ("nav.casebook-nav", ".compare-chooser", ".compare-tools", ".compare-remove"):
        assert page.locator(hidden).first.is_hidden(), hidden
    assert page.locator(".compare-address").inner_text().endswith(ADDRESS)
    boxes = [column.bounding_box() for column in _columns(page, "results").all()]
    assert len({box["x"] for box in boxes if box}) == len(CASES)
    assert page.locator("h1:visible").count() == 1


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_nothing_stands_in_a_readers_way(browser: Browser, site: Path, colours: str) -> None:
    context = browser.new_context(color_scheme=colours)  # type: ignore[arg-type]
    page = context.new_page()
    for address in (ADDRESS, "compare.html", f"cases/{CASES[0]}.html", "cases/index.html"):
        page.goto(f"{site.as_uri()}/zh-Hans/{address}")
        if address.startswith("compare"):
            page.locator(".compare-theme, .compare-list li").first.wait_for()
        assert serious(page) == [], address
    context.close()


def test_headings_are_in_order(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{ADDRESS}")
    _compared(page)
    levels = page.evaluate(
        "[...document.querySelectorAll('article :is(h1,h2,h3,h4,h5,h6)')].map(h => +h.tagName[1])"
    )
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_without_scripts_the_page_leads_to_the_themes(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/zh-Hant/{ADDRESS}")
    assert "JavaScript" in page.inner_text("article")
    page.click("article a[href='measures/index.html']")
    assert page.url.endswith("/measures/index.html")
    context.close()


def test_the_address_of_the_comparison_is_copied(browser: Browser, site: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site.as_uri()}/zh-Hant/{ADDRESS}")
    _compared(page)
    page.click(".compare-tools button >> nth=0")
    expect(page.locator(".compare-status")).to_have_text("網址已複製。")
    assert page.evaluate("navigator.clipboard.readText()").endswith(ADDRESS)
    context.close()


# --- text is data -----------------------------------------------------------------


def _hostile(slug: str) -> Article:
    blocks = [Paragraph(text, number % 3) for number, text in enumerate(HOSTILE)]
    text = HOSTILE[4]
    extra = (Table(((text, text), (text, text)), caption=text), Picture(text, text))
    sections = tuple(
        Section(theme, text, (*blocks, *extra))
        for theme in (Theme.BACKGROUND, Theme.MEASURES, Theme.BODY)
    )
    return Article(slug, f"{text} {slug}", Script.HANT, sections, field=text, years="2014")


def _files(casebook: Casebook) -> dict[str, bytes]:
    others = [printer(casebook, SIMPLIFIED)]
    # No unit: every character is written as itself, as one that is in none.
    return dict(compare_files(casebook, printer(casebook, TRADITIONAL), others, Units((), {})))


@pytest.fixture
def hostile(site: Path, tmp_path: Path) -> Path:
    """A site with nothing but the page for comparing and two cases of hostile text."""
    for name in ("_static", "search"):
        shutil.copytree(site / name, tmp_path / name)
    (tmp_path / "zh-Hant").mkdir()
    shutil.copy(site / "zh-Hant/compare.html", tmp_path / "zh-Hant/compare.html")
    casebook = annotate([_hostile("one"), _hostile("two")])
    for name, content in _files(casebook).items():
        path = tmp_path / "zh-Hant/compare" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path


def test_hostile_text_prints_as_itself(browser: Browser, hostile: Path) -> None:
    context = browser.new_context()
    watched = Watched(context, hostile)
    page = watched.open("zh-Hant/compare.html?cases=one,two,../x,<b>,constructor")
    page.wait_for_selector(".compare-theme")
    for theme in ("background", "measures", "other"):
        for column in _columns(page, theme).all():
            shown = [
                entry.evaluate("one => one.textContent") for entry in column.locator("p, li").all()
            ]
            assert shown[: len(HOSTILE)] == list(HOSTILE)
    assert page.locator("article script, article iframe, article b").count() == 0
    for link in page.locator("article a").all():
        assert str(link.get_attribute("href")).split(":")[0] not in {"javascript", "data"}
    assert "constructor" in page.locator(".compare-status").inner_text()
    # The script of a case that is not there is all that may fail.
    assert [
        item for item in watched.wrong if "constructor" not in item and "ERR_FILE" not in item
    ] == []
    context.close()
