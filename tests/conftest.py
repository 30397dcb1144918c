"""Fixtures that tests of every room share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def shared() -> Path:
    """Return the folder of measuring material beside the checkout, or skip."""
    folder = Path(os.environ.get("CASEBOOK_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no measuring material at {folder}")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes expected output anew; a reviewer reads the difference."""
    parser.addoption("--rewrite-goldens", action="store_true", help="write golden files anew")


@pytest.fixture
def rewrite_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are written anew instead of compared."""
    return bool(request.config.getoption("--rewrite-goldens"))
