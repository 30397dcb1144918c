"""The page shell: what a page weighs, and what it does without the theme's scripts."""

from __future__ import annotations

import functools
import gzip
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.conftest import Watched
from tests.browser.test_reading import PAGES
from tests.site.whole import FOLDERS

pytestmark = pytest.mark.browser

CASE = "cases/chengdu-rongcheng-yijiaqin.html"
WEIGHT = 70_000
"""Bytes of a case page with all that it loads, compressed."""

REQUESTS = 8
THREE = ("wuping-forest-tenure", "liupanshui-three-changes", "sanming-medical-reform")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """Serve the site, as a web server would."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.mark.parametrize("edition", FOLDERS)
def test_a_case_page_is_light(browser: Browser, served: str, edition: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    weights: dict[str, int] = {}
    page.on("response", lambda item: weights.update({item.url: len(gzip.compress(item.body(), 6))}))
    page.goto(f"{served}/{edition}/{CASE}", wait_until="networkidle")
    context.close()
    loaded = {url: weight for url, weight in weights.items() if not url.startswith("data:")}
    assert len(loaded) <= REQUESTS, sorted(loaded)
    assert sum(loaded.values()) <= WEIGHT, loaded


def test_nothing_of_the_theme_is_copied_and_the_shell_lies_there_once(site: Path) -> None:
    files = [path for path in (site / "_static").rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"casebook.css", "casebook.js", "themes.css", "pygments.css", "compare.js"} <= names
    assert not [name for name in names if name.endswith((".map", ".woff2", ".po", ".mo"))]
    assert not names & {"fontawesome.js", "bootstrap.js", "pydata-sphinx-theme.js"}
    assert not names & {"doctools.js", "searchtools.js", "basic.css", "sphinx-book-theme.css"}
    assert sum(path.stat().st_size for path in files) < 200_000
    for edition in FOLDERS:
        assert not any((site / edition / "_static").rglob("*"))
        for path in (site / edition).rglob("*.html"):
            text = path.read_text("utf-8")
            assert 'class="fa-' not in text
            assert "fa-solid" not in text
            assert "data-bs-" not in text
            assert "DOCUMENTATION_OPTIONS" not in text


# One page of every kind, and those that scripts fill.
FILLED = (
    "search.html?q=改革",
    f"compare.html?cases={','.join(THREE)}",
    "indicators/index.html?family=time",
    "excerpts.html",
    "download/index.html",
    "download/data.html",
    "changes/index.html",
)
SHIFT = 0.05
_SHIFTS = """globalThis.shifts = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) globalThis.shifts += one.value;
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("width", [1280, 375])
def test_no_page_moves_while_it_loads(browser: Browser, served: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, is_mobile=width < 600, has_touch=width < 600
    )
    page = context.new_page()
    page.add_init_script(_SHIFTS)
    moved: dict[str, float] = {}
    for address in (*(f"{name}.html" for name in PAGES), *FILLED):
        page.goto(f"{served}/zh-Hant/{address}", wait_until="networkidle")
        shifts = page.evaluate("globalThis.shifts")
        if shifts > SHIFT:
            moved[address] = shifts
    context.close()
    assert moved == {}


def test_colours_are_kept_and_the_menu_closes(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{CASE}")
    opener, menu = page.locator("button.theme-switch-button"), page.locator(".dropdown-menu")
    assert menu.is_hidden()
    opener.focus()
    page.keyboard.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    assert menu.is_visible()
    page.keyboard.press("Escape")
    assert menu.is_hidden()
    assert opener.evaluate("one => one === document.activeElement")
    opener.click()
    page.click("button.theme-change-button[data-mode=dark]")
    assert menu.is_hidden()
    desktop.open("zh-Hant/index.html")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.emulate_media(color_scheme="dark")
    page.click("button.theme-switch-button")
    page.click("button.theme-change-button[data-mode=auto]")
    page.emulate_media(color_scheme="light")
    page.wait_for_selector("html[data-theme=light]")
    assert desktop.wrong == []


def test_the_sidebar_folds_away_on_a_wide_page(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{CASE}")
    navigation = page.locator("nav.casebook-nav")
    assert navigation.is_visible()
    page.click("button.primary-toggle")
    navigation.wait_for(state="hidden")
    page.click("button.primary-toggle")
    navigation.wait_for(state="visible")


def test_contents_on_a_phone_lead_to_a_part_and_close(phone: Watched) -> None:
    page = phone.open(f"zh-Hans/{CASE}")
    contents = page.locator("nav.page-toc")
    assert not contents.is_visible()
    page.click("button.secondary-toggle")
    contents.wait_for(state="visible")
    contents.locator("a[href='#results']").click()
    contents.wait_for(state="hidden")
    assert page.evaluate("location.hash") == "#results"
    top = page.locator("section#results").evaluate("one => one.getBoundingClientRect().top")
    assert 0 <= top < 200
    page.click("button.secondary-toggle")
    contents.wait_for(state="visible")
    page.keyboard.press("Escape")
    contents.wait_for(state="hidden")
    page.click("button.secondary-toggle")
    page.mouse.click(5, 300)
    contents.wait_for(state="hidden")
    assert phone.wrong == []


def test_contents_mark_the_part_in_view(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{CASE}")
    page.click("nav.page-toc a[href='#results']")
    page.wait_for_selector("nav.page-toc a[href='#results'][aria-current=true]")
    assert page.locator("nav.page-toc [aria-current]").count() == 1


def test_without_scripts_a_phone_has_the_navigation_below_the_text(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 700})
    page = context.new_page()
    page.goto(f"{site.as_uri()}/zh-Hant/{CASE}")
    assert page.locator("button.primary-toggle").is_hidden()
    assert page.locator("button.secondary-toggle").is_hidden()
    page.click("nav.casebook-nav a[href='../measures/index.html']")
    assert page.url.endswith("zh-Hant/measures/index.html")
    context.close()


def test_a_citation_read_on_the_web_has_its_address_and_day(browser: Browser, served: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    address = f"{served}/zh-Hant/{CASE}"
    page.goto(f"{address}?mark=x#results")
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    page.locator(".cite-copy").first.click()
    page.wait_for_selector(".cite-said:not(:empty)")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("改革案例庫. 成都「蓉城一家親」")
    assert copied.endswith(f"[EB/OL]. (2026-11-22)[{today}]. {address}.")
    apa = page.locator(".cite-text").nth(1).inner_text()
    assert "（2026年11月22日）" in apa
    assert apa.endswith(f"日檢索自 {address}")
    context.close()


@pytest.mark.parametrize("width", [1280, 375])
def test_buttons_that_a_script_puts_into_lists_move_nothing(
    browser: Browser, site: Path, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    pages = ("regions/index", "cases/index", "fields/ecology", "background/index")

    def heights() -> dict[str, list[float]]:
        lists = "ones => ones.map((one) => Math.round(one.getBoundingClientRect().height))"
        found = {}
        for name in pages:
            page.goto(f"{site.as_uri()}/zh-Hant/{name}.html")
            found[name] = page.locator(".bd-article li:has(.facts)").evaluate_all(lists)
        return found

    after = heights()
    assert page.locator(".bd-article li .compare-add").count()
    page.route("**/casebook.js*", lambda route: route.abort())
    before = heights()
    context.close()
    assert before == after
