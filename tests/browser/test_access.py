"""What axe finds on every kind of page, and the site by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import Watched, serious
from tests.browser.test_reading import PAGES
from tests.site.whole import FOLDERS

pytestmark = pytest.mark.browser

# Light on a desk, dark on a small phone: every colour and both layouts.
LOOKS = {"light": 1280, "dark": 360}


@pytest.mark.parametrize("scheme", LOOKS)
def test_axe_finds_nothing_serious(browser: Browser, site: Path, scheme: str) -> None:
    """Every page in both looks, and in both editions: the editions take turns."""
    context = browser.new_context(
        viewport={"width": LOOKS[scheme], "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    results = []
    for turn, name in enumerate(PAGES, start=list(LOOKS).index(scheme)):
        address = f"{FOLDERS[turn % len(FOLDERS)]}/{name}.html"
        page.goto(f"{site.as_uri()}/{address}")
        assert page.get_attribute("html", "data-theme") == scheme
        results += [f"{address}: {item}" for item in serious(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{address} is wider than {LOOKS[scheme]} pixels"
    context.close()
    assert results == []


def _tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until an element has the focus; every stop must be visible."""
    total = page.locator("a, button, input, select").count()
    for _ in range(total):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const one = document.activeElement, box = one.getBoundingClientRect();
                const style = getComputedStyle(one);
                return box.width > 0 && style.outlineStyle !== "none";
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"the tabulator never reaches {selector}")


def test_from_home_to_a_paragraph_by_keyboard(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # to the text, past the sidebar
    _tab_to(page, "article a[href='measures/index.html']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/measures/index.html")
    _tab_to(page, "article a[href$='#case-wuping-forest-tenure']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/measures/rural-land.html#case-wuping-forest-tenure")
    _tab_to(page, "article a[href='../cases/wuping-forest-tenure.html']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/wuping-forest-tenure.html")
    _tab_to(page, "article td a[href^='#measures']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/wuping-forest-tenure.html#measures*")
    paragraph = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert page.locator(f"[id='{paragraph}']").evaluate(
        "one => one.getBoundingClientRect().top < window.innerHeight"
    )
    assert desktop.wrong == []


def test_preview_opens_on_hover_and_on_focus(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/cases/chengdu-rongcheng-yijiaqin.html")
    link = page.locator("article a.preview").first
    box = page.locator("#preview-box")
    assert box.count() == 0
    link.hover()
    said = box.inner_text()
    assert len(said) > 10
    page.mouse.move(0, 0)
    box.wait_for(state="detached")
    link.focus()
    assert box.inner_text() == said
    assert link.get_attribute("aria-describedby") == "preview-box"
    page.keyboard.press("Escape")
    box.wait_for(state="detached")
    assert desktop.wrong == []
