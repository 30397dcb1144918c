"""Fixtures that tests of every package share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from playwright.sync_api import Browser, sync_playwright

# What is said at the terminal is tested in English, whatever the language of the machine.
os.environ |= {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}

# Tests count work; they do not time it.
settings.register_profile("casebook", deadline=None)
# bench/mutation.py runs the tests hundreds of times: few examples, the same every time.
settings.register_profile(
    "mutation",
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=15,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile(os.environ.get("CASEBOOK_HYPOTHESIS", "casebook"))

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of measuring material beside the checkout, or skip."""
    folder = Path(os.environ.get("CASEBOOK_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no measuring material at {folder}")
    return folder


def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes test: half as many again as cores, as browsers are waited for."""
    return (os.cpu_count() or 1) * 3 // 2


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes expected output anew; a reviewer reads the difference."""
    parser.addoption("--rewrite-goldens", action="store_true", help="write golden files anew")


@pytest.fixture
def rewrite_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are written anew instead of compared."""
    return bool(request.config.getoption("--rewrite-goldens"))


# The shell first: it has no windows to draw.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)
"""The browser, where the machine has one."""
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium: .ci/run installs it")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield opened
        opened.close()
