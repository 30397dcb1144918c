"""A Chromium for the tests of this room, and a built site in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.search.demo import EDITIONS, HANT, build_site, generated

from casebook.search import SearchCase

_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; where there is none the test is skipped, but never in CI."""
    program = shutil.which("chromium")
    if not program:
        if os.environ.get("CI") == "true":
            pytest.fail("CI has no chromium")
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def cases() -> tuple[SearchCase, ...]:
    """Cases of hostile text."""
    return generated(24, seed=5)


@pytest.fixture(scope="session")
def site(cases: tuple[SearchCase, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the site of the cases, in a path that must be escaped."""
    folder = tmp_path_factory.mktemp("a site #1 & 繁")
    build_site(cases, folder)
    return folder


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page; errors in its scripts fail the test."""
    context = chromium.new_context()
    fresh = context.new_page()
    errors: list[str] = []
    fresh.on("pageerror", lambda error: errors.append(str(error)))
    yield fresh
    context.close()
    assert not errors


def search_address(site: Path, edition: str = HANT) -> str:
    """The file address of an edition's search page."""
    return (site / EDITIONS[edition] / "search.html").as_uri()
