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
