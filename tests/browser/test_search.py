"""The search of the built site, as a reader meets it: from a folder, on a desk and a phone."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Watched, serious
from tests.site.whole import FOLDERS

from casebook.text.fold import Level, fold

pytestmark = pytest.mark.browser

_DONE = "#casebook-search[data-state=done]"
# Words of the sample articles: in the other script, across a link, with signs, without a hit.
_QUERIES = ("政务服务", "互联网+政务服务」试点", "改革 -上海", "集體林權改制辦法")


def _search(watched: Watched, edition: str, query: str) -> Page:
    page = watched.open(f"{edition}/search.html?q={quote(query)}")
    page.wait_for_selector(_DONE)
    return page


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "dark")])
@pytest.mark.parametrize("edition", FOLDERS)
def test_results_can_be_read_by_everyone(
    browser: Browser, site: Path, edition: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    watched = Watched(context, site)
    for query in _QUERIES:
        page = _search(watched, edition, query)
        assert page.locator(".casebook-results > li").count() > 0
        assert serious(page) == []
        assert watched.wrong == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_from_the_sidebar_to_a_marked_paragraph_and_back(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/index.html")
    page.locator(".casebook-nav .casebook-find input").fill("政务服务」试点")
    page.keyboard.press("Enter")
    page.wait_for_selector(_DONE)
    link = page.locator("a[data-paragraph]:not([data-paragraph=''])").first
    paragraph = link.get_attribute("data-paragraph")
    assert "".join(link.locator("mark").all_inner_texts()) == "政務服務」試點"
    link.click()
    page.locator(".casebook-marks").wait_for()
    assert page.url.endswith(f"#{paragraph}")
    marks = page.locator(f"#{paragraph} mark")
    # A link to a term ends within the words: they are marked on both sides of its end.
    assert marks.count() > 1
    assert fold("".join(marks.all_inner_texts()), Level.SEARCH) == fold(
        "政务服务」试点", Level.SEARCH
    )
    expect(marks.first).to_be_in_viewport()
    page.get_by_role("button", name="清除標記").click()
    assert page.locator("mark").count() == 0
    page.go_back()
    page.wait_for_selector(_DONE)
    assert page.locator("#casebook-search input").input_value() == "政务服务」试点"
    assert desktop.wrong == []


def test_slash_leads_to_the_search(desktop: Watched) -> None:
    page = desktop.open("zh-Hans/cases/wuping-forest-tenure.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("林权")
    page.keyboard.press("Enter")
    page.wait_for_selector(_DONE)
    assert "wuping-forest-tenure" in {
        head.get_attribute("data-case") for head in page.locator(".casebook-results h2 a").all()
    }
    assert desktop.wrong == []


@pytest.mark.parametrize("key", ["theme", "field", "region", "year", "source"])
def test_every_count_of_a_facet_is_what_it_narrows_to(desktop: Watched, key: str) -> None:
    page = _search(desktop, "zh-Hant", "改革")
    whole = int(re.findall(r"\d+", page.get_by_role("status").first.inner_text())[0])
    options = page.locator(f"select[name={key}] option")
    labels = options.all_inner_texts()[1:]
    assert labels
    for at, label in enumerate(labels[:4]):
        count = int(re.findall(r"（(\d+)）$", label)[0])
        page.locator(f"select[name={key}]").select_option(index=at + 1)
        page.wait_for_selector(_DONE)
        assert page.locator(".casebook-results > li").count() == count <= whole
        assert f"{key}=" in page.url
        page.go_back()
        page.wait_for_selector(_DONE)
        assert page.locator(".casebook-results > li").count() == whole
    assert desktop.wrong == []


def test_suggestions_on_a_phone(phone: Watched) -> None:
    page = phone.open("zh-Hans/search.html")
    page.wait_for_selector(_DONE, state="attached")
    field = page.locator("#casebook-search input")
    field.fill("關於")
    options = page.get_by_role("option")
    options.first.wait_for()
    name = options.first.get_attribute("data-name") or ""
    assert "关于" in name
    options.first.tap()
    page.wait_for_selector(f"{_DONE} .casebook-results a")
    # A name finds itself, whatever spaces and quotation marks it has.
    assert page.locator("[data-nearest]").count() == 0
    assert name in page.locator(".casebook-results > li").first.inner_text()
    assert phone.wrong == []


@pytest.mark.parametrize("edition", FOLDERS)
def test_without_javascript_the_page_leads_to_the_indexes(
    browser: Browser, site: Path, edition: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / edition / "search.html").as_uri())
    said = page.locator("#casebook-search noscript p")
    expect(said).to_be_visible()
    assert "JavaScript" in said.inner_text()
    for index in ("cases", "fields", "regions", "years", "policies", "terms"):
        link = page.locator(f"#casebook-search a[href='{index}/index.html']")
        expect(link).to_be_visible()
    context.close()


def test_what_is_left_out_does_not_come_back_by_likeness(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/search.html?q=林權抵押 -武平")
    page.wait_for_selector("[data-state=done]")
    assert page.locator("a[data-case='wuping-forest-tenure']").count() == 0
    page.click("a.edition-switch:visible")
    page.wait_for_url("**/zh-Hans/search.html?q=*")
    assert page.input_value("#casebook-search input[type=search]") == "林權抵押 -武平"
