"""What readers come for, from the first click to what they take away.

The other tasks are tests of their own: ``docs/project/site.md`` lists them.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from urllib.parse import quote, unquote, urljoin
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import Watched
from tests.site.whole import FOLDERS

pytestmark = pytest.mark.browser

CASE = "cases/wuping-forest-tenure.html"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_phrase_in_the_other_script_is_found_and_quoted(browser: Browser, site: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    # As it would be pasted: Simplified, in quotation marks of the mainland.
    page.goto(f"{site.as_uri()}/zh-Hant/search.html?q={quote('“吹哨报到”')}")
    page.wait_for_selector("#casebook-search[data-state=done]")
    link = page.locator("a[data-case=beijing-swift-response][data-paragraph*='-p']").first
    paragraph = link.get_attribute("data-paragraph")
    link.click()
    page.locator(".casebook-marks").wait_for()
    page.locator(f"#{paragraph} .cite-take").click()
    page.wait_for_selector(".cite-said:not(:empty)")
    taken = page.evaluate("navigator.clipboard.readText()").strip().split("\n")
    assert "吹哨報到" in taken[0]
    assert "[EB/OL]" in taken[1]
    # From a folder there is no address: the case and the paragraph are named.
    assert f"案例 beijing-swift-response，段落 {paragraph}（" in taken[-1]
    context.close()


@pytest.mark.parametrize("edition", FOLDERS)
def test_the_measures_of_a_field_are_read_on_a_phone(phone: Watched, edition: str) -> None:
    page = phone.open(f"{edition}/index.html")
    page.locator("article ul.themes a").nth(1).tap()
    page.locator("article h2 a[href='rural-land.html']").tap()
    page.wait_for_url("**/measures/rural-land.html")
    parts = page.locator("section[id^=case-]")
    assert parts.count() == 3
    # In the middle of the second case the head of the page says which one it is.
    parts.nth(1).locator("p").nth(4).scroll_into_view_if_needed()
    name = parts.nth(1).locator("h2").evaluate("one => one.firstChild.textContent")
    expect(page.locator(".reading-line")).to_contain_text(name)
    assert phone.wrong == []


def test_from_a_document_to_the_sentence_that_cites_it(desktop: Watched) -> None:
    page = desktop.open("zh-Hant/policies/index.html")
    page.locator(".table-filter input").fill("社区发展治理促进条例")
    page.locator("tbody tr:visible td a").first.click()
    assert "《成都市社區發展治理促進條例》" in page.inner_text("h1")
    quoted = page.locator("ul.quoted li li").first
    sentence = quoted.evaluate("one => one.firstElementChild.firstChild.textContent").strip()
    quoted.locator("a").last.click()
    paragraph = unquote(page.url.partition("#")[2])
    assert sentence in page.locator(f"[id='{paragraph}']").inner_text()
    expect(page.locator(f"[id='{paragraph}']")).to_be_in_viewport()


def test_who_lands_on_a_paragraph_sees_which_case_it_is_of(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hant/{CASE}#measures-2-p1")
    paragraph = page.locator("#measures-2-p1")
    expect(paragraph).to_be_in_viewport()
    plain = page.locator("#measures-1-p1").evaluate("one => getComputedStyle(one).backgroundColor")
    assert paragraph.evaluate("one => getComputedStyle(one).backgroundColor") != plain
    title = page.locator("h1").evaluate("one => one.firstChild.textContent")
    expect(page.locator(".reading-line")).to_contain_text(title)


@pytest.mark.parametrize("edition", FOLDERS)
def test_changes_can_be_subscribed_to(desktop: Watched, site: Path, edition: str) -> None:
    page = desktop.open(f"{edition}/changes/index.html")
    links = page.locator("article a[href$='.xml']")
    assert links.count() == 11  # all, and ten fields
    base = page.url
    for link in links.all():
        address = urljoin(base, link.get_attribute("href") or "")
        feed = ET.parse(site / unquote(address.removeprefix(f"{site.as_uri()}/"))).getroot()
        entries = feed.findall(f"{ATOM}entry")
        assert entries
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len({*ids}) == len(ids)
        assert all(entry.findtext(f"{ATOM}updated") for entry in entries)
    assert page.locator("head link[type='application/atom+xml']").count() >= 1


def test_all_editions_are_carried_away_and_lead_to_each_other(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "改革 案例（離線） 版"
    with zipfile.ZipFile(site.parent / "zip" / "casebook.zip") as archive:
        archive.extractall(folder)
    (top,) = folder.iterdir()
    context = browser.new_context(locale="zh-TW", viewport={"width": 1280, "height": 800})
    watched = Watched(context, top)
    page = watched.open("index.html")
    page.wait_for_url(re.compile("/zh-Hant/index"))
    page.click("a.edition-switch")
    page.wait_for_url(re.compile("/zh-Hans/index"))
    watched.open("zh-Hans/compare.html?cases=wuping-forest-tenure,sanming-medical-reform")
    page.wait_for_selector(".compare-case p")
    watched.open("zh-Hans/indicators/index.html?family=time&change=less")
    page.wait_for_selector("table.figures tbody tr")
    shown, total = re.findall(r"\d+", page.inner_text(".indicator-form output"))
    assert 0 < int(shown) < int(total)
    assert watched.wrong == []
    context.close()
