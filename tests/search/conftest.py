"""A Chromium for the tests of this room, and a built site in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.search.demo import EDITIONS, HANT, build_site, generated

from casebook.search import SearchCase


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
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page; errors in its scripts fail the test."""
    context = browser.new_context()
    fresh = context.new_page()
    errors: list[str] = []
    fresh.on("pageerror", lambda error: errors.append(str(error)))
    yield fresh
    context.close()
    assert not errors


def search_address(site: Path, edition: str = HANT) -> str:
    """The file address of an edition's search page."""
    return (site / EDITIONS[edition] / "search.html").as_uri()
