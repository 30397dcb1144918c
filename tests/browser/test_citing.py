"""How to cite, on the case page, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, expect
from tests.browser.conftest import Watched
from tests.site.whole import FOLDERS, LANGUAGES

pytestmark = pytest.mark.browser

CASE = "cases/chengdu-rongcheng-yijiaqin"


@pytest.mark.parametrize("edition", FOLDERS)
def test_a_case_page_says_how_to_cite_it(desktop: Watched, site: Path, edition: str) -> None:
    page = desktop.open(f"{edition}/{CASE}.html")
    title = page.locator("article h1").evaluate("one => one.firstChild.data")
    printed = page.locator("#cite .cite-text").all_inner_texts()
    assert len(printed) == 2
    for text in printed:
        assert title in text
    for ending in ("bib", "ris", "csl.json"):
        link = page.locator(f"#cite a[href$='.{ending}']")
        file = (site / edition / "cases" / str(link.get_attribute("href"))).resolve()
        assert title in file.read_text("utf-8").replace("\\", "")
        assert title in (site / edition / "data" / f"cases.{ending}").read_text("utf-8")
    assert desktop.wrong == []


@pytest.mark.parametrize("edition", FOLDERS)
def test_reference_managers_read_the_head(site: Path, edition: str) -> None:
    for path in (site / edition / "cases").glob("*.html"):
        tree = html.document_fromstring(path.read_bytes())
        tags = {tag.get("name"): tag.get("content") for tag in tree.xpath("//head/meta[@name]")}
        if path.stem == "index":
            assert "citation_title" not in tags
            continue
        (title,) = tree.cssselect("article h1")
        assert tags["citation_title"] == title.text
        assert tags["DC.type"] == "webpage"
        assert tags["citation_author"]
        assert tags["citation_language"] == LANGUAGES[edition]


def test_citations_and_paragraphs_are_copied(browser: Browser, site: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site.as_uri()}/zh-Hant/{CASE}.html")
    printed = page.locator(".cite-text").first.inner_text()
    page.locator(".cite-copy").first.click()
    page.wait_for_selector(".cite-said:not(:empty)")
    assert page.evaluate("navigator.clipboard.readText()") == printed
    text = page.locator("#measures-1-p1").evaluate("one => one.firstChild.data")
    take = page.locator("#measures-1-p1 .cite-take")
    take.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#measures-1-p1")
    expect(page.locator(".cite-said")).to_contain_text("這一段")
    taken = page.evaluate("navigator.clipboard.readText()")
    assert taken.startswith(text)
    assert printed in taken
    assert taken.endswith(f"段落 measures-1-p1（檔案 zh-Hant/{CASE}.html）\n")
    assert "公開網址未知：改革案例庫，案例 " in taken
    assert "file:" not in taken
    context.close()


def test_text_is_copied_without_a_clipboard(browser: Browser, site: Path) -> None:
    """A page from a folder may have none: the older way takes its place."""
    context = browser.new_context(permissions=["clipboard-read"])
    context.add_init_script("Clipboard.prototype.writeText = () => Promise.reject(new Error())")
    page = context.new_page()
    page.goto(f"{site.as_uri()}/zh-Hant/{CASE}.html")
    button = page.locator(".cite-copy").first
    button.click()
    page.wait_for_selector(".cite-said:not(:empty)")
    printed = page.locator(".cite-text").first.inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == printed
    assert button.evaluate("one => one === document.activeElement")
    assert page.locator(".copy-area").count() == 0
    context.close()
