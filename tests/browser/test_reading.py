"""A reader's way through the site, in both editions, at desk and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Watched
from tests.site.whole import FOLDERS, LANGUAGES

pytestmark = pytest.mark.browser

# One page of every kind.
PAGES = (
    "index",
    "background/index",
    "measures/index",
    "results/index",
    "cases/index",
    "cases/chengdu-rongcheng-yijiaqin",
    "fields/index",
    "fields/rural-land",
    "measures/rural-land",
    "regions/index",
    "regions/510000",
    "years/index",
    "years/2020",
    "timeline/index",
    "excerpts",
    "indicators/index",
    "indicators/rural-land",
    "policies/index",
    "policies/cheng-du-shi-she-qu-fa-zhan-zhi-li-cu-jin-tiao-li-e43sohrc",
    "terms/index",
    "terms/c",
    "organisations/index",
    "organisations/g",
    "proofreading/index",
    "proofreading/health",
    "search",
    "about",
    "glossary",
)
OTHER = {"zh-Hant": "zh-Hans", "zh-Hans": "zh-Hant"}


def _read(page: Page, paragraph: str) -> None:
    """Scroll until a paragraph stands right below the page's header."""
    page.locator(f"[id='{paragraph}']").evaluate(
        "one => window.scrollBy(0, one.getBoundingClientRect().top - 100)"
    )


def _in_view(page: Page, paragraph: str) -> bool:
    return bool(
        page.locator(f"[id='{paragraph}']").evaluate(
            """one => {
                const {top} = one.getBoundingClientRect();
                return top >= 0 && top < window.innerHeight;
            }"""
        )
    )


def _title(page: Page) -> str:
    """Heading of the page without its link, which shows while the pointer is over the heading."""
    return str(
        page.locator("h1:visible").evaluate(
            "h1 => [...h1.childNodes].filter((node) => !node.matches?.('.headerlink'))"
            ".map((node) => node.textContent).join('').trim()"
        )
    )


@pytest.mark.parametrize("edition", FOLDERS)
def test_from_home_to_a_case_and_its_other_edition_and_back(desktop: Watched, edition: str) -> None:
    page = desktop.open(f"{edition}/index.html")
    assert page.get_attribute("html", "lang") == LANGUAGES[edition]
    page.click("article a[href='measures/index.html']")
    page.click("article a[href*='#case-chengdu-rongcheng-yijiaqin']")
    part = page.locator("section#case-chengdu-rongcheng-yijiaqin")
    assert _in_view(page, "case-chengdu-rongcheng-yijiaqin")
    part.locator("a[href='../cases/chengdu-rongcheng-yijiaqin.html']").first.click()
    title = _title(page)

    _read(page, "measures-3-p1")
    page.click("a.edition-switch:visible")
    there = page.url
    assert f"/{OTHER[edition]}/cases/chengdu-rongcheng-yijiaqin.html#measures-3-p1" in there
    assert page.get_attribute("html", "lang") == LANGUAGES[OTHER[edition]]
    assert _title(page) != title
    assert _in_view(page, "measures-3-p1")

    page.click("a.edition-switch:visible")
    assert f"/{edition}/cases/chengdu-rongcheng-yijiaqin.html#measures-3-p1" in page.url
    assert _title(page) == title
    assert _in_view(page, "measures-3-p1")
    page.go_back()
    assert page.url == there
    assert desktop.wrong == []


