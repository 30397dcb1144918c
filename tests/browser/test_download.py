"""Taking the site along: the page that offers it, and the archive read from a folder."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser
from tests.browser.conftest import Watched
from tests.site.whole import FOLDERS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("edition", FOLDERS)
def test_every_file_offered_is_there_with_its_size(
    desktop: Watched, site: Path, edition: str
) -> None:
    page = desktop.open(f"{edition}/download/index.html")
    offered = page.locator("table.downloads tbody tr")
    names = offered.locator("a").all_inner_texts()
    assert {f"casebook-{edition}.zip", "casebook.zip", "cases.csv", "casebook.sqlite"} <= {*names}
    assert not [name for name in names if name.endswith(".zip") and name.count("-") > 2]
    for row in offered.all():
        href = row.locator("a").get_attribute("href")
        path = (site / edition / "download" / (href or "")).resolve()
        shown = row.locator("td").nth(2).inner_text()
        number, unit = shown.split()
        scale = {"B": 1, "kB": 1_000, "MB": 1_000_000}[unit]
        assert abs(path.stat().st_size - float(number) * scale) <= scale / 2
    assert desktop.wrong == []


@pytest.mark.parametrize("edition", FOLDERS)
def test_the_questions_of_the_page_have_answers(desktop: Watched, site: Path, edition: str) -> None:
    page = desktop.open(f"{edition}/download/data.html")
    questions = page.locator("p.sql").all_inner_texts()
    assert len(questions) == 5
    connection = sqlite3.connect(site / edition / "data" / "casebook.sqlite")
    for question in questions:
        assert connection.execute(question).fetchall(), question
    connection.close()


@pytest.mark.parametrize("edition", FOLDERS)
def test_an_archive_is_whole_without_a_network(
    browser: Browser, site: Path, tmp_path: Path, edition: str
) -> None:
    folder = tmp_path / "隨身 碟"
    with zipfile.ZipFile(site.parent / "zip" / f"casebook-{edition}.zip") as archive:
        archive.extractall(folder)
    (top,) = folder.iterdir()
    for path in top.rglob("*.html"):
        text = path.read_text("utf-8")
        for address in html.document_fromstring(text).xpath("//@href | //@src"):
            parts = urlsplit(address)
            if parts.scheme or not parts.path:
                continue
            target = (path.parent / unquote(parts.path)).resolve()
            assert target.is_relative_to(top.resolve()), (path.name, address)
            assert target.is_file(), (path.relative_to(top), address)
    context = browser.new_context(locale="zh-TW" if edition == "zh-Hant" else "zh-CN")
    watched = Watched(context, top)
    page = watched.open("index.html")
    page.wait_for_url(re.compile(rf"/{edition}/index\.html"))
    assert page.locator("a.edition-switch").count() == 0
    page.fill("form.casebook-find.wide input", "吹哨")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-case=beijing-swift-response]")
    watched.open(f"{edition}/download/index.html")
    assert page.locator("a[href*='downloads/']").count() == 0
    assert page.locator("a[href$='cases.csv']").count() == 1
    assert watched.wrong == []
    context.close()
