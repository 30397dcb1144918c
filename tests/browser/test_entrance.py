"""The entrance page leads each reader to the edition of their language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from casebook.exports.entrance import entrance_files
from casebook.text.editions import editions_of
from casebook.text.printer import Printer

TWO = ("zh-Hant-TW", "zh-Hans-CN")
THREE = (*TWO, "zh-Hant-HK")


def _site(folder: Path, tags: Sequence[str], title: str = "案例庫") -> str:
    editions = editions_of(tuple(tags))
    for name, content in entrance_files(title, [Printer(item) for item in editions]).items():
        (folder / name).write_bytes(content)
    for edition in editions:
        (folder / edition.folder).mkdir()
        page = f'<!DOCTYPE html><html lang="{edition.tag}"><title>x</title></html>'
        (folder / edition.folder / "index.html").write_text(page, encoding="utf-8")
    return (folder / "index.html").as_uri()


@pytest.mark.parametrize(
    ("tags", "language", "folder"),
    [
        (TWO, "zh-TW", "zh-Hant"),
        (TWO, "zh-HK", "zh-Hant"),
        (TWO, "zh-CN", "zh-Hans"),
        (TWO, "zh-SG", "zh-Hans"),
        (TWO, "zh-Hans-HK", "zh-Hans"),
        (TWO, "en-US", "zh-Hant"),
        (TWO[::-1], "en-US", "zh-Hans"),
        (THREE, "zh-HK", "zh-Hant-HK"),
        (THREE, "zh-MO", "zh-Hant-HK"),
        (THREE, "zh-Hant-HK", "zh-Hant-HK"),
        (THREE, "zh-Hant-TW", "zh-Hant"),
        (THREE, "zh-TW", "zh-Hant"),
        (("zh-Hans-CN",), "zh-TW", "zh-Hans"),
    ],
)
def test_a_reader_is_led_to_the_edition_of_the_language(
    browser: Browser, tmp_path: Path, tags: Sequence[str], language: str, folder: str
) -> None:
    address = _site(tmp_path, tags)
    context = browser.new_context(locale=language)
    page = context.new_page()
    page.goto(address)
    page.wait_for_url(f"**/{folder}/index.html")
    context.close()


def test_without_scripts_every_edition_can_be_chosen_and_a_title_is_text(
    browser: Browser, tmp_path: Path
) -> None:
    address = _site(tmp_path, THREE, "庫</title><script>alert(1)</script>")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.title().startswith("庫</title><script>alert(1)</script>")
    assert page.locator("a").all_inner_texts() == ["繁體版", "简体版", "繁體版（香港）"]
    context.close()


def test_without_script_it_names_every_edition(tmp_path: Path, browser: Browser) -> None:
    address = _site(tmp_path, TWO, "某省案例")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.title() == "某省案例"
    assert page.locator("a").all_inner_texts() == ["繁體版", "简体版"]
    context.close()


def test_nothing_stands_in_the_page_that_a_strict_policy_refuses(tmp_path: Path) -> None:
    _site(tmp_path, TWO)
    text = (tmp_path / "index.html").read_text("utf-8")
    assert "<style" not in text
    assert "<script>" not in text
    assert " style=" not in text
    assert " on" not in text.split("<body>")[1]
    assert (tmp_path / ".nojekyll").read_bytes() == b""