def test_switch_at_the_top_of_a_page_leads_to_the_top(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/cases/wuping-forest-tenure.html")
    page.click("a.edition-switch:visible")
    assert page.url.endswith("/zh-Hans/cases/wuping-forest-tenure.html")
    assert page.evaluate("window.scrollY") == 0


def test_entrance_leads_to_the_edition_of_the_reader(desktop: Watched, phone: Watched) -> None:
    for reader, expected in ((desktop, "zh-Hant"), (phone, "zh-Hans")):
        page = reader.open("index.html")
        page.wait_for_url(f"**/{expected}/index.html")
        assert reader.wrong == []


def test_entrance_remembers_the_choice(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/index.html")
    page.click("a.edition-switch:visible")
    desktop.open("index.html")
    page.wait_for_url("**/zh-Hans/index.html")


@pytest.mark.parametrize(
    ("device", "edition"), [("desktop", "zh-Hant"), ("desktop", "zh-Hans"), ("phone", "zh-Hans")]
)
def test_no_page_fails(request: pytest.FixtureRequest, device: str, edition: str) -> None:
    watched: Watched = request.getfixturevalue(device)
    for name in PAGES:
        page = watched.open(f"{edition}/{name}.html")
        assert watched.wrong == [], name
        assert page.get_attribute("html", "lang") == LANGUAGES[edition]
        assert page.locator("article h1").is_visible(), name
        assert page.evaluate("document.documentElement.dataset.theme") in {"light", "dark"}
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{name} is wider than the {device}"


def test_no_button_leads_nowhere(desktop: Watched, phone: Watched) -> None:
    for watched in (desktop, phone):
        page = watched.open("zh-Hans/cases/chengdu-rongcheng-yijiaqin.html")
        assert page.locator(".search-button, [aria-label*=search i]").count() == 0
        for link in page.locator("a:visible").all():
            assert link.get_attribute("href") not in {None, "", "#"}
        for button in page.locator("button:visible").all():
            assert button.get_attribute("aria-label") or button.inner_text(), button.inner_html()


def test_colours_can_be_chosen(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/index.html")
    assert page.evaluate("document.documentElement.dataset.mode") == "auto"
    for mode in ("dark", "light"):
        page.click("button.theme-switch-button")
        page.click(f"button.theme-change-button[data-mode={mode}]")
        assert page.evaluate("document.documentElement.dataset.theme") == mode
    assert desktop.wrong == []


def test_sidebar_opens_and_closes_on_a_phone(phone: Watched) -> None:
    page = phone.open("zh-Hant/cases/wuping-forest-tenure.html")
    navigation = page.locator("nav.casebook-nav")
    assert not navigation.is_visible()
    page.click("button.primary-toggle:visible")
    navigation.wait_for(state="visible")
    page.keyboard.press("Escape")
    navigation.wait_for(state="hidden")
    assert phone.wrong == []


def test_page_is_read_without_scripts(browser: object, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{site.as_uri()}/zh-Hant/cases/wuping-forest-tenure.html")
    assert page.get_attribute("html", "data-theme") == "light"
    assert page.locator(".theme-switch-container").is_hidden()
    page.click("a.edition-switch:visible")
    assert page.url.endswith("/zh-Hans/cases/wuping-forest-tenure.html")
    context.close()


def test_keyboard_focus_is_visible(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/index.html")
    page.keyboard.press("Tab")
    focused = page.locator("#pst-skip-link a:focus")
    assert focused.is_visible()
    link = page.locator("article a[href='measures/index.html']").first
    link.focus()
    assert link.evaluate("one => getComputedStyle(one).outlineStyle") != "none"


def test_printed_page_is_the_article_with_its_title(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/cases/wuping-forest-tenure.html")
    page.emulate_media(media="print")
    assert page.locator("h1:visible").count() == 1
    assert page.locator("article h1").is_visible()
    assert page.locator("nav.casebook-nav").is_hidden()
    assert page.locator(".prev-next-footer").is_hidden()


def test_a_phrase_typed_on_any_page_leads_to_its_paragraph(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/years/index.html")
    page.keyboard.press("/")
    page.keyboard.type("农民变股东")
    page.keyboard.press("Enter")
    results = page.locator("a[data-case='liupanshui-three-changes'][data-paragraph^='approach']")
    results.first.click()
    page.wait_for_selector("mark")
    address = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert address.startswith("approach")
    assert "農民變股東" in page.locator(f"[id='{address}']").inner_text()
    assert desktop.wrong == []
