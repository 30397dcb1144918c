"""The built sample site in a real browser, opened from the disk.

The policy of the pages forbids ``page.wait_for_function`` to look a second time, as it does so
by ``eval``: ``expect`` waits without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request
from tests.browser.hostile import Hostile, build_hostile
from tests.made_once import made_once
from tests.site.whole import build_samples


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built; it lies there for the tests of all processes: nobody changes it."""
    return made_once(tmp_path_factory, "sample-site", build_samples)


@pytest.fixture(scope="session")
def hostile_build(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """All that is made of a knowledge base of hostile text."""
    return made_once(tmp_path_factory, "hostile", build_hostile)


def serious(page: Page) -> list[str]:
    """What axe finds serious or critical on a page: rule and first element of each.

    Without preloading: axe would ask for the style sheets, and a folder refuses its requests.
    """
    result = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:200]}"
        for item in result.response["violations"]
        if item["impact"] in {"serious", "critical"}
    ]


class Watched:
    """A page that remembers everything that went wrong in it.

    :param root: address of the site; where it is opened from the disk, that of its folder.
    """

    def __init__(self, context: BrowserContext, site: Path, root: str = "") -> None:
        self.page: Page = context.new_page()
        self.wrong: list[str] = []
        self._root = root or site.as_uri()
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("requestfailed", self._on_failed)
        self.page.on("request", self._on_request)

    def _on_console(self, message: object) -> None:
        if message.type in {"error", "warning"}:  # type: ignore[attr-defined]
            self.wrong.append(f"console: {message.text}")  # type: ignore[attr-defined]

    def _on_failed(self, request: Request) -> None:
        """Remember a request that failed, unless the page was left while it was loading."""
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"failed: {request.failure} {request.url}")

    def _on_request(self, request: object) -> None:
        url: str = request.url  # type: ignore[attr-defined]
        if not url.startswith((self._root, "data:")):
            self.wrong.append(f"request: {url}")

    def open(self, address: str) -> Page:
        self.page.goto(f"{self._root}/{address}")
        return self.page


@pytest.fixture
def desktop(browser: Browser, site: Path) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-TW")
    yield Watched(context, site)
    context.close()


@pytest.fixture
def phone(browser: Browser, site: Path) -> Iterator[Watched]:
    context = browser.new_context(
        viewport={"width": 375, "height": 700}, has_touch=True, is_mobile=True, locale="zh-CN"
    )
    yield Watched(context, site)
    context.close()
