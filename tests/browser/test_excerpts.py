"""A reader gathers passages across cases, and takes them along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import rispy
from lxml import html
from playwright.sync_api import Browser, Page
from tests.browser.conftest import Watched, serious

pytestmark = pytest.mark.browser

FIRST = "zh-Hant/cases/shanghai-one-net.html"
SECOND = "zh-Hant/cases/wuping-forest-tenure.html"


def _gather(watched: Watched, address: str, paragraph: str) -> str:
    """Gather a paragraph of a case; return its text."""
    page = watched.open(address)
    place = page.locator(f"[id='{paragraph}']")
    text = place.evaluate(
        "one => { const copy = one.cloneNode(true);"
        " copy.querySelectorAll('.marks, .source-mark').forEach((mark) => mark.remove());"
        " return copy.textContent.trim(); }"
    )
    place.hover()
    place.locator(".excerpt-add").click()
    assert "已收入摘錄本" in page.inner_text(".cite-said")
    return str(text)


@pytest.fixture
def gathered(desktop: Watched) -> Iterator[tuple[Page, list[str]]]:
    """The page of the excerpts with one passage of each of two cases."""
    texts = [
        _gather(desktop, FIRST, "measures-1-p1"),
        _gather(desktop, SECOND, "measures-1-p1"),
    ]
    page = desktop.open("zh-Hant/excerpts.html")
    yield page, texts
    assert desktop.wrong == []


def _download(page: Page, name: str) -> str:
    with page.expect_download() as result:
        page.get_by_role("button", name=name).click()
    return Path(result.value.path()).read_bytes().decode("utf-8-sig")


def test_passages_are_listed_in_order_and_lead_to_their_place(
    gathered: tuple[Page, list[str]],
) -> None:
    page, texts = gathered
    assert page.locator(".excerpt-text").all_inner_texts() == texts
    assert "共 2 段，來自 2 個案例" in page.inner_text(".excerpts-status")
    assert serious(page) == []
    page.locator("ol.excerpts a").first.click()
    assert page.url.endswith(f"{FIRST}#measures-1-p1")


def test_a_passage_is_gathered_once(desktop: Watched) -> None:
    _gather(desktop, FIRST, "measures-1-p1")
    desktop.page.locator("#measures-1-p1 .excerpt-add").click()
    assert desktop.page.inner_text(".cite-said") == "這一段已在摘錄本裡。"
    desktop.open("zh-Hant/excerpts.html")
    assert desktop.page.locator("ol.excerpts > li").count() == 1


def test_order_and_notes_are_kept(gathered: tuple[Page, list[str]]) -> None:
    page, texts = gathered
    page.locator("textarea").first.fill("與武平比較\n<b>二</b>")
    page.locator(".excerpt-down").first.click()
    assert page.evaluate("document.activeElement.className") == "excerpt-up"
    page.reload()
    assert page.locator(".excerpt-text").all_inner_texts() == texts[::-1]
    assert page.locator("textarea").nth(1).input_value() == "與武平比較\n<b>二</b>"


def test_what_was_removed_comes_back(gathered: tuple[Page, list[str]]) -> None:
    page, texts = gathered
    page.locator(".excerpt-remove").first.click()
    assert page.locator(".excerpt-text").all_inner_texts() == texts[1:]
    page.get_by_role("button", name="復原").click()
    assert page.locator(".excerpt-text").all_inner_texts() == texts


def test_passages_are_taken_along_in_three_forms(gathered: tuple[Page, list[str]]) -> None:
    page, texts = gathered
    page.locator("textarea").first.fill("要 <核對>\n再引")
    text = _download(page, "下載文字（.txt）")
    assert [text.index(passage) for passage in texts] == sorted(text.index(item) for item in texts)
    assert "[EB/OL]" in text
    nowhere = f"公開網址未知：改革案例庫，案例 shanghai-one-net，段落 measures-1-p1（檔案 {FIRST}）"
    assert nowhere in text
    assert page.locator(".excerpt-nowhere").first.inner_text() == nowhere
    assert "批註：要 <核對>" in text

    records = rispy.loads(_download(page, "下載書目（.ris）"))
    assert [record["type_of_reference"] for record in records] == ["ELEC", "ELEC"]
    assert [record["notes_abstract"] for record in records] == texts
    # A reference manager would take a path for an address.
    assert "urls" not in records[0]
    assert records[0]["notes"] == ["要 <核對> 再引", nowhere]
    assert all(record["title"] and record["date"] for record in records)

    tree = html.document_fromstring(_download(page, "下載 Word 可開的網頁（.html）"))
    assert [quote.text_content() for quote in tree.cssselect("blockquote")] == texts
    assert "要 <核對>" in tree.text_content()
    assert nowhere in tree.text_content()


def test_read_on_the_web_a_passage_has_the_address_of_its_page(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context()
    context.route(
        "http://kb.example/**",
        lambda route: route.fulfill(path=site / urlsplit(route.request.url).path[1:]),
    )
    page = context.new_page()
    page.goto("http://kb.example/zh-Hant/excerpts.html")
    # As it was gathered where no address was known.
    entry = {"slug": "hall", "paragraph": "body-p1", "edition": "zh-Hant", "url": "", "note": ""}
    words = {
        "text": "一段。",
        "title": "題",
        "cite": "引文",
        "taken": "2026-01-02",
        "language": "zh",
    }
    page.evaluate("items => casebookExcerpts.write(items)", [entry | words])
    page.reload()
    text = _download(page, "下載文字（.txt）")
    assert "http://kb.example/zh-Hant/cases/hall.html#body-p1" in text
    assert "公開網址未知" not in text
    context.close()


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"
    )
    page.goto(f"{site.as_uri()}/{FIRST}")
    page.locator("#measures-1-p1").hover()
    page.locator("#measures-1-p1 .excerpt-add").click()
    assert page.inner_text(".cite-said") == "瀏覽器不允許本站保存，無法摘錄。"
    context.close()


def test_the_marks_of_all_paragraphs_are_one_stop_of_the_tab_key(desktop: Watched) -> None:
    page = desktop.open(FIRST)
    stops = page.locator(".marks > [tabindex='0']")
    assert stops.count() == 1
    assert page.locator(".marks > *").count() > 20
    stops.focus()
    first = page.evaluate("document.activeElement.closest('[id]').id")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.closest('[id]').id")
    assert first != second
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.className") == "excerpt-add"
    page.keyboard.press("Enter")
    assert "已收入摘錄本" in page.inner_text(".cite-said")
    assert stops.count() == 1
