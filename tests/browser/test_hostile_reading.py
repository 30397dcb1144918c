"""Text is data for who reads: the hostile site and its EPUB in a browser, and what is saved."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import rispy
from lxml import etree, html
from playwright.sync_api import Browser, Page
from tests.browser.conftest import Watched
from tests.browser.hostile import FORMULA, PAYLOADS, Hostile
from tests.site.whole import FOLDERS

pytestmark = pytest.mark.browser

_OWN = {edition: range(at, len(PAYLOADS), 2) for at, edition in enumerate(FOLDERS)}
"""Numbers of the cases that an edition prints in their own script."""


@pytest.fixture
def watched(browser: Browser, hostile_build: Hostile) -> Iterator[Watched]:
    context = browser.new_context(locale="zh-TW")
    made = _without_dialogs(Watched(context, hostile_build.out / "html"))
    yield made
    assert made.wrong == []
    context.close()


def _without_dialogs(watched: Watched) -> Watched:
    watched.page.on("dialog", lambda dialog: (watched.wrong.append("dialog"), dialog.dismiss()))
    return watched


@pytest.mark.parametrize("edition", FOLDERS)
def test_no_dialog_no_request_no_error_on_a_page(
    watched: Watched, hostile_build: Hostile, edition: str
) -> None:
    site = hostile_build.out / "html"
    names = [path.relative_to(site).as_posix() for path in sorted((site / edition).rglob("*.html"))]
    cases = [name for name in names if "/cases/" in name]
    kinds = {name.split("/")[1]: name for name in names if name not in cases}
    if edition != FOLDERS[0]:
        cases = [f"{edition}/cases/case-{number}.html" for number in _OWN[edition]]
    for name in [*cases, *kinds.values()]:
        watched.open(name)


def test_whatever_is_searched_for_is_text(watched: Watched, hostile_build: Hostile) -> None:
    site = hostile_build.out / "html"
    for text in PAYLOADS:
        page = watched.open("zh-Hant/search.html")
        page.goto(f"{site.as_uri()}/zh-Hant/search.html?{urlencode({'q': text})}")
        page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("edition", FOLDERS)
def test_cases_are_compared_as_text(watched: Watched, edition: str) -> None:
    for start in range(0, len(_OWN[edition]), 4):
        chosen = _OWN[edition][start : start + 4]
        slugs = ",".join(f"case-{number}" for number in chosen)
        page = watched.open(f"{edition}/compare.html?cases={slugs},{PAYLOADS[0]}")
        page.wait_for_selector(".compare-result:not([aria-busy])")
        titles = page.locator(".compare-card h3").all()
        shown = [title.evaluate("one => one.textContent") for title in titles]
        assert all(text in title for text, title in zip(_texts(chosen), shown, strict=True))
        article = "article.bd-article"
        assert page.locator(f"{article} :is(script, iframe, svg[onload], img[src=x])").count() == 0


def _texts(numbers: range) -> list[str]:
    return [PAYLOADS[number] for number in numbers]


def _saved(page: Page, press: str) -> str:
    with page.expect_download() as result:
        page.locator(press).click()
    return Path(result.value.path()).read_bytes().decode("utf-8-sig")


def test_figures_that_are_saved_hold_no_formula(watched: Watched) -> None:
    page = watched.open("zh-Hant/indicators/index.html")
    rows = list(csv.reader(_saved(page, "button.indicator-save").splitlines()))
    assert len(rows) > len(PAYLOADS)
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]


def test_passages_that_are_saved_are_text(watched: Watched) -> None:
    for number in _OWN["zh-Hant"]:
        watched.open(f"zh-Hant/cases/case-{number}.html")
        watched.page.locator("#background-p1 .excerpt-add").dispatch_event("click")
    page = watched.open("zh-Hant/excerpts.html")
    expected = _texts(_OWN["zh-Hant"])
    shown = page.locator(".excerpt-text").all()
    assert [item.evaluate("one => one.textContent") for item in shown] == expected
    buttons = ".excerpts-tools button"
    saved = {
        ending: _saved(page, f"{buttons}:has-text('.{ending}')")
        for ending in ("txt", "html", "ris")
    }
    assert all(text in saved["txt"] for text in expected)
    tree = html.document_fromstring(saved["html"])
    assert [quote.text_content() for quote in tree.cssselect("blockquote")] == expected
    assert not tree.xpath("//script | //img | //iframe | //svg | //@*[starts-with(name(), 'on')]")
    records = rispy.loads(saved["ris"])
    assert [record["notes_abstract"] for record in records] == expected


def test_an_epub_is_read_in_a_browser(
    browser: Browser, hostile_build: Hostile, tmp_path: Path
) -> None:
    with zipfile.ZipFile(hostile_build.out / "epub" / "casebook-zh-Hant.epub") as packed:
        packed.extractall(tmp_path)
    context = browser.new_context()
    watched = _without_dialogs(Watched(context, tmp_path))
    documents = sorted(tmp_path.rglob("*.xhtml"))
    printed = ""
    for path in documents:
        watched.open(path.relative_to(tmp_path).as_posix())
        assert watched.page.locator("parsererror").count() == 0
        printed += "".join(etree.parse(path).getroot().itertext())
    assert watched.wrong == []
    context.close()
    bare = "".join(printed.split())
    missing = [text for text in PAYLOADS[::2] if "".join(text.split()) not in bare]
    assert missing == []
